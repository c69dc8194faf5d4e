"""Which articles a process is at, so that no other one at the same ledger works on them too.

In PostgreSQL these are locks of a session: free again when the process dies, however it dies. SQLite, whose ledger is
one machine's, knows none: there all articles are had for the asking, and the worst is work done twice with one result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa


class Shift:
    """The articles that this process is at."""

    def __init__(self, connection: sa.Connection | None) -> None:
        self._connection = connection

    def take(self, article: str) -> bool:
        """Whether the article is this process's until it is given back; False if another one is at it."""
        return self._ask(sa.func.pg_try_advisory_lock, article)

    def wait(self, article: str) -> None:
        """Take the article once nobody else is at it; have no other meanwhile, or two wait for each other."""
        self._ask(sa.func.pg_advisory_lock, article)

    def give_back(self, article: str) -> None:
        """Leave the article to others."""
        self._ask(sa.func.pg_advisory_unlock, article)

    def _ask(self, function: Callable[[int], sa.ColumnElement[Any]], article: str) -> bool:
        return self._connection is None or bool(self._connection.execute(sa.select(function(_key(article)))).scalar())


@contextmanager
def begun(engine: sa.Engine) -> Generator[Shift]:
    """A shift; at its end, what it still has is left to others."""
    if engine.dialect.name != "postgresql":
        yield Shift(None)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # from the pool, which would keep the session and its locks
        yield Shift(connection)


def _key(article: str) -> int:
    """A number of 64 bits with a sign; articles that share one, if ever two do, are only not worked on at once."""
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[:8], signed=True)
