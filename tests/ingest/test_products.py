"""The parser's matrix products: the same rows whatever stands beside them, and close to spaCy's own."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps

from graph.settings import Settings
from ingest.parse import load_pipeline
from ingest.products import NAME, ROWS, NumpyByRowsOps, on_one_core

SHAPES = [(96, 64), (480, 288), (300, 96)]
"""Columns of the left matrix and of the right one; of the first, NumPy's library takes the more ways."""


def matrix(rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(rows).normal(size=(rows, columns)).astype(np.float32)


@pytest.mark.parametrize(("inner", "outer"), SHAPES)
def test_a_row_does_not_depend_on_the_rows_beside_it(inner: int, outer: int) -> None:
    on_one_core()
    ops = NumpyByRowsOps()
    many, weights = matrix(3 * ROWS + 7, inner), matrix(outer, inner)
    whole = ops.gemm(many, weights, trans2=True)
    for first in (0, 1, ROWS - 1):
        for count in (0, 1, 2, 5, 17, ROWS, ROWS + 1, 2 * ROWS):
            part = ops.gemm(many[first : first + count], weights, trans2=True)
            assert np.array_equal(part, whole[first : first + count]), (first, count)


@pytest.mark.parametrize("turned", [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_spacy(turned: tuple[bool, bool]) -> None:
    one, other = matrix(70, 40), matrix(40, 30)
    left, right = (one.T if turned[0] else one), (other.T if turned[1] else other)
    ways = {"trans1": turned[0], "trans2": turned[1]}
    expected = NumpyOps().gemm(np.ascontiguousarray(left), np.ascontiguousarray(right), **ways)
    out = np.empty((70, 30), np.float32)
    assert NumpyByRowsOps().gemm(left, right, out=out, **ways) is out
    assert np.allclose(out, expected, atol=1e-4)


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_maxima_are_those_of_spacy(pieces: int) -> None:
    values = matrix(50, 20 * pieces).reshape(50, 20, pieces)
    assert np.array_equal(NumpyByRowsOps().maxout(values)[0], NumpyOps().maxout(values)[0])


@pytest.mark.model
def test_only_the_pipeline_that_extracts_multiplies_so() -> None:
    for bare in (False, True):
        model = cast(TrainablePipe, load_pipeline(Settings(), "en", bare=bare).get_pipe("tok2vec")).model
        assert {node.ops.name for node in model.walk()} == {NumpyOps.name if bare else NAME}
