"""What the finder proposes, on parses built by hand and a small lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from graph.model import ActorType
from graph.ontology import Ontology
from graph.settings import data_dir
from ingest.extract.arguments import View
from ingest.extract.candidates import Candidate, Finder
from ingest.extract.features import Describer, Found, found_by_frames
from ingest.extract.lexicon import Lexicon
from ingest.extract.paths import Paths
from ingest.mentions import Mention, MentionKind

ONTOLOGY = Ontology.load(data_dir() / "ontology")
VERBS = (data_dir() / "lexicon" / "en" / "verbs.toml").read_text(encoding="utf-8")
POS = {
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "VBD": "VERB",
    "VB": "VERB",
    "VBN": "VERB",
    "VBG": "VERB",
    "IN": "ADP",
    "JJ": "ADJ",
}
POS.update({"HYPH": "PUNCT"})
POS.update({"CC": "CCONJ", "TO": "PART", "RB": "ADV", "DT": "DET", "CD": "NUM", "BE": "AUX"})


def lexicon(folder: Path, frames: str) -> Lexicon:
    (folder / "frames").mkdir()
    (folder / "frames" / "some.toml").write_text(frames, encoding="utf-8")
    (folder / "verbs.toml").write_text(VERBS, encoding="utf-8")
    return Lexicon.load(folder, ONTOLOGY)


def finder(known: Lexicon, text: str, **actors: str) -> Finder:
    """The finder of a parse "word/TAG/dep/head"; `actors` gives a word's "type:id", several ids joined by "+"."""
    parts = [token.split("/") for token in text.split()]
    doc = Doc(
        English().vocab,
        words=[part[0] for part in parts],
        lemmas=[LEMMAS.get(part[0], part[0].lower()) for part in parts],
        tags=["VBD" if part[1] == "BE" else part[1] for part in parts],
        pos=[POS[part[1]] for part in parts],
        deps=[part[2] for part in parts],
        heads=[int(part[3]) for part in parts],
        spaces=[part[0] != "-" and after[0] != "-" for part, after in zip(parts, [*parts[1:], [""]], strict=True)],
    )
    mentions = {}
    for token in doc:
        if token.text in actors:
            kind, _, ids = actors[token.text].partition(":")
            end = token.idx + len(token)
            mentions[token.i] = Mention(
                token.idx, end, token.i, MentionKind.NOMINAL, ActorType(kind), tuple(ids.split("+")), token.text
            )
    view = View(doc, known.verbs)
    return Finder(doc, view, known, ONTOLOGY, mentions, Paths.of(view.tree))


LEMMAS = {"attacked": "attack", "told": "tell", "met": "meet", "sent": "send", "troops": "troop", "signed": "sign"}
LEMMAS.update({"backed": "back"})
LEMMAS.update({"fighters": "fighter", "leaders": "leader", "bases": "base", "talked": "talk"})
STATES = {"X": "state:x", "Y": "state:y", "Z": "state:z", "V": "state:v"}
ATTACK = """
[[frame]]
id = "attacks.attack"
relation = "attacks"
kind = "verb"
triggers = ["attack"]
subject = ["agent"]
object = ["patient"]
"""


def pairs(found: Finder, *, strict: bool = True) -> list[tuple[str, str, str]]:
    """Relation, subject and object of the candidates, strict ones only or loose ones only."""
    return [
        (c.relation.id, c.subject.lemma, c.object.lemma)
        for c in found.candidates(0, len(found.doc))
        if bool(c.match) == strict
    ]


def only(found: Finder) -> Candidate:
    strict = [candidate for candidate in found.candidates(0, len(found.doc)) if candidate.match]
    assert len(strict) == 1
    return strict[0]


