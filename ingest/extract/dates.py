"""When the text says that something happened or will: the temporal expression of the trigger's own clause.

An expression belongs to the trigger if, in the parse, it hangs on the trigger, on what the trigger governs, or on a
word above it up to the verb of its clause; the nearest wins. What is not said is not guessed: "the same month" and
"after the war" give None.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Span, Token

from graph.model import EventDate
from graph.toml import read_table
from ingest.extract.days import Days
from ingest.extract.expressions import DateWords, Expression, Finder

_MOST_STEPS = 30
_DATELINE = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:--?|[–—])\s")
"""What follows the date in "NIAMEY, Aug 26 (Wire) - ": that is the day of writing."""
_BOUNDARIES = frozenset(
    {"ccomp", "relcl", "csubj", "parataxis", "advcl", "acl", "amod", "compound", "nmod", "poss", "appos"}
)
"""Arcs above which another clause begins, whose time is its own: who somebody is has no date of what he does."""


class DateCues:
    """The words of time of a language and what they mean."""

    def __init__(self, words: DateWords) -> None:
        self.days = Days(words)
        self.ahead = frozenset(words.auxiliaries_ahead)
        self.perfect = frozenset(words.perfect)
        self.find = lru_cache(maxsize=2048)(Finder(words).find)
        """The expressions of a sentence; several triggers ask in turn."""

    @classmethod
    def load(cls, folder: Path) -> DateCues:
        """The words of dates.toml in a folder.

        Raises:
            DataError: The file is missing or broken.
        """
        return cls(read_table(folder / "dates.toml", DateWords))


def event_date(trigger: Token, published: dt.date | None, cues: DateCues) -> EventDate | None:
    """When the text says that what the trigger expresses happens; None if it doesn't say.

    Args:
        trigger: The word that expresses the relation.
        published: Day of publication, on which "on Monday" and the like depend.
        cues: The words of time.
    """
    sentence = trigger.sent
    text = sentence.text
    expressions = [found for found in cues.find(text) if not _DATELINE.match(text, found.end)]
    if not expressions:
        return None
    chain = _chain(trigger)
    ranked = sorted(
        (place[0], expression.start, expression, place[1])
        for expression in expressions
        if (place := _attached(_anchor(sentence, expression), chain))
    )
    for _, _, expression, at in ranked:
        if date := cues.days.resolve(expression, published, ahead=_is_ahead(chain[at], cues)):
            return date
    return None


def _is_ahead(verb: Token, cues: DateCues) -> bool:
    """Whether what a word says lies ahead of publication: "will meet", "to leave", but not "was to have left"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    is_ahead = not auxiliaries.isdisjoint(cues.ahead) or verb.tag_ == "INF" or "Tense=Fut" in verb.morph
    return is_ahead and auxiliaries.isdisjoint(cues.perfect)


def _chain(trigger: Token) -> dict[int, Token]:
    """The trigger and the words above it up to the verb of its clause, by token index, innermost first."""
    chain = {trigger.i: trigger}
    node = trigger
    for _ in range(_MOST_STEPS):
        if node.head.i == node.i or node.dep_ in _BOUNDARIES:
            break
        node = node.head
        chain[node.i] = node
    return chain


def _anchor(sentence: Span, expression: Expression) -> Token | None:
    """The word of an expression by which it hangs on the rest."""
    start, end = sentence.start_char + expression.start, sentence.start_char + expression.end
    words = sentence.doc.char_span(start, end, alignment_mode="expand") or ()
    inside = [token for token in words if not token.is_punct]
    indices = {token.i for token in inside}
    return next((token for token in inside if token.head.i not in indices), inside[0] if inside else None)


def _attached(anchor: Token | None, chain: dict[int, Token]) -> tuple[int, int] | None:
    """How far an expression is from the trigger, in arcs, and the word of the chain that it hangs on.

    None if it hangs on another verb.
    """
    node = anchor
    for steps in range(_MOST_STEPS):
        if node is None:
            return None
        if node.i in chain:
            return steps + 2 * list(chain).index(node.i), node.i
        if node.pos_ in ("VERB", "AUX") or node.head.i == node.i:
            return None
        node = node.head
    return None
