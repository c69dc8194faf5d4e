"""A dependency parse as plain sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ingest.columns import columns, heads


@dataclass(frozen=True, slots=True)
class Tree:
    """What is asked of a parse again and again, one entry a token.

    Attributes:
        heads: Index of the governor; a root's own.
        deps: Labels.
        tags: Fine parts of speech, such as "VBN".
        pos: Coarse parts of speech, such as "VERB".
        lemmas: Lemmas, lower case.
        words: Words, lower case; a preposition by its name for slots: "de" for "du".
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
    def of(cls, doc: Doc, right: Mapping[str, str]) -> Tree:
        """The tree, or rather the forest, of a parsed document.

        Args:
            doc: The document.
            right: The lemma of words, or in the place of lemmas, that the pipeline gets wrong.
        """
        kids: list[list[int]] = [[] for _ in doc]
        governors = heads(doc)
        for index, head in enumerate(governors):
            if head != index:
                kids[head].append(index)
        deps, tags, pos, given, lower = columns(doc, ("DEP", "TAG", "POS", "LEMMA", "LOWER"))
        plain = [lemma.lower() for lemma in given]
        lemmas = [right.get(word) or right.get(lemma, lemma) for word, lemma in zip(lower, plain, strict=True)]
        words = [lemma if kind == "ADP" else word for kind, lemma, word in zip(pos, lemmas, lower, strict=True)]
        return cls(
            tuple(governors),
            tuple(deps),
            tuple(tags),
            tuple(pos),
            tuple(lemmas),
            tuple(words),
            tuple(map(tuple, kids)),
        )

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb, auxiliaries included."""
        return self.pos[index] in ("VERB", "AUX")

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with all that belongs to one: in English, with "to"."""
        return self.tags[verb] == "INF" or any(self.tags[kid] == "TO" for kid in self.kids_as(verb, "aux"))

    def kids_as(self, index: int, *deps: str) -> list[int]:
        """The dependents with one of these labels, text order."""
        return [kid for kid in self.kids[index] if self.deps[kid] in deps]

    def left_edge(self, index: int) -> int:
        """The first word of a phrase, by the word that heads it."""
        while self.kids[index] and self.kids[index][0] < index:
            index = self.kids[index][0]
        return index

    def hung(self, arcs: Sequence[tuple[int, int, str]]) -> Tree:
        """The tree with some tokens, no roots, hung elsewhere: each with its new head and label."""
        if not arcs:
            return self
        heads, deps, kids = list(self.heads), list(self.deps), [list(below) for below in self.kids]
        for index, head, dep in arcs:
            kids[heads[index]].remove(index)
            kids[head] = sorted((*kids[head], index))
            heads[index], deps[index] = head, dep
        return replace(self, heads=tuple(heads), deps=tuple(deps), kids=tuple(map(tuple, kids)))