def test_a_pair_with_one_end_where_a_frame_looks_for_it_is_loose(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 near/IN/prep/1 Y/NNP/pobj/2"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES)
    assert (pairs(found), pairs(found, strict=False)) == ([], [("attacks", "X", "Y")])


def test_strict_candidate_names_frame_and_slots_and_its_reverse_is_none(tmp_path: Path) -> None:
    found = finder(lexicon(tmp_path, ATTACK), "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1", **STATES)
    candidate = only(found)
    assert candidate.match is not None
    assert (candidate.match.frame.id, candidate.match.subject_slot) == ("attacks.attack", "agent")
    assert candidate.slots == (("agent",), ("patient",))
    assert pairs(found, strict=False) == []


def test_types_that_the_ontology_forbids_propose_nothing(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1"
    found = finder(lexicon(tmp_path, ATTACK), text, X="place:x", Y="state:y")
    assert pairs(found) == []


def test_mention_without_an_actor_proposes_nothing(tmp_path: Path) -> None:
    found = finder(lexicon(tmp_path, ATTACK), "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1", X="state:x")
    assert pairs(found) == []


@pytest.mark.parametrize(("title", "leading"), [("leader/NN", ["X"]), ("leaders/NNS", ["X", "Y"])])
def test_one_office_is_that_of_one_person(title: str, leading: list[str], tmp_path: Path) -> None:
    frame = (
        '[[frame]]\nid = "leads.leader"\nrelation = "leads"\nkind = "noun"\ntriggers = ["leader"]\n'
        'subject = ["self"]\nobject = ["mod"]\n'
    )
    text = f"Z/NNP/compound/1 {title}/compound/2 X/NNP/nsubj/5 and/CC/cc/2 Y/NNP/conj/2 met/VBD/ROOT/5"
    found = finder(lexicon(tmp_path, frame), text, X="person:x", Y="person:y", Z="armed-group:z")
    assert pairs(found) == [("leads", who, "Z") for who in leading]


@pytest.mark.parametrize(
    ("other", "backed"), [("the/DT/det/6 Y/NNP/conj/3", ["X"]), ("big/RB/advmod/6 Y/NNS/conj/3", ["X", "Y"])]
)
def test_a_participle_is_not_said_of_the_next_name(other: str, backed: list[str], tmp_path: Path) -> None:
    frame = (
        '[[frame]]\nid = "supports.backed"\nrelation = "supports"\nkind = "adjective"\ntriggers = ["back"]\n'
        'subject = ["hyphen"]\nobject = ["head"]\n'
    )
    text = f"Z/NNP/npadvmod/2 -/HYPH/punct/2 backed/VBN/amod/3 X/NNS/nsubj/7 and/CC/cc/3 {other} met/VBD/ROOT/7"
    found = finder(lexicon(tmp_path, frame), text, X="armed-group:x", Y="armed-group:y", Z="state:z")
    assert pairs(found) == [("supports", "Z", who) for who in backed]


def test_coordination_gives_every_pair_but_respectively_pairs_in_order(tmp_path: Path) -> None:
    known = lexicon(tmp_path, ATTACK)
    text = "X/NNP/nsubj/3 and/CC/cc/0 Y/NNP/conj/0 attacked/VBD/ROOT/3 Z/NNP/dobj/3 and/CC/cc/4 V/NNP/conj/4"
    every = {("attacks", one, other) for one in "XY" for other in "ZV"}
    assert set(pairs(finder(known, text, **STATES))) == every
    ordered = pairs(finder(known, text + " respectively/RB/advmod/3", **STATES))
    assert ordered == [("attacks", "X", "Z"), ("attacks", "Y", "V")]


@pytest.mark.parametrize(
    "patient",
    [
        "fighters/NNS/dobj/1 of/IN/prep/2 Y/NNP/pobj/3",
        "bases/NNS/dobj/1 of/IN/prep/2 Y/NNP/pobj/3",
        "four/CD/dobj/1 of/IN/prep/2 Y/NNP/pobj/3",
        "Y/JJ/amod/3 bases/NNS/dobj/1",
    ],
)
def test_groups_and_belongings_stand_for_whose_they_are(tmp_path: Path, patient: str) -> None:
    found = finder(lexicon(tmp_path, ATTACK), f"X/NNP/nsubj/1 attacked/VBD/ROOT/1 {patient}", **STATES)
    assert pairs(found) == [("attacks", "X", "Y")]


def test_belonging_that_is_an_actor_itself_is_meant(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 fighters/NNS/dobj/1 of/IN/prep/2 Y/NNP/pobj/3"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES, fighters="armed-group:f")
    assert pairs(found) == [("attacks", "X", "fighters")]


def test_slot_inside_a_filler_is_reported(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 idea/NN/dobj/1 of/IN/prep/2 Y/NNP/pobj/3"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES)
    slots = {(c.subject.lemma, c.object.lemma): c.slots for c in found.candidates(0, len(found.doc))}
    assert slots["X", "Y"] == (("agent",), ("patient.of",))


def test_symmetric_relation_is_proposed_once_and_collectives_meet_within(tmp_path: Path) -> None:
    known = lexicon(
        tmp_path,
        '[[frame]]\nid = "meets-with.meet"\nrelation = "meets-with"\nkind = "verb"\ntriggers = ["meet"]\n'
        'pair = ["agent"]\n',
    )
    found = finder(known, "X/NNP/nsubj/3 and/CC/cc/0 Y/NNP/conj/0 met/VBD/ROOT/3", **STATES)
    assert pairs(found) == [("meets-with", "X", "Y")]
    assert pairs(found, strict=False) == []
    found = finder(known, "leaders/NNS/nsubj/1 met/VBD/ROOT/1", leaders="person:a+b")
    assert pairs(found) == [("meets-with", "leaders", "leaders")]
    found = finder(known, "leaders/NNS/nsubj/1 met/VBD/ROOT/1", leaders="person:a")
    assert pairs(found) == []


def test_absent_slot_keeps_a_frame_from_naming_the_wrong_sender(tmp_path: Path) -> None:
    known = lexicon(
        tmp_path,
        '[[frame]]\nid = "deploys-to.sent"\nrelation = "deploys-to"\nkind = "verb"\ntriggers = ["send"]\n'
        'subject = ["patient"]\nobject = ["to"]\nwithout = ["agent"]\n',
    )
    actors = STATES | {"troops": "military:t"}
    passive = "troops/NNS/nsubjpass/2 were/BE/auxpass/2 sent/VBN/ROOT/2 to/IN/prep/2 Y/NNP/pobj/3"
    assert pairs(finder(known, passive, **actors)) == [("deploys-to", "troops", "Y")]
    active = "X/NNP/nsubj/1 sent/VBD/ROOT/1 troops/NNS/dobj/1 to/IN/prep/1 Y/NNP/pobj/3"
    assert pairs(finder(known, active, **actors)) == []


def test_infinitive_makes_telling_an_appeal(tmp_path: Path) -> None:
    known = lexicon(
        tmp_path,
        '[[frame]]\nid = "calls-on.tell"\nrelation = "calls-on"\nkind = "verb"\ntriggers = ["tell"]\n'
        'subject = ["agent"]\nobject = ["patient"]\ninfinitive = true\n',
    )
    bare = "X/NNP/nsubj/1 told/VBD/ROOT/1 Y/NNP/dobj/1"
    assert pairs(finder(known, bare, **STATES)) == []
    assert pairs(finder(known, bare + " to/TO/aux/4 leave/VB/xcomp/1", **STATES)) == [("calls-on", "X", "Y")]


def test_words_that_must_and_must_not_stand_with_a_trigger(tmp_path: Path) -> None:
    needs, unless = (
        f'[[frame]]\nid = "meets-with.{name}"\nrelation = "meets-with"\nkind = "verb"\ntriggers = ["talk"]\n'
        f'subject = ["agent"]\nobject = ["to"]\n{name} = ["privately"]\n'
        for name in ("needs", "unless")
    )
    text = "X/NNP/nsubj/1 talked/VBD/ROOT/1 to/IN/prep/1 Y/NNP/pobj/2"
    said = text + " privately/RB/advmod/1"
    for number, (frame, with_it) in enumerate(((needs, True), (unless, False))):
        (tmp_path / str(number)).mkdir()
        known = lexicon(tmp_path / str(number), frame)
        assert bool(pairs(finder(known, said, **STATES))) == with_it
        assert bool(pairs(finder(known, text, **STATES))) != with_it


def test_longer_trigger_hides_the_shorter(tmp_path: Path) -> None:
    known = lexicon(
        tmp_path,
        '[[frame]]\nid = "signs-agreement-with.deal"\nrelation = "signs-agreement-with"\nkind = "noun"\n'
        'triggers = ["deal", "arms deal"]\nsubject = ["poss"]\nobject = ["with"]\n',
    )
    found = finder(known, "X/NNP/poss/2 arms/NNS/compound/2 deal/NN/ROOT/2 with/IN/prep/2 Y/NNP/pobj/3", **STATES)
    assert [trigger.words for trigger in found.triggers(2)] == [("arms", "deal")]
    assert pairs(found) == [("signs-agreement-with", "X", "Y")]


def test_role_noun_may_be_the_actor_itself(tmp_path: Path) -> None:
    known = lexicon(
        tmp_path,
        '[[frame]]\nid = "leads.leader"\nrelation = "leads"\nkind = "noun"\ntriggers = ["leader"]\n'
        'subject = ["self", "own"]\nobject = ["of", "poss"]\n',
    )
    found = finder(known, "leader/NN/ROOT/0 of/IN/prep/0 Y/NNP/pobj/1", leader="person:p", Y="armed-group:y")
    assert pairs(found) == [("leads", "leader", "Y")]
    text = "X/NNP/ROOT/0 leader/NN/appos/0 of/IN/prep/1 Y/NNP/pobj/2"
    found = finder(known, text, leader="person:p", X="person:x", Y="armed-group:y")
    assert ("leads", "X", "Y") in pairs(found)
    assert ("leads", "leader", "Y") not in pairs(found)


def test_sentence_without_actors_is_passed_over(tmp_path: Path) -> None:
    found = finder(lexicon(tmp_path, ATTACK), "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1")
    assert list(found.candidates(0, 3)) == []


def test_sentence_that_names_hundreds_makes_few_candidates(tmp_path: Path) -> None:
    known = lexicon(tmp_path, ATTACK)
    ones = " ".join(["A0/NNP/nsubj/300", *(f"A{number}/NNP/conj/0" for number in range(1, 300))])
    others = " ".join(["B0/NNP/dobj/300", *(f"B{number}/NNP/conj/301" for number in range(1, 300))])
    actors = {f"{side}{number}": f"state:{side}{number}".lower() for side in "AB" for number in range(300)}
    found = finder(known, f"{ones} attacked/VBD/ROOT/300 {others}", **actors)
    assert 100 <= len(list(found.candidates(0, len(found.doc)))) <= 1000


FIGHTING = """
[[frame]]
id = "fights.fighting"
relation = "fights"
kind = "noun"
triggers = ["fighting"]
pair = ["between"]
"""


def test_word_in_ing_where_a_noun_stands_is_read_as_one(tmp_path: Path) -> None:
    text = "fighting/VBG/nsubj/5 between/IN/prep/0 X/NNP/pobj/1 and/CC/cc/2 Y/NNP/conj/2 stopped/VBD/ROOT/5"
    assert pairs(finder(lexicon(tmp_path, FIGHTING), text, **STATES)) == [("fights", "X", "Y")]


@pytest.mark.parametrize("listed", ["leaders/NNS", "V/NNP"])
def test_names_behind_a_plural_or_a_name_are_listed(tmp_path: Path, listed: str) -> None:
    text = f"X/NNP/nsubj/1 attacked/VBD/ROOT/1 {listed}/dobj/1 Y/NNP/appos/2 and/CC/cc/3 Z/NNP/conj/3"
    found = pairs(finder(lexicon(tmp_path, ATTACK), text, **STATES, leaders="state:l"))
    assert {("attacks", "X", "Y"), ("attacks", "X", "Z")} <= set(found)


def test_one_name_behind_another_is_no_second_object(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 V/NNP/dobj/1 Y/NNP/appos/2"
    assert pairs(finder(lexicon(tmp_path, ATTACK), text, **STATES)) == [("attacks", "X", "V")]


def test_other_relations_of_a_pair_are_told_to_the_judge(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES)
    candidate = only(found)
    pair = ("x", "y")
    beside: Found = {pair: {"attacks", "rejects"}}
    told = {text for group in Describer(found).features(candidate, frozenset(), beside) for text in group}
    assert {"pair otherwise True", "pair also rejects attacks", "subject with none"} <= told
    assert "pair also attacks attacks" not in told
    assert found_by_frames([candidate]) == {pair: {"attacks"}}


def test_what_frames_find_the_other_way_is_told_to_the_judge(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/1 attacked/VBD/ROOT/1 Y/NNP/dobj/1"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES)
    candidate = only(found)

    def told(beside: Found) -> set[str]:
        return {text for group in Describer(found).features(candidate, frozenset(), beside) for text in group}

    assert {"pair reversed True", "pair reversed True attacks"} <= told({("y", "x"): {"attacks"}})
    assert "pair reversed True" not in told({("y", "x"): {"attacks"}, ("x", "y"): {"attacks"}})
    assert "pair reversed True" not in told({("y", "x"): {"rejects"}})


@pytest.mark.parametrize(("noun", "expected"), [("rival", []), ("camp", [("attacks", "X", "Y")])])
def test_a_rival_does_not_stand_for_whose_rival_he_is(
    noun: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    text = f"X/NNP/nsubj/1 attacked/VBD/ROOT/1 a/DT/det/3 {noun}/NN/dobj/1 of/IN/prep/3 Y/NNP/pobj/4"
    known = lexicon(tmp_path, ATTACK.replace('["patient"]', '["patient", "patient.of"]'))
    assert pairs(finder(known, text, **STATES)) == expected


def test_a_small_word_with_an_object_is_no_part_of_a_trigger(tmp_path: Path) -> None:
    known = lexicon(tmp_path, ATTACK.replace('["attack"]', '["take on"]'))
    adjacent = "X/NNP/nsubj/1 take/VB/ROOT/1 on/IN/prt/1 Y/NNP/dobj/1"
    apart = "X/NNP/nsubj/1 take/VB/ROOT/1 Y/NNP/dobj/1 on/IN/prep/1 video/NN/pobj/3"
    assert pairs(finder(known, adjacent, **STATES)) == [("attacks", "X", "Y")]
    assert pairs(finder(known, apart, **STATES)) == []


def test_what_two_do_neither_does_to_the_other(tmp_path: Path) -> None:
    text = "X/NNP/nsubj/3 and/CC/cc/0 Y/NNP/conj/0 attacked/VBD/ROOT/3 Z/NNP/dobj/3"
    found = finder(lexicon(tmp_path, ATTACK), text, **STATES).candidates(0, 5)
    assert {(c.subject.lemma, c.object.lemma) for c in found if c.is_shared} == {("X", "Y"), ("Y", "X")}


def test_whom_somebody_meets_do_not_meet_each_other(tmp_path: Path) -> None:
    frame = ATTACK.replace("attacks", "meets-with").replace('["attack"]', '["meet"]').replace("patient", "with")
    text = "X/NNP/nsubj/1 met/VBD/ROOT/1 with/IN/prep/1 Y/NNP/pobj/2 and/CC/cc/3 Z/NNP/conj/3"
    found = list(finder(lexicon(tmp_path, frame), text, **STATES).candidates(0, 6))
    assert [(c.subject.lemma, c.object.lemma) for c in found if c.is_shared] == [("Y", "Z")]
