"""`--require`: a skip of what must run is a failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"

TESTS = """
import pytest

@pytest.mark.neo4j
def test_by_call(): pytest.skip("no server")

@pytest.mark.browser
@pytest.mark.skipif(True, reason="no chromium")
def test_by_mark(): pass

@pytest.fixture
def server(): pytest.skip("not started")

@pytest.mark.neo4j
def test_by_fixture(server): pass

@pytest.mark.neo4j
@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False

def test_unmarked(): pytest.skip("elsewhere")

def test_passes(): pass
"""

INI = """[pytest]
markers =
    neo4j: x
    browser: x
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pytest.ini").write_text(INI, encoding="utf-8")
    (folder / "test_it.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_without_it_a_skip_is_a_skip(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert "1 passed, 4 skipped, 1 xfailed" in done.stdout
    assert done.returncode == 0


def test_a_required_skip_fails_with_its_reason_however_it_was_skipped(tmp_path: Path) -> None:
    done = run(tmp_path, "--require", "neo4j,browser")
    assert done.returncode == 1
    for reason in ("no server", "no chromium", "not started"):
        assert reason in done.stdout
    assert "1 skipped" in done.stdout
    assert "1 xfailed" in done.stdout


def test_only_what_is_required_fails(tmp_path: Path) -> None:
    done = run(tmp_path, "--require", "browser")
    assert "no chromium" in done.stdout
    assert done.returncode == 1
    assert "3 skipped" in done.stdout


@pytest.mark.parametrize("typo", ["neo4", "neo4j,browsers"])
def test_an_unknown_marker_is_refused(tmp_path: Path, typo: str) -> None:
    done = run(tmp_path, "--require", typo)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "is none of neo4j, postgres, s3, browser, model" in done.stderr
