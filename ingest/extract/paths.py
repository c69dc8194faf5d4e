"""Paths through the parse: how far and by which labels one token is from another."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc


@dataclass(slots=True)
class Paths:
    """The dependency paths of a document, each walked once."""

    heads: tuple[int, ...]
    labels: tuple[str, ...]
    _up: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _memo: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Paths:
        """The paths of a parsed document; prepositions stand in a label for themselves: "prep_from"."""
        return cls(
            tuple(token.head.i for token in doc),
            tuple(f"prep_{token.lower_}" if token.dep_ == "prep" else token.dep_ for token in doc),
        )

    def distance(self, one: int, other: int) -> int:
        """Number of arcs between two tokens; 99 where they stand in different sentences."""
        return self.between(one, other)[0]

    def between(self, one: int, other: int) -> tuple[int, str]:
        """Number of arcs and their labels, "<" upwards and ">" downwards, from one token to the other."""
        key = (one, other)
        if key not in self._memo:
            self._memo[key] = self._walk(one, other)
        return self._memo[key]

    def _walk(self, one: int, other: int) -> tuple[int, str]:
        above_one, above_other = self._chain(one), self._chain(other)
        places = {index: place for place, index in enumerate(above_other)}
        for steps, index in enumerate(above_one):
            if index in places:
                down = above_other[: places[index]]
                up = "".join(f"<{self.labels[i]}" for i in above_one[:steps])
                return steps + len(down), up + "".join(f">{self.labels[i]}" for i in reversed(down))
        return 99, "none"

    def _chain(self, index: int) -> tuple[int, ...]:
        """The token and its governors up to the root."""
        if index not in self._up:
            chain = [index]
            while self.heads[chain[-1]] != chain[-1]:
                chain.append(self.heads[chain[-1]])
            self._up[index] = tuple(chain)
        return self._up[index]
