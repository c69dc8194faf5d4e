"""The command `analyse`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from graph.correct_command import tell
from graph.errors import UsageError
from graph.formats import Format, write
from graph.model import REALISED, RelationClass, Status
from graph.options import Home, LedgerUrl, Relations, Since, Until, day

if TYPE_CHECKING:
    import datetime as dt

    from graph.ontology import Ontology
    from graph.projection import Projection
    from graph.stores.base import Table
    from queries.network import Scope


class Analysis(StrEnum):
    """What is analysed."""

    SUMMARY = "summary"
    CENTRALITY = "centrality"
    BROKERS = "brokers"
    COMMUNITIES = "communities"
    CORES = "cores"
    BALANCE = "balance"
    TRIADS = "triads"
    RECIPROCITY = "reciprocity"
    SHIFTS = "shifts"
    ROLES = "roles"


BETWEEN = (Analysis.SHIFTS, Analysis.ROLES)
"""Those that compare two times."""


def analyse(  # noqa: PLR0913, PLR0917 - a command has as many parameters as options
    name: Annotated[Analysis, typer.Argument(help="What to analyse.", show_default=False)],
    since: Since = None,
    until: Until = None,
    status: Annotated[
        list[Status] | None, typer.Option(help="Only this status; repeatable. Without it: occurred and ongoing.")
    ] = None,
    relation_class: Annotated[
        list[RelationClass] | None, typer.Option("--class", help="Only relations of this class; repeatable.")
    ] = None,
    relation: Relations = None,
    min_sources: Annotated[
        int, typer.Option(min=1, help="Only ties that at least so many independent sources tell.")
    ] = 1,
    at: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="For shifts and roles: the first day of the later time; else the middle."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to show.")] = 1000,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Measure the ledger's network: who is central, brokers, belongs together, is in or out of balance, changed sides.

    conflictgraph analyse brokers --since 2023-01-01 --class verbal-cooperation --min-sources 2
    """
    from graph.ontology import Ontology
    from graph.projection import project
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger
    from queries.network import Scope

    if at and name not in BETWEEN:
        raise UsageError(f"--at goes with {' and '.join(BETWEEN)}, which compare two times")
    scope = Scope(
        since=day(since),
        until=day(until),
        statuses=tuple(status or REALISED),
        classes=tuple(relation_class or ()),
        relations=tuple(relation or ()),
        min_sources=min_sources,
    )
    part = day(at)
    ontology = Ontology.load(data_dir() / "ontology")
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        projection = project(kept, ontology)
    tell(projection.notices)
    table = (
        _compared(name, projection, scope, ontology, part)
        if name in BETWEEN
        else _measured(name, projection, scope, ontology)
    )
    shown = table.model_copy(update={"rows": table.rows[:limit]})
    write(shown, form, sys.stdout)
    if len(table.rows) > limit:
        typer.echo(f"conflictgraph: only the first {limit} of {len(table.rows)} rows; --limit shows more", err=True)


def _measured(name: Analysis, projection: Projection, scope: Scope, ontology: Ontology) -> Table:
    from queries import balance, measures
    from queries.network import network

    measure = {
        Analysis.SUMMARY: measures.summary,
        Analysis.CENTRALITY: measures.centrality,
        Analysis.BROKERS: measures.brokers,
        Analysis.COMMUNITIES: measures.communities,
        Analysis.CORES: measures.cores,
        Analysis.BALANCE: balance.balance,
        Analysis.TRIADS: balance.triads,
        Analysis.RECIPROCITY: measures.reciprocity,
    }[name]
    return measure(network(projection, scope, ontology))


def _compared(name: Analysis, projection: Projection, scope: Scope, ontology: Ontology, at: dt.date | None) -> Table:
    from queries.change import halves, middle, roles, shifts

    parted = at or middle(projection, scope)
    if at is None:
        typer.echo(f"conflictgraph: before and after {parted}; --at names another day", err=True)
    before, after = halves(projection, scope, ontology, parted)
    return shifts(before, after) if name is Analysis.SHIFTS else roles(before, after)
