"""What extractions gave, kept article by article: its text, the actors that its claims name, and the claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from graph.likeness import Likeness
from graph.model import Actor, Article
from graph.stores import copies, versions
from graph.stores import ledger_db as db
from graph.stores.change_log import Changes, Told
from graph.stores.records import Entry, Outcome


def keep(
    connection: sa.Connection, entry: Entry, likeness: Likeness, kept: Article | None, changes: Changes
) -> Outcome:
    """What became of an article and its claims; what changed, `changes` then hold.

    Args:
        connection: A transaction of the ledger.
        entry: The article, and what was found in it.
        likeness: The article's.
        kept: The article as it is kept, withdrawn or not.
        changes: What the transaction changes.
    """
    article, version = entry.article, entry.extractor
    before = kept.digest if kept else None
    if is_new := kept != article or not versions.is_present(connection, article.id):
        is_copy = _take(connection, entry, likeness, kept, changes)
    else:
        is_copy = copies.is_within(connection, article.id)
    actors = {} if is_copy else {_content(actor): actor for actor in entry.actors}
    forms = {
        key: json.dumps(list(entry.mentions.get(actor.id, ())), ensure_ascii=False) for key, actor in actors.items()
    }
    claims = {} if is_copy else {claim.id: claim for claim in entry.claims}
    said = {key: claim.model_dump_json() for key, claim in claims.items()}
    if kept:
        was, *found = _found(connection, article.id)
        if was != version:
            connection.execute(db.articles.update().where(db.articles.c.id == article.id).values(extractor=version))
        if found == [said, forms]:
            return Outcome(before, is_new or was != version, is_copy)
        clear(connection, article.id, changes)
    _keep_actors(connection, actors)
    links = ({"article": article.id, "actor": key, "forms": words} for key, words in forms.items())
    _insert(connection, db.mentions, links)
    told = {key: Told.by(claim).key for key, claim in claims.items()}
    rows = ({"id": key, "article": article.id, "record": row, "told": told[key]} for key, row in said.items())
    _insert(connection, db.claims, rows)
    return Outcome(before, has_changed=True, is_copy=is_copy)


def _take(connection: sa.Connection, entry: Entry, likeness: Likeness, kept: Article | None, changes: Changes) -> bool:
    """Keep an article in place of the version that was kept, if any, and join it to its copies.

    Returns whether it says nothing that an earlier one does not.
    """
    article, freed = entry.article, list[str]()
    if kept is None:
        connection.execute(db.articles.insert(), article.model_dump() | {"extractor": entry.extractor})
    else:
        changes.touch(*copies.followers(connection, article.id))
        freed = copies.leave(connection, article.id)
        if kept.digest != article.digest:
            versions.end(connection, kept, versions.REPLACED)
        row = article.model_dump() | {"extractor": versions.PENDING}
        connection.execute(db.articles.update().where(db.articles.c.id == article.id).values(row))
    versions.begin(connection, article.id, article.digest, is_first=kept is None)
    pairs = copies.join(connection, likeness)
    for copy in sorted(pair.copy for pair in pairs if pair.within and pair.original == article.id):
        clear(connection, copy, changes)
    changes.touch(article.id, *(copies.followers(connection, article.id) if pairs else ()))
    versions.mark_pending(connection, (copy for copy in freed if not copies.is_within(connection, copy)))
    return any(pair.within and pair.copy == article.id for pair in pairs)


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
