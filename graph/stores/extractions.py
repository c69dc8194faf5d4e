"""What extractions gave, kept article by article: its text, the actors that its claims name, and the claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from graph.likeness import Likeness
from graph.model import Actor, Article, Claim
from graph.stores import copies, versions
from graph.stores import ledger_db as db
from graph.stores.change_log import Changes, Told


def keep(
    connection: sa.Connection,
    article: Article,
    actors: Iterable[tuple[Actor, Sequence[str]]],
    claims: Sequence[Claim],
    *,
    extractor: str,
    changes: Changes,
) -> bool:
    """Whether anything changed, which `changes` then hold: `actors` come with the words by which they are spoken of.

    Of an article that says nothing that an earlier one does not, the record is kept without claims.
    """
    kept = versions.kept(connection, article.id)
    is_new = kept != article or not versions.is_present(connection, article.id)
    if is_new:
        _take(connection, article, kept, changes)
    if copies.is_within(connection, article.id):
        actors, claims = (), ()
    records = {_content(actor): actor for actor, _ in actors}
    forms = {_content(actor): json.dumps(list(words), ensure_ascii=False) for actor, words in actors}
    said = {claim.id: claim.model_dump_json() for claim in claims}
    was, *found = _found(connection, article.id) if kept else (versions.PENDING, {}, {})
    if was == extractor and found == [said, forms]:
        return is_new
    connection.execute(db.articles.update().where(db.articles.c.id == article.id).values(extractor=extractor))
    if found == [said, forms]:
        return True
    if kept:
        clear(connection, article.id, changes)
    _keep_actors(connection, records)
    rows = ({"article": article.id, "actor": key, "forms": words} for key, words in forms.items())
    _insert(connection, db.mentions, rows)
    keys = {claim.id: Told.by(claim).key for claim in claims}
    told = ({"id": key, "article": article.id, "record": row, "told": keys[key]} for key, row in said.items())
    _insert(connection, db.claims, told)
    return True


def _take(connection: sa.Connection, article: Article, kept: Article | None, changes: Changes) -> None:
    """Keep an article in place of the version that was kept, if any, and join it to its copies."""
    freed: list[str] = []
    if kept is None:
        connection.execute(db.articles.insert(), article.model_dump() | {"extractor": versions.PENDING})
    else:
        changes.touch(*copies.followers(connection, article.id))
        freed = copies.leave(connection, article.id)
        if kept.digest != article.digest:
            versions.end(connection, kept, versions.REPLACED)
        row = article.model_dump() | {"extractor": versions.PENDING}
        connection.execute(db.articles.update().where(db.articles.c.id == article.id).values(row))
    versions.begin(connection, article.id, article.digest)
    for copy in copies.join(connection, Likeness(article)):
        clear(connection, copy, changes)
    changes.touch(article.id, *copies.followers(connection, article.id))
    versions.mark_pending(connection, (copy for copy in freed if not copies.is_within(connection, copy)))


def _found(connection: sa.Connection, article: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """What is kept of an extraction: its version, the claims by id, and by which words each actor is spoken of."""
    extractor = connection.execute(sa.select(db.articles.c.extractor).where(db.articles.c.id == article)).scalar_one()
    claims = sa.select(db.claims.c.id, db.claims.c.record).where(db.claims.c.article == article)
    links = sa.select(db.mentions.c.actor, db.mentions.c.forms).where(db.mentions.c.article == article)
    return (
        extractor,
        {claim["id"]: claim["record"] for claim in connection.execute(claims).mappings()},
        {link["actor"]: link["forms"] for link in connection.execute(links).mappings()},
    )


def clear(connection: sa.Connection, article: str, changes: Changes) -> None:
    """Take an article's claims away."""
    changes.lose(article)
    connection.execute(db.claims.delete().where(db.claims.c.article == article))
    connection.execute(db.mentions.delete().where(db.mentions.c.article == article))


def _keep_actors(connection: sa.Connection, records: Mapping[str, Actor]) -> None:
    kept = set(connection.execute(sa.select(db.actors.c.digest).where(db.actors.c.digest.in_(records))).scalars())
    rows = ({"digest": key, "id": actor.id, "record": actor.model_dump_json()} for key, actor in records.items())
    _insert(connection, db.actors, (row for row in rows if row["digest"] not in kept))


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    if listed := list(rows):  # with no rows at all, SQLAlchemy would insert one of defaults
        connection.execute(table.insert(), listed)


def _content(actor: Actor) -> str:
    return hashlib.sha256(actor.model_dump_json().encode()).hexdigest()
