"""Claims that tell the same thing, folded into events; and which events contradict each other.

Same means: same subject, relation, object and status, and near dates. A claim's date is the one that the text gives,
else its article's publication date. Dates of up to `WINDOW` are exact enough to be compared: sorted, a gap of more than
`WINDOW` between one claim and the next parts two events. A vaguer date ("in 2022") joins the one event that it touches;
where there is none, or several, the claims of that vague date are an event of their own, as are those without a date.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from graph.model import REALISED, Article, Claim, Event, Status, digest

WINDOW = dt.timedelta(days=7)
"""Two claims further apart than this tell of two events, unless others lie in between."""

CONTRADICTION_WINDOW = dt.timedelta(days=30)
"""A denial answers what was said in this time before or after it."""

type Dates = tuple[dt.date, dt.date]


class _Group(NamedTuple):
    """Claims of one event; the dates are those of its claims with exact dates, if it has any."""

    dates: Dates | None
    claims: list[Claim]


def fold(claims: Iterable[Claim], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """The events, sorted by id; each claim belongs to exactly one, whatever the order in which they come.

    Args:
        claims: Claims of `articles`, each once.
        articles: By id; `cluster` tells which of them are copies.

    Raises:
        KeyError: The article of a claim is missing.
    """
    told: defaultdict[tuple[str, str, str, Status], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.subject, claim.relation, claim.object, claim.status].append(claim)
    events = [_event(group, articles) for same in told.values() for group in _groups(same, articles)]
    return tuple(sorted(events, key=lambda event: event.id))


def contradictions(
    events: Iterable[Event], claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> tuple[tuple[str, str], ...]:
    """Pairs of event ids, sorted: one says that it happened or goes on, another voice of the same time that it did not.

    A claim's voice is its speaker, or the article where it is in the paper's own words.
    """
    sides: defaultdict[tuple[str, str, str], tuple[list[Event], list[Event]]] = defaultdict(lambda: ([], []))
    for event in events:
        realised, denied = sides[event.subject, event.relation, event.object]
        if event.status in REALISED:
            realised.append(event)
        elif event.status in (Status.DENIED, Status.NEGATED):
            denied.append(event)
    voices = {
        key: claim.speaker or claim.speaker_label or articles[claim.article].cluster for key, claim in claims.items()
    }
    pairs = (pair for realised, denied in sides.values() for pair in product(realised, denied))
    return tuple(sorted((one.id, other.id) for one, other in pairs if _answers(one, other, voices)))


def confidence(claims: Iterable[Claim], articles: Mapping[str, Article]) -> float:
    """Probability that at least one claim is right, the best of each cluster counted once; 6 decimals."""
    best: dict[str, float] = {}
    for claim in claims:
        cluster = articles[claim.article].cluster
        best[cluster] = max(best.get(cluster, 0.0), claim.confidence)
    return round(1 - math.prod(1 - best[cluster] for cluster in sorted(best)), 6)


def sources(claims: Iterable[Claim], articles: Mapping[str, Article]) -> int:
    """Number of independent sources: clusters of articles."""
    return len({articles[claim.article].cluster for claim in claims})


def _dates(claim: Claim, articles: Mapping[str, Article]) -> Dates | None:
    if claim.date:
        return claim.date.first, claim.date.last
    published = articles[claim.article].published
    return (published, published) if published else None


def _groups(claims: list[Claim], articles: Mapping[str, Article]) -> list[_Group]:
    exact: list[tuple[Dates, Claim]] = []
    vague: defaultdict[Dates | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        dates = _dates(claim, articles)
        if dates and dates[1] - dates[0] <= WINDOW:
            exact.append((dates, claim))
        else:
            vague[dates].append(claim)
    chained = _chain(exact)
    groups = list(chained)
    for dates, same in vague.items():
        inside = [group for group in chained if dates and group.dates and _overlap(dates, group.dates)]
        if len(inside) == 1:
            inside[0].claims.extend(same)
        else:
            groups.append(_Group(dates, same))
    return groups


def _chain(dated: list[tuple[Dates, Claim]]) -> list[_Group]:
    groups: list[_Group] = []
    for (first, last), claim in sorted(dated, key=lambda row: (row[0], row[1].id)):
        if groups and (dates := groups[-1].dates) and first - dates[1] <= WINDOW:
            groups[-1] = _Group((dates[0], max(dates[1], last)), [*groups[-1].claims, claim])
        else:
            groups.append(_Group((first, last), [claim]))
    return groups


def _overlap(one: Dates, other: Dates) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _event(group: _Group, articles: Mapping[str, Article]) -> Event:
    def age(claim: Claim) -> tuple[Dates, str]:
        return _dates(claim, articles) or (dt.date.max, dt.date.max), claim.id

    told = group.claims[0]
    first, last = group.dates or (None, None)
    return Event(
        id=digest(told.subject, told.relation, told.object, told.status.value, min(map(age, group.claims))[1]),
        subject=told.subject,
        relation=told.relation,
        object=told.object,
        status=told.status,
        first_date=first,
        last_date=last,
        claims=tuple(sorted(claim.id for claim in group.claims)),
        sources=sources(group.claims, articles),
        confidence=confidence(group.claims, articles),
    )


def _answers(one: Event, other: Event, voices: Mapping[str, str]) -> bool:
    if one.first_date and one.last_date and other.first_date and other.last_date:
        near = (one.first_date - CONTRADICTION_WINDOW, one.last_date + CONTRADICTION_WINDOW)
        if not _overlap(near, (other.first_date, other.last_date)):
            return False
    said = {voices[claim] for event in (one, other) for claim in event.claims}
    return len(said) > 1
