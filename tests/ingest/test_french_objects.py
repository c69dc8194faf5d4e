"""Whose object, phrase or owner a French word is: each construction by sentences that show it, and near misses."""

from __future__ import annotations

import pytest

from tests.ingest.framed import Triple, in_french

pytestmark = pytest.mark.model

_SAID = [
    # objects of infinitives and second verbs
    ("Goma, que l'armée malienne pourrait tenter d'attaquer, a peur.", "fama", "attacks", "p-goma"),
    ("Le M23 a tenté de prendre d'assaut la base de la Monusco.", "m23", "attacks", "monusco"),
    ("Le Mali a suspendu RFI et exigé du Rwanda la libération de soldats français.", "rwanda", "releases", "france"),
    # articles and parts
    ("Le M23 a exécuté des soldats burundais à Goma.", "m23", "kills", "fdn-burundi"),
    ("Washington fournit du renseignement à Kiev.", "united-states", "provides-aid-to", "ukraine"),
    # kinds and numbers of things
    ("L'aviation israélienne a visé des dépôts de munitions du Hezbollah.", "iaf", "bombs", "hezbollah"),
    ("La Russie est le premier fournisseur d'armes de l'Algérie.", "russia", "arms", "algeria"),
    ("Londres a adopté un paquet de sanctions contre la Russie.", "united-kingdom", "sanctions", "russia"),
    ("Le GSIM a mené une série d'attaques contre l'armée malienne.", "jnim", "attacks", "fama"),
    # prepositions of several words
    ("Les FSR ont perdu Goma au profit de l'armée malienne.", "fama", "captures", "p-goma"),
    ("L'armée malienne a tiré des roquettes en direction de Goma.", "fama", "bombs", "p-goma"),
    ("Le Mali a pris des sanctions à l'encontre de la France.", "mali", "sanctions", "france"),
    # participles
    ("Chassée du Mali, la France a quitté le Niger.", "mali", "expels", "france"),
    ("Engagée depuis 2014 contre Boko Haram, l'armée malienne recule.", "fama", "fights", "boko-haram"),
    ("L'attentat attribué aux shebab a visé des soldats kényans.", "al-shabaab", "attacks", "kdf"),
    ("L'armée malienne est tombée dans une embuscade tendue par le GSIM.", "jnim", "attacks", "fama"),
    ("La CPI a lancé un mandat d'arrêt visant Vladimir Poutine.", "icc", "arrests", "vladimir-putin"),
    ("Des instructeurs dépêchés par Moscou encadrent les recrues de l'armée malienne.", "russia", "trains", "mali"),
    # adverbs before "de", what is counted
    ("Dix soldats maliens ont été tués dans l'ouest du Mali lors d'une attaque du GSIM.", "jnim", "attacks", "fama"),
    # owners and nations of one noun
    ("Le M23 a repoussé une colonne des FARDC et de Wagner.", "wagner-group", "fights", "m23"),
    ("Le Niger a renvoyé les soldats français puis américains.", "niger", "expels", "united-states"),
    # verbs taken for something else
    ("Bamako rompt ses relations diplomatiques avec Kiev.", "mali", "breaks-ties-with", "ukraine"),
    ("Les rebelles du M23 contrôlent Goma.", "m23", "controls", "p-goma"),
]
_UNSAID = [
    ("Le M23 chasse l'armée congolaise de Goma.", "m23", "expels", "fardc"),
    ("Le M23 a chassé Félix Tshisekedi du pouvoir.", "m23", "expels", "felix-tshisekedi"),
    ("Les FSR ont abattu un avion de l'armée malienne.", "rsf-sudan", "kills", "fama"),
    ("Le Niger a fait partir les soldats américains.", "niger", "withdraws-from", "united-states"),
    ("La France a rendu au Sénégal des œuvres d'art.", "france", "withdraws-from", "senegal"),
    ("Dix soldats maliens ont été tués dans l'ouest du Niger lors d'une attaque du GSIM.", "niger", "kills", "fama"),
    ("Le Hamas parle des soldats israéliens.", "hamas", "kills", "israel"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, set[Triple]]:
    return in_french(text for text, *_ in (*_SAID, *_UNSAID))


@pytest.mark.parametrize(("text", "subject", "relation", "other"), _SAID)
def test_an_object_hangs_on_its_own_verb(
    text: str, subject: str, relation: str, other: str, found: dict[str, set[Triple]]
) -> None:
    assert (subject, relation, other) in found[text]


@pytest.mark.parametrize(("text", "subject", "relation", "other"), _UNSAID)
def test_what_is_not_said_is_not_found(
    text: str, subject: str, relation: str, other: str, found: dict[str, set[Triple]]
) -> None:
    assert (subject, relation, other) not in found[text]
