"""A part of a projection: the claims that pass what was asked for, with the actors and articles that they need."""

from __future__ import annotations

import datetime as dt

from graph.errors import UsageError
from graph.model import Actor, Claim, Record, Status
from graph.ontology import Ontology
from graph.projection import Projection, assemble


class Wanted(Record):
    """What to keep; a field that is empty or None asks for nothing.

    Attributes:
        actors: Ids or names, in any case; a claim passes that has one of them as subject or object.
        relations: Relation ids.
        statuses: How the text presents it.
        since: First day: of the claim's own date, or where it has none of its article's. A claim without either fails.
        until: Last day, likewise.
        min_confidence: Lowest confidence, 0 to 1.
    """

    actors: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    min_confidence: float = 0.0


def narrow(projection: Projection, wanted: Wanted, ontology: Ontology) -> Projection:
    """The projection of the claims that pass all of it; the same one if nothing is asked for.

    Raises:
        UsageError: An actor or relation that was asked for is unknown.
    """
    if wanted == Wanted():
        return projection
    if unknown := [relation for relation in wanted.relations if relation not in ontology]:
        raise UsageError(f"no relation {unknown[0]!r} in the ontology")
    ids = {actor for name in wanted.actors for actor in _ids(name, projection)}
    published = {article.id: article.published for article in projection.articles}
    kept = tuple(
        claim
        for claim in projection.claims
        if (not ids or claim.subject in ids or claim.object in ids)
        and (not wanted.relations or claim.relation in wanted.relations)
        and (not wanted.statuses or claim.status in wanted.statuses)
        and claim.confidence >= wanted.min_confidence
        and _in_time(claim, published[claim.article], wanted)
    )
    articles = {claim.article for claim in kept}
    actors = {actor for claim in kept for actor in (claim.subject, claim.object, claim.speaker)}
    return assemble(
        tuple(actor for actor in projection.actors if actor.id in actors),
        tuple(article for article in projection.articles if article.id in articles),
        kept,
    )


def _ids(name: str, projection: Projection) -> set[str]:
    found = {actor.id for actor in projection.actors if name == actor.id or name.casefold() in _names(actor)}
    if not found:
        raise UsageError(f"no actor {name!r} in the ledger")
    return found


def _names(actor: Actor) -> set[str]:
    return {text.casefold() for text in (actor.name, actor.name_fr, *actor.aliases) if text}


def _in_time(claim: Claim, published: dt.date | None, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first = claim.date.first if claim.date else published
    last = claim.date.last if claim.date else published
    if first is None or last is None:
        return False
    return (wanted.since is None or last >= wanted.since) and (wanted.until is None or first <= wanted.until)
