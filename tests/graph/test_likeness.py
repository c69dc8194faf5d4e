"""Copies are told from distinct texts, on a labelled set, and the same whichever of the two comes first."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from graph.likeness import Likeness
from tests.graph.copies.pairs import article, pairs

PRECISION, RECALL = 0.98, 0.90
DAY = dt.date(2024, 5, 1)


def test_copies_are_found_by_their_bands_and_told_from_distinct_reports() -> None:
    labelled = pairs()
    assert len(labelled) >= 200
    found: Counter[tuple[bool, bool]] = Counter()
    for pair in labelled:
        one, other = Likeness(pair.one), Likeness(pair.other)
        assert one.is_copy_of(other) == other.is_copy_of(one)
        taken = bool(set(one.bands) & set(other.bands)) and one.is_copy_of(other)
        found[pair.is_copy, taken] += 1
    right = found[True, True]
    assert right / (right + found[False, True]) >= PRECISION
    assert right / (right + found[True, False]) >= RECALL


def test_an_excerpt_says_nothing_new_and_its_original_does() -> None:
    (pair, *_) = [pair for pair in pairs() if pair.kind == "excerpt"]
    whole, part = Likeness(pair.one), Likeness(pair.other)
    assert part.is_within(whole)
    assert not whole.is_within(part)
    assert whole.order < part.order


def test_quotes_dashes_and_accents_that_sites_set_in_their_own_way_do_not_tell_texts_apart() -> None:
    one = article("“Mali’s army”  fights GSIM — again, near Ménaka.", "", DAY)
    other = article('"Mali\'s army" fights GSIM - again, near Menaka.', "", DAY + dt.timedelta(900))
    assert Likeness(one).is_copy_of(Likeness(other))
    assert Likeness(one).bands == Likeness(other).bands
    assert not Likeness(one).is_copy_of(Likeness(article("Mali's army fights GSIM again, it says.", "", DAY)))


def test_months_apart_only_the_very_same_words_are_a_copy() -> None:
    (pair, *_) = [pair for pair in pairs() if pair.kind == "edited"]
    late = pair.other.model_copy(update={"published": DAY + dt.timedelta(days=400)})
    assert not Likeness(pair.one).is_copy_of(Likeness(late))
