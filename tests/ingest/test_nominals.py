"""Whom definite nouns point back to in short texts: offices, persons, doers, rivals, missions, groups."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model
DAY = dt.date(2025, 6, 10)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        (
            "Assimi Goita met the interior minister, Daoud Aly Mohammedine, in Mali. The minister thanked him.",
            "The minister",
            "daoud-mohammedine",
        ),
        (
            "General Abdel Fattah al-Burhan visited Cairo. Egypt's president, Abdel Fattah al-Sisi, received him. "
            "The general asked for arms.",
            "The general",
            "abdel-fattah-burhan",
        ),
        (
            "South Sudan's president, Salva Kiir, sacked a judge. Riek Machar protested. Kiir arrested his deputy.",
            "his deputy",
            "riek-machar",
        ),
        (
            "Gabon's Ali Bongo is under house arrest after a coup in Gabon. The ousted president called for help.",
            "The ousted president",
            "ali-bongo",
        ),
        (
            "Jimmy Cherizier spoke in Haiti. The former policeman leads a gang.",
            "The former policeman",
            "jimmy-cherizier",
        ),
        (
            "Police arrested Moise Katumbi in Congo. Felix Tshisekedi rejoiced. A court will hear the detainee.",
            "the detainee",
            "moise-katumbi",
        ),
    ],
)
def test_nouns_for_persons(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_a_minister_for_something_is_not_the_one_for_something_else(read: Read) -> None:
    text = "The interior minister, Daoud Aly Mohammedine, left Mali. The sports minister stayed in Mali."
    assert "daoud-mohammedine" not in meant(read, text, "The sports minister", DAY)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("The RSF is in Kenya. M23 fighters launched an attack on Goma. The attackers fled.", "The attackers", "m23"),
        ("Russia invaded Ukraine in 2022. Ukraine asked for help against the aggressor.", "the aggressor", "russia"),
        (
            "The army and al-Shabaab clashed in Somalia. Al-Shabaab said its rival had lost 20 men.",
            "its rival",
            "sna-somalia",
        ),
        ("Al-Shabaab is in Somalia. Al-Shabaab rejoiced. Al-Shabaab insulted its rival.", "its rival", ""),
    ],
)
def test_doers_and_rivals(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == tuple(actor.split())


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("The American navy and air force bombed Yemen.", "air force", "united-states"),
        ("Syria is at war. Russian jets and artillery bombed Idlib.", "artillery", "russia"),
        ("Sudan's army and police are in Mali.", "police", "u-police-in-sudan"),
        ("Niger spoke. The Americans condemned its accord with Iran.", "its", "niger"),
    ],
)
def test_an_article_is_shared_and_a_people_is_no_it(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_a_noun_is_not_the_subject_of_its_own_verb(read: Read) -> None:
    text = "M23 and the FDLR are in Congo. M23 spoke. M23 attacked the group."
    assert meant(read, text, "the group", DAY) == ("fdlr",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("South Sudan is at war. The UN mission counted the dead in South Sudan.", "The UN mission", "unmiss"),
        (
            "Sudan burns. The RSF is near. Gunmen killed ten people in Sudan. The group denied it.",
            "The group",
            "rsf",
        ),
        ("Chad is at war. The Rapid Support Forces are in Chad. Chad fears the force.", "the force", "rsf"),
        ("M23 is in Congo. Fighters killed ten villagers in Congo.", "Fighters", "m23"),
        ("M23 took Bukavu in Congo. Congo mourned the provincial capital.", "the provincial capital", "p-bukavu"),
        ("Mali is angry. Algeria is too. Mali insulted the Algerian neighbour.", "the Algerian neighbour", "algeria"),
        ("Somalia mourns. Somalia sent the national army to Baidoa.", "the national army", "sna-somalia"),
    ],
)
def test_nouns_for_bodies_and_places(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_no_state_and_its_own_army_are_the_two(read: Read) -> None:
    text = "Russia and Ukraine talked. Russian soldiers left. Moscow praised Kyiv, and a swap pleased the two."
    assert meant(read, text, "the two", DAY) == ("russia", "ukraine")
