"""Where the packages come from. Their names are plain words, so that another distribution could shadow them."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "ingest", "queries")
DATA = ("gazetteer", "lexicon", "models", "ontology")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in the wheel, as the project's own build backend makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_lies_in_this_checkout(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    assert Path(module.__file__).parent == ROOT / name


@pytest.mark.parametrize("name", [*PACKAGES, "conflictgraph"])
def test_no_other_distribution_provides_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"conflictgraph"}


def test_the_command_is_the_only_script() -> None:
    scripts = [entry for entry in distribution("conflictgraph").entry_points if entry.group == "console_scripts"]
    assert [(script.name, script.value) for script in scripts] == [("conflictgraph", "conflictgraph:main")]


def test_the_project_can_not_be_uploaded_by_accident() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]


def test_the_wheel_holds_every_module_and_its_typing_mark(wheel: set[str]) -> None:
    sources = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    assert sources | {"conflictgraph.py"} | {f"{name}/py.typed" for name in PACKAGES} <= wheel


def test_the_wheel_holds_all_data_inside_the_package_and_no_top_level_data(wheel: set[str]) -> None:
    files = [path for folder in DATA for path in (ROOT / "data" / folder).rglob("*") if path.is_file()]
    assert len(files) > len(DATA)
    assert {f"graph/_data/{path.relative_to(ROOT / 'data').as_posix()}" for path in files} <= wheel
    assert not {name for name in wheel if name.startswith(("data/", "tests/"))}


def test_what_is_no_python_goes_into_the_wheel_too(wheel: set[str]) -> None:
    kinds = (".cypher", ".css", ".js", ".html", ".j2")
    files = [path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.suffix in kinds]
    assert files
    assert {path.relative_to(ROOT).as_posix() for path in files} <= wheel
