"""What whole sentences are said to claim: status and speaker as the claimant gives them, whatever the judge thinks."""

from __future__ import annotations

import pytest

from graph.model import Article, Status, digest
from graph.settings import load_settings
from ingest.extractor import Tongue, load_readers

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def english() -> Tongue:
    settings = load_settings()
    return Tongue.load(load_readers(settings, ["en"])["en"], settings)


def told(english: Tongue, text: str, relation: str) -> set[tuple[str, Status, str | None]]:
    """Subject, status and speaker of the claims of a relation that a frame found, by the names of the actors."""
    article = Article(id=digest(text), lang="en", text=text, digest=digest(text), cluster=digest(text))
    (analysis,) = english.reader.analyses([article])
    found = english.extraction(analysis)
    names = {actor.id: actor.name for actor in found.actors}
    return {
        (names[c.subject], c.status, names.get(c.speaker or "", c.speaker))
        for c in found.claims
        if c.relation == relation and not c.pattern.endswith("~")
    }


def test_who_rejects_a_charge_and_who_made_it_are_told_apart(english: Tongue) -> None:
    found = told(
        english, "Iran dismissed as baseless a claim by Israel that it had supplied the Houthis with missiles.", "arms"
    )
    assert found == {("Iran", Status.OCCURRED, "Israel"), ("Iran", Status.DENIED, "Iran")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany promised the Ukrainian army more tanks.", ("Germany", Status.PLANNED, "Germany")),
        ("Germany may offer the Ukrainian army more tanks.", ("Germany", Status.POSSIBLE, None)),
    ],
)
def test_who_promises_an_act_says_so(english: Tongue, text: str, expected: tuple[str, Status, str | None]) -> None:
    assert told(english, text, "arms") == {expected}


def test_a_charge_is_denied_by_whoever_denies_it(english: Tongue) -> None:
    text = "Mali accused Ukraine of arming the FLA, a charge that Vladimir Putin called absurd."
    found = told(english, text, "arms")
    assert found == {("Ukraine", Status.ONGOING, "Mali"), ("Ukraine", Status.DENIED, "Vladimir Putin")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France ordered the withdrawal of its troops from Niger.", ("France", Status.PLANNED, None)),
        ("The United Nations ordered Rwanda to leave Goma.", ("Rwanda", Status.DEMANDED, "United Nations")),
    ],
)
def test_what_one_orders_oneself_to_do_is_planned(
    english: Tongue, text: str, expected: tuple[str, Status, str | None]
) -> None:
    assert told(english, text, "withdraws-from") == {expected}


@pytest.mark.parametrize(
    ("text", "relation", "status"),
    [
        ("The M23 demands talks with Kinshasa.", "negotiates-with", Status.DEMANDED),
        ("Pristina has never ceased to accuse Belgrade of lies.", "accuses", Status.OCCURRED),
        ("Under Albert Ramdin the OAS has been drafting a plan for Haiti.", "leads", Status.ONGOING),
        ("William Ruto has invited Paul Kagame to a summit.", "meets-with", Status.PLANNED),
        ("No date has been set for the withdrawal of French troops from Chad.", "withdraws-from", Status.PLANNED),
    ],
)
def test_what_has_come_about_and_what_has_not(english: Tongue, text: str, relation: str, status: Status) -> None:
    assert {found for _, found, _ in told(english, text, relation)} == {status}


def test_support_that_is_to_be_withdrawn_goes_on(english: Tongue) -> None:
    found = told(english, "Burkina Faso threatened to withdraw its support for Mali.", "supports")
    assert {status for _, status, _ in found} == {Status.ONGOING}


def said(english: Tongue, text: str, relation: str) -> set[tuple[str, str, Status]]:
    """Subject, object and status of the claims of a relation, however found."""
    article = Article(id=digest(text), lang="en", text=text, digest=digest(text), cluster=digest(text))
    (analysis,) = english.reader.analyses([article])
    found = english.extraction(analysis)
    names = {actor.id: actor.name for actor in found.actors}
    return {(names[c.subject], names[c.object], c.status) for c in found.claims if c.relation == relation}


