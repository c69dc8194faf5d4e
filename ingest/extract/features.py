"""What the judge looks at: the features of a candidate, as readable strings.

They come in three groups: of the trigger, of each end, and of the pair. What a trigger's candidates share is described
once, and the judge weighs it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from graph.ontology import Relation
from ingest.extract.candidates import Candidate, Finder
from ingest.mentions import Mention

Group = tuple[str, ...]
"""Features that go together, none twice."""

_BUCKETS = (1, 2, 3, 5, 8, 13, 21)
_BREAKS = frozenset((",", ";", "“", '"', "”"))
_PRESENT = frozenset(("neg", "prt", "auxpass", "agent", "dobj", "det", "poss", "ccomp", "xcomp", "nsubjpass", "prep"))
_WORDED = frozenset(("prt", "dobj", "det", "prep", "amod", "compound", "attr", "acomp", "advmod"))


@dataclass(slots=True)
class Describer:
    """Describes the candidates of one document."""

    finder: Finder
    _triggers: dict[tuple[int, str], Group] = field(default_factory=dict)
    _ends: dict[tuple[str, int, str, int, tuple[str, ...]], Group] = field(default_factory=dict)

    def features(self, candidate: Candidate, rivals: Set[str]) -> tuple[Group, Group, Group, Group]:
        """Features of trigger, subject, object, pair; `rivals` are the relations that frames found at the trigger."""
        return (
            self._trigger(candidate.trigger, candidate.relation),
            self._end("subject", candidate, candidate.subject, candidate.slots[0]),
            self._end("object", candidate, candidate.object, candidate.slots[1]),
            tuple(self._pair(candidate, rivals)),
        )

    # ------------------------------------------------------------------------------------------------------- trigger

    def _trigger(self, index: int, relation: Relation) -> Group:
        key = (index, relation.id)
        if key not in self._triggers:
            self._triggers[key] = tuple(dict.fromkeys(self._of_trigger(index, relation.id)))
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

    # ---------------------------------------------------------------------------------------------------------- ends

    def _end(self, name: str, candidate: Candidate, mention: Mention, slots: tuple[str, ...]) -> Group:
        key = (name, candidate.trigger, candidate.relation.id, mention.head, slots)
        if key not in self._ends:
            relation = candidate.relation.id
            self._ends[key] = tuple(dict.fromkeys(self._of_end(name, candidate.trigger, relation, mention, slots)))
        return self._ends[key]

    def _of_end(
        self, name: str, trigger: int, relation: str, mention: Mention, slots: tuple[str, ...]
    ) -> Iterator[str]:
        finder, tree = self.finder, self.finder.view.tree
        _, path = finder.paths.between(trigger, mention.head)
        yield f"path to {name} {path}"
        yield f"path to {name} {path} {tree.pos[trigger]} {relation}"
        yield f"path to {name} {path} {tree.lemmas[trigger]}"
        yield f"{name} type {mention.type} {relation}"
        known = mention.actors[0] in finder.known
        yield f"{name} known {known} {mention.kind}"
        yield f"{name} known {known} {relation}"
        if mention.kind in ("nominal", "pronoun"):
            yield f"{name} noun {mention.lemma}"
            yield f"{name} noun {mention.lemma} {relation}"
        for slot in slots or ("none",):
            yield f"{name} in {slot}"
            yield f"{name} in {slot} {relation}"
        low, high = sorted((trigger, mention.head))
        between = range(low + 1, high)
        met = sum(1 for i in between if i in finder.mentions and finder.mentions[i].actors)
        yield f"{name} {_bucket(high - low)} tokens away"
        yield f"{min(met, 4)} mentions before {name}"
        yield f"{min(sum(1 for i in between if tree.words[i] in _BREAKS), 3)} commas before {name}"

    # ---------------------------------------------------------------------------------------------------------- pair

    def _pair(self, candidate: Candidate, rivals: Set[str]) -> Iterator[str]:
        relation = candidate.relation.id
        yield from _frames(candidate, relation)
        if not candidate.match:
            yield f"strict rival {relation in rivals}"
            if rivals - {relation}:
                yield "strict other relation"
        yield from self._geometry(candidate, relation)
        yield from self._actors(candidate, relation)

    def _geometry(self, candidate: Candidate, relation: str) -> Iterator[str]:
        """How the ends lie to the trigger and to each other."""
        trigger, one, other = candidate.trigger, candidate.subject.head, candidate.object.head
        paths = self.finder.paths
        far_one, to_one = paths.between(trigger, one)
        far_other, to_other = paths.between(trigger, other)
        yield f"paths {to_one} {to_other}"
        yield f"arcs {min(far_one, 9)} {min(far_other, 9)}"
        yield f"between ends {paths.between(one, other)[1]}"
        order = "".join(letter for _, letter in sorted([(one, "s"), (trigger, "t"), (other, "o")]))
        yield f"order {order}"
        yield f"order {order} {relation}"
        yield f"order {order} {self.finder.view.tree.pos[trigger]}"

    def _actors(self, candidate: Candidate, relation: str) -> Iterator[str]:
        """What the ends are, and what is known of them."""
        subject, obj = candidate.subject, candidate.object
        yield f"types {subject.type} {obj.type}"
        yield f"types {subject.type} {obj.type} {relation}"
        yield f"kinds {subject.kind} {obj.kind}"
        yield f"kinds {subject.kind} {obj.kind} {relation}"
        if bodies := self.finder.posts.get(subject.actors[0]):
            known = not bodies.isdisjoint(obj.actors)
            yield f"known tie {known}"
            yield f"known tie {known} {relation}"
        yield f"collective {len(subject.actors) > 1} {len(obj.actors) > 1}"


def _frames(candidate: Candidate, relation: str) -> Iterator[str]:
    """What the frames say of it."""
    if candidate.match:
        where = f"{candidate.match.subject_slot}+{candidate.match.object_slot}"
        yield "strict"
        yield f"strict {relation}"
        yield f"strict {candidate.match.frame.id}"
        yield f"strict {candidate.match.frame.kind} {where}"
        yield f"strict {relation} {where}"
    ones, others = candidate.slots
    for one in ones or ("none",):
        for other in others or ("none",):
            yield f"ends in {one}+{other}"
            yield f"ends in {one}+{other} {relation}"
    yield f"foreseen {candidate.foreseen} {bool(candidate.match)}"


def _bucket(number: int) -> int:
    return next((bucket for bucket in _BUCKETS if number <= bucket), 99)
