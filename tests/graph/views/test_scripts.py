"""The page's script: linted as the page joins it, and its computing modules tested by themselves in Node."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import playwright

from graph.views.columns import pack
from graph.views.html import joined_scripts

SCRIPTS = Path(__file__).parent / "scripts"
NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
"""The one that the browser tests are driven by."""


def lint(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "page.js"
    path.write_text(script, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("oxlint")), "-c", str(SCRIPTS / "oxlint.json"), str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_script_has_no_fault_that_a_linter_finds(tmp_path: Path) -> None:
    done = lint(joined_scripts(), tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_linter_sees_what_it_must(tmp_path: Path) -> None:
    """Or the test above could not fail."""
    script = joined_scripts().replace(
        "function folded(", "function unused() { return missing == 1; }\nfunction folded(", 1
    )
    done = lint(script, tmp_path)
    assert done.returncode != 0
    for rule in ("no-unused-vars", "no-undef", "eqeqeq"):
        assert rule in done.stdout


def test_the_computing_modules_do_what_they_say(tmp_path: Path) -> None:
    packed = tmp_path / "packed.json"
    packed.write_text(json.dumps([[values, pack(values)] for values in columns()]), encoding="utf-8")
    command = [str(NODE), "--test", "--test-reporter=tap", *map(str, sorted(SCRIPTS.glob("*.test.mjs")))]
    environment = os.environ | {"PACKED": str(packed)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "# skipped 0" in done.stdout
    assert "# pass 22" in done.stdout


def columns() -> list[list[Any]]:
    dice = random.Random(5)
    rows: list[list[Any]] = [[], [0], [-1], ["", None, True, False, 1, 0.5], ['é<&>\\"\u2028'] * 9]
    for top in (1, 87, 88, 7743, 7744, 10**6, 2**40):
        rows.append([dice.randint(0, top) for _ in range(50)])
        rows.append([dice.randint(-top, top) for _ in range(50)])
        rows.append(sorted(dice.randint(0, top) for _ in range(50)))
        rows.append([f"w{dice.randint(0, min(top, 200))}" for _ in range(400)])
    return rows
