"""The part of the command that reads articles."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.command import run as run_app
from graph.correct_command import tell
from graph.errors import ConflictGraphError
from graph.options import Home, LedgerUrl, Server
from ingest.backfill_command import backfill, ledger_app
from ingest.schedule_command import Jobs, reextract, retry, schedule

if TYPE_CHECKING:
    from graph.projection import Projection
    from graph.settings import Settings
    from ingest.job import Tally

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
for command in (schedule, retry, reextract, backfill):
    app.command()(command)
app.add_typer(ledger_app, name="ledger")

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files (.txt .md .html .jsonl .parquet .warc), folders, web pages, feeds, or - for stdin.",
    ),
]
Least = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Make no claim of less.", show_default="the judge's"),
]


@app.command()
def run(
    sources: Sources,
    out: Annotated[Path, typer.Option(help="The page to draw.")] = Path("graph.html"),
    to: Server = None,
    home: Home = None,
    ledger: LedgerUrl = None,
    min_confidence: Least = None,
    jobs: Jobs = None,
) -> None:
    """Do the main job: read articles, keep their claims, load the graph and draw it.

    conflictgraph run articles/
    """
    from graph.ontology import Ontology
    from graph.projection import project
    from graph.settings import data_dir, load_settings
    from graph.stores.connect import open_store
    from graph.stores.ledger import Ledger
    from graph.views.html import render
    from graph.views.write import write_page

    settings = load_settings(home=home, ledger=ledger, min_confidence=min_confidence, neo4j={"uri": to} if to else None)
    _ingest(sources, settings, "run", jobs)
    ontology = Ontology.load(data_dir() / "ontology")
    with Ledger.open(settings.ledger_url, must_exist=True) as kept:
        projection = project(kept, ontology)
        tell(projection.notices)
        with open_store(settings) as store:
            store.load_ledger(kept, ontology)
    write_page(render(projection, ontology, title="Who did what to whom"), out)
    _show(projection, ontology)
    typer.echo(f"\nThe graph is drawn in {out.resolve()}")


@app.command()
def ingest(
    sources: Sources, home: Home = None, ledger: LedgerUrl = None, min_confidence: Least = None, jobs: Jobs = None
) -> None:
    """Read articles and keep their claims in the ledger; what is there already is left alone.

    conflictgraph ingest articles/ more.jsonl
    """
    from graph.settings import load_settings

    _ingest(sources, load_settings(home=home, ledger=ledger, min_confidence=min_confidence), "ingest", jobs)


@app.command()
def extract(
    docs: Annotated[
        str, typer.Argument(metavar="DOCS.jsonl", help="JSON Lines of id, lang, title, date, text; - for stdin.")
    ],
    min_confidence: Least = None,
    why: Annotated[
        bool, typer.Option("--explain", help="In place of claims, print how each sentence was read.")
    ] = False,
    jobs: Jobs = None,
) -> None:
    """Print claims as JSON Lines, one a line; nothing is kept.

    conflictgraph extract articles.jsonl > claims.jsonl
    """
    from graph.settings import load_settings
    from ingest.lines import articles, lines
    from ingest.model import Lost
    from ingest.progress import bar, inputs
    from ingest.workers import extraction

    settings = load_settings(min_confidence=min_confidence)
    failures: list[str] = []
    done = words = 0
    if why:
        done = _explain(docs, settings, failures)
    else:
        with extraction(settings, jobs) as engine, bar(partial(inputs, [docs])) as tell_bar:
            for found in engine.run(articles(docs, settings, engine.languages, failures)):
                if isinstance(found, Lost):
                    failures.append(f"{found.article.id}: {found.reason}")
                    continue
                for line in lines(found):
                    sys.stdout.write(line + "\n")
                done += 1
                words += len(found.article.text.split())
                tell_bar(done + len(failures), words)
    for failure in failures:
        typer.echo(f"conflictgraph: {failure}", err=True)
    if failures and not done:
        raise ConflictGraphError(f"none of {len(failures)} inputs gave claims")


def _explain(docs: str, settings: Settings, failures: list[str]) -> int:
    """How many documents were explained; each as the lines that tell how its sentences were read."""
    from ingest.extractor import Extractor
    from ingest.lines import articles

    extractor = Extractor.load(settings)
    done = 0
    for output in extractor.explain(articles(docs, settings, extractor.languages, failures)):
        done += 1
        for line in output:
            sys.stdout.write(line + "\n")
    return done


@app.command("eval")
def evaluate_gold(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl...", help="Annotated articles.")],
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Measure who mentions are tied to, where they are annotated, not claims.")
    ] = False,
    min_confidence: Least = None,
) -> None:
    """Measure precision, recall and F1 per relation against annotated articles.

    conflictgraph eval gold.jsonl
    """
    from graph.settings import load_settings
    from ingest.evaluate import evaluate, read_gold, told
    from ingest.extractor import Extractor

    if mentions:
        _evaluate_mentions(gold, load_settings())
        return
    extractor = Extractor.load(load_settings(min_confidence=min_confidence))
    for path in gold:
        wanted = [article for article in read_gold(path) if article.lang in extractor.languages]
        pairs = zip(wanted, extractor.run(article.article for article in wanted), strict=True)
        typer.echo(f"{path}\n{told(evaluate(pairs, extractor.ontology))}")


def _evaluate_mentions(gold: list[Path], settings: Settings) -> None:
    from ingest.extractor import load_readers
    from ingest.resolved import measure, read_spanned, told

    readers = load_readers(settings)
    for path in gold:
        spanned = [article for article in read_spanned(path) if article.spans]
        for lang, reader in readers.items():
            if wanted := [article for article in spanned if article.lang == lang]:
                analyses = reader.analyses(article.article for article in wanted)
                tied = ((one, read.parsed, read.resolution) for one, read in zip(wanted, analyses, strict=True))
                typer.echo(f"{path}, {lang}\n{told(measure(tied))}")


@app.command()
def check() -> None:
    """Validate ontology, lexicon, gazetteer, feeds and the judge's weights."""
    from graph.settings import data_dir
    from ingest.check import check_data

    for line in check_data(data_dir()):
        typer.echo(line)


