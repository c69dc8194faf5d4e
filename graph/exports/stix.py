"""A STIX 2.1 bundle, as threat intelligence platforms read it: actors as identities, ties as relationships.

A label of each relationship is its status: one that is denied or planned is told as such, too. Its external references
are the articles, with the sentence. Ids are computed from the graph's own, times come from it: the same graph gives the
same bundle.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final, TextIO

from graph.library import needed
from graph.model import Actor, ActorType, Article, Claim, digest
from graph.ontology import Ontology
from graph.projection import Edge, Projection
from graph.stores.base import relation_of

NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:conflictgraph:stix")
EPOCH: Final = dt.date(1970, 1, 1)
MOST_REFERENCES: Final = 20
"""Sentences quoted for one relationship."""

CLASSES: Final = {
    ActorType.PERSON: "individual",
    ActorType.CIVILIANS: "class",
    ActorType.ARMED_GROUP: "group",
    ActorType.POLITICAL_GROUP: "group",
    ActorType.PLACE: "unspecified",
}
"""The identity class of actors; the others are an organization."""


def write_stix(projection: Projection, ontology: Ontology, stream: TextIO) -> None:
    """The bundle.

    Raises:
        LibraryError: stix2 is not installed.
        StoreError: A relation is not in the ontology.
    """
    stix2 = needed("stix2")
    days = [article.published for article in projection.articles if article.published]
    made = _moment(max(days, default=EPOCH))
    claims = {claim.id: claim for claim in projection.claims}
    articles = {article.id: article for article in projection.articles}
    objects = [_identity(actor, made) for actor in projection.actors]
    for edge in projection.edges:
        objects.append(_relationship(edge, ontology, made) | _evidence(edge, claims, articles))
    whole = digest(*(row["id"] for row in objects), made, size=64)
    bundle = stix2.Bundle(objects=[stix2.parse(row) for row in objects], id=_id("bundle", whole))
    stream.write(bundle.serialize(pretty=True) + "\n")


def _identity(actor: Actor, made: str) -> dict[str, Any]:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": actor_ref(actor.id),
        "created": made,
        "modified": made,
        "name": actor.name,
        "identity_class": CLASSES.get(actor.type, "organization"),
        "labels": [actor.type.value, *(f"country:{code}" for code in actor.countries)],
        **({"description": "also: " + "; ".join(actor.aliases)} if actor.aliases else {}),
    }


def actor_ref(actor: str) -> str:
    """The id of an actor's identity."""
    return _id("identity", actor)


def _relationship(edge: Edge, ontology: Ontology, made: str) -> dict[str, Any]:
    relation = relation_of(edge, ontology)
    found = {
        "type": "relationship",
        "spec_version": "2.1",
        "id": _id("relationship", edge.subject, edge.relation, edge.object, edge.status.value),
        "created": made,
        "modified": made,
        "relationship_type": relation.id,
        "source_ref": actor_ref(edge.subject),
        "target_ref": actor_ref(edge.object),
        "labels": [edge.status.value, relation.relation_class.value],
        "confidence": round(edge.confidence * 100),
        "description": f"{edge.status.value}: {relation.label}; {len(edge.claims)} claims, {edge.sources} sources",
    }
    if edge.first_seen and edge.last_seen:  # the end must be later than the start: it is the end of the last day
        found["start_time"] = _moment(edge.first_seen)
        found["stop_time"] = _moment(edge.last_seen, end=True)
    return found


def _evidence(edge: Edge, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> dict[str, Any]:
    references = []
    for claim in (claims[key] for key in edge.claims[:MOST_REFERENCES]):
        article = articles[claim.article]
        reference = {"source_name": article.source or article.title or article.id, "description": claim.sentence}
        references.append(reference | ({"url": article.url} if article.url else {}))
    return {"external_references": references}


def _moment(day: dt.date, *, end: bool = False) -> str:
    return f"{day.isoformat()}T{'23:59:59.000' if end else '00:00:00.000'}Z"


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, digest(kind, *parts, size=64))}"
