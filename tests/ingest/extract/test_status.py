"""How a text presents a claim: rules on parses built by hand, then sentences with the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import DataError
from graph.model import Status
from graph.settings import data_dir
from ingest.extract.status import StatusCues, status_of

LEXICON = data_dir() / "lexicon" / "en"
CUES = StatusCues.load(LEXICON)


def doc_of(*rows: str) -> Doc:
    """A parse, one row a token: "word lemma TAG POS dep head", the head by index; "-" for a lemma like the word."""
    parts = [row.split() for row in rows]
    return Doc(
        English().vocab,
        words=[part[0] for part in parts],
        lemmas=[part[0].lower() if part[1] == "-" else part[1] for part in parts],
        tags=[part[2] for part in parts],
        pos=[part[3] for part in parts],
        deps=[part[4] for part in parts],
        heads=[int(part[5]) for part in parts],
    )


ATTACK = ("Rebels rebel NNS NOUN nsubj 1", "attacked attack VBD VERB ROOT 1", "Goma - NNP PROPN dobj 1")


def test_bare_past_act_occurred_and_bare_past_state_is_over() -> None:
    doc = doc_of(*ATTACK)
    assert status_of(doc[1], Status.OCCURRED, CUES) is Status.OCCURRED
    assert status_of(doc[1], Status.ONGOING, CUES) is Status.OCCURRED


@pytest.mark.parametrize(("verb", "status"), [("promised promise", Status.PLANNED), ("offered offer", Status.POSSIBLE)])
def test_a_deed_that_is_only_promised_is_not_done(verb: str, status: Status) -> None:
    doc = doc_of("Mali - NNP PROPN nsubj 1", f"{verb} VBD VERB ROOT 1", "boats boat NNS NOUN dobj 1")
    assert status_of(doc[1], Status.ONGOING, CUES, deed=True) is status
    assert status_of(doc[1], Status.ONGOING, CUES) is Status.OCCURRED


def test_auxiliary_and_negation_compose_from_inside_out() -> None:
    rows = ("Rebels rebel NNS NOUN nsubj 3", "{} - MD AUX aux 3", "not - RB PART neg 3", "attack - VB VERB ROOT 3")
    for auxiliary in ("will", "could", "may"):
        doc = doc_of(*(row.format(auxiliary) for row in rows))
        assert status_of(doc[3], Status.OCCURRED, CUES) is Status.NEGATED
    plain = [row.format("may").replace("not - RB PART neg", "soon - RB ADV advmod") for row in rows]
    assert status_of(doc_of(*plain)[3], Status.OCCURRED, CUES) is Status.POSSIBLE


def test_governor_counts_only_over_what_it_governs() -> None:
    rows = ("Mali - NNP PROPN nsubj 1", "{} VBD VERB ROOT 1", "to - TO PART aux 3", "leave - VB VERB xcomp 1")
    for verb, status in (
        ("refused refuse", Status.NEGATED),
        ("agreed agree", Status.PLANNED),
        ("threatened threaten", Status.POSSIBLE),
        ("managed manage", Status.OCCURRED),
    ):
        assert status_of(doc_of(*(row.format(verb) for row in rows))[3], Status.OCCURRED, CUES) is status
    direct = doc_of("Mali - NNP PROPN nsubj 1", "refused refuse VBD VERB ROOT 1", "talks talk NNS NOUN dobj 1")
    assert status_of(direct[1], Status.OCCURRED, CUES) is Status.OCCURRED  # the refusal itself took place
    assert status_of(direct[2], Status.OCCURRED, CUES) is Status.NEGATED


def test_negated_act_keeps_the_act() -> None:
    doc = doc_of(
        "Mali - NNP PROPN nsubj 3", "does do VBZ AUX aux 3", "not - RB PART neg 3", "recognise - VB VERB ROOT 3",
        "it - PRP PRON dobj 3",
    )  # fmt: skip
    assert status_of(doc[3], Status.ONGOING, CUES) is Status.NEGATED
    assert status_of(doc[3], Status.ONGOING, CUES, negated_act=True) is Status.ONGOING
    assert status_of(doc[3], Status.OCCURRED, CUES, negated_act=True, speech=True) is Status.ONGOING


def test_a_semicolon_parts_clauses_that_the_parser_joined() -> None:
    doc = doc_of(
        "Rebels rebel NNS NOUN nsubj 1", "attacked attack VBD VERB ccomp 5", "Goma - NNP PROPN dobj 1",
        "; - : PUNCT punct 5", "Mali - NNP PROPN nsubj 5", "denied deny VBD VERB ROOT 5", "it - PRP PRON dobj 5",
    )  # fmt: skip
    assert status_of(doc[1], Status.OCCURRED, CUES) is Status.OCCURRED


@pytest.mark.parametrize("depth", [5_000])
def test_a_deep_parse_ends_the_climb(depth: int) -> None:
    rows = ["leave - VB VERB ROOT 0", *(f"leave - VB VERB xcomp {index}" for index in range(depth))]
    assert status_of(doc_of(*rows)[depth], Status.OCCURRED, CUES) is Status.OCCURRED


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('[[cue]]\nrole = "light"\nwords = ["hold"]\n[[cue]]\nrole = "governor"\nwords = ["plan"]', 4, "needs 'over'"),
        ('[[cue]]\nrole = "light"\nover = ["to"]\nwords = ["hold"]', 1, "takes no 'over'"),
        ('[[cue]]\nrole = "light"\nwords = ["hold", "hold"]', 1, "stands already in line 1"),
        ('[[cue]]\nrole = "lamp"\nwords = ["hold"]', 1, "role"),
        ('[[cue]]\nrole = "light"\nwords = ["Hold"]', 1, "words"),
        ('[[cue]]\nrole = "light"\nwords = []', 1, "words"),
    ],
)
def test_a_wrong_cue_names_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    (tmp_path / "status.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=reason) as error:
        StatusCues.load(tmp_path)
    assert error.value.line == line


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "default", "status"),
    [
        ("The rebels attacked the town on Monday.", "attacked", "occurred", "occurred"),
        ("The rebels are attacking the town.", "attacking", "occurred", "ongoing"),
        ("The rebels have besieged the town since 2022.", "besieged", "ongoing", "ongoing"),
        ("The rebels besieged the town for a week.", "besieged", "ongoing", "occurred"),
        ("Rwanda backs the rebels.", "backs", "ongoing", "ongoing"),
        ("The minister said that his government stood by the rebels.", "stood", "ongoing", "ongoing"),
        ("The minister said that his government had backed the rebels.", "backed", "ongoing", "occurred"),
        ("The union has suspended the country since 2021.", "suspended", "occurred", "ongoing"),
        ("The union has suspended the country.", "suspended", "occurred", "occurred"),
        ("Two men, held since May by the police, went on hunger strike.", "held", "occurred", "ongoing"),
        ("The troops are stationed in the north.", "stationed", "occurred", "ongoing"),
        ("The gunmen have begun to bomb the villages.", "bomb", "occurred", "ongoing"),
        ("They cannot talk to groups that shoot at children.", "shoot", "occurred", "ongoing"),
        ("The minister voted by proxy, being under American sanctions.", "sanctions", "occurred", "ongoing"),
        ("Refugees flee as the war between the two armies spreads.", "war", "occurred", "ongoing"),
        ("Mercenaries hired by the government surrendered.", "hired", "ongoing", "occurred"),
        ("They accuse Serbia of having armed and trained the raiders.", "trained", "ongoing", "occurred"),
        ("The militia was armed by the former dictator.", "armed", "ongoing", "occurred"),
        ("We commend the president on his efforts.", "commend", "ongoing", "occurred"),
        ("The rebels won the battle with the backing of the tribes.", "backing", "ongoing", "occurred"),
        ("The envoy said that the army would go on bombing the camps.", "bombing", "occurred", "planned"),
        ("The troops will withdraw from the city.", "withdraw", "occurred", "planned"),
        ("France agreed to withdraw its troops.", "withdraw", "occurred", "planned"),
        ("The accord provides for the withdrawal of the troops.", "withdrawal", "occurred", "planned"),
        ("The army is poised to withdraw from the base.", "withdraw", "occurred", "planned"),
        ("The planned withdrawal of the troops surprised the allies.", "withdrawal", "occurred", "planned"),
        ("The army could storm the capital.", "storm", "occurred", "possible"),
        ("If the rebels attack the town, the army will respond.", "attack", "occurred", "possible"),
        ("The bloc threatened to invade Niger.", "invade", "occurred", "possible"),
        ("Will the army attack the town?", "attack", "occurred", "possible"),
        ("Diplomats saw the prospect of a ceasefire.", "ceasefire", "occurred", "possible"),
        ("The union urged Rwanda to withdraw its troops.", "withdraw", "occurred", "demanded"),
        ("Moscow must withdraw its forces.", "withdraw", "occurred", "demanded"),
        ("The council called for a ceasefire.", "ceasefire", "occurred", "demanded"),
        ("Rwanda wants the army to leave the city.", "leave", "occurred", "demanded"),
        ("The general wants to leave the city.", "leave", "occurred", "planned"),
        ("Kigali denies backing the rebels.", "backing", "ongoing", "denied"),
        ("The group insisted that none of its men had killed a patient.", "killed", "occurred", "denied"),
        ("The government rejected the claim that it armed the militia.", "armed", "ongoing", "denied"),
        (
            "Chad rejected the charge that it arms the militia and called on Iran to help.",
            "called",
            "occurred",
            "occurred",
        ),
        ("The army crossed the border in order to attack the rebels.", "attack", "occurred", "occurred"),
        ("France sent troops to arrest the general.", "arrest", "occurred", "planned"),
        ("France refused to send troops to arrest the general.", "arrest", "occurred", "negated"),
        ("France asked Benin to send troops to arrest the general.", "arrest", "occurred", "demanded"),
        ("France used drones to bomb the rebels.", "bomb", "occurred", "occurred"),
        ("Kenya sent police to fight the gangs.", "fight", "occurred", "occurred"),
        (
            "The union rejects the charges of some media that its men shelled it.",
            "shelled",
            "occurred",
            "denied",
        ),
        ("It is false that the army shelled the camp.", "shelled", "occurred", "denied"),
        ("The bloc never sent troops to the country.", "sent", "occurred", "negated"),
        ("The army failed to capture the town.", "capture", "occurred", "negated"),
        ("The president ruled out talks with the rebels.", "talks", "occurred", "negated"),
        ("The rebels said they would never negotiate with the junta.", "negotiate", "occurred", "negated"),
        ("The army withdrew without attacking the rebels.", "attacking", "occurred", "negated"),
        ("The rebels stopped attacking the convoys.", "attacking", "occurred", "negated"),
        ("The union asked Iran to stop arming the militia.", "arming", "ongoing", "ongoing"),
        ("The soldiers toppled the president, a former head of the guard.", "head", "ongoing", "occurred"),
        ("The soldiers arrested Umar Faruk, the leader of the movement.", "leader", "ongoing", "ongoing"),
        ("Washington accused Iran of arming the militia.", "arming", "ongoing", "ongoing"),
        ("The troops were forced to withdraw from the town.", "withdraw", "occurred", "occurred"),
        ("The president managed to sign a deal with the rebels.", "sign", "occurred", "occurred"),
        ("He led the group, which he would later dissolve.", "dissolve", "occurred", "occurred"),
        ("The rebels have always continued to talk to the bishop.", "talk", "occurred", "ongoing"),
        ("The army put down a mutiny that tried to topple the president.", "president", "ongoing", "ongoing"),
        ("The mutineers toppled the president.", "president", "ongoing", "occurred"),
        ("The general wishes to inform the public that his men shelled the camp.", "shelled", "occurred", "occurred"),
        ("The minister became the head of the party.", "head", "ongoing", "ongoing"),
        ("The army retook the town within weeks.", "retook", "occurred", "occurred"),
        ("The government has since shut the office.", "shut", "occurred", "occurred"),
        ("Burundian soldiers have been stationed in the valley.", "stationed", "ongoing", "ongoing"),
        ("The country is weak and burdened with sanctions.", "sanctions", "occurred", "ongoing"),
        ("The envoy was working on a deal between the two countries.", "deal", "occurred", "possible"),
        ("The general was plotting to overthrow the prime minister.", "overthrow", "occurred", "planned"),
        ("Under the agreement between the two, the troops will remain.", "agreement", "occurred", "occurred"),
        ("The militants said they tried to kill the prime minister.", "kill", "occurred", "negated"),
        ("The agreement signed by the two presidents suggests that peace is near.", "signed", "occurred", "occurred"),
        ("The emirate, which has paid and trained them for a decade, said nothing.", "paid", "ongoing", "ongoing"),
        ("The emirate, which has paid and trained them, said nothing.", "paid", "ongoing", "occurred"),
        ("The banker is detained by guards as he leaves.", "detained", "occurred", "ongoing"),
        ("May 2021. The banker is detained by guards as he leaves.", "detained", "occurred", "occurred"),
        ("12 June: The town is shelled by the rebels.", "shelled", "occurred", "occurred"),
        ("Instead of attacking the town, the army left.", "attacking", "occurred", "negated"),
        ("The army will stay in the valley until the rebels leave the town.", "leave", "occurred", "possible"),
        ("The army stayed in the valley until the rebels left the town.", "left", "occurred", "occurred"),
        ("Fighting between the army and the rebels has raged for a year.", "Fighting", "occurred", "ongoing"),
        ("Fighting between the army and the rebels broke out.", "Fighting", "occurred", "occurred"),
        ("The release of the hostages is expected on Sunday.", "release", "occurred", "possible"),
        ("12. The town is shelled by the rebels.", "shelled", "occurred", "ongoing"),
        ("The emirate no longer arms the rebels.", "arms", "ongoing", "negated"),
        ("The emirate not only armed the rebels but trained them.", "armed", "occurred", "occurred"),
        (
            "The militia announced the suspension of its operations against the army.",
            "operations",
            "occurred",
            "ongoing",
        ),
        ("The truce put an end to the siege of the town.", "siege", "occurred", "negated"),
        ("The end of the siege of the town was celebrated.", "siege", "occurred", "occurred"),
        ("The militia vowed to keep fighting until the army left the valley.", "left", "occurred", "possible"),
        ("The group insists that it executed the captives.", "executed", "occurred", "occurred"),
        ("The group insists that the army withdraw from the town.", "withdraw", "occurred", "demanded"),
        ("The union demanded that the army set the captives free.", "set", "occurred", "demanded"),
        ("Peru was the first country to recognise the new government.", "recognise", "occurred", "occurred"),
        ("Peru reiterated its call on Chile to release the sailors.", "release", "occurred", "demanded"),
        ("Chile ignored its ultimatum to release the sailors.", "release", "occurred", "possible"),
        (
            "Russian soldiers seize the town, Moscow denies sending them, and all is calm.",
            "seize",
            "occurred",
            "occurred",
        ),
    ],
)
def test_sentences(pipeline: Language, sentence: str, word: str, default: str, status: str) -> None:
    doc = pipeline(sentence)
    trigger = next(token for token in doc if token.text == word)
    assert status_of(trigger, Status(default), CUES) is Status(status)
