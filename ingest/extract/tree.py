"""A dependency parse as plain sequences: spaCy makes a new object at each access to a token, which costs too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

_COLUMNS: list[int | str] = ["DEP", "TAG", "POS", "LEMMA", "LOWER"]


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
        table = doc.to_array(_COLUMNS).tolist()
        arcs = doc.to_array("HEAD").astype("int64").tolist()
        texts = {number: doc.vocab.strings[number] for number in {number for row in table for number in row}}
        rows = []
        for index, (arc, row) in enumerate(zip(arcs, table, strict=True)):
            head = index + arc
            if arc:
                kids[head].append(index)
            dep, tag, pos, lemma, word = map(texts.__getitem__, row)
            lemma = lemma.lower()
            lemma = right.get(word) or right.get(lemma, lemma)
            rows.append((head, dep, tag, pos, lemma, lemma if pos == "ADP" else word))
        heads, deps, tags, pos, lemmas, words = zip(*rows, strict=True) if rows else [()] * 6
        return cls(heads, deps, tags, pos, lemmas, words, tuple(map(tuple, kids)))

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb, auxiliaries included."""
        return self.pos[index] in ("VERB", "AUX")

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with all that belongs to one: in English, with "to"."""
        return self.tags[verb] == "INF" or any(self.tags[kid] == "TO" for kid in self.kids_as(verb, "aux"))

    def kids_as(self, index: int, *deps: str) -> list[int]:
        """The dependents with one of these labels, text order."""
        return [kid for kid in self.kids[index] if self.deps[kid] in deps]
