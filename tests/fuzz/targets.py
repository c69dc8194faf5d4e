"""What is fed with hostile inputs: each reads one, as it would be read from a feed, and may only refuse it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from graph.errors import ArticleError
from graph.model import Article
from graph.settings import FetchSettings, Settings, load_settings
from ingest.clean import clean
from ingest.decode import decode
from ingest.extractor import Extractor
from ingest.fetch import file_pages
from ingest.listings import Listing, day, is_listing, read_gdelt, read_list, read_listing
from ingest.manners import Robots
from ingest.model import RawPage, Refused
from ingest.rows import as_day
from ingest.unpack import ENCODING, gunzipped, unpacked
from tests.fuzz.inputs import seeds

SETTINGS = load_settings(max_bytes=1_000_000)
_NAME = "https://paper.example/feed"
Target = Callable[[bytes, Path], object]
"""Reads an input, and may use a file of the given name without ending."""


def _listing(read: Callable[[bytes, str], Listing], data: bytes, _: Path) -> object:
    is_listing(data.decode("utf-8", "replace"))
    listing = read(data, _NAME)
    for entry in (*listing.entries, *listing.further):
        assert entry.address.startswith(("http://", "https://"))
        assert entry.address.isprintable()
        assert all("\n" not in (one or "") for one in (entry.title, entry.stated))
    return listing


def _html(data: bytes, _: Path) -> object:
    return _article(RawPage.of(name=_NAME, kind="html", text=decode(data, _NAME), url=_NAME))


def _file(ending: str, data: bytes, path: Path) -> object:
    path = path.with_suffix(ending)
    path.write_bytes(data)
    found = list(file_pages(path, SETTINGS))
    for one in found:
        if isinstance(one, Refused):
            assert one.reason
            assert "\n" not in one.reason
    return [_article(one) for one in found if isinstance(one, RawPage)]


def _article(page: RawPage) -> Article | None:
    try:
        article = clean(page, longest=SETTINGS.max_characters)
    except ArticleError:
        return None
    assert Article.model_validate_json(article.model_dump_json()) == article
    return article


def _date(data: bytes, path: Path) -> object:
    text = data.decode("utf-8", "replace")
    day(text)
    _article(RawPage.of(name=_NAME, kind="text", text=f"Title\n\n{text[:200]}\n\n{'The army attacked. ' * 5}"))
    return as_day(text, _NAME)


def _robots(data: bytes, _: Path) -> object:
    robots = Robots(lambda _: data.decode("utf-8-sig", "replace"), FetchSettings())
    return robots.delay(f"https://paper.example/{'a/' * 200}?q", "https://paper.example")


def _packed(data: bytes, _: Path) -> object:
    gunzipped(data, _NAME, SETTINGS.max_bytes)
    return unpacked([data[at : at + 7] for at in range(0, len(data), 7)], ENCODING, _NAME, SETTINGS.max_bytes)


def load() -> None:
    """Load what the first page loads, as models of languages, which says nothing of how long a page takes."""
    for data in seeds("html"):
        _html(data, Path())


@cache
def load_extractor() -> Extractor:
    """The extractor, loaded once with its pipelines, which are no growth."""
    extractor = Extractor.load(Settings())
    for tongue in extractor.tongues.values():
        assert tongue.reader.nlp.pipe_names
    return extractor


def _extraction(data: bytes, _: Path) -> object:
    """All the way to claims; some thousand characters of a text are enough to stumble over."""
    article = _article(RawPage.of(name=_NAME, kind="text", text=decode(data, _NAME)[:4000]))
    extractor = load_extractor()
    return list(extractor.run([article] if article and article.lang in extractor.languages else []))


TARGETS: Mapping[str, Target] = {
    "feed": partial(_listing, read_listing),
    "gdelt": partial(_listing, read_gdelt),
    "list": partial(_listing, read_list),
    "html": _html,
    "text": partial(_file, ".txt"),
    "jsonl": partial(_file, ".jsonl"),
    "warc": partial(_file, ".warc"),
    "date": _date,
    "robots": _robots,
    "packed": _packed,
    "extraction": _extraction,
}
