"""Columns of a table as the page carries them: what repeats stands once, and numbers stand as short digits.

A page may hold tens of thousands of claims, most of whose fields take few values. The page's `unpack` undoes `pack`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

DIGITS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "\\<>&")
"""Of numbers to the base of 88: what JSON and HTML leave as it is."""

Column = list[Any] | dict[str, Any]
"""The values; or numbers as `digits`, `width` of them each, as they are or as `steps` from row to row (0, -1, 1
and -2 are 0, 1, 2 and 3); or `words` and a column of the place `at` which each row's value stands there."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, Column]:
    """The rows as packed columns, by name."""
    found = list(rows)
    return {name: pack([row[place] for row in found]) for place, name in enumerate(columns)}


def pack(values: list[Any]) -> Column:
    """The shortest of the forms that the values can take.

    Args:
        values: Anything that JSON holds.
    """
    numbers = all(type(value) is int for value in values)
    forms = [values, *(_in_digits(values) if numbers else [_with_words(values)])]
    return min(forms, key=lambda form: len(_written(form)))


def _in_digits(values: list[int]) -> list[Column]:
    steps = [after - before for before, after in pairwise([0, *values])]
    forms = [_digits([2 * step if step >= 0 else -2 * step - 1 for step in steps], steps=True)]
    return forms if min(values, default=0) < 0 else [*forms, _digits(values, steps=False)]


def _digits(numbers: list[int], *, steps: bool) -> Column:
    width = 1
    while len(DIGITS) ** width <= max(numbers, default=0):
        width += 1
    places = [len(DIGITS) ** place for place in reversed(range(width))]
    text = "".join(DIGITS[number // place % len(DIGITS)] for number in numbers for place in places)
    return {"digits": text, "width": width, "steps": steps}


def _with_words(values: list[Any]) -> Column:
    """In order of first use; told apart by how they are written, since 1 and True are equal."""
    place: dict[str, int] = {}
    at = [place.setdefault(_written(value), len(place)) for value in values]
    return {"words": [json.loads(word) for word in place], "at": pack(at)}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
