"""What an article is about, told before it is parsed."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from graph.settings import data_dir
from ingest.topic import SHORT, Topic
from tests.graph.copies.pairs import STORIES, article

ELSEWHERE = Path(__file__).parent / "topics" / "elsewhere.toml"
DAY = dt.date(2024, 5, 1)
MOST_MISSED = 1
"""Of the reports on conflicts; a report that is passed over is worse than a match that is read for nothing."""
FEWEST_PASSED_OVER = 10


@pytest.fixture(scope="module")
def topic() -> Topic:
    return Topic.load(data_dir())


def test_reports_on_conflicts_are_read(topic: Topic) -> None:
    events = tomllib.loads(STORIES.read_text(encoding="utf-8"))["event"]
    reports = [article(event[kind], "", DAY) for event in events for kind in ("report", "other")]
    assert len(reports) >= 24
    assert sum(not topic.is_met(one) for one in reports) <= MOST_MISSED


def test_most_of_the_rest_of_a_paper_is_passed_over(topic: Topic) -> None:
    texts = tomllib.loads(ELSEWHERE.read_text(encoding="utf-8"))["texts"]
    assert sum(not topic.is_met(article(text, "", DAY)) for text in texts) >= FEWEST_PASSED_OVER


def test_what_is_too_short_or_in_a_language_without_lexicon_is_left_to_extraction(topic: Topic) -> None:
    beans = " ".join(["Soak the beans overnight."] * SHORT)
    assert not topic.is_met(article(beans, "", DAY))
    assert topic.is_met(article("Soak the beans overnight.", "", DAY))
    assert topic.is_met(article(beans, "", DAY, lang="xx"))
