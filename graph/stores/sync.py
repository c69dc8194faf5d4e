"""How a Cypher store is made to hold exactly a projection: what it holds is read, and only differences are written."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from graph.errors import StoreError
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import LoadCounts, Properties
from graph.stores.mark import Statements
from graph.stores.property_graph import LABELS, LINKS, Link, Tie, constraint, fulltext, indexes, links, nodes, ties

log = logging.getLogger(__name__)


class Unchanged:
    """A server of which everything is read and nothing changed: to see what a load would do."""

    def __init__(self, server: Statements) -> None:
        self.address = server.address
        self.has_fulltext = server.has_fulltext
        self.rows = server.rows

    def do(self, cypher: str, rows: Sequence[object] | None = None) -> None:
        """Nothing."""


class Scope(NamedTuple):
    """What of a graph to compare: the nodes of these ids, by label, with the links that start there; and these ties."""

    ids: Mapping[str, Set[str]]
    ties: Set[Tie]


def sync(
    server: Statements,
    projection: Projection,
    ontology: Ontology,
    *,
    scope: Scope | None = None,
    rebuild: bool = False,
) -> LoadCounts:
    """What was written and removed until the server held exactly this graph; what was cut off, the next call completes.

    Args:
        server: The server.
        projection: The graph, or of it what is in the scope.
        ontology: Names the types of relationships.
        scope: What to compare; None for everything.
        rebuild: Whether to remove everything first, whatever others may have tied to it.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    wanted_nodes, wanted_links, wanted_ties = nodes(projection), links(projection), ties(projection, ontology)
    if rebuild:
        return _rebuild(server, wanted_nodes, wanted_links, wanted_ties)
    kept_links, stale_links = _links(server, scope)
    kept_ties, stale_ties = _ties(server, scope)
    stale_links |= kept_links - wanted_links
    stale_ties |= kept_ties.keys() - wanted_ties.keys()
    _remove_links(server, stale_links)
    _remove_ties(server, stale_ties)
    written, removed = 0, 0
    for label in LABELS:
        new, stale = _sync_nodes(server, label, wanted_nodes[label], scope)
        written, removed = written + new, removed + stale
    new_links = wanted_links - (kept_links - stale_links)
    new_ties = {
        tie: properties
        for tie, properties in wanted_ties.items()
        if tie in stale_ties or kept_ties.get(tie) != properties
    }
    _write_links(server, new_links)
    _write_ties(server, new_ties)
    return LoadCounts(
        nodes_written=written,
        nodes_removed=removed,
        relationships_written=len(new_links) + len(new_ties),
        relationships_removed=len(stale_links) + len(stale_ties),
    )


def _rebuild(
    server: Statements,
    wanted_nodes: Mapping[str, Mapping[str, Properties]],
    wanted_links: set[Link],
    wanted_ties: Mapping[Tie, Properties],
) -> LoadCounts:
    found = {label: [row["id"] for row in server.rows(f"MATCH (n:{label}) RETURN n.id AS id")] for label in LABELS}
    tied = sum(row["n"] for label in LABELS for row in server.rows(f"MATCH (:{label})-[r]->() RETURN count(r) AS n"))
    for label, stale in found.items():
        server.do(f"UNWIND $batch.rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", stale)
    for label, new in wanted_nodes.items():
        _write_nodes(server, label, list(new.values()))
    _write_links(server, wanted_links)
    _write_ties(server, wanted_ties)
    return LoadCounts(
        nodes_written=sum(map(len, wanted_nodes.values())),
        nodes_removed=sum(map(len, found.values())),
        relationships_written=len(wanted_links) + len(wanted_ties),
        relationships_removed=tied,
    )


def make_schema(server: Statements) -> None:
    """Make the constraints and indexes that are missing, before anything is loaded.

    Raises:
        StoreError: Nodes with one of our labels are there, but not our constraint: they are not ours to remove.
    """
    constraints = list(server.rows("SHOW CONSTRAINTS YIELD name, labelsOrTypes RETURN name, labelsOrTypes"))
    for label in LABELS:
        name, statement = constraint(label)
        others = [row["name"] for row in constraints if row["labelsOrTypes"] == [label]]
        if name in others:
            continue
        if others or list(server.rows(f"MATCH (n:{label}) RETURN n.id LIMIT 1")):
            raise StoreError(
                f"{server.address}: the database holds :{label} nodes or a constraint of something else, which a load "
                "would break: name an empty database"
            )
        server.do(statement)
    for statement in (*indexes(), fulltext()) if server.has_fulltext else indexes():
        server.do(statement)


