"""The commands that extract from a corpus on many machines, and take the results into a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConflictGraphError
from graph.options import Home, LedgerUrl
from ingest.schedule_command import Jobs

if TYPE_CHECKING:
    from ingest.backfill import Outcome

BYTES, ROWS = 4_000_000, 1_000
"""Size of a part: some minutes of work, which is what the loss of a machine costs."""

ledger_app = typer.Typer(no_args_is_help=True, help="What is done with a ledger as a whole.")


def backfill(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files or folders of .jsonl or .parquet, as paths, s3:// or gs://."),
    ],
    out: Annotated[str, typer.Option(metavar="DIR", help="Where the results go: a folder, s3:// or gs://.")],
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="A cluster of Ray's.", show_default="this machine alone")
    ] = None,
    jobs: Jobs = None,
    part_bytes: Annotated[int, typer.Option(min=1, help="Size of a part of JSON Lines.")] = BYTES,
    part_rows: Annotated[int, typer.Option(min=1, help="Size of a part of Parquet.")] = ROWS,
) -> None:
    """Extract from a corpus on all cores of a cluster, into Parquet files by month; a second call does what is left.

    conflictgraph backfill s3://news/2015/ --out s3://claims/2015 --address ray-head:6379
    """
    from graph.settings import load_settings
    from ingest import backfill as work
    from ingest.input_parts import cut
    from ingest.progress import bar

    parts = cut(sources, size=part_bytes, rows=part_rows)
    if not parts:
        raise ConflictGraphError("the input holds no article")
    with bar(lambda: len(parts), of="parts") as tell_bar:
        seen: list[int] = []

        def told(outcome: Outcome) -> None:
            seen.append(outcome.done.words if outcome.done else 0)
            tell_bar(len(seen), sum(seen))

        done = work.backfill(parts, out, load_settings(), address=address, jobs=jobs, told=told)
    dead, skipped = sum(one.dead for one in done), sum(sum(one.skipped.values()) for one in done)
    typer.echo(
        f"{len(done)} parts: {sum(one.articles for one in done)} articles, {skipped} of them skipped, {dead} dead; "
        f"{sum(one.claims for one in done)} claims",
        err=True,
    )


@ledger_app.command("import")
def take_in(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="What `backfill` wrote: a folder, s3:// or gs://.")],
    partial: Annotated[bool, typer.Option("--partial", help="Take what is done, though some parts are not.")] = False,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Take what `backfill` wrote into the ledger; what is there already is left alone.

    conflictgraph ledger import claims/
    """
    from graph.settings import load_settings
    from graph.stores.bulk import Bulk
    from graph.stores.ledger import Ledger
    from ingest.intake import take_in as take
    from ingest.intake import whole
    from ingest.progress import bar

    settings = load_settings(home=home, ledger=ledger)
    bulk = Bulk.at(folder)
    done = whole(bulk, partial=partial)
    total = sum(one.articles + one.dead for one in done)
    with Ledger.open(settings.ledger_url) as kept, bar(lambda: total) as tell_bar:
        counts = take(bulk, done, kept, told=lambda tally: tell_bar(tally.done, tally.counts["words"]))
    typer.echo(
        f"{counts.read} read: {counts.kept} kept, {counts.copies} copies, {counts.unchanged} unchanged, "
        f"{counts.skipped} skipped, {counts.dead} dead; {counts.claims} claims",
        err=True,
    )
