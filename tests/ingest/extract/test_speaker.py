"""Who says it: quotations and rules on parses built by hand, then sentences with the real pipeline."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.errors import DataError
from graph.model import Status
from graph.settings import data_dir
from ingest.extract.denials import denials_of, denier_of
from ingest.extract.quotations import quotations
from ingest.extract.speaker import Speech
from ingest.extract.speech_cues import SpeechCues
from ingest.extract.status import StatusCues, status_of

CUES = SpeechCues.load(data_dir() / "lexicon" / "en")
TOKENIZER = English().tokenizer


def quoted(text: str) -> list[tuple[str, bool]]:
    """The quotations of a text, as its words joined by blanks, and whether each may go on from the one before."""
    doc = TOKENIZER(text)
    return [(" ".join(t.text for t in doc[q.start : q.end]), q.continues) for q in quotations(doc)]


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("«", "»")])
def test_quotation_marks(opening: str, closing: str) -> None:
    assert quoted(f"He said: {opening}We left.{closing} Then he went.") == [("We left .", False)]


def test_a_second_quotation_of_a_paragraph_goes_on() -> None:
    assert quoted('"We left," he said. "They came."') == [("We left ,", True), ("They came .", True)]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted("He said: “We left.\n\n“They came.” Then he went.") == [("We left .", False), ("They came .", True)]


@given(st.text(alphabet='a ."“”«»\n,', max_size=60))
def test_quotations_lie_inside_the_text_and_apart(text: str) -> None:
    doc = TOKENIZER(text)
    spans = [(q.start, q.end) for q in quotations(doc)]
    assert all(0 < start < end <= len(doc) for start, end in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))


def test_passive_without_agent_has_no_speaker() -> None:
    words = ["It", "was", "said", "that", "rebels", "left", "by", "officials"]
    heads = [2, 2, 2, 5, 5, 2, 2, 6]
    deps = ["nsubjpass", "auxpass", "ROOT", "mark", "nsubj", "ccomp", "agent", "pobj"]
    pos = ["PRON", "AUX", "VERB", "SCONJ", "NOUN", "VERB", "ADP", "NOUN"]
    tags = ["PRP", "VBD", "VBN", "IN", "NNS", "VBD", "IN", "NNS"]
    lemmas = ["it", "be", "say", "that", "rebel", "leave", "by", "official"]
    for length, head in ((6, None), (8, 7)):
        cut = slice(length)
        doc = Doc(
            English().vocab,
            words=words[cut], heads=heads[cut], deps=deps[cut], pos=pos[cut], tags=tags[cut], lemmas=lemmas[cut],
        )  # fmt: skip
        found = Speech(doc, CUES).speaker_of(doc[5])
        assert (found and found.head) == head


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[cue]]\nrole = "verb"\nwords = ["say"]', "needs 'over'"),
        ('[[cue]]\nrole = "voice"\nover = ["that"]\nwords = ["spokesman"]', "takes no 'over'"),
        ('[[cue]]\nrole = "voice"\nwords = ["spokesman", "spokesman"]', "stands already in line 1"),
    ],
)
def test_a_wrong_cue_names_its_line(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "speech.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=reason) as error:
        SpeechCues.load(tmp_path)
    assert error.value.line == 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("The rebels attacked the town.", "attacked", None),
        ("Chad said that the rebels attacked the town.", "attacked", "Chad"),
        ("The rebels attacked the town, officials said.", "attacked", "officials"),
        ("The rebels attacked the town, according to the army.", "attacked", "army"),
        ("Washington accused Iran of arming the militia.", "arming", "Washington"),
        ("Washington accused Iran of arming the militia.", "accused", None),
        ("Kigali denies backing the rebels.", "backing", "Kigali"),
        ("Kigali denied reports that it backs the rebels.", "backs", "Kigali"),
        ("Ghana offered to mediate between the two sides.", "mediate", "Ghana"),
        ("The union urged Rwanda to withdraw its troops.", "withdraw", "union"),
        ("A spokesman for the army said that the rebels fled the town.", "fled", "army"),
        ('"The rebels fled the town," said Nasr.', "fled", "Nasr"),
        ('"We met the general," he said. "The rebels then fled the town."', "fled", "he"),
        ("The minister, who visited Paris, said the rebels fled the town.", "visited", None),
        ("Moscow never confirmed that the rebels fled the town.", "fled", None),
        ("An attack claimed by the group killed seven people.", "killed", "group"),
        ("Togo, a member that has kept good relations with them, offered last year to mediate.", "mediate", "Togo"),
        ("The army claimed to have shot two men and detained thirty.", "detained", "army"),
        ("The president ruled out negotiating with the rebels.", "negotiating", "president"),
        ("The raids killed 37 civilians by the army's count.", "killed", "army"),
        ("Its spokesman, Sebby Sambom, said that the rebels fled the town.", "fled", "Sambom"),
        ("The delegate of Israel said that the rebels fled the town.", "fled", "Israel"),
        ('Prime Minister Alix Fils: "The rebels fled the town."', "fled", "Fils"),
        ("Rwanda has armed the rebels, something Kigali and the rebels both denied.", "armed", "Kigali"),
        ("Iran has been supplying weapons to them, something Iran and the group both deny.", "supplying", None),
        ("They ended protests in which police killed 300, according to the platform.", "killed", "platform"),
        ("He was jailed by the judges, according to whom he was plotting a coup.", "plotting", "judges"),
        ("He was jailed by the judges, according to whom he was plotting a coup.", "jailed", None),
        ("The rebels fled, according to the army, and police seized the town.", "seized", None),
        ("Egypt broke with Ukraine, accusing Kyiv of arming the rebels.", "arming", "Egypt"),
        ("His colleague Bezalel Smotrich said that the rebels fled.", "fled", "Smotrich"),
        ("The mission recorded 500 strikes by Israel on the town.", "strikes", "mission"),
        ("Turkey calls the party a front for the rebels.", "front", "Turkey"),
        ("Tashkent recalled that it left the bloc.", "left", None),
        ("Amnesty had earlier accused it of dropping grenades on the town.", "dropping", "Amnesty"),
        ("In Axum, survivors recall, the soldiers killed many.", "killed", "survivors"),
        ("The panel recommends that the council punish the rebels.", "punish", "panel"),
        ("Russian soldiers seize the town, Moscow denies sending them, and all is calm.", "seize", None),
        ("Nasr said Chad would leave and accused Libya of arming the rebels.", "arming", "Nasr"),
        ("The rebels had fled the town, Nasr told the council.", "fled", "Nasr"),
        ("Israel had bombed the town, a Hamas official told AFP.", "bombed", "official"),
        ("Troops have taken Goma, the army's commander, Fred Nasr, told President Paul Biya.", "taken", "Nasr"),
        ("Rwanda arms the rebels, Congo's foreign minister, Therese Wagner, told the council.", "arms", "Wagner"),
        ("Rebels have captured Masisi, residents and a local official said on Saturday.", "captured", "residents"),
        ("Hamas vowed to avenge its leader after Israel killed him.", "killed", None),
        ("Hamas said it had fired rockets after Israel killed its leader.", "killed", "Hamas"),
        ("The army is accused by survivors of having killed herders.", "killed", "survivors"),
        ("The council issued an appeal to Rwanda to withdraw from the town.", "withdraw", "council"),
        ("Peru reiterated its call on Chile to release the sailors.", "release", "its"),
        ("Kenya rejected the claim that Uganda had armed the rebels.", "armed", "Kenya"),
        (
            "Britain voiced concern, demanded the withdrawal of the troops and rejected the plan.",
            "withdrawal",
            "Britain",
        ),
        ("Nasr says Chad is in contact with the rebels but denies that it arms them.", "contact", "Nasr"),
    ],
)
def test_sentences(pipeline: Language, text: str, word: str, speaker: str | None) -> None:
    doc = pipeline(text)
    trigger = next(token for token in doc if token.text == word)
    found = Speech(doc, CUES).speaker_of(trigger)
    assert (found and doc[found.head].text) == speaker


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Activists accuse the army of killing civilians, which the army denies.", "army"),
        ("Activists accuse the army of killing civilians. The government denied it.", "government"),
        ("Activists accuse the army of killing civilians. A minister called the allegation baseless.", "minister"),
        ("Activists accuse the army of killing civilians. The government did not deny it.", None),
        ("Activists accuse the army of killing civilians, which both deny.", "both"),
        ("Activists accuse the army of killing civilians. Chad denies that it armed anybody.", None),
        ("The army was killing civilians. The government denied it.", None),
    ],
)
def test_denials(pipeline: Language, text: str, denier: str | None) -> None:
    doc = pipeline(text)
    trigger = next(token for token in doc if token.text == "killing")
    found = denials_of(trigger, Speech(doc, CUES))
    assert [doc[speaker.head].text for speaker in found] == ([denier] if denier else [])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Sudan accuses Chad of killing herders. Chad denies that it ever killed them.", "Chad"),
        ("Sudan accuses Chad of killing herders. Chad insists that none of its men killed anybody.", "Chad"),
        ("Sudan accuses Chad of killing herders. Chad is said to have killed others.", None),
    ],
)
def test_who_says_again_what_is_not_so_denies_it(pipeline: Language, text: str, denier: str | None) -> None:
    doc, cues = pipeline(text), StatusCues.load(data_dir() / "lexicon" / "en")
    trigger = next(token for token in doc if token.text == "killing")

    def again(start: int, end: int) -> list[Token]:
        words = [word for word in doc[start:end] if word.lemma_ == "kill"]
        return [word for word in words if status_of(word, Status.OCCURRED, cues) is Status.DENIED]

    found = denials_of(trigger, Speech(doc, CUES), again)
    assert [doc[speaker.head].text for speaker in found] == ([denier] if denier else [])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Iran dismissed as baseless a claim by Israel that it was killing herders.", "Iran"),
        ("Iran welcomed a claim by Israel that it was killing herders.", None),
        ("Iran says that it was killing herders.", None),
    ],
)
def test_who_rejects_a_charge_denies_what_it_says(pipeline: Language, text: str, denier: str | None) -> None:
    doc = pipeline(text)
    speech = Speech(doc, CUES)
    said = speech.speaker_of(next(token for token in doc if token.text == "killing"))
    assert said is not None
    found = denier_of(said, speech)
    assert (doc[found.head].text if found else None) == denier


@pytest.mark.model
@pytest.mark.parametrize("text", ["", '"', "“”", '" " "', "said", '"said', "\n\n", "; ; ;", "according to", "who said"])
def test_odd_texts_do_no_harm(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    speech = Speech(doc, CUES)
    assert [speech.speaker_of(token) for token in doc] == [None] * len(doc)
