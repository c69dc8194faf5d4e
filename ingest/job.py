"""The job: sources through all stages into the ledger, each article one transaction, so that a kill loses nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.errors import ArticleError
from graph.model import Article
from graph.settings import Settings
from graph.stores.ledger import DeadLetter, Ledger, RunCounts
from ingest.clean import clean
from ingest.fetch import Refused, pages
from ingest.model import Lost, RawPage
from ingest.workers import Extracts, Found

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What a job did: inputs by what became of them, and kept articles without extraction by language."""

    counts: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        """How many inputs are done with, one way or another."""
        return sum(self.counts[name] for name in ("kept", "unchanged", "skipped", "dead"))

    def record(self) -> RunCounts:
        """The counts that the ledger keeps."""
        return RunCounts.model_validate(
            {name: self.counts[name] for name in RunCounts.model_fields if name in self.counts}
        )


@dataclass(slots=True)
class Job:
    """One pass over sources."""

    ledger: Ledger
    extractor: Extracts
    settings: Settings
    tally: Tally = field(default_factory=Tally)
    told: Callable[[Tally], None] = lambda _: None
    _names: dict[str, str] = field(default_factory=dict)

    def run(self, sources: Iterable[str]) -> None:
        """Reads the sources; `told` is called after each input that is done with, for whoever shows progress."""
        for found in self.extractor.run(self._fresh(sources)):
            self._keep(found)
            self.told(self.tally)

    def _fresh(self, sources: Iterable[str]) -> Iterator[Article]:
        """The articles to extract from, as they are asked for; whatever else comes is dealt with meanwhile."""
        for page in pages(sources, self.settings):
            self.tally.counts["read"] += 1
            article = self._article(page)
            if article is None:
                self.told(self.tally)
            elif article.lang in self.extractor.languages:
                self._names[article.id] = page.name
                yield article
            else:
                self._pass_over(article)

    def _article(self, page: RawPage | Refused) -> Article | None:
        """The article of an input, if the ledger has yet to take it."""
        if isinstance(page, Refused):
            self._bury(page)
            return None
        try:
            article = clean(page, longest=self.settings.max_characters)
        except ArticleError as error:
            self._bury(_refused(page.name, page.text, error.reason))
            return None
        self.ledger.revive(page.name)
        if self.ledger.is_current(article.id, article.digest, self.extractor.version):
            self.tally.counts["unchanged"] += 1
            return None
        return article

    def _pass_over(self, article: Article) -> None:
        """Keep an article in a language that no extractor reads."""
        self.ledger.put(article, (), (), extractor=self.extractor.version)
        self.tally.counts["skipped"] += 1
        self.tally.unread[article.lang] += 1
        self.told(self.tally)

    def _keep(self, found: Found) -> None:
        name = self._names.pop(found.article.id, found.article.id)
        if isinstance(found, Lost):
            self._bury(_refused(name, found.article.text, found.reason))
            return
        self.ledger.put(
            found.article, found.actors, found.claims, extractor=self.extractor.version, mentions=found.mentions
        )
        self.tally.counts["kept"] += 1
        self.tally.counts["claims"] += len(found.claims)
        self.tally.counts["actors"] += len(found.actors)
        self.tally.counts["words"] += len(found.article.text.split())

    def _bury(self, refused: Refused) -> None:
        self.tally.counts["dead"] += 1
        log.warning("%s: %s", refused.name, refused.reason)
        now = dt.datetime.now(dt.UTC)
        self.ledger.bury(DeadLetter(name=refused.name, reason=refused.reason, payload=refused.payload, at=now))


def _refused(name: str, text: str, reason: str) -> Refused:
    return Refused(name, reason, text if name.startswith("stdin") else None)
