"""The ledger's log of corrections: only added to, in order, once each, and brought along from an older ledger."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from graph.corrections import Correction, Merge, Unmerge
from graph.ontology import Ontology
from graph.projection import project
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.decided import ACTORS, logged

OLD = Path(__file__).parent / "ledger_1.sql"
MERGE = Merge(actor="a", into=ACTORS["b"])


def log_of(ledger: Ledger) -> tuple[Correction, ...]:
    with ledger.reading() as reader:
        return reader.corrections()


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def test_what_is_added_comes_last_even_after_a_clock_that_was_ahead(tmp_path: Path) -> None:
    ahead = Correction.of(MERGE, author="Bo", reason="r", at=dt.datetime.now(dt.UTC) + dt.timedelta(hours=5))
    with Ledger.open(url(tmp_path)) as ledger:
        assert ledger.take_over([ahead]) == 1
        added = ledger.correct([Unmerge(actor="a"), MERGE], author="Awa", reason="seen")
        assert log_of(ledger) == (ahead, *added)
    with Ledger.open(url(tmp_path)) as ledger:
        assert log_of(ledger) == (ahead, *added)


def test_taking_over_twice_adds_nothing(tmp_path: Path) -> None:
    log = logged([MERGE, Unmerge(actor="a")])
    with Ledger.open(url(tmp_path)) as ledger:
        assert ledger.take_over([log[1], log[0], log[0]]) == 2
        assert ledger.take_over(log) == 0
        assert log_of(ledger) == tuple(log)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger that version 1 wrote: two articles that say the same, a run and a dead letter."""
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    return tmp_path


def test_a_ledger_of_version_1_is_brought_up_to_date_and_loses_nothing(old: Path) -> None:
    with Ledger.open(url(old)) as ledger:
        counts = ledger.counts()
        assert (counts.articles, counts.actors, counts.claims, counts.dead, counts.runs) == (2, 3, 2, 1, 1)
        assert log_of(ledger) == ()
        ledger.correct([Merge(actor="france", into=ACTORS["b"])], author="Awa", reason="test")
    with Ledger.open(url(old)) as ledger:
        graph = project(ledger, Ontology.load(data_dir() / "ontology"))
        assert [row.speaker for row in graph.claims] == ["b", "b"]
    connection = sqlite3.connect(old / "ledger.db")
    assert connection.execute("SELECT version FROM ledger_version").fetchall() == [(3,)]
    connection.close()
