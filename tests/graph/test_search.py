"""Actors found by what they are called: accents and case aside, by alias, by part of a name, and nearly so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import load_gazetteer
from graph.search import EXACT, LEAST, likeness, search
from graph.settings import data_dir

ACTORS = list(load_gazetteer(data_dir() / "gazetteer").actors.values())


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("jnim", "jnim"),
        ("GSIM", "jnim"),
        ("omar el bechir", "omar-al-bashir"),
        ("Omar el-Béchir", "omar-al-bashir"),
        ("cote d'ivoire", "cote-d-ivoire"),
        ("macron emmanuel", "emmanuel-macron"),
        ("Emanuel Macron", "emmanuel-macron"),
        ("the united nations", "un"),
        ("mali", "mali"),
    ],
)
def test_the_first_found_is_who_is_meant(text: str, actor: str) -> None:
    assert search(text, ACTORS)[0].actor.id == actor


@pytest.mark.parametrize("text", ["", "  ", "'", "zzzzqqqq", "x" * 5000])
def test_nobody_is_found_for_what_is_no_name(text: str) -> None:
    assert search(text, ACTORS) == []


def test_the_limit_keeps_the_best() -> None:
    every = search("army", ACTORS, limit=1000)
    assert len(every) > 5
    assert search("army", ACTORS, limit=5) == every[:5]
    assert [hit.score for hit in every] == sorted((hit.score for hit in every), reverse=True)


words = st.lists(st.text("abcdé", min_size=1, max_size=6), max_size=4).map(tuple)


@given(asked=words, form=words)
def test_only_the_very_name_is_exact(asked: tuple[str, ...], form: tuple[str, ...]) -> None:
    score = likeness(asked, form)
    assert 0 <= score <= EXACT
    if asked and asked == form:
        assert score == EXACT
    if sorted(asked) == sorted(form) and asked:
        assert score >= LEAST
