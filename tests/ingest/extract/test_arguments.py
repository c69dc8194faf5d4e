"""The predicate-argument view on parses built by hand, one construction a test."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from graph.ontology import Ontology
from graph.settings import data_dir
from ingest.extract.arguments import View
from ingest.extract.lexicon import Lexicon

VERBS = Lexicon.load(data_dir() / "lexicon" / "en", Ontology.load(data_dir() / "ontology")).verbs
POS = {"NN": "NOUN", "NNP": "PROPN", "VB": "VERB", "JJ": "ADJ", "IN": "ADP", "PRP": "PRON", "WP": "PRON", "WDT": "PRON"}
POS.update(
    {
        "NNS": "NOUN",
        "VBD": "VERB",
        "VBN": "VERB",
        "VBG": "VERB",
        "VBZ": "VERB",
        "MD": "AUX",
        "TO": "PART",
        "DT": "DET",
    }
)
POS.update(
    {
        "CC": "CCONJ",
        ",": "PUNCT",
        "HYPH": "PUNCT",
        "RB": "ADV",
        "WRB": "ADV",
        "BE": "AUX",
        "POS": "PART",
        "CD": "NUM",
    }
)


def view_of(text: str, **lemmas: str) -> View:
    """The view of a parse written "word/TAG/dep/head", the head by index; the tag "BE" is any form of "to be"."""
    parts = [token.split("/") for token in text.split()]
    doc = Doc(
        English().vocab,
        words=[part[0] for part in parts],
        lemmas=[lemmas.get(part[0], part[0].lower()) for part in parts],
        tags=["VBD" if part[1] == "BE" else part[1] for part in parts],
        pos=[POS[part[1]] for part in parts],
        deps=[part[2] for part in parts],
        heads=[int(part[3]) for part in parts],
        spaces=[part[0] != "-" and parts[min(i + 1, len(parts) - 1)][0] != "-" for i, part in enumerate(parts)],
    )
    return View(doc, VERBS)


def words(view: View, predicate: str) -> dict[str, list[str]]:
    """Slot name to the words that fill it."""
    at = next(token.i for token in view.doc if token.text == predicate)
    return {name: [view.doc[i].text for i in fillers] for name, fillers in view.slots(at).items()}


def test_active_and_passive_come_out_alike() -> None:
    active = view_of("Mali/NNP/nsubj/1 attacked/VBD/ROOT/1 Niger/NNP/dobj/1")
    passive = view_of("Niger/NNP/nsubjpass/2 was/BE/auxpass/2 attacked/VBN/ROOT/2 by/IN/agent/2 Mali/NNP/pobj/3")
    for view in (active, passive):
        slots = words(view, "attacked")
        assert (slots["agent"], slots["patient"]) == (["Mali"], ["Niger"])


def test_by_phrase_that_hangs_on_a_noun_of_the_verb_is_its_agent() -> None:
    view = view_of(
        "X/NNP/nsubjpass/2 was/BE/auxpass/2 held/VBN/ROOT/2 in/IN/prep/2 jail/NN/pobj/3 by/IN/prep/4 Mali/NNP/pobj/5"
    )
    assert words(view, "held")["agent"] == ["Mali"]


def test_by_phrase_of_another_verb_is_not_taken() -> None:
    view = view_of(
        "X/NNP/nsubjpass/2 was/BE/auxpass/2 killed/VBN/ROOT/2 in/IN/prep/2 towns/NNS/pobj/3 held/VBN/acl/4 "
        "by/IN/agent/5 Mali/NNP/pobj/6"
    )
    assert "agent" not in words(view, "killed")
    assert words(view, "held")["agent"] == ["Mali"]
    assert words(view, "held")["patient"] == ["towns"]


@pytest.mark.parametrize(
    ("verb", "agent"), [("urged", "Niger"), ("promised", "Mali"), ("ordered", "Niger"), ("threatened", "Mali")]
)
def test_infinitive_is_done_by_the_object_or_by_the_subject(verb: str, agent: str) -> None:
    lemma = {"urged": "urge", "promised": "promise", "ordered": "order", "threatened": "threaten"}[verb]
    text = f"Mali/NNP/nsubj/1 {verb}/VBD/ROOT/1 Niger/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1"
    assert words(view_of(text, **{verb: lemma}), "leave")["agent"] == [agent]


@pytest.mark.parametrize(("below", "agent"), [("kill", "X"), ("add", "Z")])
@pytest.mark.parametrize(("main", "tag"), [("ROOT", "parataxis"), ("ccomp", "ROOT")])
def test_behind_a_speech_tag_goes_on_what_was_told_and_not_who_told_it(
    main: str, tag: str, below: str, agent: str
) -> None:
    said, shelled = (4, 4) if tag == "ROOT" else (1, 1)
    view = view_of(
        f"X/NNP/nsubj/1 shelled/VBD/{main}/{shelled} ,/,/punct/4 Z/NNP/nsubj/4 said/VBD/{tag}/{said} ,/,/punct/4 "
        f"doing/VBG/advcl/4 Y/NNP/dobj/6",
        doing=below,
    )
    assert words(view, "doing")["agent"] == [agent]


def test_what_stands_before_a_semicolon_is_not_told_by_what_stands_behind_it() -> None:
    view = view_of(
        "X/NNP/nsubj/1 left/VBD/ccomp/4 ;/,/punct/4 Z/NNP/nsubj/4 shelled/VBD/ROOT/4 ,/,/punct/4 "
        "killing/VBG/advcl/4 Y/NNP/dobj/6"
    )
    assert words(view, "killing")["agent"] == ["Z"]


def test_raised_and_accused_subjects_act_below() -> None:
    believed = view_of("X/NNP/nsubjpass/2 is/BE/auxpass/2 believed/VBN/ROOT/2 to/TO/aux/4 arm/VB/xcomp/2 Y/NNP/dobj/4")
    assert words(believed, "arm")["agent"] == ["X"]
    accused = view_of(
        "X/NNP/nsubjpass/2 is/BE/auxpass/2 accused/VBN/ROOT/2 of/IN/prep/2 arming/VBG/pcomp/3 Y/NNP/dobj/4"
    )
    assert words(accused, "arming")["agent"] == ["X"]
    active = view_of("Z/NNP/nsubj/1 accused/VBD/ROOT/1 X/NNP/dobj/1 of/IN/prep/1 arming/VBG/pcomp/3 Y/NNP/dobj/4")
    assert words(active, "arming")["agent"] == ["X"]


def test_whom_one_calls_on_acts_below() -> None:
    view = view_of("X/NNP/nsubj/1 called/VBD/ROOT/1 on/IN/prep/1 Y/NNP/pobj/2 to/TO/aux/5 leave/VB/xcomp/1")
    assert words(view, "leave")["agent"] == ["Y"]


def test_object_complement_is_no_clause() -> None:
    view = view_of("X/NNP/nsubj/1 holds/VBZ/ROOT/1 Y/NNP/nsubj/3 responsible/JJ/ccomp/1")
    assert words(view, "holds")["patient"] == ["Y"]


def test_coordinated_verbs_share_subject_and_object() -> None:
    view = view_of(
        "X/NNP/nsubj/1 funded/VBD/ROOT/1 ,/,/punct/1 armed/VBD/conj/1 and/CC/cc/3 trained/VBD/conj/3 Y/NNP/dobj/5"
    )
    for verb in ("funded", "armed", "trained"):
        slots = words(view, verb)
        assert (slots["agent"], slots["patient"]) == (["X"], ["Y"])


def test_verb_with_a_complement_of_its_own_takes_no_later_object() -> None:
    view = view_of("X/NNP/nsubj/1 fled/VBD/ROOT/1 from/IN/prep/1 Z/NNP/pobj/2 and/CC/cc/1 shot/VBD/conj/1 Y/NNP/dobj/5")
    assert "patient" not in words(view, "fled")


def test_coordinated_nouns_are_expanded_to_the_right() -> None:
    view = view_of("X/NNP/nsubj/5 ,/,/punct/0 Y/NNP/conj/0 and/CC/cc/2 Z/NNP/conj/2 met/VBD/ROOT/5")
    assert [view.doc[i].text for i in view.expand(0)] == ["X", "Y", "Z"]


def test_relative_pronouns_stand_for_their_noun() -> None:
    subject = view_of("X/NNP/ROOT/0 ,/,/punct/0 who/WP/nsubj/3 leads/VBZ/relcl/0 Y/NNP/dobj/3")
    assert words(subject, "leads")["agent"] == ["X"]
    prepositional = view_of(
        "X/NNP/ROOT/0 ,/,/punct/0 against/IN/prep/5 whom/WP/pobj/2 Y/NNP/nsubj/5 fights/VBZ/relcl/0"
    )
    assert words(prepositional, "fights")["against"] == ["X"]
    assert words(prepositional, "fights")["agent"] == ["Y"]
    possessive = view_of("X/NNP/ROOT/0 ,/,/punct/0 whose/WDT/poss/3 men/NNS/nsubj/4 left/VBD/relcl/0")
    assert words(possessive, "men")["poss"] == ["X"]


def test_relative_clause_without_a_pronoun_is_about_its_noun() -> None:
    plain = view_of("the/DT/det/1 militia/NN/ROOT/1 X/NNP/nsubj/3 heads/VBZ/relcl/1")
    assert words(plain, "heads")["patient"] == ["militia"]
    deep = view_of("militia/NN/ROOT/0 X/NNP/nsubj/2 wants/VBZ/relcl/0 to/TO/aux/4 ban/VB/xcomp/2")
    assert words(deep, "ban")["patient"] == ["militia"]
    stranded = view_of("army/NN/ROOT/0 X/NNP/nsubj/2 fights/VBZ/relcl/0 against/IN/prep/2")
    assert words(stranded, "fights")["against"] == ["army"]
    assert "patient" not in words(stranded, "fights")
    place = view_of("town/NN/ROOT/0 where/WRB/advmod/2 stays/VBZ/relcl/0 X/NNP/nsubj/2")
    assert words(place, "stays")["in"] == ["town"]


def test_clause_with_an_object_leaves_its_noun_alone() -> None:
    view = view_of("day/NN/ROOT/0 X/NNP/nsubj/2 attacked/VBD/relcl/0 Y/NNP/dobj/2")
    assert words(view, "attacked")["patient"] == ["Y"]


def test_participle_behind_a_passive_is_done_by_who_acted() -> None:
    view = view_of(
        "Y/NNP/nsubjpass/2 was/BE/auxpass/2 raided/VBN/ROOT/2 by/IN/agent/2 X/NNP/pobj/3 ,/,/punct/2 "
        "killing/VBG/advcl/2 ten/CD/dobj/6"
    )
    assert words(view, "killing")["agent"] == ["X"]


def test_phrase_of_the_object_is_the_verbs_too() -> None:
    view = view_of(
        "X/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/dobj/1 to/IN/prep/2 Y/NNP/pobj/3", sent="send", troops="troop"
    )
    assert words(view, "sent")["to"] == ["Y"]


def test_phrase_of_the_verb_comes_first() -> None:
    view = view_of(
        "X/NNP/nsubj/1 sent/VBD/ROOT/1 envoys/NNS/dobj/1 to/IN/prep/2 talks/NNS/pobj/3 to/IN/prep/1 Y/NNP/pobj/5"
    )
    assert words(view, "sent")["to"] == ["Y"]


def test_phrase_behind_a_place_name_is_the_predicates() -> None:
    view = view_of(
        "X/NNP/nsubj/1 held/VBD/ROOT/1 talks/NNS/dobj/1 in/IN/prep/2 Doha/NNP/pobj/3 with/IN/prep/4 Y/NNP/pobj/5",
        held="hold",
        talks="talk",
    )
    assert words(view, "talks")["with"] == ["Y"]
    assert words(view, "talks")["agent"] == ["X"]


def test_light_verb_lends_its_noun_everything_and_a_full_verb_a_context() -> None:
    text = "X/NNP/nsubj/1 {}/VBD/ROOT/1 attack/NN/dobj/1 on/IN/prep/1 Y/NNP/pobj/3"
    light = words(view_of(text.format("launched"), launched="launch"), "attack")
    assert (light["agent"], light["on"]) == (["X"], ["Y"])
    full = words(view_of(text.format("feared"), feared="fear"), "attack")
    assert (full["context"], full["on"], full.get("agent")) == (["X"], ["Y"], None)


def test_participle_of_a_light_verb_lends_too() -> None:
    view = view_of(
        "sanctions/NNS/ROOT/0 imposed/VBN/acl/0 by/IN/agent/1 X/NNP/pobj/2 on/IN/prep/1 Y/NNP/pobj/4", imposed="impose"
    )
    slots = words(view, "sanctions")
    assert (slots["agent"], slots["on"]) == (["X"], ["Y"])


def test_nominalisation_has_its_own_arguments() -> None:
    view = view_of("withdrawal/NN/ROOT/0 of/IN/prep/0 X/NNP/pobj/1 from/IN/prep/0 Y/NNP/pobj/3")
    slots = words(view, "withdrawal")
    assert (slots["of"], slots["from"]) == (["X"], ["Y"])


def test_role_nouns_speak_of_somebody() -> None:
    for text in (
        "X/NNP/ROOT/0 ,/,/punct/0 leader/NN/appos/0 of/IN/prep/2 Y/NNP/pobj/3",
        "X/NNP/nsubj/1 is/BE/ROOT/1 leader/NN/attr/1 of/IN/prep/2 Y/NNP/pobj/3",
        "Y/NNP/compound/2 leader/NN/compound/2 X/NNP/ROOT/2",
        "Z/NNP/nsubj/1 named/VBD/ROOT/1 X/NNP/dobj/1 as/IN/prep/1 leader/NN/pobj/3",
        "leader/NN/ROOT/0 ,/,/punct/0 X/NNP/appos/0",
    ):
        assert words(view_of(text, **{"is": "be"}), "leader")["self"] == ["X"], text


def test_what_stands_before_a_title_is_the_titles() -> None:
    view = view_of("Malian/JJ/amod/2 President/NNP/compound/2 Goita/NNP/ROOT/2")
    slots = words(view, "President")
    assert (slots["self"], slots["mod"]) == (["Goita"], ["Malian"])


def test_name_before_a_comma_is_meant_where_the_parse_ties_nothing() -> None:
    view = view_of("X/NNP/nsubj/5 ,/,/punct/0 the/DT/det/3 leader/NN/dep/5 ,/,/punct/5 spoke/VBD/ROOT/5")
    assert words(view, "leader")["self"] == ["X"]


def test_bystander_is_no_partner() -> None:
    view = view_of(
        "X/NNP/nsubj/1 signed/VBD/ROOT/1 pact/NN/dobj/1 ,/,/punct/1 with/IN/prep/1 Z/NNP/pobj/4 as/IN/prep/5 "
        "host/NN/pobj/6"
    )
    slots = words(view, "signed")
    assert "with" not in slots
    assert slots["beside"] == ["Z"]
    assert words(view, "host")["self"] == ["Z"]


def test_hyphenated_participle_has_both_ends() -> None:
    view = view_of("X/NNP/npadvmod/2 -/HYPH/punct/2 backed/VBN/amod/3 rebels/NNS/ROOT/3")
    slots = words(view, "backed")
    assert (slots["hyphen"], slots["head"]) == (["X"], ["rebels"])
    assert (slots["agent"], slots["patient"]) == (["X"], ["rebels"])


def test_phrase_below_an_adverb_is_the_verbs() -> None:
    view = view_of("X/NNP/nsubj/1 broke/VBD/ROOT/1 away/RB/advmod/1 from/IN/prep/2 Y/NNP/pobj/3")
    assert words(view, "broke")["from"] == ["Y"]


def test_subject_strung_onto_a_place_is_found() -> None:
    view = view_of("In/IN/prep/4 Geneva/NNP/pobj/0 ,/,/punct/1 X/NNP/appos/1 signed/VBD/ROOT/4 pact/NN/dobj/4")
    assert words(view, "signed")["agent"] == ["X"]


def test_last_participles_by_phrase_is_that_of_all() -> None:
    view = view_of(
        "X/NNP/nsubjpass/2 is/BE/auxpass/2 hosted/VBN/ROOT/2 ,/,/punct/2 trained/VBN/conj/2 and/CC/cc/4 "
        "paid/VBN/conj/4 by/IN/agent/6 Y/NNP/pobj/7"
    )
    for verb in ("hosted", "trained", "paid"):
        slots = words(view, verb)
        assert (slots["agent"], slots["patient"]) == (["Y"], ["X"]), verb


def test_bare_participle_below_a_verb_is_passive() -> None:
    view = view_of("X/NNP/nsubj/1 wants/VBZ/ROOT/1 Y/NNP/nsubj/3 freed/VBN/ccomp/1")
    slots = words(view, "freed")
    assert slots["patient"] == ["Y"]
    assert "agent" not in slots


def test_relative_clause_is_about_who_acts_in_what_somebody_says() -> None:
    view = view_of(
        "group/NN/ROOT/0 he/PRP/nsubj/2 says/VBZ/relcl/0 is/BE/auxpass/4 paid/VBN/ccomp/2 by/IN/agent/4 Y/NNP/pobj/5"
    )
    slots = words(view, "paid")
    assert (slots["agent"], slots["patient"]) == (["Y"], ["group"])


@pytest.mark.parametrize("above", ["accused", "army"])
def test_who_is_accused_acts_wherever_the_parser_hangs_the_charge(above: str) -> None:
    at = {"accused": 1, "army": 2}[above]
    text = f"X/NNP/nsubj/1 accused/VBD/ROOT/1 army/NN/dobj/1 of/IN/prep/{at} killing/VBG/pcomp/3 Y/NNP/dobj/4"
    assert words(view_of(text, accused="accuse"), "killing")["agent"] == ["army"]


def test_who_charges_with_is_not_who_acts() -> None:
    text = "X/NNP/nsubj/1 charged/VBD/ROOT/1 Y/NNP/dobj/1 with/IN/prep/1 arming/VBG/pcomp/3 Z/NNP/dobj/4"
    assert words(view_of(text, charged="charge"), "arming")["agent"] == ["Y"]


def test_between_belongs_to_the_noun_before_it() -> None:
    view = view_of(
        "X/NNP/nsubj/1 ended/VBD/ROOT/1 years/NNS/dobj/1 of/IN/prep/2 war/NN/pobj/3 between/IN/prep/1 Y/NNP/pobj/5"
    )
    assert words(view, "war")["between"] == ["Y"]


def test_the_infinitive_below_a_verb_is_its_act() -> None:
    view = view_of("X/NNP/nsubj/1 threatened/VBD/ROOT/1 to/TO/aux/3 bomb/VB/xcomp/1 Y/NNP/dobj/3")
    assert words(view, "threatened")["act"] == ["bomb"]
    assert words(view, "bomb")["patient"] == ["Y"]


def test_who_is_to_act_by_a_clause_below_a_noun() -> None:
    text = "X/NNP/poss/1 demand/NN/ROOT/1 that/IN/mark/4 Y/NNP/nsubj/4 leave/VB/acl/1"
    assert words(view_of(text), "demand")["clause"] == ["Y"]


def test_according_to_somebody_is_done_to_nobody() -> None:
    text = "According/VBG/prep/4 to/IN/prep/0 X/NNP/pobj/1 Y/NNP/nsubj/4 paid/VBD/ROOT/4 Z/NNP/dobj/4"
    assert "to" not in words(view_of(text), "paid")


def test_infinitive_of_purpose_fills_a_slot_of_its_own() -> None:
    view = view_of(
        "X/NNP/nsubj/1 marched/VBD/ROOT/1 to/TO/aux/3 demand/VB/advcl/1 talks/NNS/dobj/3",
    )
    assert words(view, "marched")["aim"] == ["demand"]


def test_a_prefix_ties_the_name_behind_it() -> None:
    view = view_of("anti/JJ/amod/3 -/HYPH/punct/2 X/NNP/compound/3 militia/NN/ROOT/3")
    slots = words(view, "anti")
    assert (slots["hyphen"], slots["head"]) == (["X"], ["militia"])


def test_who_arrests_stands_behind_the_arrested() -> None:
    view = view_of("arrest/NN/ROOT/0 of/IN/prep/0 supporters/NNS/pobj/1 by/IN/prep/2 X/NNP/pobj/3")
    assert words(view, "arrest")["by"] == ["X"]


def test_office_and_name_in_the_style_of_communiques() -> None:
    view = view_of(
        "President/NNP/ROOT/0 of/IN/prep/0 the/DT/det/3 Republic/NNP/nmod/6 of/IN/prep/3 Y/NNP/pobj/4 Z/NNP/pobj/1"
    )
    slots = words(view, "President")
    assert slots["self"] == ["Z"]
    assert "Y" in slots["of"]


def test_passive_subject_of_what_is_threatened_is_told_apart() -> None:
    active = view_of("X/NNP/nsubj/1 threatened/VBD/ROOT/1 that/IN/mark/4 Y/NNP/nsubj/4 leave/VBD/ccomp/1")
    passive = view_of(
        "X/NNP/nsubj/1 threatened/VBD/ROOT/1 that/IN/mark/5 Y/NNP/nsubjpass/5 be/BE/auxpass/5 shot/VBN/ccomp/1"
    )
    assert "clause-patient" not in words(active, "threatened")
    assert words(passive, "threatened")["clause-patient"] == ["Y"]


def test_event_that_breaks_out_has_the_parties_of_its_verb() -> None:
    view = view_of(
        "clashes/NNS/nsubj/1 erupted/VBD/ROOT/1 between/IN/prep/1 X/NNP/pobj/2 and/CC/cc/3 Y/NNP/conj/3",
        erupted="erupt",
    )
    assert words(view, "clashes")["between"] == ["X"]


def test_phrase_with_of_belongs_to_the_noun_before_it() -> None:
    view = view_of(
        "talks/NNS/nsubj/8 between/IN/prep/0 Mali/NNP/pobj/1 and/CC/cc/2 envoys/NNS/conj/2 of/IN/prep/2 the/DT/det/7 "
        "CMA/NNP/pobj/5 begin/VBZ/ROOT/8"
    )
    assert words(view, "envoys")["of"] == ["CMA"]


def test_who_acts_in_a_passive_clause_is_not_whom_it_is_about() -> None:
    view = view_of(
        "Mali/NNP/nsubj/1 demanded/VBD/ROOT/1 that/IN/mark/5 rebels/NNS/nsubjpass/5 be/BE/auxpass/5 freed/VBN/ccomp/1 "
        "by/IN/agent/5 Niger/NNP/pobj/6"
    )
    slots = words(view, "demanded")
    assert (slots["clause"], slots["clause-patient"], slots["clause-agent"]) == (["rebels"], ["rebels"], ["Niger"])


def test_what_somebody_is_charged_with_is_his_and_not_the_accuser_s() -> None:
    view = view_of(
        "Mali/NNP/nsubj/1 jailed/VBD/ROOT/1 X/NNP/dobj/1 for/IN/prep/1 a/DT/det/5 plot/NN/pobj/3 to/TO/aux/7 "
        "overthrow/VB/acl/5 Y/NNP/dobj/7",
        jailed="jail",
    )
    assert words(view, "overthrow")["agent"] == ["X"]


def test_who_is_with_the_parties_as_a_host_is_no_party() -> None:
    view = view_of(
        "Mali/NNP/nsubj/1 signed/VBD/ROOT/1 with/IN/prep/1 Qatar/NNP/pobj/2 and/CC/cc/3 Oman/NNP/conj/3 as/IN/prep/1 "
        "hosts/NNS/pobj/6"
    )
    slots = words(view, "signed")
    assert ("with" in slots, slots["beside"]) == (False, ["Qatar"])


def test_an_infinitive_shares_no_object_with_a_verb_of_the_past() -> None:
    view = view_of(
        "X/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 disband/VB/xcomp/1 and/CC/cc/3 attacked/VBD/conj/3 Y/NNP/dobj/5",
        refused="refuse",
        attacked="attack",
    )
    assert "patient" not in words(view, "disband")


def test_a_second_office_with_a_name_of_its_own_is_not_that_of_the_first_name() -> None:
    view = view_of(
        "head/NN/nsubj/6 X/NNP/appos/0 and/CC/cc/0 president/NN/conj/0 ,/,/punct/3 Y/NNP/appos/3 met/VBD/ROOT/6"
    )
    assert words(view, "president")["self"] == ["Y"]
