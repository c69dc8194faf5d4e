"""The commands that show what a ledger holds and how its runs went, and that let an article go."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import ConflictGraphError, UsageError
from graph.options import Home, LedgerUrl

if TYPE_CHECKING:
    from graph.stores.base import Table
    from graph.stores.ledger import DeadLetter, Ledger, LedgerCounts, Run

SCHEDULED = ("schedule", "load")
"""The commands whose runs a schedule notes."""
_MANY = 5_000
"""Runs among which the last one of each feed is looked for."""


def status(
    last: Annotated[int, typer.Option(min=1, help="How many runs and dead letters to show.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of text.")] = False,
    dead: Annotated[bool, typer.Option("--dead", help="List all dead letters, nothing else.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fail, for monitoring, if a feed's last scheduled run or load failed.")
    ] = False,
    max_age: Annotated[
        float | None,
        typer.Option(min=0, metavar="HOURS", help="With --check: fail too if no scheduled run ended for so long."),
    ] = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Show what the ledger holds, the last runs, and what could not be read."""
    from graph.settings import load_settings
    from graph.stores.ledger import Ledger

    if max_age is not None and not check:
        raise UsageError("--max-age goes with --check")
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        if dead:
            _show_dead(kept, as_json=as_json)
        else:
            letters = list(islice(kept.dead(), last))
            (_print_json if as_json else _print)(kept.counts(), kept.runs(last), letters)
        unwell = _unwell(kept, max_age) if check else []
    if unwell:
        raise ConflictGraphError("; ".join(unwell))


def withdraw(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Their ids or addresses.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept with the record.")],
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Withdraw articles: their records stay, their claims go. Read again from its source, one comes back.

    conflictgraph withdraw https://paper.example/story --reason "the paper retracted it"
    """
    from graph.settings import load_settings
    from graph.stores.ledger import Ledger

    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        found = [(name, kept.find(name)) for name in articles]
        if missing := [name for name, key in found if key is None]:
            raise ConflictGraphError(f"no article of this id or address: {missing[0]}")
        for name, key in found:
            done = key is not None and kept.withdraw(key, reason)
            typer.echo(f"{name}: {'withdrawn' if done else 'was withdrawn before'}")


def _unwell(kept: Ledger, max_age: float | None) -> list[str]:
    """What monitoring should know, a line each: the last run of a feed or load that failed, and silence."""
    newest: dict[tuple[str, tuple[str, ...]], Run] = {}
    for command in SCHEDULED:
        for run in kept.runs(_MANY, command):
            if run.ended:
                newest.setdefault((run.command, run.sources), run)
    said = [f"{' '.join(run.sources)}: {run.failed}" for run in newest.values() if run.is_unwell]
    if max_age is not None:
        ends = [run.ended for run in newest.values() if run.ended and run.command == "schedule"]
        if not ends or dt.datetime.now(dt.UTC) - max(ends) > dt.timedelta(hours=max_age):
            said.append(f"no scheduled run ended in the last {max_age:g} h")
    return said


def _show_dead(kept: Ledger, *, as_json: bool) -> None:
    for letter in kept.dead():
        typer.echo(letter.model_dump_json() if as_json else _line(letter))


def _print(counts: LedgerCounts, runs: list[Run], dead: list[DeadLetter]) -> None:
    from graph.formats import Format, write

    withdrawn = f" ({counts.withdrawn} more withdrawn)" if counts.withdrawn else ""
    typer.echo(
        f"{counts.articles} articles{withdrawn}, {counts.actors} actors, {counts.claims} claims, "
        f"{counts.dead} dead letters, {counts.runs} runs"
    )
    if runs:
        write(_table(runs), Format.TABLE, sys.stdout)
    for letter in dead:
        typer.echo(_line(letter))
    if counts.dead > len(dead):
        typer.echo(f"dead  and {counts.dead - len(dead)} more; --dead lists all")


def _table(runs: list[Run]) -> Table:
    from graph.stores.base import Table

    columns = "run started command new changed copies unchanged skipped withdrawn dead claims words/s seconds end"
    return Table(columns=tuple(columns.split()), rows=tuple(_row(run) for run in runs))


def _row(run: Run) -> tuple[Any, ...]:
    from graph.stores.records import RunCounts

    counts = run.counts or RunCounts()
    return (
        run.id,
        f"{run.started:%Y-%m-%d %H:%M}",
        f"{run.command} {' '.join(run.sources)}",
        *(counts.new, counts.changed, counts.copies, counts.unchanged),
        *(counts.skipped, counts.withdrawn, counts.dead, counts.claims),
        None if run.words_per_second is None else round(run.words_per_second),
        None if run.seconds is None else round(run.seconds, 1),
        _end(run),
    )


def _end(run: Run) -> str:
    reasons = ", ".join(f"{reason} {count}" for reason, count in run.counts.reasons.items()) if run.counts else ""
    end = f"failed: {run.failed}" if run.failed else "done" if run.ended else "still running, or killed"
    return f"{end}; skipped: {reasons}" if reasons else end


def _print_json(counts: LedgerCounts, runs: list[Run], dead: list[DeadLetter]) -> None:
    from pydantic_core import to_json

    def row(run: Run) -> dict[str, Any]:
        return run.model_dump() | {"seconds": run.seconds, "words_per_second": run.words_per_second}

    parts = {"counts": counts, "runs": [row(run) for run in runs], "dead": dead}
    typer.echo(to_json(parts, indent=2).decode())


def _line(letter: DeadLetter) -> str:
    from graph.formats import shown

    return shown(f"dead  {letter.at:%Y-%m-%d %H:%M}  {letter.name}: {letter.reason}")
