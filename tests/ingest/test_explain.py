"""The explanation of a sentence says what the extractor did with it."""

from __future__ import annotations

import pytest

from graph.model import Article
from graph.settings import load_settings
from ingest.extractor import Extractor

TEXT = "Rwanda-backed M23 rebels seized Goma on Monday."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_settings())


def article(text: str) -> Article:
    return Article(id="a", lang="en", text=text, digest="d", cluster="a")


@pytest.mark.model
def test_claims_and_their_reasons_are_shown(extractor: Extractor) -> None:
    (lines,) = extractor.explain([article(TEXT)])
    told = list(lines)
    (found,) = extractor.run([article(TEXT)])
    assert found.claims
    for claim in found.claims:
        shown = [line for line in told if line.startswith(f"  = {claim.confidence:.2f}")]
        assert any(f"{claim.subject} {claim.relation} {claim.object}" in line for line in shown)
    assert any("captures.capture fires" in line for line in told)
    assert any("captures.take does not fire: its patient is none of control" in line for line in told)


@pytest.mark.model
def test_the_country_inside_a_description_is_an_actor_of_its_own(extractor: Extractor) -> None:
    (found,) = extractor.run([article(TEXT)])
    assert ("rwanda", "supports", "m23") in {(c.subject, c.relation, c.object) for c in found.claims}
