"""Candidates: what the frames of the lexicon propose for a sentence, before anything decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.ontology import Ontology
from ingest.extract.arguments import Slots, View
from ingest.extract.lexicon import Frame, Kind, Lexicon, Trigger
from ingest.mentions import Mention

_REACH = 8
"""How far behind a verb its particle or object noun may stand, in tokens."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that found a filler for both of its ends.

    Attributes:
        trigger: Token index of the trigger's head.
        frame: The frame.
        subject: Mention of the relation's subject.
        object: Mention of its object.
        subject_slot: The slot where it was found.
        object_slot: Likewise.
    """

    trigger: int
    frame: Frame
    subject: Mention
    object: Mention
    subject_slot: str
    object_slot: str


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the candidates of one document."""

    doc: Doc
    view: View
    lexicon: Lexicon
    ontology: Ontology
    mentions: Mapping[int, Mention]

    def candidates(self, token: Token) -> Iterator[Candidate]:
        """What each frame that the token triggers proposes."""
        for trigger in self.triggers(token):
            yield from self._fill(token, trigger.frame)

    def triggers(self, token: Token) -> Iterator[Trigger]:
        """The triggers that the token is the head of, the longest of each kind: "prime minister" hides "minister"."""
        for kind in _kinds(token):
            found = {id(t): t for key in (token.lemma_.lower(), token.lower_) for t in self.lexicon.triggers.get((kind, key), ())}
            standing = [trigger for trigger in found.values() if self._words_stand(token, trigger)]
            longest = max((len(trigger.words) for trigger in standing), default=0)
            for trigger in standing:
                if len(trigger.words) == longest and self._restrictions_hold(token, trigger.frame):
                    yield trigger

    # ---------------------------------------------------------------------------------------------------- conditions

    def _words_stand(self, token: Token, trigger: Trigger) -> bool:
        if len(trigger.words) == 1:
            return True
        if trigger.frame.kind == "verb":
            behind = self._behind(token)
            return all(word in behind for word in trigger.words[1:])
        start = token.i - trigger.at
        if start < 0 or start + len(trigger.words) > len(self.doc):
            return False
        window = self.doc[start : start + len(trigger.words)]
        return all(word in (t.lower_, t.lemma_.lower()) for word, t in zip(trigger.words, window, strict=True))

    def _behind(self, verb: Token) -> set[str]:
        """The words that belong to a verb and stand near behind it."""
        words: set[str] = set()
        for child in verb.children:
            if verb.i < child.i <= verb.i + _REACH and child.dep_ not in ("conj", "advcl", "ccomp"):
                words |= {child.lower_, child.lemma_.lower()}
                for deeper in child.children:
                    if child.dep_ in ("prep", "prt", "xcomp", "acomp", "oprd", "advmod", "dobj", "attr"):
                        words |= {deeper.lower_, deeper.lemma_.lower()}
        if verb.i + 1 < len(self.doc):
            words.add(self.doc[verb.i + 1].lower_)
        return words

    def _restrictions_hold(self, token: Token, frame: Frame) -> bool:
        if frame.negated and not _is_negated(token):
            return False
        if frame.patient:
            slots = self.view.slots(token.i)
            fillers = [i for slot in ("patient", "attr", "second") for f in slots.get(slot, ()) for i in self.view.expand(f)]
            if not any(self._is_word(self.doc[i], frame.patient) for i in fillers):
                return False
        if frame.unless and self._stands_with(token, frame.unless):
            return False
        return not frame.needs or self._stands_with(token, frame.needs)

    def _is_word(self, token: Token, words: tuple[str, ...]) -> bool:
        if token.lemma_.lower() in words or token.lower_ in words:
            return True
        before = self.doc[token.i - 1] if token.i else None
        return before is not None and f"{before.lower_} {token.lemma_.lower()}" in words

    def _stands_with(self, token: Token, words: tuple[str, ...]) -> bool:
        near = list(token.children)
        near += [grand for child in token.children for grand in child.children if child.dep_ not in ("conj", "relcl", "advcl", "ccomp")]
        near += [g2 for child in near if child.dep_ in ("prep", "pobj", "dobj", "agent") for g2 in child.children]
        if token.dep_ in ("dobj", "pobj", "nsubjpass", "compound"):
            near.append(token.head)
        return any(t.lemma_.lower() in words or t.lower_ in words for t in near)

    # ------------------------------------------------------------------------------------------------------- fillers

    def _fill(self, token: Token, frame: Frame) -> Iterator[Candidate]:
        slots = self.view.slots(token.i)
        if frame.pair:
            yield from self._pairs(token, frame, slots)
            return
        subject_slot, subjects = self._first(token, slots, frame.subject, frame, subject=True)
        if not subjects:
            return
        taken = frozenset(m.head for m in subjects)
        object_slot, objects = self._first(token, slots, frame.object, frame, subject=False, taken=taken)
        for one in subjects:
            for other in objects:
                if one.head != other.head:
                    yield Candidate(token.i, frame, one, other, subject_slot, object_slot)

    def _pairs(self, token: Token, frame: Frame, slots: Slots) -> Iterator[Candidate]:
        for slot in frame.pair:
            ends = [m for m in self._in_slot(token, slots, slot) if self._fits(m, frame, subject=True)]
            if len(ends) > 1 or any(len(m.actors) > 1 for m in ends):
                for at, one in enumerate(ends):
                    if len(one.actors) > 1:
                        yield Candidate(token.i, frame, one, one, slot, slot)
                    for other in ends[at + 1 :]:
                        yield Candidate(token.i, frame, one, other, slot, slot)
                return

    def _first(
        self, token: Token, slots: Slots, names: tuple[str, ...], frame: Frame, *, subject: bool, taken: frozenset[int] = frozenset()
    ) -> tuple[str, list[Mention]]:
        """The first slot that an actor of an allowed type fills, and its fillers."""
        for name in names:
            fitting = [
                m for m in self._in_slot(token, slots, name) if m.head not in taken and self._fits(m, frame, subject=subject)
            ]
            if fitting:
                return name, fitting
        return "", []

    def _in_slot(self, token: Token, slots: Slots, name: str) -> Iterator[Mention]:
        outer, _, inner = name.partition(".")
        for index in slots.get(outer, ()):
            if inner:
                for deeper in self.view.slots(index).get(inner, ()):
                    yield from self.actors_at(deeper)
            else:
                yield from self.actors_at(index)
        if outer == "self" and not slots.get("self") and (own := self.mentions.get(token.i)) and own.actors:
            yield own

    def actors_at(self, index: int) -> Iterator[Mention]:
        """The mentions that an argument comes down to: itself, what it is coordinated with, or what it is a group of."""
        for at in self.view.expand(index):
            mention = self.mentions.get(at)
            if mention is not None and mention.actors:
                yield mention
            else:
                yield from self._through(at)

    def _through(self, index: int) -> Iterator[Mention]:
        slots = self.view.slots(index)
        if self.doc[index].lemma_.lower() in self.lexicon.verbs.transparent:
            for slot in ("of", "from"):
                for deeper in slots.get(slot, ()):
                    yield from self.actors_at(deeper)

    def _fits(self, mention: Mention, frame: Frame, *, subject: bool) -> bool:
        if mention.type is None:
            return True
        relation = self.ontology[frame.relation]
        narrow = frame.subject_types if subject else frame.object_types
        return mention.type in (narrow or (relation.subject if subject else relation.object))


def _kinds(token: Token) -> tuple[Kind, ...]:
    match token.pos_:
        case "VERB" | "AUX":
            return ("verb", "adjective") if token.tag_ in ("VBN", "VBG", "VBD") else ("verb",)
        case "NOUN" | "PROPN":
            return ("noun",)
        case "ADJ":
            return ("adjective", "noun")
        case _:
            return ()


def _is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "no") for child in token.children)
