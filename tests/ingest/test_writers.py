"""Several processes at one ledger: none works on what another is at; kills at any moment lose and double nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import traceback
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph.model import Actor, ActorType, Article
from graph.settings import Settings
from graph.stores.ledger import Ledger
from ingest.job import Job
from ingest.model import Extraction
from tests.graph.told import claim
from tests.ingest.news import report
from tests.postgres_server import Postgres

ARTICLES, WRITERS = 60, 4
ACTORS = tuple(Actor(id=name, name=name.title(), type=ActorType.STATE) for name in ("chad", "mali"))


class Scribe:
    """An extraction that takes no model: one claim an article, and a line in a log for each article that it reads."""

    version, languages = "1", frozenset({"en"})

    def __init__(self, log: Path) -> None:
        self._log = log

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{article.id}\n")
            time.sleep(0.03)
            yield Extraction(article=article, actors=ACTORS, claims=(claim(article, "0", "chad", "mali"),), mentions={})


def read(address: str, source: Path, log: Path) -> None:
    with Ledger.open(address) as ledger:
        job = Job(ledger, Scribe(log), Settings())
        job.run([str(source)])
        assert job.tally.done == ARTICLES


def dump(address: str) -> list[str]:
    with Ledger.open(address) as ledger, ledger.reading() as reader:
        articles = list(reader.articles())
        rows = [row for part in (articles, reader.actors(), reader.claims()) for row in part]
        return [row.model_dump_json() for row in rows] + [str(reader.mentions(article.id)) for article in articles]


def start(address: str, source: Path, log: Path) -> int:
    """Id of a process that reads; forked, so that it has all that it needs in memory already."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks of a process with threads
        child = os.fork()
    if child == 0:
        try:
            read(address, source, log)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def end_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").split()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of articles."""
    path = tmp_path / "articles.jsonl"
    rows = [(number, report(number)) for number in range(ARTICLES)]
    path.write_text(
        "".join(json.dumps({"id": f"a{number}", "lang": "en", "text": row.text}) + "\n" for number, row in rows),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def alone(source: Path, tmp_path: Path) -> list[str]:
    """What a ledger holds to which one process wrote."""
    address = f"sqlite:///{tmp_path / 'alone.db'}"
    read(address, source, tmp_path / "log of one")
    return dump(address)


@pytest.mark.postgres
def test_writers_at_once_read_each_article_once(
    postgres: Postgres, source: Path, alone: list[str], tmp_path: Path
) -> None:
    address, log = postgres.database(), tmp_path / "log"
    assert [end_of(writer) for writer in [start(address, source, log) for _ in range(WRITERS)]] == [0] * WRITERS
    assert sorted(lines(log)) == sorted(lines(tmp_path / "log of one"))
    assert dump(address) == alone


@pytest.mark.postgres
def test_writers_killed_at_random_lose_nothing_and_double_nothing(
    postgres: Postgres, source: Path, alone: list[str], tmp_path: Path
) -> None:
    address, log, chance, killed = postgres.database(), tmp_path / "log", random.Random(4), 0
    log.touch()
    writers = [start(address, source, log) for _ in range(WRITERS)]
    while (before := log.stat().st_size) < (tmp_path / "log of one").stat().st_size // 2:
        while log.stat().st_size == before:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.1)
        victim = chance.randrange(WRITERS)
        os.kill(writers[victim], signal.SIGKILL)
        killed += end_of(writers[victim]) == -signal.SIGKILL
        writers[victim] = start(address, source, log)
    assert killed >= WRITERS
    assert [end_of(writer) for writer in writers] == [0] * WRITERS
    assert set(lines(log)) == set(lines(tmp_path / "log of one"))
    assert len(lines(log)) <= ARTICLES + killed  # what a killed one was at is all that is done again
    assert dump(address) == alone
