"""The gazetteer: what is found in a text, who is meant by a shared name, and how a broken file is named."""

from __future__ import annotations

import datetime as dt
import gc
import json
import shutil
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.forms import Form, FormKind, Matcher, fold
from graph.gazetteer import Context, Gazetteer, day_of, load_gazetteer
from graph.model import ActorType
from graph.settings import data_dir

FOLDER = data_dir() / "gazetteer"


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships; it never changes once loaded."""
    return load_gazetteer(FOLDER)


def found(text: str) -> list[tuple[str, set[str]]]:
    """Each name found in a text, with the actors that bear it."""
    return [(text[m.start : m.end], {form.actor for form in m.forms}) for m in gazetteer().find(text)]


def test_the_longest_name_wins() -> None:
    assert ("Guinea-Bissau", {"guinea-bissau"}) in found("He left Guinea-Bissau for Guinea.")
    assert found("South Sudan")[0] == ("South Sudan", {"south-sudan"})


@pytest.mark.parametrize("name", ["Cote d'Ivoire", "Côte d’Ivoire", "Côte d'Ivoire", "cote d'Ivoire"])
def test_accents_and_apostrophes_do_not_matter(name: str) -> None:
    assert found(f"from {name} to")[0][1] == {"cote-d-ivoire"}


def test_one_word_names_respect_case() -> None:
    assert not found("she fared far better and the fur coat was chad")
    assert found("Chad")[0][1] == {"chad"}


def test_an_acronym_may_be_written_like_a_word() -> None:
    assert found("Minusma")[0][1] == found("MINUSMA")[0][1] == {"minusma"}


def test_a_name_does_not_reach_over_a_sentence_end() -> None:
    assert found("They went South. Sudan answered.") == [("Sudan", {"sudan"})]


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("French", FormKind.ADJECTIVE, "france"),
        ("Ivorian", FormKind.ADJECTIVE, "cote-d-ivoire"),
        ("British", FormKind.ADJECTIVE, "united-kingdom"),
        ("Kyiv", FormKind.CITY, "ukraine"),
        ("Kiev", FormKind.CITY, "ukraine"),
        ("U.S.", FormKind.NAME, "united-states"),
        ("DRC", FormKind.NAME, "dr-congo"),
        ("Republic of Mali", FormKind.NAME, "mali"),
        ("the Kremlin", FormKind.INSTITUTION, "russia"),
    ],
)
def test_states_come_from_libraries_and_the_rest_from_states_toml(text: str, kind: FormKind, actor: str) -> None:
    assert (kind, actor) in {(form.kind, form.actor) for form in gazetteer().forms(text)}


@pytest.mark.parametrize(
    ("day", "holder"),
    [(dt.date(2015, 6, 1), "francois-hollande"), (dt.date(2022, 6, 1), "emmanuel-macron")],
)
def test_offices_are_held_on_a_day(day: dt.date, holder: str) -> None:
    assert gazetteer().holders("france", "president", day) == (holder,)


def test_nobody_holds_an_office_on_an_unknown_day() -> None:
    assert gazetteer().holders("france", "president", None) == ()


def test_a_shared_name_goes_to_the_one_whose_country_the_text_is_about() -> None:
    forms = gazetteer().forms("Ansar al-Sharia")
    for code, actor in (
        ("LY", "ansar-al-sharia-libya"),
        ("TN", "ansar-al-sharia-tunisia"),
        ("YE", "ansar-al-sharia-yemen"),
    ):
        chosen = gazetteer().choose(forms, Context(countries={code: 3.0}))
        assert chosen is not None
        assert chosen.actor == actor


@pytest.mark.parametrize(
    ("day", "army"),
    [
        (dt.date(2019, 10, 14), "syrian-arab-army"),
        (dt.date(2025, 10, 14), "new-syrian-army"),
        (None, "new-syrian-army"),
    ],
)
def test_an_army_and_what_it_is_called_are_of_their_time(day: dt.date | None, army: str) -> None:
    assert gazetteer().army("SY", day) == army
    if day:
        chosen = gazetteer().choose(gazetteer().forms("Syrian army"), Context(day=day))
        assert chosen is not None
        assert chosen.actor == army


def test_of_two_armies_that_are_no_more_none_is_taken_for_the_army_of_the_country() -> None:
    assert gazetteer().army("BA", dt.date(2000, 1, 1)) is None
    assert gazetteer().army("AZ", dt.date(2010, 1, 1)) == "azerbaijan-army"


def test_a_form_with_a_hint_needs_support() -> None:
    forms = tuple(form for form in gazetteer().forms("Rambo") if form.hint)
    assert forms
    assert gazetteer().choose(forms, Context()) is None
    named = gazetteer().choose(forms, Context(text=forms[0].hint or ""))
    assert named is not None
    assert named.actor == "alfred-yekatom"


def test_a_dated_description_follows_its_holder() -> None:
    forms = gazetteer().forms("UN chief")
    for day, actor in ((dt.date(2014, 1, 1), "ban-ki-moon"), (dt.date(2020, 1, 1), "antonio-guterres")):
        chosen = gazetteer().choose(forms, Context(day=day))
        assert chosen is not None
        assert chosen.actor == actor


def test_what_counts_as_a_state_is_one() -> None:
    states = {gazetteer().actors[state].type for state in gazetteer().stands_for.values()}
    assert states == {ActorType.STATE}
    assert gazetteer().stands_for["barkhane"] == "france"


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("actors.jsonl", '{"id": "a", "name": "A"}', "name_fr"),
        ("ambiguous.jsonl", '{"text": "A", "ids": ["no-such"], "overlap": false, "note": ""}', "no-such"),
        ("metonyms.jsonl", '{"text": "A", "lang": "en", "id": "no-such", "type": "state", "kind": "city"}', "no-such"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(FOLDER, folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    (folder / file).write_text("\n".join([lines[0], line, *lines[1:]]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        load_gazetteer(folder)
    assert (caught.value.path.name, caught.value.line) == (file, 2)


def test_an_unknown_id_in_grain_toml_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(FOLDER, folder)
    grain = folder / "grain.toml"
    grain.write_text(
        grain.read_text(encoding="utf-8").replace('barkhane = "france"', 'barkhane = "no-such"'), encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"grain\.toml.*no-such"):
        load_gazetteer(folder)


def test_every_id_is_of_one_actor_and_sorted() -> None:
    ids = [json.loads(line)["id"] for line in (FOLDER / "actors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == sorted(set(ids))


@given(st.text(max_size=60))
def test_matches_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for match in gazetteer().find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@given(st.text(max_size=20))
@example("\N{MATHEMATICAL SANS-SERIF BOLD ITALIC CAPITAL ALPHA}")
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.lists(st.sampled_from(["Alpha", "Beta", "Gamma"]), min_size=1, max_size=4))
def test_a_form_is_found_wherever_it_stands(names: list[str]) -> None:
    name = " ".join(names)
    matcher = Matcher.of([Form(name, "x")])
    assert [(m.start, m.end) for m in matcher.find(f"so {name}, again")] == [(3, 3 + len(name))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2020-02-03", (2020, 2, 3), (2020, 2, 3)),
    ],
)
def test_partial_dates_span_what_they_leave_open(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert (day_of(text), day_of(text, last=True)) == (dt.date(*first), dt.date(*last))


def test_matching_is_quick() -> None:
    text = (
        "Mali's junta met the Wagner Group in Bamako, and French President Emmanuel Macron said no such thing. " * 500
    )
    gazetteer()
    gc.collect()  # a collection of all that the run has loaded takes as long as the matching itself
    started = time.process_time()
    count = sum(1 for _ in gazetteer().find(text))
    speed = len(text.split()) / (time.process_time() - started)
    assert count >= 2000
    assert speed > 50_000, f"{speed:.0f} words/s; 180,000 are usual, a crowded machine has half of that"
