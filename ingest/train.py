"""Trains a judge on annotated articles: `python -m ingest.train --lang en --out JUDGE.json GOLD.jsonl...`.

Each file is judged by weights that have not seen it (leave one file out); threshold and calibration come from there,
and the weights that are written learn from all. Other languages may lend their examples of the same files, for much of
what speaks for a candidate is no word. The same files give the same weights, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from graph.errors import ConflictGraphError
from graph.model import Record
from graph.ontology import Ontology
from graph.settings import data_dir, load_settings
from graph.toml import read_table
from ingest.evaluate import GoldArticle, Triple, align, harmonic, key_of, read_gold
from ingest.extract.analysis import Analysis
from ingest.extract.forms import surface_forms
from ingest.extract.judge import Judge, write
from ingest.extractor import Reader, load_readers
from ingest.parse import LANGUAGES

log = logging.getLogger(__name__)

STRENGTH = 0.1
"""Inverse of the L2 penalty; chosen by leaving files out."""
MINIMUM = 2
"""In how many candidates a feature must stand to get a weight."""
SMALLEST = 0.01
"""Weights below it are not written."""


class Training(Record):
    """data/models/LANG/training.toml: how the judge of a language is trained.

    Attributes:
        lent: Languages whose examples teach too.
        precision: The least precision, out of fold, that the default threshold keeps.
    """

    lent: tuple[str, ...] = ()
    precision: Annotated[float, Field(gt=0, le=1)]

    @classmethod
    def of(cls, lang: str) -> Self:
        """The settings of a language.

        Raises:
            DataError: The file is missing or broken.
        """
        return read_table(data_dir() / "models" / lang / "training.toml", cls)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with the answer.

    Attributes:
        features: What the judge looks at.
        triples: Article and triple of each claim that it would make.
        right: Whether the annotation has one of them.
        here: Whether the annotation's evidence for it is the candidate's own sentence.
    """

    features: tuple[str, ...]
    triples: tuple[tuple[str, Triple], ...]
    right: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples of one annotated file.

    Attributes:
        name: The file's.
        examples: The candidates of its articles in the judge's language.
        gold: How many triples the annotation of these has.
        lent: The candidates of its articles in other languages, which teach and are not judged.
    """

    name: str
    examples: tuple[Example, ...]
    gold: int
    lent: tuple[Example, ...] = ()

    @property
    def lessons(self) -> tuple[Example, ...]:
        """All that teaches."""
        return self.examples + self.lent

    def borrowing(self, others: Iterable[Corpus]) -> Corpus:
        """The corpus with the examples of the same file in other languages lent to it."""
        return replace(self, lent=tuple(example for other in others for example in other.examples))


@dataclass(frozen=True, slots=True)
class Texts:
    """The articles of one file in the reader's language, analysed."""

    name: str
    articles: tuple[GoldArticle, ...]
    analyses: tuple[Analysis, ...]

    @classmethod
    def read(cls, path: Path, reader: Reader) -> Self:
        """The articles of an annotated file.

        Raises:
            DataError: The file is missing or broken.
        """
        articles = tuple(article for article in read_gold(path) if article.lang == reader.lang)
        return cls(path.name, articles, tuple(reader.analyses(a.article for a in articles)))

    def corpus(self, ontology: Ontology) -> Corpus:
        """The candidates of all articles with their answers, in text order."""
        found: list[Example] = []
        gold = 0
        for article, analysis in zip(self.articles, self.analyses, strict=True):
            answers = _answers(article, ontology)
            gold += len(answers)
            found += _examples(article, analysis, answers, ontology)
        return Corpus(self.name, tuple(found), gold)


def _answers(article: GoldArticle, ontology: Ontology) -> dict[Triple, list[tuple[int, int]]]:
    """Annotated triples and where their evidence stands."""
    answers: dict[Triple, list[tuple[int, int]]] = defaultdict(list)
    for claim in article.triples:
        start = article.text.find(claim.evidence)
        answers[key_of(claim.s, claim.r, claim.o, ontology)].append((start, start + len(claim.evidence)))
    return answers


def _examples(
    article: GoldArticle, analysis: Analysis, answers: Mapping[Triple, list[tuple[int, int]]], ontology: Ontology
) -> Iterable[Example]:
    actors = analysis.resolution.actors
    forms = surface_forms(analysis)
    names = {actor: (actors[actor].name, *forms.get(actor, ())) for actor in actors}
    aligned = align(names, article.actors)
    strange = {actor: actors[actor].aliases for actor in names if not aligned[actor]}
    aligned |= align(strange, article.actors)  # "Turkish" alone, of "Türkiye", is the annotation's "Turkey"
    for proposal in analysis.proposals():
        candidate = proposal.candidate
        relation = candidate.relation.id
        pairs = [(a, b) for a in candidate.subject.actors for b in candidate.object.actors if a != b]
        met = [
            answers[key]
            for a, b in pairs
            for s in aligned.get(a, ())
            for o in aligned.get(b, ())
            if (key := key_of(s, relation, o, ontology)) in answers
        ]
        if pairs:
            low, high = proposal.sentence.start_char, proposal.sentence.end_char
            here = any(start < high and low < end for places in met for start, end in places)
            triples = tuple((article.id, key_of(a, relation, b, ontology)) for a, b in pairs)
            features = tuple(feature for group in proposal.features for feature in group)
            yield Example(features, triples, bool(met), here)


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted regression and the columns of its features."""

    columns: Mapping[str, int]
    weights: NDArray[np.float64]
    bias: float

    def odds(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """Log odds, one an example."""
        return np.asarray(_matrix(examples, self.columns) @ self.weights + self.bias)


def fit(examples: Sequence[Example]) -> Fit:
    """The regression over examples; a right triple whose evidence is another sentence teaches nothing."""
    learnable = [example for example in examples if example.here or not example.right]
    counts = Counter(feature for example in learnable for feature in example.features)
    columns = {feature: column for column, feature in enumerate(sorted(f for f, n in counts.items() if n >= MINIMUM))}
    answers = np.array([example.right for example in learnable])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(_matrix(learnable, columns), answers)
    return Fit(columns, np.asarray(model.coef_)[0], float(np.asarray(model.intercept_)[0]))


def _matrix(examples: Sequence[Example], columns: Mapping[str, int]) -> csr_matrix:
    rows = [0]
    indices: list[int] = []
    for example in examples:
        indices += [columns[feature] for feature in example.features if feature in columns]
        rows.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, rows), shape=(len(examples), len(columns)))


def out_of_fold(corpora: Sequence[Corpus], lenders: Sequence[Corpus] = ()) -> list[NDArray[np.float64]]:
    """Log odds of each corpus' examples from weights that have not seen it; lenders teach every time."""
    every = (*corpora, *lenders)
    return [
        fit([example for other in every if other is not one for example in other.lessons]).odds(one.examples)
        for one in corpora
    ]


