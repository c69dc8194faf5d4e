"""Extraction in several processes: the same claims in the same order, whatever dies meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from graph.errors import ConflictGraphError
from graph.model import Article
from graph.settings import Settings
from ingest.model import Lost
from ingest.parse import load_pipeline
from ingest.progress import inputs
from ingest.workers import CHUNK, extraction

ROOT = Path(__file__).parents[2]
DEADLY = """
import os, signal
from spacy.language import Language

@Language.component("deadly")
def deadly(doc):
    if "fatal words" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "unforeseen words" in doc.text:
        raise ValueError("nobody thought of that")
    return doc
"""


def text(number: int) -> str:
    return f"The army of Mali attacked JNIM near Gao. France condemned attack {number} on Mali, its minister said."


def article(number: int, words: str | None = None) -> Article:
    key = f"a{number:03}"
    return Article(id=key, lang="en", text=words or text(number), digest="d", cluster=key)


@pytest.mark.model
def test_two_processes_print_the_bytes_of_one_and_show_their_pace(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    rows = [{"id": str(n), "lang": "en", "date": "2024-05-31", "text": text(n)} for n in range(3 * CHUNK + 1)]
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    printed = []
    for jobs, environment in (("1", {}), ("2", {"TTY_COMPATIBLE": "1", "COLUMNS": "120"})):
        done = subprocess.run(
            [sys.executable, "-m", "conflictgraph", "extract", str(docs), "--jobs", jobs],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            check=True,
        )
        printed.append(done)
    one, two = printed
    assert one.stdout == two.stdout
    assert {json.loads(line)["doc_id"] for line in two.stdout.splitlines()} == {row["id"] for row in rows}
    assert one.stderr == b""
    assert f"{len(rows)}/{len(rows)}".encode() in two.stderr
    assert b"words/s" in two.stderr


@pytest.fixture(scope="module")
def deadly(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a pipeline that some texts kill; spaCy finds its component as it finds any plug-in's."""
    folder = tmp_path_factory.mktemp("deadly")
    (folder / "deadly_plugin.py").write_text(DEADLY, encoding="utf-8")
    facts = folder / "deadly_plugin-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly-plugin\nVersion: 1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[spacy_factories]\ndeadly = deadly_plugin:deadly\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        import_module("deadly_plugin")  # a process that starts later finds it by itself
        nlp = load_pipeline(Settings(), "en", bare=True)
        nlp.add_pipe("deadly", first=True)
        nlp.to_disk(folder / "model")
    return Settings(model_en=str(folder / "model"))


@pytest.mark.model
def test_an_article_that_kills_its_process_is_lost_and_no_other(
    deadly: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(str(deadly.model_en)).parent)
    articles = [article(number) for number in range(CHUNK + 4)]
    articles[3] = article(3, "These are fatal words for whatever process reads the article.")
    articles[CHUNK + 1] = article(CHUNK + 1, "These are unforeseen words that no rule was made for.")
    with extraction(deadly, 2) as pool:
        found = list(pool.run(articles))
    assert [row.article for row in found] == articles
    lost = {row.article.id: row.reason for row in found if isinstance(row, Lost)}
    assert lost == {
        articles[3].id: "the process that read it died 2 times (signal SIGKILL)",
        articles[CHUNK + 1].id: "extraction failed: ValueError: nobody thought of that",
    }
    assert all(row.claims for row in found if not isinstance(row, Lost))


@pytest.mark.model
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pipeline_that_is_not_there_is_one_clear_error(jobs: int) -> None:
    with (
        pytest.raises(ConflictGraphError, match="no spaCy pipeline 'nowhere'"),
        extraction(Settings(model_en="nowhere"), jobs),
    ):
        pass


def test_inputs_are_counted_where_that_is_cheap(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}', encoding="utf-8")
    (tmp_path / "b.txt").touch()
    (tmp_path / ".hidden").touch()
    assert inputs([str(tmp_path)]) == 3
    assert inputs([str(tmp_path), "-"]) is None
    assert inputs(["https://example.org/feed"]) is None
