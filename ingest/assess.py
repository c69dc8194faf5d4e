"""Measures extraction on articles that the judge has not seen, and writes what it found: `python -m ingest.assess`.

Each file that the shipped judge learned from is judged by weights that learned from the others; every other file by
the judge that ships. Claims are compared by the annotators' own scorer, `eval/score.py` of the folder that is named.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from graph.errors import ConflictGraphError
from graph.model import Record
from graph.settings import Settings, data_dir, load_settings
from graph.toml import read_tables, read_text
from ingest import train
from ingest.evaluate import harmonic
from ingest.extract.judge import Judge, read_judge
from ingest.extractor import Extractor, Tongue
from ingest.lines import articles, lines

log = logging.getLogger(__name__)

_OTHERS = ("seed/gold.jsonl", "eval/dev/re3d.jsonl", "eval/dev/plover_gsr.jsonl")
"""What no judge learns from, below the folder that is named."""
_OTHERS_LANG = "en"
_BINS = 10
Share = Annotated[float, Field(ge=0, le=100)]


class Floor(Record):
    """What a set must reach at the exact level, in per cent."""

    set: str
    lang: str = "en"
    precision: Share
    recall: Share
    status: Share | None = None
    speaker: Share | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the scorer says of one set, in per cent.

    Attributes:
        set: Name of the file, without its ending.
        lang: Language of those of its articles that were measured.
        gold: Annotated claims.
        precision: Of the predicted, for exact triples; where not all is annotated, the least that it can be.
        recall: Of the annotated, for exact triples.
        pair: Of the annotated, those whose two actors were related in any way.
        status: Of the exact triples, how many have the right status; None where it is not annotated.
        speaker: The same for who says so.
    """

    set: str
    lang: str
    gold: int
    precision: float
    recall: float
    pair: float
    status: float | None
    speaker: float | None

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def scored(scorer: Path, gold: Path, lang: str, predicted: Iterable[str]) -> Mapping[str, Any]:
    """What the scorer answers for the articles of a file that are in a language.

    Raises:
        ConflictGraphError: The file can't be read, or the scorer fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, given = Path(folder, "gold.jsonl"), Path(folder, "predictions.jsonl")
        rows = [row for row in read_text(gold).splitlines() if row.strip()]
        wanted.write_text("".join(row + "\n" for row in rows if json.loads(row)["lang"] == lang), encoding="utf-8")
        given.write_text("".join(line + "\n" for line in predicted), encoding="utf-8")
        command = [sys.executable, str(scorer), str(wanted), str(given), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ConflictGraphError(f"{scorer} failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    answer: Mapping[str, Any] = json.loads(done.stdout)
    return answer


def score(scorer: Path, gold: Path, lang: str, predicted: Iterable[str]) -> Outcome:
    """The scorer's outcome over the articles of a file that are in a language.

    Raises:
        ConflictGraphError: The file can't be read, or the scorer fails.
    """
    answer = scored(scorer, gold, lang, predicted)
    exact, told = answer["levels"]["exact"], answer["of_exact"]
    count = told.get("exact", 0)
    return Outcome(
        set=gold.stem,
        lang=lang,
        gold=answer["gold"],
        precision=100 * exact["floor"],
        recall=100 * exact["recall"],
        pair=100 * answer["levels"]["pair"]["recall"],
        status=100 * told["status"] / count if count else None,
        speaker=100 * told["attribution"] / count if count else None,
    )


def _held_out(texts: train.Texts, judge: Judge, tongue: Tongue) -> Iterator[str]:
    """The lines that `extract` would print with another judge, at its threshold."""
    other = replace(tongue, judge=judge, threshold=judge.threshold)
    for analysis in texts.analyses:
        yield from lines(other.extraction(analysis))


def _shipped(path: Path, extractor: Extractor, settings: Settings) -> Iterator[str]:
    failures: list[str] = []
    for found in extractor.run(articles(str(path), settings, extractor.languages, failures)):
        yield from lines(found)
    for failure in failures:
        log.warning("%s", failure)


@dataclass(frozen=True, slots=True)
class _Corpora:
    """Annotated files, each read once a language."""

    folder: Path
    extractor: Extractor
    _texts: dict[tuple[str, str], train.Texts] = field(default_factory=dict)
    _own: dict[tuple[str, str], train.Corpus] = field(default_factory=dict)

    def texts(self, name: str, lang: str) -> train.Texts:
        """The articles of a file in a language."""
        if (name, lang) not in self._texts:
            self._texts[name, lang] = train.Texts.read(self.folder / name, self.extractor.tongues[lang].reader)
        return self._texts[name, lang]

    def corpus(self, name: str, lang: str, lent: Iterable[str]) -> train.Corpus:
        """The examples of a file in a language, and those that other languages lend."""
        return self._of(name, lang).borrowing(self._of(name, each) for each in lent)

    def _of(self, name: str, lang: str) -> train.Corpus:
        if (name, lang) not in self._own:
            self._own[name, lang] = self.texts(name, lang).corpus(self.extractor.ontology)
        return self._own[name, lang]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Outcomes by set; and how likely unseeing judges held each triple that they proposed, and whether it was right.

    The latter by language.
    """

    outcomes: tuple[Outcome, ...]
    ranked: Mapping[str, tuple[tuple[float, bool], ...]]


