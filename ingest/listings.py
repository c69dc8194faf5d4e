"""What lists articles, as entries: RSS, Atom, sitemaps and their indexes, GDELT's article lists, lists of addresses.

A listing is hostile until shown otherwise: one that declares entities, is too deep or too long never reaches a library.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree
from xml.parsers import expat

import feedparser  # type: ignore[import-untyped] # ships no types

from graph.errors import ArticleError
from ingest.decode import decode

_DEEP = 64
_ELEMENTS = 1_000_000
_ENTRIES = 50_000
"""The most that one sitemap may hold, by its standard; more than any other listing does."""
_LONG = 2_000
"""Characters of an address, a title or a date from which on it is none."""
_ROOTS = ("rss", "feed", "rdf", "urlset", "sitemapindex")
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_BROKEN = (300_000, 20_000)
"""Bytes and tags from which on a feed that is not well-formed is not mended, since that takes quadratic time."""
_HEAD = 10_000
"""Characters in which a listing's first element must stand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a listing names.

    Attributes:
        address: Where it is.
        title: As the listing gives it.
        published: Its day, in UTC.
        stated: When it was last changed, as the listing words it.
        source: Its publisher, where listings join several.
        lang: ISO 639-1.
    """

    address: str
    title: str | None = None
    published: dt.date | None = None
    stated: str | None = None
    source: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a document in its order, each address once, and the further listings it names."""

    entries: tuple[Entry, ...] = ()
    further: tuple[Entry, ...] = ()


def is_listing(text: str) -> bool:
    """Whether a text is RSS, Atom, a sitemap or an index of sitemaps, by its first element."""
    try:
        return _Walk("").over(_utf8(text[:_HEAD]), is_all=False).root in _ROOTS
    except ArticleError:
        return False


def read_listing(data: bytes, address: str, charset: str | None = None) -> Listing:
    """What a document in XML lists; `address` is where it came from.

    Raises:
        ArticleError: It is no listing, is broken beyond reading, or would cost too much to read.
    """
    utf8 = _utf8(decode(data, address, charset))
    walk = _Walk(address).over(utf8, is_all=True)
    if walk.root not in _ROOTS:
        raise ArticleError("is no RSS, Atom or sitemap", address)
    is_sitemap = walk.root in ("urlset", "sitemapindex")
    if walk.is_broken and (is_sitemap or len(utf8) > _BROKEN[0] or utf8.count(b"<") > _BROKEN[1]):
        raise ArticleError("is not well-formed, perhaps cut off", address)
    if is_sitemap:
        return _sitemap(ElementTree.fromstring(utf8), address)  # the walk has seen that it is harmless
    return Listing(_once(_feed_entries(utf8, address), address))


def read_gdelt(data: bytes, address: str) -> Listing:
    """An article list of GDELT's: the answer of its search ("articles"), or JSON Lines, one article a line.

    Raises:
        ArticleError: It is neither.
    """
    text = decode(data, address)
    try:
        rows = _gdelt_rows(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is no article list of GDELT's: {error}", address) from error
    return Listing(_once((_gdelt_entry(row) for row in rows if isinstance(row, dict)), address))


def read_list(data: bytes, address: str) -> Listing:
    """A list of addresses, one a line; what begins with # is a comment.

    Raises:
        ArticleError: It is no text.
    """
    lines = (line.strip() for line in decode(data, address).splitlines())
    return Listing(_once((Entry(line) for line in lines if line and not line.startswith("#")), address))


def day(value: object) -> dt.date | None:
    """The day of a date as feeds write them ("2024-05-31T10:00:00Z", "20240531T100000Z"), None if it is none."""
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value) if isinstance(value, str) else None
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


