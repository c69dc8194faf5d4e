"""What NetworkX measures of one network: who is central, who stands between, who belongs together, who answers whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from graph.stores.base import Table
from queries import balance
from queries.network import arcs, pairs

SEED: Final = 20220217
EXACT: Final = 2_000
"""Up to so many actors betweenness is exact; above it is estimated from so many of them, which the seed picks."""

SAMPLE: Final = 400


def centrality(graph: nx.MultiDiGraph[str]) -> Table:
    """How much goes through each actor: neighbours, sources of its ties out and in, PageRank, betweenness.

    A tie of a symmetric relation counts both as out and as in. The highest PageRank comes first.
    """
    directed, joined = arcs(graph), pairs(graph)
    rank = nx.pagerank(directed, weight="weight") if directed else {}
    between = betweenness(joined)
    rows = [
        (
            *_who(joined, actor),
            joined.degree(actor),
            directed.out_degree(actor, weight="weight"),
            directed.in_degree(actor, weight="weight"),
            round(rank[actor], 6),
            round(between[actor], 6),
        )
        for actor in joined
    ]
    columns = ("actor", "type", "neighbours", "out", "in", "pagerank", "betweenness")
    return Table(columns=columns, rows=tuple(sorted(rows, key=lambda row: (-row[5], row[0]))))


def brokers(graph: nx.MultiDiGraph[str]) -> Table:
    """Who stands between others: betweenness, to how many other communities it leads, and whether it is the only way.

    `cut` tells that without it the network falls apart. Actors through whom no shortest way leads are left out.
    """
    joined = pairs(graph)
    between = betweenness(joined)
    home = {actor: number for number, members in enumerate(_communities(joined)) for actor in members}
    cut = set(nx.articulation_points(joined))
    rows = [
        (
            *_who(joined, actor),
            round(value, 6),
            joined.degree(actor),
            len({home[other] for other in joined[actor]} - {home[actor]}),
            actor in cut,
        )
        for actor, value in between.items()
        if value > 0
    ]
    columns = ("actor", "type", "betweenness", "neighbours", "communities", "cut")
    return Table(columns=columns, rows=tuple(sorted(rows, key=lambda row: (-row[2], row[0]))))


def communities(graph: nx.MultiDiGraph[str]) -> Table:
    """Who belongs together by Leiden, ties weighted by sources: the largest first, in it who has most inside."""
    joined = pairs(graph)
    rows: list[tuple[Any, ...]] = []
    for number, members in enumerate(_communities(joined), 1):
        inside = {
            actor: sum(edge["weight"] for other, edge in joined[actor].items() if other in members) for actor in members
        }
        whole = joined.degree(members, weight="weight")
        rows += sorted(
            (
                (number, len(members), *_who(joined, actor), inside[actor], whole[actor] - inside[actor])
                for actor in members
            ),
            key=lambda row: (-row[4], row[2]),
        )
    return Table(columns=("community", "size", "actor", "type", "inside", "outside"), rows=tuple(rows))


def cores(graph: nx.MultiDiGraph[str]) -> Table:
    """How deep in the network each actor lies: the largest k such that it has k neighbours that have k themselves."""
    joined = pairs(graph)
    core = nx.core_number(joined)
    rows = [(*_who(joined, actor), core[actor], joined.degree(actor)) for actor in joined]
    ordered = sorted(rows, key=lambda row: (-row[2], -row[3], row[0]))
    return Table(columns=("actor", "type", "core", "neighbours"), rows=tuple(ordered))


def reciprocity(graph: nx.MultiDiGraph[str]) -> Table:
    """Per relation that is not symmetric, how many of its pairs have it back too, and how many any of its class."""
    of_relation: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    of_class: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for one, other, tie in graph.edges(data=True):
        of_class[tie["class"]].add((one, other))
        if tie["symmetric"]:
            of_class[tie["class"]].add((other, one))
        else:
            of_relation[tie["relation"], tie["class"]].add((one, other))
    rows = []
    for (relation, group), found in of_relation.items():
        back = sum((other, one) in found for one, other in found)
        in_kind = sum((other, one) in of_class[group] for one, other in found)
        returned, answered = (round(count / len(found), 4) for count in (back, in_kind))
        rows.append((relation, group, len(found), back, in_kind, returned, answered))
    ordered = sorted(rows, key=lambda row: (-row[2], row[0]))
    columns = ("relation", "class", "pairs", "returned", "in_kind", "returned_share", "in_kind_share")
    return Table(columns=columns, rows=tuple(ordered))


def summary(graph: nx.MultiDiGraph[str]) -> Table:
    """The network as a whole: its size, how dense and clustered it is, into what it falls, how balanced it is."""
    joined, directed = pairs(graph), arcs(graph)
    parts = Counter(len(part) for part in nx.connected_components(joined))
    found = _communities(joined)
    measures = {
        "actors": len(joined),
        "ties": graph.number_of_edges(),
        "pairs": joined.number_of_edges(),
        "density": round(nx.density(joined), 6),
        "transitivity": round(nx.transitivity(joined), 6),
        "reciprocity": round(nx.overall_reciprocity(directed), 6) if directed.size() else 0.0,
        "components": parts.total(),
        "largest component": max(parts, default=0),
        "communities": len(found),
        "modularity": round(nx.community.modularity(joined, found), 6) if joined.size() else 0.0,
        **balance.measures(graph),
    }
    return Table(columns=("measure", "value"), rows=tuple(measures.items()))


def betweenness(joined: nx.Graph[str]) -> dict[str, float]:
    """Share of the shortest ways between others that lead through each actor, whatever the weights."""
    sample = SAMPLE if len(joined) > EXACT else None
    found: dict[str, float] = nx.betweenness_centrality(joined, k=sample, seed=SEED)
    return found


def _communities(joined: nx.Graph[str]) -> list[set[str]]:
    """The largest first; no actor stands in two."""
    if not joined.size():
        return [{actor} for actor in joined]
    leiden: Any = nx.community.leiden_communities  # whose annotations know no metric
    found = leiden(joined, weight="weight", metric="modularity", seed=SEED)
    return sorted((set(members) for members in found), key=lambda members: (-len(members), min(members)))


def _who(joined: nx.Graph[str], actor: str) -> tuple[str, str]:
    return joined.nodes[actor]["name"], joined.nodes[actor]["type"]
