"""Temporal expressions in a sentence, and the days that each allows, seen from the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from graph.model import EventDate, Precision, Record

Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Month = Annotated[int, Field(ge=1, le=12)]
Unit = Literal["day", "week", "month", "year"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_DASH = r"\s?[-–]\s?"  # noqa: RUF001 - the en dash of ranges


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


@dataclass(frozen=True, slots=True)
class _Range:
    first: dt.date
    last: dt.date
    precision: Precision


class Calendar:
    """Finds and works out temporal expressions in the words of one language."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self._month = {name.lower(): number for number, names in enumerate(words.months, 1) for name in names}
        self._weekday = {name.lower(): number for number, names in enumerate(words.weekdays) for name in names}
        self._number = {name.lower(): number for number, names in enumerate(words.numbers, 1) for name in names}
        self._patterns = tuple((kind, re.compile(pattern)) for kind, pattern in self._grammar().items())
        self._hint = re.compile(
            rf"\d|(?i:\b(?:{_any([*self._weekday, *self._month, *words.units, *words.weekend, *words.seasons, *words.days])})\b)"
        )

    # ----------------------------------------------------------------------------------------------------- finding

    def _grammar(self) -> dict[str, str]:
        """The patterns, most specific first: what an earlier one has matched, a later one can't."""
        w = self.words
        month, month2 = (
            rf"\b(?P<{name}>{_any(n for names in w.months for n in names)})\b\.?" for name in ("month", "month2")
        )
        weekday = rf"\b(?P<weekday>{_any(n for names in w.weekdays for n in names)})\b"
        relative = rf"(?P<rel>(?i:{_any([*w.previous, *w.following, *w.current])}))"
        relative_year = (
            rf"(?P<relyear>(?i:{_any([*w.previous, *w.following, *w.current])}))\s+(?i:{_any(_named(w.units, 'year'))})"
        )
        leads = _any([*w.since, *w.by, *w.open_ended, *w.within])
        part = rf"(?:(?P<part>(?i:{_any(w.parts)}))(?:\s+(?i:of|in)\s+|-|\s+)(?i:the\s+|this\s+)?)"
        lead = rf"(?i:\b(?P<lead>{leads})\s+)(?i:the\s+)?"
        opening = rf"(?:{lead})?(?i:the\s+)?{part}?"
        year = rf"(?P<year>{_YEAR})\b"
        count = rf"(?P<count>\d{{1,3}}|(?i:{_any(self._number)}))"
        unit = rf"(?P<unit>(?i:{_any(w.units)}))\b"
        until = rf"(?:{_DASH}|\s+(?i:to|and|until)\s+)"
        d1, d2 = rf"(?P<day>{_DAY})", rf"(?P<day2>{_DAY})"
        return {
            "iso": rf"(?:{lead})?\b(?P<year>{_YEAR})-(?P<monthno>\d\d)-(?P<day>\d\d)\b",
            "span_of_two_months": rf"{d1}\s+{month}(?:,?\s+(?P<year>{_YEAR}))?{until}{d2}\s+{month2}(?:,?\s+(?P<year2>{_YEAR}))?",
            "span_of_days": rf"{d1}{until}{d2}\s+(?:of\s+)?{month}(?:,?\s+{year})?",
            "span_of_days_after_month": rf"{month}\s+{d1}{until}{d2}(?:,?\s+{year})?",
            "day": rf"(?:{lead})?(?i:the\s+)?{d1}\s+(?:of\s+)?{month}(?:,?\s+{year})?",
            "day_after_month": rf"(?:{lead})?{month}\s+{d1}(?:,?\s+{year})?",
            "month": rf"{opening}(?:{relative}\s+)?{month}(?:(?:\s+of)?,?\s+(?:{year}|{relative_year}))?",
            "season": rf"{opening}(?:{relative}\s+)?\b(?P<season>(?i:{_any(w.seasons)}))\b(?:(?:\s+of)?\s+(?:{year}|{relative_year}))?",
            "span_of_years": rf"\b(?P<year>{_YEAR})(?:{_DASH}|\s+(?i:to|and|until)\s+)(?P<year2>{_YEAR}|\d\d)\b(?![-–])",  # noqa: RUF001
            "decade": r"(?P<decade>(?:1[5-9]|20)\d0)s\b",
            "year": rf"{opening}\b{year}",
            "weekday": rf"(?:{lead})?(?:{relative}\s+)?{weekday}(?:,?\s+(?P<relweek>(?i:{_any([*w.previous, *w.following, *w.current])}))\s+(?i:{_any(_named(w.units, 'week'))}))?",
            "ago": rf"(?:(?P<inexact>(?i:{_any(w.inexact)}))\s+)?\b{count}\s+{unit}\s+(?i:{_any(w.ago)})\b",
            "counted": rf"\b{relative}\s+{count}\s+{unit}",
            "vague": rf"\b(?P<vague>(?i:{_any([*w.recent, *w.coming])}))\s+(?P<unit>(?i:{_any(w.vague_days)}))\b",
            "weekend": rf"(?:{lead})?(?:{relative}\s+)?(?i:\b{_any(w.weekend)}\b)",
            "unit": rf"(?:{lead})?(?:\b(?P<shift>(?i:{_any([*w.earlier, *w.later])}))\s+)?(?i:the\s+)?{part}?{relative}\s+{unit}",
            "part": rf"(?:{lead})?(?i:the\s+)?\b{part}{unit}",
            "named_day": rf"\b(?P<named>(?i:{_any(w.days)}))\b",
        }

    def find(self, sentence: str) -> tuple[Expression, ...]:
        """The temporal expressions of a sentence, in text order, none overlapping another."""
        if not self._hint.search(sentence):
            return ()
        found: list[Expression] = []
        for kind, pattern in self._patterns:
            for match in pattern.finditer(sentence):
                if any(match.start() < other.end and other.start < match.end() for other in found):
                    continue
                parts = {name: text.lower() for name, text in match.groupdict().items() if text}
                if kind in ("month", "year", "season") and not self._is_time(parts):
                    continue
                found.append(Expression(match.start(), match.end(), kind, parts))
        return tuple(sorted(found, key=lambda expression: expression.start))

    @staticmethod
    def _is_time(parts: Mapping[str, str]) -> bool:
        """A bare month, year or season may be a name or a number: something must make it a time."""
        return bool({"lead", "part", "rel", "relyear"} & parts.keys() or ("year" in parts and len(parts) > 1))

    # ------------------------------------------------------------------------------------------------- working out

    def resolve(self, expression: Expression, published: dt.date | None, *, ahead: bool) -> EventDate | None:
        """The days that an expression allows; None where it does not fix them.

        Args:
            expression: What `find` gave.
            published: Day of publication; None leaves only what names its own year.
            ahead: Whether what happens lies after publication: "will meet on Monday".
        """
        try:
            found = self._range(expression.kind, expression.parts, published, ahead=ahead)
            found = found and self._third(found, expression)
            found = found and self._bounded(found, expression.parts.get("lead"), published, ahead=ahead)
        except (ValueError, OverflowError):  # 31 June, or a day before the year 1
            return None
        return EventDate(first=found.first, last=found.last, precision=found.precision) if found else None

    def _range(self, kind: str, parts: Mapping[str, str], published: dt.date | None, *, ahead: bool) -> _Range | None:
        match kind:
            case "iso":
                return _day(dt.date(int(parts["year"]), int(parts["monthno"]), int(parts["day"])))
            case "day" | "day_after_month":
                return self._dated(parts, published, ahead=ahead)
            case "span_of_days" | "span_of_days_after_month" | "span_of_two_months":
                return self._span(parts, published, ahead=ahead)
            case "month" | "season":
                return self._months(parts, published, ahead=ahead)
            case "year":
                return _whole_year(int(parts["year"]))
            case "span_of_years":
                return self._years(parts)
            case "decade":
                return _Range(
                    dt.date(int(parts["decade"]), 1, 1), dt.date(int(parts["decade"]) + 9, 12, 31), Precision.SPAN
                )
        return self._relative(kind, parts, published, ahead=ahead) if published else None

    def _relative(self, kind: str, parts: Mapping[str, str], published: dt.date, *, ahead: bool) -> _Range | None:
        match kind:
            case "weekday":
                return self._on_weekday(parts, published, ahead=ahead)
            case "ago":
                return None if "inexact" in parts else _unit(self._unit(parts), published, -self._count(parts["count"]))
            case "counted":
                return self._counted(parts, published)
            case "vague":
                days = dt.timedelta(days=self.words.vague_days[parts["unit"]])
                return _towards(published, days if parts["vague"] in self.words.coming else -days)
            case "weekend":
                return self._weekend(parts, published, ahead=ahead)
            case "unit":
                return self._in_unit(parts, published)
            case "part":
                return None if self._unit(parts) == "day" else _unit(self._unit(parts), published, 0)
            case "named_day":
                return _day(published + dt.timedelta(days=self.words.days[parts["named"]]))
        return None

    def _dated(
        self,
        parts: Mapping[str, str],
        published: dt.date | None,
        *,
        ahead: bool,
        day: str = "day",
        month: str = "month",
    ) -> _Range | None:
        number = int(re.sub(r"\D", "", parts[day]))
        if "year" in parts:
            return _day(dt.date(int(parts["year"]), self._month[parts[month]], number))
        if published is None:
            return None
        days = [
            _date(year, self._month[parts[month]], number) for year in range(published.year - 4, published.year + 5)
        ]
        return _nearest([_day(day) for day in days if day], published, ahead=ahead)

    def _span(self, parts: Mapping[str, str], published: dt.date | None, *, ahead: bool) -> _Range | None:
        if "year2" in parts and "year" not in parts:
            parts = {**parts, "year": parts["year2"]}
        last = self._dated(
            {**parts, **({"year": parts["year2"]} if "year2" in parts else {})},
            published,
            ahead=ahead,
            day="day2",
            month="month2" if "month2" in parts else "month",
        )
        if last is None:
            return None
        first = self._dated({**parts, "year": parts.get("year", str(last.first.year))}, published, ahead=ahead)
        if first is None or first.first > last.first:
            return None
        return _Range(first.first, last.last, Precision.SPAN)

    def _months(self, parts: Mapping[str, str], published: dt.date | None, *, ahead: bool) -> _Range | None:
        start, stop = self.words.seasons[parts["season"]] if "season" in parts else (self._month[parts["month"]],) * 2
        if "year" in parts:
            return _months(int(parts["year"]), start, stop)
        if published is None:
            return None
        if "relyear" in parts:
            return _months(published.year + self._direction(parts["relyear"]), start, stop)
        candidates = [_months(published.year + shift, start, stop) for shift in (-2, -1, 0, 1, 2)]
        match self._direction(parts["rel"]) if "rel" in parts else None:
            case -1:
                return next(c for c in reversed(candidates) if c.last < published)
            case 1:
                return next(c for c in candidates if c.first > published)
            case 0:
                return candidates[2]
        return _nearest(candidates, published, ahead=ahead)

    @staticmethod
    def _years(parts: Mapping[str, str]) -> _Range | None:
        first, second = int(parts["year"]), parts["year2"]
        last = int(second) if len(second) == 4 else first - first % 100 + int(second)
        return _Range(dt.date(first, 1, 1), dt.date(last, 12, 31), Precision.SPAN) if first <= last else None

    def _on_weekday(self, parts: Mapping[str, str], published: dt.date, *, ahead: bool) -> _Range:
        number = self._weekday[parts["weekday"]]
        if "relweek" in parts:
            monday = published - dt.timedelta(days=published.weekday())
            return _day(monday + dt.timedelta(days=number + 7 * self._direction(parts["relweek"])))
        direction = self._direction(parts["rel"]) if "rel" in parts else 0
        back = (published.weekday() - number) % 7
        if direction == 1 or (direction == 0 and ahead):
            forward = (number - published.weekday()) % 7
            return _day(published + dt.timedelta(days=forward or 7 * direction))
        return _day(published - dt.timedelta(days=back or -7 * direction))

    def _counted(self, parts: Mapping[str, str], published: dt.date) -> _Range | None:
        count, direction = self._count(parts["count"]), self._direction(parts["rel"])
        edge = _unit(self._unit(parts), published, direction * count)
        same_day = published.day
        if direction == 0:
            return None
        if self._unit(parts) in ("month", "year"):
            year, month = edge.first.year, published.month if self._unit(parts) == "year" else edge.first.month
            moved = dt.date(year, month, min(same_day, calendar.monthrange(year, month)[1]))
        else:
            moved = published + dt.timedelta(days=direction * count * (7 if self._unit(parts) == "week" else 1))
        return _towards(published, moved - published)

    def _weekend(self, parts: Mapping[str, str], published: dt.date, *, ahead: bool) -> _Range:
        saturday = published + dt.timedelta(days=5 - published.weekday())
        direction = self._direction(parts["rel"]) if "rel" in parts else 0
        if direction:
            saturday += dt.timedelta(days=7 * direction if direction < 0 or published.weekday() > 4 else 0)
        elif not ahead and saturday > published:
            saturday -= dt.timedelta(days=7)
        return _Range(saturday, saturday + dt.timedelta(days=1), Precision.SPAN)

    def _in_unit(self, parts: Mapping[str, str], published: dt.date) -> _Range | None:
        if self._unit(parts) == "day":
            return None
        found = _unit(self._unit(parts), published, self._direction(parts["rel"]))
        shift = parts.get("shift")
        if shift in self.words.earlier and found.first <= published:
            return _Range(found.first, min(found.last, published), Precision.SPAN)
        if shift in self.words.later and found.last >= published:
            return _Range(max(found.first, published), found.last, Precision.SPAN)
        return found

    def _third(self, found: _Range, expression: Expression) -> _Range:
        """The part of a month or year that "early" and the like name; a week is not parted."""
        part = self.words.parts.get(expression.parts.get("part", ""))
        if part is None or found.precision is Precision.DAY or (found.last - found.first).days < 20:
            return found
        if found.precision is Precision.YEAR:
            return _Range(
                dt.date(found.first.year, 4 * part - 3, 1),
                _months(found.first.year, 4 * part, 4 * part).last,
                Precision.SPAN,
            )
        third = (found.last - found.first).days // 3
        first = found.first + dt.timedelta(days=third * (part - 1))
        return _Range(first, found.last if part == 3 else first + dt.timedelta(days=third - 1), Precision.SPAN)

    def _bounded(self, found: _Range, lead: str | None, published: dt.date | None, *, ahead: bool) -> _Range | None:
        """What the preposition makes of it: "since 2022" lasts to publication, "by May" begins there."""
        if lead in self.words.open_ended:
            return None
        if lead in self.words.since:
            return _Range(found.first, published, Precision.SPAN) if published and found.first <= published else None
        if lead in self.words.by:
            return (
                _Range(published, found.last, Precision.SPAN)
                if published and ahead and found.last >= published
                else None
            )
        return found

    def _direction(self, word: str) -> int:
        return -1 if word in self.words.previous else 1 if word in self.words.following else 0

    def _count(self, word: str) -> int:
        return int(word) if word.isdigit() else self._number[word]

    def _unit(self, parts: Mapping[str, str]) -> Unit:
        return self.words.units[parts["unit"]]


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=lambda word: (-len(word), word))
    )


