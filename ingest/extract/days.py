"""The days that a temporal expression allows, seen from the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import EventDate, Precision
from ingest.extract.expressions import DateWords, Expression, Unit

_SOON = dt.timedelta(days=7)
"""How far after publication a day without a year is not thrown back a year, whatever the tense says."""


@dataclass(frozen=True, slots=True)
class _Range:
    first: dt.date
    last: dt.date
    precision: Precision


class Days:
    """Works temporal expressions out in the words of one language."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self._month = {name.lower(): number for number, names in enumerate(words.months, 1) for name in names}
        self._weekday = {name.lower(): number for number, names in enumerate(words.weekdays) for name in names}
        self._number = {name.lower(): number for number, names in enumerate(words.numbers, 1) for name in names}

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
        soon = next((day for day in days if day and dt.timedelta() < day - published <= _SOON), None)
        return _day(soon) if soon else _nearest([_day(day) for day in days if day], published, ahead=ahead)

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
