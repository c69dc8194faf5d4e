"""The JSON Schemas in data/schema are those of the records as they stand."""

from __future__ import annotations

import json
from pathlib import Path

from graph.settings import data_dir
from ingest.schema import SCHEMAS, text, write

FOLDER = data_dir() / "schema"


def test_making_them_again_changes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path) == len(SCHEMAS)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert kept == made, "the records changed: run `make schema`"


def test_a_schema_without_record_is_removed_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "gone.json").write_text("{}", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write(tmp_path)
    assert not (tmp_path / "gone.json").exists()
    assert (tmp_path / "notes.txt").exists()


def test_they_use_the_names_of_the_files_and_allow_no_others() -> None:
    relation = json.loads(text(SCHEMAS["ontology-relation"]))
    assert "class" in relation["required"]
    assert "relation_class" not in relation["properties"]
    assert relation["additionalProperties"] is False
