"""When feeds are read: those that are due, once, or all on their timetable until the process is told to stop."""

from __future__ import annotations

import datetime as dt
import logging
import random
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent  # type: ignore[import-untyped]  # ships no types
from apscheduler.executors.pool import ThreadPoolExecutor as Threads  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from graph.stores.ledger import Ledger
from ingest.desk import SCHEDULE, Desk, is_load_due
from ingest.feeds import Feed, duration

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Feeds that are read at a time: while some wait for their servers, another has the extractor."""
AGAIN = 300
"""Seconds after which a load that failed is tried again."""


def due(feeds: Iterable[Feed], ledger: Ledger, now: dt.datetime) -> list[Feed]:
    """The feeds whose time has come since they were last read to the end, in their order."""
    return [feed for feed in feeds if next_time(feed, ledger, now) <= now]


def next_time(feed: Feed, ledger: Ledger, now: dt.datetime) -> dt.datetime:
    """When a feed is to be read next; now if it never was, or if its time has passed."""
    last = ledger.last_done(SCHEDULE, [feed.id])
    if last is None:
        return now
    if feed.every:
        return max(now, last.started + duration(feed.every))
    following = _cron(feed).get_next_fire_time(None, last.started + dt.timedelta(seconds=1))
    return max(now, following or now)


def run_once(desk: Desk, feeds: Sequence[Feed], *, load: bool) -> list[str]:
    """Ids of the feeds whose runs failed, "load" among them; reads the feeds, then loads the graph if it lacks any."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed") as pool:
        ends = list(pool.map(desk.run, feeds))
    failed = [feed.id for feed, is_well in zip(feeds, ends, strict=True) if not is_well]
    if load and not desk.stop.is_set() and is_load_due(desk.ledger) and not desk.load():
        failed.append("load")
    return failed


class Timetable:
    """All feeds, each at its times, until `stop` is called.

    The threads of the scheduler read feeds; the thread that calls `run` loads the graph after them.
    """

    def __init__(self, desk: Desk, feeds: Sequence[Feed], *, load: bool) -> None:
        self._desk = desk
        self._load = load
        self._box: SimpleQueue[bool] = SimpleQueue()  # True: a feed was read; a handler of signals may put into it
        threads = {"default": Threads(AT_ONCE)}
        self._scheduler = BackgroundScheduler(timezone=dt.UTC, executors=threads, job_defaults={"coalesce": True})
        self._scheduler.add_listener(self._missed, EVENT_JOB_MISSED)
        for feed in feeds:
            self._add(feed)

    def run(self) -> None:
        """Read the feeds at their times; returns once it was stopped and no run is under way."""
        self._box.put(True)  # what an earlier schedule left is loaded
        self._scheduler.start()
        try:
            self._attend()
        finally:
            self.stop()
            self._scheduler.shutdown(wait=True)

    def stop(self) -> None:
        """End all runs."""
        self._box.put(False)
        self._desk.end()

    def _attend(self) -> None:
        wait: float | None = None
        while True:
            try:
                was_read = self._box.get(timeout=wait)
                while was_read and not self._box.empty():  # many runs, one load
                    was_read = self._box.get()
            except Empty:
                was_read = True
            if not was_read:
                return
            is_well = not self._load or not is_load_due(self._desk.ledger) or self._desk.load()
            wait = None if is_well else AGAIN

    def _read(self, feed: Feed) -> None:
        self._desk.run(feed)
        self._box.put(True)

    def _add(self, feed: Feed) -> None:
        now = dt.datetime.now(dt.UTC)
        first = next_time(feed, self._desk.ledger, now)
        if feed.jitter:
            first += random.random() * duration(feed.jitter)
        self._scheduler.add_job(
            self._read,
            trigger(feed, first),
            args=[feed],
            id=feed.id,
            next_run_time=first,
            misfire_grace_time=int(duration(feed.grace).total_seconds()) if feed.grace else None,
        )
        log.info("%s: first read at %s", feed.id, first.isoformat(timespec="seconds"))

    def _missed(self, event: JobExecutionEvent) -> None:
        log.warning("%s: was due at %s and could not be read in time", event.job_id, event.scheduled_run_time)
        self._desk.metrics.missed(event.job_id)


def trigger(feed: Feed, first: dt.datetime) -> BaseTrigger:
    """The times of a feed, the given one first if it is read by intervals."""
    jitter = int(duration(feed.jitter).total_seconds()) if feed.jitter else None
    if feed.every:
        seconds = int(duration(feed.every).total_seconds())
        return IntervalTrigger(seconds=seconds, start_date=first, timezone=dt.UTC, jitter=jitter)
    made = _cron(feed)
    made.jitter = jitter
    return made


def on_signals(stop: Callable[[], None]) -> None:
    """Have SIGTERM and SIGINT call `stop`; a second one ends the process at once, which loses nothing either."""

    def handle(number: int, _: Any) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)


def _cron(feed: Feed) -> CronTrigger:
    return CronTrigger.from_crontab(feed.cron, timezone=dt.UTC)
