"""Sources to pages: files, folders, web addresses, feeds and standard input, decoded and within limits."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from graph.errors import ArticleError, ConflictGraphError, TooLargeError, UnreachableError
from graph.settings import Settings
from ingest.decode import decode
from ingest.follow import Blank, Follower, as_listing, page_of
from ingest.listings import Entry, is_listing
from ingest.model import RawPage, Refused
from ingest.rows import as_day, json_file, json_lines, parquet
from ingest.warc import warc
from ingest.web import LISTINGS, PAGES, Web, must_be

_KINDS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html"}
_HEAD = re.compile(r"^(title|date|source|url|lang)\s*:\s*(.+)$", re.IGNORECASE)
_MANY = {".jsonl": json_file, ".parquet": parquet, ".warc": warc, ".warc.gz": warc}
"""What reads files of many pages, by their ending."""


def pages(sources: Iterable[str], settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of the sources, in their order; a folder's files by name. What can't be read comes as refused.

    Raises:
        ConflictGraphError: A named file or folder does not exist.
    """
    with Web(settings) as web:
        for source in sources:
            if source == "-":
                yield from _stream(sys.stdin.buffer, settings)
            elif re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+://", source):
                yield from guarded(source, partial(_web, source, web))
            elif Path(source).exists():
                for path in files(Path(source)):
                    yield from file_pages(path, settings)
            else:
                raise ConflictGraphError(f"{source}: no such file or folder")


def files(path: Path) -> list[Path]:
    """The file, or the files of a folder and those below it, by name, hidden ones left out."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))


def ending(path: Path) -> str:
    """What tells a file's kind, such as ".txt" or ".warc.gz"."""
    name = path.name.lower()
    return next((known for known in _MANY if name.endswith(known)), path.suffix.lower())


def file_pages(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of a file."""
    name, kind = str(path), ending(path)
    if many := _MANY.get(kind):
        yield from guarded(name, partial(many, path, settings))
    elif kind in _KINDS:
        yield from guarded(name, lambda: [_document(read(path, settings), name, _KINDS[kind])])
    else:
        yield Refused(name, f"unknown ending {kind!r}: known are {', '.join([*_KINDS, *_MANY])}")


def guarded(name: str, read: Callable[[], Iterable[RawPage | Refused]]) -> Iterator[RawPage | Refused]:
    """What `read` gives; its errors of input come as refused."""
    try:
        yield from read()
    except ArticleError as error:
        yield Refused(name, error.reason, retry=isinstance(error, UnreachableError))
    except OSError as error:
        yield Refused(name, f"can't be read: {error.strerror or error}", retry=True)


def read(path: Path, settings: Settings) -> bytes:
    """A file's bytes.

    Raises:
        TooLargeError: There are more than the settings allow.
        OSError: It can't be read.
    """
    with path.open("rb") as stream:
        return _limited(stream, str(path), settings)


def _limited(stream: BinaryIO, name: str, settings: Settings, first: bytes = b"") -> bytes:
    data = first + stream.read(max(0, settings.max_bytes + 1 - len(first)))
    if len(data) > settings.max_bytes:
        raise TooLargeError(name, settings.max_bytes)
    return data


def _stream(stream: BinaryIO, settings: Settings) -> Iterator[RawPage | Refused]:
    """Standard input: JSON Lines if its first character that is no blank is a brace, else one plain text."""
    first = stream.readline(settings.max_bytes + 1)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from json_lines(stream, "stdin", settings, first)
    else:
        rest = partial(_limited, stream, "stdin", settings, first)
        yield from guarded("stdin", lambda: [_document(rest(), "stdin", "text")])


def _web(address: str, web: Web) -> Iterator[RawPage | Refused]:
    """The page at an address, or the pages of the feed or sitemap that is there."""
    answer = web.get(address, kinds=LISTINGS)
    if answer and is_listing(decode(answer.body, address, answer.charset)):
        found = Follower(web, Blank()).parts(as_listing(answer), as_listing)
        yield from (one for one in found if isinstance(one, RawPage | Refused))
    elif answer:
        must_be(answer.content_type, PAGES, answer.url)
        yield page_of(answer, Entry(address))


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
    return RawPage.of(name=name, kind=kind, text=text, published=as_day(given.pop("date", None), name), **given)
