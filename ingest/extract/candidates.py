"""Candidates: what the lexicon proposes for a sentence, before anything decides.

A trigger of the lexicon and two mentions of its sentence make a candidate. Where a frame finds both in its slots the
candidate is strict; where only one of them stands in a slot where a frame looks for it, it is loose. Both go to the
judge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice, product
from typing import NamedTuple

from spacy.tokens import Doc

from graph.ontology import Ontology, Relation
from ingest.extract.arguments import Slots, View
from ingest.extract.charges import is_charge, is_wanted_of_others, is_within_charge
from ingest.extract.conditions import Conditions, told
from ingest.extract.ends import among, corefer, fits, within_names
from ingest.extract.fillers import Fillers
from ingest.extract.gaps import gaps
from ingest.extract.lexicon import ANY, Frame, Kind, Lexicon, Trigger
from ingest.extract.mutual import both_ways, mutual_slot
from ingest.extract.paths import Paths
from ingest.extract.unsaid import unsaid
from ingest.mentions import Mention, MentionKind

_ARCS = 6
"""How far from the trigger a mention may be in the parse, in arcs."""
_MENTIONS = 32
"""How many mentions a trigger may relate, the nearest first; annotated texts have 25 at most, hostile ones hundreds."""
_MATCHES = 128
"""How many pairs a frame may find about a trigger; annotated texts have 4 at most."""
_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
"""Where a word in -ing stands as a noun does, whatever the tagger says."""
_AGENT = "agent"
_FOCUS = "focus"
"""Slot name of the country that the article is about, which goes without saying: "the withdrawal of the troops"."""


class Match(NamedTuple):
    """A frame that found a filler for both of its ends, and the slots where."""

    frame: Frame
    subject_slot: str
    object_slot: str


class Candidate(NamedTuple):
    """A relation that a sentence may state.

    Attributes:
        trigger: Token index of the trigger's head.
        frames: The frames of the relation that the trigger evokes: those whose restrictions on words hold.
        relation: The relation.
        subject: Mention of its subject.
        object: Mention of its object.
        match: The frame that found both, if one did.
        slots: Slot names that the subject and the object stand in.
    """

    trigger: int
    frames: tuple[Frame, ...]
    relation: Relation
    subject: Mention
    object: Mention
    match: Match | None
    slots: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def is_shared(self) -> bool:
        """Whether both ends stand in the same slots, and do so together: what X and Y propose is no act between them.

        Of a symmetric relation they may be both parties where a frame looks for these or for its subject: "X and Y
        talked"; but "talks with X and Y" are held by somebody else.
        """
        ones, others = self.slots
        if self.match is not None or not ones or ones != others:
            return False
        return not self.relation.symmetric or all(
            frozenset(frame.pair + frame.subject).isdisjoint(ones) for frame in self.frames
        )

    @property
    def foreseen(self) -> tuple[bool, bool]:
        """Whether subject and object stand in slots where a frame looks for them; of several frames the best."""
        ones, others = self.slots
        return max(
            ((not f.subject_slots.isdisjoint(ones), not f.object_slots.isdisjoint(others)) for f in self.frames),
            key=sum,
        )


@dataclass(slots=True)
class Finder:
    """Finds the candidates of one document.

    Attributes:
        posts: The bodies that known people or groups belong to.
        known: Ids of the actors that the gazetteer knows.
        at_home: Ids of the armies of the country in focus.
    """

    doc: Doc
    view: View
    lexicon: Lexicon
    ontology: Ontology
    mentions: Mapping[int, Mention]
    paths: Paths
    focus: str | None = None
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()
    conditions: Conditions = field(init=False)
    fillers: Fillers = field(init=False)
    _triggers: dict[int, tuple[Trigger, ...]] = field(default_factory=dict)
    _evoking: dict[str, list[int]] = field(default_factory=dict)
    _named: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self._named = frozenset(within_names(self.doc, self.mentions.values()))
        self.conditions = Conditions(self.view)
        self.fillers = Fillers(self.view, self.mentions)

    def candidates(self, start: int, end: int) -> Iterator[Candidate]:
        """The candidates of the sentence that is tokens start to end, in text order of their triggers."""
        here = [self.mentions[i] for i in range(start, end) if i in self.mentions and self.mentions[i].actors]
        if not here:
            return
        respective = not self.lexicon.verbs.small.respectively.isdisjoint(self.view.tree.words[start:end])
        for index in range(start, end):
            triggers = self.triggers(index)
            if not triggers:
                continue
            by_relation: dict[str, list[Frame]] = defaultdict(list)
            for trigger in triggers:
                if self.conditions.failed(index, trigger.frame) is None:
                    by_relation[trigger.frame.relation].append(trigger.frame)
            if by_relation:
                yield from self._of_trigger(index, by_relation, here, respective)

    def triggers(self, index: int) -> tuple[Trigger, ...]:
        """The triggers that a token is the head of: of nouns the longest, of verbs the longest of each relation.

        So "prime minister" hides "minister", but "host talks" of one relation does not hide "host" of another.
        """
        found = self._triggers.get(index)
        if found is None:
            found = self._triggers[index] = tuple(self._triggers_at(index))
        return found

    def evoking(self, relation: str, start: int, end: int) -> Sequence[int]:
        """The tokens, of those from start to end, that are triggers of a relation."""
        if not self._evoking:
            for index in range(len(self.view.tree.words)):
                if triggers := self.triggers(index):
                    for name in {trigger.frame.relation for trigger in triggers}:
                        self._evoking.setdefault(name, []).append(index)
        found = self._evoking.get(relation, [])
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def _triggers_at(self, index: int) -> Iterator[Trigger]:
        tree = self.view.tree
        lemma, word, tag = tree.lemmas[index], tree.words[index], tree.tags[index]
        kinds = _kinds(tree.pos[index], tag, tree.deps[index])
        if not kinds or index in self._named:
            return
        if lemma in self.lexicon.verbs.small.mute and tree.deps[index] in ("aux", "auxpass"):
            return
        if "noun" in kinds and (mention := self.mentions.get(index)) and mention.kind is MentionKind.NAMED:
            yield from self.lexicon.evoked("noun", f"{ANY}{mention.type}", "", inflected=False)
        for kind in kinds:
            if kind == "adjective" and tag == "VBD" and tree.kids_as(index, "aux"):
                continue
            found = self.lexicon.evoked(kind, lemma, word, inflected=tag == "VBN")
            standing = [t for t in found if len(t.words) == 1 or self.conditions.words_stand(index, t)]
            if len({len(trigger.words) for trigger in standing}) < 2:
                yield from standing
                continue
            longest: dict[str, int] = {}
            for trigger in standing:
                longest[_hidden_in(trigger)] = max(longest.get(_hidden_in(trigger), 0), len(trigger.words))
            yield from (trigger for trigger in standing if len(trigger.words) == longest[_hidden_in(trigger)])

    def theirs(self, relation: Relation, person: str, bodies: Set[str]) -> Set[str]:
        """Of several bodies that somebody is said to lead or belong to those that he is known to; all if to none.

        "The ministers of X and Y, A and B": each is his own country's.
        """
        known = self.posts.get(person, frozenset()) if relation.is_role else frozenset()
        return known & bodies or bodies

    def has_party(self, index: int) -> bool:
        """Whether an actor stands in a slot of a trigger."""
        return bool(self.fillers.standing(index, self.view.slots(index)))

    # ---------------------------------------------------------------------------------------------------- candidates

    def _of_trigger(
        self,
        index: int,
        by_relation: Mapping[str, Sequence[Frame]],
        here: Sequence[Mention],
        respective: bool,
    ) -> Iterator[Candidate]:
        slots = self.view.slots(index)
        standing = self.fillers.standing(index, slots)
        fillings = (slots, *gaps(self.view.tree, index, slots))
        for name, frames in by_relation.items():
            relation = self.ontology[name]
            matches: dict[tuple[int, int], Match] = {}
            for frame, filled in product(frames, fillings):
                for one, other, match in islice(self._fill(index, frame, filled, respective), _MATCHES):
                    if not corefer(one, other):
                        matches.setdefault((one.head, other.head), match)
            anchors = _anchors(standing, [frame for frame in frames if not frame.whole])
            if not matches and not any(anchors):
                continue
            for one, other in self._ordered_pairs(
                self._near(index, here, standing, matches), anchors, relation, matches
            ):
                if (one.head, other.head) not in matches and self._is_uncharged(index, one, other, standing):
                    continue
                yield Candidate(
                    trigger=index,
                    frames=tuple(frames),
                    relation=relation,
                    subject=one,
                    object=other,
                    match=matches.get((one.head, other.head)),
                    slots=(standing.get(one.head, ()), standing.get(other.head, ())),
                )

    def _is_uncharged(self, index: int, one: Mention, other: Mention, standing: Mapping[int, tuple[str, ...]]) -> bool:
        """Whether a charge leaves no room for a pair: who is charged did it, and whom he did it to is not charged.

        "Accused traders of arming X" has neither X accused nor the accuser arming X.
        """
        if is_charge(self.view, index) and not any(name.startswith(_AGENT) for name in standing.get(one.head, ())):
            return _AGENT in self.view.slots(index)
        if one.head not in standing and is_wanted_of_others(self.view, index):
            return True
        return other.head not in standing and is_within_charge(self.view, index, other.head)

    def _near(
        self, index: int, here: Sequence[Mention], standing: Container[int], matches: Iterable[tuple[int, int]]
    ) -> list[Mention]:
        """The mentions that a trigger may relate: those of its sentence in reach, then those that frames found."""
        near = [m for m in here if m.head in standing or self.paths.distance(index, m.head) <= _ARCS]
        matched = {head for pair in matches for head in pair}
        farther = sorted(matched - {mention.head for mention in near})
        found = [*near, *(self.mentions[head] for head in farther)]
        if len(found) <= _MENTIONS:
            return found
        nearest = sorted(found, key=lambda m: (m.head not in matched, abs(m.head - index), m.head))
        kept = {mention.head for mention in nearest[:_MENTIONS]}
        return [mention for mention in found if mention.head in kept]

    def _ordered_pairs(
        self,
        near: Sequence[Mention],
        anchors: tuple[Set[int], Set[int]],
        relation: Relation,
        matches: Mapping[tuple[int, int], Match],
    ) -> Iterator[tuple[Mention, Mention]]:
        """Pairs of fitting types, matched or one of them anchored; a symmetric relation in one order only."""
        subjects = [m for m in near if fits(m, relation.subject)]
        objects = [m for m in near if fits(m, relation.object)]
        for one in subjects:
            for other in objects:
                if (one.head, other.head) in matches:
                    if one.head != other.head or len(one.actors) > 1:
                        yield one, other
                    continue
                if one.head == other.head or not (one.head in anchors[0] or other.head in anchors[1]):
                    continue
                if corefer(one, other):
                    continue
                if relation.symmetric and ((other.head, one.head) in matches or one.head > other.head):
                    continue
                yield one, other

    # ------------------------------------------------------------------------------------------------------- fillers

    def _fill(
        self, index: int, frame: Frame, slots: Slots, respective: bool
    ) -> Iterator[tuple[Mention, Mention, Match]]:
        if any(True for name in frame.without for _ in self.fillers.in_slot(index, slots, name)):
            return
        if frame.pair:
            yield from self._pairs(index, frame, slots)
            return
        relation = self.ontology[frame.relation]
        types = frame.subject_types or relation.subject
        subject_slot, subjects = self.fillers.first(index, slots, frame.subject, types, self._own_words(index, frame))
        if not subjects:
            return
        taken = frozenset(m.head for m in subjects)
        types = frame.object_types or relation.object
        object_slot, objects = self.fillers.first(index, slots, frame.object, types, taken)
        if not objects and subject_slot in frame.object and len(slots.get(subject_slot, ())) > 1:
            subjects, objects = self._in_turn(slots[subject_slot], subjects)  # "le retrait de X de Y"
            objects, object_slot = [m for m in objects if fits(m, types)], subject_slot
        if not subjects:  # "le retrait de leurs pays de X": of nobody that is known
            return
        is_several = len(subjects) > 1 or len(subjects[0].actors) > 1
        mutual = mutual_slot(self.view, index, slots, subject_slot, frame.object) if is_several else ""
        if mutual and (not objects or frame.object.index(mutual) <= frame.object.index(object_slot)):
            match, symmetric = Match(frame, subject_slot, mutual), relation.symmetric
            yield from ((one, other, match) for one, other in both_ways(subjects, symmetric=symmetric))
            return
        if not objects and _FOCUS in frame.object:
            match = Match(frame, subject_slot, _FOCUS)
            yield from ((one, other, match) for one in subjects if (other := unsaid(self, index, one)))
            return
        match = Match(frame, subject_slot, object_slot)
        if respective and len(subjects) == len(objects):
            yield from ((one, other, match) for one, other in zip(subjects, objects, strict=True))
            return
        bodies = {body for other in objects for body in other.actors}
        for one in subjects:
            theirs = self.theirs(relation, one.actors[0], bodies)
            yield from ((one, other, match) for other in objects if not theirs.isdisjoint(other.actors))

    def _own_words(self, index: int, frame: Frame) -> frozenset[int]:
        """The word before a noun that is part of its trigger, and so no actor: "arms deliveries"."""
        tree = self.view.tree
        is_part = frame.phrases and index > 0 and f"{tree.words[index - 1]} {tree.lemmas[index]}" in frame.phrases
        return frozenset((index - 1,) if is_part else ())

    def _in_turn(self, fillers: tuple[int, ...], found: list[Mention]) -> tuple[list[Mention], list[Mention]]:
        """The mentions of a slot's first filler, and those of its others."""
        first = {mention.head for mention in self.fillers.actors_at(fillers[0])}
        return [m for m in found if m.head in first], [m for m in found if m.head not in first]

    def unmet(self, index: int, frame: Frame) -> str | None:
        """Why a frame of a trigger proposes nothing here; None if it proposes something."""
        if failed := self.conditions.failed(index, frame):
            return told(failed)
        slots = self.view.slots(index)
        if any(True for _ in self._fill(index, frame, slots, respective=False)):
            return None
        for name in frame.without:
            if any(True for _ in self.fillers.in_slot(index, slots, name)):
                return f"an actor stands in {name}"
        if frame.pair:
            return f"no two actors that fit in {', '.join(frame.pair)}"
        types = frame.subject_types or self.ontology[frame.relation].subject
        if not self.fillers.first(index, slots, frame.subject, types, frozenset())[1]:
            return f"no actor that fits as subject in {', '.join(frame.subject)}"
        return f"no actor that fits as object in {', '.join(frame.object)}"

    def _pairs(self, index: int, frame: Frame, slots: Slots) -> Iterator[tuple[Mention, Mention, Match]]:
        allowed = frame.subject_types or self.ontology[frame.relation].subject
        for slot in frame.pair:
            ends = [m for m in self.fillers.in_slot(index, slots, slot) if fits(m, allowed)]
            if len(ends) > 1 or any(len(m.actors) > 1 for m in ends):
                yield from ((one, other, Match(frame, slot, slot)) for one, other in among(ends))
                return