def _ingest(sources: list[str], settings: Settings, command: str, jobs: int | None) -> None:
    from graph.stores.ledger import Ledger
    from ingest.job import Job
    from ingest.progress import bar, inputs
    from ingest.workers import extraction

    with Ledger.open(settings.ledger_url) as ledger, extraction(settings, jobs) as engine:
        job = Job(ledger, engine, settings)
        number = ledger.start_run(command, sources)
        try:
            with bar(partial(inputs, sources)) as tell_bar:
                job.told = lambda tally: tell_bar(tally.done, tally.counts["words"])
                job.run(sources)
        except ConflictGraphError as error:
            ledger.finish_run(number, job.tally.record(), failed=str(error))
            raise
        counts = job.tally.record()
        failed = None
        if counts.read == counts.dead:
            failed = "no input could be read" if counts.read else "the sources hold no article"
        ledger.finish_run(number, counts, failed=failed)
    _tell(job.tally)
    if failed:
        raise ConflictGraphError(failed)


def _tell(tally: Tally) -> None:
    counts = tally.record()
    line = (
        f"{counts.read} read: {counts.kept} extracted, {counts.copies} copies, {counts.unchanged} unchanged, "
        f"{counts.skipped} skipped, {counts.dead} dead; {counts.claims} claims"
    )
    typer.echo(line, err=True)
    for reason, count in counts.reasons.items():
        typer.echo(f"{reason}: {count} skipped", err=True)


def _show(projection: Projection, ontology: Any, most: int = 25) -> None:
    """The relations told most, as a table."""
    from rich.console import Console
    from rich.table import Table

    names = {actor.id: actor.name for actor in projection.actors}
    table = Table("subject", "relation", "object", "status", "sources", "confidence", title="What the articles say")
    ranked = sorted(
        projection.edges, key=lambda e: (-e.sources, -e.confidence, e.subject, e.relation, e.object, e.status)
    )
    for edge in ranked[:most]:
        row = (names[edge.subject], ontology[edge.relation].label, names[edge.object], edge.status, str(edge.sources))
        table.add_row(*row, f"{edge.confidence:.2f}")
    console = Console()
    console.print(table, markup=False)
    if len(ranked) > most:
        typer.echo(f"and {len(ranked) - most} more; `conflictgraph query --list` names questions to ask")


if __name__ == "__main__":
    run_app(app)
