"""What NER says of a text, mended by what the sentence and the text's other names tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.forms import key
from graph.model import ActorType
from graph.states import places
from ingest.words import Words

NER_TYPES = {
    "PERSON": ActorType.PERSON,
    "ORG": None,
    "NORP": None,
    "PRODUCT": None,
    "GPE": ActorType.PLACE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE,
}
"""What each label that may be an actor's says of it."""
_NO_END = ("VERB", "AUX", "DET", "ADP", "SCONJ", "CCONJ", "PRON")
"""What no name ends with, where it has no capital."""
_DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Entities:
    """The named entities of one text."""

    doc: Doc
    words: Words

    def label(self, ent: Span) -> str:
        """NER's label, unless the sentence has it where something happens."""
        if ent.label_ in ("GPE", "LOC", "FAC") or len(ent) > 2 or (ent.text.isupper() and len(ent.text) < 6):
            return ent.label_
        titled = ent.start and self.doc[ent.start - 1].lower_ in self.words.lists.titles
        if not titled and key(ent.text) in places() and not self._is_surname(ent):
            return "GPE"
        before = self.doc[ent.start - 1].lower_ if ent.start else ""
        head = ent.root
        if before in self.words.lists.strictly_locative and head.dep_ == "pobj":
            return "GPE"
        if self.type_of(ent) not in (None, ActorType.PLACE):
            return ent.label_  # "employees of Relief International"
        if before in self.words.lists.genitive and ent.start > 1 and self._is_of_place(self.doc[ent.start - 2]):
            return "GPE"
        if self._is_taken(head) and not self._is_surname(ent):
            return "GPE"
        return ent.label_

    def _is_of_place(self, noun: Token) -> bool:
        """Whether a place is what such a noun is of: "the town of", "the fishermen of"."""
        lemma = self.words.lemma_of.get(noun.lower_, "")
        return self.words.is_in(lemma, "place") or self.words.types.get(lemma) is ActorType.CIVILIANS

    def _is_taken(self, head: Token) -> bool:
        """Whether it is the object of a verb that is done to places: storm, besiege."""
        return head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in self.words.lists.place_verbs

    def _is_surname(self, ent: Span) -> bool:
        """Whether a longer name of a person in the text ends with it, or it is such a name."""
        last = ent[-1].text
        return any(e.label_ == "PERSON" and len(e) > 1 and e[-1].text == last for e in self.doc.ents)

    def trim(self, ent: Span) -> Span | None:
        """The entity without article, titles and clitic, or None if it is no name."""
        if ent.label_ not in NER_TYPES:
            return None
        start, end = self._bounds(ent)
        for token in self.doc[start : max(start, end - 1)]:
            if token.text in _DASHES and self.doc[start : token.i].text.isupper():
                start = token.i + 1  # a dateline: "GENEVA - Envoys"
        if start == end:
            return None
        end = self._whole_name(start, end)
        trimmed = Span(self.doc, start, end, label=ent.label)
        if (
            "\n" in trimmed.text
            or not re.match(r"[A-ZÀ-Þ]|al-|el-", trimmed.text)
            or trimmed.text.lower() in self.words.lists.no_names
        ):
            return None
        if len(trimmed) == 1 and trimmed[0].tag_ not in ("NNP", "NNPS", "JJ", "FW") and not trimmed.text.isupper():
            return trimmed if ent.label_ == "NORP" else None
        return trimmed

    def _bounds(self, ent: Span) -> tuple[int, int]:
        """Where the name in an entity begins and ends."""
        start, end = ent.start, ent.end
        opening = self.words.lists.articles | {"'s", '"', "'"}
        while start < end and (self.doc[start].lower_ in opening or self.doc[start].is_space):
            start += 1
        if ent.label_ == "GPE" and self.words.head_first:
            start = self._behind_noun(start, end)
        no_part = self.words.lists.titles | self.words.lists.no_names  # "On 12 September | Kiir"
        while start < end - 1 and ent.label_ == "PERSON" and self.doc[start].lower_ in no_part:
            start += 1
        while end > start and (self.doc[end - 1].lower_ in ("'s", "'", ",", ".", "-") or self.doc[end - 1].is_space):
            end -= 1
        while end - start > 1 and self.doc[end - 1].is_lower and self.doc[end - 1].pos_ in _NO_END:
            end -= 1
        return start, end

    def _behind_noun(self, start: int, end: int) -> int:
        """Where the name begins in "région de Koursk"."""
        name = next((i for i in range(start, end) if self.doc[i].text[0].isupper()), start)
        lists = self.words.lists
        before = self.doc[name - 1].lower_ if name > start else ""
        return name if before in lists.genitive or before in lists.contracted or before in lists.articles else start

    def _whole_name(self, start: int, end: int) -> int:
        """Where a name ends that goes on after its noun, as "Liberation Movement for West Papua" does."""
        if self.doc[end - 1].lower_ not in self.words.name_nouns or self.doc[end - 1].is_lower or end - start < 2:
            return end
        after = end
        if after == len(self.doc) or self.doc[after].lower_ not in self.words.lists.purposes:
            return end
        while after < len(self.doc) and self.doc[after].lower_ in self.words.lists.particles:
            after += 1
        first = after
        while after < len(self.doc) and self.doc[after].pos_ == "PROPN" and self.doc[after].ent_type_ != "PERSON":
            after += 1
        return after if after > first else end

    def type_of(self, ent: Span) -> ActorType | None:
        """What the last noun of a name says: "Macina Liberation Front"."""
        for token in reversed(list(ent)):
            if kind := self.words.name_nouns.get(token.lower_):
                return kind
        return None
