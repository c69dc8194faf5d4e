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
from graph.stores.ledger import DeadLetter, Ledger, RunCounts, Sighting
from graph.stores.records import STOPPED

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
        counts = RunCounts(read=5, kept=2, new=2, skipped=3, reasons={"language de": 1, "off topic": 2}, words=900)
        ledger.finish_run(ledger.start_run("ingest", ["news/"]), counts)
        ledger.finish_run(ledger.start_run("ingest", ["more/"]), RunCounts(), failed="the disk is full")
        ledger.start_run("run", ["x.txt"])
        for number in range(3):
            at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
            ledger.bury(DeadLetter(name=f"{number}.html", reason="holds\x1b[31m no text", at=at))
    shown = command(tmp_path, "status", "--last", "2").stdout.splitlines()
    assert shown[0] == "2 articles, 3 actors, 4 claims, 3 dead letters, 3 runs"
    rows = [line for line in shown if line.strip()[:1].isdigit()]
    assert "run x.txt" in rows[1]
    assert "still running, or killed" in rows[1]
    assert "ingest more/" in rows[2]
    assert "failed: the disk is full" in rows[2]
    assert shown[-2].endswith("1.html: holds\N{REPLACEMENT CHARACTER}[31m no text")
    assert shown[-1] == "dead  and 1 more; --dead lists all"
    assert "done; skipped: language de 1, off topic 2" in command(tmp_path, "status").stdout
    whole = json.loads(command(tmp_path, "status", "--json").stdout)
    assert whole["counts"] == {"articles": 2, "actors": 3, "claims": 4, "dead": 3, "runs": 3, "withdrawn": 0}
    assert [run["id"] for run in whole["runs"]] == [3, 2, 1]
    assert whole["runs"][2]["counts"]["reasons"] == {"language de": 1, "off topic": 2}
    assert whole["runs"][2]["seconds"] >= 0
    assert whole["runs"][0]["seconds"] is None
    assert whole["runs"][0]["words_per_second"] is None
    assert len(whole["dead"]) == 3
    assert len(command(tmp_path, "status", "--dead").stdout.splitlines()) == 3
    letters = [json.loads(line) for line in command(tmp_path, "status", "--dead", "--json").stdout.splitlines()]
    assert [letter["name"] for letter in letters] == ["0.html", "1.html", "2.html"]


def test_status_tells_monitoring_by_its_exit_code_whether_scheduled_runs_are_well(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        ledger.finish_run(ledger.start_run("ingest", ["typo/"]), RunCounts(), failed="no such folder")
        ledger.finish_run(ledger.start_run("schedule", ["one"]), RunCounts(), failed="was down")
        ledger.finish_run(ledger.start_run("schedule", ["one"]), RunCounts())
        ledger.finish_run(ledger.start_run("schedule", ["other"]), RunCounts(), failed=STOPPED)
        ledger.start_run("schedule", ["one"])
        assert command(tmp_path, "status", "--check", "--max-age", "1").returncode == 0
        assert command(tmp_path, "status", "--max-age", "1").returncode == 2
        late = command(tmp_path, "status", "--check", "--max-age", "0")
        assert (late.returncode, late.stderr) == (1, "conflictgraph: no scheduled run ended in the last 0 h\n")
        assert ledger.end_killed("schedule") == 1
        ledger.finish_run(ledger.start_run("load", ["bolt://x"]), RunCounts(), failed="no server answers")
    assert command(tmp_path, "status").returncode == 0
    done = command(tmp_path, "status", "--check")
    assert (done.returncode, done.stderr) == (1, "conflictgraph: one: it was killed; bolt://x: no server answers\n")


def test_an_article_is_withdrawn_by_id_or_address(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        first, second = ledger.articles()
        ledger.remember(Sighting(address="https://paper.example/second", note="", article=second.id))
        names = (first.id, "https://paper.example/second")
        done = command(tmp_path, "withdraw", *names, "--reason", "retracted")
        assert done.stdout.splitlines() == [f"{name}: withdrawn" for name in names]
        assert list(ledger.claims()) == []
        assert ledger.versions(first.id)[0].why == "retracted"
        again = command(tmp_path, "withdraw", first.id, "--reason", "twice")
        assert again.stdout == f"{first.id}: was withdrawn before\n"
    unknown = command(tmp_path, "withdraw", "nowhere", "--reason", "x")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)
