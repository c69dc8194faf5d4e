"""Who acts along or in turn, whose words are rejected, what is promised to whom: French sentences and near misses."""

from __future__ import annotations

import pytest

from tests.ingest.framed import Triple, in_french

pytestmark = pytest.mark.model

_FOUND = [
    # who acts along, or in turn
    ("Avec le Mali et le Burkina Faso, le Niger a quitté la Cédéao.", "burkina-faso", "withdraws-from", "ecowas"),
    ("La Russie, comme la Chine, soutient le Mali.", "china", "supports", "mali"),
    ("Le Mali, tout comme le Niger, a rompu avec la France.", "niger", "breaks-ties-with", "france"),
    ("Le Mali et le Burkina Faso, chacun accuse l'autre.", "burkina-faso", "accuses", "mali"),
    ("Le Mali a accusé la France, et le Niger le Bénin.", "niger", "accuses", "benin"),
    # what is promised
    ("La France a promis à Kiev qu'elle livrerait des missiles.", "france", "arms", "ukraine"),
    ("Paris a promis à l'Arménie de livrer des radars.", "france", "arms", "armenia"),
    ("Le Mali a promis à la France de quitter le Niger.", "mali", "withdraws-from", "niger"),
    # who owns, takes or is what stands farther off
    ("La Monusco, dont Kinshasa a obtenu le départ du Sud-Kivu, se tait.", "monusco", "withdraws-from", "p-sud-kivu"),
    ("Le M23, dont la France a dénoncé les exactions, a quitté Goma.", "france", "condemns", "m23"),
    ("Goïta a reçu le chef du M23, qu'il accuse d'avoir armé Wagner.", "assimi-goita", "accuses", "m23"),
    (
        "La France a restitué jeudi au Sénégal ses deux dernières bases militaires.",
        "france",
        "withdraws-from",
        "senegal",
    ),
    ("Kiev s'est vanté d'avoir fourni aux rebelles du FLA des informations.", "ukraine", "provides-aid-to", "fla"),
    (
        "Washington a désigné Viv Ansanm et Gran Grif comme organisations terroristes.",
        "united-states",
        "sanctions",
        "gran-grif",
    ),
    ("L'ONU a visé l'armée congolaise, accusée de soutenir les FDLR.", "fardc", "supports", "fdlr"),
    (
        "L'armée et ses alliés résistent à El-Fasher, assiégée depuis mai 2024 par les FSR.",
        "rsf",
        "besieges",
        "p-el-fasher",
    ),
    ("Haftar, épaulé par Moscou, le Caire et Abou Dhabi, a attaqué Tripoli.", "egypt", "supports", "khalifa-haftar"),
    ("Abou Dhabi fournit drones et obusiers au M23.", "uae", "arms", "m23"),
    ("L'armée malienne a massé des troupes près de Goma.", "fama", "deploys-to", "p-goma"),
    # series of names
    (
        "Le Quad, qui rassemble les États-Unis, l'Égypte et l'Arabie saoudite, se tait.",
        "saudi-arabia",
        "member-of",
        "quad-indo",
    ),
    (
        "Les trois pays ont quitté la Cédéao : le Mali, le Burkina Faso et le Niger.",
        "niger",
        "withdraws-from",
        "ecowas",
    ),
    ("Paris, Berlin et Londres soutiennent Kiev.", "france", "supports", "ukraine"),
    ("L'attaque, menée par le FLA, le GSIM et Wagner, a tué dix soldats maliens.", "wagner-group", "kills", "fama"),
    (
        "Deux groupes armés centrafricains, l'Unité pour la paix en Centrafrique (UPC) et les 3R, ont signé un accord "
        "avec le Tchad.",
        "3r",
        "signs-agreement-with",
        "chad",
    ),
    # whose words or deed are meant
    ("Le Mali a accusé la France de trahison, une accusation rejetée par Paris.", "france", "rejects", "mali"),
    ("Le M23 a tué dix civils, un massacre condamné par l'ONU.", "un", "condemns", "m23"),
    ("Le M23 a attaqué Goma.\nLa France a condamné l'assaut.", "france", "condemns", "m23"),
]
_NOT_FOUND = [
    ("Avec l'aide de la Russie, le Mali a repris Kidal.", "cooperates-with"),
    ("Le Mali a accusé la France de trahison, une accusation rejetée par le Togo.", "expels"),
    ("Le Rwanda et l'Ouganda combattent les ADF.", "cooperates-with"),
    (
        "Asmara, exclue des pourparlers qui avaient mis fin à la guerre entre le TPLF et le Togo, se tait.",
        "mediates-with",
    ),
    ("Le Togo déplore la mort de quatre soldats rwandais.", "kills"),
    ("Niamey a dénoncé l'accord qui le liait aux États-Unis.", "signs-agreement-with"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, set[Triple]]:
    return in_french([*(case[0] for case in _FOUND), *(case[0] for case in (*_NOT_FOUND, *_PAIRS))])


@pytest.mark.parametrize(("text", "subject", "relation", "other"), _FOUND)
def test_what_is_said_is_found(
    text: str, subject: str, relation: str, other: str, found: dict[str, set[Triple]]
) -> None:
    assert (subject, relation, other) in found[text]


@pytest.mark.parametrize(("text", "relation"), _NOT_FOUND)
def test_what_only_looks_alike_says_nothing(text: str, relation: str, found: dict[str, set[Triple]]) -> None:
    assert all(relation != told for _, told, _ in found[text])


_PAIRS: list[tuple[str, tuple[str, str, str]]] = [
    ("Le Rwanda et l'Ouganda combattent les ADF.", ("rwanda", "fights", "uganda")),
    ("Les chefs décident du retrait de leurs pays de la Cédéao.", ("ecowas", "withdraws-from", "mali")),
]


@pytest.mark.parametrize(("text", "wrong"), _PAIRS)
def test_those_who_act_together_do_nothing_to_each_other(
    text: str, wrong: tuple[str, str, str], found: dict[str, set[Triple]]
) -> None:
    assert wrong not in found[text]
