"""Listings followed: the pages that they name, those asked for that are new or may have changed."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from graph.errors import ArticleError, GoneError, UnreachableError
from ingest.decode import decode
from ingest.listings import Entry, Listing, day, read_listing
from ingest.model import Found, Gone, Listed, RawPage, Refused, Trace, Unchanged
from ingest.web import LISTINGS, Answer, Web

Reads = Callable[[Answer], Listing]
_FURTHER = 50
"""The most sitemaps of an index that one pass looks into, those changed last first."""
_DEPTH = 2
"""How deep indexes of sitemaps may lie within each other; the standard says one."""


class Memory(Protocol):
    """What is remembered of addresses.

    Nothing is written to it here: the traces of what was found are for the caller to keep, each in one transaction with
    what came of it, so that a kill between the two loses nothing.
    """

    def recall(self, address: str) -> Trace | None:
        """The last trace of an address."""
        ...


class Blank:
    """The memory of who has seen nothing yet."""

    def recall(self, address: str) -> Trace | None:
        """None."""
        return None


def page_of(answer: Answer, entry: Entry, trace: Trace | None = None) -> RawPage:
    """The page of an answer, with what the listing says of it.

    Raises:
        ArticleError: It is no text.
    """
    return RawPage.of(
        name=entry.address,
        kind="html" if "html" in answer.content_type else "text",
        text=decode(answer.body, entry.address, answer.charset),
        url=answer.url,
        title=entry.title,
        published=entry.published,
        lang=entry.lang,
        source=entry.source,
        trace=trace,
    )


def as_listing(answer: Answer) -> Listing:
    """The listing of an answer in XML."""
    return read_listing(answer.body, answer.url, answer.charset)


@dataclass(slots=True)
class Follower:
    """One pass over a listing and what it names.

    Attributes:
        web: What fetches.
        memory: What is known of the addresses.
        fill: Adds to an entry what the feed says of all its entries.
        most: The most pages asked for in this pass; the others are left for the next.
        now: The time of the pass.
    """

    web: Web
    memory: Memory
    fill: Callable[[Entry], Entry] = lambda entry: entry
    most: int = 1_000
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.most

    def listing(self, entry: Entry, reads: Reads, depth: int = 0) -> Iterator[Found]:
        """What the listing at an address names, page by page, then the listing itself, if nothing was left out."""
        known = self.memory.recall(entry.address)
        if depth and known and known.stated and known.stated == entry.stated:
            yield Unchanged(entry.address, is_listing=True)
            return
        try:
            answer = self.web.get(entry.address, known=known, kinds=LISTINGS)
            if answer is None or (known and known.digest == answer.digest):
                yield Unchanged(entry.address, self._again(entry, known, answer), is_listing=True)
                return
            listing = reads(answer)
        except ArticleError as error:
            yield Refused(entry.address, error.reason, retry=isinstance(error, UnreachableError))
            return
        if (yield from self.parts(listing, reads, depth)):
            yield Listed(entry.address, self._trace(entry, answer))

    def parts(self, listing: Listing, reads: Reads, depth: int = 0) -> Generator[Found, None, bool]:
        """What a listing names; returns whether nothing of it is left for a later pass."""
        is_whole = len(listing.further) <= _FURTHER
        for further in _newest(listing.further)[:_FURTHER]:
            if depth >= _DEPTH:
                yield Refused(further.address, "lies too deep in an index of indexes")
                continue
            found: Found | None = None
            for found in self.listing(further, reads, depth + 1):
                yield found
            is_whole &= isinstance(found, Unchanged | Listed)
        for found in self._pages(_newest(listing.entries)):
            is_whole &= not (isinstance(found, Refused) and found.retry)
            yield found
        return is_whole and self._left >= 0

    def _pages(self, entries: Sequence[Entry]) -> Iterator[Found]:
        """The page of each entry, in order; some are fetched ahead of the one that is yielded."""
        at_once = self.web.settings.fetch.at_once
        pending: deque[Future[Found] | Unchanged] = deque()
        with ThreadPoolExecutor(at_once) as pool:
            try:
                for entry in entries:
                    known = self.memory.recall(entry.address)
                    if known and self._is_fresh(entry, known):
                        pending.append(Unchanged(entry.address))
                    elif self._left > 0:
                        self._left -= 1
                        pending.append(pool.submit(self._page, self.fill(entry), known))
                    else:
                        self._left = -1  # something is left out
                        break
                    if len(pending) > at_once:
                        yield _done(pending.popleft())
                while pending:
                    yield _done(pending.popleft())
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _page(self, entry: Entry, known: Trace | None) -> Found:
        try:
            answer = self.web.get(entry.address, known=known)
            if answer is None or (known and known.digest == answer.digest):
                return Unchanged(entry.address, self._again(entry, known, answer))
            return page_of(answer, entry, self._trace(entry, answer))
        except GoneError as error:
            trace = self._trace(entry)
            was_there = known is not None and known.digest is not None
            return Gone(entry.address, error.reason, trace) if was_there else _refused(error, trace)
        except UnreachableError as error:
            return Refused(entry.address, error.reason, retry=True)
        except ArticleError as error:
            return _refused(error, self._trace(entry))

    def _is_fresh(self, entry: Entry, known: Trace) -> bool:
        age = self.now - known.at
        return entry.stated == known.stated and age < dt.timedelta(hours=self.web.settings.fetch.recheck_hours)

    def _trace(self, entry: Entry, answer: Answer | None = None) -> Trace:
        if answer is None:
            return Trace(address=entry.address, at=self.now, stated=entry.stated)
        return Trace(
            address=entry.address,
            at=self.now,
            etag=answer.etag,
            modified=answer.modified,
            stated=entry.stated,
            digest=answer.digest,
        )

    def _again(self, entry: Entry, known: Trace | None, answer: Answer | None) -> Trace:
        if answer is None and known:
            return known.model_copy(update={"at": self.now, "stated": entry.stated})
        return self._trace(entry, answer)


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """Those changed or published last first; of those of one day the order stays, undated ones come last."""
    return sorted(entries, key=lambda entry: day(entry.stated) or entry.published or dt.date.min, reverse=True)


def _done(pending: Future[Found] | Unchanged) -> Found:
    return pending.result() if isinstance(pending, Future) else pending


def _refused(error: ArticleError, trace: Trace) -> Refused:
    return Refused(trace.address, error.reason, trace=trace)
