"""FollowTheMoney entities, as Aleph and OpenSanctions read them: actors, articles, and one link for each claim."""

from __future__ import annotations

import json
import warnings
from typing import Any, Final, TextIO

from graph.library import needed
from graph.model import Actor, ActorType, Article, Claim, digest
from graph.ontology import Ontology
from graph.projection import Projection

SCHEMATA: Final = {
    ActorType.PERSON: "Person",
    ActorType.COMPANY: "Company",
    ActorType.STATE: "PublicBody",
    ActorType.GOVERNMENT: "PublicBody",
    ActorType.MILITARY: "PublicBody",
    ActorType.PLACE: "Address",
}
"""The others are an Organization."""


def write_ftm(projection: Projection, ontology: Ontology, stream: TextIO) -> None:
    """A line for each entity, those that a link leads to before it.

    A claim is an UnknownLink: `role` its relation, `status`, `summary` the sentence, `proof` the article.

    Raises:
        LibraryError: followthemoney is not installed.
    """
    model = needed("followthemoney").model
    articles = {article.id: article for article in projection.articles}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Install 'pyicu'")  # it would only matter for comparing names
        for actor in projection.actors:
            _write(_actor(actor, model), stream)
        for article in projection.articles:
            _write(_article(article, model), stream)
        for claim in projection.claims:
            _write(_link(claim, articles[claim.article], model, ontology), stream)


def entity_id(kind: str, identifier: str) -> str:
    """An id that holds nothing but letters, digits and hyphens."""
    return f"cg-{kind}-{digest(kind, identifier, size=24)}"


def _actor(actor: Actor, model: Any) -> Any:
    schema = SCHEMATA.get(actor.type, "Organization")
    entity = model.make_entity(schema)
    entity.id = entity_id("actor", actor.id)
    entity.add("name", actor.name)
    entity.add("alias", actor.aliases)
    entity.add("country", [code.lower() for code in actor.countries])
    entity.add("full" if schema == "Address" else "summary", actor.name if schema == "Address" else actor.type.value)
    return entity


def _article(article: Article, model: Any) -> Any:
    entity = model.make_entity("Article")
    entity.id = entity_id("article", article.id)
    entity.add("title", article.title)
    entity.add("publisher", article.source)
    entity.add("sourceUrl", article.url)
    entity.add("publishedAt", article.published)
    entity.add("language", article.lang)
    return entity


def _link(claim: Claim, article: Article, model: Any, ontology: Ontology) -> Any:
    entity = model.make_entity("UnknownLink")
    entity.id = entity_id("claim", claim.id)
    entity.add("subject", entity_id("actor", claim.subject))
    entity.add("object", entity_id("actor", claim.object))
    entity.add("role", ontology[claim.relation].label)
    entity.add("status", claim.status.value)
    entity.add("summary", claim.sentence)
    entity.add("proof", entity_id("article", claim.article))
    entity.add("publisher", article.source)
    entity.add("sourceUrl", article.url)
    if claim.date:
        entity.add("startDate", claim.date.first)
        entity.add("endDate", claim.date.last)
    return entity


def _write(entity: Any, stream: TextIO) -> None:
    stream.write(json.dumps(entity.to_dict(), ensure_ascii=False) + "\n")
