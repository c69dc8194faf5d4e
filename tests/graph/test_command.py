"""How a command ends: exit codes, one line on stderr, and silence where nobody listens any more."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.logs import JsonFormatter

ROOT = Path(__file__).parents[2]

APP = """
import typer
from pathlib import Path
from graph.command import run
from graph.errors import DataError, StoreError, UsageError

app = typer.Typer(pretty_exceptions_enable=False)

@app.command()
def store(): raise StoreError("no server\\n  answers at bolt://x")

@app.command()
def data(): raise DataError("relation 'x' is unknown", Path("data/lexicon/en.toml"), 7)

@app.command()
def usage(): raise UsageError("--a and --b exclude each other")

@app.command()
def partly():
    typer.echo("a result")
    raise StoreError("gone")

@app.command()
def fine(): typer.echo("a result")

@app.command()
def bug(): {}["secret"]

@app.command()
def wait():
    import time
    typer.echo("ready")
    time.sleep(60)

@app.command()
def flood():
    while True:
        typer.echo("x" * 1000)

run(app)
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "app.py"
    path.write_text(APP, encoding="utf-8")
    return path


def start(script: Path, command: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, script, command], stdout=pipe, stderr=pipe, text=True, env=environment)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize(
    ("command", "code", "line"),
    [
        ("store", 1, "conflictgraph: no server answers at bolt://x\n"),
        ("data", 1, "conflictgraph: data/lexicon/en.toml:7: relation 'x' is unknown\n"),
        ("usage", 2, "conflictgraph: --a and --b exclude each other\n"),
    ],
)
def test_an_error_is_one_line_and_a_code(script: Path, command: str, code: int, line: str) -> None:
    assert finish(start(script, command)) == (code, "", line)


def test_results_stay_on_stdout_when_the_rest_fails(script: Path) -> None:
    assert finish(start(script, "partly")) == (1, "a result\n", "conflictgraph: gone\n")


def test_success_is_zero_and_says_nothing_more(script: Path) -> None:
    assert finish(start(script, "fine")) == (0, "a result\n", "")


def test_an_unknown_command_is_wrong_usage(script: Path) -> None:
    code, out, err = finish(start(script, "nonsense"))
    assert (code, out) == (2, "")
    assert "nonsense" in err


def test_a_mistake_of_our_own_is_not_dressed_up_as_an_error_of_the_users(script: Path) -> None:
    code, _, err = finish(start(script, "bug"))
    assert code == 1
    assert "Traceback" in err
    assert "KeyError: 'secret'" in err


def test_an_interrupt_ends_it_without_a_traceback(script: Path) -> None:
    process = start(script, "wait")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    code, _, err = finish(process)
    assert code == 130
    assert "Traceback" not in err


def test_a_reader_that_leaves_early_ends_it_quietly(script: Path) -> None:
    process = start(script, "flood")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 1


def test_a_json_log_line_is_one_line_whatever_it_says() -> None:
    record = logging.LogRecord("ingest.job", logging.WARNING, "job.py", 1, "skipped %s\né", ("a.txt",), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    row = json.loads(line)
    assert (row["level"], row["logger"], row["message"]) == ("warning", "ingest.job", "skipped a.txt\né")
    assert row["time"].endswith("+00:00")
