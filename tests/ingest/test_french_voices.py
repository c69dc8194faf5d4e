"""Who says what in French, and how the text presents it: each construction by a sentence that shows it."""

from __future__ import annotations

import pytest

from graph.model import Article, digest
from graph.settings import load_settings
from ingest.extractor import Extractor

pytestmark = pytest.mark.model

_TAG = "a indiqué vendredi le ministère nigérien de la Défense."
_TOLD = [
    # a clause that closes the sentence
    (f"Le GSIM a attaqué Sévaré, tuant des civils, {_TAG}", ("jnim", "attacks", "p-sevare", "occurred", "niger")),
    (
        f"Des soldats maliens se réclamant du GSIM ont attaqué le M23, faisant six morts, {_TAG}",
        ("fama", "attacks", "m23", "occurred", "niger"),
    ),
    (
        "Sommée de partir, la France a achevé son retrait du Mali, a fait savoir lundi l'état-major malien.",
        ("france", "withdraws-from", "mali", "occurred", "fama"),
    ),
    # according to somebody
    ("Le calme règne. D'après Paris, le M23 a attaqué Goma.", ("m23", "attacks", "p-goma", "occurred", "france")),
    (
        "Paris rejette le reproche : selon Kiev, c'est l'Iran qui arme les Houthis.",
        ("iran", "arms", "houthis", "ongoing", "ukraine"),
    ),
    # who says nothing: what is maintained, and a phrase between auxiliary and participle
    (
        "Plus au sud, le Jnim, lié à Al-Qaïda, maintient sa pression : il a attaqué Djibo en septembre.",
        ("jnim", "attacks", "p-djibo", "occurred", None),
    ),
    (
        "Bamako a renvoyé la Minusma. Moscou a au contraire salué la décision du Mali et promis de former ses soldats.",
        ("russia", "supports", "mali", "occurred", None),
    ),
    # in a mood of hearsay whoever was heard last goes on
    (
        "Selon l'ONU, le Rwanda arme le M23. Kigali aurait aussi formé le M23.",
        ("rwanda", "trains", "m23", "possible", "un"),
    ),
    (
        "Selon Paris, Barbecue et ses alliés contrôlent Goma ; ils auraient attaqué le M23.",
        ("jimmy-cherizier", "attacks", "m23", "possible", "france"),
    ),
    # one negation in two words
    (
        "L'Union européenne n'a pris aucune sanction contre Kigali.",
        ("eu", "sanctions", "rwanda", "negated", None),
    ),
    # whom somebody names in a quotation does not say it
    (
        "Zelensky a accusé la Russie. « Poutine arme le M23 », a-t-il fustigé.",
        ("vladimir-putin", "arms", "m23", "ongoing", "volodymyr-zelensky"),
    ),
    # whoever is asked is to do it
    (
        "Le Conseil de sécurité exige du M23 qu'il se retire de Goma.",
        ("m23", "withdraws-from", "p-goma", "demanded", "unsc"),
    ),
    # a second clause that nothing links
    ("Le Mali soutient la Russie, l'Iran lui a vendu des drones.", ("mali", "supports", "russia", "ongoing", None)),
    # who denies with "se"
    ("L'Iran s'est défendu d'avoir armé les Houthis.", ("iran", "arms", "houthis", "denied", "iran")),
    # a pronoun taken for what joins subject and predicate
    (
        "Paul Kagame a mis en garde l'Afrique du Sud. Il lui reproche d'avoir envoyé des troupes en RDC.",
        ("paul-kagame", "accuses", "south-africa", "ongoing", None),
    ),
    # what somebody does not rule out
    ("Kinshasa n'exclut pas que le M23 attaque Uvira.", ("m23", "attacks", "p-uvira", "possible", "dr-congo")),
    (
        "Kinshasa a fait savoir qu'elle n'excluait pas de négocier avec le M23.",
        ("dr-congo", "negotiates-with", "m23", "possible", "dr-congo"),
    ),
    (
        "Paris affirme que Kinshasa n'exclut pas de négocier avec le M23.",
        ("dr-congo", "negotiates-with", "m23", "possible", "france"),
    ),
    ("Le GSIM a exclu de négocier avec le Mali.", ("jnim", "negotiates-with", "mali", "negated", "jnim")),
    ("Le GSIM se dit ouvert à un dialogue avec le Mali.", ("jnim", "negotiates-with", "mali", "possible", "jnim")),
    # a second verb goes with one of its number
    (
        "Kinshasa estime que les rebelles reculent et n'exclut pas que le M23 attaque Uvira.",
        ("m23", "attacks", "p-uvira", "possible", "dr-congo"),
    ),
    # who asks
    (
        "La Cédéao a réclamé à la junte de Niamey la libération de Mohamed Bazoum.",
        ("niger", "releases", "mohamed-bazoum", "demanded", "ecowas"),
    ),
    # who denies
    ("Londres accuse l'Iran d'armer les Houthis. Téhéran dément.", ("iran", "arms", "houthis", "denied", "iran")),
    ("L'Iran est accusé d'armer les Houthis. Téhéran nie.", ("iran", "arms", "houthis", "denied", "iran")),
    (
        "Londres accuse l'Iran d'armer les Houthis, ce dont Téhéran se défend.",
        ("iran", "arms", "houthis", "denied", "iran"),
    ),
    (
        "Londres accuse l'Iran d'armer les Houthis. Téhéran dément une semaine plus tard.",
        ("iran", "arms", "houthis", "denied", "iran"),
    ),
    # what is due, and what somebody had to do
    ("Le Kremlin devait rencontrer dimanche Marco Rubio.", ("russia", "meets-with", "marco-rubio", "planned", None)),
    ("La Russie devrait former l'armée malienne.", ("russia", "trains", "mali", "planned", None)),
    ("Le M23 a lancé une offensive pour reprendre Goma.", ("m23", "captures", "p-goma", "planned", None)),
    ("L'armée malienne a utilisé des drones pour bombarder le GSIM.", ("fama", "bombs", "jnim", "occurred", None)),
    (
        "Emmanuel Macron a déclaré que le Rwanda doit quitter la RDC.",
        ("rwanda", "withdraws-from", "dr-congo", "demanded", "emmanuel-macron"),
    ),
    ("La France a dû quitter le Mali.", ("france", "withdraws-from", "mali", "occurred", None)),
    ("La Russie est le seul pays à avoir reconnu le M23.", ("russia", "supports", "m23", "occurred", None)),
    (
        "Le Burkina Faso, qui assure la médiation entre le Mali et la CMA, se tait.",
        ("burkina-faso", "mediates-with", "mali", "ongoing", None),
    ),
    ("Les Émirats arabes unis arment le M23.", ("uae", "arms", "m23", "ongoing", None)),
    ("Paris veut mettre fin au conflit entre la RDC et le M23.", ("m23", "fights", "dr-congo", "ongoing", None)),
    (
        "Le Mali a expulsé Ali Bongo, ex-président du Gabon.",
        ("ali-bongo", "leads", "gabon", "occurred", None),
    ),
    # parts of lands
    ("Le GSIM contrôle le nord du Mali.", ("jnim", "controls", "p-northern-mali", "ongoing", None)),
    ("Le M23 contrôle le sud malien.", ("m23", "controls", "p-southern-mali", "ongoing", None)),
    (
        "Le M23 a pris le contrôle de l'est de la RDC.",
        ("m23", "controls", "p-eastern-democratic-republic-of-the-congo", "occurred", None),
    ),
]
_UNSAID = [
    # whose deed is condemned: nobody's who once founded another group
    (
        "Le général El Hadj Ag Gamou a fondé le Gatia. Le Niger a condamné la création du FLA.",
        ("niger", "condemns", "el-hadj-gamou"),
    ),
    ("Paris veut mettre fin au conflit entre la RDC et le M23.", ("france", "fights", "m23")),
    ("Une délégation russe a rencontré Marco Rubio et Paul Kagame.", ("marco-rubio", "meets-with", "paul-kagame")),
    ("Le Mali a mis un terme à la présence des forces françaises.", ("mali", "withdraws-from", "france")),
    ("Le M23 et l'AFC ont formé une alliance avec le Mali.", ("m23", "trains", "mali")),
    ("Le Conseil de sécurité exige du M23 qu'il se retire de Goma.", ("unsc", "withdraws-from", "p-goma")),
    ("Le Mali soutient la Russie, l'Iran lui a vendu des drones.", ("mali", "supports", "iran")),
    (
        "La Chine a accueilli le Fatah et le Hamas. Les deux mouvements y avaient signé un accord.",
        ("china", "signs-agreement-with", "hamas"),
    ),
]
_SILENT = [
    ("Israël défend le droit de l'Inde à se défendre.", "israel"),
    ("Des drones attribués au M23 ont frappé Goma.", "m23"),
    ("Plus au sud, le M23, lié à Kigali, a au contraire attaqué Goma.", "contraire"),
]

