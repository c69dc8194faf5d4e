"""A dependency parse as plain sequences: spaCy makes a new object at each access to a token, which costs too much."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Tree:
    """What is asked of a parse again and again, one entry a token.

    Attributes:
        heads: Index of the governor; a root's own.
        deps: Labels.
        tags: Fine parts of speech, such as "VBN".
        pos: Coarse parts of speech, such as "VERB".
        lemmas: Lemmas, lower case.
        words: Words, lower case.
        kids: Indices of the dependents, text order.
    """

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    words: tuple[str, ...]
    kids: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """The tree, or rather the forest, of a parsed document."""
        kids: list[list[int]] = [[] for _ in doc]
        rows = []
        for token in doc:
            head = token.head.i
            if head != token.i:
                kids[head].append(token.i)
            rows.append((head, token.dep_, token.tag_, token.pos_, token.lemma_.lower(), token.lower_))
        heads, deps, tags, pos, lemmas, words = zip(*rows, strict=True) if rows else [()] * 6
        return cls(heads, deps, tags, pos, lemmas, words, tuple(map(tuple, kids)))

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb, auxiliaries included."""
        return self.pos[index] in ("VERB", "AUX")

    def is_infinitive(self, verb: int) -> bool:
        """Whether "to" stands with the verb."""
        return any(self.deps[kid] == "aux" and self.words[kid] == "to" for kid in self.kids[verb])

    def kids_as(self, index: int, *deps: str) -> list[int]:
        """The dependents with one of these labels, text order."""
        return [kid for kid in self.kids[index] if self.deps[kid] in deps]
