"""The command as a user meets it: its verbs, its help, how fast it answers, and that the README knows it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from conflictgraph import COMMANDS, app

ROOT = Path(__file__).parents[1]
CONTRACT = (
    "run",
    "ingest",
    "extract",
    "status",
    "load",
    "query",
    "analyse",
    "draw",
    "export",
    "serve-bolt",
    "eval",
    "check",
)
HEAVY = ("spacy", "neo4j", "pyvis", "networkx", "sqlalchemy", "trafilatura", "thinc", "pyarrow")


def conflictgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "conflictgraph.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)


def verbs() -> list[str]:
    group = get_command(app)
    return list(group.list_commands(typer.Context(group)))  # type: ignore[attr-defined]  # an app of many is a group


def test_every_verb_of_the_contract_is_there_and_each_is_in_the_order() -> None:
    assert set(CONTRACT) <= set(verbs())
    assert verbs() == [name for name in COMMANDS if name in verbs()]


@pytest.mark.parametrize("name", verbs())
def test_every_command_says_what_it_does_and_so_does_each_option(name: str) -> None:
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.help
    assert command.help.strip()
    silent = [option.name for option in command.params if not getattr(option, "help", None)]
    assert not silent


@pytest.mark.parametrize("name", verbs())
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"conflictgraph {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['conflictgraph', '--help']\n"
        "try:\n    import conflictgraph; conflictgraph.main()\n"
        f"finally:\n    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    assert done.returncode == 0
    assert "serve-bolt" in done.stdout
    assert done.stderr == "[]\n"


def test_the_version_is_that_of_the_project() -> None:
    done = conflictgraph("--version")
    assert (done.returncode, done.stdout) == (0, f"conflictgraph {version('conflictgraph')}\n")


@pytest.mark.parametrize("arguments", [["fly"], ["query", "--format", "clay"], ["--log-level", "loud", "check"]])
def test_wrong_usage_is_exit_code_2_and_stdout_stays_empty(arguments: list[str]) -> None:
    done = conflictgraph(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("package", ["graph", "ingest", "queries"])
def test_each_package_runs_alone(package: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", package, "--help"], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_a_check_of_the_projects_own_data_passes() -> None:
    done = conflictgraph("check")
    assert (done.returncode, done.stderr) == (0, "")
