"""What the judge looks at: the features of a candidate, as readable strings."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Token

from ingest.extract.candidates import Candidate, Finder

_BUCKETS = (1, 2, 3, 5, 8, 13, 21)


def features(candidate: Candidate, finder: Finder, rivals: Set[str]) -> tuple[str, ...]:
    """The features of a candidate, none twice; `rivals` are the relations that frames found at its trigger."""
    return tuple(dict.fromkeys(_all(candidate, finder, rivals)))


def _all(candidate: Candidate, finder: Finder, rivals: Set[str]) -> Iterator[str]:
    trigger = finder.doc[candidate.trigger]
    relation = candidate.relation.id
    yield f"relation={relation}"
    yield from _frames(candidate, relation)
    yield from _rivals(candidate, rivals)
    yield from _paths(candidate, finder, trigger, relation)
    yield from _ends(candidate, finder, relation)
    yield from _order(candidate, finder, relation)
    yield from _clause(trigger, relation)


def _frames(candidate: Candidate, relation: str) -> Iterator[str]:
    """What the frames say of it."""
    if candidate.match:
        where = f"{candidate.match.subject_slot}+{candidate.match.object_slot}"
        yield "strict"
        yield f"strict {relation}"
        yield f"strict {candidate.match.frame.id}"
        yield f"strict {candidate.match.frame.kind} {where}"
        yield f"strict {relation} {where}"
    if candidate.reverse and not candidate.relation.symmetric:
        yield "reversed"
        yield f"reversed {relation}"
    yield f"restrictions={candidate.restricted}"
    yield f"restrictions={candidate.restricted} {relation}"
    subject_slots, object_slots = candidate.slots
    for one in subject_slots or ("none",):
        yield f"subject in {one}"
        yield f"subject in {one} {relation}"
        for other in object_slots or ("none",):
            yield f"ends in {one}+{other}"
            yield f"ends in {one}+{other} {relation}"
    for other in object_slots or ("none",):
        yield f"object in {other}"
        yield f"object in {other} {relation}"
    foreseen = [
        (bool(set(subject_slots) & set(f.subject + f.pair)), bool(set(object_slots) & set(f.object + f.pair)))
        for f in candidate.frames
    ]
    yield f"foreseen {max(foreseen, key=sum)} {bool(candidate.match)}"


def _rivals(candidate: Candidate, rivals: Set[str]) -> Iterator[str]:
    """Whether a frame found other ends for the same relation, or another relation, at the same trigger."""
    if not candidate.match:
        yield f"strict rival {candidate.relation.id in rivals}"
        if rivals - {candidate.relation.id}:
            yield "strict other relation"


def _paths(candidate: Candidate, finder: Finder, trigger: Token, relation: str) -> Iterator[str]:
    far_subject, to_subject = finder.paths.between(trigger.i, candidate.subject.head)
    far_object, to_object = finder.paths.between(trigger.i, candidate.object.head)
    lemma = trigger.lemma_.lower()
    yield f"trigger {lemma} {relation}"
    yield f"tag {trigger.tag_}"
    yield f"path to subject {to_subject}"
    yield f"path to object {to_object}"
    yield f"paths {to_subject} {to_object}"
    yield f"path to subject {to_subject} {trigger.pos_} {relation}"
    yield f"path to object {to_object} {trigger.pos_} {relation}"
    yield f"path to subject {to_subject} {lemma}"
    yield f"path to object {to_object} {lemma}"
    yield f"arcs {min(far_subject, 9)} {min(far_object, 9)}"
    yield f"between ends {finder.paths.between(candidate.subject.head, candidate.object.head)[1]}"


def _ends(candidate: Candidate, finder: Finder, relation: str) -> Iterator[str]:
    subject, obj = candidate.subject, candidate.object
    yield f"types {subject.type} {obj.type}"
    yield f"subject type {subject.type} {relation}"
    yield f"object type {obj.type} {relation}"
    yield f"types {subject.type} {obj.type} {relation}"
    yield f"kinds {subject.kind} {obj.kind}"
    yield f"kinds {subject.kind} {obj.kind} {relation}"
    if bodies := finder.posts.get(subject.actors[0]):
        known = not bodies.isdisjoint(obj.actors)
        yield f"known tie {known}"
        yield f"known tie {known} {relation}"
    yield f"collective {len(subject.actors) > 1} {len(obj.actors) > 1}"


def _order(candidate: Candidate, finder: Finder, relation: str) -> Iterator[str]:
    places = sorted([(candidate.subject.head, "s"), (candidate.trigger, "t"), (candidate.object.head, "o")])
    order = "".join(letter for _, letter in places)
    yield f"order {order}"
    yield f"order {order} {relation}"
    yield f"order {order} {finder.doc[candidate.trigger].pos_}"
    for end, name in ((candidate.subject, "subject"), (candidate.object, "object")):
        low, high = sorted((candidate.trigger, end.head))
        between = sum(1 for i in range(low + 1, high) if i in finder.mentions and finder.mentions[i].actors)
        yield f"{name} {_bucket(high - low)} tokens away"
        yield f"{between if between < 4 else 4} mentions before {name}"
        commas = sum(1 for i in range(low + 1, high) if finder.doc[i].text in (",", ";", "“", '"', "”"))
        yield f"{min(commas, 3)} commas before {name}"


def _clause(trigger: Token, relation: str) -> Iterator[str]:
    yield f"dependency {trigger.dep_}"
    yield f"dependency {trigger.dep_} {relation}"
    yield f"governor {trigger.head.lemma_.lower()} {trigger.dep_}"
    for child in trigger.children:
        if child.dep_ in (
            "neg",
            "prt",
            "auxpass",
            "agent",
            "dobj",
            "det",
            "poss",
            "ccomp",
            "xcomp",
            "nsubjpass",
            "prep",
        ):
            yield f"has {child.dep_}"
        if child.dep_ in ("prt", "dobj", "det", "prep", "amod", "compound", "attr", "acomp", "advmod"):
            yield f"has {child.dep_} {child.lemma_.lower()} {relation}"


def _bucket(number: int) -> int:
    return next((bucket for bucket in _BUCKETS if number <= bucket), 99)
