"""Resolution: names, states and their grain, offices at a date, and unnamed groups."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.model import ActorType
from ingest.mentions import MentionKind
from tests.ingest.meant import Read, meant

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "phrase", "actor"),
    [
        ("The M23 rebels met UN envoys in Goma.", "The M23 rebels", "m23"),
        ("ECOWAS suspended Niger after the coup.", "ECOWAS", "ecowas"),
        ("Paris accused the Kremlin of lying.", "Paris", "france"),
        ("Paris accused the Kremlin of lying.", "Kremlin", "russia"),
        ("Talks were held in Paris on Monday.", "Paris", "p-paris"),
        ("Fighting in eastern Congo has killed dozens.", "Congo", "p-eastern-democratic-republic-of-the-congo"),
        ("Mali's junta expelled the envoy.", "Mali's junta", "mali"),
        ("The Malian government expelled the envoy.", "The Malian government", "mali"),
        ("The Malian army killed dozens in Mali.", "The Malian army", "fama"),
        ("Mali's junta fell, a Western government said.", "a Western government", "u-western-governments-in-mali"),
        ("Mali expelled envoys of the British foreign ministry.", "the British foreign ministry", "united-kingdom"),
        ("French troops left Mali. Mali's army cheered in Mali.", "French troops", "france"),
        ("The Russian foreign ministry condemned the raid.", "The Russian foreign ministry", "russia"),
        ("In Mali, Operation Barkhane ended.", "Operation Barkhane", "france"),
        ("Brussels warned Serbia in a letter.", "Brussels", "eu"),
        ("Belgium voted on Sunday. Belgium is tired. Brussels warned Serbia.", "Brussels", "belgium"),
        ("Serbia held talks in Brussels on Monday.", "Brussels", "p-brussels"),
        ("In Haiti, Kenyan policemen opened fire. Haiti mourned.", "Kenyan policemen", "kenya"),
        ("The Kenyan treasury paid Haiti.", "The Kenyan treasury", "kenya"),
        ("In Sudan, Ukrainian units fought. Sudan denied it.", "Ukrainian units", "ukraine"),
    ],
)
def test_known_names(read: Read, sentence: str, phrase: str, actor: str) -> None:
    assert meant(read, sentence, phrase) == (actor,)


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Turkish-backed forces in Syria", "u-turkish-backed-forces-in-syria"),
        ("Anti-government forces in Syria", "u-anti-government-forces-in-syria"),
        ("French-trained Malian soldiers in Syria", "mali"),
        ("Syrian forces", "syria"),
        ("Foreign troops in Syria", "u-foreign-troops-in-syria"),
        ("Rebel forces in Syria", "u-rebel-forces-in-syria"),
        ("Kurdish soldiers in Syria", "u-kurdish-soldiers-in-syria"),
    ],
)
def test_forces_are_not_of_who_stands_behind_or_against_them_or_of_where_they_are(
    read: Read, phrase: str, actor: str
) -> None:
    _, resolution = read(f"{phrase} shelled a village near Homs. Turkey and France denied it. In Lebanon, Turkey left.")
    nominal = [m for m in resolution.mentions if m.kind is MentionKind.NOMINAL and m.end <= len(phrase)]
    assert nominal[-1].actors == (actor,)


@pytest.mark.parametrize(
    ("day", "actor"), [(dt.date(2015, 3, 1), "francois-hollande"), (dt.date(2022, 3, 1), "emmanuel-macron")]
)
def test_an_office_goes_to_its_holder_on_the_day(read: Read, day: dt.date, actor: str) -> None:
    assert meant(read, "The French president visited Mali.", "The French president", day) == (actor,)


def test_an_unknown_name_has_the_same_id_in_another_article(read: Read) -> None:
    first = meant(read, "The Zarqand Liberation Front attacked a convoy in Mali.", "Zarqand Liberation Front")
    other = meant(read, "A convoy was hit. The Zarqand Liberation Front said so.", "Zarqand Liberation Front")
    assert first == other == ("x-zarqand-liberation-front",)


def test_an_unknown_actor_says_so_and_has_a_type(read: Read) -> None:
    _, resolution = read("The Zarqand Liberation Front attacked a convoy in Mali.")
    actor = resolution.actors["x-zarqand-liberation-front"]
    assert not actor.known
    assert actor.type is ActorType.ARMED_GROUP


def test_unnamed_groups_are_told_apart_by_country(read: Read) -> None:
    ids: set[str] = set()
    for country in ("Mali", "Nigeria"):
        text = f"In {country}, separatists attacked a village. {country} vowed revenge."
        ids.update(meant(read, text, "separatists"))
    assert len(ids) == 2
    assert all(i.startswith("u-") for i in ids)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Syrian rebels took a town in Syria.", "Syrian rebels", "rebels in Syria"),
        ("Turkish rebels took a town in Syria. Syria protested.", "Turkish rebels", "Turkish rebels in Syria"),
        ("In Syria, UN experts met Syria's leaders.", "UN experts", "UN experts in Syria"),
        ("Egyptian state television told of it in Egypt.", "Egyptian state television", "state television in Egypt"),
    ],
)
def test_a_group_is_called_by_what_tells_it_from_others(read: Read, text: str, phrase: str, name: str) -> None:
    parsed, resolution = read(text)
    (actor,) = meant(read, text, phrase)
    assert parsed.doc.text
    assert resolution.actors[actor].name == name


def test_a_homonym_goes_by_the_country_that_the_text_is_about(read: Read) -> None:
    libya = "In Libya, the militia Ansar al-Sharia attacked Benghazi. Libya mourned."
    tunisia = "In Tunisia, police arrested members of Ansar al-Sharia. Tunisia banned it."
    assert meant(read, libya, "Ansar al-Sharia") == ("ansar-al-sharia-libya",)
    assert meant(read, tunisia, "Ansar al-Sharia") == ("ansar-al-sharia-tunisia",)


def test_two_with_one_surname_are_not_merged(read: Read) -> None:
    text = "Anna Brelsk met Peter Brelsk in Mali. Brelsk then left."
    assert meant(read, text, "Anna Brelsk") != meant(read, text, "Peter Brelsk")
    assert meant(read, text, "Brelsk") not in (meant(read, text, "Anna Brelsk"), meant(read, text, "Peter Brelsk"))


def test_mercenaries_are_armed_and_no_company(read: Read) -> None:
    (mercenaries,) = meant(read, "Foreign mercenaries attacked a village in Mali.", "Foreign mercenaries")
    _, resolution = read("Foreign mercenaries attacked a village in Mali.")
    assert resolution.actors[mercenaries].type is ActorType.ARMED_GROUP


def test_no_month_is_part_of_a_persons_name(read: Read) -> None:
    _, resolution = read("On 12 September Kiir and Machar signed in Addis Ababa. Kiir then left South Sudan.")
    assert not [actor for actor in resolution.actors.values() if "September" in actor.name]
