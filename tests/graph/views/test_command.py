"""The command `draw`, as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.ontology import Ontology
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.views.synthetic import synthetic


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ledger holds a made-up graph."""
    folder = tmp_path_factory.mktemp("home")
    projection = synthetic(12, Ontology.load(data_dir() / "ontology"))
    with Ledger.open(f"sqlite:///{folder / 'ledger.db'}") as ledger:
        for article in projection.articles:
            claims = [claim for claim in projection.claims if claim.article == article.id]
            ends = {end for claim in claims for end in (claim.subject, claim.object)}
            ledger.put(article, [actor for actor in projection.actors if actor.id in ends], claims, extractor="made up")
    return folder


def draw(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph", "draw", *map(str, arguments)]
    return subprocess.run(
        command, cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=120, check=False
    )


def test_it_writes_the_same_page_twice_and_says_what_is_on_it(home: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    done = draw("--home", home, "--out", one, "--title", "<b>Here</b>", "--made", "2024-05-31")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{one}: 12 actors, ")
    draw("--home", home, "--out", two, "--title", "<b>Here</b>", "--made", "2024-05-31")
    assert one.read_bytes() == two.read_bytes()
    assert "<title>&lt;b&gt;Here&lt;/b&gt;</title>" in one.read_text(encoding="utf-8")


def test_a_part_is_smaller_than_the_whole(home: Path, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.html", tmp_path / "part.html"
    assert draw("--home", home, "--out", whole, "--lang", "fr").returncode == 0
    done = draw("--home", home, "--out", part, "--lang", "fr", "--status", "occurred", "--actor", "actor-00000")
    assert done.returncode == 0, done.stderr
    assert part.stat().st_size < whole.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--since", "yesterday"], 2, "'yesterday' is no day"),
        (["--actor", "Nobody"], 2, "no actor 'Nobody'"),
        (["--relation", "nags"], 2, "no relation 'nags'"),
        (["--status", "maybe"], 2, "maybe"),
        (["--out", "."], 1, "can't be written"),
    ],
)
def test_what_it_cannot_do_is_said(home: Path, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    done = draw("--home", home, "--out", tmp_path / "page.html", *arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "page.html").exists()


def test_without_a_ledger_it_says_so(tmp_path: Path) -> None:
    done = draw("--home", tmp_path / "none", "--out", tmp_path / "page.html")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "none").exists()
