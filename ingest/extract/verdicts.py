"""What the judge says of the candidates of an article, and which of two that say the same is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.extract.analysis import Analysis, Proposal
from ingest.extract.arguments import View
from ingest.extract.judge import Judge

_OBJECT = "patient"


class Verdict(NamedTuple):
    """A proposal and the judge's probability."""

    proposal: Proposal
    probability: float


def judged(analysis: Analysis, judge: Judge) -> Iterator[Verdict]:
    """The best reading of each trigger and pair of mentions, in text order."""
    best: dict[tuple[int, int, int], Verdict] = {}
    for proposal in analysis.proposals():
        candidate = proposal.candidate
        low, high = sorted((candidate.subject.head, candidate.object.head))
        verdict = Verdict(proposal, judge.believes(proposal.features))
        known = best.get((candidate.trigger, low, high))
        if known is None or verdict.probability > known.probability:
            best[candidate.trigger, low, high] = verdict
    yield from best.values()


def without_objects(verdicts: Iterable[Verdict], view: View, threshold: float) -> Iterator[Verdict]:
    """The verdicts but for those on nouns whose verb says the same of the same actors.

    How "gave them no help" or "pledged loyalty" is meant hangs on the verb: the noun alone would say that there may be
    help, and that loyalty is planned.
    """
    found = list(verdicts)
    whole = {
        _told(verdict, noun)
        for verdict in found
        if verdict.probability >= threshold and verdict.proposal.candidate.match
        for noun in view.slots(verdict.proposal.candidate.trigger).get(_OBJECT, ())
    }
    yield from (v for v in found if _told(v, v.proposal.candidate.trigger) not in whole)


def _told(verdict: Verdict, trigger: int) -> tuple[int, str, frozenset[str]]:
    candidate = verdict.proposal.candidate
    return trigger, candidate.relation.id, frozenset((*candidate.subject.actors, *candidate.object.actors))
