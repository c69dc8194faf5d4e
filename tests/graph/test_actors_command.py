"""The commands `actors ...`, as an analyst runs them on a ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from conflictgraph import app
from graph.actors_command import app as actors_app
from graph.errors import QueryError
from graph.gazetteer import load_gazetteer
from graph.model import Actor, ActorType
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.decided import PAGES, claim

FRONT = Actor(id="x-zarqand", name="Zarqand Front", type=ActorType.ARMED_GROUP, countries=("ML",), known=False)
OTHER = Actor(id="x-zarkand", name="Zarkand Front", type=ActorType.ARMED_GROUP, countries=("ML",), known=False)
REBELS = Actor(id="u-rebels-in-mali", name="rebels in Mali", type=ActorType.ARMED_GROUP, known=False)
CLAIMS = [
    claim("page 1", "x-zarqand", "attacks", "mali", speaker="emmanuel-macron"),
    claim("page 1", "x-zarqand", "fights", "mali", at=1),
    claim("page 2", "x-zarkand", "attacks", "mali"),
    claim("page 2", "u-rebels-in-mali", "attacks", "mali", at=1),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a ledger of two articles."""
    known = load_gazetteer(data_dir() / "gazetteer").actors
    actors = {row.id: row for row in (FRONT, OTHER, REBELS, known["mali"], known["emmanuel-macron"])}
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        for page in PAGES.values():
            rows = [row for row in CLAIMS if row.article == page.id]
            ends = {end for row in rows for end in (row.subject, row.object, row.speaker) if end}
            ledger.put(page, [actors[end] for end in sorted(ends)], rows, extractor="1")
    return tmp_path


def actors_run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["actors", *arguments, "--home", str(home)])


def answer(home: Path, *arguments: str) -> list[dict[str, Any]]:
    result = actors_run(home, *arguments, "--format", "json")
    assert result.exit_code == 0, (result.output, result.exception)
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_find_knows_the_graph_and_the_gazetteer(home: Path) -> None:
    assert [row["id"] for row in answer(home, "find", "zarqand front")] == ["x-zarqand", "x-zarkand"]
    (first, *_) = answer(home, "find", "EMMANUEL macron")
    assert (first["id"], first["score"], first["claims"]) == ("emmanuel-macron", 100.0, 1)
    assert answer(home, "find", "omar el bechir")[0]["claims"] == 0


def test_find_says_so_where_nobody_is_called_that(home: Path) -> None:
    result = actors_run(home, "find", "qqqqqqqq")
    assert result.exit_code == 0
    assert "nobody is called 'qqqqqqqq', or nearly so" in result.stderr


def test_show_tells_names_offices_relations_and_events(home: Path) -> None:
    rows = answer(home, "show", "Macron")
    assert {"part": "office", "what": "president", "with": "France"}.items() <= next(
        row for row in rows if row["part"] == "office" and row["what"] == "president"
    ).items()
    rows = answer(home, "show", "x-zarqand")
    assert [row["what"] for row in rows if row["part"] == "name"] == ["Zarqand Front"]
    told = [
        (row["part"], row["what"], row["with"], row["claims"]) for row in rows if row["part"] in ("relation", "event")
    ]
    assert sorted(told[:2]) == [("relation", "attacks", "Mali", 1), ("relation", "fights", "Mali", 1)]
    assert len(told) == 4
    assert {row["first"] for row in rows if row["part"] == "event"} == {"2022-02-17"}
    seen_from_mali = [row["what"] for row in answer(home, "show", "mali") if row["part"] == "relation"]
    assert "is attacked by" in seen_from_mali


def test_show_of_nobody_is_refused(home: Path) -> None:
    result = actors_run(home, "show", "Zarqand Frontt")
    assert isinstance(result.exception, QueryError)
    assert "did you mean Zarqand Front" in str(result.exception)


def test_new_lists_who_the_gazetteer_lacks_with_sentences(home: Path) -> None:
    rows = answer(home, "new")
    assert [(row["id"], row["claims"]) for row in rows] == [("x-zarqand", 2), ("x-zarkand", 1)]
    assert set(rows[0]["sentences"]) == {CLAIMS[0].sentence, CLAIMS[1].sentence}
    assert [row["id"] for row in answer(home, "new", "--unnamed")][-2:] == ["u-rebels-in-mali", "x-zarkand"]
    assert "only the first 1 of 2 rows" in actors_run(home, "new", "--limit", "1").stderr


def test_candidates_are_listed_and_nothing_is_merged_before_a_person_decides(home: Path) -> None:
    (row,) = answer(home, "candidates")
    assert (row["actor"], row["other"], row["same_country"], row["shared_partners"]) == (
        "x-zarkand",
        "x-zarqand",
        True,
        1,
    )
    before = answer(home, "export")
    assert {"x-zarkand", "x-zarqand"} <= {each["id"] for each in before}
    merge = ["correct", "merge", "x-zarkand", "x-zarqand", "--reason", "one group", "--home", str(home)]
    assert CliRunner().invoke(app, merge).exit_code == 0
    assert answer(home, "candidates") == []
    (left,) = [each for each in answer(home, "export") if each["id"].startswith("x-")]
    assert (left["aliases"], left["claims"], left["known"]) == (["Zarkand Front"], 3, False)


def test_every_command_and_option_says_what_it_does() -> None:
    for command in get_command(actors_app).commands.values():  # type: ignore[attr-defined]  # an app of many is a group
        assert command.help
        assert not [option.name for option in command.params if not getattr(option, "help", None)]
