"""What changed between two times: who became whose ally or rival, and whose role is another one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from graph.errors import UsageError
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import Table
from queries.network import Scope, arcs, kind_of, network, pairs

STANDING: Final = {1: "allies", 0: "mixed", -1: "rivals", None: "none"}
MIXED, ABSENT = "mixed", "absent"

type Network = nx.MultiDiGraph[str]


def halves(projection: Projection, scope: Scope, ontology: Ontology, at: dt.date) -> tuple[Network, Network]:
    """The network of what is dated before a day, and of what is dated on it or later.

    Raises:
        UsageError: The day lies outside the scope.
    """
    if (scope.since and at <= scope.since) or (scope.until and at > scope.until):
        raise UsageError(f"{at} does not part what is dated from {scope.since or 'ever'} until {scope.until or 'ever'}")
    before = scope.model_copy(update={"until": at - dt.timedelta(days=1)})
    after = scope.model_copy(update={"since": at})
    return network(projection, before, ontology), network(projection, after, ontology)


def middle(projection: Projection, scope: Scope) -> dt.date:
    """The day in the middle of the scope's events: as many begin before it as after.

    Raises:
        UsageError: Nothing in the scope is dated.
    """
    days = sorted(
        event.first_date
        for event in projection.events
        if event.first_date
        and event.status in scope.statuses
        and (scope.since is None or event.first_date > scope.since)
        and (scope.until is None or event.first_date <= scope.until)
    )
    if not days:
        raise UsageError("nothing is dated that could be parted in two times: name a day with --at")
    return days[len(days) // 2]


def shifts(before: Network, after: Network) -> Table:
    """Pairs that stand otherwise than before: allies, rivals, mixed (as much of both) or none; changes of sign first.

    Standing is reckoned from the sources that tell of cooperation and of conflict; structural ties are no part of it.
    """
    names = {actor: node["name"] for graph in (before, after) for actor, node in graph.nodes(data=True)}
    old, new = _standing(before), _standing(after)
    rows = []
    for pair in sorted(old.keys() | new.keys()):
        (was, *counts_before), (now, *counts_after) = old.get(pair, (None, 0, 0)), new.get(pair, (None, 0, 0))
        if was != now:
            turned = was is not None and now is not None
            told = sum(counts_before) + sum(counts_after)
            ends = (names[actor] for actor in pair)
            row = (*ends, STANDING[was], STANDING[now], *counts_before, *counts_after)
            rows.append(((not turned, -abs((was or 0) - (now or 0)), -told, pair), row))
    columns = (
        *("first", "second", "before", "after"),
        *("cooperation_before", "conflict_before", "cooperation_after", "conflict_after"),
    )
    return Table(columns=columns, rows=tuple(row for _, row in sorted(rows)))


def roles(before: Network, after: Network) -> Table:
    """Actors whose role is another than before, with their rank by PageRank; those that were there both times first.

    A role is what more than half of an actor's sources tell: `aggressor` (it does conflict), `target` (conflict is done
    to it), `opponent` (conflict that both do), `partner` (cooperation either way), `structural`; else `mixed`.
    """
    names = {actor: node for graph in (before, after) for actor, node in graph.nodes(data=True)}
    old, new = _roles(before), _roles(after)
    rank_before, rank_after = _ranks(before), _ranks(after)
    rows = []
    for actor, node in names.items():
        (was, ties_before), (now, ties_after) = old.get(actor, (ABSENT, 0)), new.get(actor, (ABSENT, 0))
        if was != now:
            row = (node["name"], node["type"], was, now, ties_before, ties_after)
            key = (ABSENT in (was, now), -(ties_before + ties_after), actor)
            rows.append((key, (*row, rank_before.get(actor), rank_after.get(actor))))
    columns = ("actor", "type", "before", "after", "sources_before", "sources_after", "rank_before", "rank_after")
    return Table(columns=columns, rows=tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])))


def _standing(graph: Network) -> dict[tuple[str, str], tuple[int | None, int, int]]:
    """Per pair in order of id with any cooperation or conflict: sign, sources of cooperation, of conflict."""
    return {
        (min(one, other), max(one, other)): (edge["sign"], edge["cooperation"], edge["conflict"])
        for one, other, edge in pairs(graph).edges(data=True)
        if edge["cooperation"] or edge["conflict"]
    }


def _roles(graph: Network) -> dict[str, tuple[str, int]]:
    told: dict[str, Counter[str]] = {actor: Counter() for actor in graph}
    for one, other, tie in graph.edges(data=True):
        kind = kind_of(tie)
        if kind == "conflict":
            ends = ("opponent", "opponent") if tie["symmetric"] else ("aggressor", "target")
        else:
            ends = ("partner", "partner") if kind else ("structural", "structural")
        for actor, role in zip((one, other), ends, strict=True):
            told[actor][role] += tie["sources"]
    return {actor: (_main(counts), counts.total()) for actor, counts in told.items()}


def _main(counts: Counter[str]) -> str:
    role, most = counts.most_common(1)[0]
    return role if 2 * most > counts.total() else MIXED


def _ranks(graph: Network) -> dict[str, int]:
    if not graph:
        return {}
    rank = nx.pagerank(arcs(graph), weight="weight")
    ordered = sorted(rank, key=lambda actor: (-round(rank[actor], 9), actor))
    return {actor: place for place, actor in enumerate(ordered, 1)}