def _links(server: Statements, scope: Scope | None) -> tuple[set[Link], set[Link]]:
    """The links that stand, and those of them that two loads at once made twice."""
    kept: set[Link] = set()
    twice: set[Link] = set()
    for kind in LINKS:
        start, name, end = kind
        match, ids = _scoped(start, scope)
        for row in server.rows(f"{match} MATCH (n)-[:{name}]->(b:{end}) RETURN n.id AS a, b.id AS b", ids):
            link = Link(kind, row["a"], row["b"])
            (twice if link in kept else kept).add(link)
    return kept, twice


def _ties(server: Statements, scope: Scope | None) -> tuple[dict[Tie, Properties], set[Tie]]:
    """The ties that stand, and those of them that two loads at once made twice."""
    kept: dict[Tie, Properties] = {}
    twice: set[Tie] = set()
    asked = "MATCH (a:Actor)-[r]->(b:Actor)"
    pairs = None
    if scope:
        asked = "UNWIND $batch.rows AS row MATCH (a:Actor {id: row.start})-[r]->(b:Actor {id: row.end})"
        pairs = [{"start": start, "end": end} for start, end in sorted({(tie.start, tie.end) for tie in scope.ties})]
    asked += " RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties"
    for row in server.rows(asked, pairs):
        tie = Tie(row["type"], row["a"], row["b"], row["properties"].get("status", ""))
        if scope and tie not in scope.ties:
            continue
        if tie in kept:
            twice.add(tie)
        kept[tie] = row["properties"]
    return kept, twice


def _sync_nodes(
    server: Statements, label: str, wanted: Mapping[str, Properties], scope: Scope | None
) -> tuple[int, int]:
    match, ids = _scoped(label, scope)
    found = server.rows(f"{match} RETURN n.id AS id, properties(n) AS properties", ids)
    kept = {row["id"]: row["properties"] for row in found}
    new = [properties for key, properties in wanted.items() if kept.get(key) != properties]
    stale = sorted(kept.keys() - wanted.keys())
    server.do(f"UNWIND $batch.rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", stale)
    _write_nodes(server, label, new)
    log.info("%s nodes: %d written, %d removed", label, len(new), len(stale))
    return len(new), len(stale)


def _scoped(label: str, scope: Scope | None) -> tuple[str, list[str] | None]:
    """How to match the nodes of a label that are to be compared, and the ids to match; None for all."""
    if scope is None:
        return f"MATCH (n:{label})", None
    return f"UNWIND $batch.rows AS row MATCH (n:{label} {{id: row}})", sorted(scope.ids[label])


def _write_nodes(server: Statements, label: str, new: Sequence[Properties]) -> None:
    server.do(f"UNWIND $batch.rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row", new)


def _remove_links(server: Statements, stale: set[Link]) -> None:
    for (start, name, end), rows in _by_kind(stale):
        match = f"MATCH (:{start} {{id: row.a}})-[r:{name}]->(:{end} {{id: row.b}})"
        server.do(f"UNWIND $batch.rows AS row {match} DELETE r", rows)


def _write_links(server: Statements, new: set[Link]) -> None:
    for (start, name, end), rows in _by_kind(new):
        match = f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}})"
        server.do(f"UNWIND $batch.rows AS row {match} MERGE (a)-[:{name}]->(b)", rows)


def _by_kind(rows: set[Link]) -> Iterator[tuple[tuple[str, str, str], list[dict[str, str]]]]:
    for kind, group in groupby(sorted(rows), key=lambda link: link.kind):
        yield kind, [{"a": link.start, "b": link.end} for link in group]


def _remove_ties(server: Statements, stale: set[Tie]) -> None:
    # The type is compared, not written out: it may be one that no ontology of ours ever had.
    match = "MATCH (:Actor {id: row.start})-[r]->(:Actor {id: row.end})"
    where = "WHERE type(r) = row.type AND coalesce(r.status, '') = row.status"
    server.do(f"UNWIND $batch.rows AS row {match} {where} DELETE r", [tie._asdict() for tie in sorted(stale)])


def _write_ties(server: Statements, new: Mapping[Tie, Properties]) -> None:
    # A type can't be a parameter; these come from the ontology, whose ids hold nothing but letters and hyphens.
    for name, group in groupby(sorted(new), key=lambda tie: tie.type):
        rows = [tie._asdict() | {"properties": new[tie]} for tie in group]
        match = "MATCH (a:Actor {id: row.start}) MATCH (b:Actor {id: row.end})"
        merge = f"MERGE (a)-[r:{name} {{status: row.status}}]->(b) SET r = row.properties"
        server.do(f"UNWIND $batch.rows AS row {match} {merge}", rows)
