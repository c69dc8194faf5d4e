"""What whole sentences are said to claim: status and speaker as the claimant gives them, whatever the judge thinks."""

from __future__ import annotations

import pytest

from graph.model import Article, Status, digest
from graph.settings import load_settings
from ingest.extractor import Tongue, load_readers

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def english() -> Tongue:
    settings = load_settings()
    return Tongue.load(load_readers(settings, ["en"])["en"], settings)


def told(english: Tongue, text: str, relation: str) -> set[tuple[str, Status, str | None]]:
    """Subject, status and speaker of the claims of a relation that a frame found, by the names of the actors."""
    article = Article(id=digest(text), lang="en", text=text, digest=digest(text), cluster=digest(text))
    (analysis,) = english.reader.analyses([article])
    found = english.extraction(analysis)
    names = {actor.id: actor.name for actor in found.actors}
    return {
        (names[c.subject], c.status, names.get(c.speaker or "", c.speaker))
        for c in found.claims
        if c.relation == relation and not c.pattern.endswith("~")
    }


def test_who_rejects_a_charge_and_who_made_it_are_told_apart(english: Tongue) -> None:
    found = told(
        english, "Iran dismissed as baseless a claim by Israel that it had supplied the Houthis with missiles.", "arms"
    )
    assert found == {("Iran", Status.OCCURRED, "Israel"), ("Iran", Status.DENIED, "Iran")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France ordered the withdrawal of its troops from Niger.", ("France", Status.PLANNED, None)),
        ("The United Nations ordered Rwanda to leave Goma.", ("Rwanda", Status.DEMANDED, "United Nations")),
    ],
)
def test_what_one_orders_oneself_to_do_is_planned(
    english: Tongue, text: str, expected: tuple[str, Status, str | None]
) -> None:
    assert told(english, text, "withdraws-from") == {expected}


def test_support_that_is_to_be_withdrawn_goes_on(english: Tongue) -> None:
    found = told(english, "Burkina Faso threatened to withdraw its support for Mali.", "supports")
    assert {status for _, status, _ in found} == {Status.ONGOING}
