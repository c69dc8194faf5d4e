"""The job: sources through all stages into the ledger, each article one transaction, so that a kill loses nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Protocol

from graph.errors import ArticleError
from graph.model import Article
from graph.settings import Settings
from graph.stores.ledger import DeadLetter, Ledger, RunCounts
from ingest.clean import clean
from ingest.fetch import Refused, pages
from ingest.model import Extraction, RawPage

log = logging.getLogger(__name__)

_AT_ONCE = 32
"""Articles held at once."""


class Extracts(Protocol):
    """What the job needs of an extractor."""

    @property
    def version(self) -> str:
        """Differs whenever its claims may."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it can read."""
        ...

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The claims of each article, in the order given."""
        ...


@dataclass(slots=True)
class Tally:
    """What a job did: inputs by what became of them, and kept articles without extraction by language."""

    counts: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

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

    def run(self, sources: Iterable[str]) -> Iterator[RawPage | Refused]:
        """Reads the sources; yields each input once it is done with, for whoever shows progress."""
        for group in batched(pages(sources, self.settings), _AT_ONCE):
            self.tally.counts["read"] += len(group)
            fresh = [article for page in group if (article := self._article(page)) is not None]
            self._keep(fresh)
            yield from group

    def _article(self, page: RawPage | Refused) -> Article | None:
        """The article of an input, if the ledger has yet to take it."""
        if isinstance(page, Refused):
            self._bury(page)
            return None
        try:
            article = clean(page, longest=self.settings.max_characters)
        except ArticleError as error:
            self._bury(Refused(page.name, error.reason, page.text if page.name.startswith("stdin") else None))
            return None
        self.ledger.revive(page.name)
        if self.ledger.is_current(article.id, article.digest, self.extractor.version):
            self.tally.counts["unchanged"] += 1
            return None
        return article

    def _keep(self, articles: list[Article]) -> None:
        readable = [article for article in articles if article.lang in self.extractor.languages]
        for article in articles:
            if article.lang not in self.extractor.languages:
                self.ledger.put(article, (), (), extractor=self.extractor.version)
                self.tally.counts["skipped"] += 1
                self.tally.unread[article.lang] += 1
        for found in self.extractor.run(readable):
            self.ledger.put(
                found.article, found.actors, found.claims, extractor=self.extractor.version, mentions=found.mentions
            )
            self.tally.counts["kept"] += 1
            self.tally.counts["claims"] += len(found.claims)
            self.tally.counts["actors"] += len(found.actors)

    def _bury(self, refused: Refused) -> None:
        self.tally.counts["dead"] += 1
        log.warning("%s: %s", refused.name, refused.reason)
        now = dt.datetime.now(dt.UTC)
        self.ledger.bury(DeadLetter(name=refused.name, reason=refused.reason, payload=refused.payload, at=now))
