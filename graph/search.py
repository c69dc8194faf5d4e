"""Actors found by what they are called, accents, case and hyphens aside, and by names spelt nearly so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz

from graph.forms import key
from graph.model import Actor, Record

EXACT: Final = 100.0
"""The very name."""
LEAST: Final = 80.0
"""Below this a name is too far from what was asked for; of 0 to 100, in rapidfuzz's measure."""


PART: Final = 0.95
"""How much less it counts that a text is a part of the name, than that it is the name."""


class Hit(Record):
    """An actor that may be meant.

    Attributes:
        form: The name or alias that fits best.
        score: How well, up to 100: the very name.
    """

    actor: Actor
    form: str
    score: float


def search(text: str, actors: Iterable[Actor], *, limit: int = 20) -> list[Hit]:
    """The actors that the text may mean, best first: by id, name or alias, then by part of one, then nearly so."""
    asked = key(text)
    best: dict[str, Hit] = {}
    for actor in actors:
        for form in names(actor):
            score = likeness(asked, key(form))
            if score >= LEAST and (actor.id not in best or score > best[actor.id].score):
                best[actor.id] = Hit(actor=actor, form=form, score=round(score, 1))
    return sorted(best.values(), key=lambda hit: (-hit.score, len(hit.form), hit.actor.id))[:limit]


def likeness(asked: tuple[str, ...], form: tuple[str, ...]) -> float:
    """How well folded words fit a folded name, 0 to 100: all of it, in any order, or each word a word of it."""
    if not asked or not form:
        return 0.0
    if asked == form:
        return EXACT
    whole = fuzz.token_sort_ratio(" ".join(asked), " ".join(form))
    parts = min(max(fuzz.ratio(word, other) for other in form) for word in asked) if len(asked) <= len(form) else 0.0
    return max(whole, PART * parts)


def names(actor: Actor) -> tuple[str, ...]:
    """All that an actor is called, its name first, its id last."""
    return tuple(name for name in (actor.name, actor.name_fr, *actor.aliases, actor.id) if name)
