"""Named questions to the graph, one .cypher file each."""
