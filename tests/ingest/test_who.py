"""Who is meant in short texts: whose army and government, both sides, counterparts, somebody of a country."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model
DAY = dt.date(2025, 6, 10)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Mali expelled French troops. France condemned the junta.", "French troops", "france"),
        ("Mali expelled French troops. France condemned the junta.", "the junta", "mali"),
        ("Mali expelled French troops in 2022. The troops had left. Mali cheered.", "The troops", "france"),
        ("Turkey deployed soldiers to Libya. Libya rejoiced, and Libya's army paraded.", "soldiers", "turkey"),
        ("Libya is at war. In Turkey, the government called an election in Libya.", "the government", "turkey"),
        (
            "Mali met Niger in Niamey, where the government is weak. Mali left. Mali is tired.",
            "the government",
            "niger",
        ),
        (
            "Libya rejoiced. Turkey wrote. The government in Tripoli thanked Turkey. Turkey armed the government.",
            "the government",
            "libya",
        ),
    ],
)
def test_whose_soldiers_and_government_is_told_by_the_clause_before_the_focus(
    read: Read, text: str, phrase: str, actor: str
) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


@pytest.mark.parametrize("town", ["Zarqadem", "Idlib"])
def test_a_towns_army_is_not_that_of_the_country_in_focus(read: Read, town: str) -> None:
    text = f"{town}'s army repelled an attack. Estonia condemned it. Estonia urged restraint."
    assert "estonia" not in meant(read, text, f"{town}'s army", DAY)[0].removesuffix("-in-estonia")


def test_jets_that_somebody_buys_are_nobody(read: Read) -> None:
    text = "Serbia received drones. Serbia denied it."
    assert meant(read, text, "drones", DAY) == ()


def test_forces_for_a_country_are_not_of_it(read: Read) -> None:
    text = "Pro-Russian forces shelled Avdiivka. Ukraine accused Russia of arming them."
    assert meant(read, text, "Pro-Russian forces", DAY) == ("u-pro-russian-forces",)


def test_territory_that_somebody_holds_is_no_place_named_before(read: Read) -> None:
    text = "M23 fighters captured Bukavu. The territory that they control is growing."
    assert meant(read, text, "The territory", DAY) == ()
    assert meant(read, "M23 fighters captured Bukavu. The town is calm.", "The town", DAY) == ("p-bukavu",)


@pytest.mark.parametrize(
    ("text", "phrase", "pair"),
    [
        (
            "Sudan's army fights the Rapid Support Forces. Chad and Egypt met. Egypt urged both sides to stop.",
            "both sides",
            ("rsf", "saf-sudan"),
        ),
        (
            "Nikol Pashinyan and Ilham Aliyev signed a treaty. Donald Trump smiled. The two countries are at peace.",
            "The two countries",
            ("armenia", "azerbaijan"),
        ),
        (
            "Hamas is in talks with Israel. Egypt and Qatar mediate. The two parties may soon sign.",
            "The two parties",
            ("hamas", "israel"),
        ),
        ("Ghana held talks with Togo. Mali and Niger wrote. The UN accused both of lying.", "both", ("mali", "niger")),
        (
            "Sudan's army fights the Rapid Support Forces. Chad and Egypt offered to mediate between them.",
            "them",
            ("rsf", "saf-sudan"),
        ),
        (
            "Envoys of Sudan's army and of the RSF sign a pledge that Chad and Egypt brokered. The two sides rest.",
            "The two sides",
            ("rsf", "saf-sudan"),
        ),
    ],
)
def test_both_sides_are_who_stood_against_one_another(
    read: Read, text: str, phrase: str, pair: tuple[str, ...]
) -> None:
    assert tuple(sorted(meant(read, text, phrase, DAY))) == pair


def test_a_counterpart_holds_the_same_office_in_the_country_that_is_named(read: Read) -> None:
    text = "President Paul Kagame met his Ugandan counterpart in Kigali."
    assert meant(read, text, "his Ugandan counterpart", DAY) == ("yoweri-museveni",)
    text = "Chad's foreign minister met his Sudanese counterpart in Geneva."
    assert meant(read, text, "his Sudanese counterpart", DAY) != ("chad",)


def test_somebody_of_a_country_is_not_the_country(read: Read) -> None:
    assert meant(read, "Niger arrested a Russian accused of spying.", "Russian", DAY) == ("u-russian",)


def test_capitals_in_a_list_that_agree_or_deny_are_governments(read: Read) -> None:
    text = "Eritrean troops fought there, something Addis Ababa and Asmara both denied."
    assert meant(read, text, "Asmara", DAY) == ("eritrea",)


def test_a_numbered_division_is_the_army(read: Read) -> None:
    text = "Sudan mourned. The First Division left Wad Madani, and Sudan sent the Sixth Division."
    assert meant(read, text, "the Sixth Division", DAY) == ("saf-sudan",)
    assert meant(read, text, "First Division", DAY) == ("saf-sudan",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        (
            "Libya is at war. Forces loyal to the Government of National Accord took Tarhuna in Libya.",
            "Forces",
            "u-forces-loyal-to-government-of-national-accord-in-libya",
        ),
        (
            "Chad is at war. Soldiers loyal to the former vice president fled. Chad denied it.",
            "Soldiers",
            "u-soldiers-loyal-to-the-former-vice-president-in-chad",
        ),
        ("Mali is at war. Former rebels of the CMA signed a deal with Mali.", "Former rebels", "cma"),
        ("Nine Colombian soldiers died. Colombian troops left Cauca.", "Nine Colombian soldiers", "colombian-army"),
        ("Colombia fights the FARC. The air force bombed Cauca in Colombia.", "The air force", "colombian-army"),
        ("The Sixth Division held Merca. Somalia cheered. The division left.", "The division", "sna-somalia"),
        (
            "In Doha, the government and the ELN resumed talks. Colombia waited. Colombia hoped.",
            "the government",
            "colombia",
        ),
        ('"We help neither," a commander of the LNA said. Libya is at war.', "a commander", "lna"),
        ("Gunmen of the Viv Ansanm alliance fled Haiti. The alliance denied it.", "The alliance", "viv-ansanm"),
    ],
)
def test_forces_are_those_of_whom_the_words_beside_them_name(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_several_senders_share_their_soldiers(read: Read) -> None:
    assert meant(read, "Kenya and Guatemala sent soldiers to Haiti.", "soldiers", DAY) == ("kenya", "guatemala")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Turkey dismissed the initiative. Russia welcomed it.", "it"),
        ("Syria's rebels refused to join the coalition. Hezbollah attacked Syria.", "the coalition"),
        ("Mozambique accused foreign governments of lying.", "foreign governments"),
        ("Latin American leaders condemned the coup in Bolivia.", "Latin American leaders"),
        ("A former minister of the Awami League was arrested in Dhaka.", "A former minister"),
        ("Al-Shabaab profits from the division of Somalia.", "the division"),
        ("Mauritania denies pushing Malians out by force.", "force"),
    ],
)
def test_what_names_nobody_is_nobody(read: Read, text: str, phrase: str) -> None:
    assert meant(read, text, phrase, DAY) == ()


def test_an_adjective_of_a_part_of_the_world_is_no_countrys(read: Read) -> None:
    _, resolution = read("Latin American leaders met West African envoys in Bolivia.", DAY)
    assert {a for m in resolution.mentions for a in m.actors} <= {"bolivia"}


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        (
            "In Somalia, Islamic State Somalia is small. Islamic State said it killed six soldiers there. The group has"
            " a few hundred men in Somalia.",
            "The group",
            "is-somalia",
        ),
        (
            "Few in Syria know Islamic State Somalia. Syria beat Islamic State in 2019. The group still kills there.",
            "The group",
            "islamic-state",
        ),
    ],
)
def test_of_a_group_at_home_elsewhere_its_branch_is_meant(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_a_number_of_fighters_is_not_the_group(read: Read) -> None:
    text = "Al-Shabaab attacked a base in Somalia. Soldiers killed 14 fighters near Kismayo. The group denied it."
    assert meant(read, text, "The group", DAY) == ("al-shabaab",)


def test_a_court_of_another_name_is_the_court(read: Read) -> None:
    text = "The Special Criminal Chamber opened a trial in Liberia. Lawyers said the court lacked money."
    assert meant(read, text, "the court", DAY) == ("x-special-criminal-chamber",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        (
            "Congo fights. Malawi's Lazarus Chakwera ordered the army to leave Congo.",
            "the army",
            "x-army-of-malawi",
        ),
        ("ISWAP fights Nigeria. ISWAP uses drones against Nigeria.", "drones", "iswap"),
        ("Mali is at war. Mali's junta has sought drones from Ankara.", "drones", ""),
        ("Mozambique is at war. Southern African troops came home from Mozambique.", "Southern African troops", ""),
        ("Libya is split. The soldiers came home from Libya in March.", "The soldiers", ""),
        ("Mali thanked Algeria. Algeria spoke; Bamako, which rejects its mediation, did not.", "its", "algeria"),
        ("JNIM holds Mali's north. The al-Qaeda affiliate announced a blockade.", "The al-Qaeda affiliate", "jnim"),
        ("Kenya thanked Uganda for its help against al-Shabaab.", "its", "uganda"),
        ("Mali thanked Algeria. Algeria spoke; Bamako, which rejects its past, did not.", "its", "mali"),
    ],
)
def test_who_orders_uses_leaves_answers_or_judges_tells_whose_it_is(
    read: Read, text: str, phrase: str, actor: str
) -> None:
    assert meant(read, text, phrase, DAY) == ((actor,) if actor else ())


def test_the_two_between_whom_somebody_is_sent_to_mediate_are_not_of_his_side(read: Read) -> None:
    text = (
        "Salva Kiir and Riek Machar fought in South Sudan. Kenya's president William Ruto dispatched Raila Odinga to"
        " mediate between the two."
    )
    assert set(meant(read, text, "the two", DAY)) == {"salva-kiir", "riek-machar"}


def test_an_electoral_commission_is_not_its_country(read: Read) -> None:
    assert meant(read, "Congo votes. Congo's electoral commission is late.", "Congo's electoral commission", DAY) != (
        "dr-congo",
    )


def test_a_suicide_bomber_is_no_plane_of_the_army(read: Read) -> None:
    assert meant(read, "Somalia mourns. A suicide bomber struck in Mogadishu.", "A suicide bomber", DAY) == (
        "u-suicide-bombers-in-somalia",
    )


def test_an_organisation_that_calls_on_somebody_is_rather_no_army(read: Read) -> None:
    text = "Amnesty International spoke. The RSF denied it. The RSF left. The organisation calls on Chad to act."
    assert meant(read, text, "The organisation", DAY) == ("amnesty",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("The United States imposed sanctions on Asmara.", "Asmara", "eritrea"),
        ("Russia has sent weapons to Bamako.", "Bamako", "mali"),
        ("Russia has sent troops to Bamako.", "Bamako", "p-bamako"),
        ("The European Union put pressure on Kigali.", "Kigali", "rwanda"),
    ],
)
def test_a_capital_is_its_government_where_it_is_dealt_with(read: Read, text: str, phrase: str, actor: str) -> None:
    assert meant(read, text, phrase, DAY) == (actor,)


def test_two_forces_may_be_an_army_and_others(read: Read) -> None:
    text = "The Sudanese army and the RSF met in Jeddah. The two forces have fought since 2023."
    assert set(meant(read, text, "The two forces", DAY)) == {"saf-sudan", "rsf"}


def test_what_a_sentence_opens_with_tells_whose_both_its_halves_speak_of(read: Read) -> None:
    text = "Mali is at war. Mali is poor. In Burkina Faso, soldiers killed 130 people; the junta calls that propaganda."
    assert meant(read, text, "soldiers", DAY) == meant(read, text, "the junta", DAY) == ("burkina-faso",)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Niger met Ghana. Ghana said it would supply a battalion. Niger wept.", "a battalion", "ghana"),
        (
            "Washington, which has about 1,100 troops in Niger, wrote. Niger wept.",
            "about 1,100 troops",
            "united-states",
        ),
        ("Ukraine accused Russia of sending soldiers to Ukraine. Ukraine wept.", "soldiers", "russia"),
        ("Sudan is at war. Egypt lost ten soldiers there. Sudan wept.", "ten soldiers", "egypt"),
        ("UN peacekeepers left Goma. The UN Security Council condemned it.", "UN peacekeepers", "un"),
        (
            "Armenia is at war. The premier Nikol Pashinyan told parliament that Azerbaijan lied.",
            "parliament",
            "armenia",
        ),
        ("Oman, the mediator, met Rafael Grossi in Iran.", "the mediator", "oman"),
        ("The Tuareg separatists of the MNLA left Gao in Mali.", "The Tuareg separatists", "mnla"),
        (
            "Saudi Arabia has led a coalition in Yemen since 2015. The coalition bombed Yemen.",
            "The coalition",
            "u-coalitions-in-yemen",
        ),
        ("Doctors Without Borders left Darfur in Sudan. The charity denied it.", "The charity", "msf"),
        ("Guy Philippe led the 2004 rebellion in Haiti, where the G9 rules.", "the 2004 rebellion", None),
        (
            "Guy Philippe fled Haiti. Haiti knew the former rebel leader. The rebel leader wept.",
            "The rebel leader",
            None,
        ),
    ],
)
def test_what_is_sent_lost_or_told_is_that_of_who_does_it(
    read: Read, text: str, phrase: str, actor: str | None
) -> None:
    found = meant(read, text, phrase, DAY)
    assert found == (("guy-philippe",) if "leader" in phrase else (actor,) if actor else ())


def test_a_dissident_faction_is_not_the_group_that_it_left(read: Read) -> None:
    text = "In Colombia the ELN attacked a dissident faction of the FARC. The dissidents fled Colombia."
    assert "farc" not in meant(read, text, "a dissident faction", DAY)
    assert meant(read, text, "The dissidents", DAY) == meant(read, text, "a dissident faction", DAY)


def test_two_armies_are_those_of_the_states_at_odds(read: Read) -> None:
    text = "India struck Pakistan. Pakistan shot back. The two armies exchanged fire, Pakistan and India said."
    assert set(meant(read, text, "The two armies", DAY)) == {"indian-army", "pakistan-army"}


def test_a_deposed_president_is_none_who_governs_elsewhere(read: Read) -> None:
    text = "Niger's Mohamed Bazoum is held. Bola Tinubu met envoys. Tinubu wrote that the deposed president is well."
    assert meant(read, text, "the deposed president", dt.date(2023, 8, 10)) == ("mohamed-bazoum",)


def test_the_enclave_is_the_land_of_those_who_govern_it(read: Read) -> None:
    text = "The Karabakh Armenians lost. Azerbaijan besieged the enclave."
    assert meant(read, text, "the enclave", dt.date(2023, 9, 20)) == ("p-karabakh",)
