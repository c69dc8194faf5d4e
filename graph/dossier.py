"""What is known of actors, as tables: those found, all of one, and those that the gazetteer lacks."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.gazetteer import Entry
from graph.model import Actor, Claim, Event
from graph.ontology import Ontology
from graph.projection import Edge, Projection
from graph.search import Hit
from graph.stores.base import Table

UNNAMED: Final = "u-"
"""What the ids of groups without a name begin with, such as "separatists in Mali"."""

_SENTENCES: Final = 3
"""Sentences shown of an actor that is to be reviewed."""

_PARTS: Final = ("part", "what", "with", "status", "first", "last", "claims", "sources")

type Row = tuple[object, ...]


def claim_counts(claims: Iterable[Claim]) -> Counter[str]:
    """How many of the claims have each actor as subject, object or speaker."""
    return Counter(actor for claim in claims for actor in ends(claim))


def ends(claim: Claim) -> set[str]:
    """Ids of a claim's subject, object and speaker."""
    return {actor for actor in (claim.subject, claim.object, claim.speaker) if actor}


def found(hits: Iterable[Hit], counts: Mapping[str, int]) -> Table:
    """The actors found, with the name that fits best; `claims` is 0 for one that no article speaks of."""
    return Table(
        columns=("id", "name", "type", "countries", "fits", "score", "claims"),
        rows=tuple(
            (
                hit.actor.id,
                hit.actor.name,
                hit.actor.type.value,
                list(hit.actor.countries),
                hit.form,
                hit.score,
                counts.get(hit.actor.id, 0),
            )
            for hit in hits
        ),
    )


def exported(projection: Projection) -> Table:
    """The actors of the graph, sorted by id."""
    counts = claim_counts(projection.claims)
    return Table(
        columns=("id", "name", "name_fr", "type", "countries", "aliases", "known", "claims"),
        rows=tuple(
            (
                actor.id,
                actor.name,
                actor.name_fr,
                actor.type.value,
                list(actor.countries),
                list(actor.aliases),
                actor.known,
                counts[actor.id],
            )
            for actor in projection.actors
        ),
    )


def unknown(projection: Projection, *, unnamed: bool = False) -> Table:
    """The actors that the gazetteer lacks, most often told of first, each with the surest sentences that name it.

    Args:
        projection: The graph.
        unnamed: Whether to show groups without a name too.
    """
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in projection.claims:
        for actor in ends(claim):
            told[actor].append(claim)
    rows = [
        _reviewed(actor, told[actor.id])
        for actor in projection.actors
        if not actor.known and (unnamed or not actor.id.startswith(UNNAMED))
    ]
    rows.sort(key=lambda row: (-row[4], row[0]))
    return Table(columns=("id", "name", "type", "countries", "claims", "articles", "sentences"), rows=tuple(rows))


def _reviewed(actor: Actor, claims: list[Claim]) -> tuple[str, str, str, list[str], int, int, list[str]]:
    surest = sorted(claims, key=lambda claim: (-claim.confidence, claim.id))
    sentences = list(dict.fromkeys(claim.sentence for claim in surest))[:_SENTENCES]
    articles = len({claim.article for claim in claims})
    return actor.id, actor.name, actor.type.value, list(actor.countries), len(claims), articles, sentences


def shown(
    actor: Actor, entry: Entry | None, projection: Projection, known: Mapping[str, Actor], ontology: Ontology
) -> Table:
    """All of one actor: what it is called, its offices and ties, its relations with counts, and its events in time.

    Args:
        actor: The actor.
        entry: The gazetteer's line on it; None if it has none.
        projection: The graph.
        known: The actors of the gazetteer, by id.
        ontology: Knows how relations read.
    """
    names = {each.id: each.name for each in (*known.values(), *projection.actors)}
    edges = [edge for edge in projection.edges if actor.id in (edge.subject, edge.object)]
    edges.sort(key=lambda edge: (-len(edge.claims), edge.subject, edge.object, edge.key))
    events = [event for event in projection.events if actor.id in (event.subject, event.object)]
    events.sort(key=lambda event: (event.first_date or dt.date.max, event.id))
    rows = [
        *_called(actor),
        *(_belongs(entry, names) if entry else ()),
        *(("relation", *_told(edge, actor.id, names, ontology), edge.first_seen, edge.last_seen,
           len(edge.claims), edge.sources) for edge in edges),
        *(("event", *_told(event, actor.id, names, ontology), event.first_date, event.last_date,
           len(event.claims), event.sources) for event in events),
    ]  # fmt: skip
    return Table(columns=_PARTS, rows=tuple((*row, *[None] * (len(_PARTS) - len(row))) for row in rows))


def _called(actor: Actor) -> Iterator[Row]:
    yield "id", actor.id
    yield "name", actor.name
    if actor.name_fr:
        yield "name (fr)", actor.name_fr
    yield from (("alias", alias) for alias in actor.aliases)
    yield "type", actor.type.value
    yield from (("country", code) for code in actor.countries)


def _belongs(entry: Entry, names: Mapping[str, str]) -> Iterator[Row]:
    if entry.first or entry.last or entry.died:
        yield "existed", None, None, None, entry.first, entry.last or entry.died
    for office in entry.offices:
        yield "office", office.role, names.get(office.org, office.org), None, office.first, office.last
    for parent in entry.parents:
        yield parent.relation, None, names.get(parent.id, parent.id), None, parent.first, parent.last
    for other in entry.predecessors:
        yield "successor of", None, names.get(other, other)


def _told(told: Edge | Event, actor: str, names: Mapping[str, str], ontology: Ontology) -> tuple[str, str, str]:
    """How the relation reads from the actor's side, the name at its other end, and the status."""
    is_subject = told.subject == actor
    other = told.object if is_subject else told.subject
    if told.relation not in ontology:
        reading = told.relation
    else:
        reading = ontology[told.relation].label if is_subject else ontology[told.relation].inverse
    return reading, names.get(other, other), told.status.value
