"""Labelled pairs of articles: one text in two papers, or two texts. Made from stories.toml, the same in every run.

A copy is what papers make of an agency's text: another head and foot, an excerpt, a desk's edit. What is no copy is
hard to tell: two reports on one event, a follow-up with the same background, a translation, a bulletin of a series.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.model import Article, digest

STORIES = Path(__file__).parent / "stories.toml"
HEADS = (
    "By our correspondents",
    "Staff and agencies",
    "This story was first published by a partner of ours. We print it with permission.",
    "Updated at 18:40 GMT. Reading time: two minutes.",
)
FEET = (
    "Additional reporting by our desk in Dakar. The editors welcome corrections of this article at the usual address.",
    "More on this story: five charts, a map, and what our readers say about it.",
    "Support our journalism from as little as two euros a month.",
)
SWAPS = {
    "said that": "said",
    "some ": "about ",
    "after": "following",
    "in order to": "to",
    "more than": "over",
    "put at": "reported as",
    "since": "from",
    "on Monday": "Monday",
    "on Tuesday": "Tuesday",
    "on Thursday": "Thursday",
    "on Sunday": "Sunday",
    "on Wednesday": "Wednesday",
    "on Saturday": "Saturday",
    "did not": "failed to",
    "troops": "soldiers",
    "town": "city",
    "which": "that",
    "fighters": "gunmen",
    "announced": "declared",
    "killed": "slain",
    "before": "ahead of",
}
BULLETIN = """
The general staff published its daily bulletin on Day {n}. Over the past twenty-four hours the enemy lost {a} soldiers,
{b} drones and {c} artillery pieces, it said. The defenders repelled {d} assaults in the sector of {place} and {e} in
that of {other}. Air raid alarms were sounded in {f} regions. Civilians are asked to stay in their shelters until the
all-clear is given, and to trust official sources only. The situation along the line of contact remains difficult but
under control.
"""
PLACES = ("Kivarsk", "Old Mill", "Orlyne", "Staryi Brid", "Vesna", "Lower Quay", "Dolyna", "Piskove")


class Pair(NamedTuple):
    """Two articles, what kind of pair they are, and whether one is a copy of the other."""

    one: Article
    other: Article
    kind: str
    is_copy: bool


def pairs() -> list[Pair]:
    """The labelled set."""
    events = tomllib.loads(STORIES.read_text(encoding="utf-8"))["event"]
    return [*_copies(events), *_distinct(events), *_bulletins()]


def article(text: str, title: str, day: dt.date, lang: str = "en") -> Article:
    """An article of a text."""
    text = text.strip()
    key = digest("article", title, text, day)
    return Article(id=key, title=title, published=day, lang=lang, text=text, digest=digest(text, size=64), cluster=key)


def _copies(events: list[dict[str, Any]]) -> Iterator[Pair]:
    chance = random.Random(11)
    for event in events:
        for title, text in ((event["title"], event["report"]), (event["other_title"], event["other"])):
            whole = article(text, title, event["day"])
            later = event["day"] + dt.timedelta(days=chance.randint(0, 2))
            new_title = f"{title.split(' ')[0]}: what we know so far"
            dressed = "\n\n".join([chance.choice(HEADS), _datelined(text, chance), *chance.sample(FEET, 2)])
            yield Pair(whole, article(dressed, new_title, later), "head and foot", True)
            yield Pair(whole, article(_lead(text, 0.5), title, later), "excerpt", True)
            yield Pair(
                whole, article(_lead(text, 0.4) + "\n\n" + chance.choice(FEET), title, later), "short excerpt", True
            )
            yield Pair(whole, article(_reworded(text, chance, 0.4), new_title, later), "reworded", True)
            cut = _reordered(_reworded(text, chance, 0.25), chance)
            yield Pair(whole, article(f"{chance.choice(HEADS)}\n\n{cut}", new_title, later), "reordered and cut", True)
        if "edited" in event:
            whole = article(event["report"], event["title"], event["day"])
            yield Pair(whole, article(event["edited"], f"{event['title']}, sources say", event["day"]), "edited", True)


def _distinct(events: list[dict[str, Any]]) -> Iterator[Pair]:
    for number, event in enumerate(events):
        report = article(event["report"], event["title"], event["day"])
        other = article(event["other"], event["other_title"], event["day"])
        yield Pair(report, other, "same event", False)
        background = event["report"].strip().rsplit("\n\n", 1)[1]
        quoted = event["report"].strip().split("\n\n")[2]
        next_day = event["day"] + dt.timedelta(days=1)
        follow = article(f"{event['other']}\n\n{background}", event["other_title"], next_day)
        yield Pair(report, follow, "same background", False)
        follow = article(f"{event['other']}\n\n{quoted.split('. ')[0]}.", event["title"], next_day)
        yield Pair(report, follow, "same title and sentence", False)
        for step in (1, 2, 5):
            far = events[(number + step) % len(events)]
            yield Pair(report, article(far["report"], far["title"], event["day"]), "other event", False)
        if "french" in event:
            french = article(event["french"], event["french_title"], event["day"], "fr")
            yield Pair(report, french, "translation", False)
            again = article(_reworded(event["french"], random.Random(number), 0), event["title"], event["day"], "fr")
            yield Pair(report, again, "translation under the same title", False)


def _bulletins() -> Iterator[Pair]:
    chance = random.Random(5)
    for number in range(12):
        yield Pair(_bulletin(number, chance), _bulletin(number + 1, chance), "daily bulletin", False)


def _bulletin(number: int, chance: random.Random) -> Article:
    figures = {name: chance.randint(2, 1400) for name in "abcdef"}
    place, other = chance.sample(PLACES, 2)
    text = BULLETIN.format(n=1200 + number, place=place, other=other, **figures)
    return article(text, "Daily bulletin of the general staff", dt.date(2025, 6, 1) + dt.timedelta(days=number))


def _datelined(text: str, chance: random.Random) -> str:
    return f"{chance.choice(('GAO', 'DAKAR', 'NAIROBI'))} (Wire) - {text.strip()}"


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def _lead(text: str, share: float) -> str:
    sentences = _sentences(text)
    return " ".join(sentences[: max(2, round(share * len(sentences)))])


def _reworded(text: str, chance: random.Random, share: float) -> str:
    """The text with some words put otherwise: each place that `SWAPS` knows with the chance `share`."""
    words = re.compile("|".join(map(re.escape, SWAPS)))
    return words.sub(lambda found: SWAPS[found.group()] if chance.random() < share * 2 else found.group(), text)


def _reordered(text: str, chance: random.Random) -> str:
    """The text with one paragraph dropped and two exchanged."""
    paragraphs = text.strip().split("\n\n")
    del paragraphs[chance.randrange(1, len(paragraphs))]
    if len(paragraphs) > 3:
        paragraphs[2], paragraphs[1] = paragraphs[1], paragraphs[2]
    return "\n\n".join(paragraphs)
