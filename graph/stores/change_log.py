"""The ledger's log of its own changes: what a graph that was loaded earlier has to look at again.

Each transaction that changes what graphs are made of adds one entry, last thing before it ends. What is there now is
read from the ledger; what was there before, the entry names. Entries are numbered in the order in which they can be
seen, and each bears a random token, so that a ledger put back from a copy is not taken for what it was later.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

import sqlalchemy as sa

from graph.model import Claim, Id, Record, Status, digest
from graph.stores.ledger_db import actors, changes, claims, last_change, mentions

KEPT = 100_000
"""Entries that are kept; a graph that was loaded before the oldest of them is loaded whole."""


class Told(NamedTuple):
    """What all claims of one relationship between two actors have in common."""

    subject: str
    relation: str
    object: str
    status: Status

    @classmethod
    def by(cls, claim: Claim) -> Told:
        """What a claim tells."""
        return cls(claim.subject, claim.relation, claim.object, claim.status)

    @property
    def key(self) -> str:
        """It in short, as the ledger keeps it with each claim."""
        return digest(*self)


class Position(NamedTuple):
    """Where in the log a graph was made."""

    number: int
    token: str


class Changed(Record):
    """What changed, by id.

    Attributes:
        articles: Those that came, changed, were read anew, withdrawn, or are of another cluster now.
        claims: Those that were taken away, even if to be put back.
        told: What these told.
        actors: Those whom an article that lost its claims had spoken of.
        corrected: Whether the log of corrections was added to.
    """

    articles: frozenset[Id] = frozenset()
    claims: frozenset[Id] = frozenset()
    told: frozenset[Told] = frozenset()
    actors: frozenset[Id] = frozenset()
    corrected: bool = False


class Changes:
    """What one transaction changes, as it goes."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._articles: set[str] = set()
        self._claims: dict[str, Told] = {}
        self._actors: set[str] = set()
        self.corrected = False

    def touch(self, *ids: str) -> None:
        """Note that articles are not what they were."""
        self._articles.update(ids)

    def lose(self, article: str) -> None:
        """Note what an article is about to lose: its claims, and that it speaks of some actors."""
        self.touch(article)
        for record in self._connection.execute(sa.select(claims.c.record).where(claims.c.article == article)).scalars():
            claim = Claim.model_validate_json(record)
            self._claims[claim.id] = Told.by(claim)
        spoken = sa.select(actors.c.id).join(mentions, mentions.c.actor == actors.c.digest)
        self._actors.update(self._connection.execute(spoken.where(mentions.c.article == article)).scalars())

    def save(self) -> None:
        """Add the entry, if anything changed. Whoever else writes waits from here on, so it comes last."""
        if not (self._articles or self.corrected):
            return
        entry = Changed(
            articles=frozenset(self._articles),
            claims=frozenset(self._claims),
            told=frozenset(self._claims.values()),
            actors=frozenset(self._actors),
            corrected=self.corrected,
        )
        raised = last_change.update().values(number=last_change.c.number + 1).returning(last_change.c.number)
        number = self._connection.execute(raised).scalar_one()
        _add(self._connection, number, entry)
        self._connection.execute(changes.delete().where(changes.c.number <= number - KEPT))


def start(connection: sa.Connection) -> None:
    """Begin the log of a ledger that has none."""
    connection.execute(last_change.insert().values(number=0))
    _add(connection, 0, Changed())


def position(connection: sa.Connection) -> Position:
    """The last entry."""
    row = connection.execute(
        sa.select(changes.c.number, changes.c.token).order_by(changes.c.number.desc()).limit(1)
    ).one()
    return Position(*row)


def since(connection: sa.Connection, seen: Position) -> Changed | None:
    """All that changed after an entry; None if the log does not know it (any longer)."""
    known = sa.select(changes.c.number).where(changes.c.number == seen.number, changes.c.token == seen.token)
    if connection.execute(known).first() is None:
        return None
    later = sa.select(changes.c.record).where(changes.c.number > seen.number)
    found = [Changed.model_validate_json(row) for row in connection.execute(later).scalars()]
    return Changed(
        articles=frozenset().union(*(row.articles for row in found)),
        claims=frozenset().union(*(row.claims for row in found)),
        told=frozenset().union(*(row.told for row in found)),
        actors=frozenset().union(*(row.actors for row in found)),
        corrected=any(row.corrected for row in found),
    )


def _add(connection: sa.Connection, number: int, entry: Changed) -> None:
    row = {"number": number, "token": secrets.token_hex(8), "record": entry.model_dump_json(exclude_defaults=True)}
    connection.execute(changes.insert(), row)
