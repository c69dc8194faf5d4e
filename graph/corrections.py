"""An analyst's decisions on actors and claims: what was decided, by whom, when and why. An undo is a decision too.

A log of them is only ever added to. What it decides is the same wherever it is read: decisions count in order of time,
then id, and those that a standing undo takes back count as if they had never been made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from graphlib import TopologicalSorter
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from graph.model import Actor, ActorType, Claim, Id, Record, Status, digest

Name = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class ClaimKey(Record):
    """A claim as it was extracted: its id, and what finds it again when another extraction gave it another id."""

    id: Id
    article: Id
    sentence: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    subject: Id
    relation: Id
    object: Id
    status: Status

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """The key of a claim."""
        return cls(
            id=claim.id,
            article=claim.article,
            sentence=claim.sentence,
            start=claim.start,
            subject=claim.subject,
            relation=claim.relation,
            object=claim.object,
            status=claim.status,
        )

    @property
    def said(self) -> tuple[str, ...]:
        """What is said in which sentence of which article, wherever that stands in the text."""
        return self.article, self.sentence, self.subject, self.relation, self.object, self.status.value


class Merge(Record):
    """`actor` is one with `into`, whose record leads; kept whole, since the ledger may come not to speak of it."""

    action: Literal["merge"] = "merge"
    actor: Id
    into: Actor

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.actor == self.into.id:
            raise ValueError(f"{self.actor} is merged into itself")
        return self


class Unmerge(Record):
    """`actor`, merged into another before, is one of its own; who was merged into it stays so."""

    action: Literal["unmerge"] = "unmerge"
    actor: Id


class Rename(Record):
    """`actor` is called `name`, in French `name_fr` (None: as before); its old names become aliases."""

    action: Literal["rename"] = "rename"
    actor: Id
    name: Name
    name_fr: Name | None = None


class SetType(Record):
    """`actor` is of that type."""

    action: Literal["type"] = "type"
    actor: Id
    type: ActorType


class Reject(Record):
    """The sentence does not say what the claim says."""

    action: Literal["reject"] = "reject"
    claim: ClaimKey


class Retype(Record):
    """The claim is of that relation."""

    action: Literal["retype"] = "retype"
    claim: ClaimKey
    relation: Id


class Flip(Record):
    """Subject and object of the claim change places."""

    action: Literal["flip"] = "flip"
    claim: ClaimKey


class SetStatus(Record):
    """The claim has that status."""

    action: Literal["status"] = "status"
    claim: ClaimKey
    status: Status


class Undo(Record):
    """The correction `undone` counts no longer; it may be an undo itself."""

    action: Literal["undo"] = "undo"
    undone: Id


type OnClaim = Reject | Retype | Flip | SetStatus
type Decision = Merge | Unmerge | Rename | SetType | OnClaim | Undo


class Correction(Record):
    """One line of the log.

    Attributes:
        id: Hash of all the rest, so that the same correction from two files is one.
        at: When it was decided, UTC.
        author: Who decided.
        reason: Why.
        decision: What.
    """

    id: Id
    at: AwareDatetime
    author: Words
    reason: Words
    decision: Annotated[
        Merge | Unmerge | Rename | SetType | Reject | Retype | Flip | SetStatus | Undo, Field(discriminator="action")
    ]

    @classmethod
    def of(cls, decision: Decision, *, author: str, reason: str, at: dt.datetime) -> Self:
        """The correction with its id."""
        utc = at.astimezone(dt.UTC)
        return cls(id=_id(decision, author, reason, utc), at=utc, author=author, reason=reason, decision=decision)

    @model_validator(mode="after")
    def _id_fits(self) -> Self:
        if self.id != (right := _id(self.decision, self.author, self.reason, self.at)):
            raise ValueError(f"the id of correction {self.id!r} does not fit its content, whose id is {right!r}")
        return self

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Its place in the log."""
        return self.at, self.id


class Notice(Record):
    """What is to be known of a correction.

    Attributes:
        correction: Its id.
        text: Why it does not apply, or what it left out.
        applies: Whether it has an effect nevertheless.
    """

    correction: Id
    text: str
    applies: bool = False


def standing(log: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections of a log that no standing undo takes back, in their order; undos are left out."""
    by_id = {correction.id: correction for correction in log}
    counts = _counting(by_id.values())
    kept = (row for row in by_id.values() if row.id in counts and not isinstance(row.decision, Undo))
    return tuple(sorted(kept, key=lambda row: row.order))


def on_claims(decided: Iterable[Correction]) -> list[tuple[Correction, OnClaim]]:
    """The corrections whose decisions are on claims, with these."""
    return [(row, row.decision) for row in decided if isinstance(row.decision, Reject | Retype | Flip | SetStatus)]


def undone(log: Sequence[Correction]) -> frozenset[str]:
    """Ids of the corrections of a log, undos among them, that a standing undo takes back."""
    return frozenset(row.id for row in log) - _counting(log)


def _counting(log: Iterable[Correction]) -> set[str]:
    """Ids of what counts. An id holds the hash of what it undoes, so that no circle of undos can be made."""
    undos: dict[str, set[str]] = {row.id: set() for row in log}
    for row in log:
        if isinstance(row.decision, Undo):
            undos.setdefault(row.decision.undone, set()).add(row.id)
    counts: set[str] = set()
    for key in TopologicalSorter(undos).static_order():
        if not undos[key] & counts:
            counts.add(key)
    return counts & {row.id for row in log}


def _id(decision: Decision, author: str, reason: str, at: dt.datetime) -> str:
    return digest(decision.model_dump_json(), author, reason, at.astimezone(dt.UTC).isoformat())
