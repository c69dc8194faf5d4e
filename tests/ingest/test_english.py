"""What the English parser does wrong over and over, and what it is read as."""

from __future__ import annotations

import pytest
from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Rebels have captured Masisi, residents and a local official said on Saturday.", "said", "residents"),
        ("Troops have killed 100 Russian soldiers, army chief Oleksandr Syrskyi told the council.", "told", "Syrskyi"),
        ("Troops took 100 soldiers prisoner, the commander, Fred Nasr, told the council.", "told", "commander"),
        ("Washington says Tehran arms and finances the Houthis.", "arms", "Tehran"),
        ("Kyiv says Minsk trains and equips Russian soldiers.", "trains", "Minsk"),
        ("Kabul shelters and trains the TTP, Islamabad says.", "shelters", "Kabul"),
        ("On 11 March militants of the BLA stormed the Jaffar Express.", "stormed", "militants"),
        ("On 30 August Tuareg rebels attacked a convoy of Wagner.", "attacked", "rebels"),
        ("Militants thought to be linked to Islamic State ambushed a patrol.", "ambushed", "Militants"),
        ("Attackers believed to be from ISWAP killed nine soldiers.", "killed", "Attackers"),
        ("He met Biden, the president, and told him everything.", "told", None),
        ("The militants promised to attack Israel and killed two soldiers.", "killed", None),
    ],
)
def test_verbs_have_the_subject_that_stands_before_them(
    pipeline: Language, text: str, verb: str, subject: str | None
) -> None:
    word = next(token for token in pipeline(text) if token.text == verb)
    assert word.pos_ == "VERB"
    assert [child.text for child in word.children if child.dep_ == "nsubj"] == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The US has designated Ansar Allah a foreign terrorist organisation.", "oprd"),
        ("The US has designated Ansar Allah, a foreign terrorist organisation.", "appos"),
    ],
)
def test_no_apposition_stands_without_a_comma(pipeline: Language, text: str, label: str) -> None:
    assert next(token for token in pipeline(text) if token.text == "organisation").dep_ == label


def test_no_adjective_stands_in_a_row_of_passives(pipeline: Language) -> None:
    doc = pipeline("The gunmen had been trained, armed and financed by Serbia, Kosovo said.")
    assert [(token.tag_, token.lemma_) for token in doc if token.text == "armed"] == [("VBN", "arm")]


def test_groups_that_are_armed_are_armed_by_somebody(pipeline: Language) -> None:
    doc = pipeline("Hamas is one of the groups that Iran arms and finances.")
    assert [token.text for token in doc if token.tag_ == "VBZ"] == ["is", "arms", "finances"]
