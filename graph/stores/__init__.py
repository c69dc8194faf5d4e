"""Where the graph is kept: the ledger, and the stores that are projected from it."""
