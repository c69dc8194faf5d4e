"""What articles of a ledger of version 2 need: each its present version, and its place among its copies."""

from __future__ import annotations

import sqlalchemy as sa

from graph.likeness import Likeness
from graph.stores import copies, versions
from graph.stores.ledger_db import articles


def take_in_articles(connection: sa.Connection) -> None:
    """Note a present version of every article and join it to its copies; the claims of copies stay until read anew."""
    for key in connection.execute(sa.select(articles.c.id).order_by(articles.c.id)).scalars().all():
        if kept := versions.kept(connection, key):
            versions.begin(connection, key, kept.digest)
            copies.join(connection, Likeness(kept))
