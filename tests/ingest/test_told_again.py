"""Those who are told of again in other words: "the former", a leader's movement, crowds, anybody, and appositions."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.model import ActorType
from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model
DAY = dt.date(2025, 6, 10)
_PACT = "Peru and Bolivia signed a pact. The former will send food and the latter will pay."
_WAR = "The Arakan Army fought the Tatmadaw. The first took a base; the second denied it."


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        (_PACT, "The former", "peru"),
        (_PACT, "the latter", "bolivia"),
        (_WAR, "The first", "arakan-army"),
        (_WAR, "the second", "tatmadaw"),
        ("Nur Misuari met Moro rebels. Manila wrote. His movement signed a peace deal.", "His movement", "mnlf"),
        ("Abubakar Shekau died in Nigeria. His followers surrendered to the army.", "His followers", "boko-haram"),
        ("Colombia wants Ivan Mordisco. His loyalists killed four policemen.", "His loyalists", "farc-emc"),
        ("Serbia is restless. Aleksandar Vucic spoke. The 55-year-old engineer left.", "The 55-year-old engineer",
         "aleksandar-vucic"),
        ("The Kremlin chief phoned Ramzan Kadyrov.", "The Kremlin chief", "vladimir-putin"),
        ("Zelensky pleaded with Washington and London to act.", "London", "united-kingdom"),
        ("Libya's Government of National Unity met the Radaa. Libya cheered. The government denied it.",
         "The government", "gnu-libya"),
        ("The militia took a dam in Libya. Later the Radaa withdrew. Libya cheered.", "The militia", "rada"),
        ("The East African Community met in Burundi. The community, a customs union, has no army.", "a customs union",
         "eac"),
    ],
)  # fmt: skip
def test_who_is_told_of_again(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


@pytest.mark.parametrize(
    ("text", "phrase", "first"),
    [
        ("Tens of thousands marched in Tbilisi. The crowds chanted.", "The crowds", "Tens of thousands"),
        ("Soldiers shot 40 villagers in Chad. The army denied killing any civilian.", "any civilian", "40 villagers"),
        ("Soldiers shot 40 villagers in Chad. The army said no villager was hit.", "no villager", "40 villagers"),
    ],
)
def test_an_unnamed_group_is_told_of_again(read: Read, text: str, phrase: str, first: str) -> None:
    assert meant(read, text, phrase, DAY) == meant(read, text, first, DAY) != ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Peru and Bolivia signed a pact. The first round of talks ended.", "The first"),
        ("Peru, Chile and Bolivia signed a pact. The former left.", "The former"),
        ("Syria's rebels refused to join the coalition. Hezbollah attacked Syria.", "the coalition"),
    ],
)
def test_nobody_is_told_of_again(read: Read, text: str, phrase: str) -> None:
    _, resolution = read(text, DAY)
    assert not [m.actors for m in resolution.mentions if text[m.start : m.end] == phrase and m.actors]


def test_a_presidents_followers_are_not_the_state(read: Read) -> None:
    found = meant(read, "Nicolas Maduro rules Venezuela. His followers marched in Caracas.", "His followers", DAY)
    assert found == ("u-followers-in-venezuela",)


def test_opponents_of_somebody_are_a_crowd(read: Read) -> None:
    text = "Juan Guaido accused Nicolas Maduro in Venezuela. Maduro's opponents marched."
    assert meant(read, text, "Maduro's opponents", DAY) == ("u-opponents-in-venezuela",)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Danu Volta, a militia of veterans, joined the army in Chad.", "Danu Volta", ActorType.ARMED_GROUP),
        ("Soldiers entered Torvany Brod, a town in Serbia.", "Torvany Brod", ActorType.PLACE),
        ("Police met Amna, a mother of four, in Chad.", "Amna", ActorType.PERSON),
        ("In Hama, a group of rebels killed five soldiers.", "Hama", ActorType.PLACE),
    ],
)
def test_a_noun_beside_an_unknown_name_tells_what_it_is(read: Read, text: str, name: str, kind: ActorType) -> None:
    _, resolution = read(text, DAY)
    assert [m.type for m in resolution.mentions if text[m.start : m.end] == name] == [kind]


def test_both_sides_of_a_war_are_the_army_and_the_fighters(read: Read) -> None:
    text = "Sudan is at war with the Rapid Support Forces. The Sudanese army fought on. Both sides signed a truce."
    assert meant(read, text, "Both sides", DAY) == ("rsf", "saf-sudan")


def test_federal_officials_are_the_country(read: Read) -> None:
    text = "Ethiopia is at war. Federal officials accused the Fano of looting. Regional officials wept."
    assert meant(read, text, "Federal officials", DAY) == ("ethiopia",)
    assert meant(read, text, "Regional officials", DAY) == ()


def test_the_kidnapped_are_told_of_again(read: Read) -> None:
    text = "Gunmen took 30 hostages in Nigeria. The captives wept."
    assert meant(read, text, "The captives", DAY) == meant(read, text, "30 hostages", DAY)
