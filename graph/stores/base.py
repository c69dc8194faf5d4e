"""What a graph store can do, and the properties that nodes and relationships have in every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import Field, SecretStr

from graph.errors import StoreError
from graph.model import Actor, Article, Claim, Event, Record
from graph.ontology import Ontology, Relation
from graph.projection import Edge, Projection

type Properties = dict[str, object]


class GraphCounts(Record):
    """How many nodes of each label a store holds, and how many relationships in all."""

    actors: int = 0
    articles: int = 0
    claims: int = 0
    events: int = 0
    relationships: int = 0


class LoadCounts(Record):
    """What a load wrote (made or changed) and removed; all 0 if the store held the same graph before."""

    nodes_written: int = 0
    nodes_removed: int = 0
    relationships_written: int = 0
    relationships_removed: int = 0


class Endpoint(Record):
    """A Bolt server and how to log in.

    Attributes:
        uri: Such as "bolt://127.0.0.1:7687".
        reader: A user that the server allows nothing but reading; None where sessions can be held to reading instead.
    """

    uri: str
    user: str
    password: SecretStr
    database: str = "neo4j"
    reader: str | None = None
    reader_password: SecretStr = SecretStr("")


class Table(Record):
    """The answer to a question.

    Attributes:
        columns: Names, in the order of the question.
        rows: One tuple a row, values in the order of `columns`: plain Python values, dates and times as in `datetime`,
            a duration or point as its text, a node as {"labels", "properties"}, a relationship as
            {"type", "properties"}, a path as the list of its nodes and relationships in turn.
        updates: What the question changed, such as {"nodes_created": 1}; empty for one that only reads.
        is_cut: Whether there were more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    updates: dict[str, int] = Field(default_factory=dict)
    is_cut: bool = False


class GraphStore(Protocol):
    """A graph that is a projection of the ledger and answers Cypher."""

    def load(self, projection: Projection, ontology: Ontology) -> LoadCounts:
        """Make the store hold exactly this graph; loading it again changes nothing."""
        ...

    def counts(self) -> GraphCounts:
        """How much it holds."""
        ...

    def run(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """The answer to a question, its first `limit` rows; one that changes anything is refused unless `write`."""
        ...

    def explain(self, cypher: str, params: Mapping[str, object] | None = None) -> str:
        """How the server would answer, without doing so."""
        ...

    def finds_words(self) -> bool:
        """Whether its full-text index of sentences is there and complete."""
        ...


def relation_of(edge: Edge, ontology: Ontology) -> Relation:
    """The edge's relation.

    Raises:
        StoreError: The ontology lacks it: the ledger was written with another one.
    """
    if edge.relation not in ontology:
        raise StoreError(f"relation {edge.relation!r} of claim {edge.claims[0]} is not in the ontology: extract anew")
    return ontology[edge.relation]


def actor_properties(actor: Actor) -> Properties:
    """An actor's; `country` is the most important one, None if unknown."""
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "country": actor.countries[0] if actor.countries else None,
        "aliases": list(actor.aliases),
    }


def article_properties(article: Article) -> Properties:
    """An article's; its text stays in the ledger."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "lang": article.lang,
        "cluster": article.cluster,
    }


def claim_properties(claim: Claim) -> Properties:
    """A claim's; `date` in the shortest ISO 8601 form, None if the text gives none."""
    return {
        "id": claim.id,
        "relation": claim.relation,
        "status": claim.status.value,
        "date": str(claim.date) if claim.date else None,
        "confidence": claim.confidence,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "pattern": claim.pattern,
    }


def event_properties(event: Event) -> Properties:
    """An event's; `claims` and `sources` are numbers."""
    return {
        "id": event.id,
        "relation": event.relation,
        "status": event.status.value,
        "first_date": event.first_date,
        "last_date": event.last_date,
        "claims": len(event.claims),
        "sources": event.sources,
    }


def edge_properties(edge: Edge, ontology: Ontology) -> Properties:
    """A relationship's between two actors; `claims` and `sources` are numbers.

    Raises:
        StoreError: Its relation is not in the ontology.
    """
    relation = relation_of(edge, ontology)
    return {
        "status": edge.status.value,
        "first_seen": edge.first_seen,
        "last_seen": edge.last_seen,
        "claims": len(edge.claims),
        "sources": edge.sources,
        "confidence": edge.confidence,
        "class": relation.relation_class.value,
        "plover": relation.plover,
    }


def known(properties: Mapping[str, object]) -> Properties:
    """Those that are known: a store keeps neither null nor, since Neo4j's importer can't, an empty list."""
    return {name: value for name, value in properties.items() if value is not None and value != []}
