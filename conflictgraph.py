"""The command `conflictgraph`: joins the typer apps of graph, ingest and queries, and nothing else."""

from __future__ import annotations

from enum import StrEnum
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from graph.__main__ import app as graph_app
from graph.command import run
from graph.logs import configure
from ingest.__main__ import app as ingest_app
from queries.__main__ import app as queries_app

COMMANDS = (
    *("run", "ingest", "extract", "schedule", "status", "retry", "reextract", "backfill", "ledger", "withdraw"),
    *("load", "query", "analyse", "draw", "export", "correct", "actors", "serve-bolt", "eval", "check"),
)
"""In the order in which a user meets them; the help lists them so."""


class Level(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class InOrder(TyperGroup):
    """The commands of all three apps, in the order of `COMMANDS` whichever app they come from."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names; one that `COMMANDS` lacks comes last."""
        rank = {name: place for place, name in enumerate(COMMANDS)}
        return sorted(self.commands, key=lambda name: rank.get(name, len(rank)))


app = typer.Typer(
    cls=InOrder,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks would show the values of variables, passwords among them
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (ingest_app, graph_app, queries_app):
    app.add_typer(part)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"conflictgraph {version('conflictgraph')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    log_level: Annotated[Level, typer.Option(help="Log lines of this level and above go to stderr.")] = Level.INFO,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log as JSON Lines, for scheduled runs.")] = False,
) -> None:
    """Turn news articles into a graph of who did what to whom, and know for each edge who says so."""
    configure(log_level, as_json=log_json)


def main() -> NoReturn:
    """Run the command."""
    run(app)


if __name__ == "__main__":
    main()
