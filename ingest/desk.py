"""Runs of feeds: what one gives goes through the job into the ledger, is held against what is expected, and noted."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import batched
from threading import Event, Lock

from pydantic import ValidationError

from graph.errors import ConflictGraphError, StoreError
from graph.logs import telling
from graph.model import Article
from graph.ontology import Ontology
from graph.settings import Settings, data_dir
from graph.stores.connect import open_store
from graph.stores.ledger import Ledger, RunCounts
from graph.stores.records import STOPPED
from ingest.feeds import Feed, read_feed
from ingest.job import Job, Tally
from ingest.metrics import Metrics
from ingest.model import Found, Refused, Trace, Unchanged
from ingest.topic import Topic
from ingest.web import Web
from ingest.workers import CHUNK, Extracts
from ingest.workers import Found as Result

log = logging.getLogger(__name__)

SCHEDULE, LOAD = "schedule", "load"
"""What the ledger calls the runs."""
_LOOK_BACK = 5_000
"""The last runs among which those after the last load are looked for."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the ledger remembers of addresses."""

    ledger: Ledger

    def recall(self, address: str) -> Trace | None:
        """The last trace of an address; None too where another version of this program wrote it."""
        kept = self.ledger.sighting(address)
        with suppress(ValidationError):
            return Trace.model_validate_json(kept.note) if kept else None
        return None


@dataclass(slots=True)
class Turns:
    """One extractor for several threads, each of which has it for some articles at a time."""

    extractor: Extracts
    at_once: int = CHUNK
    _turn: Lock = field(default_factory=Lock)

    @property
    def version(self) -> str:
        """Differs whenever its claims may."""
        return self.extractor.version

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it can read."""
        return self.extractor.languages

    def run(self, articles: Iterable[Article]) -> Iterator[Result]:
        """What each article gave, in the order given; the articles themselves are awaited outside a turn."""
        for some in batched(articles, self.at_once):
            with self._turn:
                yield from self.extractor.run(some)


@dataclass(slots=True)
class _Heard:
    """What a feed said of itself while it was read."""

    address: str
    failure: str | None = None
    is_whole: bool = True

    def passed_on(self, found: Iterable[Found]) -> Iterator[Found]:
        """All that was found."""
        for one in found:
            if isinstance(one, Refused) and one.name == self.address:
                self.failure = one.reason
            elif isinstance(one, Unchanged) and one.is_listing:
                self.is_whole = False
            yield one


@dataclass(slots=True)
class Desk:
    """What the runs of all feeds share.

    Attributes:
        stop: Set once the runs are to end.
        told: Called with the inputs done and the words read by all runs, for whoever shows progress.
    """

    ledger: Ledger
    extractor: Extracts
    settings: Settings
    topic: Topic
    web: Web
    metrics: Metrics
    stop: Event = field(default_factory=Event)
    told: Callable[[int, int], None] = lambda _, __: None
    _tallies: list[Tally] = field(default_factory=list)
    _is_loading: bool = False

    def end(self) -> None:
        """End all runs: an article that is being written is finished, what is not is left for the next run.

        To be called in the thread that loads graphs: a load that goes on is broken off.
        """
        self.stop.set()
        self.web.stop()
        if self._is_loading:
            self._is_loading = False
            raise KeyboardInterrupt

    def run(self, feed: Feed) -> bool:
        """Whether a run of the feed went well; whatever went wrong is noted in the ledger and logged."""
        if self.stop.is_set():
            return True
        number, began = self._start(SCHEDULE, feed.id), time.monotonic()
        if number is None:
            return False
        with telling(run=number, feed=feed.id):
            log.info("begins")
            topic = None if feed.any_topic else self.topic
            job = Job(self.ledger, self.extractor, self.settings, topic=topic, stopping=self.stop.is_set)
            job.told = self._tell
            self._tallies.append(job.tally)
            failed = self._read(feed, job)
            counts = job.tally.record()
            self.metrics.ended(feed.id, counts, failed, time.monotonic() - began)
            return self._end(number, counts, failed)

    def load(self) -> bool:
        """Whether the graph database now holds what the ledger holds; noted as a run is."""
        where = self.settings.neo4j.uri or "embedded graph"
        number = self._start(LOAD, where)
        if number is None:
            return False
        failed: str | None = None
        with telling(run=number):
            try:
                self._is_loading = True
                ontology = Ontology.load(data_dir() / "ontology")
                with open_store(self.settings) as store:
                    store.load_ledger(self.ledger, ontology)
            except KeyboardInterrupt:  # see `end`; what is half loaded is completed by the next load
                failed = STOPPED
            except ConflictGraphError as error:
                failed = str(error)
            finally:
                self._is_loading = False
            return self._end(number, RunCounts(), failed)

    def _read(self, feed: Feed, job: Job) -> str | None:
        """Why the run failed; None if it did not."""
        heard = _Heard(feed.address)
        try:
            found = read_feed(feed, self.settings, Remembered(self.ledger), web=self.web)
            job.take(heard.passed_on(found))
        except ConflictGraphError as error:
            return str(error)
        except Exception as error:  # a fault of ours in one feed must not end the others' runs
            log.exception("fails")
            return f"{type(error).__name__}: {error}"
        if job.is_stopped:
            return STOPPED
        return heard.failure or feed.expect.unmet(job.tally.record(), is_whole=heard.is_whole)

    def _start(self, command: str, source: str) -> int | None:
        """The run's number; None if the ledger does not even take that."""
        try:
            return self.ledger.start_run(command, [source])
        except StoreError as error:
            log.error("%s: no run of %s: %s", command, source, error)
            return None

    def _end(self, number: int, counts: RunCounts, failed: str | None) -> bool:
        """Whether it went well: notes the end of a run; one whose end can't be noted counts as killed."""
        is_well = failed in (None, STOPPED)
        with telling(**{name: count for name, count in counts if isinstance(count, int) and count}):
            (log.info if is_well else log.error)("%s", failed or "done")
        try:
            self.ledger.finish_run(number, counts, failed=failed)
        except StoreError as error:
            log.error("its end can't be noted: %s", error)
            return False
        return is_well

    def _tell(self, _: Tally) -> None:
        self.told(sum(one.done for one in self._tallies), sum(one.counts["words"] for one in self._tallies))


def is_load_due(ledger: Ledger) -> bool:
    """Whether the graph database may lack what runs changed since the last good load of it began."""
    runs = ledger.runs(_LOOK_BACK)
    last = next((run for run in runs if run.command == LOAD and run.ended and run.failed is None), None)
    return any(
        run.ended and (last is None or run.ended >= last.started) and (run.counts is None or run.counts.has_changed)
        for run in runs
        if run.command != LOAD
    )
