"""Whom French names, nouns and pronouns stand for, and what the parser is mended for to tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from graph.gazetteer import load_gazetteer
from graph.model import Article
from graph.settings import Settings, data_dir, load_settings
from ingest.extractor import Extractor
from ingest.mentions import find_mentions
from ingest.parse import load_pipeline, parse
from ingest.resolve import resolve
from ingest.words import load_words

pytestmark = pytest.mark.model
DAY = dt.date(2024, 6, 1)
Actors = Callable[[str, str], tuple[str, ...]]


@pytest.fixture(scope="module")
def actors() -> Actors:
    """A function that tells whom the last mention of a phrase refers to."""
    pipeline = load_pipeline(Settings(), "fr")
    gazetteer = load_gazetteer(data_dir() / "gazetteer")
    words = load_words(data_dir() / "lexicon" / "fr" / "coreference.toml", gazetteer)

    def read(text: str, phrase: str) -> tuple[str, ...]:
        article = Article(id="a", title="", published=DAY, lang="fr", text=text, digest="d", cluster="a")
        parsed = next(parse([article], pipeline))
        resolution = resolve(parsed, find_mentions(parsed, gazetteer, words), gazetteer, words)
        found = [m.actors for m in resolution.mentions if text[m.start : m.end] == phrase]
        return found[-1] if found else ()

    return read


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """What reads articles, and keeps what it holds for unlikely too."""
    return Extractor.load(load_settings(min_confidence=0.1))


def test_an_article_in_a_preposition_makes_a_noun_definite(actors: Actors) -> None:
    assert actors("Le Mali a fermé ses frontières. L'ONU s'est retirée du pays.", "pays") == ("mali",)
    assert actors("Bamako et Alger négocient. La Russie parle aux deux capitales.", "deux capitales") == (
        "mali",
        "algeria",
    )


def test_the_latter_is_whom_the_text_named_last_in_its_gender(actors: Actors) -> None:
    text = "Le Mali accuse l'Algérie d'agression devant le Conseil de sécurité. Cette dernière rejette l'accusation."
    assert actors(text, "Cette dernière") == ("algeria",)
    text = "Le Mali a écrit au M23. Celui-ci a refusé."
    assert actors(text, "Celui-ci") == ("m23",)


def test_what_is_somebodys_is_its_subjects(actors: Actors) -> None:
    text = "Le M23 avance. Le M23 recrute. Ankara vend ses drones au M23."
    assert actors(text, "ses") == ("turkey",)


def test_a_capitalised_noun_is_the_longer_name_that_it_heads(actors: Actors) -> None:
    text = "L'Union européenne et l'ONU se sont réunies. L'Union a condamné le M23."
    assert actors(text, "L'Union") == ("eu",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("La brigade 444 a attaqué Tripoli.", "brigade 444", "brigade-444"),
        ("La brigade 444 a attaqué Tripoli. Des tirs ont visé la 444.", "444", "brigade-444"),
        ("Le bataillon 907 a attaqué Goma.", "bataillon 907", "x-bataillon-907"),
    ],
)
def test_a_unit_has_its_number_for_a_name(actors: Actors, text: str, phrase: str, actor: str) -> None:
    assert actors(text, phrase) == (actor,)


def test_a_hyphen_does_not_cut_the_general_staff(actors: Actors) -> None:
    assert actors("L'armée malienne recule au Mali. L'état-major a démenti.", "L'état-major") == ("fama",)


def test_a_place_is_named_behind_its_noun(actors: Actors) -> None:
    assert actors("La Russie a repris la région de Koursk.", "Koursk") == ("p-koursk",)
    assert actors("Le Rwanda a quitté le territoire malien.", "le territoire malien") == ("mali",)


def test_a_kingdom_is_a_monarchy_that_the_text_has_named(actors: Actors) -> None:
    text = "L'Algérie accuse le Maroc. L'Algérie se dit prête. Le royaume a démenti."
    assert actors(text, "Le royaume") == ("morocco",)


def test_a_name_right_behind_an_office_says_who_holds_it(actors: Actors) -> None:
    for phrase in ("Le président", "Tebboune"):
        assert actors("Le président Tebboune a reçu un émissaire.", phrase) == ("abdelmadjid-tebboune",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Le M23 attaque Goma. Le Rwanda, lui, dément.", "lui", "rwanda"),
        ("Le M23 attaque Goma. Le Rwanda a quant à lui démenti.", "lui", "rwanda"),
        ("Le Mali accuse le Rwanda, dont les soldats tiennent Goma.", "dont", "rwanda"),
        ("Le maréchal Khalifa Haftar, dont l'armée est payée par Moscou, n'a pas bougé.", "dont", "khalifa-haftar"),
        ("Le Mali expulse Médecins sans frontières, dont les équipes soignent les blessés.", "dont", "msf"),
        ("L'armée retient Mohamed Bazoum et ses alliés.", "ses", "mohamed-bazoum"),
    ],
)
def test_what_the_sentence_itself_ties_together(actors: Actors, text: str, phrase: str, actor: str) -> None:
    assert actors(text, phrase) == (actor,)


@pytest.mark.parametrize(
    ("text", "phrase", "place"),
    [
        ("Le GSIM a attaqué l'aéroport de Tombouctou.", "l'aéroport", "p-aeroport-de-tombouctou"),
        ("Le Mali négocie. L'armée malienne contrôle le nord du pays.", "le nord", "p-northern-mali"),
    ],
)
def test_a_place_is_told_by_another_name(actors: Actors, text: str, phrase: str, place: str) -> None:
    assert actors(text, phrase) == (place,)


def test_somebody_is_meant_where_somebody_must_act(actors: Actors) -> None:
    text = "Le M23 ne s'en cache pas : il compte renverser le président."
    assert actors(text, "il") == ("m23",)
    assert actors("L'armée soudanaise recule. L'Égypte la soutient.", "la") == ("sudan",)


def test_a_name_joined_to_the_clause_before_is_a_subject(actors: Actors) -> None:
    assert actors("Le M23 et le Mali se parlent, et Kigali lui fournit des missiles.", "lui") == ("mali",)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("En juillet, le CSP avait affronté l'armée malienne à Kidal.", ("csp-psd", "fights", "fama", "occurred")),
        ("La CMA redoute que l'armée malienne n'attaque Kidal.", ("fama", "attacks", "p-kidal", "possible")),
        ("Le M23 vient de prendre Goma.", ("m23", "captures", "p-goma", "occurred")),
        ("L'armée malienne a tué trois personnes.", ("fama", "kills", "u-personnes-mali", "occurred")),
        ("L'armée malienne n'a tué personne.", ("fama", "kills", "u-personnes-mali", "negated")),
    ],
)
def test_how_french_says_that_something_is_done(extractor: Extractor, text: str, claim: tuple[str, ...]) -> None:
    article = Article(id="a", title="", published=DAY, lang="fr", text=text, digest="d", cluster="a")
    (found,) = extractor.run([article])
    assert claim in {(c.subject, c.relation, c.object, c.status.value) for c in found.claims}


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Le Mali a expulsé les troupes françaises. La France a condamné la junte.", "la junte", "mali"),
        ("Le Mali a expulsé les troupes françaises.", "les troupes françaises", "france"),
        ("Le président Félix Tshisekedi a rencontré Paul Kagame à Luanda.", "Luanda", "p-luanda"),
        ("L'Algérie a rappelé son ambassadeur à Paris.", "Paris", "france"),
        ("Les forces pro-russes ont bombardé Avdiïvka. L'Ukraine riposte.", "Les forces pro-russes", None),
        ("Le Togo est calme. Au Bénin voisin, l'armée a tué deux civils. Le Togo se tait.", "l'armée", "benin-army"),
        ("Le président Paul Kagame a reçu son homologue ougandais.", "son homologue ougandais", "yoweri-museveni"),
    ],
)
def test_whose_they_are_is_told_by_the_clause(actors: Actors, text: str, phrase: str, actor: str | None) -> None:
    if actor is None:
        assert "russia" not in actors(text, phrase)
    else:
        assert actors(text, phrase) == (actor,)


@pytest.mark.parametrize(
    ("text", "phrase", "meant"),
    [
        ("Les armées du Tchad et du Niger ont tiré.", "Les armées", "chad-armed-forces niger-armed-forces"),
        ("Les régimes du Mali, du Burkina et du Niger se retirent.", "Les régimes", "burkina-faso mali niger"),
        ("Le Maroc et l'Algérie se disputent. L'ONU appelle les parties à négocier.", "les parties", "algeria morocco"),
        ("Le CICR nie avoir vu le GSIM au Mali. L'organisation a quitté le pays.", "L'organisation", "icrc"),
        ("Le Jnim a attaqué un camp au Mali. Les assaillants ont tué dix soldats.", "Les assaillants", "jnim"),
        ("L'armée syrienne a bombardé Douma.", "Douma", "douma-syria"),
        ("Les médiations de Luanda ont échoué en RDC.", "Les médiations", ""),
        ("La RDC est en guerre. La médiation qatarie a reçu le M23.", "La médiation qatarie", "qatar"),
        ("Le Mali accuse la France d'un meurtre. Le Togo, lui, accuse le Bénin, accusation qu'il nie.", "il", "benin"),
    ],
)
def test_whom_nouns_for_several_and_for_doers_are(actors: Actors, text: str, phrase: str, meant: str) -> None:
    assert sorted(actors(text, phrase)) == meant.split()


@pytest.mark.parametrize(
    ("text", "phrase", "meant"),
    [
        ("Ali Bongo a été renversé au Gabon. Le président déchu appelle à l'aide.", "Le président déchu", "ali-bongo"),
        ("Le Mali est en deuil. Le Mali accuse le voisin algérien.", "le voisin algérien", "algeria"),
        (
            "Un tribunal congolais a condamné Joseph Kabila. Félix Tshisekedi s'en réjouit. Le condamné a fui.",
            "Le condamné",
            "joseph-kabila",
        ),
        (
            "Jimmy Chérizier est en Haïti. L'ancien policier dirige un gang. Les policiers le traquent.",
            "L'ancien policier",
            "jimmy-cherizier",
        ),
        (
            "Jimmy Chérizier est en Haïti. L'ancien policier dirige un gang. Les policiers le traquent.",
            "Les policiers",
            "u-policiers-haiti",
        ),
        (
            "Le lieutenant-colonel Mamady Doumbouya renverse Alpha Condé. La Guinée attend. On accuse le colonel.",
            "le colonel",
            "mamady-doumbouya",
        ),
        ("Nikol Pachinian est en Arménie. Le Premier ministre se tait.", "Le Premier ministre", "nikol-pashinyan"),
    ],
)
def test_nouns_for_persons(actors: Actors, text: str, phrase: str, meant: str) -> None:
    assert actors(text, phrase) == (meant,)


def test_the_sect_is_the_group_named_before(actors: Actors) -> None:
    text = "Boko Haram a attaqué Diffa, au Niger. L'armée du Niger a repoussé la secte."
    assert actors(text, "la secte") == ("boko-haram",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Le MNLA et le HCUA ont signé un accord. Le premier tient Kidal, le second occupe Ber.", "Le premier", "mnla"),
        ("Le MNLA et le HCUA ont signé un accord. Le premier tient Kidal, le second occupe Ber.", "le second", "hcua"),
        ("Félix Tshisekedi a rencontré Paul Kagame. Le premier a menacé ; le second a ri.", "le second", "paul-kagame"),
        ("Abubakar Shekau est mort au Nigeria. Ses fidèles se sont rendus à l'armée.", "Ses fidèles", "boko-haram"),
        ("Le Mali a quitté la Cédéao, une organisation devenue une menace.", "une organisation", "ecowas"),
        ("Le Jnim assiège la garnison de Djibo, ville qu'il étrangle depuis un an.", "ville", "p-djibo"),
    ],
)
def test_who_is_told_of_again(actors: Actors, text: str, phrase: str, actor: str) -> None:
    assert actors(text, phrase) == (actor,)


def test_a_crowd_is_the_many_just_told_of(actors: Actors) -> None:
    text = "Des milliers de personnes ont défilé à Lomé, au Togo. La foule a conspué le président."
    assert actors(text, "La foule") == actors(text, "personnes") != ()


def test_worshippers_are_no_fighters(actors: Actors) -> None:
    text = "Boko Haram a attaqué une église au Nigeria. Les fidèles ont fui."
    assert actors(text, "Les fidèles") == ("u-fideles-nigeria",)
