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

LOST = "the sentence is not read so any longer"


class Corrected(Record):
    """Actors and claims after the corrections, sorted by id, and what is to be known of these, in their order."""

    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    notices: tuple[Notice, ...] = ()


class Replay:
    """Corrections that stand, at work on claims that come in parts.

    What becomes of a claim depends on its article alone: of one that a decision on a claim names, all claims must come
    in one part, and of one where a merge makes claims alike, all that are alike then.
    """

    def __init__(self, decided: Sequence[Correction], identity: Identity, ontology: Ontology) -> None:
        self._decided = decided
        self._identity = identity
        self._ontology = ontology
        self._decisions: defaultdict[str, list[tuple[Correction, OnClaim]]] = defaultdict(list)
        for correction, decision in on_claims(decided):
            self._decisions[decision.claim.article].append((correction, decision))
        self._unread = set(self._decisions)
        self._found: list[Notice] = []
        self._loops: Counter[str] = Counter()
        self._named: tuple[set[str], set[str]] = set(), set()

    def part(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """A part of the claims as the corrections have them, sorted by id."""
        if not self._decided:
            return tuple(claims)
        kept, loops = _merge_claims(self._decide(claims), self._identity, self._ontology)
        self._loops += loops
        left = _distinct(kept, {claim.id: claim for claim in claims})
        before, after = self._named
        before |= {self._identity.leader(actor) for claim in claims for actor in ends(claim)}
        after |= {actor for claim in left for actor in ends(claim)}
        return left

    @property
    def gone(self) -> set[str]:
        """Ids of the actors that lead whom claims named as extracted, and none names after the corrections."""
        before, after = self._named
        return before - after

    def actors(self) -> tuple[Actor, ...]:
        """The actors that are left, if these were all the claims, sorted by id."""
        gone = self.gone
        return tuple(actor for key, actor in sorted(self._identity.actors().items()) if key not in gone)

    def notices(self) -> tuple[Notice, ...]:
        """What is to be known of the corrections, if these were all the claims, in the order of the corrections."""
        lost = [Notice(correction=row.id, text=LOST) for key in self._unread for row, _ in self._decisions[key]]
        loops = [_left_out(correction, count) for correction, count in self._loops.items()]
        place = {correction.id: number for number, correction in enumerate(self._decided)}
        found = [*self._found, *lost, *loops, *self._identity.notices]
        return tuple(sorted(found, key=lambda row: (place[row.correction], row.text)))

    def _decide(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims that no decision rejects, as the decisions on claims have them, sorted by id."""
        drafts: dict[str, Claim] = {claim.id: claim for claim in claims}
        decided = {claim.article for claim in claims} & self._decisions.keys()
        finder = _Finder(claims, decided)
        for correction, decision in (row for article in sorted(decided) for row in self._decisions[article]):
            found = finder.find(decision.claim)
            if len(found) != 1:
                text = f"{len(found)} sentences say so" if found else LOST
                self._found.append(Notice(correction=correction.id, text=text))
            elif isinstance(decision, Retype) and decision.relation not in self._ontology:
                text = f"relation {decision.relation!r} is not in the ontology"
                self._found.append(Notice(correction=correction.id, text=text))
            elif claim := drafts.get(found[0]):
                _decide(claim, decision, drafts)
        self._unread -= decided
        return [drafts[key] for key in sorted(drafts)]


def replay(
    actors: Sequence[Actor], claims: Sequence[Claim], log: Iterable[Correction], ontology: Ontology
) -> Corrected:
    """The actors and claims as the corrections of a log that stand have them.

    Claims are corrected first, as they were extracted; then actors are renamed, typed and merged. A claim that a merge
    would set in relation to itself is left out, and of claims that became alike the surest stays. An actor that claims
    named and none names any longer is gone.
    """
    decided = standing(log)
    replaying = Replay(decided, Identity(actors, decided), ontology)
    kept = replaying.part(claims)
    return Corrected(actors=replaying.actors(), claims=kept, notices=replaying.notices())


def ends(claim: Claim) -> set[str]:
    """Ids of the actors that a claim names."""
    return {actor for actor in (claim.subject, claim.object, claim.speaker) if actor}


def _left_out(correction: str, count: int) -> Notice:
    text = f"{count} {'claim' if count == 1 else 'claims'} between those merged left out"
    return Notice(correction=correction, text=text, applies=True)


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