Row = tuple[str, str, str, str, str | None]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_settings(min_confidence=0.05))


@pytest.fixture(scope="module")
def told(extractor: Extractor) -> dict[str, set[Row]]:
    texts = dict.fromkeys(text for text, *_ in (*_TOLD, *_UNSAID, *_SILENT))
    articles = (Article(id=digest(t), lang="fr", text=t, digest=digest(t), cluster=digest(t)) for t in texts)
    rows: dict[str, set[Row]] = {}
    for found in extractor.run(articles):
        rows[found.article.text] = {
            (one, c.relation, other, c.status.value, c.speaker or c.speaker_label)
            for c in found.claims
            for one, other in ((c.subject, c.object), (c.object, c.subject))
        }
    return rows


@pytest.mark.parametrize(("text", "expected"), _TOLD)
def test_who_says_it_and_how(text: str, expected: Row, told: dict[str, set[Row]]) -> None:
    assert expected in told[text]


@pytest.mark.parametrize(("text", "unsaid"), _UNSAID)
def test_what_is_not_said(text: str, unsaid: tuple[str, str, str], told: dict[str, set[Row]]) -> None:
    assert unsaid not in {row[:3] for row in told[text]}


@pytest.mark.parametrize(("text", "nobody"), _SILENT)
def test_who_says_nothing(text: str, nobody: str, told: dict[str, set[Row]]) -> None:
    assert nobody not in {speaker for *_, speaker in told[text]}


