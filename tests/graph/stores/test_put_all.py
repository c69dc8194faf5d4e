"""Articles put at once: the ledger is the one of articles put one by one, and a failure leaves nothing behind."""

from __future__ import annotations

import tempfile
from itertools import batched
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.likeness import Likeness
from graph.stores.ledger import DeadLetter, Ledger
from graph.stores.records import Entry, Outcome
from graph.stores.versions import now
from tests.graph.stores.test_changes import ATTACK, SAID, TEXTS, actor, article, claim


def entry(key: str, text: str, *said: Any, day: int = 0, alias: str = "", extractor: str = "1") -> Entry:
    of = article(key, text, day)
    claims = {row.id: row for row in (claim(of, each) for each in said)}
    ends = sorted({end for row in claims.values() for end in (row.subject, row.object, row.speaker) if end})
    actors = [actor(end, alias) for end in ends]
    return Entry(of, actors, list(claims.values()), {end: (end.upper(), alias) for end in ends}, extractor)


def one_by_one(ledger: Ledger, row: Entry) -> Outcome:
    """What an article's own transactions make of it."""
    of = row.article
    if ledger.is_current(of.id, of.digest, row.extractor):
        return Outcome(of.digest, has_changed=False)
    before = ledger.digest_of(of.id)
    changed = ledger.put(of, row.actors, row.claims, extractor=row.extractor, mentions=row.mentions)
    return Outcome(before, changed, is_copy=ledger.says_nothing_new(Likeness(of)) is not None)


def dump(ledger: Ledger) -> object:
    with ledger.reading() as reader:
        articles = list(reader.articles())
        versions = [(one.id, row.number, row.digest, row.why) for one in articles for row in reader.versions(one.id)]
        mentions = [reader.mentions(one.id) for one in articles]
        kept = articles, list(reader.actors()), list(reader.claims()), mentions, versions
    pending = [one.id for one in ledger.stale("", pending=True)]
    return kept, pending


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from("pqrst"),
        st.sampled_from(TEXTS),
        st.lists(SAID, max_size=3),
        st.sampled_from((0, 1, 5)),
        st.sampled_from("xy"),
        st.sampled_from("12"),
    ).map(lambda row: entry(row[0], row[1], *row[2], day=row[3], alias=row[4], extractor=row[5])),
    max_size=12,
)


@given(rows=ENTRIES, size=st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_articles_put_at_once_are_those_put_one_by_one(rows: list[Entry], size: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(f"sqlite:///{folder}/one.db") as one,
        Ledger.open(f"sqlite:///{folder}/all.db") as other,
    ):
        singly = [one_by_one(one, row) for row in rows]
        assert [outcome for some in batched(rows, size) for outcome in other.put_all(some)] == singly
        assert dump(other) == dump(one)


def test_a_batch_that_is_refused_leaves_nothing(address: str) -> None:
    good, bad = entry("p", "0", ATTACK), entry("q", "1", ATTACK)
    with Ledger.open(address) as ledger:
        with pytest.raises(ValueError, match="is not among the actors"):
            ledger.put_all([good, bad._replace(actors=())])
        assert ledger.counts().articles == 0
        assert [outcome.has_changed for outcome in ledger.put_all([good, bad, good])] == [True, True, False]


def test_what_went_through_at_last_is_no_dead_letter(address: str) -> None:
    rows = [entry("p", "0", ATTACK), entry("q", "1")]
    with Ledger.open(address) as ledger:
        for name in ("p", "q", "elsewhere"):
            ledger.bury(DeadLetter.model_validate({"name": name, "reason": "no text", "at": now()}))
        ledger.put_all(rows)
        assert [letter.name for letter in ledger.dead()] == ["elsewhere"]


def test_a_batch_adds_one_entry_to_the_log_of_changes(address: str) -> None:
    with Ledger.open(address) as ledger:
        with ledger.reading() as reader:
            before = reader.position()
        ledger.put_all([entry("p", "0", ATTACK), entry("q", "1")])
        with ledger.reading() as reader:
            changed, after = reader.changed_since(before), reader.position()
        assert changed is not None
        assert (sorted(changed.articles), after.number) == (["p", "q"], before.number + 1)
