"""The command `schedule`: once, until it is told to end, and by systemd."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.stores.ledger import Ledger
from graph.stores.records import STOPPED
from tests.command import ROOT, command
from tests.ingest.news import drop

DOCS = ROOT / "docs"


@pytest.mark.model
def test_once_reads_what_is_due_says_so_in_json_with_the_run_and_exits(tmp_path: Path) -> None:
    feeds = drop(tmp_path, range(3))
    once = ("schedule", "--once", "--no-load", "--feeds", str(feeds), "--jobs", "1")
    done = command("--log-json", *once, home=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [(line["message"], line["run"], line["feed"]) for line in lines] == [
        ("begins", 1, "drop"),
        ("done", 1, "drop"),
    ]
    assert lines[1]["new"] == 3
    again = command(*once, home=tmp_path)
    assert (again.returncode, again.stderr) == (0, "0 of 1 feeds read\n")
    assert command(*once, "--feed", "nosuch", home=tmp_path).returncode == 2
    feeds.write_text(feeds.read_text().replace("true", "false"))
    off = command(*once, home=tmp_path)
    assert (off.returncode, off.stderr.count("\n")) == (1, 1)


@pytest.mark.model
def test_sigterm_ends_a_schedule_well_in_the_midst_of_a_run(tmp_path: Path) -> None:
    feeds = drop(tmp_path, range(60))
    line = [sys.executable, "-m", "conflictgraph", "schedule", "--no-load", "--feeds", str(feeds), "--jobs", "1"]
    environment = {**os.environ, "CONFLICTGRAPH_HOME": str(tmp_path)}
    with subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        next(line for line in process.stderr if "begins" in line)
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(timeout=120) == 0, rest
    assert "Traceback" not in rest
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        assert ledger.runs(1)[0].failed == STOPPED
        assert ledger.counts().articles < 60


def test_the_systemd_units_of_the_docs_hold(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("systemd-analyze is not installed")
    program = tmp_path / "conflictgraph"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    units = re.findall(r"```ini\n# (\S+)\n(.*?)```", (DOCS / "schedule.md").read_text(encoding="utf-8"), re.DOTALL)
    assert {name for name, _ in units} == {
        "conflictgraph.service",
        "conflictgraph-once.service",
        "conflictgraph-once.timer",
    }
    for name, text in units:
        (tmp_path / name).write_text(text.replace("/opt/conflictgraph/.venv/bin/conflictgraph", str(program)))
    done = subprocess.run(
        [verify, "verify", *(str(tmp_path / name) for name, _ in units)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
