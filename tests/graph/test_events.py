"""Folding: each claim in one event whatever the order, copies no second source, denials beside what they deny."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.events import WINDOW, contradictions, fold
from graph.model import Article, Claim, Event, EventDate, Precision, Span, Status

DAY = dt.date(2022, 2, 17)
numbers = count()


def article(key: str, text: str | None = None, published: dt.date | None = DAY) -> Article:
    return Article(id=key, lang="en", text=text or f"text of {key}", digest=key, cluster=key, published=published)


def claim(
    of: str,
    date: EventDate | dt.date | None = None,
    status: Status = Status.OCCURRED,
    *,
    key: str | None = None,
    **fields: object,
) -> Claim:
    spot = Span(start=0, end=1)
    exact = EventDate(first=date, last=date, precision=Precision.DAY) if isinstance(date, dt.date) else date
    defaults: dict[str, object] = {"subject": "mali", "relation": "fights", "object": "gsim", "confidence": 0.5}
    return Claim.model_validate(
        defaults
        | {"id": key or f"c{next(numbers)}", "article": of, "status": status, "sentence": "x", "start": 0, "end": 1}
        | {"trigger": spot, "subject_at": spot, "object_at": spot, "date": exact, "pattern": "p"}
        | fields
    )


def year(number: int) -> EventDate:
    return EventDate(first=dt.date(number, 1, 1), last=dt.date(number, 12, 31), precision=Precision.YEAR)


def folded(claims: Sequence[Claim], articles: Sequence[Article]) -> tuple[Event, ...]:
    return fold(claims, {row.id: row for row in articles})


ARTICLES = [article("a"), article("b", published=DAY + dt.timedelta(5)), article("c", published=None)]

days = st.integers(0, 60).map(lambda number: DAY + dt.timedelta(number))
dates = st.one_of(
    st.none(),
    days,
    st.sampled_from([year(2021), year(2022)]),
    st.tuples(days, st.integers(0, 40)).map(
        lambda row: EventDate(first=row[0], last=row[0] + dt.timedelta(row[1]), precision=Precision.SPAN)
    ),
)
claims_of = st.lists(
    st.builds(
        claim,
        of=st.sampled_from("abc"),
        date=dates,
        status=st.sampled_from([Status.OCCURRED, Status.DENIED]),
        object=st.sampled_from(["gsim", "france"]),
        confidence=st.floats(0, 1),
    ),
    max_size=25,
)


@given(claims=claims_of, data=st.data())
def test_the_order_does_not_show_and_each_claim_is_in_one_event(claims: list[Claim], data: st.DataObject) -> None:
    events = folded(claims, ARTICLES)
    assert folded(data.draw(st.permutations(claims)), ARTICLES) == events
    assert sorted(key for event in events for key in event.claims) == sorted(row.id for row in claims)
    assert len({event.id for event in events}) == len(events)


@given(claims=claims_of)
def test_an_event_tells_one_thing(claims: list[Claim]) -> None:
    by_id = {row.id: row for row in claims}
    for event in folded(claims, ARTICLES):
        for row in (by_id[key] for key in event.claims):
            assert (row.subject, row.relation, row.object, row.status) == (
                event.subject,
                event.relation,
                event.object,
                event.status,
            )
            assert event.confidence >= round(row.confidence, 6)


@pytest.mark.parametrize(("gap", "events"), [(0, 1), (7, 1), (8, 2)])
def test_near_days_are_one_event(gap: int, events: int) -> None:
    assert WINDOW.days == 7
    told = folded([claim("a", DAY), claim("a", DAY + dt.timedelta(gap))], ARTICLES)
    assert len(told) == events


def test_days_in_between_hold_an_event_together() -> None:
    (event,) = folded([claim("a", DAY + dt.timedelta(number)) for number in (0, 12, 6, 18)], ARTICLES)
    assert (event.first_date, event.last_date) == (DAY, DAY + dt.timedelta(18))


def test_an_undated_claim_happened_when_its_article_says_so() -> None:
    (event,) = folded([claim("a"), claim("b", DAY)], ARTICLES)
    assert (event.first_date, event.sources) == (DAY, 2)
    (undated,) = folded([claim("c"), claim("c")], ARTICLES)
    assert (undated.first_date, undated.last_date, len(undated.claims)) == (None, None, 2)


def test_a_vague_date_joins_the_only_event_in_it_but_chooses_between_none() -> None:
    only = folded([claim("a", DAY), claim("b", year(2022))], ARTICLES)
    assert [(event.first_date, event.sources) for event in only] == [(DAY, 2)]
    later = DAY + dt.timedelta(100)
    several = folded([claim("a", DAY), claim("a", later), claim("b", year(2022))], ARTICLES)
    assert sorted(event.first_date or dt.date.max for event in several) == [dt.date(2022, 1, 1), DAY, later]


def test_a_vague_date_does_not_glue_what_months_part() -> None:
    assert len(folded([claim("a", DAY), claim("a", DAY + dt.timedelta(90)), claim("b", year(2022))], ARTICLES)) == 3


def test_a_copy_is_no_second_source() -> None:
    rows = [
        article(key).model_copy(update={"cluster": cluster}) for key, cluster in (("z", "z"), ("y", "z"), ("x", "x"))
    ]
    (event,) = folded([claim("z"), claim("y"), claim("x")], rows)
    assert (len(event.claims), event.sources, event.confidence) == (3, 2, 0.75)


def pairs(claims: Sequence[Claim]) -> list[tuple[Status, Status]]:
    articles = {row.id: row for row in ARTICLES}
    events = fold(claims, articles)
    status = {event.id: event.status for event in events}
    found = contradictions(events, {row.id: row for row in claims}, articles)
    return [(status[one], status[other]) for one, other in found]


def test_a_denial_by_another_stands_beside_what_it_denies() -> None:
    said = claim("a", DAY, Status.ONGOING, speaker="nasr")
    denied = claim("a", DAY, Status.DENIED, speaker="mali")
    assert pairs([said, denied]) == [(Status.ONGOING, Status.DENIED)]
    assert pairs([said, claim("b", DAY, Status.NEGATED)]) == [(Status.ONGOING, Status.NEGATED)]
    assert pairs([said, claim("a", None, Status.PLANNED, speaker="mali")]) == []


def test_one_voice_does_not_contradict_itself_nor_a_denial_what_was_said_long_ago() -> None:
    denied = claim("a", DAY, Status.DENIED, speaker="mali")
    assert pairs([claim("a", DAY, speaker="mali"), denied]) == []
    assert pairs([claim("a", DAY - dt.timedelta(31), speaker="nasr"), denied]) == []
    assert pairs([claim("c", speaker="nasr"), denied]) == [(Status.OCCURRED, Status.DENIED)]


def test_a_claim_of_a_missing_article_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        folded([claim("nowhere")], ARTICLES)
