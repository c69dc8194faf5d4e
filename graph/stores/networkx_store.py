"""The graph in memory, for analytics and drawing: actors and what they do to each other, without a server."""

from __future__ import annotations

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import actor_properties, edge_properties, known


def to_networkx(projection: Projection, ontology: Ontology) -> nx.MultiDiGraph[str]:
    """The actors as nodes and one edge per subject, relation, object and status, its key "relation|status".

    Attributes are those of the property graph in Neo4j; an edge has `relation` (its id) besides. Dates are
    `datetime.date`, and what is unknown is left out, as Cypher does with null.

    Raises:
        StoreError: A claim's relation is not in the ontology.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in projection.actors:
        graph.add_node(actor.id, **known(actor_properties(actor)))
    for edge in projection.edges:
        attributes = known(edge_properties(edge, ontology))
        graph.add_edge(edge.subject, edge.object, key=edge.key, relation=edge.relation, **attributes)
    return graph
