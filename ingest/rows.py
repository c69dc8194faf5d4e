"""Rows with named fields to pages: JSON Lines and Parquet."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from graph.errors import ArticleError, TooLargeError
from graph.library import needed
from graph.settings import Settings
from ingest.model import RawPage, Refused

_FIELDS = ("id", "url", "title", "lang", "source")
_TEXTS = ("text", "html")
_ROWS = 64
"""Rows of a Parquet file held at once."""
_GROUP = 1 << 30
"""Bytes of a row group, unpacked, from which on a Parquet file is refused: its pages are unpacked in memory."""


class Lines(Protocol):
    """What lines can be read from."""

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes of a line; empty after the last one."""
        ...


def json_file(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of a file of JSON Lines.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as stream:
        yield from json_lines(stream, str(path), settings)


def json_lines(stream: Lines, name: str, settings: Settings, first: bytes = b"") -> Iterator[RawPage | Refused]:
    """The pages of JSON Lines: "text" or "html", and if given "id", "title", "date", "lang", "url" and "source".

    Args:
        stream: The lines; of one longer than allowed no more than that is held at once.
        name: What the stream is called.
        settings: The limits.
        first: What has been read of the stream already: its first line, or as much as may be held.
    """
    for number in count(1):
        line = first if number == 1 and first else stream.readline(settings.max_bytes + 1)
        if not line:
            return
        if line.strip():
            where = f"{name}:{number}"
            try:
                yield _line(line, where, settings)
            except ArticleError as error:
                yield Refused(where, error.reason, line.decode("utf-8", "replace")[: settings.max_characters])
        while len(line) > settings.max_bytes and not line.endswith(b"\n"):
            line = stream.readline(settings.max_bytes + 1)


def parquet(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of a Parquet file: columns as the fields of JSON Lines, others are left alone.

    Raises:
        OSError: It can't be read.
        ArticleError: It is no such file, or unpacks to too much.
        LibraryError: pyarrow is not installed.
    """
    with path.open("rb") as stream:
        yield from parquet_rows(stream, str(path), settings)


def parquet_rows(
    stream: BinaryIO, name: str, settings: Settings, first: int = 0, end: int | None = None
) -> Iterator[RawPage | Refused]:
    """The pages of some rows of a Parquet file, from `first` to before `end`.

    Raises:
        ArticleError: It is no such file, or unpacks to too much.
        LibraryError: pyarrow is not installed.
    """
    arrow, library = needed("pyarrow", "cluster"), needed("pyarrow.parquet", "cluster")
    try:
        with library.ParquetFile(stream, pre_buffer=False) as file:
            columns = _columns(file, name)
            last = int(file.metadata.num_rows) if end is None else end
            groups, number = _groups(file, first, last)
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns, row_groups=groups):
                skipped = min(max(first - number, 0), len(batch))
                for row in batch.slice(skipped, max(last - number - skipped, 0)).to_pylist():
                    yield _row(row, f"{name}:{number + skipped + 1}", settings)
                    skipped += 1
                number += len(batch)
    except arrow.ArrowException as error:
        raise ArticleError(
            f"is no Parquet file that can be read: {' '.join(str(error).split())[:200]}", name
        ) from error


def _groups(file: Any, first: int, end: int) -> tuple[list[int], int]:
    """The row groups that hold these rows, and the number of the first row of the first of them."""
    found: list[int] = []
    start, at = 0, 0
    for group in range(file.num_row_groups):
        length = file.metadata.row_group(group).num_rows
        if at < end and first < at + length:
            start = start if found else at
            found.append(group)
        at += length
    return found, start


def row_page(row: Mapping[str, Any], where: str) -> RawPage:
    """The page of named values.

    Raises:
        ArticleError: There is no text among them, or one is refused.
    """
    kind = next((name for name in _TEXTS if isinstance(row.get(name), str)), None)
    if kind is None:
        raise ArticleError('has no "text" or "html"', where)
    given = {key: str(row[key]) for key in _FIELDS if row.get(key) not in (None, "")}
    return RawPage.of(name=where, kind=kind, text=row[kind], published=as_day(row.get("date"), where), **given)


def as_day(value: object, name: str) -> dt.date | None:
    """The day that a value begins with, such as "2024-05-31T10:00"; None if it is empty.

    Raises:
        ArticleError: It does not begin with a day.
    """
    if value in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ArticleError(f"date {str(value)[:40]!r} is not of the form 2024-05-31", name) from error


def _line(line: bytes, where: str, settings: Settings) -> RawPage:
    if len(line) > settings.max_bytes:
        raise TooLargeError(where, settings.max_bytes)
    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"is not UTF-8: {error.reason} at byte {error.start}", where) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no JSON, perhaps cut off: {error}", where) from error
    if not isinstance(record, dict):
        raise ArticleError("is no JSON object", where)
    return row_page(record, where)


def _columns(file: Any, name: str) -> list[str]:
    names = [one for one in file.schema_arrow.names if one in (*_FIELDS, *_TEXTS, "date")]
    if not set(names) & set(_TEXTS):
        raise ArticleError('has no column "text" or "html"', name)
    largest = max((file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups)), default=0)
    if largest > _GROUP:
        raise ArticleError(f"has a row group larger than {_GROUP:,} bytes", name)
    return names


def _row(row: dict[str, Any], where: str, settings: Settings) -> RawPage | Refused:
    try:
        if sum(len(value) for value in row.values() if isinstance(value, str)) > settings.max_bytes:
            raise TooLargeError(where, settings.max_bytes)
        return row_page(row, where)
    except ArticleError as error:
        payload = json.dumps(row, default=str, ensure_ascii=False)
        return Refused(where, error.reason, payload[: settings.max_characters])
