"""The job: what sources give through all stages into the ledger, each article one transaction: a kill loses nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.likeness import Likeness
from graph.model import Actor, Article, Claim
from graph.settings import Settings
from graph.stores.ledger import DeadLetter, Ledger, RunCounts, Sighting
from graph.stores.shift import Shift
from graph.stores.versions import PENDING
from ingest.fetch import pages
from ingest.letters import cleaned, payload
from ingest.model import Extraction, Found, Gone, Listed, Lost, RawPage, Refused, Trace, Unchanged
from ingest.topic import Topic
from ingest.workers import Extracts
from ingest.workers import Found as Result

log = logging.getLogger(__name__)

OFF_TOPIC = "off topic"
"""Why an article is skipped that tells of no conflict."""


@dataclass(slots=True)
class Tally:
    """What a job did: inputs by what became of them, and those skipped by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        """How many inputs are done with, one way or another."""
        return sum(self.counts[name] for name in ("kept", "copies", "unchanged", "skipped", "withdrawn", "dead"))

    def taken(self, article: Article, before: str | None) -> None:
        """Count an article by the digest that was kept of it before, if any."""
        if before != article.digest:
            self.counts["changed" if before else "new"] += 1

    def kept(self, article: Article, actors: Sequence[Actor], claims: Sequence[Claim]) -> None:
        """Count an article whose claims are kept."""
        self.counts["kept"] += 1
        self.counts["claims"] += len(claims)
        self.counts["actors"] += len(actors)
        self.counts["words"] += len(article.text.split())

    def skipped(self, reason: str) -> None:
        """Count an article from which no claims are extracted."""
        self.counts["skipped"] += 1
        self.reasons[reason] += 1

    def buried(self, ledger: Ledger, name: str, reason: str, payload: str | None) -> None:
        """Count what could not be read, say so, and make a dead letter of it."""
        self.counts["dead"] += 1
        log.warning("%s: %s", name, reason)
        now = dt.datetime.now(dt.UTC)
        ledger.bury(DeadLetter(name=name[:2000], reason=reason, payload=payload, at=now))

    def record(self) -> RunCounts:
        """The counts that the ledger keeps."""
        return RunCounts.model_validate({**self.counts, "reasons": dict(sorted(self.reasons.items()))})


@dataclass(frozen=True, slots=True)
class InHand:
    """An article on its way, and the page that it came from, if it came from one."""

    article: Article
    page: RawPage | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.page.name if self.page else self.article.url or self.article.id

    @property
    def sighting(self) -> Sighting | None:
        """What to remember of its address."""
        return seen(self.page.trace) if self.page and self.page.trace else None


