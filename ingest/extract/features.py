"""What the judge looks at: the features of a candidate, as readable strings.

They come in groups, each made of few facts, so that most were described before, for another candidate or another
article: those are described once, and weighed once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.extract.candidates import Candidate, Finder
from ingest.mentions import Mention

Group = tuple[str, ...]
"""Features that go together, none twice."""

_BUCKETS = (1, 2, 3, 5, 8, 13, 21)
_BREAKS = frozenset((",", ";", "“", '"', "”"))
_NOTHING: frozenset[str] = frozenset()
_PRESENT = frozenset(("neg", "prt", "auxpass", "agent", "dobj", "det", "poss", "ccomp", "xcomp", "nsubjpass", "prep"))
_SIDES = ("subject", "object")
_CORE = ("agent", "patient")
"""Where most frames look for either end."""
_DETERMINING = ("det", "poss", "nummod")
_WORDED = frozenset(("prt", "dobj", "det", "prep", "amod", "compound", "attr", "acomp", "advmod"))

_described_once = lru_cache(maxsize=1 << 13)

Found = Mapping[tuple[str, str], Set[str]]
"""Subject and object to the relations by which frames relate them in a sentence."""


def found_by_frames(candidates: Iterable[Candidate]) -> Found:
    """The strict ones among the candidates of a sentence, by the two actors that they relate."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.match:
            for one in candidate.subject.actors:
                for other in candidate.object.actors:
                    found[one, other].add(candidate.relation.id)
    return found


