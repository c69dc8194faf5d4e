"""Actor nouns of a document: which of its words are one, alone or with their neighbours, and the phrases around."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from graph.model import ActorType
from ingest.words import Words

ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss", "dative")
"""Places in a sentence where an actor may stand."""
_FOLLOWING = ("NOUN", "PROPN", "ADJ", "NUM", "ADP")
"""What follows an ordinal that says which of something: "the first round"."""
_MODIFIERS = (
    "det",
    "amod",
    "compound",
    "nmod",
    "poss",
    "nummod",
    "quantmod",
    "predet",
    "advmod",
    "punct",
    "case",
    "npadvmod",
)


class ActorNoun(NamedTuple):
    """A phrase that describes an actor, by tokens.

    Attributes:
        start: First token.
        end: One past the last.
        head: The noun.
        type: What it says of the actor.
        lemma: The noun, of several words perhaps, as the word data has it.
    """

    start: int
    end: int
    head: int
    type: ActorType | None
    lemma: str


@dataclass(frozen=True, slots=True)
class ActorNouns:
    """Finds the actor nouns of one document."""

    doc: Doc
    words: Words
    _several: dict[int, str | None] = field(default_factory=dict)

    def lemma(self, start: int, end: int) -> str | None:
        """The longest actor noun that ends at token `end`, as a lemma; the words before its head may be part of it."""
        head, is_first = end - 1, self.words.head_first
        if head not in self._several:
            ending = (lemma for span, lemma in self.ending_at(head) if not is_first or span.root.i == head)
            found = chain(self._starting_at(head), ending) if is_first else ending  # « Premier ministre »
            self._several[head] = next(found, None)
        if head > start and not is_first:
            return self._several[head]
        return self._several[head] or self._alone(head)

    def ending_at(self, last: int) -> Iterator[tuple[Span, str]]:
        """The actor nouns of several words that end at a token, longest first, with their lemmas."""
        for size in range(min(self.words.sizes_to.get(self.doc[last].lower_, 0), last + 1), 1, -1):
            span = self.doc[last + 1 - size : last + 1]
            if lemma := self.words.lemma_of.get(span.text.lower()):
                yield span, lemma

    def _starting_at(self, first: int) -> Iterator[str]:
        """The actor nouns of several words that start at a token, longest first, as lemmas."""
        for size in range(self.words.sizes.get(self.doc[first].lower_, 0), 1, -1):
            if lemma := self.words.lemma_of.get(self.doc[first : first + size].text.lower()):
                yield lemma

    def _alone(self, index: int) -> str | None:
        """The actor noun that a token is, as a lemma."""
        token = self.doc[index]
        lemma = self.words.lemma_of.get(token.lower_) or self.words.lemma_of.get(token.lemma_.lower())
        if lemma is None and "-" in token.text:
            prefix, _, rest = token.lower_.partition("-")  # « l'ex-rébellion »
            lemma = self.words.lemma_of.get(rest) if prefix in self.words.lists.former else None
        is_name = lemma and token.pos_ == "PROPN" and self.words.is_in(lemma, "quarter")  # "the North" of Korea
        return None if is_name else lemma

    def phrase(self, start: int, end: int) -> tuple[int, int]:
        """The noun phrase around tokens: with what modifies its head from the left, without what follows."""
        head = self.doc[start] if end == start + 1 else self.doc[start:end].root
        lefts = [child.left_edge.i for child in head.lefts if child.dep_ in _MODIFIERS]
        first = min([start, *lefts])
        while first < start and (self.doc[first].is_punct or self.doc[first].tag_ == "WP"):  # "dont les soldats"
            first += 1
        if first < start and "\n" in self.doc[first:end].text:
            first = start
        return first, self._last(head, end) if self.words.head_first else end

    def _last(self, head: Token, end: int) -> int:
        """One past the last adjective that follows a noun, or past the rest of a noun of several words."""
        lemma = self.lemma(head.i, head.i + 1) or ""
        begins = lemma.lower().split(" ", 1)[0] in (head.lower_, head.lemma_.lower())  # not « Premier ministre »
        if " " in lemma and begins:
            size = len(re.findall(r"[\w-]+'?", lemma))
            end = max(end, min(head.i + size, head.sent.end))
        for child in head.rights:
            if child.dep_ == "amod" and child.i == end and child.right_edge.i == child.i:
                end += 1
        return end

    def with_titles(self, start: int) -> int:
        """Where a person's name begins with the titles before it."""
        while (
            start
            and self.doc[start - 1].lower_ in self.words.lists.titles
            and self.doc[start - 1].dep_ in ("compound", "nmod", "amod")
        ):
            start -= 1
        return start

    def nouns(self, taken: Container[int]) -> Iterator[ActorNoun]:
        """Phrases headed by an actor noun, but for the tokens that are something else already."""
        for token in self.doc:
            if token.i in taken or not _is_nominal(token):
                continue
            if token.dep_ == "compound" and token.head.i == token.i + 1 and self.lemma(token.i, token.head.i + 1):
                continue
            if lemma := self.lemma(token.i, token.i + 1):
                yield self._at(token, self.words.types.get(lemma), lemma)

    def counts(self, taken: Container[int]) -> Iterator[ActorNoun]:
        """Counts that stand alone: for those just named, as "both" or "the pair", or for people, as "thousands"."""
        lists = self.words.lists
        for token in self.doc:
            word = token.lower_
            if token.i in taken or not (word in lists.counts or word in lists.multitudes or word in lists.ordered):
                continue
            if word in lists.multitudes and self._is_multitude(token):
                yield self._at(token, ActorType.CIVILIANS, word)
            elif (word in lists.counts and self._is_alone(token)) or (word in lists.ordered and self._is_one(token)):
                yield self._at(token, None, word)

    def _is_alone(self, token: Token) -> bool:
        """Whether a count says of nothing how many it is, and points to those just named."""
        lists = self.words.lists
        pointing = token.lower_ in lists.alone or not lists.pointing.isdisjoint(self.words.openers(token))
        return pointing and token.dep_ in ARGUMENTS and not any(self._counted(token))

    def _is_one(self, token: Token) -> bool:
        """Whether an ordinal stands alone for one of those just named: "the former said", but not "the first of"."""
        acts = token.dep_ in ("nsubj", "nsubjpass", "poss") and self.words.is_definite(token)
        return acts and token.i + 1 < len(self.doc) and token.nbor().pos_ not in _FOLLOWING

    def _at(self, token: Token, kind: ActorType | None, lemma: str) -> ActorNoun:
        return ActorNoun(*self.phrase(token.i, token.i + 1), token.i, kind, lemma)

    def _counted(self, token: Token) -> Iterator[Token]:
        """Of what a count is: "two of the men"; nothing in "accused both of lying"."""
        for preposition in token.rights:
            if preposition.lower_ in self.words.lists.genitive:
                yield from (child for child in preposition.children if child.dep_ == "pobj")

    def _is_multitude(self, token: Token) -> bool:
        """Whether a number stands alone for people: "thousands", "tens of thousands"."""
        many = self.words.lists.multitudes
        acts = token.dep_ in ("nsubj", "nsubjpass")
        return acts and all(counted.lower_ in many for counted in self._counted(token))


def _is_nominal(token: Token) -> bool:
    """Whether a word may head a noun phrase: a noun, or an adjective or participle that stands for people."""
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    if token.pos_ == "ADJ":
        return token.dep_ not in ("amod", "acomp", "advmod")
    return token.tag_ == "VBN" and token.dep_ in ARGUMENTS and any(child.dep_ == "det" for child in token.lefts)
