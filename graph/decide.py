"""A decision from an analyst's words: whom and what they mean, and whether it would change anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph import jsonl
from graph.corrections import (
    ClaimKey,
    Correction,
    Decision,
    Flip,
    Merge,
    Notice,
    Reject,
    Rename,
    Retype,
    SetStatus,
    SetType,
    Undo,
    Unmerge,
    standing,
    undone,
)
from graph.directory import named, named_or_known
from graph.errors import DataError, QueryError
from graph.gazetteer import load_gazetteer
from graph.model import Actor, Claim, Record
from graph.ontology import Ontology
from graph.replay import Corrected, replay
from graph.stores.ledger import Ledger

_EARLY = dt.timedelta(days=1)
"""A correction dated later than this from now is no slip of a clock."""


class Effect(Record):
    """A correction of the log and what became of it.

    Attributes:
        applies: Whether the graph is otherwise for it.
        text: Why it does not apply, or what it leaves out; empty if there is nothing to be known.
    """

    correction: Correction
    applies: bool
    text: str = ""


class Desk:
    """What the ledger holds and what was decided on it, for an analyst to decide more."""

    def __init__(self, ledger: Ledger, ontology: Ontology, gazetteer: Path) -> None:
        with ledger.reading() as reader:
            self._actors, self._claims = tuple(reader.actors()), tuple(reader.claims())
            self.log = reader.corrections()
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._now = self._replay(self.log)

    def actor(self, text: str) -> Actor:
        """The actor of the graph, as corrected, that a name or id means.

        Raises:
            QueryError: None is called so, or several are.
        """
        return named(text, self._now.actors)

    def known(self, text: str) -> Actor:
        """The actor of the graph that a name or id means, or else the gazetteer's.

        Raises:
            QueryError: None is called so, or several are.
        """
        return named_or_known(text, self._now.actors, load_gazetteer(self._gazetteer).actors.values())

    def merged(self, text: str) -> str:
        """The id of the merged actor that a name or id means.

        Raises:
            QueryError: No such actor is merged into another, or several are.
        """
        gone = {row.decision.actor for row in standing(self.log) if isinstance(row.decision, Merge)}
        return named(text, [actor for actor in self._actors if actor.id in gone]).id

    def claim(self, text: str) -> Claim:
        """The claim, as it was extracted, whose id begins so.

        Raises:
            QueryError: No claim's does, or several do.
        """
        return _one(text, {claim.id: claim for claim in self._claims}, "claim")

    def correction(self, text: str) -> Correction:
        """The correction whose id begins so.

        Raises:
            QueryError: None does, or several do.
        """
        return _one(text, {row.id: row for row in self.log}, "correction")

    def check(self, decision: Decision) -> None:
        """Nothing, if the decision would apply.

        Raises:
            QueryError: It would not; the message says why.
        """
        if isinstance(decision, Undo) and decision.undone in undone(self.log):
            raise QueryError(f"correction {decision.undone} is undone already")
        at = max([dt.datetime.now(dt.UTC), *(row.at + dt.timedelta(microseconds=1) for row in self.log)])
        trial = Correction.of(decision, author="-", reason="-", at=at)
        after = self._replay([*self.log, trial])
        if why := [row.text for row in after.notices if row.correction == trial.id and not row.applies]:
            raise QueryError(f"{told(decision)}: {why[0]}")
        if not isinstance(decision, Undo) and _graph(after) == _graph(self._now):
            raise QueryError(f"{told(decision)} would change nothing")
        if isinstance(decision, Retype):
            self._check_types(decision, after)

    def _check_types(self, decision: Retype, after: Corrected) -> None:
        """Nothing, if both ends of the claim are of types that its new relation is for; QueryError otherwise."""
        relation, types = self._ontology[decision.relation], {actor.id: actor.type for actor in after.actors}
        for claim in (claim for claim in after.claims if claim.id == decision.claim.id):
            for place, actor, allowed in (
                ("subject", claim.subject, relation.subject),
                ("object", claim.object, relation.object),
            ):
                if types[actor] not in allowed:
                    raise QueryError(
                        f"{told(decision)}: its {place} {actor} is a {types[actor]}, and {relation.id} is for: "
                        f"{', '.join(allowed)}"
                    )

    def effects(self) -> list[Effect]:
        """The log, in its order, and what became of each line."""
        taken = undone(self.log)
        notices = {row.correction: row for row in self._now.notices}
        return [_effect(row, taken, notices.get(row.id), {each.id for each in self.log}) for row in self.log]

    def _replay(self, log: Iterable[Correction]) -> Corrected:
        return replay(self._actors, self._claims, log, self._ontology)


def told(decision: Decision) -> str:
    """A decision in a few words."""
    match decision:
        case Merge(actor=actor, into=into):
            return f"merge {actor} into {into.id}"
        case Unmerge(actor=actor):
            return f"unmerge {actor}"
        case Rename(actor=actor, name=name):
            return f"rename {actor} to {name!r}"
        case SetType(actor=actor, type=kind):
            return f"type of {actor} is {kind.value}"
        case Reject(claim=claim):
            return f"reject claim {_said(claim)}"
        case Retype(claim=claim, relation=relation):
            return f"retype claim {_said(claim)} to {relation}"
        case Flip(claim=claim):
            return f"flip claim {_said(claim)}"
        case SetStatus(claim=claim, status=status):
            return f"status of claim {_said(claim)} is {status.value}"
        case Undo(undone=other):
            return f"undo {other}"


def read_log(path: Path) -> list[Correction]:
    """The corrections of a JSON Lines file.

    Raises:
        DataError: The file is missing, a line is no correction, or one is dated in the future.
    """
    latest = dt.datetime.now(dt.UTC) + _EARLY
    rows = []
    for line, row in jsonl.read(path, Correction):
        if row.at > latest:
            raise DataError(f"correction {row.id!r} is dated in the future: {row.at.isoformat()}", path, line)
        rows.append(row)
    return rows


def _effect(row: Correction, taken: frozenset[str], notice: Notice | None, ids: set[str]) -> Effect:
    if row.id in taken:
        return Effect(correction=row, applies=False, text="undone")
    if isinstance(row.decision, Undo) and row.decision.undone not in ids:
        return Effect(correction=row, applies=False, text="what it undoes is not in the log")
    return Effect(correction=row, applies=notice is None or notice.applies, text=notice.text if notice else "")


def _graph(corrected: Corrected) -> tuple[Sequence[Actor], Sequence[Claim]]:
    return corrected.actors, corrected.claims


def _said(claim: ClaimKey) -> str:
    return f"{claim.id} ({claim.subject} {claim.relation} {claim.object}, {claim.status.value})"


def _one[T](text: str, rows: dict[str, T], what: str) -> T:
    found = [key for key in rows if key.startswith(text)] if text not in rows else [text]
    if len(found) == 1:
        return rows[found[0]]
    if found:
        raise QueryError(f"the ids of {len(found)} {what}s begin with {text!r}: give more of it")
    raise QueryError(f"there is no {what} {text!r}")
