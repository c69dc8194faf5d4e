"""What the French parser hangs on the word before, hung where it belongs: each construction by a sentence of it."""

from __future__ import annotations

import pytest

from tests.ingest.framed import Triple, in_french

pytestmark = pytest.mark.model

_FOUND = [
    # complements of nouns
    ("Le soutien sans faille de Washington à Israël est critiqué.", "united-states", "supports", "israel"),
    ("L'entrée de troupes rwandaises en RDC a été dénoncée.", "rwanda", "deploys-to", "dr-congo"),
    ("Le retrait des troupes burundaises du Togo a surpris.", "burundi", "withdraws-from", "togo"),
    ("Les combats de Goma entre le M23 et l'armée congolaise dans le Masisi ont repris.", "m23", "fights", "fardc"),
    ("La mainmise de la coalition Viv Ansanm sur Haïti inquiète.", "viv-ansanm", "controls", "haiti"),
    ("L'accord de paix conclu entre Israël et le Hezbollah tient.", "israel", "signs-agreement-with", "hezbollah"),
    # infinitives and gerunds
    ("Le Rwanda a haussé le ton en menaçant la RDC de représailles.", "rwanda", "threatens", "dr-congo"),
    ("Le Mali a franchi un cap en attaquant le M23.", "mali", "attacks", "m23"),
    ("La décision du Niger d'expulser l'ambassadeur de France a été saluée.", "niger", "expels", "france"),
    ("Le Liban s'est vu demander par Washington de désarmer le Hezbollah.", "united-states", "calls-on", "lebanon"),
    ("La Russie s'est vu infliger des sanctions par l'Union européenne.", "eu", "sanctions", "russia"),
    # what opens a sentence
    ("Ancien membre du M23, Vital Kamerhe dirige la RDC.", "vital-kamerhe", "leads", "dr-congo"),
    ("Accusée par Kinshasa de soutenir le M23, Kigali dément.", "dr-congo", "accuses", "rwanda"),
    ("Soutenu par Kigali, le M23 contrôle Goma.", "m23", "controls", "p-goma"),
    ("12 mars : l'armée birmane bombarde le Togo, vingt morts.", "myanmar", "bombs", "togo"),
    # relative clauses
    ("Le M23, auquel Kigali fournit des armes, a pris Goma.", "m23", "captures", "p-goma"),
    ("Le Tchad, d'où les soldats français se sont retirés, se tait.", "france", "withdraws-from", "chad"),
    ("Les FDLR, que Kinshasa est accusé d'armer, ont fui.", "dr-congo", "arms", "fdlr"),
    ("La guerre que mènent Israël et le Hamas a fait mille morts.", "israel", "fights", "hamas"),
    ("La Codeco, qui soutient le M23, combat le GSIM.", "jnim", "fights", "codeco"),
    # rows and appositions
    (
        "Corneille Nangaa, figure de proue de l'AFC, a rejeté l'offre de Kinshasa.",
        "corneille-nangaa",
        "member-of",
        "afc-congo",
    ),
    ("Wagner a combattu au Mali, attaqué Gao puis soutenu le M23.", "wagner-group", "attacks", "p-gao"),
    (
        "L'émissaire de l'ONU Ghassan Salamé a rencontré Khalifa Haftar.",
        "ghassan-salame",
        "meets-with",
        "khalifa-haftar",
    ),
    ("Plusieurs pays, dont la France et le Tchad, ont condamné l'Iran.", "chad", "condemns", "iran"),
    ("Selon l'ONU, le Rwanda, l'Ouganda et le Burundi ont attaqué le M23.", "rwanda", "attacks", "m23"),
    ("Le Hamas comme le Fatah ont condamné l'Iran.", "fatah", "condemns", "iran"),
    ("Tant Moscou que Téhéran soutiennent le M23.", "russia", "supports", "m23"),
    ("Le M23 a pris Goma, que tenait l'armée congolaise, et tué dix Wazalendo.", "m23", "kills", "wazalendo"),
    ("Le PKK, l'une des plus vieilles guérillas d'Asie, a attaqué l'Iran.", "pkk", "attacks", "iran"),
    ("La France livre depuis 2023 des blindés et des radars à l'Arménie.", "france", "arms", "armenia"),
    ("Le Mali a salué l'accord, tout comme le Tchad, allié indéfectible du Togo.", "chad", "allied-with", "togo"),
    (
        "Le président syrien, Ahmed al-Charaa, et le chef des FDS, Mazloum Abdi, ont signé un accord.",
        "mazloum-abdi",
        "signs-agreement-with",
        "ahmed-al-sharaa",
    ),
    (
        "Maduro a expulsé les envoyés de sept pays, parmi lesquels l'Argentine et le Chili.",
        "nicolas-maduro",
        "expels",
        "chile",
    ),
    (
        "Washington a beau brandir des sanctions, Moscou, Pékin et Téhéran soutiennent le M23.",
        "russia",
        "supports",
        "m23",
    ),
    ("Le Quad est composé des États-Unis, de l'Inde, du Japon et de l'Égypte.", "egypt", "member-of", "quad-indo"),
    ("Le M23 a promis de venger ses morts et rejeté l'offre du Qatar.", "m23", "rejects", "qatar"),
    # each other
    ("Le Soudan et le Tchad s'accusent de soutenir des rebelles.", "chad", "accuses", "sudan"),
    ("Le Soudan et le Tchad se rejettent la responsabilité des tirs.", "sudan", "accuses", "chad"),
]
_NOT_FOUND = [
    ("Le M23 et l'armée congolaise se sont retirés de Goma.", "accuses"),
    ("Le président syrien, Ahmed al-Charaa, et le chef des FDS, Mazloum Abdi, ont signé un accord.", "appoints"),
    ("Le M23 a lancé une opération, baptisée Goma, contre l'armée congolaise.", "captures"),
    ("Les soldats du M23, deux Rwandais, ont été arrêtés par le Togo.", "part-of"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, set[Triple]]:
    return in_french(text for text, *_ in (*_FOUND, *_NOT_FOUND))


@pytest.mark.parametrize(("text", "subject", "relation", "other"), _FOUND)
def test_what_hangs_wrongly_is_hung_where_it_belongs(
    text: str, subject: str, relation: str, other: str, found: dict[str, set[Triple]]
) -> None:
    assert (subject, relation, other) in found[text]


@pytest.mark.parametrize(("text", "relation"), _NOT_FOUND)
def test_what_only_looks_alike_says_nothing(text: str, relation: str, found: dict[str, set[Triple]]) -> None:
    assert all(relation != told for _, told, _ in found[text])
