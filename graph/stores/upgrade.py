"""What a ledger of version 2 needs: articles their present version and place among copies, claims what they tell."""

from __future__ import annotations

from itertools import batched

import sqlalchemy as sa

from graph.likeness import Likeness
from graph.model import Claim
from graph.stores import copies, versions
from graph.stores.change_log import Told
from graph.stores.ledger_db import AT_ONCE, articles, claims


def take_in_articles(connection: sa.Connection) -> None:
    """Note a present version of every article and join it to its copies; the claims of copies stay until read anew."""
    for key in connection.execute(sa.select(articles.c.id).order_by(articles.c.id)).scalars().all():
        if kept := versions.kept(connection, key):
            versions.begin(connection, key, kept.digest)
            copies.join(connection, Likeness(kept))


def note_what_claims_tell(connection: sa.Connection) -> None:
    """Add the column by which the claims of one relationship are found, and fill it."""
    column = claims.c.told
    kind = column.type.compile(connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {claims.name} ADD COLUMN {column.name} {kind} DEFAULT '' NOT NULL")
    for index in claims.indexes:
        if column.name in index.columns:
            index.create(connection)
    fill = claims.update().where(claims.c.id == sa.bindparam("key")).values(told=sa.bindparam("telling"))
    for part in batched(connection.execute(sa.select(claims.c.record)).scalars().all(), AT_ONCE):
        found = [Claim.model_validate_json(record) for record in part]
        connection.execute(fill, [{"key": row.id, "telling": Told.by(row).key} for row in found])
