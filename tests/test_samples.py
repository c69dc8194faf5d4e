"""The sample articles: what data/README.md promises of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from graph.settings import data_dir

FOLDER = data_dir() / "samples"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md", ".html"))
LABEL = re.compile(
    r"(sample article, written for the conflictgraph|article d'exemple, rédigé pour le projet conflictgraph)"
)


def wires() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "wires.jsonl").read_text(encoding="utf-8").splitlines()]


def texts() -> dict[str, str]:
    """Each article's text by its name, furniture of HTML pages removed."""
    found = {row["id"]: row["text"] for row in wires()}
    for path in FILES:
        raw = path.read_text(encoding="utf-8")
        found[path.name] = trafilatura.extract(raw) or "" if path.suffix == ".html" else raw
    return found


def test_there_are_enough_in_both_languages_and_every_form() -> None:
    forms = Counter(path.suffix for path in FILES)
    assert min(forms[".txt"], forms[".html"], len(wires())) >= 3
    french = sum("Article d'exemple" in path.read_text(encoding="utf-8") for path in FILES)
    languages = Counter(row["lang"] for row in wires()) + Counter({"fr": french, "en": len(FILES) - french})
    assert languages["en"] >= 9
    assert languages["fr"] >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_page_says_what_it_is(path: Path) -> None:
    assert LABEL.search(path.read_text(encoding="utf-8").lower())


def test_every_wire_says_what_it_is_and_its_address_leads_nowhere() -> None:
    rows = wires()
    assert len({row["id"] for row in rows}) == len({row["url"] for row in rows}) == len(rows)
    for row in rows:
        assert row["id"].startswith("sample-")
        assert row["source"].endswith(("(sample)", "(exemple)"))
        assert row["url"].startswith("https://samples.example/")
        assert dt.date(2012, 1, 1) < dt.date.fromisoformat(row["date"]) < dt.date(2026, 1, 1)


def test_all_addresses_in_pages_lead_nowhere() -> None:
    for path in FILES:
        addresses = re.findall(r"https?://[^\s\"'<>]+", path.read_text(encoding="utf-8"))
        assert all(address.startswith("https://samples.example/") for address in addresses), path.name


def test_nobody_is_quoted() -> None:
    for name, text in texts().items():
        assert not re.search(r"[«»“”\"]", text), name


def test_each_is_as_long_as_a_news_report() -> None:
    for name, text in texts().items():
        assert 200 <= len(text.split()) <= 450, name


def test_one_text_stands_in_two_papers_and_no_other_does() -> None:
    rows = wires()
    copies = [text for text, count in Counter(row["text"] for row in rows).items() if count > 1]
    assert len(copies) == 1
    pair = [row for row in rows if row["text"] == copies[0]]
    assert len({row["source"] for row in pair}) == len({row["url"] for row in pair}) == len(pair) == 2
