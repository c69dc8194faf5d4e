"""The job: what is new is kept, what is current is left, what is bad is buried, and a kill loses nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import warnings
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.stores.ledger import Ledger
from ingest.__main__ import run
from ingest.clean import clean
from ingest.fetch import pages
from ingest.model import RawPage
from ingest.workers import Here
from tests.command import ROOT, command

SAMPLES = ROOT / "data" / "samples"
KILLS = 10


def dump(home: Path) -> list[str]:
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}", must_exist=True) as ledger:
        return [r.model_dump_json() for part in (ledger.articles(), ledger.actors(), ledger.claims()) for r in part]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that one whole run made."""
    home = tmp_path_factory.mktemp("whole")
    done = command("run", str(SAMPLES), "--out", str(home / "graph.html"), home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.mark.model
def test_the_main_job_says_what_it_found_and_where_the_page_lies(undisturbed: Path) -> None:
    assert dump(undisturbed)
    assert "<!doctype html>" in (undisturbed / "graph.html").read_text(encoding="utf-8")[:200].lower()


@pytest.mark.model
def test_a_second_run_changes_nothing(undisturbed: Path) -> None:
    before = dump(undisturbed)
    done = command("ingest", str(SAMPLES), home=undisturbed)
    assert done.returncode == 0, done.stderr
    assert "0 extracted" in done.stderr
    assert dump(undisturbed) == before


def start(home: Path, extractor: Here) -> int:
    """Id of a process that does the main job; forked, so that what it reads with is in memory already."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks of a process with threads
        child = os.fork()
    if child == 0:
        os.environ["CONFLICTGRAPH_HOME"] = str(home)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        Here.load = lambda settings: extractor  # type: ignore[method-assign]
        try:
            run([str(SAMPLES)], out=home / "graph.html", jobs=1)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.model
def test_ten_kills_at_random_moments_leave_the_ledger_of_an_undisturbed_run(undisturbed: Path, tmp_path: Path) -> None:
    extractor = Here.load(Settings())
    found = (page for page in pages([str(SAMPLES)], Settings()) if isinstance(page, RawPage))
    assert list(extractor.run(clean(page, longest=9_999) for page in found))  # so that the pipelines are loaded
    began = time.monotonic()
    assert ended(start(tmp_path / "first", extractor)) == 0
    seconds, moments, killed = time.monotonic() - began, random.Random(20), 0
    for _ in range(KILLS):
        child = start(tmp_path / "killed", extractor)
        time.sleep(moments.uniform(0.05, 0.6) * seconds)
        os.kill(child, signal.SIGKILL)
        killed += ended(child) == -signal.SIGKILL
    assert killed
    assert ended(start(tmp_path / "killed", extractor)) == 0
    assert dump(tmp_path / "killed") == dump(tmp_path / "first") == dump(undisturbed)


@pytest.mark.model
def test_bad_inputs_are_counted_and_the_good_one_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "large.txt").write_bytes(b"The army attacked the rebels. " * 1_700_000)
    (folder / "menu.html").write_text("<html><body><nav>Home</nav></body></html>")
    (folder / "cut.jsonl").write_text('{"id": "1", "text": "The army att')
    (folder / "german.txt").write_text(
        "Das Heer griff die Rebellen am Montag an, sagten Beamte in der Hauptstadt des Landes. " * 5
    )
    (folder / "good.txt").write_text(
        "The Malian army attacked JNIM near Gao on Monday, a spokesman said in Bamako. " * 3
    )
    done = command("ingest", str(folder), home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "7 read: 1 extracted, 0 copies, 0 unchanged, 1 skipped, 5 dead" in done.stderr
    assert "language de: 1 skipped" in done.stderr
    with Ledger.open(f"sqlite:///{tmp_path / 'home' / 'ledger.db'}", must_exist=True) as ledger:
        reasons = {Path(letter.name.split(":")[0]).name: letter.reason for letter in ledger.dead()}
    assert sorted(reasons) == ["binary.txt", "cut.jsonl", "empty.txt", "large.txt", "menu.html"]


@pytest.mark.model
@pytest.mark.parametrize("source", ["/nowhere/at/all", "http://127.0.0.1:9/page"])
def test_sources_that_lead_nowhere_fail_in_one_line(tmp_path: Path, source: str) -> None:
    done = command("--log-level", "error", "ingest", source, home=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("conflictgraph: ")


@pytest.mark.model
def test_an_unreachable_neo4j_fails_in_one_line_and_keeps_the_claims(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The Malian army attacked JNIM near Gao on Monday, a spokesman said in Bamako. " * 3
    )
    done = command("run", str(tmp_path / "a.txt"), "--to", "bolt://127.0.0.1:9", home=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "127.0.0.1:9" in done.stderr.strip().splitlines()[-1]
    assert dump(tmp_path)


@pytest.mark.model
def test_extract_prints_the_form_of_its_contract_and_evidence_that_holds(tmp_path: Path) -> None:
    text = (
        "News Site\n\nRwanda-backed M23 rebels seized Goma on Monday. The UN condemned Rwanda, its spokesman said."
        "\n\nLeave a comment"
    )
    line = json.dumps({"id": "d1", "lang": "en", "title": "Goma falls", "date": "2025-01-28", "text": text})
    done = command("extract", "-", home=tmp_path, input=line + "\n{broken\n")
    assert done.returncode == 0, done.stderr
    assert "stdin:2: is no JSON" in done.stderr
    claims = [json.loads(row) for row in done.stdout.splitlines()]
    assert {(c["subject_id"], c["relation"], c["object"]) for c in claims} >= {("m23", "captures", "Goma")}
    for claim in claims:
        assert (
            list(claim)
            == (
                "doc_id subject subject_id subject_type subject_mentions relation object object_id object_type "
                "object_mentions status attributed_to evidence start end date confidence pattern"
            ).split()
        )
        assert claim["doc_id"] == "d1"
        assert claim["evidence"] == text[claim["start"] : claim["end"]]
        assert "Leave a comment" not in claim["evidence"]
