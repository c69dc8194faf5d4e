"""Structural balance: whether friends of friends are friends, and enemies' enemies too; who strains against it.

Two actors are friends (+) where more independent sources tell of cooperation between them than of conflict, enemies (-)
where it is the other way round. Three actors who all know each other are in balance if the product of their signs is
positive: all friends, or two friends with a common enemy. Frustration is the least number of signs that would have to
change so that all falls into two camps; finding the least is hard, so that what is told is the least that was found.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from graph.stores.base import Table
from queries.network import pairs

SEED: Final = 20220217
STARTS: Final = 20
"""Camps are looked for from so many beginnings, and the best of what was found is taken."""


def balance(graph: nx.MultiDiGraph[str]) -> Table:
    """Who sits in unbalanced triads and whose ties run against the camps; the most strained actor first."""
    signed = signs(graph)
    camps, _ = split(signed)
    balanced: Counter[str] = Counter()
    strained: Counter[str] = Counter()
    for triad, product in _triads(signed):
        (balanced if product > 0 else strained).update(triad)
    rows = []
    for actor in signed:
        against = sum(edge["sign"] * camps[actor] * camps[other] < 0 for other, edge in signed[actor].items())
        node = signed.nodes[actor]
        friends = sum(edge["sign"] > 0 for edge in signed[actor].values())
        enemies = signed.degree(actor) - friends
        camp = 1 if camps[actor] > 0 else 2
        rows.append((node["name"], node["type"], friends, enemies, balanced[actor], strained[actor], camp, against))
    ordered = sorted(rows, key=lambda row: (-row[5], -row[7], -row[4], row[0]))
    columns = ("actor", "type", "friends", "enemies", "balanced", "unbalanced", "camp", "against_camps")
    return Table(columns=columns, rows=tuple(ordered))


def triads(graph: nx.MultiDiGraph[str]) -> Table:
    """Three actors who all know each other, by their signs; the unbalanced ones first, of the strongest ties."""
    signed = signs(graph)
    rows = []
    for triad, product in _triads(signed):
        edges = [signed.edges[pair] for pair in combinations(triad, 2)]
        marks = ["+" if edge["sign"] > 0 else "-" for edge in edges]
        names = (signed.nodes[actor]["name"] for actor in triad)
        rows.append((product > 0, *names, *marks, min(edge["weight"] for edge in edges)))
    columns = ("is_balanced", "first", "second", "third", "first_second", "first_third", "second_third", "sources")
    return Table(columns=columns, rows=tuple(sorted(rows, key=lambda row: (row[0], -row[7], row[1:4]))))


def measures(graph: nx.MultiDiGraph[str]) -> dict[str, int | float]:
    """Of the whole network: triads by their signs, the share in balance, and how many ties frustrate the best camps."""
    signed = signs(graph)
    kinds: Counter[int] = Counter()
    for triad, _ in _triads(signed):
        kinds[sum(signed.edges[pair]["sign"] > 0 for pair in combinations(triad, 2))] += 1
    return {
        "triads +++": kinds[3],
        "triads ++-": kinds[2],
        "triads +--": kinds[1],
        "triads ---": kinds[0],
        "balanced share of triads": round((kinds[3] + kinds[1]) / kinds.total(), 6) if kinds else 0.0,
        "signed pairs": signed.number_of_edges(),
        "frustration, at most": split(signed)[1],
    }


def signs(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The pairs that are friends or enemies, and their actors; a pair with as much of both is neither."""
    signed = pairs(graph)
    signed.remove_edges_from([(one, other) for one, other, sign in signed.edges(data="sign") if not sign])
    signed.remove_nodes_from(list(nx.isolates(signed)))
    return signed


def split(signed: nx.Graph[str]) -> tuple[dict[str, int], int]:
    """The best camps found, 1 or -1 by actor, the larger camp 1; and the number of ties that they frustrate."""
    dice = random.Random(SEED)
    actors = sorted(signed)
    best: tuple[int, dict[str, int]] | None = None
    for start in range(STARTS):
        camps = {actor: 1 if start == 0 else dice.choice((1, -1)) for actor in actors}
        frustrated = _settle(signed, camps, actors)
        if best is None or frustrated < best[0]:
            best = frustrated, camps
    if best is None:
        return {}, 0
    frustrated, camps = best
    if sum(camps.values()) < 0:
        camps = {actor: -camp for actor, camp in camps.items()}
    return camps, frustrated


def _settle(signed: nx.Graph[str], camps: dict[str, int], actors: list[str]) -> int:
    """The number of frustrated ties after actors have changed camp, one by one, as long as that frustrates fewer."""
    moved = True
    while moved:
        moved = False
        for actor in actors:
            pull = sum(edge["sign"] * camps[other] for other, edge in signed[actor].items())
            if pull * camps[actor] < 0:
                camps[actor] = -camps[actor]
                moved = True
    return sum(sign * camps[one] * camps[other] < 0 for one, other, sign in signed.edges(data="sign"))


def _triads(signed: nx.Graph[str]) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Each three actors who all know each other, sorted, with the product of their signs."""
    later = {actor: {other for other in signed[actor] if other > actor} for actor in signed}
    for first in sorted(later):
        for second in sorted(later[first]):
            for third in sorted(later[first] & later[second]):
                signs_of = (signed.edges[pair]["sign"] for pair in combinations((first, second, third), 2))
                product = 1
                for sign in signs_of:
                    product *= sign
                yield (first, second, third), product
