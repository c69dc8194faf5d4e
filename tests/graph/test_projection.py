"""The projection: what the ledger holds, summed up, the same whatever the order in which it came."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Actor, ActorType, Article, Claim, Span, Status
from graph.ontology import Ontology
from graph.projection import Projection, assemble, project
from graph.settings import data_dir
from graph.stores.ledger import Ledger

DAY = dt.date(2022, 2, 17)
ONTOLOGY = Ontology.load(data_dir() / "ontology")
ACTORS = tuple(Actor(id=key, name=key.upper(), type=ActorType.STATE) for key in ("a", "b", "c"))

claims_of = st.lists(
    st.tuples(
        st.sampled_from(["pages-1", "pages-2", "pages-3"]),
        st.sampled_from([("a", "b"), ("b", "a"), ("a", "c")]),
        st.sampled_from(["attacks", "supports"]),
        st.sampled_from([Status.OCCURRED, Status.ONGOING, Status.DENIED]),
        st.sampled_from([None, "c"]),
    ),
    unique=True,
    max_size=12,
)


WIRE = " ".join(f"word{number}" for number in range(40))
PAGES = {
    "pages-1": (WIRE, 10),
    "pages-2": (f"{WIRE} and more of its own than the first said", 14),
    "pages-3": ("Other.", 30),
}


def page(key: str) -> Article:
    """Three pages; the second is a copy of the first, and says something more."""
    text, day = PAGES[key]
    return Article(id=key, lang="en", text=text, digest=key, cluster=key, published=DAY + dt.timedelta(day))


def claim(row: tuple[str, tuple[str, str], str, Status, str | None]) -> Claim:
    of, (subject, obj), relation, status, speaker = row
    spot = Span(start=0, end=3)
    return Claim(
        id="/".join(map(str, (of, subject, relation, obj, status.value, speaker))),
        article=of,
        subject=subject,
        relation=relation,
        object=obj,
        status=status,
        speaker=speaker,
        sentence="The",
        start=0,
        end=3,
        trigger=spot,
        subject_at=spot,
        object_at=spot,
        confidence=0.6,
        pattern="p",
    )


def kept(claims: list[Claim], pages: list[str]) -> Projection:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{Path(folder) / 'ledger.db'}") as ledger:
        for key in pages:
            ledger.put(page(key), ACTORS, [row for row in claims if row.article == key], extractor="1")
        return project(ledger, ONTOLOGY)


@given(rows=claims_of, pages=st.permutations(["pages-1", "pages-2", "pages-3"]))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_articles_does_not_show(
    rows: list[tuple[str, tuple[str, str], str, Status, str | None]], pages: list[str]
) -> None:
    claims = [claim(row) for row in rows]
    graph = kept(claims, pages)
    assert graph == kept(claims, sorted(pages))
    assert sorted(key for edge in graph.edges for key in edge.claims) == sorted(row.id for row in claims)
    assert [row.id for row in graph.claims] == sorted(row.id for row in claims)
    assert len({(edge.subject, edge.object, edge.key) for edge in graph.edges}) == len(graph.edges)


def test_an_edge_sums_up_its_events() -> None:
    rows = [
        ("pages-1", ("a", "b"), "attacks", Status.OCCURRED, None),
        ("pages-3", ("a", "b"), "attacks", Status.OCCURRED, "c"),
    ]
    graph = kept([claim(row) for row in rows], ["pages-1", "pages-2", "pages-3"])
    assert len(graph.events) == 2
    (edge,) = graph.edges
    assert (edge.first_seen, edge.last_seen) == (DAY + dt.timedelta(10), DAY + dt.timedelta(30))
    assert (len(edge.claims), edge.sources, edge.confidence) == (2, 2, 0.84)


def test_copies_share_a_cluster_and_count_once() -> None:
    rows = [(key, ("a", "b"), "attacks", Status.OCCURRED, None) for key in ("pages-1", "pages-2")]
    graph = kept([claim(row) for row in rows], ["pages-2", "pages-1"])
    assert [article.cluster for article in graph.articles] == ["pages-1", "pages-1"]
    (edge,) = graph.edges
    assert (len(edge.claims), edge.sources, edge.confidence) == (2, 1, 0.6)


def test_a_denial_is_an_edge_of_its_own_and_is_named_a_contradiction() -> None:
    rows = [
        ("pages-1", ("a", "b"), "supports", Status.ONGOING, "c"),
        ("pages-2", ("a", "b"), "supports", Status.DENIED, None),
    ]
    graph = kept([claim(row) for row in rows], ["pages-1", "pages-2"])
    assert [edge.key for edge in graph.edges] == ["supports|denied", "supports|ongoing"]
    status = {event.id: event.status for event in graph.events}
    assert [(status[one], status[other]) for one, other in graph.contradictions] == [(Status.ONGOING, Status.DENIED)]


def test_nothing_is_a_projection_too() -> None:
    assert assemble((), (), ()) == kept([], [])
