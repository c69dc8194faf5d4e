"""The commands `correct ...`, as an analyst runs them on a ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conflictgraph import app
from graph.errors import ConflictGraphError
from graph.ontology import Ontology
from graph.projection import Projection, project
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.decided import ACTORS, DIRECTED, PAGES, SYMMETRIC, claim

CLAIMS = [claim("page 1", "a", DIRECTED, "b", speaker="c"), claim("page 1", "b", SYMMETRIC, "c", at=1)]
ATTACK, FIGHT = (row.id for row in CLAIMS)
WHY = ("--reason", "seen on the ground", "--author", "Awa")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a ledger of one article."""
    put(tmp_path, "1")
    return tmp_path


def put(home: Path, extractor: str) -> None:
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        ledger.put(PAGES["page 1"], [ACTORS[key] for key in "abc"], CLAIMS, extractor=extractor)


def graph(home: Path) -> Projection:
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        return project(ledger, Ontology.load(data_dir() / "ontology"))


def correct(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["correct", *arguments, "--home", str(home)])


def done(home: Path, *arguments: str) -> str:
    result = correct(home, *arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def refusal(home: Path, *arguments: str) -> str:
    result = correct(home, *arguments)
    assert isinstance(result.exception, ConflictGraphError)
    return str(result.exception)


def listed(home: Path, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done(home, "list", "--format", "csv", *options))))


def test_each_decision_changes_the_graph_and_undo_brings_it_back(home: Path) -> None:
    before = graph(home)
    decisions = [
        ("merge", "a alias", "C"),
        ("rename", "c", "Cé", "--fr", "Cè"),
        ("type", "b", "armed-group"),
        ("retype", FIGHT[:8], "meets-with"),
        ("flip", ATTACK),
        ("status", ATTACK, "denied"),
        ("reject", ATTACK),
    ]
    graphs = [before]
    ids = []
    for decision in decisions:
        ids.append(done(home, *decision, *WHY).split()[0])
        graphs.append(graph(home))
        assert graphs[-1] != graphs[-2]
    put(home, "2")
    assert graph(home) == graphs[-1]
    assert [row["id"] for row in listed(home)] == ids
    assert {(row["author"], row["reason"]) for row in listed(home)} == {("Awa", "seen on the ground")}
    for identifier, earlier in zip(reversed(ids), reversed(graphs[:-1]), strict=True):
        done(home, "undo", identifier[:10], *WHY)
        assert graph(home) == earlier
    assert graph(home) == before


def test_a_merged_actor_is_parted_by_its_own_name(home: Path) -> None:
    before = graph(home)
    done(home, "merge", "a", "c", *WHY)
    done(home, "unmerge", "A", *WHY)
    assert graph(home) == before


def test_a_merge_may_lead_to_an_actor_that_only_the_gazetteer_knows(home: Path) -> None:
    assert "merge a into jnim" in done(home, "merge", "a", "JNIM", *WHY)
    assert next(actor for actor in graph(home).actors if actor.id == "jnim").known


def test_a_name_that_two_of_the_graph_bear_is_refused_though_the_gazetteer_has_one_bearer(home: Path) -> None:
    done(home, "rename", "a", "JNIM", *WHY)
    done(home, "rename", "b", "JNIM", *WHY)
    assert "'JNIM' may be a or b: give the id" in refusal(home, "merge", "c", "JNIM", *WHY)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("merge", "a", "A"), "are one actor already"),
        (("merge", "nobody", "a"), "no actor of the graph is called 'nobody'"),
        (("unmerge", "a"), "no actor of the graph is called 'a'"),
        (("reject", "zzz"), "there is no claim 'zzz'"),
        (("reject", ""), "the ids of 2 claims begin with ''"),
        (("flip", FIGHT), "would change nothing"),
        (("retype", ATTACK, "nags"), "relation 'nags' is not in the ontology"),
        (("retype", ATTACK, "appoints"), "its object b is a state, and appoints is for: person"),
        (("status", ATTACK, "occurred"), "would change nothing"),
        (("rename", "a", ""), "at least 1 character"),
        (("undo", "zzz"), "there is no correction 'zzz'"),
    ],
)
def test_what_can_not_be_meant_is_refused_and_not_kept(home: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in refusal(home, *arguments, *WHY)
    assert listed(home) == []


def test_a_reason_is_needed(home: Path) -> None:
    assert correct(home, "reject", ATTACK).exit_code == 2
    assert "at least 1 character" in refusal(home, "reject", ATTACK, "--reason", "")


def test_undone_twice_is_refused_and_an_undo_may_be_undone(home: Path) -> None:
    made = done(home, "reject", ATTACK, *WHY).split()[0]
    rejected = graph(home)
    back = done(home, "undo", made, *WHY).split()[0]
    assert "is undone already" in refusal(home, "undo", made, *WHY)
    done(home, "undo", back, *WHY)
    assert graph(home) == rejected
    assert [row["note"] for row in listed(home)] == ["", "undone", ""]


def test_what_no_longer_applies_is_listed_and_told_by_load(home: Path) -> None:
    done(home, "reject", ATTACK, *WHY)
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        ledger.put(PAGES["page 1"], [ACTORS[key] for key in "bc"], CLAIMS[1:], extractor="2")
    (row,) = listed(home, "--stale")
    assert (row["applies"], row["note"]) == ("no", "the sentence is not read so any longer")
    loaded = CliRunner().invoke(app, ["load", "--home", str(home)])
    assert f"correction {row['id']}: the sentence is not read so any longer" in loaded.stderr


def test_export_and_import_share_a_log_and_twice_adds_nothing(home: Path, tmp_path: Path) -> None:
    done(home, "merge", "a", "c", *WHY)
    done(home, "reject", FIGHT, *WHY)
    other = tmp_path / "other"
    put(other, "1")
    file = tmp_path / "corrections.jsonl"
    file.write_text(done(home, "export"), encoding="utf-8")
    assert done(other, "import", str(file)) == "2 read, 2 new\n"
    assert done(other, "import", str(file)) == "2 read, 0 new\n"
    assert graph(other) == graph(home)
    assert done(other, "export") == file.read_text(encoding="utf-8")


def test_a_broken_line_of_a_log_is_named_and_nothing_is_taken_over(home: Path, tmp_path: Path) -> None:
    done(home, "merge", "a", "c", *WHY)
    line = json.loads(done(home, "export"))
    file = tmp_path / "corrections.jsonl"
    file.write_text(json.dumps(line) + "\n" + json.dumps(line | {"author": "Mallory"}) + "\n", encoding="utf-8")
    other = tmp_path / "other"
    put(other, "1")
    assert f"{file}:2: the id of correction" in refusal(other, "import", str(file))
    assert listed(other) == []


def test_every_command_and_option_says_what_it_does() -> None:
    from typer.main import get_command

    from graph.correct_command import app as corrections

    for command in get_command(corrections).commands.values():  # type: ignore[attr-defined]  # an app of many is a group
        assert command.help
        assert not [option.name for option in command.params if not getattr(option, "help", None)]
