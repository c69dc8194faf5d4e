"""Who may be one: by spelling, part or initials of a name, with what speaks against it; never merged by itself."""

from __future__ import annotations

from graph.alike import Pair, pairs
from graph.model import Actor, ActorType, Claim
from graph.projection import assemble
from tests.graph.decided import PAGES, claim

GROUP, PERSON, PLACE = ActorType.ARMED_GROUP, ActorType.PERSON, ActorType.PLACE


def actor(key: str, name: str, kind: ActorType = GROUP, country: str = "ML", *, known: bool = False) -> Actor:
    return Actor(id=key, name=name, type=kind, countries=(country,) if country else (), known=known)


def between(*rows: Claim, actors: list[Actor], known: tuple[Actor, ...] = ()) -> list[Pair]:
    articles = tuple(PAGES[key] for key in sorted(PAGES))
    graph = assemble(tuple(sorted(actors, key=lambda a: a.id)), articles, tuple(sorted(rows, key=lambda r: r.id)))
    return pairs(graph, known)


def ids(found: list[Pair]) -> list[tuple[str, str]]:
    return [(pair.actor.id, pair.other.id) for pair in found]


def test_names_spelt_nearly_so_are_a_pair_once() -> None:
    found = between(actors=[actor("x-iyad-ag-ghali", "Iyad Ag Ghali", PERSON), actor("x-2", "Iyad ag-Ghaly", PERSON)])
    assert ids(found) == [("x-2", "x-iyad-ag-ghali")]
    assert found[0].why == "'Iyad ag-Ghaly' is spelt like 'Iyad Ag Ghali'"
    assert found[0].countries is True


def test_a_part_of_a_name_and_its_initials_lead_to_the_gazetteer() -> None:
    known = (actor("front", "Macina Liberation Front", known=True),)
    fresh = [actor("x-macina", "Macina"), actor("x-mlf", "MLF")]
    assert sorted(ids(between(actors=fresh, known=known))) == [("x-macina", "front"), ("x-mlf", "front")]


def test_a_part_of_a_name_says_nothing_in_another_country() -> None:
    known = (actor("front", "Macina Liberation Front", country="NE", known=True),)
    assert between(actors=[actor("x-macina", "Macina")], known=known) == []


def test_a_person_is_no_group_and_a_group_without_a_name_is_no_candidate() -> None:
    assert between(actors=[actor("x-kony", "Kony", PERSON), actor("x-kony-2", "Kony")]) == []
    assert between(actors=[actor("u-rebels-in-mali", "rebels in Mali"), actor("x-1", "Rebels in Mali")]) == []
    assert between(actors=[actor("a", "Kony Front", known=True), actor("b", "Kony Front", known=True)]) == []


def test_claims_between_two_speak_against_their_being_one_and_come_last() -> None:
    actors = [actor("x-a", "Macina Front"), actor("x-b", "Macina Fronts"), actor("x-c", "Macina Frount")]
    rows = [
        claim("page 1", "x-a", "attacks", "x-b"),
        claim("page 2", "x-c", "attacks", "x-b"),
    ]
    found = between(*rows, actors=actors)
    assert ids(found)[0] == ("x-a", "x-c")
    assert (found[0].together, found[0].partners) == (0, 1)
    assert [pair.together for pair in found[1:]] == [1, 1]
