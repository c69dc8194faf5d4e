"""Packed columns of the page, back as values: what its script does, once more and apart from it."""

from __future__ import annotations

from typing import Any

from graph.views.columns import DIGITS, Column


def unpack(column: Column) -> list[Any]:
    """The values that were packed."""
    if isinstance(column, list):
        return column
    if "words" in column:
        return [column["words"][at] for at in unpack(column["at"])]
    text, width = column["digits"], column["width"]
    numbers = [_number(text[at : at + width]) for at in range(0, len(text), width)]
    if not column["steps"]:
        return numbers
    values: list[int] = []
    for number in numbers:
        values.append((values[-1] if values else 0) + (-(number + 1) // 2 if number % 2 else number // 2))
    return values


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number
