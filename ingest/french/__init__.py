"""French: Universal Dependencies rewritten into the labels that the predicate-argument view reads.

A component of the pipeline mends what the French parser often gets wrong and then relabels the document itself, so
that mentions, coreference, view, status and speaker read one kind of parse whatever the language. No other code knows
French.
"""

from ingest.french.component import NAME

__all__ = ["NAME"]
