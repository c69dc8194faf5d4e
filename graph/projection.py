"""What every graph is made from: the ledger at one moment, its claims folded into events and summed up into edges."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from graph.corrections import Notice
from graph.events import confidence, contradictions, fold, sources
from graph.model import Actor, Article, Claim, Event, Id, Record, Status
from graph.replay import replay

if TYPE_CHECKING:
    from graph.ontology import Ontology
    from graph.stores.ledger import Ledger, Reader


class Edge(Record):
    """All claims of one subject, relation, object and status: one relationship between two actors.

    Attributes:
        first_seen: First day of its events; None if none is dated.
        last_seen: Last day of its events.
        claims: Claim ids, sorted.
        sources: Number of independent sources: distinct clusters of articles.
        confidence: That at least one of its claims is right, the best claim of each cluster counted once.
    """

    subject: Id
    relation: Id
    object: Id
    status: Status
    first_seen: dt.date | None
    last_seen: dt.date | None
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]
    sources: Annotated[int, Field(ge=1)]
    confidence: Annotated[float, Field(ge=0, le=1)]

    @property
    def key(self) -> str:
        """What tells the edge from others between the same two actors: "fights|occurred"."""
        return f"{self.relation}|{self.status.value}"


class Projection(Record):
    """The graph as records, all sorted: by id, and edges by subject, relation, object and status.

    Attributes:
        articles: Of copies, `cluster` is the same.
        contradictions: Pairs of event ids: the first happened or goes on, the second denies it in another voice.
        notices: What is to be known of corrections that do not apply any longer, or leave something out.
    """

    actors: tuple[Actor, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    edges: tuple[Edge, ...]
    contradictions: tuple[tuple[Id, Id], ...]
    notices: tuple[Notice, ...] = ()


def project(ledger: Ledger, ontology: Ontology) -> Projection:
    """The graph that the ledger holds now, whoever writes to it meanwhile, as its corrections have it.

    Raises:
        StoreError: The ledger can't be read.
    """
    with ledger.reading() as reader:
        return project_from(reader, ontology)


def project_from(reader: Reader, ontology: Ontology) -> Projection:
    """The graph that a reader of the ledger sees, as corrections have it.

    Raises:
        StoreError: The ledger can't be read.
    """
    actors, articles, claims = tuple(reader.actors()), tuple(reader.articles()), tuple(reader.claims())
    log = reader.corrections()
    corrected = replay(actors, claims, log, ontology)
    return assemble(corrected.actors, articles, corrected.claims).model_copy(update={"notices": corrected.notices})


def assemble(actors: tuple[Actor, ...], articles: tuple[Article, ...], claims: tuple[Claim, ...]) -> Projection:
    """The graph of these records, each sorted by id."""
    by_id = {article.id: article for article in articles}
    claims_by_id = {claim.id: claim for claim in claims}
    events, edges = summed_up(claims_by_id, by_id)
    return Projection(
        actors=actors,
        articles=articles,
        claims=claims,
        events=events,
        edges=edges,
        contradictions=contradictions(events, claims_by_id, by_id),
    )


def summed_up(
    claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> tuple[tuple[Event, ...], tuple[Edge, ...]]:
    """The events and edges of claims of these articles, sorted; of what one claim tells, all claims must be there."""
    events = fold(claims.values(), articles)
    return events, _edges(events, claims, articles)


def _edges(events: Iterable[Event], claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> tuple[Edge, ...]:
    told: defaultdict[tuple[str, str, str, Status], list[Event]] = defaultdict(list)
    for event in events:
        told[event.subject, event.relation, event.object, event.status].append(event)
    return tuple(_edge(told[key], claims, articles) for key in sorted(told))


def _edge(events: list[Event], claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Edge:
    ids = sorted(claim for event in events for claim in event.claims)
    rows = [claims[key] for key in ids]
    return Edge(
        subject=events[0].subject,
        relation=events[0].relation,
        object=events[0].object,
        status=events[0].status,
        first_seen=min((event.first_date for event in events if event.first_date), default=None),
        last_seen=max((event.last_date for event in events if event.last_date), default=None),
        claims=tuple(ids),
        sources=sources(rows, articles),
        confidence=confidence(rows, articles),
    )
