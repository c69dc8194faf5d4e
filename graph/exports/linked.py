"""Linked data: actors, articles and claims as JSON-LD, in the words of schema.org and RDF as far as they reach.

A claim is both a schema:Claim, whose `appearance` is its article, and an rdf:Statement: it says what is claimed without
stating it as a fact. Identifiers are URNs, which mean the same wherever the file lies.
"""

from __future__ import annotations

import json
from typing import Any, Final, TextIO
from urllib.parse import quote

from graph.model import Actor, ActorType, Article, Claim
from graph.projection import Projection

URN: Final = "urn:conflictgraph:"

CONTEXT: Final[dict[str, Any]] = {
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "cg": URN,
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "headline": "schema:headline",
    "publisher": "schema:publisher",
    "url": {"@id": "schema:url", "@type": "@id"},
    "inLanguage": "schema:inLanguage",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "text": "schema:text",
    "appearance": {"@id": "schema:appearance", "@type": "@id"},
    "claimant": {"@id": "schema:author", "@type": "@id"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "actorType": "cg:actorType",
    "country": "cg:country",
    "status": "cg:status",
    "firstDate": {"@id": "cg:firstDate", "@type": "xsd:date"},
    "lastDate": {"@id": "cg:lastDate", "@type": "xsd:date"},
    "confidence": {"@id": "cg:confidence", "@type": "xsd:double"},
}

TYPES: Final = {
    ActorType.PERSON: "schema:Person",
    ActorType.STATE: "schema:Country",
    ActorType.PLACE: "schema:Place",
    ActorType.GOVERNMENT: "schema:GovernmentOrganization",
    ActorType.COMPANY: "schema:Corporation",
    ActorType.NGO: "schema:NGO",
    ActorType.MEDIA: "schema:NewsMediaOrganization",
}
"""The others are a schema:Organization."""


def write_jsonld(projection: Projection, stream: TextIO) -> None:
    """One document with a graph of actors, articles and claims."""
    nodes = [
        *map(_actor, projection.actors),
        *map(_article, projection.articles),
        *map(_claim, projection.claims),
    ]
    json.dump({"@context": CONTEXT, "@graph": nodes}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def urn(kind: str, identifier: str) -> str:
    """The identifier as a URN, whatever characters it holds."""
    return f"{URN}{kind}:{quote(identifier, safe='')}"


def _actor(actor: Actor) -> dict[str, Any]:
    return _known(
        {
            "id": urn("actor", actor.id),
            "type": TYPES.get(actor.type, "schema:Organization"),
            "name": actor.name,
            "alternateName": list(actor.aliases),
            "actorType": actor.type.value,
            "country": list(actor.countries),
        }
    )


def _article(article: Article) -> dict[str, Any]:
    return _known(
        {
            "id": urn("article", article.id),
            "type": "schema:NewsArticle",
            "headline": article.title,
            "publisher": article.source,
            "url": quote(article.url, safe=":/?#[]@!$&'()*+,;=%~") if article.url else None,
            "inLanguage": article.lang,
            "datePublished": article.published.isoformat() if article.published else None,
        }
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return _known(
        {
            "id": urn("claim", claim.id),
            "type": ["schema:Claim", "rdf:Statement"],
            "subject": urn("actor", claim.subject),
            "predicate": urn("relation", claim.relation),
            "object": urn("actor", claim.object),
            "status": claim.status.value,
            "claimant": urn("actor", claim.speaker) if claim.speaker else None,
            "text": claim.sentence,
            "appearance": urn("article", claim.article),
            "firstDate": claim.date.first.isoformat() if claim.date else None,
            "lastDate": claim.date.last.isoformat() if claim.date else None,
            "confidence": claim.confidence,
        }
    )


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, [], "")}
