"""Which actors are mostly linked to one another: the groups by which a large graph is laid out and drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

SEED = 20220217
MOST_GROUPS = 60
"""So many symbols can be told apart; smaller groups are joined to the one that they are linked to most."""

Groups = tuple[tuple[int, ...], ...]


def find_groups(count: int, weights: Mapping[tuple[int, int], float]) -> Groups:
    """Members of each group, ascending, the largest group first; the actors 0 to `count` - 1 are in one each.

    Args:
        count: Number of actors.
        weights: How closely two of them are linked, by pair.
    """
    if count == 0:
        return ()
    network = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    found = nx.community.louvain_communities(network, weight="weight", resolution=1.0, seed=SEED)
    return _joined(_ordered(found), weights)


def _ordered(groups: list[set[int]]) -> Groups:
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def _joined(groups: Groups, weights: Mapping[tuple[int, int], float]) -> Groups:
    """At most `MOST_GROUPS`: each smaller one joins a larger one, and those linked to none of these each other."""
    if len(groups) <= MOST_GROUPS:
        return groups
    kept = [set(group) for group in groups[: MOST_GROUPS - 1]]
    of = {member: index for index, group in enumerate(groups) for member in group}
    pull: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (a, b), weight in sorted(weights.items()):
        for one, other in ((of[a], of[b]), (of[b], of[a])):
            if one >= len(kept) > other:
                pull[one][other] += weight
    alone: set[int] = set()
    for index in range(len(kept), len(groups)):
        linked = sorted(pull[index].items(), key=lambda pair: (-pair[1], pair[0]))
        (kept[linked[0][0]] if linked else alone).update(groups[index])
    return _ordered([*kept, alone] if alone else kept)
