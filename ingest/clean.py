"""Pages to articles: the text without furniture, its title, date, source and language. From here on the text stays."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

import dateparser  # type: ignore[import-untyped] # ships no types

from graph.errors import ArticleError
from graph.model import Article, digest
from ingest.furniture import furniture, is_heading
from ingest.language import language
from ingest.model import RawPage

_HEAD_LINES = 12
_HEAD_BLOCKS = 4
_ITEM = 80
"""The most characters of a line that stands for itself."""
_SHORT_LINE = 16
_DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}(?:er|st|nd|rd|th)? [^\W\d]{3,10}\.?,? \d{4}"
    r"|[^\W\d]{3,10}\.? \d{1,2},? \d{4})\b"
)
"""Full dates, as newsrooms write them."""
_MARKUP = re.compile(r"^(?:#{1,6} +(.+?)(?: #+)?|\*+([^*\n]+)\*+)$", re.MULTILINE)
"""Lines of Markdown that are headings or emphasised as a whole."""
_BLOCKS = re.compile(r"\n\s*\n")
_LONGEST_SOURCE = 200
_LONGEST_URL = 2_000
_SHORTEST = 40
"""Fewer characters than this are no article."""


def clean(page: RawPage, *, longest: int) -> Article:
    """The article of a page; `longest` is the greatest length of its text, in characters.

    Raises:
        ArticleError: There is no article in it, or it is too long.
    """
    title, published, source, url = page.title, page.published, page.source, _address(page.url)
    if page.kind == "html":
        body, found = _from_html(page, url)
        title = title or found.get("title")
        published = published or _day(found.get("date"))
        source = source or found.get("sitename")
        url = url or _address(found.get("url"))
    else:
        body = _MARKUP.sub(r"\1\2", _with_newlines(page.text))
    if len(body) > longest:
        raise ArticleError(f"longer than {longest:,} characters (setting max_characters)", page.name)
    title = title or _headline(body)
    text = tidy(_unfolded(body))
    published = published or _dated(text)
    text = _without(text)
    if len(text) < _SHORTEST:
        raise ArticleError("no article text found", page.name)
    return Article(
        id=digest("url", _canonical(url)) if url else digest("text", text),
        url=url,
        source=tidy(source or "")[:_LONGEST_SOURCE] or (urlsplit(url).hostname if url else None),
        title=tidy(title or "")[:500],
        published=published,
        lang=language(text, page.lang),
        text=text,
        digest=digest(text, title, published, size=64),
        cluster=digest("cluster", " ".join(text.casefold().split())),
    )


def as_given(page: RawPage) -> Article:
    """A page's text as an article, untouched, so that offsets into it hold for whoever gave it."""
    if not page.text.strip():
        raise ArticleError("is empty", page.name)
    return Article(
        id=page.id or digest("text", page.text),
        url=page.url,
        source=page.source,
        title=page.title or "",
        published=page.published,
        lang=language(page.text, page.lang),
        text=page.text,
        digest=digest(page.text, size=64),
        cluster=digest("cluster", page.text),
    )


def tidy(text: str) -> str:
    """NFC, without control and zero-width characters, blanks folded, paragraphs parted by one empty line."""
    text = unicodedata.normalize("NFC", _with_newlines(text))
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    paragraphs = (" ".join(part.split()) for part in _BLOCKS.split(text))
    return "\n\n".join(part for part in paragraphs if part)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without(text: str) -> str:
    """The text without its furniture."""
    spans = furniture(text)
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    kept.append(text[at:])
    return tidy("".join(kept))


def _unfolded(text: str) -> str:
    """The text with each line of a masthead, byline or menu as a paragraph, which wrapped prose is not."""
    return "\n\n".join("\n\n".join(lines) if _are_items(lines) else "\n".join(lines) for lines in _blocks(text))


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    for block in _BLOCKS.split(text):
        if lines := [line.strip() for line in block.split("\n") if line.strip()]:
            yield lines


def _are_items(lines: Sequence[str]) -> bool:
    """Whether lines stand each for itself: none is long, ends as a sentence does, or goes on in lower case."""
    return all(len(s) <= _ITEM and not s[0].islower() and s[-1] not in ".!?,;" for s in lines)


def _headline(text: str) -> str | None:
    """The first line at the head that reads as a headline: rather one that stands alone."""
    blocks = list(islice(_blocks(text), _HEAD_BLOCKS))
    alone = [lines[0] for lines in blocks if len(lines) == 1]
    rest = [line for lines in blocks if len(lines) > 1 and _are_items(lines) for line in lines]
    return next((tidy(line) for line in (*alone, *rest) if is_heading(line) and not furniture(line)), None)


def _dated(text: str) -> dt.date | None:
    """The first full date in the short lines at the head of a page: "Published 23 March 2012"."""
    for line in text.replace("\n\n", "\n").split("\n")[:_HEAD_LINES]:
        is_prose = line.rstrip().endswith((".", "!", "?"))  # a sentence dates what it tells, not the page
        if not is_prose and len(line.split()) <= _SHORT_LINE and (found := _DATE.search(line)):
            order = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
            parsed: dt.datetime | None = dateparser.parse(found.group(), languages=["en", "fr"], settings=order)
            if parsed:
                return parsed.date()
    return None


def _from_html(page: RawPage, url: str | None) -> tuple[str, dict[str, str]]:
    from trafilatura import bare_extraction

    found = bare_extraction(page.text, url=url, favor_precision=True, include_comments=False, with_metadata=True)
    values = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = str(values.get("text") or "")
    if not text.strip():
        raise ArticleError("no article text found", page.name)
    fields = {name: values.get(name) for name in ("title", "date", "sitename", "url")}
    return "\n\n".join(text.split("\n")), {name: str(value) for name, value in fields.items() if value}


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _address(url: str | None) -> str | None:
    """A web address that may be kept; None where that is something else."""
    try:
        is_web = url is not None and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return None
    return url if url and is_web and url.isprintable() and len(url) <= _LONGEST_URL else None


def _canonical(url: str) -> str:
    """An address without what does not tell pages apart: fragment, tracking parameters, case of the host."""
    parts = urlsplit(url)
    query = "&".join(p for p in sorted(parts.query.split("&")) if p and not p.startswith(("utm_", "fbclid", "gclid")))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{query}"
