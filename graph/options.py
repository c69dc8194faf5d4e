"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
