"""The commands that read feeds on their timetable, try what failed again, and extract again from what is kept."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConflictGraphError, UsageError
from graph.options import Home, LedgerUrl, Server, day

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.stores.ledger import Ledger
    from ingest.desk import Desk
    from ingest.feeds import Feed

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="Extract in so many processes.", show_default="one a core"),
]


def schedule(
    once: Annotated[bool, typer.Option("--once", help="Read the feeds that are due, then exit; for cron.")] = False,
    feeds: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File of feeds.", show_default="the setting's")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--feed", metavar="ID", help="Only this feed, due or not; repeatable.")
    ] = None,
    to: Server = None,
    no_load: Annotated[bool, typer.Option("--no-load", help="Leave the graph database alone.")] = False,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, metavar="PORT", help="Serve metrics for Prometheus on this machine; 0: any port."
        ),
    ] = None,
    jobs: Jobs = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Read the feeds of a file on their timetable, keep their claims and load the graph, until SIGTERM or Ctrl-C.

    conflictgraph schedule --feeds feeds.toml
    """
    from graph.settings import load_settings
    from graph.stores.ledger import Ledger
    from ingest.desk import LOAD, SCHEDULE, is_load_due
    from ingest.schedule import Timetable, due, on_signals, run_once

    settings = load_settings(home=home, ledger=ledger, feeds=feeds, neo4j={"uri": to} if to else None)
    wanted = _wanted(settings, only or [])
    with ExitStack() as stack:
        kept = stack.enter_context(Ledger.open(settings.ledger_url))
        stack.enter_context(kept.alone())
        for command in (SCHEDULE, LOAD):
            kept.end_killed(command)
        now = wanted if only else due(wanted, kept, dt.datetime.now(dt.UTC))
        failed: list[str] = []
        if not once:
            timetable = Timetable(_desk(stack, kept, settings, jobs, metrics_port), wanted, load=not no_load)
            on_signals(timetable.stop)
            timetable.run()
            return
        if now or (not no_load and is_load_due(kept)):
            desk = _desk(stack, kept, settings, jobs, metrics_port)
            on_signals(desk.end)
            failed = run_once(desk, now, load=not no_load)
    typer.echo(f"{len(now)} of {len(wanted)} feeds read", err=True)
    if failed:
        raise ConflictGraphError(f"failed: {', '.join(failed)}; `conflictgraph status` tells why")


def retry(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="Only these dead letters.", show_default="all")
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Do not try them: drop those named, whose source is gone for good.")
    ] = False,
    jobs: Jobs = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Try dead letters again; what goes through is kept and is no dead letter any longer.

    conflictgraph retry
    """
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger
    from ingest.job import Job
    from ingest.letters import is_of_web, tried_again
    from ingest.topic import Topic
    from ingest.workers import extraction

    if forget and not names:
        raise UsageError("--forget goes with the names of dead letters")
    settings = load_settings(home=home, ledger=ledger)
    with Ledger.open(settings.ledger_url, must_exist=True) as kept:
        dead = [letter.name for letter in kept.dead()]
        if unknown := sorted(set(names or ()) - set(dead)):
            raise ConflictGraphError(f"no dead letter is called {unknown[0]!r}")
        if forget:
            for name in names or ():
                kept.revive(name)
            return
        tried = names or dead
        with extraction(settings, jobs) as engine:
            number = kept.start_run("retry", names or ())
            job = Job(kept, engine, settings)
            try:
                job.take(tried_again((name for name in tried if not is_of_web(name)), kept, settings))
                job.topic = Topic.load(data_dir())
                job.take(tried_again((name for name in tried if is_of_web(name)), kept, settings))
            except ConflictGraphError as error:
                kept.finish_run(number, job.tally.record(), failed=str(error))
                raise
            counts = job.tally.record()
            kept.finish_run(number, counts)
    typer.echo(f"{counts.read} tried: {counts.read - counts.dead} went through, {counts.dead} are dead still", err=True)


def reextract(
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only articles published on this day or later, or undated.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each claim gained or lost there, as JSON Lines.")
    ] = None,
    jobs: Jobs = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Extract anew from kept articles that an earlier lexicon, gazetteer or judge read; nothing is fetched.

    conflictgraph reextract --since 2024-01-01
    """
    from graph.files import replacing
    from graph.settings import load_settings
    from graph.stores.ledger import Ledger
    from ingest.reextract import Changes, again
    from ingest.workers import extraction

    settings, first = load_settings(home=home, ledger=ledger), day(since)
    with ExitStack() as stack:
        kept = stack.enter_context(Ledger.open(settings.ledger_url, must_exist=True))
        engine = stack.enter_context(extraction(settings, jobs))
        changes = Changes(kept)
        if out:
            part = stack.enter_context(replacing(out))
            changes.stream = stack.enter_context(part.open("w", encoding="utf-8"))
        counts = again(kept, engine, settings, changes, since=first)
    for relation in sorted(changes.gained.keys() | changes.lost.keys()):
        typer.echo(f"{relation}: {changes.gained[relation]} gained, {changes.lost[relation]} lost")
    typer.echo(
        f"{counts.kept} articles extracted anew, {counts.dead} failed: "
        f"{changes.gained.total()} claims gained, {changes.lost.total()} lost, {changes.same} as before"
    )


def _wanted(settings: Settings, only: list[str]) -> list[Feed]:
    """The feeds that are switched on, or those that are named, switched on or not."""
    from ingest.feeds import feeds_file, load_feeds

    path = feeds_file(settings)
    feeds = {feed.id: feed for feed in load_feeds(path)}
    if unknown := [name for name in only if name not in feeds]:
        raise UsageError(f"{path} has no feed {unknown[0]!r}")
    wanted = [feeds[name] for name in only] or [feed for feed in feeds.values() if feed.enabled]
    if not wanted:
        raise ConflictGraphError(f"{path}: no feed is switched on (enabled = true)")
    return wanted


def _desk(stack: ExitStack, kept: Ledger, settings: Settings, jobs: int | None, metrics_port: int | None) -> Desk:
    """What the runs need; all of it is given back when the stack is closed."""
    from graph.settings import data_dir
    from ingest.desk import Desk, Turns
    from ingest.metrics import Metrics
    from ingest.progress import bar
    from ingest.topic import Topic
    from ingest.web import Web
    from ingest.workers import CHUNK, cores, extraction

    metrics = Metrics()
    if metrics_port is not None:
        typer.echo(f"metrics: {stack.enter_context(metrics.served(metrics_port))}", err=True)
    engine = Turns(stack.enter_context(extraction(settings, jobs)), CHUNK * 2 * (jobs or cores()))
    web = stack.enter_context(Web(settings))
    desk = Desk(kept, engine, settings, Topic.load(data_dir()), web, metrics)
    desk.told = stack.enter_context(bar(lambda: None))
    return desk
