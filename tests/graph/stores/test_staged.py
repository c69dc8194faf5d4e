"""A graph on disk: the one that would be in memory, in pages of whatever size."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.errors import StoreError
from graph.exports.neo4j_csv import write_neo4j_csv
from graph.projection import project
from graph.stores import staged, sync
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.ledger import Ledger
from graph.stores.property_graph import LABELS
from graph.stores.staged import Staged
from tests.graph.stores.test_changes import ATTACK, ONTOLOGY, STEPS, SUPPORT, Step, differs, put


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "PAGE", 2)
    monkeypatch.setattr(sync, "AT_ONCE", 2)


def held(graph: Staged) -> object:
    nodes = [node for label in LABELS for page in graph.pages(label) for node in page.values()]
    ties = list(graph.ties(ONTOLOGY))
    assert all(page for label in LABELS for page in graph.pages(label))
    return (
        nodes,
        [start for starts, _ in ties for start in starts],
        {tie: has for _, some in ties for tie, has in some.items()},
        graph.notices,
        {label: graph.size(label) for label in LABELS},
    )


@pytest.mark.usefixtures("small_pages")
@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_staged_ledger_is_the_staged_projection(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger:
        for change in (change for changes, _ in steps for change in changes):
            change(ledger)
        with (
            ledger.reading() as reader,
            Staged.of_ledger(reader, ONTOLOGY) as one,
            Staged.of(project(ledger, ONTOLOGY)) as other,
        ):
            assert held(one) == held(other)


@pytest.mark.usefixtures("small_pages")
def test_loads_in_small_pages_write_and_remove_what_differs(store: BoltStore, tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.db") as ledger:
        for key in "pqrstu":
            put(ledger, key, "012"["pqrstu".index(key) % 3], ATTACK, SUPPORT, day=ord(key), alias=key)
        first = store.load_ledger(ledger, ONTOLOGY).counts
        assert (first.nodes_removed, differs(store, ledger)) == (0, LoadCounts())
        for key in "qrstu":
            ledger.withdraw(key, "answered 410")
        whole = project(ledger, ONTOLOGY)
        dry = store.load(whole, ONTOLOGY, dry_run=True)
        assert store.load(whole, ONTOLOGY) == dry
        assert dry.nodes_removed == 10
        there = store.counts()
        rebuilt = store.load_ledger(ledger, ONTOLOGY, rebuild=True).counts
        assert rebuilt.nodes_removed == there.actors + there.articles + there.claims + there.events
        assert rebuilt.relationships_removed == rebuilt.relationships_written == there.relationships
        assert differs(store, ledger) == LoadCounts()


@pytest.mark.usefixtures("small_pages")
def test_files_of_a_staged_ledger_are_those_of_its_projection(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.db") as ledger:
        put(ledger, "p", "0", ATTACK, SUPPORT)
        put(ledger, "q", "1", ATTACK)
        with (
            ledger.reading() as reader,
            Staged.of_ledger(reader, ONTOLOGY) as one,
            Staged.of(project(ledger, ONTOLOGY)) as other,
        ):
            for name, graph in (("one", one), ("other", other)):
                (tmp_path / name).mkdir()
                write_neo4j_csv(graph, ONTOLOGY, tmp_path / name)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "one").iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "other").iterdir()}
    assert written["links-Claim-TELLS.csv"].count("\n") == 4


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "TABLES", f"{staged.TABLES} PRAGMA max_page_count = 8;")
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.db") as ledger:
        for day in range(40):
            put(ledger, f"p{day}", "012", day=day)
        with ledger.reading() as reader, pytest.raises(StoreError, match=r"staged in a temporary file: .*full"):
            Staged.of_ledger(reader, ONTOLOGY)
