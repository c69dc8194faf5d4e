"""A drawing of a part: what passes, what is refused, and the file that it ends in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.errors import StoreError, UsageError
from graph.model import Status
from graph.ontology import Ontology
from graph.projection import Projection
from graph.settings import data_dir
from graph.views.narrow import Wanted, narrow
from graph.views.write import write_page
from tests.graph.views.synthetic import synthetic


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


@pytest.fixture(scope="module")
def whole(ontology: Ontology) -> Projection:
    return synthetic(40, ontology, claims=300)


def test_nothing_asked_is_everything(whole: Projection, ontology: Ontology) -> None:
    assert narrow(whole, Wanted(), ontology) is whole


def test_each_wish_holds_for_every_claim_kept_and_no_other(whole: Projection, ontology: Ontology) -> None:
    actor = whole.actors[0]
    wanted = Wanted(
        actors=(actor.aliases[0].lower(),),
        statuses=(Status.OCCURRED, Status.DENIED),
        min_confidence=0.6,
        since=dt.date(2022, 6, 1),
    )
    part = narrow(whole, wanted, ontology)
    published = {article.id: article.published or dt.date.min for article in whole.articles}
    expected = [
        claim
        for claim in whole.claims
        if actor.id in (claim.subject, claim.object)
        and claim.status in wanted.statuses
        and claim.confidence >= 0.6
        and (claim.date.last if claim.date else published[claim.article]) >= dt.date(2022, 6, 1)
    ]
    assert expected
    assert list(part.claims) == expected
    assert {article.id for article in part.articles} == {claim.article for claim in expected}
    assert {event for edge in part.edges for event in edge.claims} == {claim.id for claim in expected}


def test_days_are_inclusive(whole: Projection, ontology: Ontology) -> None:
    dated = next(claim for claim in whole.claims if claim.date)
    assert dated.date is not None
    day = dated.date.first
    assert dated in narrow(whole, Wanted(since=day, until=day), ontology).claims
    assert dated not in narrow(whole, Wanted(since=day + dt.timedelta(1)), ontology).claims
    assert dated not in narrow(whole, Wanted(until=day - dt.timedelta(1)), ontology).claims


@pytest.mark.parametrize("wanted", [Wanted(actors=("nobody",)), Wanted(relations=("nags",))])
def test_what_does_not_exist_is_refused(whole: Projection, ontology: Ontology, wanted: Wanted) -> None:
    with pytest.raises(UsageError, match=r"nobody|nags"):
        narrow(whole, wanted, ontology)


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "new" / "graph.html"
    write_page("one", page)
    write_page("two é\n", page)
    assert page.read_bytes() == "two é\n".encode()
    assert list(page.parent.iterdir()) == [page]
    with pytest.raises(StoreError, match="can't be written"):
        write_page("three", page.parent)
    with pytest.raises(StoreError, match="can't be written"):
        write_page("four", page / "below.html")
    assert page.read_bytes() == "two é\n".encode()
    assert list(page.parent.iterdir()) == [page]
