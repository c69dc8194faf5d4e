"""Feeds: what a schedule reads, when, and what a healthy run of it yields; and one run's reading of one feed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self

from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped] # ships no types
from pydantic import Field, model_validator

from graph.errors import ArticleError, DataError
from graph.model import Record
from graph.settings import Settings, data_dir
from graph.stores.records import RunCounts
from graph.toml import read_tables
from ingest.fetch import ending, file_pages, files, read
from ingest.follow import Follower, Memory, as_listing
from ingest.listings import Entry, read_gdelt, read_list
from ingest.model import Found, Listed, RawPage, Refused, Trace, Unchanged
from ingest.web import Web

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_WEB = re.compile(r"^https?://")
Interval = Annotated[str, Field(pattern=r"^[1-9]\d{0,5}[smhd]$", examples=["30m"])]
"""A number of seconds, minutes, hours or days."""
Kind = Literal["rss", "sitemap", "pages", "folder", "jsonl", "parquet", "gdelt", "warc"]
_READS = {
    "rss": as_listing,
    "sitemap": as_listing,
    "gdelt": lambda answer: read_gdelt(answer.body, answer.url),
    "pages": lambda answer: read_list(answer.body, answer.url),
}
"""How the answers of those on the web are read."""


def duration(interval: str) -> dt.timedelta:
    """The length of an interval such as "30m"."""
    return dt.timedelta(**{_UNITS[interval[-1]]: int(interval[:-1])})


class Expectations(Record):
    """What a healthy run yields; a run outside it is a failed one.

    Attributes:
        min_articles: The fewest articles that are found, new or known.
        max_skipped: The greatest share of them that is skipped or can't be read, from 0 to 1.
        min_claims_per_article: The fewest claims that a newly read article gives on average.
    """

    min_articles: Annotated[int, Field(ge=0)] = 0
    max_skipped: Annotated[float, Field(ge=0, le=1)] = 1
    min_claims_per_article: Annotated[float, Field(ge=0)] = 0

    def unmet(self, counts: RunCounts, *, is_whole: bool) -> str | None:
        """What a run did not yield, in words; None if it is as expected.

        Args:
            counts: What it did.
            is_whole: Whether all that the feed names was looked at; it is not where a listing had not changed.
        """
        found, passed_over = counts.read - counts.dead, counts.skipped + counts.dead
        if is_whole and found < self.min_articles:
            return f"{found} articles found, {self.min_articles} or more expected"
        if passed_over > self.max_skipped * counts.read:
            return f"{passed_over} of {counts.read} skipped or dead, at most {self.max_skipped:.0%} expected"
        if counts.claims < self.min_claims_per_article * counts.kept:
            return f"{counts.claims} claims of {counts.kept} articles, {self.min_claims_per_article:g} each expected"
        return None


class Feed(Record):
    """One `[[feed]]` of a file of feeds.

    Attributes:
        id: Its name in logs and in the ledger; stays the same for as long as the feed is read.
        name: Its publisher, the source of its articles.
        kind: rss (RSS or Atom), sitemap (news sitemaps and indexes too), pages (a list of addresses, one a line), gdelt
            (an article list of GDELT's), folder (watched for new files of any kind that `ingest` reads), jsonl, parquet
            or warc (a file, or a folder watched for new ones).
        address: A web address; of the last four kinds, and if wanted of pages, a path.
        lang: ISO 639-1; a hint, that is checked against each text.
        terms: Under which licence or terms its texts may be read by a program, and where that is said.
        enabled: Whether the schedule reads it.
        cron: When, as the five fields of crontab, in UTC; in place of `every`.
        every: Or how often.
        grace: How late a run may begin, if others held it up; later it is left out. By default it is never left out.
        jitter: The most by which a run is put off, by chance, so that not all start at once.
        most: The most pages that one run asks for; the rest are left for the next.
        any_topic: Whether articles are taken that do not tell of a conflict, too.
        expect: What a healthy run yields.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Kind
    address: Annotated[str, Field(min_length=1, max_length=2000)]
    lang: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    terms: Annotated[str, Field(min_length=1)]
    enabled: bool = False
    cron: str | None = None
    every: Interval | None = None
    grace: Interval | None = None
    jitter: Interval | None = None
    most: Annotated[int, Field(ge=1, le=50_000)] = 500
    any_topic: bool = False
    expect: Expectations = Expectations()

    @model_validator(mode="after")
    def _holds(self) -> Self:
        is_web = _WEB.match(self.address) is not None
        if self.kind in ("rss", "sitemap", "gdelt") and not is_web:
            raise ValueError(f"address of a feed of kind {self.kind} must begin with https:// or http://")
        if self.kind not in _READS and "://" in self.address:
            raise ValueError(f"address of a feed of kind {self.kind} must be a path")
        if (self.cron is None) == (self.every is None):
            raise ValueError("either cron or every must be given")
        if self.cron is not None:
            times = CronTrigger.from_crontab(self.cron, timezone=dt.UTC)
            if times.get_next_fire_time(None, dt.datetime.now(dt.UTC)) is None:
                raise ValueError(f"cron {self.cron!r} is a time that never comes")
        return self


def load_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a file, in its order.

    Raises:
        DataError: The file is missing or broken, or two feeds bear one id.
    """
    feeds: dict[str, Feed] = {}
    for line, feed in read_tables(path, "feed", Feed):
        if feed.id in feeds:
            raise DataError(f"feed {feed.id!r} is there twice", path, line)
        feeds[feed.id] = feed
    return tuple(feeds.values())


def feeds_file(settings: Settings) -> Path:
    """Where the feeds are: the setting's file, or the one that comes along."""
    return settings.feeds or data_dir() / "feeds.toml"


def read_feed(feed: Feed, settings: Settings, memory: Memory, *, web: Web | None = None) -> Iterator[Found]:
    """What a feed gives that `memory` does not know, and what became of the rest; errors come as refusals.

    The trace that an item bears is to be remembered once that item is done with, in the transaction of what came of it;
    then it does not come again until it changes. What was not remembered comes again.

    Args:
        feed: What to read.
        settings: Limits and manners.
        memory: What is known of the feed's addresses; asked in this thread only.
        web: What fetches; one shared by all feeds keeps to a host's limits across them. By default one of its own.

    Raises:
        LibraryError: The feed's kind needs a library that is not installed.
    """
    if feed.kind in _READS:
        with nullcontext(web) if web else Web(settings) as fetcher:
            follower = Follower(fetcher, memory, lambda entry: _filled(entry, feed), feed.most)
            if _WEB.match(feed.address):
                yield from follower.listing(Entry(feed.address), _READS[feed.kind])
            else:
                yield from _list_file(Path(feed.address), follower)
        return
    if not Path(feed.address).exists():
        yield Refused(feed.address, "no such file or folder", retry=True)
        return
    for path in files(Path(feed.address)):
        if feed.kind == "folder" or ending(path).removesuffix(".gz") == f".{feed.kind}":
            yield from _file(path, feed, settings, memory)


def _list_file(path: Path, follower: Follower) -> Iterator[Found]:
    try:
        listing = read_list(read(path, follower.web.settings), str(path))
    except ArticleError as error:
        yield Refused(str(path), error.reason)
    except OSError as error:
        yield Refused(str(path), f"can't be read: {error.strerror}", retry=True)
    else:
        yield from follower.parts(listing, as_listing)


def _file(path: Path, feed: Feed, settings: Settings, memory: Memory) -> Iterator[Found]:
    """The pages of a file that is new or has changed; its trace comes after all of them."""
    try:
        stat = path.stat()
    except OSError as error:
        yield Refused(str(path), f"can't be read: {error.strerror}", retry=True)
        return
    trace = Trace(
        address=str(path), at=dt.datetime.now(dt.UTC), stated=f"{stat.st_size} bytes of {stat.st_mtime_ns} ns"
    )
    known = memory.recall(trace.address)
    if known and known.stated == trace.stated:
        yield Unchanged(trace.address, is_listing=feed.kind != "folder")
        return
    is_whole = True
    for found in file_pages(path, settings):
        if isinstance(found, RawPage):
            yield found.model_copy(update={"source": found.source or feed.name, "lang": found.lang or feed.lang})
        else:
            is_whole &= not found.retry
            yield found
    if is_whole:
        yield Listed(trace.address, trace)


def _filled(entry: Entry, feed: Feed) -> Entry:
    source = entry.source if feed.kind == "gdelt" else feed.name
    return replace(entry, source=source, lang=entry.lang or feed.lang)
