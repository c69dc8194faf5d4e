"""The queries' part of the command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from graph.command import run
from graph.errors import UsageError
from graph.formats import Format, write, write_file
from graph.options import Database, Home, Server, User
from queries.analyse import analyse
from queries.catalog import Question, load_catalog

if TYPE_CHECKING:
    from graph.ontology import Ontology
    from graph.projection import Projection
    from graph.settings import Settings
    from graph.stores.base import Table

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(analyse)


@app.command(no_args_is_help=True)
def query(
    name: Annotated[str | None, typer.Argument(help="A named question; --list tells all.", show_default=False)] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    cypher: Annotated[
        str | None, typer.Option("--cypher", metavar="TEXT", help="Cypher to run in place of a question; - for stdin.")
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the named questions with their parameters.")] = False,
    describe: Annotated[bool, typer.Option("--describe", help="Tell what a question answers and takes.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to show.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 60.0,
    out: Annotated[Path | None, typer.Option(help="A file to write the answer to, in place of stdout.")] = None,
    draw: Annotated[
        Path | None,
        typer.Option(metavar="PAGE", help="Draw the nodes and relationships of the answer as an HTML page."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the server's plan and do not ask.")] = False,
    may_write: Annotated[bool, typer.Option("--write", help="Let --cypher change the graph.")] = False,
    to: Server = None,
    user: User = None,
    database: Database = None,
    home: Home = None,
) -> None:
    """Ask the graph a named question, or run Cypher of your own.

    conflictgraph query who-negotiates --param actor=Mali --format csv
    """
    if sum((name is not None, cypher is not None, list_all)) != 1:
        raise UsageError("query takes one of NAME, --cypher and --list")
    if describe and not name:
        raise UsageError("--describe needs the NAME of a question")
    if may_write and cypher is None:
        raise UsageError("--write goes with --cypher: named questions only read")
    if form is Format.PARQUET and out is None:
        raise UsageError("parquet is no text: name a file with --out")
    if explain and (draw or out or may_write):
        raise UsageError("--explain only shows the plan: it goes with none of --out, --draw and --write")
    if list_all:
        write(_listed(), form, sys.stdout)
    elif describe:
        typer.echo(_described(_question(name or "")), nl=False)
    else:
        question = _question(name) if name else _own(cypher or "")
        given = _parameters(param or [])
        settings = _settings(home, {"uri": to, "user": user, "database": database})
        if explain:
            typer.echo(_plan(question, given, settings))
        else:
            target = _Target(form, out, draw)
            _answer(question, given, target, limit=limit, timeout=timeout, may_write=may_write, settings=settings)


class _Target(NamedTuple):
    """Where the answer goes: in which form, to a file or stdout (None), and to which page if it is drawn."""

    form: Format
    out: Path | None
    page: Path | None


def _answer(
    question: Question | str,
    given: dict[str, str],
    target: _Target,
    *,
    limit: int,
    timeout: float,
    may_write: bool,
    settings: Settings,
) -> None:
    from graph.ontology import Ontology
    from graph.settings import data_dir
    from graph.stores.connect import open_store
    from queries.drawn import behind
    from queries.run import NO_ACTORS, ask, ask_cypher, is_empty

    ontology = Ontology.load(data_dir() / "ontology")
    with open_store(settings) as store:
        if isinstance(question, Question):
            table = ask(store, question, given, ontology, timeout=timeout, limit=limit)
        else:
            table = ask_cypher(store, question, given, write=may_write, timeout=timeout, limit=limit)
        part = behind(table, store, ontology) if target.page else None
        nothing = not table.rows and not table.updates
        why = NO_ACTORS if nothing and is_empty(store) else _hidden(question, given)
    if part and target.page:
        _draw(part, ontology, target.page, question)
    if target.out:
        write_file(table, target.form, target.out)
    elif table.columns and not target.page:
        write(table, target.form, sys.stdout)
    _tell(table)
    if nothing:
        typer.echo(f"conflictgraph: no rows{why and f'; {why}'}", err=True)


def _draw(part: Projection, ontology: Ontology, page: Path, question: Question | str) -> None:
    from graph.views.html import render
    from graph.views.write import write_page

    title = question.title if isinstance(question, Question) else "The answer to a question in Cypher"
    write_page(render(part, ontology, title=title), page)
    typer.echo(f"{page}: {len(part.actors)} actors, {len(part.claims)} claims, {len(part.articles)} articles")


def _plan(question: Question | str, given: dict[str, str], settings: Settings) -> str:
    from graph.ontology import Ontology
    from graph.settings import data_dir
    from graph.stores.connect import open_store
    from queries.run import cypher_of, values_for, values_of

    with open_store(settings) as store:
        if isinstance(question, Question):
            values = values_of(store, question, given, Ontology.load(data_dir() / "ontology"))
            return store.explain(cypher_of(store, question), values)
        return store.explain(question, values_for(question, given))


def _tell(table: Table) -> None:
    if table.is_cut:
        typer.echo(f"conflictgraph: only the first {len(table.rows)} rows; --limit shows more", err=True)
    if table.updates:
        changes = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in table.updates.items())
        typer.echo(f"conflictgraph: {changes}", err=True)


def _hidden(question: Question | str, given: dict[str, str]) -> str:
    """A restriction that nobody asked for, and how to be rid of it; empty if there is none."""
    hidden = not isinstance(question, str) and [
        p for p in question.parameters if p.kind == "status" and p.default not in (None, "any") and p.name not in given
    ]
    return f"only {hidden[0].default} are asked for, --param {hidden[0].name}=any asks for all" if hidden else ""


def _question(name: str) -> Question:
    from queries.run import find_question

    return find_question(name, load_catalog())


def _own(cypher: str) -> str:
    return sys.stdin.read() if cypher == "-" else cypher


def _parameters(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {text!r} is not written NAME=VALUE")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


def _settings(home: Path | None, server: dict[str, str | None]) -> Settings:
    from graph.settings import load_settings

    given = {name: value for name, value in server.items() if value is not None}
    settings = load_settings(home=home, neo4j=given or None)
    if given and not settings.neo4j.uri:
        raise UsageError("--user and --database go with --to, or a Neo4j server in the settings")
    return settings


def _listed() -> Table:
    from graph.stores.base import Table

    rows = ((question.name, question.title, question.usage) for question in load_catalog().values())
    return Table(columns=("name", "title", "parameters"), rows=tuple(rows))


def _described(question: Question) -> str:
    lines = [question.title, question.answers, ""]
    for parameter in question.parameters:
        default = "required" if parameter.is_required else f"default {parameter.default}"
        lines.append(f"  {parameter.name} ({parameter.kind}, {default}): {parameter.help}")
    return "\n".join([*lines, "", question.example, ""])


if __name__ == "__main__":
    run(app)
