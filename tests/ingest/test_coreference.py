"""Coreference: short forms, offices, definite nouns, collectives, pronouns, and the speaker's "we"."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model
DAY = dt.date(2024, 5, 1)


def refers(read: Read, text: str, phrase: str, title: str = "") -> set[str]:
    """Whom the last mention of a phrase refers to."""
    return set(meant(read, text, phrase, DAY, title))


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Boris Zarqand fled Mali. Zarqand is now in Niger.", "Zarqand", "x-boris-zarqand"),
        ("JNIM attacked Djibo in Burkina Faso. The group killed ten soldiers.", "The group", "jnim"),
        ("ECOWAS met on Sunday. The bloc suspended Niger.", "The bloc", "ecowas"),
        ("The M23 took Goma. The rebels then marched south.", "The rebels", "m23"),
        ("Emmanuel Macron arrived in Chad. He met the president.", "He", "emmanuel-macron"),
        ("The Wagner Group left Mali, and its fighters went to Libya.", "its", "wagner-group"),
        ("The Wagner Group left Mali, and its fighters went to Libya.", "its fighters", "wagner-group"),
        ("Hamas refused. Hamas leaders said so on Monday.", "Hamas leaders", "hamas"),
        ("The M23 took Goma. A spokesman for the rebels denied that they had looted it.", "they", "m23"),
        ("Mali closed its border. The country will hold talks.", "The country", "mali"),
        ("Fighters stormed Djibo. They burned the town.", "the town", "p-djibo"),
        ("The jihadist group JNIM attacked Djibo.", "JNIM", "jnim"),
    ],
)
def test_what_a_phrase_points_back_to(read: Read, text: str, phrase: str, actor: str) -> None:
    assert refers(read, text, phrase) == {actor}


def test_the_president_is_who_was_named_as_such_before_the_one_of_today_is(read: Read) -> None:
    text = "Syria was at war. In May 2013 Bashar al-Assad spoke in Syria. The president left. Ahmed al-Sharaa stayed."
    assert refers(read, text, "The president") == {"bashar-assad"}


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Fighters took Djibo. Soldiers left the area.", "the area", "p-djibo"),
        ("Police arrested Boris Zarqand. The fugitive had fled Mali in May.", "The fugitive", "x-boris-zarqand"),
    ],
)
def test_nouns_that_only_point_back(read: Read, text: str, phrase: str, actor: str) -> None:
    assert refers(read, text, phrase) == {actor}


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Mali met France, whose soldiers left. Niger did not.", "whose", "france"),
        ("Mali met France, whose soldiers left. Niger did not.", "whose soldiers", "france"),
        ("Police in Mali killed Boris Zarqand, his wife and his sons.", "his", "x-boris-zarqand"),
        ("Ukraine attacked Hezbollah and its allies.", "its", "hezbollah"),
        ("Kinshasa accused Rwanda of backing the M23, a charge it denies.", "it", "rwanda"),
        ("Kinshasa accused Rwanda of backing the M23, which it denies.", "it", "rwanda"),
        ("Kinshasa accused Rwanda of theft, a charge that its spokesman, Boris Zarqand, denied.", "its", "rwanda"),
        ("Mali accused Algeria of sheltering JNIM, something it has always denied.", "it", "algeria"),
        ("Mali accused Algeria of sheltering JNIM, a group it fights.", "it", "mali"),
        ("Turkey calls the YPG a terrorist group.", "a terrorist group", "ypg"),
        ("Turkey considers the YPG a terrorist organisation.", "a terrorist organisation", "ypg"),
        ("The YPG was listed as a terrorist group by Turkey.", "a terrorist group", "ypg"),
    ],
)
def test_what_the_sentence_itself_ties_together(read: Read, text: str, phrase: str, actor: str) -> None:
    assert refers(read, text, phrase) == {actor}


def test_both_sides_are_the_two_of_whom_the_text_speaks(read: Read) -> None:
    text = "The Rapid Support Forces fought the Sudanese army in Sudan. Both sides denied shelling the market."
    assert refers(read, text, "Both sides") == {"rsf", "saf-sudan"}


def test_the_two_countries_are_states(read: Read) -> None:
    text = "Rwanda and Burundi closed their border. The two countries accuse each other."
    assert refers(read, text, "The two countries") == {"rwanda", "burundi"}


def test_they_takes_up_a_whole_list(read: Read) -> None:
    text = "Mali and Niger signed a pact. They will share their drones."
    assert refers(read, text, "They") == {"mali", "niger"}


def test_they_takes_up_who_is_known_of_a_list(read: Read) -> None:
    text = "France and its European allies said that they would leave Mali."
    assert refers(read, text, "they") == {"france"}


def test_it_is_none_of_those_who_do_something_to_it(read: Read) -> None:
    text = "The deal was signed in Libya. Turkey and Qatar, which had promised aid, rejected it."
    assert not refers(read, text, "it") & {"turkey", "qatar"}


def test_the_possessor_of_a_rival_is_not_the_rival(read: Read) -> None:
    text = "Hemedti toured the region. General Abdel Fattah al-Burhan, his enemy, stayed in Sudan."
    assert refers(read, text, "his") == {"hemedti"}


def test_a_pronoun_that_is_an_object_is_not_the_subject_of_its_verb(read: Read) -> None:
    text = "Emmanuel Macron met Vladimir Putin in Moscow. Macron thanked him."
    assert refers(read, text, "him") == {"vladimir-putin"}


def test_he_is_never_a_state_and_it_never_a_person(read: Read) -> None:
    text = "Mali thanked Emmanuel Macron. He left, and it closed the border."
    assert refers(read, text, "He") <= {"emmanuel-macron"}
    assert "emmanuel-macron" not in refers(read, text, "it")


def test_we_in_a_quotation_is_the_body_that_speaks(read: Read) -> None:
    text = '"We will leave Mali," the Wagner Group said on Friday.'
    assert refers(read, text, "We") == {"wagner-group"}


def test_we_outside_a_quotation_is_nobody(read: Read) -> None:
    assert refers(read, "We visited Mali last week.", "We") == set()


def test_soldiers_of_an_unknown_we_are_nobody(read: Read) -> None:
    assert refers(read, "Mali is at war. Our soldiers took the town.", "Our soldiers") == set()


def test_no_mention_refers_to_what_comes_only_later_in_another_sentence(read: Read) -> None:
    assert refers(read, "He smiled. Emmanuel Macron had arrived.", "He") == set()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("We, the leaders of Canada and Norway, met in Kyiv. We condemn the war.", {"canada", "norway"}),
        ("ECOWAS wishes to inform the public of this decision. We condemn the coup in Niger.", {"ecowas"}),
        ("Statement of the African Union on Sudan\n\nThe war goes on. We condemn the attack.", {"african-union"}),
        ("The statement was issued by ECOWAS on Monday.\n\nWe condemn the coup in Niger.", {"ecowas"}),
        ('Macron spoke of Mali. "We condemn the coup," said Alassane Ouattara. It went on.', {"cote-d-ivoire"}),
        ("The army attacked the town. We condemn the attack.", set()),
    ],
)
def test_we_outside_quotations_is_who_the_text_speaks_for(read: Read, text: str, actors: set[str]) -> None:
    assert refers(read, text, "We") == actors


@pytest.mark.parametrize("phrase", ["All three", "the trio", "the three countries"])
def test_a_count_takes_up_the_last_list_of_so_many(read: Read, phrase: str) -> None:
    text = f"Qatar, Egypt and Turkey sent envoys to Gaza. Israel refused. {phrase} condemned Israel."
    assert refers(read, text, phrase) == {"qatar", "egypt", "turkey"}


def test_what_is_somebodys_is_its_subjects(read: Read) -> None:
    text = "The M23 advanced. The M23 recruited. Ankara sells its drones to the M23."
    assert refers(read, text, "its") == {"turkey"}


def test_a_former_president_is_not_the_present_one(read: Read) -> None:
    text = "Felix Tshisekedi accused Joseph Kabila of treason in Congo. The former president fled Congo."
    assert refers(read, text, "The former president") == {"joseph-kabila"}


def test_a_kingdom_is_a_monarchy_that_the_text_has_named(read: Read) -> None:
    text = "Sudan accused Saudi Arabia. Sudan is at war. The kingdom denied it."
    assert refers(read, text, "The kingdom") == {"saudi-arabia"}


RIVALS = "Boris Zarqand has feuded with Ivan Brelsk for years. "


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        (RIVALS + "Uganda mediated between the two rivals.", "the two rivals", {"x-boris-zarqand", "x-ivan-brelsk"}),
        ("The RSF fought the Sudanese army. Qatar met the belligerents.", "the belligerents", {"rsf", "saf-sudan"}),
        ("Thailand and Cambodia shelled each other. Each capital denied it.", "Each capital", {"thailand", "cambodia"}),
        (
            "Mali, Niger and Burkina Faso left ECOWAS. Togo is a friend of the juntas.",
            "the juntas",
            {"mali", "niger", "burkina-faso"},
        ),
        (
            "Hamas is at war with Israel. Qatar and Egypt carried messages between the two enemies.",
            "the two enemies",
            {"hamas", "israel"},
        ),
    ],
)
def test_several_are_those_who_do_not_act_on_them(read: Read, text: str, phrase: str, actors: set[str]) -> None:
    assert refers(read, text, phrase) == actors


def test_rivals_without_a_number_are_nobody_in_particular(read: Read) -> None:
    assert refers(read, "Emmanuel Macron met his rivals in Paris.", "his rivals") == set()


def test_a_person_whom_the_title_names_is_taken_up_rather_than_others(read: Read) -> None:
    text = "Boris Zarqand met Ivan Brelsk in Mali. He is now in jail."
    assert refers(read, text, "He", "The fall of Zarqand") == {"x-boris-zarqand"}
    assert refers(read, text, "He", "The fall of Brelsk") == {"x-ivan-brelsk"}


def test_he_before_any_name_is_the_person_of_the_title(read: Read) -> None:
    text = "He began as a baker. Emmanuel Macron never met Boris Zarqand in Mali."
    assert refers(read, text, "He", "Zarqand, the baker") == {"x-boris-zarqand"}


def test_she_is_who_bears_a_womans_name(read: Read) -> None:
    text = "Maria Brelsk accused Emmanuel Macron. Macron denied it. She then left Mali."
    assert refers(read, text, "She") == {"x-maria-brelsk"}
    assert refers(read, text.replace("She", "He"), "He") == {"emmanuel-macron"}


def test_it_is_the_subject_of_the_clause_around_it(read: Read) -> None:
    text = "Mali accused Niger of arming the rebels. Mali is at war. Niger replied that it had never met them."
    assert refers(read, text, "it") == {"niger"}


def test_a_pronoun_in_a_relative_clause_is_not_what_the_clause_tells_of(read: Read) -> None:
    text = "The M23 took Goma. The Islamic State, to which they have been linked since 2019, was silent."
    assert refers(read, text, "they") == {"m23"}


def test_its_is_no_plural_that_who_takes_up(read: Read) -> None:
    text = "Niger mourned. Niger fears the militants who raided its towns."
    assert refers(read, text, "its") == {"niger"}


def test_a_deputy_president_is_not_the_president(read: Read) -> None:
    text = "Emmanuel Macron spoke in France. The deputy president was silent."
    assert refers(read, text, "The deputy president") == set()


def test_a_noun_beside_a_person_is_that_person(read: Read) -> None:
    text = "Boris Zarqand, a police sergeant, fled Mali. Ivan Brelsk, the former editor, stayed in Mali."
    assert refers(read, text, "a police sergeant") == {"x-boris-zarqand"}
    assert refers(read, text, "the former editor") == {"x-ivan-brelsk"}


def test_protesters_are_the_demonstrators_of_before(read: Read) -> None:
    text = "Demonstrators marched in Mali. Police arrested protesters in the night."
    assert refers(read, text, "protesters") == refers(read, text, "Demonstrators")


def test_the_neighbour_of_a_state_is_the_one_that_the_text_is_about(read: Read) -> None:
    text = "Niger closed its border. Niger and Mali are allies. Mali backs Niger. Chad will not attack its neighbour."
    assert refers(read, text, "its neighbour") == {"niger"}


def test_the_north_is_the_state_that_is_called_so(read: Read) -> None:
    text = "North Korea and South Korea held talks. Moscow has sent jets to the North."
    assert refers(read, text, "North") == {"north-korea"}


def test_thousands_who_march_are_people(read: Read) -> None:
    text = "Thousands marched in Mali. Thousands of rebels fled."
    _, resolution = read(text, DAY)
    (crowd,) = (m for m in resolution.mentions if text[m.start : m.end] == "Thousands")
    assert [resolution.actors[actor].type for actor in crowd.actors] == ["civilians"]


def test_both_may_be_accused_of_something(read: Read) -> None:
    text = "Mali and Niger signed a pact. The United Nations accused both of lying."
    assert refers(read, text, "both") == {"mali", "niger"}


@pytest.mark.parametrize("phrase", ["They", "Both sides"])
def test_a_list_may_be_of_several_types(read: Read, phrase: str) -> None:
    text = f"Mali and the Wagner Group attacked JNIM near Gao. {phrase} denied killing civilians."
    assert refers(read, text, phrase) == {"mali", "wagner-group"}


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        ("The armies of Chad and Niger fired.", "The armies", {"chad-armed-forces", "niger-armed-forces"}),
        ("The military governments of Mali and Niger left ECOWAS.", "The military governments", {"mali", "niger"}),
        ("Kenyan and Ugandan soldiers met in Paris.", "Kenyan and Ugandan soldiers", {"kenya", "uganda"}),
        ("Fighters of Hamas and Hezbollah attacked Israel.", "Fighters", {"hamas", "hezbollah"}),
        ("The leaders of Hamas and Fatah met in Cairo.", "The leaders", {"hamas", "fatah"}),
        ("The army of Chad met France and Niger.", "The army", {"chad-armed-forces"}),
    ],
)
def test_people_of_several_owners_are_several(read: Read, text: str, phrase: str, actors: set[str]) -> None:
    assert refers(read, text, phrase) == actors


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        ("JNIM attacked a post in Mali. The attackers killed ten soldiers.", "The attackers", {"jnim"}),
        ("Djibo was raided by JNIM. The raiders left.", "The raiders", {"jnim"}),
        ("JNIM attacked a post in Mali. Attackers killed ten soldiers.", "Attackers", {"u-attackers-in-mali"}),
    ],
)
def test_the_attackers_are_who_attacked(read: Read, text: str, phrase: str, actors: set[str]) -> None:
    assert refers(read, text, phrase) == actors


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        ("Sudan met the United Arab Emirates. Sudan accused the Gulf state of lying.", "the Gulf state", {"uae"}),
        ("France met Niger. Paris urged the West African nation to wait.", "the West African nation", {"niger"}),
    ],
)
def test_a_country_is_told_by_where_it_lies(read: Read, text: str, phrase: str, actors: set[str]) -> None:
    assert refers(read, text, phrase) == actors


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        ("Fighters of the M23 laid down their arms in Congo.", "their arms", set()),
        ("Mali said Rwanda was accused of backing the M23, a charge that it denies.", "it", {"rwanda"}),
        ("Russian peacekeepers went to Armenia.", "Russian peacekeepers", {"russia"}),
        ("Government officials accused Fano in Ethiopia.", "Government officials", {"ethiopia"}),
        ("Georgian Dream won in Georgia. The opposition protested.", "The opposition", {"u-opposition-in-georgia"}),
        ("MSF accused al-Shabaab of looting in Somalia. The organisation left.", "The organisation", {"msf"}),
        ("NATO met in Kosovo. Mr Thaci rejected the tribunal.", "the tribunal", set()),
        ("The Experts Panel met in Sudan. On Monday the Panel left.", "Panel", {"x-experts-panel"}),
        ("Employees of Relief International fled Sudan.", "Relief International", {"x-relief-international"}),
    ],
)
def test_whom_a_noun_for_a_body_may_stand_for(read: Read, text: str, phrase: str, actors: set[str]) -> None:
    assert refers(read, text, phrase) == actors


def test_both_sides_of_a_truce_are_in_arms(read: Read) -> None:
    text = (
        "The RSF took El Fasher in Sudan. The army left. The government accused the United Arab Emirates of lying. "
        "Washington urged both sides to sign a truce."
    )
    assert refers(read, text, "both sides") == {"rsf", "saf-sudan"}


def test_a_town_is_no_parliament_of_nearly_the_same_name(read: Read) -> None:
    assert refers(read, "Syrian forces shelled Douma.", "Douma") == {"douma-syria"}
    assert refers(read, "In Moscow, the State Duma met.", "State Duma") == {"russia"}


def test_who_asks_both_parties_for_something_is_neither_of_them(read: Read) -> None:
    text = "India and Pakistan fought in Kashmir. Egypt and Qatar proposed that both parties sign a truce."
    assert refers(read, text, "both parties") == {"india", "pakistan"}
    text = "The M23 fought the army in Congo. Egypt and Qatar met. The UN hosted the parties of the coalition."
    assert refers(read, text, "the parties").isdisjoint({"m23", "egypt", "qatar"})
