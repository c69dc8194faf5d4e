"""What a back-fill found, taken into a ledger by the same job that takes what is extracted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import ConflictGraphError
from graph.model import Article
from graph.settings import Settings
from graph.stores.bulk import Bulk, Done, Entry
from graph.stores.ledger import Ledger
from graph.stores.records import RunCounts
from ingest.input_parts import Plan
from ingest.job import Job, Tally
from ingest.model import Extraction, Refused


@dataclass(slots=True)
class Found:
    """An extraction that was done elsewhere."""

    version: str = ""
    languages: frozenset[str] = frozenset()
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What was found in each of these articles, which are among `entries`."""
        for article in articles:
            entry = self.entries[article.id, article.digest]
            yield Extraction(
                article=article, actors=tuple(entry.actors), claims=tuple(entry.claims), mentions=dict(entry.mentions)
            )


def take_in(
    bulk: Bulk,
    done: Sequence[Done],
    ledger: Ledger,
    settings: Settings,
    *,
    told: Callable[[Tally], None] = lambda _: None,
) -> RunCounts:
    """What was done: all that these parts hold is in the ledger then; what was there already is left alone.

    Args:
        bulk: The folder.
        done: Its parts.
        ledger: The ledger.
        settings: The limits.
        told: Called after each article.

    Raises:
        StoreError: The folder can't be read, or the ledger fails.
    """
    number = ledger.start_run("ledger import", [bulk.name])
    job = Job(ledger, Found(), settings, told=told)
    tally = job.tally
    try:
        for one, month in _in_order(done):
            entries = {(entry.article.id, entry.article.digest): entry for entry in bulk.entries(one, month)}
            job.extractor = Found(one.extractor, frozenset(one.languages), entries)
            job.again(_new(entries.values(), job))
        for letter in (letter for one in done for letter in bulk.dead(one)):
            tally.counts["read"] += 1
            job.bury(Refused(*letter))
    except ConflictGraphError as error:
        ledger.finish_run(number, tally.record(), failed=str(error))
        raise
    counts = tally.record()
    ledger.finish_run(number, counts)
    return counts


def whole(bulk: Bulk, *, partial: bool = False) -> list[Done]:
    """The parts of a back-fill that is done, or with `partial` those of it that are.

    Raises:
        ConflictGraphError: It is no such folder, or not done.
    """
    plan, done = bulk.plan(), bulk.done()
    if plan is None:
        raise ConflictGraphError(f"{bulk.name}: no back-fill wrote here")
    wanted = len(Plan.model_validate_json(plan).parts)
    if not partial and (len(done) < wanted or len({one.extractor for one in done}) > 1):
        raise ConflictGraphError(
            f"{bulk.name}: {len(done)} of {wanted} parts are done, or not all by one version: "
            "run the same backfill again, or take what there is with --partial"
        )
    return done


def _in_order(done: Sequence[Done]) -> list[tuple[Done, str]]:
    """The parts of all months, month by month, so that originals tend to come before their copies."""
    months = sorted({month for one in done for month in one.months})
    return [(one, month) for month in months for one in done if month in one.months]


def _new(entries: Iterable[Entry], job: Job) -> Iterator[Article]:
    for article, *_, version in entries:
        job.tally.counts["read"] += 1
        if job.ledger.is_current(article.id, article.digest, version):
            job.tally.counts["unchanged"] += 1
        else:
            yield article