def calibrate(corpora: Sequence[Corpus], odds: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    """Slope and offset that make out-of-fold probabilities match frequencies (Platt 1999)."""
    answers = np.array([example.right for one in corpora for example in one.examples])
    model = LogisticRegression(C=1e6, solver="liblinear", random_state=0)
    model.fit(np.concatenate(odds).reshape(-1, 1), answers)
    return float(np.asarray(model.coef_)[0, 0]), float(np.asarray(model.intercept_)[0])


def by_triple(one: Corpus, probabilities: NDArray[np.float64]) -> list[tuple[float, bool]]:
    """Best probability of each predicted triple and whether it is right, best first."""
    best: dict[tuple[str, Triple], tuple[float, bool]] = {}
    for example, probability in zip(one.examples, probabilities, strict=True):
        for triple in example.triples:
            known = best.get(triple, (0.0, False))
            best[triple] = (max(known[0], float(probability)), known[1] or example.right)
    return sorted(best.values(), key=lambda pair: (-pair[0], not pair[1]))


def threshold(ranked: Sequence[tuple[float, bool]], gold: int, least: float) -> tuple[float, float, float]:
    """Probability, precision and recall of the cut of best F1 among those that keep a precision."""
    best, chosen, right = 0.0, (1.0, 0.0, 0.0), 0
    for place, (probability, answer) in enumerate(ranked, 1):
        right += answer
        precision, recall = right / place, right / gold
        f1 = harmonic(precision, recall)
        if precision >= least and f1 > best:
            best, chosen = f1, (probability, precision, recall)
    return chosen


def _sigmoid(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A judge and what it is worth on the corpora that its weights had not seen, each left out in turn.

    Attributes:
        judge: The judge, which has learned from all of them.
        ranked: Best probability of each triple that an out-of-fold judge proposes, and whether it is right, best first.
        gold: How many triples the annotation has.
    """

    judge: Judge
    ranked: tuple[tuple[float, bool], ...]
    gold: int


def learn(corpora: Sequence[Corpus], least: float) -> Lesson:
    """The judge that learns from corpora; its threshold and calibration come from leaving each of them out.

    Args:
        corpora: What it learns from; those without articles in its language only lend their examples.
        least: The least precision, out of fold, that its threshold keeps.
    """
    judged = [one for one in corpora if one.examples]
    lenders = [one for one in corpora if not one.examples]
    odds = out_of_fold(judged, lenders)
    slope, offset = calibrate(judged, odds)
    ranked: list[tuple[float, bool]] = []
    for one, own in zip(judged, odds, strict=True):
        rows = by_triple(one, _sigmoid(slope * own + offset))
        _, precision, recall = threshold(rows, one.gold, least)
        log.info(
            "%s: %d triples, %d candidates, ceiling %.3f, best cut %.3f / %.3f",
            one.name,
            one.gold,
            len(one.examples),
            sum(answer for _, answer in rows) / one.gold,
            precision,
            recall,
        )
        ranked += rows
    ranked.sort(key=lambda pair: (-pair[0], not pair[1]))
    gold = sum(one.gold for one in judged)
    cut, precision, recall = threshold(ranked, gold, least)
    log.info("threshold %.3f: precision %.3f, recall %.3f out of fold", cut, precision, recall)
    final = fit([example for one in corpora for example in one.lessons])
    weights = {feature: round(float(final.weights[column]), 3) for feature, column in final.columns.items()}
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= SMALLEST}
    judge = Judge(round(final.bias, 4), round(slope, 4), round(offset, 4), round(cut, 3), kept)
    return Lesson(judge, tuple(ranked), gold)


def train(lang: str, paths: Sequence[Path], out: Path) -> None:
    """Writes the judge of a language that learns from the files, and logs what it is worth on those unseen."""
    training = Training.of(lang)
    readers = load_readers(load_settings(), [lang, *training.lent])
    corpora = []
    for path in paths:
        own, *lent = (Texts.read(path, reader).corpus(reader.ontology) for reader in readers.values())
        corpora.append(own.borrowing(lent))
    lesson = learn(corpora, training.precision)
    write(out, lesson.judge, {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths})


def main() -> None:
    """The command line of training."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, JSON Lines")
    parser.add_argument("--lang", required=True, choices=LANGUAGES, help="language of the judge")
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        train(arguments.lang, arguments.gold, arguments.out)
    except ConflictGraphError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
