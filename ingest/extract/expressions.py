"""The words of time of a language, and the temporal expressions that they make up in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from graph.model import Record

Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Month = Annotated[int, Field(ge=1, le=12)]
Unit = Literal["day", "week", "month", "year"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])(?:{ordinals})?(?![\d%]|[.,]\d)"
_DASH = r"\s?[-–]\s?"


class DateWords(Record):
    """The words of time of a language, as dates.toml has them; lower-case but for the names.

    Attributes:
        months: Names and short forms of the twelve months.
        weekdays: Likewise of the seven days, Monday first.
        numbers: Words for 1, 2, 3 and so on.
        previous: "last" week.
        following: "next" week.
        current: "this" week.
        recent: "recent" weeks.
        coming: "coming" weeks.
        earlier: "earlier" this week.
        later: "later" this week.
        since: Opens a span that lasts to the day of publication.
        by: Opens a span that begins on the day of publication.
        open_ended: What follows bounds a span whose other end is not said; it gives no date.
        within: Prepositions that let a bare month or year stand for a time.
        ago: "ago".
        inexact: "more than" two years ago; gives no date.
        weekend: "weekend".
        units: Names of units, singular and plural.
        ordinals: Endings of the number of a day.
        of: What may stand between a day and its month, or a month and its year: "the 5th of March".
        part_of: What may stand between a part and its whole: "early in March".
        articles: What may stand before a day, month or unit.
        until: Between the ends of a span.
        decades: What makes a round year a decade, behind it, or before it where it ends in a blank.
        relative_follows: Whether "last" may stand behind what it is said of.
        ago_precedes: Whether "ago" stands before the count.
        perfect: Auxiliaries that undo those ahead: "was to have left".
        auxiliaries_ahead: Auxiliaries that put the trigger after the day of publication.
        vague_days: How many days "coming weeks" may reach, by plural unit.
        seasons: First and last month of each season.
        days: Days from publication of "yesterday" and the like.
        parts: Third of a month or year, 1 to 3, of "early" and the like.
    """

    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    weekdays: Annotated[tuple[Words, ...], Field(min_length=7, max_length=7)]
    numbers: Annotated[tuple[Words, ...], Field(min_length=1)]
    previous: Words
    following: Words
    current: Words
    recent: Words
    coming: Words
    earlier: Words
    later: Words
    since: Words
    by: Words
    open_ended: Words
    within: Words
    ago: Words
    inexact: Words
    weekend: Words
    units: dict[Word, Unit]
    ordinals: Words
    of: Words
    part_of: Words
    articles: Words
    until: Words
    decades: str
    relative_follows: bool = False
    ago_precedes: bool = False
    perfect: Words
    auxiliaries_ahead: Words
    vague_days: dict[Word, Annotated[int, Field(ge=1)]]
    seasons: dict[Word, tuple[Month, Month]]
    days: dict[Word, int]
    parts: dict[Word, Annotated[int, Field(ge=1, le=3)]]


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression in a sentence.

    Attributes:
        start: First character in the sentence.
        end: One past its last.
        kind: Which pattern found it.
        parts: The pattern's named groups that matched, in lower case.
    """

    start: int
    end: int
    kind: str
    parts: Mapping[str, str]


