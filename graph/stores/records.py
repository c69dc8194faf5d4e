"""What the ledger is given and says of itself: articles with their claims, runs, dead letters, versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import Field

from graph.model import Actor, Article, Claim, Record


class Entry(NamedTuple):
    """An article and what was found in it.

    Attributes:
        actors: Those that its claims name.
        claims: All that the extractor found in it.
        mentions: By which words it speaks of each actor id.
        extractor: Version of the extractor.
    """

    article: Article
    actors: Sequence[Actor]
    claims: Sequence[Claim]
    mentions: Mapping[str, Sequence[str]]
    extractor: str


class Outcome(NamedTuple):
    """What became of an entry that was put.

    Attributes:
        before: Digest of the version of the article that was kept before; None if it was never there.
        has_changed: Whether anything did; not so if the same was there already.
        is_copy: Whether it is kept without claims, since it says nothing that an earlier article does not.
    """

    before: str | None
    has_changed: bool
    is_copy: bool = False


class DeadLetter(Record):
    """One input that could not be used, kept so that it can be tried again.

    Attributes:
        name: Where it came from: a path, a path and line, a URL.
        reason: What was wrong, one line.
        payload: What to try again where the name does not lead to it; None if it does.
        at: When it failed, UTC.
    """

    name: str
    reason: str
    payload: str | None = None
    at: dt.datetime


class RunCounts(Record):
    """What a run did, in articles; `claims` and `actors` count the claims put and the actors that these name.

    Attributes:
        read: Inputs read.
        kept: Articles whose claims were put: new, changed, or read by an extractor of another version.
        new: Of `kept` and `copies`, articles that the ledger had never held.
        changed: Likewise, new versions of articles that it held.
        unchanged: Articles left as they were.
        copies: Articles kept without claims of their own, since they say nothing that an earlier one does not.
        skipped: Inputs passed over for a reason that is no failure.
        reasons: How many of `skipped` for which reason, such as "off topic" or "language de".
        withdrawn: Articles that lost their claims because their source took them back.
        dead: Inputs that failed and became dead letters.
        words: Words of the articles that claims were extracted from.
    """

    read: int = 0
    kept: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    copies: int = 0
    skipped: int = 0
    reasons: dict[str, int] = Field(default_factory=dict)
    withdrawn: int = 0
    dead: int = 0
    claims: int = 0
    actors: int = 0
    words: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether anything of the graph may be another than before."""
        return any((self.kept, self.new, self.changed, self.withdrawn))


KILLED = "it was killed"
"""Why a run failed whose process died."""
STOPPED = "it was told to stop"
"""Why a run did not come to its end though nothing is wrong: the next one goes on."""


class Run(Record):
    """One run of a command; `ended` is None while it goes on, or if it was killed. Times are UTC."""

    id: int
    command: str
    sources: tuple[str, ...]
    started: dt.datetime
    ended: dt.datetime | None = None
    failed: str | None = None
    counts: RunCounts | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took; None if it has no end."""
        return (self.ended - self.started).total_seconds() if self.ended else None

    @property
    def words_per_second(self) -> float | None:
        """How fast it extracted; None if it extracted nothing or has no end."""
        return (
            round(self.counts.words / self.seconds, 1) if self.counts and self.counts.words and self.seconds else None
        )

    @property
    def is_unwell(self) -> bool:
        """Whether something is wrong with it."""
        return self.failed not in (None, STOPPED)


class LedgerCounts(Record):
    """How many of each the ledger holds."""

    articles: int
    actors: int
    claims: int
    dead: int
    runs: int
    withdrawn: int = 0


class Version(Record):
    """One version of an article, from when to when the ledger took it for the present one. Times are UTC.

    Attributes:
        until: When another took its place, or it was withdrawn; None for the present version.
        why: What ended it, in words; None for the present version.
        article: What it was; None for the present version, which is the article itself.
    """

    number: int
    digest: str
    since: dt.datetime
    until: dt.datetime | None = None
    why: str | None = None
    article: Article | None = None


class Sighting(Record):
    """What to remember of an address that was looked at.

    Attributes:
        note: Whatever tells whoever reads feeds that it has not changed since; the ledger does not look into it.
        article: Id of the article that came of it; None if none did.
    """

    address: str
    note: str
    article: str | None = None
