"""The commands load, status and serve-bolt, as a user runs them."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.model import Actor, ActorType, Article, Claim, Span, Status
from graph.stores.base import Endpoint
from graph.stores.ledger import DeadLetter, Ledger, RunCounts

CHECKOUT = Path(__file__).parents[2]


def command(home: Path, *arguments: str, entered: str = "") -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "graph", *arguments, "--home", str(home)]
    return subprocess.run(line, cwd=CHECKOUT, input=entered, capture_output=True, text=True, timeout=120, check=False)


def fill(home: Path, articles: int) -> None:
    spot = Span(start=0, end=4)
    actors = [Actor(id=key, name=key.title(), type=ActorType.STATE) for key in ("mali", "france", "niger")]
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        for number in range(articles):
            text = f"Mali attacks, article {number}."
            page = Article(
                id=f"a{number:05}", lang="en", text=text, digest=text, cluster="x", published=dt.date(2022, 1, 1)
            )
            claims = [
                Claim(
                    id=f"{page.id} {obj}",
                    article=page.id,
                    subject="mali",
                    relation="attacks",
                    object=obj,
                    status=Status.OCCURRED,
                    sentence=text,
                    start=0,
                    end=len(text),
                    trigger=spot,
                    subject_at=spot,
                    object_at=spot,
                    confidence=0.5,
                    pattern="p",
                )
                for obj in ("france", "niger")
            ]
            ledger.put(page, actors, claims, extractor="1")


def test_load_says_what_the_graph_holds_and_the_second_time_that_nothing_changed(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    first, second = command(tmp_path, "load"), command(tmp_path, "load")
    assert (first.returncode, second.returncode) == (0, 0)
    held = "3 actors, 3 articles, 6 claims, 2 events, 30 relationships"
    assert f"{held} (14 nodes and 30 relationships written, 0 and 0 removed)" in first.stdout
    assert f"{held} (0 nodes and 0 relationships written, 0 and 0 removed)" in second.stdout


def test_a_load_that_is_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    fill(tmp_path, 600)
    chance = random.Random(3)
    for _ in range(4):
        line = [sys.executable, "-m", "graph", "load", "--home", str(tmp_path)]
        with subprocess.Popen(line, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(1 + chance.random() * 5)
            process.kill()
    done = command(tmp_path, "load")
    assert "3 actors, 600 articles, 1200 claims, 2 events, 4806 relationships" in done.stdout
    assert "(0 nodes and 0 relationships written, 0 and 0 removed)" in command(tmp_path, "load").stdout


@pytest.mark.neo4j
def test_load_into_a_neo4j_takes_its_password_from_stdin(tmp_path: Path, neo4j_endpoint: Endpoint) -> None:
    from graph.stores.bolt import BoltStore
    from tests.neo4j_server import empty

    fill(tmp_path, 2)
    to = ["load", "--to", neo4j_endpoint.uri, "--user", neo4j_endpoint.user, "--password-stdin"]
    wrong = command(tmp_path, *to, entered="not-the-password\n")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "refuses user" in wrong.stderr
    assert wrong.stderr.count("\n") == 1
    assert "not-the-password" not in wrong.stderr
    with BoltStore(neo4j_endpoint) as store:
        empty(store)
        done = command(tmp_path, *to, entered=neo4j_endpoint.password.get_secret_value() + "\n")
        assert "2 articles, 4 claims" in done.stdout
        empty(store)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["load", "--to", "bolt://127.0.0.1:1"], 1, "no server answers"),
        (["load", "--to", "http://127.0.0.1:7474"], 1, "is no URI of a graph server"),
        (["load", "--user", "neo4j"], 2, "go with --to"),
        (["load", "--ledger", "nosuchdb://x"], 1, "no database is called"),
    ],
)
def test_what_goes_wrong_is_one_line(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    fill(tmp_path, 1)
    done = command(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["load", "status"])
def test_a_home_without_ledger_is_said_and_not_made(tmp_path: Path, name: str) -> None:
    done = command(tmp_path / "typo", name)
    assert done.returncode == 1
    assert f"there is no ledger {tmp_path}/typo/ledger.db yet" in done.stderr
    assert not (tmp_path / "typo").exists()


def test_status_shows_counts_runs_and_dead_letters(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        ledger.finish_run(ledger.start_run("ingest", ["news/"]), RunCounts(read=2, kept=2))
        ledger.finish_run(ledger.start_run("ingest", ["more/"]), RunCounts(), failed="the disk is full")
        ledger.start_run("run", ["x.txt"])
        for number in range(3):
            at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
            ledger.bury(DeadLetter(name=f"{number}.html", reason="holds no text", at=at))
    shown = command(tmp_path, "status", "--last", "2").stdout.splitlines()
    assert shown[0] == "2 articles, 3 actors, 4 claims, 3 dead letters, 3 runs"
    assert "run x.txt  still running, or killed" in shown[1]
    assert "ingest more/  failed: the disk is full" in shown[2]
    assert shown[3].endswith("0.html: holds no text")
    assert shown[-1] == "dead  and 1 more; --last shows them"
    whole = json.loads(command(tmp_path, "status", "--json").stdout)
    assert whole["counts"] == {"articles": 2, "actors": 3, "claims": 4, "dead": 3, "runs": 3}
    assert [run["id"] for run in whole["runs"]] == [3, 2, 1]
    assert whole["runs"][2]["counts"]["kept"] == 2
    assert len(whole["dead"]) == 3