@dataclass(slots=True)
class Job:
    """One pass over sources.

    Attributes:
        topic: What pages have to be about; None takes all.
        told: Called after each input that is done with, for whoever shows progress.
        put: Called before an article's claims are kept, for whoever compares them with those that it had.
        stopping: Asked after each article: whether to leave the rest for another time.
        is_stopped: Whether it did.
    """

    ledger: Ledger
    extractor: Extracts
    settings: Settings
    topic: Topic | None = None
    told: Callable[[Tally], None] = lambda _: None
    put: Callable[[Extraction], None] = lambda _: None
    stopping: Callable[[], bool] = lambda: False
    tally: Tally = field(default_factory=Tally)
    is_stopped: bool = False
    _hand: dict[tuple[str, str], InHand] = field(default_factory=dict)
    _likely: dict[tuple[str, str], Likeness] = field(default_factory=dict)
    _copies: dict[tuple[str, str], list[InHand]] = field(default_factory=dict)
    _listed: list[Trace] = field(default_factory=list)
    _buried: set[str] = field(default_factory=set)

    def run(self, sources: Iterable[str]) -> None:
        """Read the sources."""
        self.take(pages(sources, self.settings))

    def take(self, found: Iterable[Found]) -> None:
        """Take what sources gave; what lost the original that it was a copy of is read at the end."""
        self._extract(self._fresh(found))
        after = ""
        while not self.is_stopped and (left := self.ledger.stale(PENDING, after=after, pending=True)):
            after = left[-1].id
            self.again(left)
        if not self.is_stopped:  # all pages of the listings are done with
            for trace in self._listed:
                self.ledger.remember(seen(trace))
            self._listed.clear()

    def again(self, articles: Iterable[Article]) -> None:
        """Extract from articles that the ledger keeps."""
        self._extract(one.article for one in map(InHand, articles) if self._is_wanted(one))

    def _extract(self, articles: Iterable[Article]) -> None:
        with self.ledger.shift() as shift:
            elsewhere: deque[Article] = deque()
            self._work(self._taken(articles, shift, elsewhere), shift)
            while elsewhere and not self.is_stopped:  # one at a time, as two that hold some would wait for each other
                article = elsewhere.popleft()
                shift.wait(article.id)
                if self._is_done(article):
                    shift.give_back(article.id)
                else:
                    self._work([article], shift)

    def _work(self, articles: Iterable[Article], shift: Shift) -> None:
        for result in self.extractor.run(articles):
            self._keep(result)
            shift.give_back(result.article.id)
            self.told(self.tally)
            if self.stopping():
                self.is_stopped = True
                return

    def _taken(self, articles: Iterable[Article], shift: Shift, elsewhere: deque[Article]) -> Iterator[Article]:
        """The articles that no other process is at, or has done since; those that one is at go to `elsewhere`."""
        for article in articles:
            while elsewhere and self._is_done(elsewhere[0]):
                elsewhere.popleft()
            if not shift.take(article.id):
                elsewhere.append(article)
            elif self._is_done(article):
                shift.give_back(article.id)
            else:
                yield article

    def _is_done(self, article: Article) -> bool:
        """Whether another process extracted from the article in hand; then it is so no longer."""
        if not self.ledger.is_current(article.id, article.digest, self.extractor.version):
            return False
        one, copies = self._let_go(article)
        self.tally.counts["unchanged"] += 1
        self.ledger.revive(one.name)
        if sighting := one.sighting:
            self.ledger.remember(sighting.model_copy(update={"article": article.id}))
        for copy in copies:
            self._put_copy(copy)
        return True

    def _fresh(self, found: Iterable[Found]) -> Iterator[Article]:
        """The articles to extract from, as they are asked for; whatever else comes is dealt with meanwhile."""
        for one in found:
            if self.stopping():
                self.is_stopped = True
                return
            self.tally.counts["read"] += not isinstance(one, Listed) and not (
                isinstance(one, Unchanged) and one.is_listing
            )
            if isinstance(one, RawPage):
                if (article := self._article(one)) and self._is_wanted(InHand(article, one)):
                    yield article
            else:
                self._note(one)
            self.told(self.tally)

    def _note(self, found: Refused | Unchanged | Gone | Listed) -> None:
        """Deal with what is no page."""
        match found:
            case Refused():
                self.bury(found)
                return
            case Unchanged():
                self.tally.counts["unchanged"] += not found.is_listing
                if found.is_listing or self._gave_article(found.name):
                    self.ledger.revive(found.name)
            case Gone():
                self._withdraw(found)
            case Listed():
                if found.name not in self._buried:  # as a file of one bad page is, which has its name
                    self.ledger.revive(found.name)
                self._listed.append(found.trace)
                return
        if found.trace:
            self.ledger.remember(seen(found.trace))

    def _article(self, page: RawPage) -> Article | None:
        """The article of a page, if the ledger has yet to take it."""
        article = cleaned(page, self.settings)
        if isinstance(article, Refused):
            self.bury(article)
            return None
        is_current = self.ledger.is_current(article.id, article.digest, self.extractor.version)
        if not is_current and (article.id, article.digest) not in self._hand:
            return article
        self.tally.counts["unchanged"] += 1
        self.ledger.revive(page.name)
        if page.trace and is_current:
            self.ledger.remember(seen(page.trace).model_copy(update={"article": article.id}))
        return None

    def _is_wanted(self, one: InHand) -> bool:
        """Whether claims are to be extracted from an article; one from which they are not is dealt with."""
        article = one.article
        if article.lang not in self.extractor.languages:
            self._put_unread(one, self.extractor.version)
            self.tally.skipped(f"language {article.lang}")
        elif one.page and self.topic and not self.topic.is_met(article):
            self.ledger.revive(one.name)
            if sighting := one.sighting:
                self.ledger.remember(sighting)
            self.tally.skipped(OFF_TOPIC)
        elif self.ledger.says_nothing_new(likeness := Likeness(article)):
            self._put_copy(one)
        elif original := self._original(likeness):
            self._copies.setdefault(original, []).append(one)
        else:
            key = article.id, article.digest
            self._hand[key], self._likely[key] = one, likeness
            return True
        return False

    def _original(self, one: Likeness) -> tuple[str, str] | None:
        """The article in hand, before the given one, that says all that this one says."""
        for key, other in self._likely.items():
            if one.order > other.order and one.is_copy_of(other) and one.is_within(other):
                return key
        return None

    def _keep(self, result: Result) -> None:
        one, copies = self._let_go(result.article)
        if isinstance(result, Lost):
            text = payload(one.page) if one.page else None
            self.bury(Refused(one.name, result.reason, text, trace=one.page.trace if one.page else None))
        else:
            self._put(one, result)
        for copy in copies:
            self._put_copy(copy)

    def _let_go(self, article: Article) -> tuple[InHand, Sequence[InHand]]:
        """What was in hand of an article that is done with: itself, and its copies that waited for it."""
        key = article.id, article.digest
        del self._likely[key]
        return self._hand.pop(key), self._copies.pop(key, ())

    def _put(self, one: InHand, result: Extraction) -> None:
        self._count(result.article)
        self.put(result)
        self.ledger.put(
            result.article,
            result.actors,
            result.claims,
            extractor=self.extractor.version,
            mentions=result.mentions,
            sighting=one.sighting,
        )
        self.ledger.revive(one.name)
        self.tally.kept(result.article, result.actors, result.claims)

    def _put_copy(self, one: InHand) -> None:
        """Keep a copy without claims; they are yet to be made if what it is a copy of could not be kept."""
        is_copy = self.ledger.says_nothing_new(Likeness(one.article)) is not None
        self._put_unread(one, self.extractor.version if is_copy else PENDING)
        self.tally.counts["copies"] += is_copy

    def _put_unread(self, one: InHand, version: str) -> None:
        """Keep an article without claims."""
        self._count(one.article)
        self.ledger.put(one.article, (), (), extractor=version, sighting=one.sighting)
        self.ledger.revive(one.name)

    def _count(self, article: Article) -> None:
        self.tally.taken(article, self.ledger.digest_of(article.id))

    def _gave_article(self, address: str) -> bool:
        """Whether what is unchanged is an article; what could not be read stays a dead letter."""
        known = self.ledger.sighting(address)
        return known is not None and known.article is not None

    def _withdraw(self, gone: Gone) -> None:
        known = self.ledger.sighting(gone.name)
        if known and known.article and self.ledger.withdraw(known.article, gone.reason):
            log.info("%s: withdrawn: %s", gone.name, gone.reason)
        self.tally.counts["withdrawn"] += 1

    def bury(self, refused: Refused) -> None:
        """Make a dead letter of it."""
        self._buried.add(refused.name)
        self.tally.buried(self.ledger, refused.name, refused.reason, refused.payload)
        if refused.trace:
            self.ledger.remember(seen(refused.trace))


def seen(trace: Trace) -> Sighting:
    """What the ledger remembers of an address."""
    return Sighting(address=trace.address, note=trace.model_dump_json())
