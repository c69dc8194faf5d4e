"""An answer that holds nodes or relationships as a drawing: the claims behind them, read from the graph itself."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.errors import QueryError
from graph.formats import elements
from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Span, Status
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.stores.base import GraphStore, Table

MOST_CLAIMS: Final = 20_000

WHOLE: Final = """UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:SUBJECT]->(s:Actor)
MATCH (c)-[:OBJECT]->(o:Actor)
MATCH (c)-[:STATED_IN]->(p:Article)
OPTIONAL MATCH (c)-[:SAID_BY]->(v:Actor)
RETURN c, s, o, p, v
ORDER BY c.id"""

OF_TIES: Final = """UNWIND $rows AS row
MATCH (:Actor {id: row.start})<-[:SUBJECT]-(c:Claim {relation: row.relation, status: row.status})
MATCH (c)-[:OBJECT]->(:Actor {id: row.end})
RETURN c.id AS id"""

OF_ACTORS: Final = """UNWIND $ids AS id
MATCH (:Actor {id: id})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Actor)
WHERE o.id IN $ids
RETURN c.id AS id"""

OF_LABEL: Final = {
    "Event": "UNWIND $ids AS id MATCH (c:Claim)-[:TELLS]->(:Event {id: id}) RETURN c.id AS id",
    "Article": "UNWIND $ids AS id MATCH (c:Claim)-[:STATED_IN]->(:Article {id: id}) RETURN c.id AS id",
}


def behind(table: Table, store: GraphStore, ontology: Ontology) -> Projection:
    """The claims that an answer's claims, events, articles and ties stand for; of actors alone, those between them.

    Raises:
        QueryError: The answer holds no nodes or relationships, or no claim stands behind them, or too many do.
        StoreError: The store can't be reached.
    """
    found = [element for row in table.rows for element in elements(row)]
    if not found:
        raise QueryError("the answer holds no nodes to draw; query 'neighbourhood' returns some")
    ids = _claims(found, store, ontology)
    if not ids:
        raise QueryError("no claim stands behind the nodes of the answer: there is nothing to draw")
    if len(ids) > MOST_CLAIMS:
        raise QueryError(f"{len(ids)} claims stand behind the answer; no more than {MOST_CLAIMS} can be drawn")
    return _projection(store.run(WHOLE, {"ids": sorted(ids)}).rows)


def _claims(found: Iterable[Mapping[str, Any]], store: GraphStore, ontology: Ontology) -> set[str]:
    by_type = {relation.cypher_type: relation.id for relation in ontology}
    nodes: dict[str, set[str]] = {}
    ties: list[dict[str, str]] = []
    for element in found:
        properties = element["properties"]
        for label in element.get("labels", ()):
            nodes.setdefault(label, set()).add(str(properties.get("id")))
        if (relation := by_type.get(element.get("type", ""))) and element["start"] and element["end"]:
            ties.append({"start": element["start"], "end": element["end"], "relation": relation} | _status(properties))
    ids = set(nodes.get("Claim", ()))
    for label, cypher in OF_LABEL.items():
        ids |= _ids(store, cypher, {"ids": sorted(nodes.get(label, ()))})
    ids |= _ids(store, OF_TIES, {"rows": ties})
    return ids or _ids(store, OF_ACTORS, {"ids": sorted(nodes.get("Actor", ()))})


def _status(properties: Mapping[str, Any]) -> dict[str, str]:
    return {"status": str(properties.get("status"))}


def _ids(store: GraphStore, cypher: str, params: Mapping[str, Any]) -> set[str]:
    return {row[0] for row in store.run(cypher, params).rows} if any(params.values()) else set()


def _projection(rows: Iterable[tuple[Any, ...]]) -> Projection:
    actors: dict[str, Actor] = {}
    articles: dict[str, Article] = {}
    claims: list[Claim] = []
    for row in rows:
        told, subject, obj, page = (node["properties"] for node in row[:4])
        voice = row[4]["properties"] if row[4] else None
        for node in (subject, obj, *([voice] if voice else [])):
            actors[node["id"]] = _actor(node)
        articles[page["id"]] = _article(page)
        claims.append(_claim(told, subject["id"], obj["id"], page["id"], voice["id"] if voice else None))
    return assemble(
        tuple(actors[key] for key in sorted(actors)),
        tuple(articles[key] for key in sorted(articles)),
        tuple(claims),
    )


def _actor(node: Mapping[str, Any]) -> Actor:
    country = node.get("country")
    return Actor(
        id=node["id"],
        name=node["name"],
        type=ActorType(node["type"]),
        countries=(country,) if country else (),
        aliases=tuple(node.get("aliases", ())),
    )


def _article(node: Mapping[str, Any]) -> Article:
    # The graph has no text; copies of one text share a cluster, which stands for it.
    return Article(
        id=node["id"],
        url=node.get("url"),
        source=node.get("source"),
        title=node.get("title", ""),
        published=node.get("published"),
        lang=node["lang"],
        text=node["cluster"],
        digest="",
        cluster=node["cluster"],
    )


def _claim(node: Mapping[str, Any], subject: str, obj: str, article: str, speaker: str | None) -> Claim:
    nowhere = Span(start=node["start"], end=node["start"])  # the graph does not say where in the sentence
    return Claim(
        id=node["id"],
        article=article,
        subject=subject,
        relation=node["relation"],
        object=obj,
        status=Status(node["status"]),
        speaker=speaker,
        sentence=node["sentence"],
        start=node["start"],
        end=node["end"],
        trigger=nowhere,
        subject_at=nowhere,
        object_at=nowhere,
        date=date_of(node["date"]) if "date" in node else None,
        confidence=node["confidence"],
        pattern=node["pattern"],
    )


def date_of(text: str) -> EventDate:
    """The date that a claim's node bears: a day, a month, a year, or a span of days."""
    first, _, last = text.partition("/")
    match len(first), last:
        case 10, "":
            return EventDate(first=_day(first), last=_day(first), precision=Precision.DAY)
        case 7, "":
            year, month = map(int, first.split("-"))
            end = dt.date(year, month, monthrange(year, month)[1])
            return EventDate(first=dt.date(year, month, 1), last=end, precision=Precision.MONTH)
        case 4, "":
            year = int(first)
            return EventDate(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31), precision=Precision.YEAR)
        case _:
            return EventDate(first=_day(first), last=_day(last), precision=Precision.SPAN)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
