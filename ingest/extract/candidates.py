"""Candidates: what the lexicon proposes for a sentence, before anything decides.

A trigger of the lexicon and two mentions of its sentence make a candidate. Where a frame finds both in its slots the
candidate is strict; where only one of them stands in any slot of the trigger it is loose. Both go to the judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.model import ActorType
from graph.ontology import Ontology, Relation
from ingest.extract.arguments import Slots, View
from ingest.extract.lexicon import Frame, Kind, Lexicon, Trigger
from ingest.extract.paths import Paths
from ingest.mentions import Mention

_BEHIND = 8
"""How far behind a verb its particle or object noun may stand, in tokens."""
_ARCS = 5
"""How far from the trigger a mention may be in the parse, in arcs."""


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that found a filler for both of its ends, and the slots where."""

    frame: Frame
    subject_slot: str
    object_slot: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that a sentence may state.

    Attributes:
        trigger: Token index of the trigger's head.
        frames: The frames of the relation that the trigger may evoke, restrictions met or not.
        relation: The relation.
        subject: Mention of its subject.
        object: Mention of its object.
        match: The frame that found both, if one did.
        reverse: The frame that found them the other way round.
        slots: Slot names that the subject and the object stand in.
        restricted: Whether some frame's restrictions on neighbouring words are met.
    """

    trigger: int
    frames: tuple[Frame, ...]
    relation: Relation
    subject: Mention
    object: Mention
    match: Match | None
    reverse: Match | None
    slots: tuple[tuple[str, ...], tuple[str, ...]]
    restricted: bool


@dataclass(slots=True)
class Finder:
    """Finds the candidates of one document."""

    doc: Doc
    view: View
    lexicon: Lexicon
    ontology: Ontology
    mentions: Mapping[int, Mention]
    paths: Paths
    _words: dict[int, set[str]] = field(default_factory=dict)

    def candidates(self, start: int, end: int) -> Iterator[Candidate]:
        """The candidates of the sentence that is tokens start to end, in text order of their triggers."""
        here = [self.mentions[i] for i in range(start, end) if i in self.mentions and self.mentions[i].actors]
        if not here:
            return
        for index in range(start, end):
            by_relation: dict[str, list[tuple[Trigger, bool]]] = defaultdict(list)
            for trigger in self.triggers(self.doc[index]):
                by_relation[trigger.frame.relation].append((trigger, self._restrictions_hold(self.doc[index], trigger.frame)))
            if by_relation:
                yield from self._of_trigger(index, by_relation, here)

    def triggers(self, token: Token) -> Iterator[Trigger]:
        """The triggers that the token is the head of, the longest of each kind: "prime minister" hides "minister"."""
        for kind in _kinds(token):
            found = {id(t): t for key in (token.lemma_.lower(), token.lower_) for t in self.lexicon.triggers.get((kind, key), ())}
            standing = [trigger for trigger in found.values() if self._words_stand(token, trigger)]
            longest = max((len(trigger.words) for trigger in standing), default=0)
            yield from (trigger for trigger in standing if len(trigger.words) == longest)

    # ---------------------------------------------------------------------------------------------------- candidates

    def _of_trigger(
        self, index: int, by_relation: Mapping[str, Sequence[tuple[Trigger, bool]]], here: Sequence[Mention]
    ) -> Iterator[Candidate]:
        slots = self.view.slots(index)
        standing = self._standing(index, slots)
        near = [m for m in here if m.head in standing or self.paths.distance(index, m.head) <= _ARCS]
        for name, triggers in by_relation.items():
            relation = self.ontology[name]
            frames = tuple(dict.fromkeys(trigger.frame for trigger, _ in triggers))
            holding = [trigger.frame for trigger, holds in triggers if holds]
            matches: dict[tuple[int, int], Match] = {}
            for frame in holding:
                for one, other, match in self._fill(index, frame, slots):
                    matches.setdefault((one.head, other.head), match)
            for one, other in self._ordered_pairs(near, standing, relation, matches):
                key = (one.head, other.head)
                yield Candidate(
                    trigger=index,
                    frames=frames,
                    relation=relation,
                    subject=one,
                    object=other,
                    match=matches.get(key),
                    reverse=matches.get((other.head, one.head)),
                    slots=(standing.get(one.head, ()), standing.get(other.head, ())),
                    restricted=bool(holding),
                )

    def _standing(self, index: int, slots: Slots) -> dict[int, tuple[str, ...]]:
        """Mention head to the slots of the trigger that it stands in."""
        standing: dict[int, list[str]] = defaultdict(list)
        for name in slots:
            for mention in self._in_slot(index, slots, name):
                standing[mention.head].append(name)
        if index in self.mentions and index not in standing:
            standing[index].append("trigger")
        return {head: tuple(names) for head, names in standing.items()}

    def _ordered_pairs(
        self,
        near: Sequence[Mention],
        standing: Mapping[int, tuple[str, ...]],
        relation: Relation,
        matches: Mapping[tuple[int, int], Match],
    ) -> Iterator[tuple[Mention, Mention]]:
        """Pairs of fitting types of which one stands in a slot; of a symmetric relation one order, the frame's or the text's."""
        subjects = [m for m in near if _fits(m, relation.subject)]
        objects = [m for m in near if _fits(m, relation.object)]
        for one in subjects:
            for other in objects:
                if one.head == other.head:
                    if len(one.actors) > 1 and (one.head, one.head) in matches:
                        yield one, other
                    continue
                if one.head not in standing and other.head not in standing:
                    continue
                if relation.symmetric and (one.head, other.head) not in matches:
                    if (other.head, one.head) in matches or one.head > other.head:
                        continue
                yield one, other

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
        if verb.i in self._words:
            return self._words[verb.i]
        words: set[str] = set()
        for child in verb.children:
            if verb.i < child.i <= verb.i + _BEHIND and child.dep_ not in ("conj", "advcl", "ccomp"):
                words |= {child.lower_, child.lemma_.lower()}
                if child.dep_ in ("prep", "prt", "xcomp", "acomp", "oprd", "advmod", "dobj", "attr"):
                    words |= {word for deeper in child.children for word in (deeper.lower_, deeper.lemma_.lower())}
        if verb.i + 1 < len(self.doc):
            words.add(self.doc[verb.i + 1].lower_)
        self._words[verb.i] = words
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

    def _fill(self, index: int, frame: Frame, slots: Slots) -> Iterator[tuple[Mention, Mention, Match]]:
        if frame.pair:
            yield from self._pairs(index, frame, slots)
            return
        relation = self.ontology[frame.relation]
        subject_slot, subjects = self._first(index, slots, frame.subject, frame.subject_types or relation.subject, frozenset())
        if not subjects:
            return
        taken = frozenset(m.head for m in subjects)
        object_slot, objects = self._first(index, slots, frame.object, frame.object_types or relation.object, taken)
        for one in subjects:
            for other in objects:
                yield one, other, Match(frame, subject_slot, object_slot)

    def _pairs(self, index: int, frame: Frame, slots: Slots) -> Iterator[tuple[Mention, Mention, Match]]:
        allowed = frame.subject_types or self.ontology[frame.relation].subject
        for slot in frame.pair:
            ends = [m for m in self._in_slot(index, slots, slot) if _fits(m, allowed)]
            if len(ends) > 1 or any(len(m.actors) > 1 for m in ends):
                for at, one in enumerate(ends):
                    if len(one.actors) > 1:
                        yield one, one, Match(frame, slot, slot)
                    for other in ends[at + 1 :]:
                        yield one, other, Match(frame, slot, slot)
                return

    def _first(
        self, index: int, slots: Slots, names: tuple[str, ...], types: tuple[ActorType, ...], taken: frozenset[int]
    ) -> tuple[str, list[Mention]]:
        """The first slot that an actor of an allowed type fills, and its fillers."""
        for name in names:
            fitting = [m for m in self._in_slot(index, slots, name) if m.head not in taken and _fits(m, types)]
            if fitting:
                return name, fitting
        return "", []

    def _in_slot(self, index: int, slots: Slots, name: str) -> Iterator[Mention]:
        outer, _, inner = name.partition(".")
        for filler in slots.get(outer, ()):
            if inner:
                for deeper in self.view.slots(filler).get(inner, ()):
                    yield from self.actors_at(deeper)
            else:
                yield from self.actors_at(filler)
        if outer == "self" and not slots.get("self") and (own := self.mentions.get(index)) and own.actors:
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
        token = self.doc[index]
        if token.lemma_.lower() in self.lexicon.verbs.transparent or token.pos_ == "NUM":
            slots = self.view.slots(index)
            for slot in ("of", "from"):
                for deeper in slots.get(slot, ()):
                    yield from self.actors_at(deeper)


def _fits(mention: Mention, types: tuple[ActorType, ...]) -> bool:
    return mention.type is None or mention.type in types


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