@dataclass(slots=True)
class Describer:
    """Describes the candidates of one document."""

    finder: Finder
    _triggers: dict[tuple[int, str], Group] = field(default_factory=dict)
    _places: dict[tuple[str, int, int], Group] = field(default_factory=dict)
    _ends: dict[tuple[str, int, str, int], tuple[Group, ...]] = field(default_factory=dict)
    _met: list[int] = field(init=False)
    _breaks: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Notes once where actors and commas stand, in text order: each end asks how many lie before it."""
        self._met = sorted(head for head, mention in self.finder.mentions.items() if mention.actors)
        self._breaks = [at for at, word in enumerate(self.finder.view.tree.words) if word in _BREAKS]

    def features(self, candidate: Candidate, rivals: Set[str], found: Found) -> tuple[Group, ...]:
        """Features of trigger, ends and pair.

        Args:
            candidate: What is described.
            rivals: The relations that frames found at the trigger.
            found: What frames found in the sentence.
        """
        relation = candidate.relation.id
        trigger, (ones, others) = candidate.trigger, candidate.slots
        return (
            self._trigger(trigger, relation),
            *self._end("subject", trigger, relation, candidate.subject),
            _standing("subject", ones, relation),
            *self._end("object", trigger, relation, candidate.object),
            _standing("object", others, relation),
            _both(ones, others, relation),
            self._frame(candidate, relation, rivals),
            self._ousted(candidate),
            *self._geometry(candidate, relation),
            self._actors(candidate, relation),
            self._elsewhere(candidate, found),
        )

    def _trigger(self, index: int, relation: str) -> Group:
        key = (index, relation)
        if key not in self._triggers:
            self._triggers[key] = tuple(dict.fromkeys(self._of_trigger(index, relation)))
        return self._triggers[key]

    def _of_trigger(self, index: int, relation: str) -> Iterator[str]:
        tree = self.finder.view.tree
        dep = tree.deps[index]
        yield f"relation={relation}"
        yield f"trigger {tree.lemmas[index]} {relation}"
        yield f"tag {tree.tags[index]}"
        yield f"dependency {dep}"
        yield f"dependency {dep} {relation}"
        yield f"governor {tree.lemmas[tree.heads[index]]} {dep}"
        for kid in tree.kids[index]:
            below = tree.deps[kid]
            if below in _PRESENT:
                yield f"has {below}"
            if below in _WORDED:
                yield f"has {below} {tree.lemmas[kid]} {relation}"

    def _end(self, name: str, trigger: int, relation: str, mention: Mention) -> tuple[Group, ...]:
        key = (name, trigger, relation, mention.head)
        if key not in self._ends:
            self._ends[key] = self._of_end(name, trigger, relation, mention)
        return self._ends[key]

    def _of_end(self, name: str, trigger: int, relation: str, mention: Mention) -> tuple[Group, ...]:
        finder, tree = self.finder, self.finder.view.tree
        path = finder.paths.between(trigger, mention.head)[1]
        known = mention.actors[0] in finder.known
        return (
            _way(name, path, tree.pos[trigger], tree.lemmas[trigger], relation),
            _being(name, mention.type, mention.kind, known, relation),
            _noun(name, mention.lemma, relation) if mention.kind in ("nominal", "pronoun") else (),
            self._determiner(name, mention),
            self._place(name, trigger, mention.head),
        )

    def _determiner(self, name: str, mention: Mention) -> Group:
        """The word that says which of several an unnamed actor is, or that it is owned or counted."""
        if mention.kind != "nominal":
            return ()
        tree = self.finder.view.tree
        for kid in tree.kids_as(mention.head, *_DETERMINING):
            return _determined(name, tree.words[kid] if tree.deps[kid] == "det" else tree.deps[kid])
        return _determined(name, "none")

    def _place(self, name: str, trigger: int, head: int) -> Group:
        key = (name, trigger, head)
        if key not in self._places:
            low, high = sorted((trigger, head))
            met, breaks = _inside(self._met, low, high), _inside(self._breaks, low, high)
            self._places[key] = _apart(name, _bucket(high - low), min(met, 4), min(breaks, 3))
        return self._places[key]

    def _frame(self, candidate: Candidate, relation: str, rivals: Set[str]) -> Group:
        """What the frames say of it."""
        match = candidate.match
        if match is None:
            return _loose(candidate.foreseen, relation in rivals, bool(rivals - {relation}))
        frame = match.frame
        return _strict(candidate.foreseen, frame.id, frame.kind, f"{match.subject_slot}+{match.object_slot}", relation)

    def _ousted(self, candidate: Candidate) -> Group:
        """Whether no actor stands where an end should: in "accused traders of arming X" X is not accused."""
        finder, trigger = self.finder, candidate.trigger
        if candidate.match is not None:
            return ()
        slots = finder.view.slots(trigger)
        described = []
        for name, standing, slot in zip(_SIDES, candidate.slots, _CORE, strict=True):
            for filler in () if standing else slots.get(slot, ())[:1]:
                if not finder.fillers.actors_at(filler):
                    described.append(f"{name} ousted {finder.view.tree.tags[filler]}")
        return tuple(described)

    def _geometry(self, candidate: Candidate, relation: str) -> tuple[Group, Group]:
        """How the ends lie to the trigger and to each other."""
        trigger, one, other = candidate.trigger, candidate.subject.head, candidate.object.head
        paths = self.finder.paths
        far_one, to_one = paths.between(trigger, one)
        far_other, to_other = paths.between(trigger, other)
        order = "".join(letter for _, letter in sorted([(one, "s"), (trigger, "t"), (other, "o")]))
        return (
            _ways(to_one, to_other, paths.between(one, other)[1]),
            _order(order, min(far_one, 9), min(far_other, 9), self.finder.view.tree.pos[trigger], relation),
        )

    def _actors(self, candidate: Candidate, relation: str) -> Group:
        """What the ends are, and what is known of them."""
        subject, obj = candidate.subject, candidate.object
        bodies = self.finder.posts.get(subject.actors[0])
        tie = None if not bodies else not bodies.isdisjoint(obj.actors)
        several = (len(subject.actors) > 1, len(obj.actors) > 1)
        return _ends((subject.type, obj.type), (subject.kind, obj.kind), tie, several, relation)

    def _elsewhere(self, candidate: Candidate, found: Found) -> Group:
        """By which other relations frames relate the same two actors in the sentence, or by the same the other way."""
        one, other, relation = candidate.subject.actors[0], candidate.object.actors[0], candidate.relation
        ahead, back = found.get((one, other), _NOTHING), found.get((other, one), _NOTHING)
        others = (ahead | back) - {relation.id}
        is_reversed = not relation.symmetric and relation.id in back and relation.id not in ahead
        return _said_too(tuple(sorted(others)), candidate.match is not None, is_reversed, relation.id)


# -------------------------------------------------------------------------------------------------------------- groups


@_described_once
def _way(name: str, path: str, pos: str, lemma: str, relation: str) -> Group:
    return (f"path to {name} {path}", f"path to {name} {path} {pos} {relation}", f"path to {name} {path} {lemma}")


@_described_once
def _being(name: str, kind_of_actor: str | None, kind: str, known: bool, relation: str) -> Group:
    return (
        f"{name} type {kind_of_actor} {relation}",
        f"{name} known {known} {kind}",
        f"{name} known {known} {relation}",
    )


@_described_once
def _noun(name: str, lemma: str, relation: str) -> Group:
    return (f"{name} noun {lemma}", f"{name} noun {lemma} {relation}")


@_described_once
def _determined(name: str, word: str) -> Group:
    return (f"{name} with {word}",)


@_described_once
def _standing(name: str, slots: tuple[str, ...], relation: str) -> Group:
    return tuple(text for slot in slots or ("none",) for text in (f"{name} in {slot}", f"{name} in {slot} {relation}"))


@_described_once
def _apart(name: str, tokens: int, mentions: int, breaks: int) -> Group:
    return (f"{name} {tokens} tokens away", f"{mentions} mentions before {name}", f"{breaks} commas before {name}")


@_described_once
def _both(ones: tuple[str, ...], others: tuple[str, ...], relation: str) -> Group:
    pairs = [f"ends in {one}+{other}" for one in ones or ("none",) for other in others or ("none",)]
    return tuple(text for pair in pairs for text in (pair, f"{pair} {relation}"))


@_described_once
def _strict(foreseen: tuple[bool, bool], frame: str, kind: str, where: str, relation: str) -> Group:
    return (
        f"foreseen {foreseen} True",
        "strict",
        f"strict {relation}",
        f"strict {frame}",
        f"strict {kind} {where}",
        f"strict {relation} {where}",
    )


@_described_once
def _loose(foreseen: tuple[bool, bool], rival: bool, other: bool) -> Group:
    described = (f"foreseen {foreseen} False", f"strict rival {rival}")
    return (*described, "strict other relation") if other else described


@_described_once
def _ways(to_one: str, to_other: str, between: str) -> Group:
    return (f"paths {to_one} {to_other}", f"between ends {between}")


@_described_once
def _order(order: str, arcs_to_one: int, arcs_to_other: int, pos: str, relation: str) -> Group:
    lie = f"order {order}"
    return (f"arcs {arcs_to_one} {arcs_to_other}", lie, f"{lie} {relation}", f"{lie} {pos}")


@_described_once
def _ends(
    types: tuple[str | None, str | None],
    kinds: tuple[str, str],
    tie: bool | None,
    several: tuple[bool, bool],
    relation: str,
) -> Group:
    pair, sorts = f"types {types[0]} {types[1]}", f"kinds {kinds[0]} {kinds[1]}"
    described = (pair, f"{pair} {relation}", sorts, f"{sorts} {relation}", f"collective {several[0]} {several[1]}")
    return described if tie is None else (*described, f"known tie {tie}", f"known tie {tie} {relation}")


@_described_once
def _said_too(others: tuple[str, ...], strict: bool, is_reversed: bool, relation: str) -> Group:
    turned = (f"pair reversed {strict}", f"pair reversed {strict} {relation}") if is_reversed else ()
    if not others:
        return turned
    return (f"pair otherwise {strict}", *(f"pair also {other} {relation}" for other in others), *turned)


def _inside(places: Sequence[int], low: int, high: int) -> int:
    """How many of some places, in order, lie between two others; none if these are the same."""
    return max(bisect_left(places, high) - bisect_right(places, low), 0)


def _bucket(number: int) -> int:
    return next((bucket for bucket in _BUCKETS if number <= bucket), 99)
