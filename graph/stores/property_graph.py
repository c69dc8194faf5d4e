"""A graph as the nodes and relationships that a Cypher store holds.

(:Actor), (:Article), (:Claim) and (:Event), each with a unique id; a claim leads to its actors, article and event, an
event to its actors, and one relationship of the relation's own type joins subject and object for each status.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.model import Actor, Article, Claim, Event
from graph.ontology import Ontology
from graph.projection import Edge
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

LABELS = ("Actor", "Article", "Event", "Claim")
"""In an order in which links lead only to labels before their own."""

INDEXED = (("Actor", "name"), ("Actor", "type"), ("Claim", "relation"), ("Claim", "status"), ("Event", "relation"))
"""What questions look up besides ids."""

type Kind = tuple[str, str, str]
"""Of a link: label of the start, type, label of the end."""

CLAIM_LINKS: tuple[Kind, ...] = (
    ("Claim", "SUBJECT", "Actor"),
    ("Claim", "OBJECT", "Actor"),
    ("Claim", "SAID_BY", "Actor"),
    ("Claim", "STATED_IN", "Article"),
    ("Claim", "TELLS", "Event"),
)
EVENT_LINKS: tuple[Kind, ...] = (("Event", "SUBJECT", "Actor"), ("Event", "OBJECT", "Actor"))
LINKS = CLAIM_LINKS + EVENT_LINKS
"""Kinds of relationships without properties."""

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

    kind: Kind
    start: str
    end: str


class Tie(NamedTuple):
    """What tells a relationship between two actors from all others; `type` is its Cypher type."""

    type: str
    start: str
    end: str
    status: str


class Node(NamedTuple):
    """One node: its properties, those that are unknown left out, and the links that start at it."""

    id: str
    properties: Properties
    links: frozenset[Link] = frozenset()


def actor_node(actor: Actor) -> Node:
    """An actor's."""
    return Node(actor.id, known(actor_properties(actor)))


def article_node(article: Article) -> Node:
    """An article's."""
    return Node(article.id, known(article_properties(article)))


def claim_node(claim: Claim, event: str) -> Node:
    """A claim's, which tells the event of this id."""
    ends = (claim.subject, claim.object, claim.speaker, claim.article, event)
    links = (Link(kind, claim.id, end) for kind, end in zip(CLAIM_LINKS, ends, strict=True) if end)
    return Node(claim.id, known(claim_properties(claim)), frozenset(links))


def event_node(event: Event) -> Node:
    """An event's."""
    links = (Link(kind, event.id, end) for kind, end in zip(EVENT_LINKS, (event.subject, event.object), strict=True))
    return Node(event.id, known(event_properties(event)), frozenset(links))


def tie(edge: Edge, ontology: Ontology) -> Tie:
    """An edge's.

    Raises:
        StoreError: Its relation is not in the ontology.
    """
    return Tie(relation_of(edge, ontology).cypher_type, edge.subject, edge.object, edge.status.value)


def tie_properties(edge: Edge, ontology: Ontology) -> Properties:
    """Those of an edge's tie, those that are unknown left out.

    Raises:
        StoreError: Its relation is not in the ontology.
    """
    return known(edge_properties(edge, ontology))
