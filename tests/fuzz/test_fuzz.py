"""A short run of the hostile inputs, and the corpus: none crashes what reads it, or takes long."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.fuzz.__main__ import PHASES, UNCHECKED, fault
from tests.fuzz.inputs import CORPUS, hostile, seeds
from tests.fuzz.targets import TARGETS, load

QUICK = sorted(TARGETS.keys() - {"extraction"})
"""All but the one that has to load models; `make fuzz` begins with the corpus of each."""


@pytest.fixture(autouse=True, scope="module")
def loaded() -> None:
    load()


def test_every_target_has_a_corpus() -> None:
    assert sorted(path.name for path in CORPUS.iterdir()) == sorted(TARGETS)


@pytest.mark.parametrize("name", QUICK)
def test_the_corpus_is_read_or_refused(name: str, tmp_path: Path) -> None:
    assert [found for data in seeds(name) if (found := fault(name, data, tmp_path / "input"))] == []


@pytest.mark.parametrize("name", QUICK)
def test_hostile_inputs_are_read_or_refused(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp(name) / "input"
    faults: list[str | None] = []

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        derandomize=True,
        phases=PHASES,
        suppress_health_check=UNCHECKED,
    )
    @given(hostile(name))
    def feed(data: bytes) -> None:
        faults.append(fault(name, data, path))

    feed()
    assert len(faults) >= 30
    assert set(faults) == {None}
