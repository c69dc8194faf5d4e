"""Why a sentence gives the claims that it gives: its mentions, view and frames, and what weighed for and against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from spacy.tokens import Span

from ingest.extract.analysis import Analysis, Proposal
from ingest.extract.judge import Judge

_WEIGHTS = 6
"""How many features are shown for a candidate."""
_LEAST = 0.1
"""Candidates below this probability are only counted."""


def explain(analysis: Analysis, judge: Judge, threshold: float) -> Iterator[str]:
    """Lines of text, sentence by sentence."""
    by_sentence = groupby(analysis.proposals(), key=lambda proposal: proposal.sentence.start)
    proposals = {start: list(group) for start, group in by_sentence}
    for sentence in analysis.parsed.doc.sents:
        if text := " ".join(sentence.text.split()):
            yield f"# {text}"
            yield from _mentions(analysis, sentence)
            yield from _frames(analysis, sentence)
            yield from _candidates(analysis, proposals.get(sentence.start, []), judge, threshold)
            yield ""


def _mentions(analysis: Analysis, sentence: Span) -> Iterator[str]:
    text = analysis.parsed.article.text
    for mention in analysis.resolution.mentions:
        if sentence.start <= mention.head < sentence.end:
            words = " ".join(text[mention.start : mention.end].split())
            who = ", ".join(mention.actors) or "nobody"
            yield f"  mention  {words!r}  {mention.kind}, {mention.type or 'any type'}: {who}"


def _frames(analysis: Analysis, sentence: Span) -> Iterator[str]:
    finder, doc = analysis.finder, analysis.parsed.doc
    for token in sentence:
        frames = [trigger.frame for trigger in finder.triggers(token.i)]
        if frames:
            slots = finder.view.slots(token.i)
            filled = "; ".join(f"{name}: {', '.join(doc[i].text for i in at)}" for name, at in slots.items())
            yield f"  trigger  {token.text!r}  {filled or 'no slot is filled'}"
        for frame in frames:
            unmet = finder.unmet(token.i, frame)
            yield f"    {frame.id} " + ("fires" if unmet is None else f"does not fire: {unmet}")


def _candidates(analysis: Analysis, proposals: list[Proposal], judge: Judge, threshold: float) -> Iterator[str]:
    weighed = [(judge.believes(proposal.features), proposal) for proposal in proposals]
    for probability, proposal in sorted(weighed, key=lambda pair: -pair[0]):
        if probability < _LEAST:
            continue
        candidate = proposal.candidate
        sign = "=" if probability >= threshold else "-"
        ends = f"{'+'.join(candidate.subject.actors)} {candidate.relation.id} {'+'.join(candidate.object.actors)}"
        trigger = analysis.parsed.doc[candidate.trigger].text
        frame = candidate.match.frame.id if candidate.match else "no frame whole"
        yield f"  {sign} {round(probability, 4):.2f}  {ends}  by {trigger!r}, {frame}"
        for feature, weight in judge.weightiest((f for group in proposal.features for f in group), _WEIGHTS):
            yield f"      {weight:+.2f}  {feature}"
    if small := sum(probability < _LEAST for probability, _ in weighed):
        yield f"  and {small} candidates below {_LEAST}"
