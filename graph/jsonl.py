"""JSON Lines: one record a line, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ValidationError

from graph.errors import DataError
from graph.model import Record


def read[R: BaseModel](path: Path, kind: type[R]) -> Iterator[tuple[int, R]]:
    """Line number (from 1) and record of each line that is not blank.

    Raises:
        DataError: The file is missing, is not UTF-8, or a line is no such record.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _parse(line, kind, path, number)
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8: {error.reason} at byte {error.start}", path) from error


def write(stream: TextIO, records: Iterable[Record]) -> int:
    """How many records were written; keys in the order of the record's fields."""
    count = 0
    for record in records:
        stream.write(record.model_dump_json() + "\n")
        count += 1
    return count


def first_problem(error: ValidationError) -> str:
    """The first complaint of a validation error, as "field: what is wrong"."""
    problem = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _parse[R: BaseModel](line: str, kind: type[R], path: Path, number: int) -> R:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        raise DataError(first_problem(error), path, number) from error