def _named(units: Mapping[str, Unit], unit: Unit) -> list[str]:
    return [name for name, of in units.items() if of == unit]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day(day: dt.date) -> _Range:
    return _Range(day, day, Precision.DAY)


def _whole_year(year: int) -> _Range:
    return _Range(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)


def _months(year: int, first: int, last: int) -> _Range:
    """From the first to the last month, the latter of the next year if it comes before: winter."""
    end_year = year + (last < first)
    end = dt.date(end_year, last, calendar.monthrange(end_year, last)[1])
    return _Range(dt.date(year, first, 1), end, Precision.MONTH if first == last else Precision.SPAN)


def _unit(unit: Unit, published: dt.date, shift: int) -> _Range:
    """The day, calendar week, month or year that lies `shift` units after publication."""
    match unit:
        case "day":
            return _day(published + dt.timedelta(days=shift))
        case "week":
            monday = published + dt.timedelta(days=7 * shift - published.weekday())
            return _Range(monday, monday + dt.timedelta(days=6), Precision.SPAN)
        case "month":
            year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
            return _months(year, month + 1, month + 1)
        case "year":
            return _whole_year(published.year + shift)


def _towards(published: dt.date, distance: dt.timedelta) -> _Range:
    return _Range(min(published, published + distance), max(published, published + distance), Precision.SPAN)


def _nearest(candidates: list[_Range], published: dt.date, *, ahead: bool) -> _Range | None:
    """The latest that has begun, or the earliest that is not over."""
    if ahead:
        return next((c for c in candidates if c.last >= published), None)
    return next((c for c in reversed(candidates) if c.first <= published), None)
