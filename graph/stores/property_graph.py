"""A projection as the nodes and relationships that a Cypher store holds.

(:Actor), (:Article), (:Claim) and (:Event), each with a unique id; a claim leads to its actors, article and event, an
event to its actors, and one relationship of the relation's own type joins subject and object for each status.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import (
    Properties,
    actor_properties,
    article_properties,
    claim_properties,
    edge_properties,
    event_properties,
    known,
    relation_of,
)

LABELS = ("Actor", "Article", "Claim", "Event")

INDEXED = (("Actor", "name"), ("Actor", "type"), ("Claim", "relation"), ("Claim", "status"), ("Event", "relation"))
"""What questions look up besides ids."""

LINKS = (
    ("Claim", "SUBJECT", "Actor"),
    ("Claim", "OBJECT", "Actor"),
    ("Claim", "SAID_BY", "Actor"),
    ("Claim", "STATED_IN", "Article"),
    ("Claim", "TELLS", "Event"),
    ("Event", "SUBJECT", "Actor"),
    ("Event", "OBJECT", "Actor"),
)
"""Relationships without properties: label of the start, type, label of the end."""


FULLTEXT = "conflictgraph_sentences"
"""Name of the full-text index."""


def constraint(label: str) -> tuple[str, str]:
    """Name of the constraint that makes a label's ids unique, and the statement that makes it."""
    name = f"conflictgraph_{label.lower()}_id"
    return name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def indexes() -> tuple[str, ...]:
    """The statements that make the indexes."""
    return tuple(
        f"CREATE INDEX conflictgraph_{label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in INDEXED
    )


def fulltext() -> str:
    """The statement that makes the full-text index, which Neo4j has; its analyzer takes runs of letters for words."""
    options = "{indexConfig: {`fulltext.analyzer`: 'simple'}}"
    return f"CREATE FULLTEXT INDEX {FULLTEXT} IF NOT EXISTS FOR (n:Claim) ON EACH [n.sentence] OPTIONS {options}"


def schema() -> tuple[str, ...]:
    """All statements that an empty Neo4j database needs before the data, or right after an import."""
    return (*(constraint(label)[1] for label in LABELS), *indexes(), fulltext())


class Link(NamedTuple):
    """One relationship without properties, its kind a row of `LINKS`."""

    kind: tuple[str, str, str]
    start: str
    end: str


class Tie(NamedTuple):
    """What tells a relationship between two actors from all others; `type` is its Cypher type."""

    type: str
    start: str
    end: str
    status: str


def nodes(projection: Projection) -> dict[str, dict[str, Properties]]:
    """Per label, the nodes' properties by id, those that are unknown left out."""
    return {
        "Actor": {actor.id: known(actor_properties(actor)) for actor in projection.actors},
        "Article": {article.id: known(article_properties(article)) for article in projection.articles},
        "Claim": {claim.id: known(claim_properties(claim)) for claim in projection.claims},
        "Event": {event.id: known(event_properties(event)) for event in projection.events},
    }


def links(projection: Projection) -> set[Link]:
    """The relationships that carry no properties."""
    return {Link(LINKS[kind], start, end) for kind, start, end in _links(projection)}


def ties(projection: Projection, ontology: Ontology) -> dict[Tie, Properties]:
    """The relationships between actors and their properties.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    return {
        Tie(relation_of(edge, ontology).cypher_type, edge.subject, edge.object, edge.status.value): known(
            edge_properties(edge, ontology)
        )
        for edge in projection.edges
    }


def _links(projection: Projection) -> Iterator[tuple[int, str, str]]:
    for claim in projection.claims:
        yield 0, claim.id, claim.subject
        yield 1, claim.id, claim.object
        if claim.speaker:
            yield 2, claim.id, claim.speaker
        yield 3, claim.id, claim.article
    for event in projection.events:
        yield from ((4, claim, event.id) for claim in event.claims)
        yield 5, event.id, event.subject
        yield 6, event.id, event.object
