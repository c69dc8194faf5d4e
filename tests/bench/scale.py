"""What extraction at size costs: on one process, on two and on Ray, beside simpler ways, and as the corpus grows.

    python -m tests.bench.scale ../shared --out docs/benchmarks.md [--scale 0.1]

Figures that are compared come of the same articles, in turn, in one run. Words a second are counted from the end of the
first batch on, so that loading is left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from multiprocessing import active_children
from pathlib import Path

from graph.model import Article, digest
from graph.ontology import Ontology
from graph.settings import Settings, data_dir
from graph.stores.bulk import Bulk
from graph.stores.ledger import Ledger
from ingest.assess import scored
from ingest.backfill import Outcome, backfill, read_part
from ingest.backfill_command import BYTES, ROWS
from ingest.extract.lexicon import Lexicon
from ingest.extractor import BATCH, Extractor
from ingest.input_parts import Plan, cut
from ingest.intake import take_in, whole
from ingest.lines import articles as read
from ingest.lines import lines
from ingest.parse import load_pipeline, plain
from ingest.workers import CHUNK, extraction
from tests.bench import simple
from tests.bench.articles import samples
from tests.bench.memory import peak

ROUNDS = 3
ARTICLES, GROWTH = 1_200, (1_000, 10_000, 50_000)
PARAGRAPHS = 4
PARTS = 12
"""Parts that Ray is given: as many as two cores have at hand, of more articles each than a batch."""

type Stamps = list[tuple[float, int]]
"""Words of each batch, and when it was done."""


def recombined(count: int) -> Iterator[Article]:
    """Made-up articles of paragraphs of the samples, the same in every run."""
    made = samples(Settings(), "en")
    paragraphs = [part for article in made for part in article.text.split("\n\n")]
    for number in range(count):
        text = "\n\n".join(random.Random(number).sample(paragraphs, PARAGRAPHS))
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number % 1_000)
        changed = {"id": f"made-{number}", "url": None, "text": text, "published": day}
        yield made[0].model_copy(update=changed | {"digest": digest(text, size=64)})


def pace(stamps: Stamps) -> float:
    """Words a second."""
    return sum(words for _, words in stamps[1:]) / (stamps[-1][0] - stamps[0][0])


def stamped(texts: Iterable[str]) -> Stamps:
    """Stamps of articles that come one by one."""
    return [(time.monotonic(), sum(len(text.split()) for text in batch)) for batch in batched(texts, CHUNK)]


def bare(articles: list[Article]) -> Stamps:
    """The bare pipeline."""
    nlp = load_pipeline(Settings(), "en", bare=True)
    return stamped(doc.text for doc in nlp.pipe((plain(one.text) for one in articles), batch_size=BATCH))


def local(articles: Iterable[Article], jobs: int, peaks: list[float] | None = None) -> Stamps:
    """Processes of this machine; `peaks` gets the most MiB that each had."""
    with extraction(Settings(), jobs) as engine:
        stamps = stamped(found.article.text for found in engine.run(articles))
        if peaks is not None:
            peaks += [peak(worker.pid) for worker in active_children()]
        return stamps


def on_ray(articles: list[Article], jobs: int) -> Stamps:
    """Ray on this machine, results written and all."""
    stamps: Stamps = []

    def told(outcome: Outcome) -> None:
        stamps.append((time.monotonic(), outcome.done.words if outcome.done else 0))

    with tempfile.TemporaryDirectory() as folder:
        source = as_lines(articles, folder)
        rows = max(CHUNK, len(articles) // PARTS)
        size = source.stat().st_size * rows // len(articles)
        backfill(cut([str(source)], size=size, rows=rows), f"{folder}/out", Settings(), jobs=jobs, told=told)
    return stamps


def as_lines(articles: list[Article], folder: str) -> Path:
    """A file of the articles as JSON Lines."""
    source = Path(folder, "articles.jsonl")
    rows = [{"id": one.id, "lang": "en", "date": str(one.published), "text": one.text} for one in articles]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return source


def paces(scale: float) -> Iterator[str]:
    """Rows of the table of paces."""
    articles = list(recombined(max(160, int(ARTICLES * scale))))
    peaks: list[float] = []
    ways: dict[str, Callable[[], Stamps]] = {
        "bare spaCy pipeline, one process": lambda: bare(articles),
        "extraction, one process": lambda: local(articles, 1),
        "extraction, two processes": lambda: local(articles, 2, peaks),
        "extraction, Ray on two cores": lambda: on_ray(articles, 2),
    }
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            found[way].append(pace(run()))
            say(f"{way}: {found[way][-1]:,.0f} words/s")
    words = sum(len(one.text.split()) for one in articles)
    yield f"{len(articles)} articles of {words // len(articles)} words, {ROUNDS} rounds in turn; Ray reads"
    yield f"{PARTS} parts of them, where a back-fill's parts are of up to {ROWS:,} articles."
    yield from ("", "| way | words a second, median | least to most |", "|---|---:|---:|")
    for way, rates in found.items():
        yield f"| {way} | {statistics.median(rates):,.0f} | {min(rates):,.0f} to {max(rates):,.0f} |"
    yield from ("", "| ratio, median of the rounds | | asked for |", "|---|---:|---:|")
    one, alone, two, ray = found.values()
    for name, upper, lower, goal in (
        ("extraction to the bare pipeline", alone, one, 0.74),
        ("two processes to one", two, alone, 1.7),
        ("Ray on two cores to two processes", ray, two, 0.85),
    ):
        yield f"| {name} | {statistics.median(a / b for a, b in zip(upper, lower, strict=True)):.2f} | {goal} |"
    yield from ("", f"Memory of a worker at most {max(peaks):,.0f} MiB (asked for: under 1,024).")


def beside(shared: Path) -> Iterator[str]:
    """Rows of the comparison with simpler ways, on annotated articles."""
    gold = shared / "gold" / "gold_dev.jsonl"
    articles = list(read(str(gold), Settings(), frozenset({"en"}), []))
    extractor, nlp = Extractor.load(Settings()), load_pipeline(Settings(), "en", bare=True)
    relations = simple.verbs(Lexicon.load(data_dir() / "lexicon" / "en", Ontology.load(data_dir() / "ontology")))
    ways: dict[str, Callable[[], Iterator[str]]] = {
        "this project": lambda: (line for found in extractor.run(articles) for line in lines(found)),
        "textacy's subject, verb, object": lambda: (
            line for pair in simple.docs(articles, nlp) for line in simple.svo_triples(*pair, relations)
        ),
        "named entities in one sentence": lambda: (
            line for pair in simple.docs(articles, nlp) for line in simple.cooccurrences(*pair)
        ),
    }
    yield f"{len(articles)} annotated articles (gold_dev, English), one process, median of {ROUNDS} rounds in turn. The"
    yield "judge that ships has learned from these articles; docs/evaluation.md has what unseeing ones reach. A verb of"
    yield "textacy's stands for the relation that our lexicon has for it; of pairs in a sentence none is known."
    yield from ("", "| way | articles a second | F1, pair of actors | F1, exact triple |", "|---|---:|---:|---:|")
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    rows: dict[str, list[str]] = {}
    list(ways["this project"]())  # so that the pipeline is loaded
    for _ in range(ROUNDS):
        for way, run in ways.items():
            began = time.monotonic()
            rows[way] = list(run())
            seconds[way].append(time.monotonic() - began)
    for way in ways:
        levels = scored(shared / "eval" / "score.py", gold, "en", rows[way])["levels"]
        rate = len(articles) / statistics.median(seconds[way])
        yield f"| {way} | {rate:.1f} | {100 * levels['pair']['f1']:.1f} | {100 * levels['exact']['f1']:.1f} |"


def storage(scale: float) -> Iterator[str]:
    """What results take of time and disk on their way into a ledger."""
    articles = list(recombined(max(160, int(ARTICLES * scale))))
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger:
        parts, out = cut([str(as_lines(articles, folder))], size=BYTES, rows=ROWS), Bulk.at(f"{folder}/out")
        out.begin(Plan(parts=tuple(parts)).model_dump_json())
        with extraction(settings, 2) as engine:
            claims = sum(read_part(part, engine, settings, out).claims for part in parts)
        files = sum(path.stat().st_size for path in Path(folder, "out").rglob("*") if path.is_file())
        began = time.monotonic()
        take_in(out, whole(out), ledger)
        seconds = time.monotonic() - began
        database = Path(folder, "ledger.db").stat().st_size
    count, length = len(articles), sum(len(one.text) for one in articles)
    yield f"{count} articles of {length // count:,} characters, {claims / count:.1f} claims each."
    yield from ("", "| what | an article |", "|---|---:|")
    yield f"| Parquet files of a back-fill | {files / count / 1024:.1f} KiB |"
    yield f"| ledger in SQLite | {database / count / 1024:.1f} KiB |"
    yield f"| `ledger import` into SQLite | {1000 * seconds / count:.1f} ms |"


def growth(scale: float) -> Iterator[str]:
    """Rows of the table of growth."""
    yield "Two processes; seconds a thousand leave out the start, up to the first batch."
    columns = ("articles", "seconds", "seconds a thousand", "this process, MiB at most", "a worker, MiB at most")
    yield from ("", f"| {' | '.join(columns)} |", f"|{'---:|' * len(columns)}")
    for count in GROWTH:
        size, peaks = max(100, int(count * scale)), list[float]()
        began = time.monotonic()
        stamps = local(recombined(size), 2, peaks)
        rate = 1000 * (stamps[-1][0] - stamps[0][0]) / (size - CHUNK)
        yield f"| {size:,} | {stamps[-1][0] - began:,.0f} | {rate:.2f} | {peak():,.0f} | {max(peaks):,.0f} |"


def say(line: str) -> None:
    """Print it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure, and write what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path, help="folder with gold/ and eval/")
    options.add_argument("--out", type=Path, required=True, help="where the tables go, Markdown")
    options.add_argument("--scale", type=float, default=1.0, help="size of the corpora, 1 for the whole (default)")
    given = options.parse_args()
    parts: list[tuple[str, Iterator[str]]] = [
        ("As the corpus grows", growth(given.scale)),
        ("Pace", paces(given.scale)),
        ("Disk, and the way into a ledger", storage(given.scale)),
        ("Beside simpler ways", beside(given.shared)),
    ]
    written = ["# Benchmarks", "", f"`make bench` measures this and writes it; here on {os.cpu_count()} cores."]
    for title, rows in parts:
        say(title)
        written += ["", f"## {title}", ""]
        for row in rows:
            say(row)
            written.append(row)
    given.out.write_text("\n".join(written).replace("\n\n\n", "\n\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
