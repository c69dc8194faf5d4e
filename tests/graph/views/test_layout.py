"""Laws of the layout: apart, in place, the same each time."""

from __future__ import annotations

import itertools
import math
import random

import pytest

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
    points = place(count, weights, radii)
    assert len(points) == count
    for (a, one), (b, other) in itertools.combinations(enumerate(points), 2):
        assert math.dist(one, other) >= radii[a] + radii[b]
    for x, y in points:
        assert math.isfinite(x)
        assert math.isfinite(y)


@pytest.mark.parametrize("name", ["full", "star", "strangers"])
def test_it_fills_a_screen_and_no_more(name: str) -> None:
    count, weights = GRAPHS[name]
    points = place(count, weights, [5.0] * count)
    for axis in (0, 1):
        values = [point[axis] for point in points]
        assert abs(max(values) + min(values)) < 1
        assert 300 < max(values) - min(values) < NARROWEST * 60


def test_a_community_stays_together() -> None:
    """Within a clique actors are nearer to each other than to the rest: no hairball."""
    count, weights = GRAPHS["cliques"]
    points = place(count, weights, [5.0] * count)
    near = [math.dist(points[a], points[b]) for a, b in itertools.combinations(range(count), 2) if a // 12 == b // 12]
    far = [math.dist(points[a], points[b]) for a, b in itertools.combinations(range(count), 2) if a // 12 != b // 12]
    assert sum(near) / len(near) < 0.45 * sum(far) / len(far)


def test_the_order_of_the_weights_is_no_matter() -> None:
    count, weights = GRAPHS["cliques"]
    shuffled = list(weights.items())
    random.Random(9).shuffle(shuffled)
    assert place(count, dict(shuffled), [5.0] * count) == place(count, weights, [5.0] * count)
