"""Laws of the layout: apart, in place, the same each time."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from graph.views.groups import MOST_GROUPS, find_groups
from graph.views.layout import NARROWEST, place, radius


def ring(count: int) -> dict[tuple[int, int], float]:
    return {(min(a, b), max(a, b)): 1.0 for a, b in zip(range(count), [*range(1, count), 0], strict=True) if a != b}


def cliques(count: int, size: int, bridges: int) -> dict[tuple[int, int], float]:
    """So many complete graphs side by side, with some links between them."""
    dice = random.Random(3)
    inside = {pair: 2.0 for at in range(count) for pair in itertools.combinations(range(at * size, (at + 1) * size), 2)}
    across = {tuple(sorted(dice.sample(range(count * size), 2))): 1.0 for _ in range(bridges)}
    return inside | {(a, b): weight for (a, b), weight in across.items()}


GRAPHS = {
    "none": (0, {}),
    "one": (1, {}),
    "two": (2, {(0, 1): 1.0}),
    "strangers": (60, {}),
    "pairs": (40, {(at, at + 1): 1.0 for at in range(0, 40, 2)}),
    "star": (120, {(0, at): 1.0 for at in range(1, 120)}),
    "ring": (50, ring(50)),
    "cliques": (120, cliques(10, 12, 30)),
    "full": (400, cliques(20, 20, 200)),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_symbols_lie_apart(name: str) -> None:
    count, weights = GRAPHS[name]
    degree = [sum(at in pair for pair in weights) for at in range(count)]
    radii = [radius(one, count) for one in degree]
    points = place(count, weights, radii, find_groups(count, weights))
    assert len(points) == count
    for (a, one), (b, other) in itertools.combinations(enumerate(points), 2):
        assert math.dist(one, other) >= radii[a] + radii[b]
    for x, y in points:
        assert math.isfinite(x)
        assert math.isfinite(y)


@pytest.mark.parametrize("name", ["full", "star", "strangers"])
def test_it_fills_a_screen_and_no_more(name: str) -> None:
    count, weights = GRAPHS[name]
    points = place(count, weights, [5.0] * count, find_groups(count, weights))
    for axis in (0, 1):
        values = [point[axis] for point in points]
        assert abs(max(values) + min(values)) < 1
        assert 300 < max(values) - min(values) < NARROWEST * 60


def test_a_community_stays_together() -> None:
    """Within a clique actors are nearer to each other than to the rest: no hairball."""
    count, weights = GRAPHS["cliques"]
    points = place(count, weights, [5.0] * count, find_groups(count, weights))
    near = [math.dist(points[a], points[b]) for a, b in itertools.combinations(range(count), 2) if a // 12 == b // 12]
    far = [math.dist(points[a], points[b]) for a, b in itertools.combinations(range(count), 2) if a // 12 != b // 12]
    assert sum(near) / len(near) < 0.45 * sum(far) / len(far)


def test_the_order_of_the_weights_is_no_matter() -> None:
    count, weights = GRAPHS["cliques"]
    shuffled = list(weights.items())
    random.Random(9).shuffle(shuffled)
    groups = find_groups(count, weights)
    assert find_groups(count, dict(shuffled)) == groups
    assert place(count, dict(shuffled), [5.0] * count, groups) == place(count, weights, [5.0] * count, groups)


@pytest.mark.parametrize("name", GRAPHS)
def test_each_is_in_one_group(name: str) -> None:
    count, weights = GRAPHS[name]
    groups = find_groups(count, weights)
    assert sorted(member for members in groups for member in members) == list(range(count))
    assert [len(members) for members in groups] == sorted((len(members) for members in groups), reverse=True)


def test_small_groups_join_those_that_they_are_linked_to() -> None:
    """Seventy cliques, ten of which are small and hang on the first, and twenty pairs that hang on nothing."""
    weights = {pair: 5.0 for at in range(60) for pair in itertools.combinations(range(at * 6, at * 6 + 6), 2)}
    for at in range(10):
        small = 360 + at * 3
        weights |= dict.fromkeys(itertools.combinations(range(small, small + 3), 2), 5.0)
        weights[0, small] = 0.5
    weights |= {(390 + at * 2, 391 + at * 2): 1.0 for at in range(20)}
    groups = find_groups(430, weights)
    assert len(groups) == MOST_GROUPS
    (first,) = [members for members in groups if 0 in members]
    assert set(range(360, 390)) <= set(first)
    (alone,) = [members for members in groups if 390 in members]
    assert set(range(390, 430)) <= set(alone)
