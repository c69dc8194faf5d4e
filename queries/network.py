"""The network that is analysed: a projection's actors and ties that pass what was asked for, directed or in pairs."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from graph.errors import UsageError
from graph.model import REALISED, Record, RelationClass, Status
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.networkx_store import to_networkx
from graph.views.narrow import Wanted, narrow

COOPERATION: Final = (RelationClass.VERBAL_COOPERATION, RelationClass.MATERIAL_COOPERATION)
CONFLICT: Final = (RelationClass.VERBAL_CONFLICT, RelationClass.MATERIAL_CONFLICT)


class Scope(Record):
    """Which ties are looked at.

    Attributes:
        since: First day, as in `Wanted`.
        until: Last day, likewise.
        statuses: How the text presents them.
        classes: Relation classes; empty for all.
        relations: Relation ids; empty for all.
        min_sources: A tie that fewer independent sources tell is left out.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    statuses: tuple[Status, ...] = REALISED
    classes: tuple[RelationClass, ...] = ()
    relations: tuple[str, ...] = ()
    min_sources: int = 1


def network(projection: Projection, scope: Scope, ontology: Ontology) -> nx.MultiDiGraph[str]:
    """The ties that pass all of the scope, as `to_networkx` has them, and the actors that they join.

    A tie tells besides whether its relation is `symmetric`.

    Raises:
        UsageError: A relation is unknown, or none of those asked for is of the classes asked for.
        StoreError: A claim's relation is not in the ontology.
    """
    wanted = Wanted(
        relations=_relations(scope, ontology), statuses=scope.statuses, since=scope.since, until=scope.until
    )
    graph = to_networkx(narrow(projection, wanted, ontology), ontology)
    weak = [(a, b, key) for a, b, key, told in graph.edges(keys=True, data="sources") if told < scope.min_sources]
    graph.remove_edges_from(weak)
    graph.remove_nodes_from([actor for actor, degree in list(graph.degree()) if not degree])
    for _, _, tie in graph.edges(data=True):
        tie["symmetric"] = ontology[tie["relation"]].symmetric
    return graph


def pairs(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """One edge for any two actors that ties join, in whatever direction.

    `weight` adds up the sources of all its ties; `cooperation` and `conflict` those of the ties of that kind, and
    `sign` is 1 where there is more cooperation, -1 where there is more conflict, else 0.
    """
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(sorted(graph.nodes(data=True)))
    for one, other, tie in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        if not joined.has_edge(one, other):
            joined.add_edge(one, other, weight=0, cooperation=0, conflict=0)
        edge = joined.edges[one, other]
        edge["weight"] += tie["sources"]
        if kind := kind_of(tie):
            edge[kind] += tie["sources"]
    for _, _, edge in joined.edges(data=True):
        edge["sign"] = (edge["cooperation"] > edge["conflict"]) - (edge["cooperation"] < edge["conflict"])
    return joined


def kind_of(tie: dict[str, Any]) -> str | None:
    """Whether a tie is "cooperation" or "conflict"; None for a structural one."""
    if tie["class"] in COOPERATION:
        return "cooperation"
    return "conflict" if tie["class"] in CONFLICT else None


def arcs(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """One arc from one actor to another, `weight` the sources of all ties; a symmetric relation goes both ways."""
    directed: nx.DiGraph[str] = nx.DiGraph()
    directed.add_nodes_from(sorted(graph.nodes(data=True)))
    for one, other, tie in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        for start, end in [(one, other), (other, one)] if tie["symmetric"] else [(one, other)]:
            weight = directed.edges[start, end]["weight"] if directed.has_edge(start, end) else 0
            directed.add_edge(start, end, weight=weight + tie["sources"])
    return directed


def _relations(scope: Scope, ontology: Ontology) -> tuple[str, ...]:
    if not scope.classes:
        return scope.relations
    of_class = tuple(relation.id for relation in ontology if relation.relation_class in scope.classes)
    if not scope.relations:
        return of_class
    both = tuple(relation for relation in scope.relations if relation in of_class)
    if not both:
        raise UsageError(f"{', '.join(scope.relations)}: not of class {', '.join(scope.classes)}")
    return both