class _Walk:
    """One pass over a document that refuses what would cost the libraries behind it too much."""

    def __init__(self, address: str) -> None:
        self.root: str | None = None
        self.is_broken = False
        self._address = address
        self._depth = self._elements = 0

    def over(self, data: bytes, *, is_all: bool) -> Self:
        """Walks over a document, or over its beginning.

        Raises:
            ArticleError: It declares entities, is too deep or holds too much.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._document_type
        try:
            parser.Parse(data, is_all)
        except expat.ExpatError:
            self.is_broken = True
        return self

    def _start(self, name: str, _: Mapping[str, str]) -> None:
        self.root = self.root or _local(name).lower()
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEP or self._elements > _ELEMENTS:
            raise ArticleError("is nested too deep or holds too many elements", self._address)

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _document_type(self, _name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        if has_declarations:
            raise ArticleError("declares entities, which no feed needs", self._address)


def _feed_entries(data: bytes, address: str) -> Iterator[Entry]:
    """The entries of RSS or Atom; of one that is not well-formed, what can be made out."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    parsed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if parsed.bozo and not parsed.entries:
        raise ArticleError(
            f"is no feed that can be read: {' '.join(str(parsed.get('bozo_exception')).split())[:200]}", address
        )
    lang = _lang(parsed.feed.get("language"))
    for row in parsed.entries:
        when = row.get("published_parsed") or row.get("updated_parsed")
        yield Entry(
            address=str(row.get("link") or ""),
            title=_short(row.get("title")),
            published=_date(when),
            stated=_short(row["updated"]) if "updated" in row else None,
            lang=_lang(row.get("language")) or lang,
        )


def _sitemap(root: ElementTree.Element, address: str) -> Listing:
    entries: list[Entry] = []
    further: list[Entry] = []
    for node in root:
        values = {_local(part.tag): (part.text or "").strip() for part in node.iter()}
        stated = _short(values.get("lastmod"))
        entry = Entry(
            address=values.get("loc", ""),
            title=_short(values.get("title")),
            published=day(values.get("publication_date")),
            stated=stated,
            lang=_lang(values.get("language")),
        )
        (further if _local(node.tag) == "sitemap" else entries).append(entry)
    return Listing(_once(entries, address), _once(further, address))


def _gdelt_entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        address=_short(row.get("url")) or "",
        title=_short(row.get("title")),
        published=day(row.get("seendate") or row.get("date")),
        source=_short(row.get("outletName") or row.get("domain")),
        lang=_lang(row.get("lang")),
    )


def _gdelt_rows(text: str) -> list[Any]:
    if '"articles"' in text[:200]:
        rows: Any = json.loads(text).get("articles")
        return rows if isinstance(rows, list) else []
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _once(entries: Iterable[Entry], base: str) -> tuple[Entry, ...]:
    """The entries whose address may be fetched, made absolute, without fragment; the first of each address."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if len(kept) >= _ENTRIES:
            break
        address = _absolute(entry.address, base)
        if address is not None:
            kept.setdefault(address, replace(entry, address=address))
    return tuple(kept.values())


def _absolute(address: str, base: str) -> str | None:
    try:
        whole = urldefrag(urljoin(base, address.strip())).url
        is_web = urlsplit(whole).scheme in ("http", "https") and bool(urlsplit(whole).hostname)
    except ValueError:
        return None
    return whole if address.strip() and is_web and len(whole) <= _LONG and whole.isprintable() else None


def _local(tag: str) -> str:
    """A tag's name without its namespace."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _short(value: object) -> str | None:
    """A text within limits, blanks folded; None where there is none."""
    return (" ".join(value.split())[:_LONG] or None) if isinstance(value, str) else None


def _lang(value: object) -> str | None:
    found = re.match(r"[A-Za-z]{2}(?![A-Za-z])", value) if isinstance(value, str) else None
    return found.group().lower() if found else None


def _date(when: object) -> dt.date | None:
    """The day of a struct_time as feedparser makes it, in UTC."""
    try:
        return dt.date(*when[:3]) if isinstance(when, time.struct_time) else None
    except ValueError:
        return None


def _utf8(text: str) -> bytes:
    """A document as UTF-8, whatever encoding it declares."""
    return _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1).encode("utf-8", "replace")
