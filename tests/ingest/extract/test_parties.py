"""The parties of an event, appositions and what sums up, on parses built by hand, one construction a test."""

from __future__ import annotations

from ingest.extract.arguments import View
from tests.ingest.extract.test_arguments import view_of, words


def parties(view: View, noun: str) -> list[str]:
    at = next(token.i for token in view.doc if token.text == noun)
    return [view.doc[i].text for i in view.parties(at)]


def test_who_signs_under_a_mediation_is_party_to_it() -> None:
    signed = "X/NNP/nsubj/3 and/CC/cc/0 Y/NNP/conj/0 signed/VBD/ROOT/3 under/IN/prep/3 mediation/NN/pobj/4"
    assert parties(view_of(signed), "mediation") == ["X"]


def test_whose_talks_resume_under_a_mediation_are_parties_to_it() -> None:
    view = view_of(
        "talks/NNS/nsubj/5 between/IN/prep/0 X/NNP/pobj/1 and/CC/cc/2 Y/NNP/conj/2 resumed/VBD/ROOT/5"
        " under/IN/prep/5 mediation/NN/pobj/6"
    )
    assert parties(view, "mediation") == ["X"]


def test_one_alone_is_no_party() -> None:
    assert parties(view_of("X/NNP/nsubj/1 left/VBD/ROOT/1 under/IN/prep/1 mediation/NN/pobj/2"), "mediation") == []


def test_joined_noun_has_the_arguments_of_both_halves() -> None:
    text = "X/NNP/poss/2 's/POS/case/0 secretary/NN/compound/4 -/HYPH/punct/4 general/NN/ROOT/4"
    assert words(view_of(text), "general")["poss"] == ["X"]


def test_apposition_behind_another_may_be_said_of_the_nearest_name() -> None:
    text = (
        "X/NNP/ROOT/0 ,/,/punct/0 commander/NN/appos/0 of/IN/prep/2 Y/NNP/pobj/3 ,/,/punct/0 arm/NN/appos/0"
        " of/IN/prep/6 Z/NNP/pobj/7"
    )
    assert words(view_of(text), "arm")["near"] == ["Y"]
    assert "near" not in words(view_of(text), "commander")


def test_name_behind_the_place_of_an_office_is_who_holds_it() -> None:
    text = (
        "head/NN/nsubj/8 of/IN/prep/0 Y/NNP/pobj/1 in/IN/prep/0 Z/NNP/pobj/3 ,/,/punct/4 X/NNP/appos/4"
        " ,/,/punct/0 spoke/VBD/ROOT/8"
    )
    assert words(view_of(text), "head")["self"] == ["X"]


def test_offer_that_another_spurns_is_its_authors() -> None:
    view = view_of(
        "X/NNP/nsubj/1 proposed/VBD/ROOT/1 talks/NNS/dobj/1 ,/,/punct/2 offer/NN/appos/2 which/WDT/dobj/7 Y/NNP/nsubj/7"
        " spurned/VBD/relcl/4"
    )
    assert words(view, "offer")["said"] == ["X"]
    assert words(view, "spurned")["patient"] == ["offer"]


def test_charge_taken_for_a_part_of_a_name_is_what_the_verb_is_about() -> None:
    view = view_of(
        "X/NNP/nsubj/1 accused/VBD/ccomp/7 Z/NNP/dobj/1 ,/,/punct/7 a/DT/det/6 charge/NN/compound/6 Y/NNP/nsubj/7"
        " rejected/VBD/ROOT/7"
    )
    assert words(view, "charge")["said"] == ["X"]
    assert words(view, "rejected")["patient"] == ["charge"]


def test_second_addressee_is_called_on_too() -> None:
    view = view_of(
        "X/NNP/nsubj/1 called/VBD/ROOT/1 on/IN/prep/1 Y/NNP/pobj/2 to/TO/aux/5 leave/VB/xcomp/1 and/CC/cc/1"
        " on/IN/mark/10 Z/NNP/nsubj/10 to/TO/aux/10 stay/VB/conj/1"
    )
    assert words(view, "called")["on"] == ["Y", "Z"]


def test_with_x_as_host_behind_a_comma_is_no_party() -> None:
    view = view_of(
        "X/NNP/nsubj/3 and/CC/cc/0 Y/NNP/conj/0 signed/VBD/ROOT/3 ,/,/punct/3 with/IN/prep/3 Z/NNP/pobj/5"
        " as/IN/prep/3 host/NN/pobj/7"
    )
    assert words(view, "signed")["beside"] == ["Z"]
    assert words(view, "host")["self"] == ["Z"]


def test_by_phrase_of_an_active_verb_is_not_its_agent() -> None:
    view = view_of("X/NNP/nsubj/1 stood/VBD/ROOT/1 by/IN/agent/1 Y/NNP/pobj/2", stood="stand")
    assert (words(view, "stood")["agent"], words(view, "stood")["by"]) == (["X"], ["Y"])