def assess(shared: Path) -> Assessment:
    """Measures on the annotated files of a folder.

    Raises:
        ConflictGraphError: A file is missing or broken.
    """
    settings = load_settings()
    extractor = Extractor.load(settings)
    scorer = shared / "eval" / "score.py"
    outcomes: list[Outcome] = []
    ranked = {}
    read = _Corpora(shared / "gold", extractor)
    for lang, tongue in extractor.tongues.items():
        training = train.Training.of(lang)
        learned = sorted(read_judge(data_dir() / "models" / lang / "judge.json").trained_on)
        corpora = [read.corpus(name, lang, training.lent) for name in learned]
        for one in (read.texts(name, lang) for name in learned):
            if not one.articles:
                continue
            lesson = train.learn([other for other in corpora if other.name != one.name], training.precision)
            outcomes.append(score(scorer, shared / "gold" / one.name, lang, _held_out(one, lesson.judge, tongue)))
            log.info("%s, %s: F1 %.1f", one.name, lang, outcomes[-1].f1)
        ranked[lang] = train.learn(corpora, training.precision).ranked
    for name in _OTHERS:
        outcomes.append(score(scorer, shared / name, _OTHERS_LANG, _shipped(shared / name, extractor, settings)))
        log.info("%s: F1 %.1f", name, outcomes[-1].f1)
    return Assessment(tuple(outcomes), ranked)


def told(assessment: Assessment) -> str:
    """The assessment as Markdown."""
    rows = [
        "# What extraction is worth",
        "",
        "`make eval` measures this and writes it. No judge had seen the articles that it judged here: a file that the",
        "shipped judge learned from was judged by weights learned from the others. All figures are per cent, for exact",
        "triples: both actors, the relation and its direction. Where a corpus does not annotate all that its texts say",
        "(`re3d`, `plover_gsr`), precision is the least that it can be. The annotated articles are not part of this",
        "project; their events are real, their wording and details invented, but for `gold` (one real page), `re3d`",
        "and `plover_gsr`.",
        "",
        "| set | language | annotated | precision | recall | F1 | pair recall | status | speaker |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for o in assessment.outcomes:
        shares = (o.precision, o.recall, o.f1, o.pair, o.status, o.speaker)
        cells = ("" if share is None else f"{share:.1f}" for share in shares)
        rows.append(f"| {o.set} | {o.lang} | {o.gold} | {' | '.join(cells)} |")
    rows += [
        "",
        "## Confidence",
        "",
        "How often a triple proposed with some probability was right, again by judges that had not seen its article.",
        "Actors are compared more strictly here than above, so that the shares err on the low side.",
    ]
    for lang, ranked in assessment.ranked.items():
        rows += ["", f"| probability, {lang} | triples | mean | right |", "|---|---:|---:|---:|"]
        rows += _reliability(ranked)
    return "\n".join(rows) + "\n"


def _reliability(ranked: Sequence[tuple[float, bool]]) -> Iterator[str]:
    for place in range(_BINS):
        low, high = place / _BINS, (place + 1) / _BINS
        inside = [(p, right) for p, right in ranked if low <= p < high or (p == high == 1)]
        if inside:
            mean, share = (100 * sum(column) / len(inside) for column in zip(*inside, strict=True))
            yield f"| {low:.1f} to {high:.1f} | {len(inside)} | {mean:.1f} | {share:.1f} |"


def fallen(outcomes: Iterable[Outcome], floors: Iterable[Floor]) -> Iterator[str]:
    """A line for each figure that is below its floor, and for each set with a floor that was not measured."""
    by_set = {(outcome.set, outcome.lang): outcome for outcome in outcomes}
    for floor in floors:
        outcome = by_set.get((floor.set, floor.lang))
        for name, least in floor.model_dump(exclude={"set", "lang"}, exclude_none=True).items():
            reached = getattr(outcome, name) if outcome else None
            if reached is None or reached < least:
                told_as = "not measured" if reached is None else f"{reached:.1f}"
                yield f"{floor.set}, {floor.lang}: {name} {told_as}, floor {least}"


def main() -> None:
    """The command line of the assessment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("shared", type=Path, help="folder with gold/, seed/ and eval/")
    parser.add_argument("--floors", type=Path, required=True, help="figures that must be reached, TOML")
    parser.add_argument("--out", type=Path, required=True, help="where the tables go, Markdown")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("ingest.train").setLevel(logging.WARNING)
    try:
        floors = [floor for _, floor in read_tables(arguments.floors, "floor", Floor)]
        assessment = assess(arguments.shared)
    except ConflictGraphError as error:
        sys.exit(str(error))
    arguments.out.write_text(told(assessment), encoding="utf-8")
    if below := list(fallen(assessment.outcomes, floors)):
        sys.exit("below the floors:\n" + "\n".join(below))


if __name__ == "__main__":
    main()
