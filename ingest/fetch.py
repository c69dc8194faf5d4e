"""Sources to pages: files, folders, JSON Lines, web addresses and standard input, decoded and within limits."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from charset_normalizer import from_bytes
from pydantic import ValidationError

from graph.errors import ArticleError, ConflictGraphError, TooLargeError
from graph.jsonl import first_problem
from graph.settings import Settings
from ingest.model import RawPage
from ingest.web import get

_KINDS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html"}
_LINES = ".jsonl"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEAD = re.compile(r"^(title|date|source|url|lang)\s*:\s*(.+)$", re.IGNORECASE)
_FIELDS = ("id", "url", "title", "lang", "source")


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no page: what it is called, why, and what to try again where the name does not lead to it."""

    name: str
    reason: str
    payload: str | None = None


def pages(sources: Iterable[str], settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of the sources, in their order; a folder's files by name. What can't be read comes as refused.

    Raises:
        ConflictGraphError: A named file or folder does not exist.
    """
    for source in sources:
        if source == "-":
            yield from _stream(sys.stdin.buffer, settings)
        elif re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+://", source):
            yield from _guarded(source, partial(_web, source, settings))
        elif Path(source).is_dir():
            for path in sorted(p for p in Path(source).rglob("*") if p.is_file() and not p.name.startswith(".")):
                yield from _file(path, settings)
        elif Path(source).exists():
            yield from _file(Path(source), settings)
        else:
            raise ConflictGraphError(f"{source}: no such file or folder")


def _guarded(name: str, read: Callable[[], Iterable[RawPage]]) -> Iterator[RawPage | Refused]:
    try:
        yield from read()
    except ArticleError as error:
        yield Refused(name, error.reason)
    except OSError as error:
        yield Refused(name, f"can't be read: {error.strerror or error}")


def _file(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    name, ending = str(path), path.suffix.lower()
    if ending == _LINES:
        yield from _lines_of(path, settings)
    elif ending in _KINDS:
        yield from _guarded(name, lambda: [_document(_read(path, settings), name, _KINDS[ending])])
    else:
        yield Refused(name, f"unknown ending {ending!r}: known are {', '.join([*_KINDS, _LINES])}")


def _read(path: Path, settings: Settings) -> bytes:
    with path.open("rb") as stream:
        return _limited(stream, str(path), settings)


def _limited(stream: BinaryIO, name: str, settings: Settings, first: bytes = b"") -> bytes:
    data = first + stream.read(max(0, settings.max_bytes + 1 - len(first)))
    if len(data) > settings.max_bytes:
        raise TooLargeError(name, settings.max_bytes)
    return data


def _lines_of(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    try:
        with path.open("rb") as stream:
            yield from json_lines(stream, str(path), settings)
    except OSError as error:
        yield Refused(str(path), f"can't be read: {error.strerror}")


def _stream(stream: BinaryIO, settings: Settings) -> Iterator[RawPage | Refused]:
    """Standard input: JSON Lines if its first character that is no blank is a brace, else one plain text."""
    first = stream.readline(settings.max_bytes + 1)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from json_lines(stream, "stdin", settings, first)
    else:
        rest = partial(_limited, stream, "stdin", settings, first)
        yield from _guarded("stdin", lambda: [_document(rest(), "stdin", "text")])


def json_lines(stream: BinaryIO, name: str, settings: Settings, first: bytes = b"") -> Iterator[RawPage | Refused]:
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


def _line(line: bytes, where: str, settings: Settings) -> RawPage:
    if len(line) > settings.max_bytes:
        raise TooLargeError(where, settings.max_bytes)
    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"is not UTF-8: {error.reason} at byte {error.start}", where) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no JSON, perhaps cut off: {error}", where) from error
    if not isinstance(record, dict) or not any(isinstance(record.get(key), str) for key in ("text", "html")):
        raise ArticleError('is no JSON object with "text" or "html"', where)
    kind = "text" if isinstance(record.get("text"), str) else "html"
    given = {key: str(record[key]) for key in _FIELDS if record.get(key) not in (None, "")}
    return _page(name=where, kind=kind, text=record[kind], published=_day(record.get("date"), where), **given)


def _web(address: str, settings: Settings) -> list[RawPage]:
    answer = get(address, settings)
    kind = "html" if "html" in answer.content_type else "text"
    return [_page(name=address, kind=kind, text=decode(answer.body, address, answer.charset), url=answer.url)]


def _document(data: bytes, name: str, kind: str) -> RawPage:
    """A file's page. A plain text may begin with lines such as "Title: ..." and "Date: 2024-05-31"."""
    text = decode(data, name)
    given: dict[str, str] = {}
    if kind == "text":
        lines = text.splitlines()
        while lines and (found := _HEAD.match(lines[0])) and found[1].lower() not in given:
            given[found[1].lower()] = found[2].strip()
            lines.pop(0)
        text = "\n".join(lines) if given else text
    return _page(name=name, kind=kind, text=text, published=_day(given.pop("date", None), name), **given)


def _page(**fields: Any) -> RawPage:
    try:
        return RawPage(**fields)
    except ValidationError as error:
        raise ArticleError(first_problem(error), fields["name"]) from error


def _day(value: object, name: str) -> dt.date | None:
    if value in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ArticleError(f"date {str(value)[:40]!r} is not of the form 2024-05-31", name) from error


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Text of bytes: by byte-order mark, as UTF-8, by the charset that came along, else by detection.

    Raises:
        ArticleError: The bytes are empty or no text.
    """
    if not data.strip():
        raise ArticleError("is empty", name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data, encoding, name)
    if b"\0" in data[:65536]:
        raise ArticleError("is no text but binary data", name)
    for likely in filter(None, ("utf-8", charset)):
        try:
            return data.decode(likely)
        except (UnicodeDecodeError, LookupError):
            continue
    best = from_bytes(data[:65536]).best()
    if best is None:
        raise ArticleError("is no text in any known encoding", name)
    return _as(data, best.encoding, name)


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"is not {encoding}: {error.reason} at byte {error.start}", name) from error
