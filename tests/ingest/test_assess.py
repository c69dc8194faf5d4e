"""The assessment: the annotators' scorer at work, floors that fail, shares that tell how sure the judge may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import ConflictGraphError
from graph.toml import read_tables
from ingest.assess import Assessment, Floor, Outcome, fallen, score, told

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
GOLD = {
    "id": "a",
    "lang": "en",
    "text": "Mali attacked JNIM. France praised Mali.",
    "actors": [{"id": name, "name": name, "mentions": [name]} for name in ("Mali", "JNIM", "France")],
    "triples": [
        {"s": "Mali", "r": "attacks", "o": "JNIM", "status": "occurred", "attributed_to": None},
        {"s": "France", "r": "supports", "o": "Mali", "status": "occurred", "attributed_to": None},
    ],
}
OUTCOME = Outcome("x", "en", 10, 80.0, 60.0, 70.0, 90.0, None)


def predicted(subject: str, relation: str, obj: str) -> str:
    line = {"doc_id": "a", "subject": subject, "relation": relation, "object": obj, "status": "occurred"}
    return json.dumps({**line, "attributed_to": None})


@pytest.fixture
def scorer() -> Path:
    path = SHARED / "eval" / "score.py"
    if not path.exists():
        pytest.skip("the annotators' scorer is not beside this checkout")
    return path


def test_the_scorer_counts_what_is_right(scorer: Path, tmp_path: Path) -> None:
    gold = tmp_path / "some.jsonl"
    french = {**GOLD, "id": "b", "lang": "fr"}
    gold.write_text(json.dumps(GOLD) + "\n" + json.dumps(french) + "\n")
    found = score(scorer, gold, "en", [predicted("Mali", "attacks", "JNIM"), predicted("JNIM", "supports", "France")])
    assert (found.set, found.gold, found.precision, found.recall, found.status) == ("some", 2, 50.0, 50.0, 100.0)
    assert found.f1 == 50.0


def test_a_scorer_that_fails_is_one_line(tmp_path: Path) -> None:
    gold = tmp_path / "some.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n")
    with pytest.raises(ConflictGraphError, match=r"failed: .*No such file") as caught:
        score(tmp_path / "absent.py", gold, "en", [])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("floor", "below"),
    [
        (Floor(set="x", precision=80, recall=60, status=90), []),
        (Floor(set="x", precision=80.1, recall=60), ["x, en: precision 80.0, floor 80.1"]),
        (Floor(set="x", precision=0, recall=0, speaker=1), ["x, en: speaker not measured, floor 1.0"]),
        (
            Floor(set="y", precision=1, recall=0),
            ["y, en: precision not measured, floor 1.0", "y, en: recall not measured, floor 0.0"],
        ),
    ],
)
def test_what_falls_below_its_floor_is_told(floor: Floor, below: list[str]) -> None:
    assert list(fallen([OUTCOME], [floor])) == below


def test_shares_are_told_by_probability() -> None:
    text = told(Assessment((OUTCOME,), {"en": ((1.0, True), (0.95, False), (0.12, False))}))
    assert "| x | en | 10 | 80.0 | 60.0 | 68.6 | 70.0 | 90.0 |  |" in text
    assert "| 0.9 to 1.0 | 2 | 97.5 | 50.0 |" in text
    assert "| 0.1 to 0.2 | 1 | 12.0 | 0.0 |" in text


def test_each_set_with_a_floor_has_been_measured() -> None:
    table = (ROOT / "docs" / "evaluation.md").read_text()
    for _, floor in read_tables(ROOT / "tests" / "floors.toml", "floor", Floor):
        assert f"| {floor.set} | {floor.lang} |" in table
