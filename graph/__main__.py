"""The graph's part of the command."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from graph.actors_command import app as actors_app
from graph.command import run
from graph.correct_command import app as correct_app
from graph.correct_command import tell
from graph.errors import UsageError
from graph.exports.command import export
from graph.options import Database, Home, LedgerUrl, Server, User
from graph.status_command import status, withdraw
from graph.views.command import draw

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.stores.ledger import Ledger

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(draw)
app.command()(export)
app.command()(status)
app.command()(withdraw)
app.add_typer(correct_app, name="correct")
app.add_typer(actors_app, name="actors")


@app.command()
def load(
    to: Server = None,
    user: User = None,
    database: Database = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from stdin, not CONFLICTGRAPH_NEO4J__PASSWORD.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what would change.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Empty the graph first, then load it whole.")] = False,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Make the graph database hold what the ledger holds; loading again changes nothing.

    conflictgraph load --to neo4j://localhost:7687
    """
    from graph.ontology import Ontology
    from graph.settings import data_dir, load_settings
    from graph.stores.connect import open_store

    server: dict[str, Any] = {"uri": to, "user": user, "database": database}
    if password_stdin:
        server["password"] = sys.stdin.readline().rstrip("\r\n")
    given = {name: value for name, value in server.items() if value is not None}
    settings = load_settings(home=home, ledger=ledger, neo4j=given or None)
    if given and not settings.neo4j.uri:
        raise UsageError("--user, --database and --password-stdin go with --to, or a Neo4j server in the settings")
    ontology = Ontology.load(data_dir() / "ontology")
    with _ledger(settings) as kept, open_store(settings) as store:
        loaded = store.load_ledger(kept, ontology, dry_run=dry_run, rebuild=rebuild)
        counts = store.counts()
        address = store.address
    tell(loaded.notices)
    if loaded.whole:
        typer.echo(f"the whole graph was compared: {loaded.whole}", err=True)
    changed = loaded.counts
    would = "would be " if dry_run else ""
    typer.echo(
        f"{address}: {counts.actors} actors, {counts.articles} articles, {counts.claims} claims, "
        f"{counts.events} events, {counts.relationships} relationships "
        f"({changed.nodes_written} nodes and {changed.relationships_written} relationships {would}written, "
        f"{changed.nodes_removed} and {changed.relationships_removed} removed)"
    )


@app.command("serve-bolt")
def serve_bolt(home: Home = None) -> None:
    """Keep the embedded graph's server up, for notebooks, Neo4j Browser or cypher-shell, until Ctrl-C.

    Other commands join it. It listens on this machine only.
    """
    from graph.settings import load_settings
    from graph.stores.connect import graph_folder
    from graph.stores.embedded import published

    signal.signal(signal.SIGTERM, _stop)
    with suppress(KeyboardInterrupt), published(graph_folder(load_settings(home=home))) as served:
        typer.echo(served.endpoint.uri)
        typer.echo(
            f"user {served.endpoint.user!r}, or {served.endpoint.reader!r}, who can only read; "
            f"their passwords are in {served.login}; Ctrl-C ends it",
            err=True,
        )
        served.wait()


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _ledger(settings: Settings) -> Ledger:
    from graph.stores.ledger import Ledger

    return Ledger.open(settings.ledger_url, must_exist=True)


if __name__ == "__main__":
    run(app)
