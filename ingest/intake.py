"""What a back-fill found, taken into a ledger, which then holds what it would had the articles been read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from typing import Final

from graph.errors import ConflictGraphError
from graph.stores.bulk import Bulk, Done
from graph.stores.ledger import Ledger, RunCounts
from graph.stores.records import Entry, Outcome
from ingest.input_parts import Plan
from ingest.job import Tally

TOGETHER: Final = 100
"""Articles that are put in one transaction, for which whoever else writes has to wait."""


def take_in(
    bulk: Bulk, done: Sequence[Done], ledger: Ledger, *, told: Callable[[Tally], None] = lambda _: None
) -> RunCounts:
    """What was done: all that these parts hold is in the ledger then; what was there already is left alone.

    Args:
        bulk: The folder.
        done: Its parts.
        ledger: The ledger.
        told: Called after each transaction.

    Raises:
        StoreError: The folder can't be read, or the ledger fails.
    """
    number = ledger.start_run("ledger import", [bulk.name])
    tally = Tally()
    try:
        for one, month in _in_order(done):
            for entries in batched(bulk.entries(one, month), TOGETHER):
                for entry, outcome in zip(entries, ledger.put_all(entries), strict=True):
                    _count(tally, entry, outcome, one.languages)
                told(tally)
        for letter in (letter for one in done for letter in bulk.dead(one)):
            tally.counts["read"] += 1
            tally.buried(ledger, letter.name, letter.reason, letter.payload)
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


def _in_order(done: Sequence[Done]) -> Iterator[tuple[Done, str]]:
    """The parts of all months, month by month, so that originals tend to come before their copies."""
    months = sorted({month for one in done for month in one.months})
    return ((one, month) for month in months for one in done if month in one.months)


def _count(tally: Tally, entry: Entry, outcome: Outcome, languages: Sequence[str]) -> None:
    article = entry.article
    tally.counts["read"] += 1
    if not outcome.has_changed:
        tally.counts["unchanged"] += 1
        return
    tally.taken(article, outcome.before)
    if article.lang not in languages:
        tally.skipped(f"language {article.lang}")
    elif outcome.is_copy:
        tally.counts["copies"] += 1
    else:
        tally.kept(article, entry.actors, entry.claims)
