"""A lock that a process holds on a ledger, in the database's own terms: it is free again when the process dies."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager

import sqlalchemy as sa

from graph.errors import StoreError

_KEY = 0x7363686564
"""The key of PostgreSQL's advisory lock."""


@contextmanager
def held(engine: sa.Engine, name: str) -> Generator[None]:
    """Hold the lock of the ledger called `name`.

    Raises:
        StoreError: Another process holds it, or the database knows no such lock.
    """
    if engine.dialect.name == "sqlite":
        with _of_file(f"{engine.url.database}.lock", name):
            yield
    elif engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.execute(sa.select(sa.func.pg_try_advisory_lock(_KEY))).scalar_one():
                raise _taken(name)
            try:
                yield
            finally:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(_KEY)))
    else:
        raise StoreError(f"ledger {name}: a schedule needs one in SQLite or PostgreSQL, where it can lock it")


@contextmanager
def _of_file(path: str, name: str) -> Generator[None]:
    """A database of its own beside the ledger: held by a transaction, it stops no reader or writer of the ledger."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise _taken(name) from error
        raise StoreError(f"ledger {name}: {path} can't be locked: {error}") from error


def _taken(name: str) -> StoreError:
    return StoreError(f"ledger {name}: another schedule works on it", retry=True)
