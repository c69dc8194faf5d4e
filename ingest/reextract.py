"""Extraction anew from kept articles, and which claims that gains and loses."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from graph.errors import ConflictGraphError
from graph.settings import Settings
from graph.stores.ledger import Ledger, RunCounts
from graph.stores.records import STOPPED
from ingest.job import Job
from ingest.model import Extraction
from ingest.workers import Extracts


@dataclass(slots=True)
class Changes:
    """Claims gained and lost, by relation.

    Attributes:
        stream: Where each of them is written as a JSON line; None for nowhere.
        same: How many stayed.
    """

    ledger: Ledger
    stream: TextIO | None = None
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    same: int = 0

    def take(self, result: Extraction) -> None:
        """Compare an article's claims with those that are kept; to be called before they take their place."""
        before = {claim.id: claim for claim in self.ledger.claims_of(result.article.id)}
        after = {claim.id: claim for claim in result.claims}
        self.same += len(before.keys() & after.keys())
        for change, count, claims, others in (
            ("gained", self.gained, after, before),
            ("lost", self.lost, before, after),
        ):
            for key in sorted(claims.keys() - others.keys()):
                count[claims[key].relation] += 1
                if self.stream:
                    row = {"change": change, **claims[key].model_dump(mode="json")}
                    self.stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def again(
    ledger: Ledger, extractor: Extracts, settings: Settings, changes: Changes, *, since: dt.date | None = None
) -> RunCounts:
    """What was done: all articles that an extractor of another version read are read again, as one run.

    Raises:
        ConflictGraphError: The ledger fails, or extraction as a whole.
    """
    number = ledger.start_run("reextract", [since.isoformat()] if since else [])
    job = Job(ledger, extractor, settings, put=changes.take)
    failed: str | None = STOPPED
    try:
        after = ""
        while left := ledger.stale(extractor.version, after=after, since=since):
            after = left[-1].id
            job.again(left)
        failed = None
    except ConflictGraphError as error:
        failed = str(error)
        raise
    finally:
        ledger.finish_run(number, job.tally.record(), failed=failed)
    return job.tally.record()