def test_no_denial_takes_an_office_away(english: Tongue) -> None:
    text = "President Salva Kiir said his government had never armed the militia."
    assert said(english, text, "leads") == {("Salva Kiir", "South Sudan", Status.ONGOING)}
    assert {status for _, _, status in said(english, text, "arms")} == {Status.DENIED}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Paul Kagame accused foreign countries of supplying the FDLR with weapons.", "accuses"),
        ("The United States is sanctioning two entities for supplying the Houthis with rockets.", "sanctions"),
        ("The United States is sanctioning two entities for supplying the Houthis with rockets.", "arms"),
        ("The European Union sanctioned 12 individuals for arming Russia.", "arms"),
    ],
)
def test_nobody_known_is_charged_and_nobody_else_in_his_place(english: Tongue, text: str, relation: str) -> None:
    assert said(english, text, relation) == set()


def test_who_is_charged_is_found_still(english: Tongue) -> None:
    text = "Sudan accused Chad of arming the RSF."
    assert said(english, text, "accuses") == {("Sudan", "Chad", Status.OCCURRED)}
    assert {one for one, _, _ in said(english, text, "arms")} == {"Chad"}


def test_jets_of_two_nations_act_for_both(english: Tongue) -> None:
    found = said(english, "French and British jets struck Syria on Saturday.", "bombs")
    assert {one for one, _, _ in found} == {"France", "United Kingdom"}


@pytest.mark.parametrize("how", ["along with", "together with", "as well as"])
def test_who_does_the_same_as_the_subject(how: str, english: Tongue) -> None:
    found = said(english, f"Rwanda, {how} Uganda, attacked Kisangani.", "attacks")
    assert {one for one, _, _ in found} == {"Rwanda", "Uganda"}


def test_of_two_who_fight_a_third_neither_fights_the_other(english: Tongue) -> None:
    found = said(english, "Ethiopia and Eritrea fought Al-Shabaab.", "fights")
    assert {frozenset(ends) for *ends, _ in found} == {
        frozenset(("Al-Shabaab", "Ethiopia")),
        frozenset(("Al-Shabaab", "Eritrea")),
    }


@pytest.mark.parametrize(
    ("text", "relation", "ends"),
    [
        ("The Houthis' capture of Sanaa ended years of Saudi presence.", "captures", {("Houthis", "Sanaa")}),
        ("Boko Haram attacked Baga. Niger condemned the attack.", "condemns", {("Niger", "Boko Haram")}),
        ("Boko Haram attacked Baga. Niger condemned the French attack.", "condemns", {("Niger", "France")}),
        (
            "Iran fired missiles at Doha to avenge the American bombing of Isfahan. Qatar condemned the attack.",
            "condemns",
            {("Qatar", "Iran")},
        ),
        ("Japan condemned what it called Russia's threats.", "condemns", {("Japan", "Russia")}),
        ("Kenya demanded that its citizens be freed by Somalia.", "calls-on", {("Kenya", "Somalia")}),
        ("China demanded that the M23 be punished.", "sanctions", set()),
        ("Egypt is sending 12 jets to support Sudan.", "bombs", set()),
        ("Germany halted arms deliveries to Israel.", "arms", {("Germany", "Israel")}),
    ],
)
def test_ends_of_claims(english: Tongue, text: str, relation: str, ends: set[tuple[str, str]]) -> None:
    assert {(one, other) for one, other, _ in said(english, text, relation)} == ends


