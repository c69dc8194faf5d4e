"""The measure of resolution: what counts as right, merged and split, and the figures on annotated articles."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mentions import Mention, MentionKind
from ingest.resolved import ResolutionReport, SpannedArticle, Tied, b_cubed, majority, measure, read_spanned, told
from tests.ingest.meant import Read

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "train_6.jsonl"
TEXT = "France attacked Mali. Mali condemned the French army. It then left."


def tied(gold: str, ours: str, kind: str = "named") -> Tied:
    """A mention of one annotated actor, tied to one of ours for each letter; to nothing where none is given."""
    mention = Mention(0, 1, 0, MentionKind.NAMED, None, tuple(ours)) if ours else None
    return Tied(frozenset([gold]), kind, mention)


def test_a_name_outweighs_two_nouns_and_pronouns_do_not_vote() -> None:
    rows = [tied("a", "x"), tied("b", "x", "nominal"), tied("b", "x", "nominal"), *[tied("b", "x", "pronoun")] * 9]
    assert majority(rows) == {"x": "a"}


def test_b_cubed_of_the_textbook_case() -> None:
    """Five of one actor and two of another in one of ours: 7 mentions, precision (5*5/7 + 2*2/7) / 7."""
    score = b_cubed([*[tied("a", "x")] * 5, *[tied("b", "x")] * 2])
    assert score.precision == pytest.approx(29 / 49)
    assert score.recall == 1


def test_what_was_not_found_is_alone() -> None:
    score = b_cubed([tied("a", "x"), tied("a", ""), tied("a", "")])
    assert (score.precision, score.mentions) == (1, 3)
    assert score.recall == pytest.approx(1 / 3)


rows = st.lists(st.builds(tied, st.sampled_from("abc"), st.sampled_from(["", "x", "y", "z"])), max_size=12)


@given(rows)
def test_b_cubed_is_a_share_and_perfect_only_if_nobody_is_merged_or_split(found: list[Tied]) -> None:
    score = b_cubed(found)
    assert 0 <= score.f1 <= 1
    ours = {(next(iter(each.actors)), each.ours or (number,)) for number, each in enumerate(found)}
    one_to_one = len({gold for gold, _ in ours}) == len(ours) == len({other for _, other in ours})
    assert (score.f1 == pytest.approx(1)) == (one_to_one and bool(found))


# ----------------------------------------------------------------------------------------------- on texts that are read


def report(read: Read, *spans: tuple[str, int, str, str]) -> ResolutionReport:
    """Of the text above, each span a phrase, which of its occurrences, an actor and a kind."""
    placed = []
    for phrase, number, actor, kind in spans:
        start = -1
        for _ in range(number):
            start = TEXT.index(phrase, start + 1)
        placed.append((start, start + len(phrase), actor, kind))
    article = SpannedArticle(id="a", lang="en", text=TEXT, actors=(), triples=(), spans=tuple(placed))
    return measure([(article, *read(TEXT, dt.date(2022, 1, 1)))])


@pytest.mark.model
def test_names_that_are_told_apart_are_right(read: Read) -> None:
    found = report(read, ("France", 1, "f", "named"), ("Mali", 1, "m", "named"), ("Mali", 2, "m", "named"))
    assert found.kinds["named"].model_dump() == {"total": 3, "found": 3, "right": 3}
    assert (found.merged, found.pairs, found.split, found.actors) == (0, 1, 0, 2)
    assert found.names.f1 == 1


@pytest.mark.model
def test_one_of_ours_for_two_is_a_merged_pair_and_two_for_one_a_split_actor(read: Read) -> None:
    merged = report(read, ("Mali", 1, "m", "named"), ("Mali", 2, "other", "named"))
    assert (merged.merged, merged.pairs, merged.kinds["named"].right) == (1, 1, 1)
    split = report(read, ("France", 1, "m", "named"), ("Mali", 1, "m", "named"))
    assert (split.split, split.actors) == (1, 1)
    assert split.names.recall == 0.5


@pytest.mark.model
def test_a_mention_that_was_not_found_is_wrong(read: Read) -> None:
    found = report(read, ("attacked", 1, "a", "nominal"))
    assert found.kinds["nominal"].model_dump() == {"total": 1, "found": 0, "right": 0}
    assert "nominal                      1      0      0    0.0%      0.0%" in told(found)


FLOORS = {"named": 0.94, "nominal": 0.58, "pronoun": 0.5}
"""By kind: least share of the annotated mentions that are found and tied to the right actor."""
MOST_MERGED, MOST_SPLIT, LEAST_F = 0.01, 0.15, 0.8


@pytest.mark.model
def test_figures_on_annotated_articles(read: Read) -> None:
    if not GOLD.is_file():
        pytest.skip(f"annotated articles not at hand: {GOLD.name}")
    articles = [article for article in read_spanned(GOLD) if article.lang == "en"]
    found = measure((each, *read(each.text, each.article.published, each.title)) for each in articles)
    for kind, least in FLOORS.items():
        assert found.kinds[kind].of_all >= least, kind
    assert found.merged / found.pairs <= MOST_MERGED
    assert found.split / found.actors <= MOST_SPLIT
    assert found.names.f1 >= LEAST_F
