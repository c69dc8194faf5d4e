"""The commands `actors ...`: who is called what, what is known of them, and who is to be reviewed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.formats import Format, write
from graph.options import Home, LedgerUrl

if TYPE_CHECKING:
    from graph.ontology import Ontology
    from graph.projection import Projection
    from graph.stores.base import Table

app = typer.Typer(
    no_args_is_help=True, help="Find actors, show what is known of one, and review those that are new or may be one."
)

Form = Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")]
Limit = Annotated[int, typer.Option(min=1, help="Most rows to show.")]


@app.command()
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name, an alias, a part of one, or nearly so.")],
    form: Form = Format.TABLE,
    limit: Limit = 20,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Find actors of the graph and the gazetteer by what they are called; accents and case do not count.

    conflictgraph actors find "el bechir"
    """
    from graph.dossier import claim_counts, found
    from graph.gazetteer import load_gazetteer
    from graph.search import search
    from graph.settings import data_dir

    projection, _ = _graph(home, ledger)
    actors = dict(load_gazetteer(data_dir() / "gazetteer").actors)
    actors |= {actor.id: actor for actor in projection.actors}
    hits = search(text, actors.values(), limit=limit)
    if not hits:
        typer.echo(f"conflictgraph: nobody is called {text!r}, or nearly so", err=True)
    write(found(hits, claim_counts(projection.claims)), form, sys.stdout)


@app.command()
def show(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or its name.")],
    form: Form = Format.TABLE,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Show an actor's names, offices and ties, its relations with counts, and its events in time.

    conflictgraph actors show jnim
    """
    from graph import jsonl
    from graph.directory import named_or_known
    from graph.dossier import shown
    from graph.gazetteer import Entry, load_gazetteer
    from graph.settings import data_dir

    folder = data_dir() / "gazetteer"
    projection, ontology = _graph(home, ledger)
    known = load_gazetteer(folder).actors
    one = named_or_known(actor, projection.actors, known.values())
    entry = next((row for _, row in jsonl.read(folder / "actors.jsonl", Entry) if row.id == one.id), None)
    write(shown(one, entry, projection, known, ontology), form, sys.stdout)


@app.command()
def new(
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Show groups without a name too.")] = False,
    form: Form = Format.TABLE,
    limit: Limit = 100,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """List actors that the gazetteer lacks, with sentences that name them, for review.

    conflictgraph actors new --format csv > review.csv
    """
    from graph.dossier import unknown

    projection, _ = _graph(home, ledger)
    _write(unknown(projection, unnamed=unnamed), form, limit)


@app.command()
def candidates(form: Form = Format.TABLE, limit: Limit = 100, home: Home = None, ledger: LedgerUrl = None) -> None:
    """List actors that may be one, with what speaks for and against it; `correct merge` decides.

    conflictgraph actors candidates
    """
    from graph.alike import pairs
    from graph.gazetteer import load_gazetteer
    from graph.settings import data_dir
    from graph.stores.base import Table

    projection, _ = _graph(home, ledger)
    columns = ("actor", "other", "likeness", "why", "same_country", "shared_partners", "claims_between")
    rows = (
        (row.actor.id, row.other.id, row.likeness, row.why, row.countries, row.partners, row.together)
        for row in pairs(projection, load_gazetteer(data_dir() / "gazetteer").actors.values())
    )
    _write(Table(columns=columns, rows=tuple(rows)), form, limit)


@app.command()
def export(form: Form = Format.JSONL, home: Home = None, ledger: LedgerUrl = None) -> None:
    """Print the actors of the graph, as corrected.

    conflictgraph actors export --format csv > actors.csv
    """
    from graph.dossier import exported

    projection, _ = _graph(home, ledger)
    write(exported(projection), form, sys.stdout)


def _write(table: Table, form: Format, limit: int) -> None:
    write(table.model_copy(update={"rows": table.rows[:limit]}), form, sys.stdout)
    if len(table.rows) > limit:
        typer.echo(f"conflictgraph: only the first {limit} of {len(table.rows)} rows; --limit shows more", err=True)


def _graph(home: Path | None, ledger: str | None) -> tuple[Projection, Ontology]:
    from graph.ontology import Ontology
    from graph.projection import project
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger

    ontology = Ontology.load(data_dir() / "ontology")
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        return project(kept, ontology), ontology
