"""What is remembered of the addresses that feeds name."""

from __future__ import annotations

import sqlalchemy as sa

from graph.stores.ledger_db import sightings as table
from graph.stores.records import Sighting


def recall(connection: sa.Connection, address: str) -> Sighting | None:
    """What is remembered of an address."""
    row = connection.execute(sa.select(table).where(table.c.address == address)).mappings().first()
    return Sighting.model_validate(dict(row)) if row else None


def remember(connection: sa.Connection, sighting: Sighting) -> None:
    """Keep what is to be remembered in place of what was; the article that came of the address once stays known."""
    known = sighting.model_dump(exclude_none=True)
    if not connection.execute(table.update().where(table.c.address == sighting.address).values(known)).rowcount:
        connection.execute(table.insert().values(known))
