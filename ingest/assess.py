"""Measures extraction on articles that the judge has not seen, and writes the table: `python -m ingest.assess`.

Each training file is judged by weights learned from the others, the development file by weights learned from the
training files, everything else by the judge that ships. Claims are compared by the annotators' own scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.extract.claims import Claimant, judged
from ingest.extract.judge import Judge
from ingest.extractor import Extractor
from ingest.lines import lines
from ingest.train import Annotated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the scorer says of one file, shares from 0 to 1.

    Attributes:
        gold: Annotated claims.
        precision: Of the predicted, for exact triples; where the annotation is not exhaustive, the floor of it.
        recall: Of the annotated, for exact triples.
        status: Of the exact triples, how many have the right status; None where it is not annotated.
        speaker: The same for who says so.
    """

    name: str
    gold: int
    precision: float
    recall: float
    pair_recall: float
    status: float | None
    speaker: float | None

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def predictions(texts: Annotated, judge: Judge, extractor: Extractor) -> Iterator[str]:
    """The lines that `extract` would print of the articles with that judge at its threshold."""
    for analysis in texts.analyses:
        claimant = Claimant.of(analysis, extractor.reader.ontology, extractor.cues)
        yield from lines(claimant.extraction(judged(analysis, judge), judge.threshold))


def score(scorer: Path, gold: Path, lang: str, predicted: Iterable[str]) -> Outcome:
    """The scorer's outcome over the articles of a file in one language."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, given = Path(folder, "gold.jsonl"), Path(folder, "predictions.jsonl")
        rows = gold.read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if row.strip() and json.loads(row).get("lang", lang) == lang]
        wanted.write_text("\n".join(kept) + "\n", encoding="utf-8")
        given.write_text("".join(line + "\n" for line in predicted), encoding="utf-8")
        command = [sys.executable, str(scorer), str(wanted), str(given), "--json"]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return _outcome(gold.stem, answer)


def _outcome(name: str, answer: Mapping[str, Any]) -> Outcome:
    exact, told = answer["levels"]["exact"], answer["of_exact"]
    count = told.get("exact", 0)
    return Outcome(
        name=name,
        gold=answer["gold"],
        precision=exact["floor"],
        recall=exact["recall"],
        pair_recall=answer["levels"]["pair"]["recall"],
        status=told["status"] / count if count else None,
        speaker=told["attribution"] / count if count else None,
    )