def test_a_warrant_is_no_arrest_yet(english: Tongue) -> None:
    found = said(english, "Spain issued a warrant for Carles Puigdemont's arrest.", "arrests")
    assert {status for _, _, status in found} <= {Status.DEMANDED}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "Russian soldiers seize Crimea, Moscow denies sending them, and the West sits still.",
            "captures",
            ("Russian Armed Forces", Status.OCCURRED, None),
        ),
        (
            "Lawrence Kanyuka said M23 had entered Masisi and accused the Congolese army of shelling civilians.",
            "bombs",
            ("FARDC", Status.OCCURRED, "Lawrence Kanyuka"),
        ),
        (
            "The African Union demands that the RSF lift the siege of El Fasher.",
            "besieges",
            ("Rapid Support Forces", Status.ONGOING, "African Union"),
        ),
        (
            "The RSF lifted the siege of El Fasher on Monday.",
            "besieges",
            ("Rapid Support Forces", Status.NEGATED, None),
        ),
        (
            "Statement of ECOWAS on Niger\n\nWe met in Abuja today. We regret the coup in Niamey. France may arm Chad.",
            "arms",
            ("France", Status.POSSIBLE, "ECOWAS"),
        ),
        (
            "COMMUNIQUE No. 17 of the General Staff of the FLA\n\nOur men have dug in. We hold Ber. We may attack Gao.",
            "attacks",
            ("Azawad Liberation Front", Status.POSSIBLE, "Azawad Liberation Front"),
        ),
        ("We use cookies on this site.\n\nFrance may arm Chad.", "arms", ("France", Status.POSSIBLE, None)),
    ],
)
def test_how_a_claim_stands_and_who_makes_it(
    english: Tongue, text: str, relation: str, expected: tuple[str, Status, str | None]
) -> None:
    assert told(english, text, relation) == {expected}


def test_who_makes_a_charge_does_not_rebut_it(english: Tongue) -> None:
    text = (
        "Witnesses said that the Sudanese army executed civilians whom it accused of working with the RSF. "
        "The Sudanese army denied that its soldiers had killed anyone."
    )
    assert {status for _, status, _ in told(english, text, "cooperates-with")} == {Status.ONGOING}
    assert Status.DENIED in {status for _, status, _ in told(english, text, "kills")}


def test_a_party_rejects_what_the_paper_says_of_it_by_naming_it(english: Tongue) -> None:
    text = "The Panel received information that Chad supplied weapons to the RSF. The Chadian government rejected {}."
    assert ("Chad", Status.DENIED, "Chad") in told(english, text.format("these allegations"), "arms")
    assert Status.DENIED not in {status for _, status, _ in told(english, text.format("an offer of talks"), "arms")}


def test_who_denies_a_deed_of_his_own_rebuts_nobody_else_s(english: Tongue) -> None:
    text = "Seoul says North Korea has shipped shells to Russia. Beijing denies arming Russia."
    assert ("North Korea", Status.OCCURRED, "South Korea") in told(english, text, "arms")
    assert Status.DENIED not in {status for who, status, _ in told(english, text, "arms") if who == "North Korea"}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "The insurgents of al-Shabaab, who pledged loyalty to the Islamic State in 2018, are thought to be few.",
            "pledges-allegiance-to",
            {("Al-Shabaab", Status.OCCURRED, None)},
        ),
        (
            "The Arakan Army has no formal pact with the National Unity Government.",
            "signs-agreement-with",
            {("Arakan Army", Status.NEGATED, None)},
        ),
        (
            "The European Parliament called on the EU to impose sanctions on Azerbaijan.",
            "sanctions",
            {("European Union", Status.DEMANDED, "European Parliament")},
        ),
        (
            "Russia reiterated its call on Georgia to attack Chechen rebels.",
            "attacks",
            {("Georgia", Status.DEMANDED, "Russia")},
        ),
    ],
)
def test_the_verb_tells_how_its_object_is_meant(
    english: Tongue, text: str, relation: str, expected: set[tuple[str, Status, str | None]]
) -> None:
    assert told(english, text, relation) == expected


RESOLUTION = """The Security Council,

Recalling its earlier resolutions,

1. Demands that the Viv Ansanm gang withdraw from Solino;

2. Calls upon the Dominican Republic to release Haitian civilians."""


def test_a_resolution_speaks_for_the_body_that_stands_above_it(english: Tongue) -> None:
    assert told(english, RESOLUTION, "calls-on") == {("UN Security Council", Status.OCCURRED, None)}
    assert told(english, RESOLUTION, "withdraws-from") == {("Viv Ansanm", Status.DEMANDED, "UN Security Council")}
    assert told(english, RESOLUTION, "releases") == {("Dominican Republic", Status.DEMANDED, "UN Security Council")}


def test_items_of_a_list_are_no_verbs(english: Tongue) -> None:
    text = "The report names the following:\n\n1. Attacks on Goma by M23;\n\n2. Arrests of civilians by M23."
    assert told(english, text, "attacks") == {("M23", Status.OCCURRED, None)}
