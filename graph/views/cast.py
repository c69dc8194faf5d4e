"""Who is drawn at first: all of a small graph; of a large one the hubs, and a symbol for the rest of each group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.views.tables import Tables

MOST_ACTORS = 400
"""Above it any drawing is a hairball and panning gets slow."""
HUBS = 240
"""So many of a larger graph are drawn at first, which leaves room for groups and for those that are asked for."""
HUBS_OF_EACH = 2
"""At least so many of each group, so that each shows whom it is about."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The symbols of the first view: actors, then groups; the other fields count them from 0 in that order.

    Attributes:
        actors: By place in the table, ascending.
        groups: Groups with members that have no symbol of their own, and the number of these.
        weights: Number of claims between two symbols, by ascending pair.
        sides: Symbols of each group of actors.
    """

    actors: tuple[int, ...]
    groups: tuple[tuple[int, int], ...]
    weights: dict[tuple[int, int], int]
    sides: tuple[tuple[int, ...], ...]


def cast_of(tables: Tables) -> Cast:
    """The symbols of the first view of these tables."""
    actors = _hubs(tables)
    drawn = {actor: index for index, actor in enumerate(actors)}
    hidden = {
        group: count
        for group, members in enumerate(tables.groups)
        if (count := sum(member not in drawn for member in members))
    }
    crowd = {group: len(actors) + index for index, group in enumerate(hidden)}
    symbol = {
        member: drawn[member] if member in drawn else crowd[group]
        for group, members in enumerate(tables.groups)
        for member in members
    }
    weights: Counter[tuple[int, int]] = Counter()
    for (a, b), count in tables.strength.items():
        one, other = sorted((symbol[a], symbol[b]))
        if one != other:
            weights[one, other] += count
    sides = (tuple(sorted({symbol[member] for member in members})) for members in tables.groups)
    return Cast(actors, tuple(hidden.items()), dict(weights), tuple(sides))


def _hubs(tables: Tables) -> tuple[int, ...]:
    """Places of the actors that get a symbol of their own; the tables' order is that of importance."""
    count = len(tables.actors)
    if count <= MOST_ACTORS:
        return tuple(range(count))
    chosen = {member for members in tables.groups for member in members[:HUBS_OF_EACH]}
    others = [actor for actor in range(count) if actor not in chosen]
    return tuple(sorted([*chosen, *others[: max(HUBS - len(chosen), 0)]]))
