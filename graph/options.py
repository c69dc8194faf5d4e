"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.model import Status

Home = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Where ledger and embedded graph are kept.", show_default=False)
]
LedgerUrl = Annotated[
    str | None, typer.Option("--ledger", metavar="URL", help="SQLAlchemy URL of the ledger.", show_default=False)
]
Server = Annotated[
    str | None,
    typer.Option("--to", metavar="URI", help="A Neo4j server in place of the embedded graph.", show_default=False),
]
User = Annotated[str | None, typer.Option(help="User of that server.", show_default=False)]
Database = Annotated[str | None, typer.Option(help="Database of that server.", show_default=False)]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only what is dated on this day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only what is dated on this day or earlier.")]
Relations = Annotated[
    list[str] | None, typer.Option("--relation", help="Only this relation, such as attacks; repeatable.")
]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help="Only this status; repeatable.")]


def day(text: str | None) -> dt.date | None:
    """The day that an option gives; None if it is not given.

    Raises:
        UsageError: It is no day.
    """
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2024-05-31") from error
