"""Loads of what changed since the last one: whatever happens between them, the graph is the one of a whole load."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.corrections import (
    ClaimKey,
    Correction,
    Decision,
    Flip,
    Reject,
    Retype,
    SetStatus,
    Undo,
    standing,
)
from graph.errors import StoreError
from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Span, Status, digest
from graph.ontology import Ontology
from graph.projection import project
from graph.settings import data_dir
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.ledger import Ledger
from graph.stores.mark import SCHEMA
from tests.graph.decided import on_actors
from tests.neo4j_server import empty

ONTOLOGY = Ontology.load(data_dir() / "ontology")
DAY = dt.date(2024, 5, 1)
PARAGRAPHS = tuple(
    " ".join(f"{word} {place} {number}" for number in range(12) for word, place in (("convoy", name), ("market", name)))
    for name in ("Aguel", "Borou", "Chirfa")
)
TEXTS = ("0", "01", "012", "1", "2", "12")
"""Articles by their paragraphs: some say what others say, in part or in whole."""
CAST = "abcde"
RELATIONS = ("attacks", "supports", "fights")
STATUSES = (Status.OCCURRED, Status.DENIED)

type Change = Callable[[Ledger], object]
type Step = tuple[list[Change], int | None]


def article(key: str, text: str, day: int) -> Article:
    words = "\n\n".join(PARAGRAPHS[int(part)] for part in text)
    published = DAY + dt.timedelta(days=day)
    return Article(id=key, lang="en", text=words, digest=digest(words, published), cluster=key, published=published)


def actor(key: str, alias: str = "") -> Actor:
    return Actor(id=key, name=key.upper(), type=ActorType.ARMED_GROUP, aliases=(alias,) if alias else (), known=False)


def claim(of: Article, said: tuple[str, str, str, Status, str | None, int]) -> Claim:
    subject, relation, obj, status, speaker, late = said
    spot = Span(start=0, end=1)
    day = DAY + dt.timedelta(days=late)
    return Claim(
        id=digest(of.id, *said[:4]),
        article=of.id,
        subject=subject,
        relation=relation,
        object=obj,
        status=status,
        speaker=speaker,
        sentence=of.text[:10],
        start=0,
        end=10,
        trigger=spot,
        subject_at=spot,
        object_at=spot,
        date=EventDate(first=day, last=day, precision=Precision.DAY) if late else None,
        confidence=0.5 + late / 100,
        pattern="p",
    )


def put(
    ledger: Ledger, key: str, text: str = "0", *said: Any, day: int = 0, alias: str = "", extractor: str = "1"
) -> None:
    of = article(key, text, day)
    claims = {row.id: row for row in (claim(of, each) for each in said)}
    ends = {end for row in claims.values() for end in (row.subject, row.object, row.speaker) if end}
    ledger.put(of, [actor(end, alias) for end in sorted(ends)], list(claims.values()), extractor=extractor)


def said_of(pair: Sequence[str], relation: str) -> tuple[str, str, str]:
    """Subject, relation and object, in canonical order where the relation is symmetric."""
    subject, obj = sorted(pair[:2]) if ONTOLOGY[relation].symmetric else pair[:2]
    return subject, relation, obj


SAID = st.tuples(
    st.permutations(CAST),
    st.sampled_from(RELATIONS),
    st.sampled_from(STATUSES),
    st.sampled_from((None, "a", "e")),
    st.sampled_from((0, 3, 20)),
).map(lambda row: (*said_of(row[0], row[1]), row[2], row[3], row[4]))

PUT: st.SearchStrategy[Change] = st.tuples(
    st.sampled_from("pqrst"),
    st.sampled_from(TEXTS),
    st.lists(SAID, max_size=4),
    st.sampled_from((0, 1, 5)),
    st.sampled_from(("", "x", "y")),
    st.sampled_from("12"),
).map(lambda row: lambda ledger: put(ledger, row[0], row[1], *row[2], day=row[3], alias=row[4], extractor=row[5]))
WITHDRAW: st.SearchStrategy[Change] = st.sampled_from("pqrst").map(
    lambda key: lambda ledger: ledger.withdraw(key, "answered 410")
)


def log_of(ledger: Ledger) -> tuple[Correction, ...]:
    with ledger.reading() as reader:
        return reader.corrections()


def correct(ledger: Ledger, *decisions: Decision) -> None:
    ledger.correct(decisions, author="Awa", reason="seen")


def on_claim(ledger: Ledger, pick: int, decide: Callable[[ClaimKey], Decision]) -> None:
    if claims := list(ledger.claims()):
        correct(ledger, decide(ClaimKey.of(claims[pick % len(claims)])))


def reject(ledger: Ledger) -> None:
    on_claim(ledger, 0, lambda key: Reject(claim=key))


def undo(ledger: Ledger) -> None:
    correct(ledger, *[Undo(undone=row.id) for row in log_of(ledger) if not isinstance(row.decision, Undo)][:1])


ON_CLAIM = st.tuples(
    st.integers(0, 9),
    st.one_of(
        st.just(lambda key: Reject(claim=key)),
        st.just(lambda key: Flip(claim=key)),
        st.sampled_from(RELATIONS).map(lambda name: lambda key: Retype(claim=key, relation=name)),
        st.sampled_from(STATUSES).map(lambda status: lambda key: SetStatus(claim=key, status=status)),
    ),
).map(lambda row: lambda ledger: on_claim(ledger, *row))
ON_ACTOR = on_actors.map(lambda decision: lambda ledger: correct(ledger, decision))
CORRECT: st.SearchStrategy[Change] = st.one_of(ON_CLAIM, ON_CLAIM, ON_ACTOR, ON_ACTOR, st.just(undo))


def steps_of(*kinds: st.SearchStrategy[Change]) -> st.SearchStrategy[list[Step]]:
    """What is done to the ledger before each load, and after how many of its statements that load is cut off."""
    changes = st.lists(st.one_of(*kinds), min_size=1, max_size=4)
    return st.lists(st.tuples(changes, st.none() | st.integers(1, 25)), min_size=1, max_size=5)


STEPS = st.one_of(steps_of(PUT, PUT, PUT, WITHDRAW), steps_of(PUT, PUT, WITHDRAW, CORRECT))


class Cut:
    """Cuts loads off."""

    def __init__(self) -> None:
        self.after: int | None = None

    def __call__(self, do: Callable[..., None]) -> Callable[..., None]:
        def counted(store: BoltStore, cypher: str, *rest: Any) -> None:
            if self.after is not None:
                self.after -= 1
                if not self.after:
                    raise KeyboardInterrupt
            do(store, cypher, *rest)

        return counted


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Cut:
    made = Cut()
    monkeypatch.setattr(BoltStore, "do", made(BoltStore.do))
    return made


def differs(store: BoltStore, ledger: Ledger) -> LoadCounts:
    """What a whole load of the ledger would change."""
    return store.load(project(ledger, ONTOLOGY), ONTOLOGY, dry_run=True)


def play(store: BoltStore, cut: Cut, steps: list[Step]) -> None:
    empty(store)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger:
        store.load_ledger(ledger, ONTOLOGY)
        was_cut, log = False, log_of(ledger)
        for changes, after in steps:
            for change in changes:
                change(ledger)
            cut.after = after
            try:
                loaded = store.load_ledger(ledger, ONTOLOGY)
            except KeyboardInterrupt:
                was_cut = True
                continue
            finally:
                cut.after = None
            assert (loaded.whole is None) == (log == log_of(ledger) and not (was_cut and standing(log)))
            was_cut, log = False, log_of(ledger)
            assert differs(store, ledger) == LoadCounts()
        store.load_ledger(ledger, ONTOLOGY)
        assert differs(store, ledger) == LoadCounts()
        assert store.load_ledger(ledger, ONTOLOGY).counts == LoadCounts()


SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


@given(steps=STEPS)
@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
def test_whatever_changed_the_graph_is_that_of_a_whole_load(store: BoltStore, cut: Cut, steps: list[Step]) -> None:
    play(store, cut, steps)


ATTACK: tuple[str, str, str, Status, str | None, int] = ("a", "attacks", "b", Status.OCCURRED, None, 0)
SUPPORT: tuple[str, str, str, Status, str | None, int] = ("c", "supports", "d", Status.OCCURRED, "a", 3)


@pytest.fixture
def ledger(tmp_path: Path) -> Generator[Ledger]:
    """Two articles that are no copies, each with a claim."""
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.db") as kept:
        put(kept, "p", "0", ATTACK)
        put(kept, "q", "1", SUPPORT)
        yield kept


def test_the_first_load_is_whole_and_the_second_looks_only_at_what_changed(store: BoltStore, ledger: Ledger) -> None:
    first = store.load_ledger(ledger, ONTOLOGY)
    assert first.whole == "it is not known which state of this ledger it holds"
    assert first.counts.nodes_written == 4 + 2 + 2 + 2
    put(ledger, "r", "2", ATTACK)
    dry = store.load_ledger(ledger, ONTOLOGY, dry_run=True)
    second = store.load_ledger(ledger, ONTOLOGY)
    assert (second.whole, dry) == (None, second)
    assert second.counts.nodes_written == 3  # the article, the claim, and the event that it tells too
    assert store.load_ledger(ledger, ONTOLOGY).counts == LoadCounts()


def test_only_a_load_after_a_correction_is_whole(store: BoltStore, ledger: Ledger) -> None:
    store.load_ledger(ledger, ONTOLOGY)
    for key, change in (("r", reject), ("s", undo)):
        change(ledger)
        assert store.load_ledger(ledger, ONTOLOGY).whole == "the corrections are others now"
        put(ledger, key, "2", ATTACK)
        assert store.load_ledger(ledger, ONTOLOGY).whole is None
        assert differs(store, ledger) == LoadCounts()


def test_a_load_of_what_changed_tells_which_corrections_no_longer_apply(store: BoltStore, ledger: Ledger) -> None:
    reject(ledger)
    store.load_ledger(ledger, ONTOLOGY)
    (rejection,) = log_of(ledger)
    assert isinstance(rejection.decision, Reject)
    ledger.withdraw(rejection.decision.claim.article, "answered 410")
    loaded = store.load_ledger(ledger, ONTOLOGY)
    assert (loaded.whole, [row.correction for row in loaded.notices]) == (None, [rejection.id])


def test_a_ledger_put_back_from_a_copy_is_not_taken_for_what_it_was(store: BoltStore, tmp_path: Path) -> None:
    def opened(name: str) -> Ledger:
        return Ledger.open(f"sqlite:///{tmp_path / name}")

    with opened("one.db") as ledger:
        put(ledger, "p", "0", ATTACK)
    shutil.copy(tmp_path / "one.db", tmp_path / "two.db")
    with opened("one.db") as ledger:
        put(ledger, "q", "1", SUPPORT)
        store.load_ledger(ledger, ONTOLOGY)
    with opened("two.db") as ledger:
        put(ledger, "r", "2", SUPPORT)
        put(ledger, "s", "12", SUPPORT)
        assert store.load_ledger(ledger, ONTOLOGY).whole is not None
        assert differs(store, ledger) == LoadCounts()


def test_a_graph_of_another_form_or_vocabulary_is_put_into_shape(store: BoltStore, ledger: Ledger) -> None:
    for statement in (
        "MATCH (m:ConflictGraph) DELETE m",  # as before graphs had versions
        "MATCH (m:ConflictGraph) SET m.schema = 0",
        "MATCH (m:ConflictGraph) SET m.words = 'others'",
    ):
        store.load_ledger(ledger, ONTOLOGY)
        store.run("MATCH (a:Actor) SET a.label = a.name REMOVE a.name", write=True)
        store.run(statement, write=True)
        assert store.load_ledger(ledger, ONTOLOGY).whole
        assert differs(store, ledger) == LoadCounts()


def test_a_graph_of_newer_code_is_refused_and_left_alone(store: BoltStore, ledger: Ledger) -> None:
    store.load_ledger(ledger, ONTOLOGY)
    store.run("MATCH (m:ConflictGraph) SET m.schema = 99 WITH m MATCH (a:Actor) SET a.newer = 1", write=True)
    for rebuild in (False, True):
        with pytest.raises(StoreError, match=rf"made by a newer conflictgraph \(schema 99; this one knows {SCHEMA}\)"):
            store.load_ledger(ledger, ONTOLOGY, rebuild=rebuild)
    assert store.run("MATCH (a:Actor) WHERE a.newer = 1 RETURN count(a)").rows == ((4,),)


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_loads_at_once_neither_is_taken_for_complete(
    store: BoltStore, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    store.load_ledger(ledger, ONTOLOGY)
    put(ledger, "r", "2", ATTACK)
    do, during = BoltStore.do, [True]

    def crossed(self: BoltStore, cypher: str, *rest: Any) -> None:
        if is_first:
            do(self, cypher, *rest)
        if during and "(n:Claim" in cypher:
            during.pop()
            put(ledger, "s", "12", ATTACK)
            self.load_ledger(ledger, ONTOLOGY)
        if not is_first:  # what the other load has made now
            do(self, cypher, *rest)

    monkeypatch.setattr(BoltStore, "do", crossed)
    store.load_ledger(ledger, ONTOLOGY)
    assert store.load_ledger(ledger, ONTOLOGY).whole == "it is not known which state of this ledger it holds"
    assert differs(store, ledger) == LoadCounts()


def test_a_ledger_of_version_2_gets_its_log_and_what_its_claims_tell(tmp_path: Path, store: BoltStore) -> None:
    address = f"sqlite:///{tmp_path}/ledger.db"
    with Ledger.open(address) as ledger:
        put(ledger, "p", "0", ATTACK)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.executescript(
            "DROP INDEX ix_claims_told; ALTER TABLE claims DROP COLUMN told; "
            "DROP TABLE changes; DROP TABLE last_change; DROP TABLE bands; DROP TABLE copies; "
            "DROP TABLE article_versions; DROP TABLE sightings; "
            "UPDATE ledger_version SET version = 2"
        )
    with Ledger.open(address) as ledger:
        assert store.load_ledger(ledger, ONTOLOGY).whole
        put(ledger, "q", "1", ATTACK)
        loaded = store.load_ledger(ledger, ONTOLOGY)
        assert loaded.whole is None
        assert differs(store, ledger) == LoadCounts()
        assert store.run("MATCH (:Actor)-[r:ATTACKS]->(:Actor) RETURN r.claims").rows == ((2,),)
