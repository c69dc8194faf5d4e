"""Reading a ledger: all that one reader reads belongs together, whoever writes meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import batched, groupby

import sqlalchemy as sa

from graph.corrections import Correction
from graph.model import Actor, Article, Claim
from graph.ontology import Ontology
from graph.stores import change_log, copies, correction_log, parts, versions
from graph.stores import ledger_db as db
from graph.stores.change_log import Changed, Position
from graph.stores.changed_part import Parts
from graph.stores.records import DeadLetter, Version

AT_ONCE = 100
"""Articles that are read at once."""


class Reader:
    """What the ledger holds at one moment: all that is read through one reader belongs together."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def articles(self) -> Iterator[Article]:
        """The articles, without withdrawn ones, sorted by id; `cluster` is the first article that each is a copy of."""
        first = copies.originals(self._connection)
        for row in _rows(self._connection, parts.ARTICLES.order_by(db.articles.c.id)):
            yield Article.model_validate({**row, "cluster": first.get(row["id"], row["id"])})

    def claims(self) -> Iterator[Claim]:
        """The claims, sorted by id."""
        for row in _rows(self._connection, sa.select(db.claims.c.record).order_by(db.claims.c.id)):
            yield Claim.model_validate_json(row["record"])

    def claims_by_article(self) -> Iterator[list[Claim]]:
        """The claims, some at a time, all of an article together and sorted by id."""
        query = sa.select(db.claims.c.article, db.claims.c.record).order_by(db.claims.c.article, db.claims.c.id)
        of_articles = groupby(_rows(self._connection, query), key=lambda row: row["article"])
        for some in batched((list(rows) for _, rows in of_articles), AT_ONCE):
            yield [Claim.model_validate_json(row["record"]) for rows in some for row in rows]

    def actors(self) -> Iterator[Actor]:
        """The actors that at least one article speaks of, sorted by id, each as all its articles together tell it."""
        return parts.merged_actors(_rows(self._connection, parts.ACTORS))

    def position(self) -> Position:
        """Where the log of changes ends."""
        return change_log.position(self._connection)

    def changed_since(self, seen: Position) -> Changed | None:
        """What changed after this position; None if the log does not know it."""
        return change_log.since(self._connection, seen)

    def parts(self, decided: Sequence[Correction], ontology: Ontology) -> Parts:
        """Parts of the ledger, as these corrections have them."""
        return Parts(self._connection, decided, ontology)

    def mentions(self, article: str) -> dict[str, tuple[str, ...]]:
        """Actor ids of one article, sorted, and by which words it speaks of each."""
        query = (
            sa.select(db.actors.c.id, db.mentions.c.forms)
            .join(db.mentions, db.mentions.c.actor == db.actors.c.digest)
            .where(db.mentions.c.article == article)
            .order_by(db.actors.c.id)
        )
        return {row["id"]: tuple(json.loads(row["forms"])) for row in _rows(self._connection, query)}

    def versions(self, article: str) -> tuple[Version, ...]:
        """The versions of an article, the first one first."""
        return versions.of(self._connection, article)

    def corrections(self) -> tuple[Correction, ...]:
        """The log of corrections, undos and what they take back among them, in its order."""
        return correction_log.entries(self._connection)

    def letter(self, name: str) -> DeadLetter | None:
        """The dead letter of this name; None if there is none."""
        query = sa.select(db.dead_letters).where(db.dead_letters.c.name == name)
        row = self._connection.execute(query).mappings().first()
        return DeadLetter.model_validate(dict(row)) if row else None

    def dead(self) -> Iterator[DeadLetter]:
        """The dead letters, sorted by name."""
        for row in _rows(self._connection, sa.select(db.dead_letters).order_by(db.dead_letters.c.name)):
            yield DeadLetter.model_validate(row)


def _rows(connection: sa.Connection, query: sa.Executable) -> Iterator[sa.RowMapping]:
    return iter(connection.execute(query, execution_options={"yield_per": 500}).mappings())
