"""What `graph.audit` finds in a gazetteer whose lines are each right for themselves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.audit import problems
from graph.errors import DataError
from graph.settings import data_dir

FOLDER = data_dir() / "gazetteer"

ROW: dict[str, Any] = {
    "id": "zz-front",
    "name": "Front of the Far Dunes",
    "name_fr": "Front des dunes lointaines",
    "type": "armed-group",
    "countries": ["ML"],
    "from": "2015",
    "to": None,
    "aliases": [{"text": "FFD-Zz", "lang": "mul"}],
    "parents": [],
    "predecessors": [],
}


@pytest.fixture
def audit(tmp_path: Path) -> Callable[..., list[str]]:
    """Appends rows to a copy of the real gazetteer and tells its problems, without the folder."""
    folder = tmp_path / "gazetteer"
    shutil.copytree(FOLDER, folder)

    def appending(*rows: dict[str, Any]) -> list[str]:
        with (folder / "actors.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(ROW | row) + "\n" for row in rows)
        return [str(problem).removeprefix(f"{folder}/") for problem in problems(folder)]

    return appending


LAST = len((FOLDER / "actors.jsonl").read_text(encoding="utf-8").splitlines())


def test_the_gazetteer_of_the_project_has_no_problem() -> None:
    assert [str(problem) for problem in problems(FOLDER)] == []


def test_a_good_row_more_is_none_either(audit: Callable[..., list[str]]) -> None:
    assert audit({}) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "aaa"}, "'aaa' must stand before "),
        (
            {"parents": [{"id": "nobody", "relation": "part-of", "from": None, "to": None}]},
            "refers to 'nobody', which is",
        ),
        ({"predecessors": ["nobody"]}, "'zz-front' refers to 'nobody', which is no actor"),
        ({"parents": [{"id": "zz-front", "relation": "member-of"}]}, "'zz-front' refers to itself"),
        ({"aliases": [{"text": "Zz", "lang": "en"}, {"text": "Zz", "lang": "fr"}]}, "has the alias 'Zz' twice"),
        ({"from": "2015", "to": "2014-12"}, "a span that ends in 2014-12, before its start in 2015"),
    ],
)
def test_a_row_that_does_not_fit_the_others_is_named(
    audit: Callable[..., list[str]], row: dict[str, Any], message: str
) -> None:
    (found,) = audit(row)
    assert found.startswith(f"actors.jsonl:{LAST + 1}: ")
    assert message in found


def test_a_span_inside_one_year_is_no_problem(audit: Callable[..., list[str]]) -> None:
    assert audit({"from": "2015-03", "to": "2015"}) == []


def test_an_id_that_stands_twice_is_named_at_its_second_line(audit: Callable[..., list[str]]) -> None:
    assert audit({}, {}) == [f"actors.jsonl:{LAST + 2}: 'zz-front' stands twice"]


def test_a_cycle_of_part_of_is_named_at_each_member(audit: Callable[..., list[str]]) -> None:
    above = [{"id": "zz-wing", "relation": "part-of"}]
    below = [{"id": "zz-front", "relation": "part-of"}]
    wing = {"id": "zz-wing", "name": "Wing of the Far Dunes", "name_fr": "Aile", "aliases": [], "parents": below}
    found = audit({"parents": above}, wing)
    assert [line.split(": ")[1].split(" is ")[0] for line in found] == ["'zz-front'", "'zz-wing'"]


def test_a_name_with_two_holders_is_named_unless_their_times_are_apart(audit: Callable[..., list[str]]) -> None:
    other = {"id": "zz-other", "aliases": [], "name_fr": "Autre front"}
    (found,) = audit({"from": "2015", "to": "2017"}, other | {"from": "2016"})
    assert found.startswith(f"actors.jsonl:{LAST + 2}: 'Front of the Far Dunes' is also a name of 'zz-front'")


def test_the_same_name_one_after_the_other_is_no_problem(audit: Callable[..., list[str]]) -> None:
    other = {"id": "zz-other", "aliases": [], "name_fr": "Autre front"}
    assert audit({"from": "2015", "to": "2017"}, other | {"from": "2018"}) == []


def test_a_broken_line_stops_the_audit(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteer"
    shutil.copytree(FOLDER, folder)
    with (folder / "actors.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "zz-cut", "name": "Cut of')
    with pytest.raises(DataError, match=rf"actors\.jsonl:{LAST + 1}: "):
        list(problems(folder))
