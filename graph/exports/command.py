"""The command `export`."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.correct_command import tell
from graph.errors import UsageError
from graph.options import Home, LedgerUrl, Relations, Since, Statuses, Until, day

if TYPE_CHECKING:
    from graph.ontology import Ontology
    from graph.projection import Projection
    from graph.stores.staged import Staged


class ExportFormat(StrEnum):
    """What is written."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    JSONLD = "jsonld"
    FTM = "ftm"
    STIX = "stix"
    NEO4J_CSV = "neo4j-csv"


FOLDERS = (ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.NEO4J_CSV)
"""Those of several files."""


def export(
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(ExportFormat)}.")],
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write, without it stdout; for csv, parquet and neo4j-csv the folder."),
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Only what concerns this actor: a name or id; repeatable.")
    ] = None,
    relation: Relations = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only claims of at least this confidence.")] = 0.0,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Write the ledger's graph for other programs: Gephi, pandas, Aleph, threat intelligence platforms, Neo4j.

    conflictgraph export gexf --since 2024-01-01 --out graph.gexf
    """
    from graph.ontology import Ontology
    from graph.projection import project
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger
    from graph.stores.staged import Staged
    from graph.views.narrow import Wanted, narrow

    if form in FOLDERS and out is None:
        raise UsageError(f"{form} is several files: name their folder with --out")
    wanted = Wanted(
        actors=tuple(actor or ()),
        relations=tuple(relation or ()),
        statuses=tuple(status or ()),
        since=day(since),
        until=day(until),
        min_confidence=min_confidence,
    )
    ontology = Ontology.load(data_dir() / "ontology")
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        if out and form is ExportFormat.NEO4J_CSV and wanted == Wanted():
            with kept.reading() as reader, Staged.of_ledger(reader, ontology) as staged:
                tell(staged.notices)
                _write_staged(staged, ontology, out)
            return
        whole = project(kept, ontology)
    tell(whole.notices)
    part = narrow(whole, wanted, ontology)
    if out and form in FOLDERS:
        _write_folder(form, part, ontology, out)
    else:
        _write_text(form, part, ontology, out)


def _write_folder(form: ExportFormat, part: Projection, ontology: Ontology, folder: Path) -> None:
    from graph.exports.tables import write_csv, write_parquet
    from graph.stores.staged import Staged

    match form:
        case ExportFormat.CSV:
            write_csv(part, ontology, folder)
        case ExportFormat.PARQUET:
            write_parquet(part, ontology, folder)
        case _:
            with Staged.of(part) as staged:
                _write_staged(staged, ontology, folder)
            return
    _tell(folder, len(part.actors), len(part.claims), len(part.articles))


def _write_staged(staged: Staged, ontology: Ontology, folder: Path) -> None:
    from graph.exports.neo4j_csv import write_neo4j_csv

    for line in write_neo4j_csv(staged, ontology, folder):
        typer.echo(line)
    _tell(folder, *map(staged.size, ("Actor", "Claim", "Article")))


def _write_text(form: ExportFormat, part: Projection, ontology: Ontology, out: Path | None) -> None:
    from graph.exports.ftm import write_ftm
    from graph.exports.linked import write_jsonld
    from graph.exports.networks import write_gexf, write_graphml
    from graph.exports.stix import write_stix
    from graph.exports.tables import write_jsonl
    from graph.files import replacing

    stream = StringIO()
    match form:
        case ExportFormat.GRAPHML:
            write_graphml(part, ontology, stream)
        case ExportFormat.GEXF:
            write_gexf(part, ontology, stream)
        case ExportFormat.JSONL:
            write_jsonl(part, stream)
        case ExportFormat.JSONLD:
            write_jsonld(part, stream)
        case ExportFormat.FTM:
            write_ftm(part, ontology, stream)
        case _:
            write_stix(part, ontology, stream)
    if out is None:
        sys.stdout.write(stream.getvalue())
        return
    with replacing(out) as draft:
        draft.write_text(stream.getvalue(), encoding="utf-8", newline="\n")
    _tell(out, len(part.actors), len(part.claims), len(part.articles))


def _tell(out: Path, actors: int, claims: int, articles: int) -> None:
    typer.echo(f"{out}: {actors} actors, {claims} claims, {articles} articles", err=True)
