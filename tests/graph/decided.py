"""A small world for tests of corrections: actors, claims about them, and decisions on both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from graph.corrections import (
    ClaimKey,
    Correction,
    Decision,
    Flip,
    Merge,
    Reject,
    Rename,
    Retype,
    SetStatus,
    SetType,
    Unmerge,
)
from graph.model import Actor, ActorType, Article, Claim, Span, Status, digest

DAY = dt.date(2022, 2, 17)
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
IDS = ("a", "b", "c", "d", "e")
ACTORS = {key: Actor(id=key, name=key.upper(), type=ActorType.STATE, aliases=(f"{key} alias",)) for key in IDS}
PAGES = {
    key: Article(id=key, lang="en", text=f"On {key}. " * 4, digest=key, cluster=key, published=DAY)
    for key in ("page 1", "page 2")
}
SYMMETRIC, DIRECTED = "fights", "attacks"


def claim(
    page: str,
    subject: str,
    relation: str,
    obj: str,
    status: Status = Status.OCCURRED,
    *,
    at: int = 0,
    speaker: str = "",
) -> Claim:
    """A claim by the page's sentence at a place; of a symmetric relation in canonical order."""
    if relation == SYMMETRIC and subject > obj:
        subject, obj = obj, subject
    start = 11 * at
    sentence = PAGES[page].text[start : start + 10]
    return Claim(
        id=digest(page, start, subject, relation, obj, status.value),
        article=page,
        subject=subject,
        relation=relation,
        object=obj,
        status=status,
        speaker=speaker or None,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        trigger=Span(start=0, end=1),
        subject_at=Span(start=1, end=2),
        object_at=Span(start=2, end=3),
        confidence=0.5 + at / 10,
        pattern="p",
    )


claims = st.lists(
    st.builds(
        lambda page, pair, relation, status, at, speaker: claim(
            page, pair[0], relation, pair[1], status, at=at, speaker=speaker
        ),
        st.sampled_from(sorted(PAGES)),
        st.permutations(IDS),
        st.sampled_from((SYMMETRIC, DIRECTED)),
        st.sampled_from((Status.OCCURRED, Status.DENIED)),
        st.sampled_from((0, 1)),
        st.sampled_from(("", *IDS)),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row.id,
)


on_actors: st.SearchStrategy[Decision] = st.one_of(
    st.permutations(IDS).map(lambda pair: Merge(actor=pair[0], into=ACTORS[pair[1]])),
    st.permutations(IDS).map(lambda pair: Merge(actor=pair[0], into=ACTORS[pair[1]])),
    st.builds(Unmerge, actor=st.sampled_from(IDS)),
    st.builds(Rename, actor=st.sampled_from(IDS), name=st.sampled_from(("One", "Two"))),
    st.builds(SetType, actor=st.sampled_from(IDS), type=st.sampled_from((ActorType.PERSON, ActorType.IGO))),
)
"""Decisions on actors, sensible or not; merges are drawn more often."""


@st.composite
def decisions(draw: st.DrawFn, among: Sequence[Claim], least: int = 0) -> list[Decision]:
    """Decisions on these claims and their actors, sensible or not."""
    about = st.sampled_from([ClaimKey.of(row) for row in among])
    one: st.SearchStrategy[Decision] = st.one_of(
        on_actors,
        st.builds(Reject, claim=about),
        st.builds(Retype, claim=about, relation=st.sampled_from((SYMMETRIC, DIRECTED))),
        st.builds(Flip, claim=about),
        st.builds(SetStatus, claim=about, status=st.sampled_from((Status.DENIED, Status.ONGOING))),
    )
    return draw(st.lists(one, min_size=least, max_size=8))


def logged(made: Sequence[Decision], after: int = 0) -> list[Correction]:
    """The decisions as a log, a second apart."""
    return [
        Correction.of(row, author="Awa", reason="seen", at=START + dt.timedelta(seconds=after + number))
        for number, row in enumerate(made)
    ]