_INTERVIEW = """Il a suivi le processus.

Comment en est-on arrivé là ?

« Le Mali a accusé l'Algérie. »

Et la France ?

« L'armée malienne a attaqué le GSIM près de Gao. »"""


def test_who_accuses_whom_is_what_an_interviewee_says(extractor: Extractor) -> None:
    title = "« Ils ont rompu », estime un ancien négociateur"
    article = Article(id="a", lang="fr", title=title, text=_INTERVIEW, digest="d", cluster="a")
    (found,) = extractor.run([article])
    said = {(c.subject, c.object, c.speaker_label) for c in found.claims if c.relation == "accuses"}
    assert said == {("mali", "algeria", "un ancien négociateur")}


_ANSWERS = """Mazloum Abdi nous a reçus à Hassaké.

Pourquoi vous être retirés ?

« Nous avons attaqué le Hamas près de Manbij. »

Et la Turquie ?

« Le Hezbollah nous a aidés, mais ses combattants ont attaqué le Hamas. »"""


@pytest.mark.parametrize(
    "title", ["« Rien n'est fini » : entretien avec Mazloum Abdi", "Mazloum Abdi : « Rien n'est fini »"]
)
def test_we_are_the_side_of_whoever_is_interviewed(title: str, extractor: Extractor) -> None:
    article = Article(id="a", lang="fr", title=title, text=_ANSWERS, digest="d", cluster="a")
    (found,) = extractor.run([article])
    said = {(c.subject, c.object, c.speaker) for c in found.claims if c.relation == "attacks"}
    assert said == {("sdf-syria", "hamas", "mazloum-abdi"), ("hezbollah", "hamas", "mazloum-abdi")}
