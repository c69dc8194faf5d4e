"""What the French tagger and parser take for what it can't be where it stands: a sentence that shows each."""

from __future__ import annotations

import pytest

from graph.model import Article, digest
from graph.settings import load_settings
from ingest.extractor import Extractor

pytestmark = pytest.mark.model

_SAID = [
    # somebody is called by name
    ("Un membre du Hezbollah, Ali Karaki, a menacé Israël.", ("hezbollah", "threatens", "israel"), False),
    ("Le chef de la diplomatie turque, Hakan Fidan, a accusé Israël.", ("hakan-fidan", "accuses", "israel"), True),
    # phrases hung on a neighbour
    ("Le Brésil a condamné l'invasion de l'Ukraine par la Russie.", ("russia", "attacks", "ukraine"), True),
    ("Dix civils sont morts dans une frappe israélienne sur Gaza.", ("israel", "bombs", "p-gaza"), True),
    # no infinitive has a subject behind it
    ("Israël a annoncé avoir « neutralisé » Naïm Qassem.", ("israel", "kills", "naim-qassem"), True),
    ("Le Rwanda n'a pas besoin de traverser le lac pour frapper le M23.", ("rwanda", "attacks", "m23"), True),
    # adjectives in a row
    ("L'ELN, proche de Cuba et soutenue par le Venezuela, a fui.", ("venezuela", "supports", "eln-colombia"), True),
    ("Le M23 et les FDLR, proches du Rwanda, ont fui.", ("fdlr", "affiliated-with", "rwanda"), True),
    # who accompanies an act with a charge
    (
        "Les talibans ont interdit à l'ONU d'employer des femmes, accusant l'Iran d'espionnage.",
        ("taliban", "accuses", "iran"),
        True,
    ),
    # what is told to a name is not about it
    ("Le Tchad a fait savoir à l'ONU qu'il avait livré des armes aux FSR.", ("chad", "arms", "rsf"), True),
    ("Le Tchad a fait savoir à l'ONU qu'il avait livré des armes aux FSR.", ("un", "arms", "rsf"), False),
    # what stands behind a day is no part of it
    ("Tsahal a visé vendredi 5 avril une position du Hezbollah.", ("idf", "attacks", "hezbollah"), True),
    ("Le M23 a pris dans la nuit du 26 au 27 janvier la ville de Goma.", ("m23", "captures", "p-goma"), True),
    # a sentence that a phrase opens, whose verb is taken for a noun
    ("Selon un rapport de l'ONU, le Rwanda arme le M23.", ("rwanda", "arms", "m23"), True),
    ("Depuis 2015, l'Arabie saoudite bombarde le Yémen.", ("saudi-arabia", "bombs", "yemen"), True),
    # where something happens is nobody whom it is done to
    ("Au Soudan, les Émirats ont fourni des armes aux FSR.", ("uae", "arms", "rsf"), True),
    ("Au Soudan, les Émirats ont fourni des armes aux FSR.", ("uae", "arms", "sudan"), False),
    # the verb of a relative clause, taken for an adverb or name
    ("L'armée soudanaise, que l'Égypte arme, a bombardé Nyala.", ("egypt", "arms", "saf-sudan"), True),
    (
        "Les Forces démocratiques syriennes, que les États-Unis arment, ont fui.",
        ("united-states", "arms", "sdf-syria"),
        True,
    ),
    ("Le M23, que le Rwanda arme et finance, a pris Goma.", ("rwanda", "arms", "m23"), True),
]
_TOLD = [
    ("Le Hamas, rappelle le quotidien, est financé par le Qatar.", ("qatar", "funds", "hamas", "u-quotidien-qatar")),
    ("Le Rwanda a armé le M23, a indiqué à l'AFP un diplomate.", ("rwanda", "arms", "m23", "un diplomate")),
    ("Le Rwanda a armé le M23, a-t-on appris de source militaire.", ("rwanda", "arms", "m23", "source militaire")),
    ("À en croire Kiev, la Russie a bombardé Odessa.", ("russia", "bombs", "p-odessa", "ukraine")),
    ("Aux yeux d'Ankara, le M23 est armé par le Rwanda.", ("rwanda", "arms", "m23", "turkey")),
    ("L'ONU tient les FSR pour responsables du meurtre de civils.", ("rsf", "kills", "u-civils-sudan", "un")),
    ("Selon l'ONU, l'Ouganda arme le M23.", ("uganda", "arms", "m23", "un")),
    ("D'après l'ONU, le Rwanda arme le M23.", ("rwanda", "arms", "m23", "un")),
    ("En Syrie, la Turquie finance le Hamas.", ("turkey", "funds", "hamas", None)),
    ("L'Éthiopie arme le M23, affirme le Soudan.", ("ethiopia", "arms", "m23", "sudan")),
    ("L'Éthiopie finance le M23, tranche un diplomate.", ("ethiopia", "funds", "m23", "un diplomate")),
    ("Kiev dément avoir armé le M23.", ("ukraine", "arms", "m23", "ukraine")),
    ("L'Érythrée, qui dément avoir armé le M23, a fui.", ("eritrea", "arms", "m23", "eritrea")),
    ("Le M23 exige un dialogue direct avec Kinshasa.", ("m23", "negotiates-with", "dr-congo", "m23")),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_settings(min_confidence=0.05))


def article(text: str) -> Article:
    return Article(id=digest(text), lang="fr", text=text, digest=digest(text), cluster=digest(text))


@pytest.mark.parametrize(("text", "triple", "is_said"), _SAID)
def test_a_stray_word_is_put_where_it_belongs(
    text: str, triple: tuple[str, str, str], is_said: bool, extractor: Extractor
) -> None:
    (analysis,) = extractor.tongues["fr"].reader.analyses([article(text)])
    found = {
        (one, c.relation.id, other)
        for c in (proposal.candidate for proposal in analysis.proposals())
        if c.match
        for one in c.subject.actors
        for other in c.object.actors
    }
    assert (triple in found) is is_said, found


@pytest.mark.parametrize(("text", "told"), _TOLD)
def test_whoever_is_named_in_passing_says_it(
    text: str, told: tuple[str, str, str, str | None], extractor: Extractor
) -> None:
    (found,) = extractor.run([article(text)])
    rows = {(c.subject, c.relation, c.object, c.speaker or c.speaker_label) for c in found.claims}
    rows |= {(other, relation, one, who) for one, relation, other, who in rows if relation == "negotiates-with"}
    assert told in rows, rows


def test_no_word_is_put_below_itself(extractor: Extractor) -> None:
    fled = "Bachar al-Assad a fui Damas dans la nuit de samedi à dimanche"
    text = f"{fled}, quelques heures avant que les insurgés n'entrent."
    (analysis,) = extractor.tongues["fr"].reader.analyses([article(text)])
    assert analysis.resolution.mentions[0].actors == ("bashar-assad",)
