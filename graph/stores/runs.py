"""The runs of commands: when each began and ended, what it did, and why it failed if it did."""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa

from graph.stores.ledger_db import runs as table
from graph.stores.records import KILLED, STOPPED, Run, RunCounts
from graph.stores.versions import now


def start(connection: sa.Connection, command: str, sources: Sequence[str]) -> int:
    """The id of a run that starts now."""
    row = {"command": command, "sources": _text(sources), "started": now()}
    return int(connection.execute(table.insert().returning(table.c.id), row).scalar_one())


def finish(connection: sa.Connection, run: int, counts: RunCounts, failed: str | None) -> None:
    """Note that a run ends now."""
    row = {"ended": now(), "counts": counts.model_dump_json(), "failed": failed}
    connection.execute(table.update().where(table.c.id == run).values(row))


def end_killed(connection: sa.Connection, command: str) -> int:
    """How many runs of a command had no end, and now are noted as killed."""
    row = {"ended": now(), "failed": KILLED}
    return connection.execute(
        table.update().where(table.c.command == command, table.c.ended.is_(None)).values(row)
    ).rowcount


def last(connection: sa.Connection, limit: int, command: str | None = None) -> list[Run]:
    """The last runs, of one command if it is given, the newest first."""
    query = sa.select(table).order_by(table.c.id.desc()).limit(limit)
    if command:
        query = query.where(table.c.command == command)
    return [_run(row) for row in connection.execute(query).mappings()]


def last_done(connection: sa.Connection, command: str, sources: Sequence[str]) -> Run | None:
    """The last run of a command over these sources that came to its end, failed or not; None if there is none."""
    whole = table.c.failed.is_(None) | table.c.failed.not_in((KILLED, STOPPED))
    query = sa.select(table).where(
        table.c.command == command, table.c.sources == _text(sources), table.c.ended.is_not(None), whole
    )
    row = connection.execute(query.order_by(table.c.id.desc()).limit(1)).mappings().first()
    return _run(row) if row else None


def _text(sources: Sequence[str]) -> str:
    return json.dumps(list(sources))


def _run(row: sa.RowMapping) -> Run:
    counts = RunCounts.model_validate_json(row["counts"]) if row["counts"] else None
    return Run.model_validate({**row, "sources": tuple(json.loads(row["sources"])), "counts": counts})
