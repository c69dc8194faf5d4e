"""Coreference: short forms, offices, definite nouns, collectives, pronouns, and the speaker's "we"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from ingest.parse import Parsed
from ingest.resolve import Resolution

pytestmark = pytest.mark.model
Read = Callable[..., tuple[Parsed, Resolution]]
DAY = dt.date(2024, 5, 1)


def refers(read: Read, text: str, phrase: str) -> set[str]:
    """Whom the last mention of a phrase refers to."""
    _, resolution = read(text, DAY)
    return set([m for m in resolution.mentions if text[m.start : m.end] == phrase][-1].actors)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Boris Zarqand fled Mali. Zarqand is now in Niger.", "Zarqand", "x-boris-zarqand"),
        ("JNIM attacked Djibo in Burkina Faso. The group killed ten soldiers.", "The group", "jnim"),
        ("ECOWAS met on Sunday. The bloc suspended Niger.", "The bloc", "ecowas"),
        ("The M23 took Goma. The rebels then marched south.", "The rebels", "m23"),
        ("Emmanuel Macron arrived in Chad. He met the president.", "He", "emmanuel-macron"),
        ("The Wagner Group left Mali, and its fighters went to Libya.", "its", "wagner-group"),
        ("The Wagner Group left Mali, and its fighters went to Libya.", "its fighters", "wagner-group"),
        ("Hamas refused. Hamas leaders said so on Monday.", "Hamas leaders", "hamas"),
        ("The M23 took Goma. A spokesman for the rebels denied that they had looted it.", "they", "m23"),
        ("Mali closed its border. The country will hold talks.", "The country", "mali"),
        ("Fighters stormed Djibo. They burned the town.", "the town", "p-djibo"),
        ("The jihadist group JNIM attacked Djibo.", "JNIM", "jnim"),
    ],
)
def test_what_a_phrase_points_back_to(read: Read, text: str, phrase: str, actor: str) -> None:
    assert refers(read, text, phrase) == {actor}


def test_both_sides_are_the_two_of_whom_the_text_speaks(read: Read) -> None:
    text = "The Rapid Support Forces fought the Sudanese army in Sudan. Both sides denied shelling the market."
    assert refers(read, text, "Both sides") == {"rsf", "saf-sudan"}


def test_the_two_countries_are_states(read: Read) -> None:
    text = "Rwanda and Burundi closed their border. The two countries accuse each other."
    assert refers(read, text, "The two countries") == {"rwanda", "burundi"}


def test_they_takes_up_a_whole_list(read: Read) -> None:
    text = "Mali and Niger signed a pact. They will share their drones."
    assert refers(read, text, "They") == {"mali", "niger"}


def test_the_possessor_of_a_rival_is_not_the_rival(read: Read) -> None:
    text = "Hemedti toured the region. General Abdel Fattah al-Burhan, his enemy, stayed in Sudan."
    assert refers(read, text, "his") == {"hemedti"}


def test_a_pronoun_that_is_an_object_is_not_the_subject_of_its_verb(read: Read) -> None:
    text = "Emmanuel Macron met Vladimir Putin in Moscow. Macron thanked him."
    assert refers(read, text, "him") == {"vladimir-putin"}


def test_he_is_never_a_state_and_it_never_a_person(read: Read) -> None:
    text = "Mali thanked Emmanuel Macron. He left, and it closed the border."
    assert refers(read, text, "He") <= {"emmanuel-macron"}
    assert "emmanuel-macron" not in refers(read, text, "it")


def test_we_in_a_quotation_is_the_body_that_speaks(read: Read) -> None:
    text = '"We will leave Mali," the Wagner Group said on Friday.'
    assert refers(read, text, "We") == {"wagner-group"}


def test_we_outside_a_quotation_is_nobody(read: Read) -> None:
    assert refers(read, "We visited Mali last week.", "We") == set()


def test_soldiers_of_an_unknown_we_are_nobody(read: Read) -> None:
    assert refers(read, "Mali is at war. Our soldiers took the town.", "Our soldiers") == set()


def test_no_mention_refers_to_what_comes_only_later_in_another_sentence(read: Read) -> None:
    assert refers(read, "He smiled. Emmanuel Macron had arrived.", "He") == set()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("We, the leaders of Canada and Norway, met in Kyiv. We condemn the war.", {"canada", "norway"}),
        ("ECOWAS wishes to inform the public of this decision. We condemn the coup in Niger.", {"ecowas"}),
        ("Statement of the African Union on Sudan\n\nThe war goes on. We condemn the attack.", {"african-union"}),
        ("The statement was issued by ECOWAS on Monday.\n\nWe condemn the coup in Niger.", {"ecowas"}),
        ('Macron spoke of Mali. "We condemn the coup," said Alassane Ouattara. It went on.', {"cote-d-ivoire"}),
        ("The army attacked the town. We condemn the attack.", set()),
    ],
)
def test_we_outside_quotations_is_who_the_text_speaks_for(read: Read, text: str, actors: set[str]) -> None:
    assert refers(read, text, "We") == actors


@pytest.mark.parametrize("phrase", ["All three", "the trio", "the three countries"])
def test_a_count_takes_up_the_last_list_of_so_many(read: Read, phrase: str) -> None:
    text = f"Qatar, Egypt and Turkey sent envoys to Gaza. Israel refused. {phrase} condemned Israel."
    assert refers(read, text, phrase) == {"qatar", "egypt", "turkey"}


def test_what_is_somebodys_is_its_subjects(read: Read) -> None:
    text = "The M23 advanced. The M23 recruited. Ankara sells its drones to the M23."
    assert refers(read, text, "its") == {"turkey"}


def test_a_former_president_is_not_the_present_one(read: Read) -> None:
    text = "Felix Tshisekedi accused Joseph Kabila of treason in Congo. The former president fled Congo."
    assert refers(read, text, "The former president") == {"joseph-kabila"}


def test_a_kingdom_is_a_monarchy_that_the_text_has_named(read: Read) -> None:
    text = "Sudan accused Saudi Arabia. Sudan is at war. The kingdom denied it."
    assert refers(read, text, "The kingdom") == {"saudi-arabia"}
