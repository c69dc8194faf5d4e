"""The actors and their ties for programs that draw and measure networks: GraphML, and GEXF with time."""

from __future__ import annotations

import datetime as dt
from typing import TextIO

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
from networkx.readwrite.gexf import GEXFWriter  # type: ignore[import-untyped]  # it ships no types

from graph.exports.safe import xml_text
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.networkx_store import to_networkx


def write_graphml(projection: Projection, ontology: Ontology, stream: TextIO) -> None:
    """Actors and ties; dates and lists as text.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    for line in nx.generate_graphml(_plain(projection, ontology), named_key_ids=True):
        stream.write(line + "\n")


def write_gexf(projection: Projection, ontology: Ontology, stream: TextIO) -> None:
    """The same for Gephi: a tie is there from the day when it was first seen until the last, an actor with its ties.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    graph = _plain(projection, ontology)
    graph.graph["mode"] = "dynamic"
    for one, other, tie in graph.edges(data=True):
        if {"first_seen", "last_seen"} <= tie.keys():
            tie |= {"start": tie["first_seen"], "end": tie["last_seen"]}
            for actor in (graph.nodes[one], graph.nodes[other]):
                actor["start"] = min(actor.get("start", tie["start"]), tie["start"])
                actor["end"] = max(actor.get("end", tie["end"]), tie["end"])
    for _, actor in graph.nodes(data=True):
        actor["label"] = actor["name"]
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        del meta.attrib["lastmodifieddate"]  # the day of writing: the same ledger gives the same file
    stream.write(f"{writer}\n")


def _plain(projection: Projection, ontology: Ontology) -> nx.MultiDiGraph[str]:
    """The graph with keys and values that XML can hold."""
    graph = to_networkx(projection, ontology)
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor, node in graph.nodes(data=True):
        made.add_node(xml_text(actor), **{name: _value(value) for name, value in node.items()})
    for one, other, key, tie in graph.edges(keys=True, data=True):
        attributes = {name: _value(value) for name, value in tie.items()}
        made.add_edge(xml_text(one), xml_text(other), key=key, **attributes)
    return made


def _value(value: object) -> str | int | float:
    match value:
        case int() | float():
            return value
        case dt.date():
            return value.isoformat()
        case list():
            return xml_text("; ".join(map(str, value)))
        case _:
            return xml_text(str(value))
