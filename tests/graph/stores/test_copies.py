"""Copies, versions and withdrawals: what the ledger shows depends on what it holds, not on how it came to."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from graph.likeness import Likeness
from graph.model import Article
from graph.stores.ledger import Ledger
from tests.graph.copies.pairs import article, pairs
from tests.graph.stores.test_ledger import actor, url
from tests.graph.told import claim

DAY = dt.date(2024, 5, 1)


def put(ledger: Ledger, of: Article, extractor: str = "1") -> None:
    ledger.put(of, [actor("mali"), actor("gsim")], [claim(of, "1")], extractor=extractor)


def standing(ledger: Ledger) -> list[tuple[str, str, bool]]:
    """Each article, the first of its cluster, and whether it has claims."""
    claimed = {row.article for row in ledger.claims()}
    return [(row.id, row.cluster, row.id in claimed) for row in ledger.articles()]


@pytest.fixture
def wire() -> tuple[Article, Article, Article]:
    """An agency's text, an excerpt a day later, and the next day's whole in a paper with a paragraph of its own."""
    whole = next(pair for pair in pairs() if pair.kind == "edited").one
    excerpt = whole.text[: len(whole.text) // 2]
    longer = whole.text + "\n\nIn the capital " + " ".join(f"nobody{n} believed it" for n in range(20)) + "."
    texts = (("a", whole.text, 0), ("b", excerpt, 1), ("c", longer, 2))
    dated = [(key, article(text, whole.title, DAY + dt.timedelta(days))) for key, text, days in texts]
    first, second, third = (made.model_copy(update={"id": key}) for key, made in dated)
    return first, second, third


def test_copies_stand_with_the_first_of_them_whatever_the_order_of_arrival(
    tmp_path: Path, wire: tuple[Article, Article, Article]
) -> None:
    for number, order in enumerate(itertools.permutations(wire)):
        with Ledger.open(url(tmp_path / str(number))) as ledger:
            for one in order:
                put(ledger, one)
            assert standing(ledger) == [("a", "a", True), ("b", "a", False), ("c", "a", True)]
            assert ledger.says_nothing_new(Likeness(wire[1])) == "a"
            assert ledger.says_nothing_new(Likeness(wire[2])) is None


def test_a_copy_is_read_after_all_when_its_original_is_withdrawn_or_changed(
    tmp_path: Path, wire: tuple[Article, Article, Article]
) -> None:
    original, excerpt, _ = wire
    other = original.model_copy(update={"text": "Nothing of this happened.", "digest": "another"})
    for is_withdrawn in (True, False):
        with Ledger.open(url(tmp_path / str(is_withdrawn))) as ledger:
            put(ledger, original)
            put(ledger, excerpt)
            assert ledger.stale("1", pending=True) == []
            if is_withdrawn:
                ledger.withdraw("a", "answered 410")
            else:
                put(ledger, other)
            assert ledger.stale("1", pending=True) == [excerpt]
            put(ledger, excerpt)
            assert ("b", "b", True) in standing(ledger)
            assert ledger.stale("1") == []


def test_a_changed_article_is_a_new_version_and_the_earlier_ones_stay_on_record(tmp_path: Path) -> None:
    first = article("The army attacked the rebels near Gao.", "First", DAY).model_copy(update={"id": "a"})
    second = article("The army denies that it attacked the rebels.", "Second", DAY).model_copy(update={"id": "a"})
    with Ledger.open(url(tmp_path)) as ledger:
        for one in (first, second, second, first):
            put(ledger, one)
        assert [(row.number, row.digest) for row in ledger.versions("a")] == [
            (1, first.digest),
            (2, second.digest),
            (3, first.digest),
        ]
        oldest, following, present = ledger.versions("a")
        assert (oldest.article, following.article, present.article) == (first, second, None)
        assert oldest.until is not None
        assert oldest.since <= oldest.until <= following.since
        assert present.until is None
        assert [row.sentence for row in ledger.claims()] == [first.text]


def test_a_withdrawn_article_keeps_its_record_loses_its_claims_and_may_come_back(tmp_path: Path) -> None:
    one = article("The army attacked the rebels near Gao.", "First", DAY).model_copy(update={"id": "a"})
    with Ledger.open(url(tmp_path)) as ledger:
        put(ledger, one)
        assert ledger.withdraw("a", "answered 410")
        assert not ledger.withdraw("a", "answered 410")
        assert not ledger.withdraw("never there", "answered 410")
        assert standing(ledger) == []
        counts = ledger.counts()
        assert (counts.articles, counts.withdrawn, counts.claims) == (0, 1, 0)
        (kept,) = ledger.versions("a")
        assert (kept.article, kept.why) == (one, "answered 410")
        assert not ledger.is_current("a", one.digest, "1")
        put(ledger, one)
        assert standing(ledger) == [("a", "a", True)]
        assert len(ledger.versions("a")) == 2
