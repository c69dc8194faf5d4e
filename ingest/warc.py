"""WARC files to pages: the answers that a crawler kept, and the texts that were made of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped] # ships no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from graph.errors import ArticleError, TooLargeError
from graph.settings import Settings
from ingest.decode import decode
from ingest.model import RawPage, Refused
from ingest.web import PAGES, charset_of

_BROKEN = (ArchiveLoadFailed, EOFError, UnicodeError, ValueError, zlib.error, AttributeError)
"""What the library raises where a record is not as it should be."""


def warc(path: Path, settings: Settings) -> Iterator[RawPage | Refused]:
    """The pages of a WARC file, plain or packed record by record: pages answered with 200, and plain-text conversions.

    Raises:
        ArticleError: It is no such file, or broken from some record on.
    """
    with path.open("rb") as stream:
        try:
            records: Any = ArchiveIterator(stream)
            records.INC_RECORD = ""  # what it prints of a record whose length is wrong: its bytes
            for record in records:
                if _is_page(record):
                    yield _page(record, path, settings)
        except _BROKEN as error:
            raise ArticleError(
                f"is no WARC file, or broken: {' '.join(str(error).split())[:200]}", str(path)
            ) from error


def _is_page(record: Any) -> bool:
    if record.rec_type == "conversion":
        return str(record.rec_headers.get_header("Content-Type", "")).startswith("text/plain")
    return (
        record.rec_type == "response"
        and record.http_headers is not None
        and record.http_headers.get_statuscode() == "200"
        and str(record.http_headers.get_header("Content-Type", "")).lower().startswith(PAGES)
    )


def _page(record: Any, path: Path, settings: Settings) -> RawPage | Refused:
    url = str(record.rec_headers.get_header("WARC-Target-URI", "")).strip("<>")
    name = f"{path}:{url}"
    kind = str(record.http_headers.get_header("Content-Type")).lower() if record.http_headers else "text/plain"
    try:
        data = record.content_stream().read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise TooLargeError(name, settings.max_bytes)
        text = decode(data, name, charset_of(kind))
        return RawPage.of(name=name, kind="html" if "html" in kind else "text", text=text, url=url or None)
    except ArticleError as error:
        return Refused(name, error.reason)
