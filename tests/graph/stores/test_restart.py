"""Neo4j stopped and started again in the middle of a load: the load waits for it and completes."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from graph.ontology import Ontology
from graph.settings import data_dir
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from tests.graph.views.synthetic import synthetic
from tests.neo4j_server import restartable


@pytest.mark.neo4j
def test_a_load_waits_for_a_server_that_is_stopped_and_started_and_loses_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ontology = Ontology.load(data_dir() / "ontology")
    graph = synthetic(20, ontology, claims=150)
    monkeypatch.setattr("graph.stores.bolt.BATCH_ROWS", 20)
    with restartable() as server, BoltStore(server.endpoint) as store:
        do, steps, stopped = BoltStore.do, 0, threading.Event()

        def counted(self: BoltStore, cypher: str, *rest: Any) -> None:
            nonlocal steps
            steps += 1
            if steps == 17:
                threading.Thread(target=stop_and_start).start()
                stopped.wait()
            do(self, cypher, *rest)

        def stop_and_start() -> None:
            server.stop()
            stopped.set()
            time.sleep(2)
            server.start()

        monkeypatch.setattr(BoltStore, "do", counted)
        store.load(graph, ontology)
        assert stopped.is_set()
        held = store.counts()
        assert (held.actors, held.claims, held.events) == (len(graph.actors), len(graph.claims), len(graph.events))
        assert store.load(graph, ontology) == LoadCounts()
