"""Extraction on all cores: the order of the articles is kept, memory is bounded, and a crash costs one article at most.

Each worker is a process that holds an extractor of its own and reads whole chunks, from text to claims; what is shared
is nothing but the articles that go in and the records that come out.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import batched
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from graph.errors import ConflictGraphError
from graph.model import Article
from graph.settings import Settings
from ingest.model import Extraction, Lost

CHUNK = 16
"""Articles that a worker gets at once: as many as its parser takes in one batch."""
AHEAD = 4
"""Chunks a worker that are under way or wait for one before them: what bounds memory."""
TRIES = 2
"""How often an article is read alone, if the process that read it dies, before it is given up."""
ROW = 10
"""Deaths without any result between them, after which it is not the articles' fault."""

type Found = Extraction | Lost


class Extracts(Protocol):
    """What a job needs of extraction."""

    @property
    def version(self) -> str:
        """Differs whenever its claims may."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it can read."""
        ...

    def run(self, articles: Iterable[Article]) -> Iterator[Found]:
        """What each article gave, in the order given; the same whatever stands beside it."""
        ...


class Runs(Protocol):
    """An extractor, or what reads as one does."""

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The claims of each article, in the order given."""
        ...


@contextmanager
def extraction(settings: Settings, jobs: int | None = None) -> Generator[Extracts]:
    """Extraction in `jobs` processes, by default as many as there are cores; one job is done in this process.

    Raises:
        ConflictGraphError: A data file or the pipeline is missing or broken, or processes die whatever they read.
    """
    wanted = jobs or cores()
    if wanted == 1:
        yield Here.load(settings)
    else:
        pool = Pool(settings, wanted)
        try:
            yield pool
        finally:
            pool.close()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read(extractor: Runs, articles: Sequence[Article]) -> list[Found]:
    """What each article gave; one that an error stops is lost, and no other with it.

    Raises:
        ConflictGraphError: It is no article's fault.
    """
    try:
        return list(extractor.run(articles))
    except ConflictGraphError:
        raise
    except Exception as error:  # whatever a rule did not expect of a text must not end a job of millions
        if len(articles) == 1:
            return [Lost(article=articles[0], reason=f"extraction failed: {type(error).__name__}: {error}"[:500])]
    return [found for article in articles for found in read(extractor, [article])]


@dataclass(frozen=True, slots=True)
class Here:
    """An extractor in this process."""

    extractor: Runs
    version: str
    languages: frozenset[str]

    @classmethod
    def load(cls, settings: Settings) -> Here:
        """The extractor that the settings ask for.

        Raises:
            DataError: A data file or the pipeline is missing or broken.
        """
        from ingest.extractor import Extractor

        extractor = Extractor.load(settings)
        gc.freeze()  # what was loaded stays: the collector need not look at it again and again
        return cls(extractor, extractor.version, extractor.languages)

    def run(self, articles: Iterable[Article]) -> Iterator[Found]:
        """What each article gave, in the order given."""
        for chunk in batched(articles, CHUNK):
            yield from read(self.extractor, chunk)


@dataclass(slots=True)
class _Task:
    """Articles to read, the number of the first, and how often a process died over them."""

    first: int
    articles: Sequence[Article]
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection[Any, Any]
    is_ready: bool = False
    task: _Task | None = None


@dataclass(slots=True)
class _Pass:
    """One pass over articles: what waits for a worker, what came back, and which article is to be handed on next."""

    source: Iterator[_Task]
    waiting: deque[_Task] = field(default_factory=deque)
    done: dict[int, Found] = field(default_factory=dict)
    taken: int = 0
    following: int = 0
    is_read: bool = False

    def refill(self, most: int) -> None:
        """Take articles until `most` are under way."""
        while not self.is_read and self.taken - self.following < most:
            task = next(self.source, None)
            if task is None:
                self.is_read = True
            else:
                self.waiting.append(task)
                self.taken = task.first + len(task.articles)


class Pool:
    """Extractors in processes of their own: one that loads from the start, others when there is work for them."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._deaths = 0
        self._start()
        try:
            from ingest.extractor import version_of
            from ingest.parse import LANGUAGES

            self.version = version_of(settings)
            self.languages = frozenset(LANGUAGES)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.connection.close()
        while self._workers:
            self._end(self._workers[-1])

    def run(self, articles: Iterable[Article]) -> Iterator[Found]:
        """What each article gave, in the order given."""
        work = _Pass(_tasks(articles))
        try:
            while True:
                work.refill(self._jobs * AHEAD * CHUNK)
                self._assign(work.waiting)
                if work.following == work.taken:
                    return
                self._collect(work, patient=work.following not in work.done)
                if work.following in work.done:
                    yield work.done.pop(work.following)
                    work.following += 1
        finally:
            for worker in [worker for worker in self._workers if worker.task]:  # a pass that was given up
                self._end(worker)

    def _assign(self, waiting: deque[_Task]) -> None:
        for worker in self._workers:
            if waiting and worker.is_ready and worker.task is None:
                worker.task = waiting.popleft()
                with suppress(OSError):  # it has died, which `_collect` will see
                    worker.connection.send(worker.task.articles)
        loading = sum(not worker.is_ready for worker in self._workers)
        for _ in range(min(len(waiting) - loading, self._jobs - len(self._workers))):
            self._start()

    def _collect(self, work: _Pass, *, patient: bool) -> None:
        """Take what workers have to say; waits for one of them if `patient`."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout=None if patient else 0):
            worker = by_connection[connection]  # type: ignore[index]  # of the connections that were given
            if not worker.is_ready:
                self._ready(worker)
                continue
            try:
                found = worker.connection.recv()
            except (EOFError, OSError):
                self._mourn(worker, work)
                continue
            if isinstance(found, Exception):
                raise found
            if worker.task:
                work.done.update(enumerate(found, worker.task.first))
            worker.task = None
            self._deaths = 0

    def _mourn(self, worker: _Worker, work: _Pass) -> None:
        """Have what a dead worker was at read again, each article alone, or give it up."""
        task, how = worker.task, self._end(worker)
        self._deaths += 1
        if self._deaths >= ROW:
            raise ConflictGraphError(f"{ROW} processes in a row died ({how}): memory may be short; try fewer --jobs")
        if task is None:
            return
        if len(task.articles) > 1:
            alone = [_Task(task.first + number, (article,)) for number, article in enumerate(task.articles)]
            work.waiting.extendleft(reversed(alone))
        elif task.deaths + 1 < TRIES:
            work.waiting.appendleft(_Task(task.first, task.articles, task.deaths + 1))
        else:
            reason = f"the process that read it died {TRIES} times ({how})"
            work.done[task.first] = Lost(article=task.articles[0], reason=reason)

    def _start(self) -> None:
        # Not forked: this process may have threads, and the worker needs nothing of its memory.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _ready(self, worker: _Worker) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError) as error:
            how = self._end(worker)
            raise ConflictGraphError(f"a process died while it loaded ({how}): try fewer --jobs") from error
        if isinstance(answer, Exception):
            raise answer
        worker.is_ready = True

    def _end(self, worker: _Worker) -> str:
        """How it ended, in words."""
        self._workers.remove(worker)
        worker.connection.close()
        if worker.task or not worker.is_ready:
            worker.process.terminate()
        worker.process.join(10)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        code = worker.process.exitcode or 0
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _tasks(articles: Iterable[Article]) -> Iterator[_Task]:
    first = 0
    for chunk in batched(articles, CHUNK):
        yield _Task(first, chunk)
        first += len(chunk)


def _serve(connection: Connection[Any, Any], settings: Settings) -> None:
    """What a worker does until the other end is closed, be it by the other process's death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process sees it too, and ends this one
    with suppress(EOFError, OSError):
        try:
            engine = Here.load(settings)
            connection.send(None)
            while True:
                connection.send(read(engine.extractor, connection.recv()))
        except ConflictGraphError as error:
            connection.send(ConflictGraphError(str(error)))