def _anchors(standing: Mapping[int, tuple[str, ...]], frames: Sequence[Frame]) -> tuple[Set[int], Set[int]]:
    """The heads of mentions that stand where one of the frames looks for its subject, and for its object."""
    subjects = frozenset().union(*(frame.subject_slots for frame in frames))
    objects = frozenset().union(*(frame.object_slots for frame in frames))
    return (
        {head for head, names in standing.items() if not subjects.isdisjoint(names)},
        {head for head, names in standing.items() if not objects.isdisjoint(names)},
    )


def _hidden_in(trigger: Trigger) -> str:
    """The relation within which longer triggers hide it; any if empty."""
    return trigger.frame.relation if trigger.frame.kind == "verb" else ""


def _kinds(pos: str, tag: str, dep: str) -> tuple[Kind, ...]:
    match pos:
        case "VERB" if tag == "VBG" and dep in _NOMINAL:  # "fighting between X and Y was reported"
            return ("verb", "adjective", "noun")
        case "VERB" | "AUX":
            return ("verb", "adjective") if tag in ("VBN", "VBG", "VBD") else ("verb",)
        case "NOUN" | "PROPN":
            return ("noun",)
        case "ADJ":
            return ("adjective", "noun")
        case "ADP":  # "JNIM under X"
            return ("adjective",)
        case _:
            return ()
