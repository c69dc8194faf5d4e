"""The log of corrections: ids that hold the content, and undos, of undos too."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from graph.corrections import Correction, Merge, Undo, standing, undone
from tests.graph.decided import ACTORS, START, logged

MERGE = Merge(actor="a", into=ACTORS["b"])


def undo(of: Correction, seconds: int = 60) -> Correction:
    at = of.at + dt.timedelta(seconds=seconds)
    return Correction.of(Undo(undone=of.id), author="Awa", reason="mistake", at=at)


def test_the_same_decision_at_the_same_moment_has_one_id_in_any_time_zone() -> None:
    (made,) = logged([MERGE])
    elsewhere = START.astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert Correction.of(MERGE, author="Awa", reason="seen", at=elsewhere) == made
    assert Correction.of(MERGE, author="Awa", reason="other", at=START).id != made.id


def test_a_line_that_was_changed_is_refused() -> None:
    (made,) = logged([MERGE])
    assert Correction.model_validate_json(made.model_dump_json()) == made
    with pytest.raises(ValidationError, match="does not fit its content"):
        Correction.model_validate_json(made.model_dump_json().replace("Awa", "Bob"))


def test_an_actor_is_not_merged_into_itself() -> None:
    with pytest.raises(ValidationError, match="merged into itself"):
        Merge(actor="a", into=ACTORS["a"])


def test_an_undo_may_be_undone_and_may_come_before_what_it_undoes() -> None:
    (made,) = logged([MERGE])
    first = undo(made)
    second = undo(first)
    early = undo(made, seconds=-60)
    assert standing([made]) == (made,)
    assert standing([made, first]) == ()
    assert standing([second, first, made]) == (made,)
    assert standing([made, early]) == ()
    assert undone([made, first, second]) == {first.id}
    assert undone([first]) == frozenset()


@pytest.mark.parametrize("length", [1, 2, 3, 2000])
def test_a_long_chain_of_undos_ends(length: int) -> None:
    log = logged([MERGE])
    for _ in range(length):
        log.append(undo(log[-1]))
    assert (standing(log) == (log[0],)) == (length % 2 == 0)
