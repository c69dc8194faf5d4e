"""The ledger's log of corrections: it is read and added to, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from graph.corrections import Correction, Decision
from graph.stores.ledger_db import corrections as table

_TICK = dt.timedelta(microseconds=1)


def entries(connection: sa.Connection) -> tuple[Correction, ...]:
    """The whole log, in its order."""
    rows = connection.execute(sa.select(table.c.record)).scalars()
    return tuple(sorted(map(Correction.model_validate_json, rows), key=lambda row: row.order))


def append(
    connection: sa.Connection, decisions: Sequence[Decision], *, author: str, reason: str
) -> tuple[Correction, ...]:
    """The decisions as they were added, after all that the log holds, even what a clock ahead of ours has dated."""
    last = max((row.at for row in entries(connection)), default=dt.datetime.min.replace(tzinfo=dt.UTC))
    first = max(dt.datetime.now(dt.UTC), last + _TICK)
    added = tuple(
        Correction.of(decision, author=author, reason=reason, at=first + number * _TICK)
        for number, decision in enumerate(decisions)
    )
    _add(connection, added)
    return added


def take_over(connection: sa.Connection, corrections: Iterable[Correction]) -> int:
    """How many were added: those whose id the log lacked."""
    kept = set(connection.execute(sa.select(table.c.id)).scalars())
    new = {row.id: row for row in corrections if row.id not in kept}
    _add(connection, new.values())
    return len(new)


def _add(connection: sa.Connection, rows: Iterable[Correction]) -> None:
    if listed := [{"id": row.id, "record": row.model_dump_json()} for row in rows]:
        connection.execute(table.insert(), listed)
