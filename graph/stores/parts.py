"""Parts of the ledger as records: actors, articles and claims of some ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import sqlalchemy as sa

from graph.model import Actor, Article, Claim
from graph.stores import copies, versions
from graph.stores import ledger_db as db

ARTICLES = sa.select(*(db.articles.c[name] for name in Article.model_fields)).where(versions.present())
"""The articles that are not withdrawn."""

ACTORS = (
    sa.select(db.actors.c.id, db.actors.c.record, sa.func.count().label("times"))
    .join(db.mentions, db.mentions.c.actor == db.actors.c.digest)
    .group_by(db.actors.c.digest, db.actors.c.id, db.actors.c.record)
    .order_by(db.actors.c.id)
)
"""The records of actors that articles speak of, sorted by the actor's id, and how many articles each is of."""


def merged_actors(rows: Iterable[sa.RowMapping]) -> Iterator[Actor]:
    """The actors of rows of `ACTORS`."""
    for _, same in groupby(rows, key=lambda row: row["id"]):
        yield merged([(Actor.model_validate_json(row["record"]), row["times"]) for row in same])


def merged(versions: Sequence[tuple[Actor, int]]) -> Actor:
    """One actor out of the records of it, each with how often it was seen; in whatever order they come.

    The gazetteer's records stand before others. The most frequent one leads; the names of all become aliases of it.
    """
    trusted = [(actor, times) for actor, times in versions if actor.known] or versions
    first, _ = min(trusted, key=lambda version: (-version[1], version[0].model_dump_json()))
    if len(trusted) == 1:
        return first
    names = {name for actor, _ in trusted for name in (actor.name, *actor.aliases)}
    return first.model_copy(update={"aliases": tuple(sorted(names - {first.name}))})


def claims_of(connection: sa.Connection, column: sa.ColumnElement[str], values: Iterable[str]) -> Iterator[Claim]:
    """The claims of which a column has one of some values."""
    for some in db.chunks(values):
        query = sa.select(db.claims.c.record).where(column.in_(some))
        yield from map(Claim.model_validate_json, connection.execute(query).scalars())


def spoken(connection: sa.Connection, ids: Iterable[str]) -> frozenset[str]:
    """Ids of the actors that articles speak of."""
    query = sa.select(db.actors.c.id).join(db.mentions, db.mentions.c.actor == db.actors.c.digest)
    found = (connection.execute(query.where(db.mentions.c.article.in_(some))).scalars() for some in db.chunks(ids))
    return frozenset(actor for some in found for actor in some)


def speaking(connection: sa.Connection, ids: Iterable[str]) -> frozenset[str]:
    """Ids of the articles that speak of actors."""
    query = sa.select(db.mentions.c.article).join(db.actors, db.mentions.c.actor == db.actors.c.digest)
    found = (connection.execute(query.where(db.actors.c.id.in_(some))).scalars() for some in db.chunks(ids))
    return frozenset(article for some in found for article in some)


def actors(connection: sa.Connection, ids: Iterable[str]) -> Iterator[Actor]:
    """The actors of these ids that articles speak of, sorted by id."""
    for some in db.chunks(ids):
        yield from merged_actors(connection.execute(ACTORS.where(db.actors.c.id.in_(some))).mappings())


def articles(connection: sa.Connection, ids: Iterable[str]) -> Iterator[Article]:
    """The articles of these ids that are not withdrawn, sorted by id."""
    for some in db.chunks(ids):
        first = copies.clusters(connection, some)
        rows = connection.execute(ARTICLES.where(db.articles.c.id.in_(some)).order_by(db.articles.c.id)).mappings()
        yield from (Article.model_validate({**row, "cluster": first[row["id"]]}) for row in rows)
