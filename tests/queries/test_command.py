"""The command `query`: what it lists and tells, and how it refuses, without a server being asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from queries.catalog import load_catalog

ROOT = Path(__file__).parents[2]


def query(*arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"CONFLICTGRAPH_HOME": str(home)} if home else {})
    environment.pop("CONFLICTGRAPH_NEO4J__URI", None)
    command = [sys.executable, "-m", "queries", "query", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120, check=False)


def test_the_list_names_every_question_with_title_and_parameters() -> None:
    done = query("--list", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    listed = {row["name"]: row for row in json.loads(done.stdout)}
    assert listed.keys() == load_catalog().keys()
    assert listed["path"]["parameters"] == "from to [status]"


def test_a_description_tells_kind_default_and_meaning_of_each_parameter() -> None:
    done = query("who-negotiates", "--describe")
    assert done.returncode == 0
    for parameter in load_catalog()["who-negotiates"].parameters:
        assert f"  {parameter.name} ({parameter.kind}, default {parameter.default}): {parameter.help}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["who-negotiate"], 1, "no query is called 'who-negotiate'; did you mean who-negotiates?"),
        (["path", "--cypher", "RETURN 1"], 2, "query takes one of NAME, --cypher and --list"),
        (["--describe"], 2, "query takes one of NAME, --cypher and --list"),
        (["overview", "--format", "parquet"], 2, "parquet is no text: name a file with --out"),
        (["overview", "--explain", "--write"], 2, "--write goes with --cypher: named questions only read"),
        (
            ["overview", "--explain", "--out", "x.csv"],
            2,
            "--explain only shows the plan: it goes with none of --out, --draw and --write",
        ),
        (["path", "--write"], 2, "--write goes with --cypher: named questions only read"),
        (["path", "--param", "from"], 2, "--param 'from' is not written NAME=VALUE"),
        (["path", "-p", "to=a", "-p", "to=b"], 2, "--param to is given twice"),
        (["path", "--user", "me"], 2, "--user and --database go with --to, or a Neo4j server in the settings"),
    ],
)
def test_a_refusal_is_one_line_and_a_code(arguments: list[str], code: int, line: str) -> None:
    done = query(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"conflictgraph: {line}\n")


def test_own_cypher_is_read_from_stdin_or_the_line_cut_at_the_limit_and_can_not_write(tmp_path: Path) -> None:
    done = query("--cypher", "UNWIND range(1, 3) AS x RETURN x", "--limit", "2", "--format", "csv", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "x\n1\n2\n")
    assert "conflictgraph: only the first 2 rows; --limit shows more\n" in done.stderr
    done = query("--cypher", "CREATE (:Actor {id: 'x'})", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


def test_no_rows_are_told_with_the_restriction_that_nobody_asked_for(tmp_path: Path) -> None:
    assert query("--cypher", "CREATE (:Actor {id: 'x', name: 'X'})", "--write", home=tmp_path).returncode == 0
    done = query("who-negotiates", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "conflictgraph: no rows; only occurred,ongoing,planned are asked for, --param status=any" in done.stderr
    done = query("who-negotiates", "--param", "status=any", home=tmp_path)
    assert done.stderr.splitlines()[-1] == "conflictgraph: no rows"
    assert query("who-negotiates", "--param", "actor=x", home=tmp_path).returncode == 0


def test_that_nothing_was_read_yet_is_said(tmp_path: Path) -> None:
    done = query("who-negotiates", "--param", "actor=Mali", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "parameter 'actor': the graph holds no actors yet: run or ingest articles first" in done.stderr
    done = query("who-negotiates", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "conflictgraph: no rows; the graph holds no actors yet: run or ingest articles first" in done.stderr
