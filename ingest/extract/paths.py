"""Paths through the parse: how far and by which labels one token is from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from ingest.extract.tree import Tree

_APART = 99
"""Stands for the number of arcs between two sentences."""


@dataclass(slots=True)
class Paths:
    """The dependency paths of a document, each walked once."""

    heads: tuple[int, ...]
    labels: tuple[str, ...]
    _up: dict[int, dict[int, int]] = field(default_factory=dict)
    _memo: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Tree) -> Paths:
        """The paths of a parsed document; prepositions stand in a label for themselves: "prep_from"."""
        labels = (f"prep_{word}" if dep == "prep" else dep for dep, word in zip(tree.deps, tree.words, strict=True))
        return cls(tree.heads, tuple(labels))

    def distance(self, one: int, other: int) -> int:
        """Number of arcs between two tokens; 99 where they stand in different sentences."""
        above = self._chain(other)
        for steps, index in enumerate(self._chain(one)):
            if index in above:
                return steps + above[index]
        return _APART

    def between(self, one: int, other: int) -> tuple[int, str]:
        """Number of arcs and their labels, "<" upwards and ">" downwards, from one token to the other."""
        key = (one, other)
        if key not in self._memo:
            self._memo[key] = self._walk(one, other)
        return self._memo[key]

    def _walk(self, one: int, other: int) -> tuple[int, str]:
        above_one, above_other = self._chain(one), self._chain(other)
        for steps, index in enumerate(above_one):
            if index in above_other:
                down = list(islice(above_other, above_other[index]))
                up = "".join([f"<{self.labels[i]}" for i in islice(above_one, steps)])
                return steps + len(down), up + "".join([f">{self.labels[i]}" for i in reversed(down)])
        return _APART, "none"

    def _chain(self, index: int) -> dict[int, int]:
        """The token and its governors up to the root, each with its number of arcs from the token."""
        if index not in self._up:
            chain, node = {index: 0}, index
            while self.heads[node] != node:
                node = self.heads[node]
                chain[node] = len(chain)
            self._up[index] = chain
        return self._up[index]
