"""TOML data files as lists of records, with the line of what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import DataError
from graph.jsonl import first_problem
from graph.model import Record


def read_tables[R: Record](path: Path, table: str, kind: type[R]) -> list[tuple[int, R]]:
    """Line number of the header and record of each `[[table]]`, in file order.

    Raises:
        DataError: The file is missing or no TOML, holds anything but such tables, or one of them is no such record.
    """
    text = read_text(path)
    document = _document(text, path)
    if unknown := sorted(set(document) - {table}):
        raise DataError(f"unknown table {unknown[0]!r}; only [[{table}]] may stand here", path)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    rows = []
    for line, row in zip(lines, document.get(table, []), strict=True):
        try:
            rows.append((line, kind.model_validate(row)))
        except ValidationError as error:
            raise DataError(first_problem(error), path, line) from error
    return rows


def read_table[R: Record](path: Path, kind: type[R]) -> R:
    """The whole file as one record.

    Raises:
        DataError: The file is missing or no TOML, or is no such record.
    """
    try:
        return kind.model_validate(_document(read_text(path), path))
    except ValidationError as error:
        raise DataError(first_problem(error), path) from error


def read_text(path: Path) -> str:
    """A data file's text.

    Raises:
        DataError: The file can't be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8: {error.reason} at byte {error.start}", path) from error


def _document(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is no TOML: {error}", path) from error
