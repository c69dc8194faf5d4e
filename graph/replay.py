"""Corrections at work: what the ledger holds, as if each decision that stands had stood when it was extracted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.corrections import (
    ClaimKey,
    Correction,
    Flip,
    Notice,
    OnClaim,
    Reject,
    Retype,
    SetStatus,
    on_claims,
    standing,
)
from graph.identity import Identity
from graph.model import Actor, Claim, Record
from graph.ontology import Ontology


class Corrected(Record):
    """Actors and claims after the corrections, sorted by id, and what is to be known of these, in their order."""

    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    notices: tuple[Notice, ...] = ()


def replay(
    actors: Sequence[Actor], claims: Sequence[Claim], log: Iterable[Correction], ontology: Ontology
) -> Corrected:
    """The actors and claims as the corrections of a log that stand have them.

    Claims are corrected first, as they were extracted; then actors are renamed, typed and merged. A claim that a merge
    would set in relation to itself is left out, and of claims that became alike the surest stays. An actor that claims
    named and none names any longer is gone.
    """
    if not (decided := standing(log)):
        return Corrected(actors=tuple(actors), claims=tuple(claims))
    identity = Identity(actors, decided)
    kept, notices = replay_claims(claims, decided, identity, ontology)
    gone = unnamed(claims, kept, identity)
    place = {correction.id: number for number, correction in enumerate(decided)}
    return Corrected(
        actors=tuple(actor for key, actor in sorted(identity.actors().items()) if key not in gone),
        claims=kept,
        notices=tuple(sorted([*notices, *identity.notices], key=lambda row: (place[row.correction], row.text))),
    )


def replay_claims(
    claims: Sequence[Claim], decided: Sequence[Correction], identity: Identity, ontology: Ontology
) -> tuple[tuple[Claim, ...], list[Notice]]:
    """The claims as the corrections that stand have them, sorted by id, and what is to be known of these.

    What becomes of a claim depends on its article alone: of one that a decision on a claim names, all claims must be
    given, and of one where a merge makes claims alike, all that are alike then.
    """
    if not decided:
        return tuple(claims), []
    drafts, notices = _decide_claims(claims, decided, ontology)
    kept, loops = _merge_claims(drafts, identity, ontology)
    for correction, count in loops.items():
        text = f"{count} {'claim' if count == 1 else 'claims'} between those merged left out"
        notices.append(Notice(correction=correction, text=text, applies=True))
    return _distinct(kept, {claim.id: claim for claim in claims}), notices


def unnamed(extracted: Iterable[Claim], kept: Iterable[Claim], identity: Identity) -> set[str]:
    """Ids of the actors that lead whom claims named as they were extracted, and none names after the corrections."""
    before = {identity.leader(actor) for claim in extracted for actor in ends(claim)}
    return before - {actor for claim in kept for actor in ends(claim)}


def ends(claim: Claim) -> set[str]:
    """Ids of the actors that a claim names."""
    return {actor for actor in (claim.subject, claim.object, claim.speaker) if actor}


def _decide_claims(
    claims: Sequence[Claim], decided: Iterable[Correction], ontology: Ontology
) -> tuple[list[Claim], list[Notice]]:
    """The claims that no decision rejects, as the decisions on claims have them, sorted by id."""
    drafts: dict[str, Claim] = {claim.id: claim for claim in claims}
    rows = on_claims(decided)
    finder = _Finder(claims, {decision.claim.article for _, decision in rows})
    notices: list[Notice] = []
    for correction, decision in rows:
        found = finder.find(decision.claim)
        if len(found) != 1:
            text = f"{len(found)} sentences say so" if found else "the sentence is not read so any longer"
            notices.append(Notice(correction=correction.id, text=text))
        elif isinstance(decision, Retype) and decision.relation not in ontology:
            text = f"relation {decision.relation!r} is not in the ontology"
            notices.append(Notice(correction=correction.id, text=text))
        elif claim := drafts.get(found[0]):
            _decide(claim, decision, drafts)
    return [drafts[key] for key in sorted(drafts)], notices


class _Finder:
    """Finds the claim that a decision is on: by id, else by what is said and where, else by what is said."""

    def __init__(self, claims: Iterable[Claim], articles: set[str]) -> None:
        self._ids: set[str] = set()
        self._said: defaultdict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
        for key in (ClaimKey.of(claim) for claim in claims if claim.article in articles):
            self._ids.add(key.id)
            self._said[key.said].append((key.start, key.id))

    def find(self, key: ClaimKey) -> list[str]:
        """Ids of the claims that may be meant; none if nothing is read so any longer."""
        if key.id in self._ids:
            return [key.id]
        alike = self._said.get(key.said, [])
        return [found for start, found in alike if start == key.start] or [found for _, found in alike]


def _decide(claim: Claim, decision: OnClaim, drafts: dict[str, Claim]) -> None:
    match decision:
        case Reject():
            del drafts[claim.id]
        case Retype(relation=relation):
            drafts[claim.id] = claim.model_copy(update={"relation": relation})
        case SetStatus(status=status):
            drafts[claim.id] = claim.model_copy(update={"status": status})
        case Flip():
            drafts[claim.id] = _flipped(claim)


def _flipped(claim: Claim) -> Claim:
    return claim.model_copy(
        update={
            "subject": claim.object,
            "object": claim.subject,
            "subject_at": claim.object_at,
            "object_at": claim.subject_at,
        }
    )


def _merge_claims(drafts: Iterable[Claim], identity: Identity, ontology: Ontology) -> tuple[list[Claim], Counter[str]]:
    """The claims between those who lead, symmetric pairs in order; and by merge, how many are left out as loops."""
    kept: list[Claim] = []
    loops: Counter[str] = Counter()
    for claim in drafts:
        ends = {"subject": identity.leader(claim.subject), "object": identity.leader(claim.object)}
        if ends["subject"] == ends["object"]:
            loops[identity.uniting(claim.subject, claim.object).id] += 1
            continue
        if claim.speaker:
            ends["speaker"] = identity.leader(claim.speaker)
        moved = claim.model_copy(update=ends)
        if moved.relation in ontology and ontology[moved.relation].symmetric and moved.subject > moved.object:
            moved = _flipped(moved)
        kept.append(moved)
    return kept, loops


def _distinct(kept: Iterable[Claim], extracted: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims, one of those that a correction made alike: the surest, then the one with the least id."""
    alike: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in kept:
        said = (claim.article, claim.start, claim.end, claim.subject, claim.relation, claim.object, claim.status)
        alike[said].append(claim)
    chosen: list[Claim] = []
    for same in alike.values():
        if len(same) > 1 and any(claim != extracted[claim.id] for claim in same):
            same = [min(same, key=lambda claim: (-claim.confidence, claim.id))]
        chosen += same
    return tuple(sorted(chosen, key=lambda claim: claim.id))