class Finder:
    """Finds temporal expressions in the words of one language."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self._patterns = tuple((kind, re.compile(pattern)) for kind, pattern in self._grammar().items())
        self._hints = self._needed()

    def _needed(self) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
        """What a sentence must hold for some patterns to be tried at all, and these patterns' kinds."""
        w = self.words
        month, weekday = (_word(name for names in table for name in names) for table in (w.months, w.weekdays))
        rows = {
            r"\d": {"iso", "span_of_years", "decade", "year"},
            month: {
                "span_of_two_months",
                "span_of_days",
                "span_of_days_after_month",
                "day",
                "day_after_month",
                "month",
            },
            weekday: {"weekday"},
            _word(w.seasons): {"season"},
            _word(w.units): {"ago", "counted", "unit", "part"},
            _word(w.vague_days): {"vague"},
            _word(w.weekend): {"weekend"},
            _word(w.days): {"named_day"},
        }
        return tuple((re.compile(hint), frozenset(kinds)) for hint, kinds in rows.items())

    def _grammar(self) -> dict[str, str]:
        """The patterns, most specific first: what an earlier one has matched, a later one can't."""
        w = self.words
        near = _any([*w.previous, *w.following, *w.current])
        months, weekdays = (_any(name for names in table for name in names) for table in (w.months, w.weekdays))
        month, month2 = (rf"\b(?P<{name}>{months})\b\.?" for name in ("month", "month2"))
        weekday = rf"\b(?P<weekday>{weekdays})\b"
        relative = rf"(?P<rel>(?i:{near}))"
        relative_year = rf"(?P<relyear>(?i:{near}))\s+(?i:{_any(_named(w.units, 'year'))})"
        leads = _any([*w.since, *w.by, *w.open_ended, *w.within])
        after = rf"(?:\s+(?P<rel_after>(?i:{near}))\b)?" if w.relative_follows else ""
        the, of = rf"(?i:{_before(w.articles)})?", rf"(?i:{_before(w.of)})"
        this, part_of = rf"(?i:{_before([*w.articles, *w.current])})?", rf"(?i:{_before(w.part_of)})"
        part = rf"(?:(?P<part>(?i:{_any(w.parts)}))(?:\s+{part_of}|-|\s+){this})"
        lead = rf"(?i:\b(?P<lead>{leads})(?:\s+|(?<='))){the}"
        opening = rf"(?:{lead})?{the}{part}?"
        year = rf"(?P<year>{_YEAR})\b"
        count = rf"(?P<count>\d{{1,3}}|(?i:{_any(number.lower() for numbers in w.numbers for number in numbers)}))"
        unit = rf"(?P<unit>(?i:{_any(w.units)}))\b"
        in_year = rf"(?:(?:\s+(?i:{_any(w.of)}))?,?\s+(?:{year}|{relative_year}))?"
        in_week = rf"(?:,?\s+(?P<relweek>(?i:{near}))\s+(?i:{_any(_named(w.units, 'week'))}))?"
        day_year, day_year2 = rf"(?:,?\s+(?P<year>{_YEAR}))?", rf"(?:,?\s+(?P<year2>{_YEAR}))?"
        shift = rf"(?:\b(?P<shift>(?i:{_any([*w.earlier, *w.later])}))\s+)?"
        vague = rf"\b(?P<vague>(?i:{_any([*w.recent, *w.coming])}))"
        season = rf"\b(?P<season>(?i:{_any(w.seasons)}))\b"
        until = rf"(?:{_DASH}|\s+(?i:{_any(w.until)})\s+{the})"
        day = _DAY.format(ordinals=_any(w.ordinals))
        d1, d2 = rf"(?P<day>{day})", rf"(?P<day2>{day})"
        inexact = rf"(?:(?P<inexact>(?i:{_any(w.inexact)}))\s+)?"
        ago = rf"\b(?i:{_any(w.ago)})"
        shifted = rf"(?:{lead})?{shift}{the}{part}?"
        return {
            "iso": rf"(?:{lead})?\b(?P<year>{_YEAR})-(?P<monthno>\d\d)-(?P<day>\d\d)\b",
            "span_of_two_months": rf"{d1}\s+{month}{day_year}{until}{d2}\s+{month2}{day_year2}",
            "span_of_days": rf"{d1}{until}{d2}\s+{of}?{month}(?:,?\s+{year})?",
            "span_of_days_after_month": rf"{month}\s+{d1}{until}{d2}(?:,?\s+{year})?",
            "day": rf"(?:{lead})?{the}{d1}\s+{of}?{month}(?:,?\s+{year})?{after}",
            "day_after_month": rf"(?:{lead})?{month}\s+{d1}(?:,?\s+{year})?",
            "month": rf"{opening}(?:{relative}\s+)?{month}{in_year}{after}",
            "season": rf"{opening}(?:{relative}\s+)?{season}{in_year}{after}",
            "span_of_years": rf"\b(?P<year>{_YEAR}){until}(?P<year2>{_YEAR}|\d\d)\b(?![-–])",
            "decade": w.decades,
            "year": rf"{opening}\b{year}",
            "weekday": rf"(?:{lead})?(?:{relative}\s+)?{weekday}{in_week}{after}",
            "ago": (
                rf"{ago}\s+{inexact}{count}\s+{unit}"
                if w.ago_precedes
                else rf"{inexact}\b{count}\s+{unit}\s+(?i:{_any(w.ago)})\b"
            ),
            "counted": rf"\b{relative}\s+{count}\s+{unit}",
            "vague": rf"{vague}\s+(?P<unit>(?i:{_any(w.vague_days)}))\b",
            "weekend": rf"(?:{lead})?(?:{relative}\s+)?{the}(?i:\b{_any(w.weekend)}\b){after}",
            "unit": (
                rf"{shifted}(?:{relative}\s+{unit}|(?P<unit_after>(?i:{_any(w.units)}))\s+(?P<rel_after>(?i:{near}))\b)"
                if w.relative_follows
                else rf"{shifted}{relative}\s+{unit}"
            ),
            "part": rf"(?:{lead})?{the}\b{part}{unit}",
            "named_day": rf"\b(?P<named>(?i:{_any(w.days)}))\b",
        }

    def find(self, sentence: str) -> tuple[Expression, ...]:
        """The temporal expressions of a sentence, in text order, none overlapping another."""
        likely = {kind for hint, kinds in self._hints if hint.search(sentence) for kind in kinds}
        found: list[Expression] = []
        for kind, pattern in self._patterns:
            if kind not in likely:
                continue
            for match in pattern.finditer(sentence):
                if any(match.start() < other.end and other.start < match.end() for other in found):
                    continue
                groups = {name.removesuffix("_after"): text for name, text in match.groupdict().items() if text}
                parts = {name: text.lower() for name, text in groups.items()}
                if kind in ("month", "year", "season") and not self._is_time(parts):
                    continue
                found.append(Expression(match.start(), match.end(), kind, parts))
        return tuple(sorted(found, key=lambda expression: expression.start))

    @staticmethod
    def _is_time(parts: Mapping[str, str]) -> bool:
        """A bare month, year or season may be a name or a number: something must make it a time."""
        return bool({"lead", "part", "rel", "relyear"} & parts.keys() or ("year" in parts and len(parts) > 1))


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=lambda word: (-len(word), word))
    )


def _before(words: Iterable[str]) -> str:
    """A pattern for any of some words and the blank after it; an elided one has none."""
    return rf"(?:{_any(words)})(?:\s+|(?<=['’]))"


def _word(words: Iterable[str]) -> str:
    """A pattern for any of some words, whatever their case."""
    return rf"(?i:\b(?:{_any(words)})\b)"


def _named(units: Mapping[str, Unit], unit: Unit) -> list[str]:
    return [name for name, of in units.items() if of == unit]
