"""Places without a name of their own: told by another name, or by the one before of the same noun."""

from __future__ import annotations

import pytest

from graph.model import ActorType
from tests.ingest.meant import Read, meant


@pytest.mark.parametrize(
    ("text", "phrase", "place"),
    [
        ("Gunmen attacked Kismayo airport.", "Kismayo airport", "p-kismayo-airport"),
        ("NATO sent troops to the bridge over the Ibar.", "the bridge", "p-bridge-over-the-ibar"),
        ("The SDF controls the oil fields of Deir ez-Zor.", "the oil fields", "p-oil-fields-of-deir-ez-zor"),
        ("Gunmen attacked a concert hall near Moscow.", "a concert hall", "p-concert-hall-near-moscow"),
        ("Rebels attacked Kismayo airport. The army retook the airport.", "the airport", "p-kismayo-airport"),
        ("Israel will pull its soldiers out of the south of Lebanon.", "the south", "p-southern-lebanon"),
        ("Libya is split. In Libya, Khalifa Haftar holds the east.", "the east", "p-eastern-libya"),
    ],
)
def test_a_place_is_told_by_another_name(read: Read, text: str, phrase: str, place: str) -> None:
    assert meant(read, text, phrase) == (place,)
    assert [a.type for a in read(text)[1].actors.values() if a.id == place] == [ActorType.PLACE]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The army bombed a bridge on Monday.", "a bridge"),
        ("Rebels attacked Kismayo airport. The army guards another airport.", "another airport"),
        ("Ukraine struck four Russian airfields.", "four Russian airfields"),
        ("The army holds the north of the road.", "the north"),
    ],
)
def test_what_no_name_tells_is_nowhere(read: Read, text: str, phrase: str) -> None:
    assert meant(read, text, phrase) == ()


def test_a_half_of_a_land_with_a_capital_is_a_name(read: Read) -> None:
    text = "North Korea fired missiles. South Korea's president spoke of talks with the North."
    assert meant(read, text, "North") == ("north-korea",)
