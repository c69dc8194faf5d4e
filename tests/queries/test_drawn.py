"""Answers that are drawn: the claims behind nodes and relationships, as the ledger would tell them, on every server."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import QueryError
from graph.model import EventDate, Precision
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import Table
from graph.stores.bolt import BoltStore
from graph.views.html import render
from queries.catalog import load_catalog
from queries.drawn import behind, date_of
from queries.run import ask


def told(part: Projection) -> set[str]:
    return {claim.id for claim in part.claims}


def test_ties_are_drawn_with_the_claims_behind_them(loaded: BoltStore, scene: Projection, ontology: Ontology) -> None:
    question = load_catalog()["neighbourhood"]
    table = ask(loaded, question, {"actor": "france", "status": "any"}, ontology)
    part = behind(table, loaded, ontology)
    expected = [claim for claim in scene.claims if "france" in (claim.subject, claim.object)]
    assert told(part) == {claim.id for claim in expected}
    kept = {claim.id: claim for claim in expected}
    for claim in part.claims:
        same = ("article", "subject", "relation", "object", "status", "speaker", "sentence", "start", "end", "date")
        assert [getattr(claim, name) for name in same] == [getattr(kept[claim.id], name) for name in same]
    events = {event.id: event.sources for event in scene.events}
    assert all(events[event.id] == event.sources for event in part.events)
    assert "Northern Post" in render(part, ontology, title="x")


@pytest.mark.parametrize(
    ("cypher", "which"),
    [
        ("MATCH (c:Claim {relation: 'bombs'}) RETURN c", lambda claim: claim.relation == "bombs"),
        ("MATCH (e:Event {relation: 'bombs'}) RETURN collect(e) AS events", lambda claim: claim.relation == "bombs"),
        ("MATCH p = (:Actor {id: 'mali'})<-[:BOMBS|ARMS]-(:Actor) RETURN p", lambda claim: claim.relation == "arms"),
        (
            "MATCH (a:Actor) WHERE a.id IN ['mali', 'cma'] RETURN a",
            lambda claim: {claim.subject, claim.object} == {"mali", "cma"},
        ),
    ],
)
def test_claims_events_paths_and_actors_alone(
    cypher: str, which: object, loaded: BoltStore, scene: Projection, ontology: Ontology
) -> None:
    assert callable(which)
    part = behind(loaded.run(cypher), loaded, ontology)
    assert told(part) == {claim.id for claim in scene.claims if which(claim)} != set()


def test_an_answer_of_values_or_of_nodes_without_claims_is_not_drawn(loaded: BoltStore, ontology: Ontology) -> None:
    with pytest.raises(QueryError, match="holds no nodes to draw"):
        behind(Table(columns=("x",), rows=((1,),)), loaded, ontology)
    with pytest.raises(QueryError, match="nothing to draw"):
        behind(loaded.run("MATCH (a:Actor {id: 'eu'}) RETURN a"), loaded, ontology)


@pytest.mark.parametrize("precision", Precision)
def test_a_date_reads_back_as_it_was_written(precision: Precision) -> None:
    spans = {
        Precision.DAY: (dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        Precision.MONTH: (dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        Precision.YEAR: (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        Precision.SPAN: (dt.date(2024, 1, 5), dt.date(2024, 3, 7)),
    }
    first, last = spans[precision]
    date = EventDate(first=first, last=last, precision=precision)
    assert date_of(str(date)) == date
