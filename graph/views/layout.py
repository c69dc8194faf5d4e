"""Where each actor is drawn: communities laid out one by one and packed side by side, no actor on top of another.

A single force-directed layout of a few hundred actors is a hairball: hubs pull all that they touch into one knot. Here
only an actor's own community pulls on it, and the communities are then packed as discs, the closely linked ones side by
side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""One row of x and y an actor."""

SEED = 20220217
AREA = 1180.0 * 860.0
"""Square pixels that a drawing should fill at zoom 1, so that sizes of nodes and lines are those that one sees."""
WIDEST, NARROWEST = 150.0, 40.0
"""Bounds of the room an actor gets, in pixels: few actors must not drift apart, many must not touch."""
ASPECT = 1.1
"""Width by height of the whole, as most screens leave it between filters and panel."""


def place(
    count: int, weights: Mapping[tuple[int, int], float], radii: Sequence[float], groups: Sequence[Sequence[int]]
) -> list[tuple[float, float]]:
    """Coordinates in pixels of the actors 0 to `count` - 1, in that order, centred on the origin and rounded to 0.1.

    Args:
        count: Number of actors.
        weights: How closely two of them are linked, by pair.
        radii: Half the size of each one's symbol, in pixels.
        groups: Who is drawn side by side; each actor is in one of them.
    """
    if count == 0:
        return []
    network = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    room = _room(count)
    communities = [sorted(members) for members in groups]
    centres = _pack(network, communities, room)
    points = np.zeros((count, 2))
    for members, centre in zip(communities, centres, strict=True):
        points[members] = _arrange(network.subgraph(members), members, room) + centre
    points = _settle(network, points, room)
    points = _part(points, np.asarray(radii, dtype=float) + room * 0.22)
    points = _stretch(points)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def radius(neighbours: int, count: int) -> float:
    """Half the size of an actor's symbol among `count`, in pixels at zoom 1: its area grows with its neighbours."""
    return round(min(6.0 + 2.2 * math.sqrt(neighbours), 22) * boldness(count), 1)


def crowd_radius(actors: int) -> float:
    """Half the size of the symbol of a group of so many actors, in pixels at zoom 1."""
    return round(min(13.0 + 0.9 * math.sqrt(actors), 30), 1)


def boldness(count: int) -> float:
    """How much bolder than among many actors symbols and lines may be among `count`: 1 to 1.7."""
    return round(min(max(_room(count) / 75, 1.0), 1.7), 2)


def _room(count: int) -> float:
    return min(max(math.sqrt(AREA / count), NARROWEST), WIDEST)


def _stretch(points: Points) -> Points:
    """The points about the origin, drawn out towards `ASPECT` along the shorter side: no two come nearer by that."""
    points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    width, height = np.maximum(np.ptp(points, axis=0), 1.0)
    ratio = float(width / height) / ASPECT
    stretched: Points = points * np.array([min(max(1 / ratio, 1.0), 1.6), min(max(ratio, 1.0), 1.6)])
    return stretched


def _arrange(community: nx.Graph[int], members: list[int], room: float) -> Points:
    """Offsets of one community's members from its centre: a disc of the size that so many need."""
    if len(members) == 1:
        return np.zeros((1, 2))
    own = nx.Graph()
    own.add_nodes_from(members)
    own.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), data["weight"]) for a, b, data in community.edges(data=True))
    )
    found = nx.spring_layout(own, k=2.2 / math.sqrt(len(members)), iterations=150, seed=SEED, weight=None)
    points = np.array([found[member] for member in members])
    points -= points.mean(axis=0)
    distance = np.hypot(points[:, 0], points[:, 1])
    # Ranks in place of distances: equally many in each ring of equal area, so no empty rim and no knot in the middle.
    rank = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(members)) * _radius(len(members), room)
    wanted = 0.55 * even + 0.45 * distance * _radius(len(members), room) / max(float(distance.max()), 1e-9)
    spread: Points = points * (wanted / np.maximum(distance, 1e-9))[:, None]
    return spread


def _radius(members: int, room: float) -> float:
    return room * math.sqrt(members) * 0.64


def _pack(network: nx.Graph[int], communities: list[list[int]], room: float) -> Points:
    """The communities' centres: discs that don't overlap, pulled together by the links between them."""
    of = {member: index for index, members in enumerate(communities) for member in members}
    count = len(communities)
    pull = np.zeros((count, count))
    for a, b, weight in network.edges(data="weight"):
        if of[a] != of[b]:
            pull[of[a], of[b]] += weight
            pull[of[b], of[a]] += weight
    discs = np.array([_radius(len(members), room) for members in communities])
    if count == 1:
        return np.zeros((1, 2))
    turn = np.arange(count) * math.pi * (3 - math.sqrt(5))
    spread = np.sqrt(np.cumsum(discs**2) - discs[0] ** 2 * 0.9)
    points = np.column_stack([np.cos(turn) * ASPECT, np.sin(turn)]) * spread[:, None]
    strength = pull / max(float(pull.max()), 1e-9)
    for step in range(240):
        heat = 0.12 * (1 - step / 240)
        points -= points * heat * np.array([0.28 / ASPECT, 0.28 * ASPECT])
        gaps = points[None, :, :] - points[:, None, :]
        points += heat * (gaps * (strength / np.maximum(strength.sum(axis=1, keepdims=True), 0.6))[:, :, None]).sum(
            axis=1
        )
        points = _part(points, discs + room * 0.3, rounds=2)
    return _part(points, discs + room * 0.3, rounds=200)


def _settle(network: nx.Graph[int], points: Points, room: float) -> Points:
    """The points after each actor has been drawn a little towards those that it is linked to."""
    links = np.array([(a, b) for a, b in network.edges], dtype=int).reshape(-1, 2)
    if not len(links):
        return points
    degree = np.maximum(np.bincount(links.ravel(), minlength=len(points)), 1)[:, None]
    for _ in range(12):
        move = np.zeros_like(points)
        gap = points[links[:, 1]] - points[links[:, 0]]
        np.add.at(move, links[:, 0], gap)
        np.add.at(move, links[:, 1], -gap)
        points = points + 0.05 * move / degree
        points = _part(points, np.full(len(points), room * 0.42), rounds=2)
    return points


def _part(points: Points, radii: Points, *, rounds: int = 120) -> Points:
    """The points after any two whose discs overlap have been pushed apart, half by each."""
    points = points.copy()
    needed = radii[:, None] + radii[None, :]
    np.fill_diagonal(needed, 0)
    angle = (
        np.arange(len(points)) * 2.399963
    )  # the golden angle: points that coincide leave each other in different directions
    for _ in range(rounds):
        gaps = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((gaps**2).sum(axis=2))
        overlap = np.maximum(needed - distance, 0)
        if float(overlap.max()) < 0.05:
            break
        alone = distance < 1e-6
        way = gaps / np.maximum(distance, 1e-6)[:, :, None]
        way[alone] = np.broadcast_to(np.column_stack([np.cos(angle), np.sin(angle)])[:, None, :], way.shape)[alone]
        points += (way * (overlap * 0.5)[:, :, None]).sum(axis=1) * 0.6
    return points
