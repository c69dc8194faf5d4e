"""How fast the stores are: loading, loading again, asking; beside one MERGE a row and Neo4j's own importer.

    python -m tests.bench.stores --scale 0.1

The graph is made up, the same in every run; at scale 1 it has 20,000 actors, 200,000 claims and some 30,000 articles.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import sqlalchemy as sa

from graph.corrections import ClaimKey, Merge, Reject
from graph.errors import QueryError
from graph.exports.neo4j_csv import write_neo4j_csv
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.settings import data_dir
from graph.stores import bolt
from graph.stores import ledger_db as db
from graph.stores.base import Endpoint, LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.change_log import Told
from graph.stores.embedded import embedded
from graph.stores.ledger import Ledger
from graph.stores.networkx_store import to_networkx
from graph.stores.staged import Staged
from queries.catalog import Question, load_catalog
from queries.run import ask
from tests.bench.memory import peak
from tests.graph.views.synthetic import keep, synthetic
from tests.neo4j_server import empty, import_seconds, neo4j_server

ACTORS, CLAIMS, SENTENCES = 20_000, 200_000, 12
SAMPLE_ACTORS, SAMPLE_CLAIMS = 50, 300
LATE = 100
"""Claims that come later, in articles of their own, for the incremental load."""

REJECTED = 100
"""Claims that an analyst rejected before the first load."""

ROUNDS = 3
TIMEOUT = 60.0


def main() -> None:
    """Measure, and print a line for each figure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scale", type=float, default=1.0, help="size of the graph, 1 for the whole (default)")
    options.add_argument("--only-loads", action="store_true", help="ask no questions")
    given = options.parse_args()
    scale = given.scale
    ontology = Ontology.load(data_dir() / "ontology")
    graph = synthetic(int(ACTORS * scale), ontology, claims=int(CLAIMS * scale), sentences=SENTENCES)
    say(f"graph: {len(graph.actors)} actors, {len(graph.claims)} claims, {len(graph.articles)} articles")
    seconds, in_memory = timed(lambda: to_networkx(graph, ontology))
    say(f"networkx: built in {seconds:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        on_neo4j, on_embedded = servers(graph, ontology, Path(folder), only_loads=given.only_loads)
    if on_neo4j:
        compare(on_neo4j, on_embedded)
        walks(in_memory)


def servers(
    graph: Projection, ontology: Ontology, kept: Path, *, only_loads: bool
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Load Neo4j and the embedded server from a ledger in a folder; seconds of each question on both."""
    early, *late = in_turn(graph)
    keep_corrected(early, kept)
    with neo4j_server() as endpoint, BoltStore(endpoint) as store:
        naive = one_by_one(store, ontology)
        say(f"neo4j: one MERGE a row: {naive:,.0f} rows/s")
        say_memory(endpoint, store, early)
        seconds = loads("neo4j", endpoint, kept, late, ontology, naive=naive)
        on_neo4j = {} if only_loads else questions(store, graph, ontology)
    with tempfile.TemporaryDirectory() as folder:
        with Staged.of(graph) as staged:
            command, _ = write_neo4j_csv(staged, ontology, Path(folder))
        limit = import_seconds(shlex.split(command)[1:])
    say(f"neo4j: neo4j-admin import of the same graph: {limit:.1f} s; the load took {seconds / limit:.1f} times that")
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)) as endpoint, BoltStore(endpoint) as store:
        loads("embedded", endpoint, kept, late, ontology, naive=naive)
        on_embedded = {} if only_loads else questions(store, graph, ontology)
    return on_neo4j, on_embedded


def say_memory(endpoint: Endpoint, store: BoltStore, graph: Projection) -> None:
    """Print how much memory the load of a tenth of the claims takes; the store is empty afterwards."""
    part = graph.claims[::10]
    with tempfile.TemporaryDirectory() as folder:
        fill(graph.model_copy(update={"claims": part}), Path(folder))
        _, rows, memory = apart(endpoint, folder)
    say(f"neo4j: load of {rows:,} rows: {memory:,.0f} MiB")
    empty(store)


def one_by_one(store: BoltStore, ontology: Ontology) -> float:
    """Rows a second if each is a statement of its own, measured on a sample; the store is empty afterwards."""
    sample = synthetic(SAMPLE_ACTORS, ontology, claims=SAMPLE_CLAIMS, sentences=SENTENCES)
    batch, bolt.BATCH_ROWS = bolt.BATCH_ROWS, 1
    try:
        seconds, counts = timed(lambda: store.load(sample, ontology))
    finally:
        bolt.BATCH_ROWS = batch
    empty(store)
    return written(counts) / seconds


def loads(
    name: str, endpoint: Endpoint, kept: Path, late: Sequence[Projection], ontology: Ontology, *, naive: float
) -> float:
    """Seconds of the first load of a ledger, which lies in a folder; then articles come late, others later, then none.

    The load after the first one takes longest, as the server has not met its statements yet.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(kept / "ledger.db", folder)
        with BoltStore(endpoint) as store, Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger:
            first, rows, memory = apart(endpoint, folder)
            ratio = f"{rows / first / naive:.0f} times one MERGE a row"
            say(f"{name}: load of {rows:,} rows: {first:.1f} s, {rows / first:,.0f} rows/s, {ratio}; {memory:,.0f} MiB")
            for part in (*late, assemble((), (), ())):
                what = f"{len(part.claims) or 'no'} new claims"
                keep(part, Path(folder))
                seconds, loaded = timed(lambda: store.load_ledger(ledger, ontology))
                whole = f", whole: {loaded.whole}" if loaded.whole else ""
                say(f"{name}: load of {what}: {seconds:.2f} s ({written(loaded.counts)} rows written{whole})")
            seconds, counts = timed(store.counts)
            say(f"{name}: counted {counts.relationships:,} relationships in {seconds:.2f} s")
    return first


def apart(endpoint: Endpoint, folder: str) -> tuple[float, int, float]:
    """Seconds and written rows of the load of a ledger, in a process of its own, and how many MiB that took."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(load, endpoint, folder).result()


def load(endpoint: Endpoint, folder: str) -> tuple[float, int, float]:
    """Seconds and written rows of the load of the ledger in a folder, and the most MiB that this process ever had."""
    ontology = Ontology.load(data_dir() / "ontology")
    with BoltStore(endpoint) as store, Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger:
        seconds, loaded = timed(lambda: store.load_ledger(ledger, ontology))
    return seconds, written(loaded.counts), peak()


def in_turn(graph: Projection) -> list[Projection]:
    """The graph before its last articles; and these, `ROUNDS` times some that hold at least `LATE` claims."""
    said = Counter(claim.article for claim in graph.claims)
    turns: dict[str, int] = {}
    last = iter(reversed(graph.articles))
    for turn in range(ROUNDS, 0, -1):
        wanted = LATE
        while wanted > 0:
            article = next(last).id
            turns[article] = turn
            wanted -= said[article]

    def part(turn: int) -> Projection:
        articles = tuple(article for article in graph.articles if turns.get(article.id, 0) == turn)
        return assemble(graph.actors, articles, tuple(row for row in graph.claims if turns.get(row.article, 0) == turn))

    return [part(turn) for turn in range(ROUNDS + 1)]


def keep_corrected(graph: Projection, folder: Path) -> None:
    """Put the graph into a ledger, two actors merged and some claims rejected."""
    fill(graph, folder)
    one, other, *_ = graph.actors
    rejected = [Reject(claim=ClaimKey.of(claim)) for claim in graph.claims[:REJECTED]]
    with Ledger.open(f"sqlite:///{folder / 'ledger.db'}") as ledger:
        ledger.correct([Merge(actor=other.id, into=one), *rejected], author="bench", reason="bench")


def fill(graph: Projection, folder: Path) -> None:
    """Make a ledger of the graph, all of it at once: to put article by article takes longer than all else."""
    ends = {(claim.article, end) for claim in graph.claims for end in (claim.subject, claim.object)}
    rows: dict[sa.Table, list[dict[str, Any]]] = {
        db.articles: [article.model_dump() | {"extractor": "1"} for article in graph.articles],
        db.article_versions: [
            {"article": article.id, "number": 1, "digest": article.digest, "since": "2024"}
            for article in graph.articles
        ],
        db.actors: [{"digest": row.id, "id": row.id, "record": row.model_dump_json()} for row in graph.actors],
        db.mentions: [{"article": article, "actor": end, "forms": "[]"} for article, end in sorted(ends)],
        db.claims: [
            {"id": row.id, "article": row.article, "record": row.model_dump_json(), "told": Told.by(row).key}
            for row in graph.claims
        ],
    }
    engine, _ = db.open_engine(f"sqlite:///{folder / 'ledger.db'}")
    with engine.execution_options(writes=True).begin() as connection:
        for table, listed in rows.items():
            connection.execute(table.insert(), listed)
    engine.dispose()


def questions(store: BoltStore, graph: Projection, ontology: Ontology) -> dict[str, list[float]]:
    """Seconds of each named question, asked some times about two hubs; one without answer took `TIMEOUT`."""
    busy = [actor.id for actor in graph.actors[:2]]
    found = {}
    for name, question in load_catalog().items():
        given = values(question, busy)
        found[name] = [timed(partial(patient, store, question, given, ontology))[0] for _ in range(ROUNDS)]
    return found


def patient(store: BoltStore, question: Question, given: dict[str, str], ontology: Ontology) -> None:
    """Ask, and give up after `TIMEOUT`."""
    with suppress(QueryError):
        ask(store, question, given, ontology, timeout=TIMEOUT, limit=1000)


def values(question: Question, busy: list[str]) -> dict[str, str]:
    """The example's values, its actors in turn replaced by those of the graph."""
    actors = iter(busy)
    kinds = {parameter.name: parameter.kind for parameter in question.parameters}
    return {
        name: next(actors) if kinds[name] == "actor" and value != "any" else value
        for name, value in question.example_values.items()
    }


def compare(on_neo4j: dict[str, list[float]], on_embedded: dict[str, list[float]]) -> None:
    """Print each question's median and worst time on both servers."""
    say(f"{'question':24} {'neo4j median':>12} {'worst':>8} {'embedded median':>16} {'worst':>8}  (ms)")
    for name, times in on_neo4j.items():
        other = on_embedded[name]
        one = f"{1000 * statistics.median(times):12.0f} {1000 * max(times):8.0f}"
        say(f"{name:24} {one} {1000 * statistics.median(other):16.0f} {1000 * max(other):8.0f}")


def walks(graph: nx.MultiDiGraph[str]) -> None:
    """Print how long NetworkX takes for what two of the questions ask."""
    start, goal, *_ = sorted(graph)
    seconds, _ = timed(lambda: list(nx.all_neighbors(graph, start)))
    say(f"{'networkx neighbourhood':24} {1000 * seconds:12.1f}")
    seconds, _ = timed(lambda: nx.shortest_path(graph.to_undirected(as_view=True), start, goal))
    say(f"{'networkx path':24} {1000 * seconds:12.1f}")


def written(counts: LoadCounts) -> int:
    """Nodes and relationships."""
    return counts.nodes_written + counts.relationships_written


def timed[T](work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    began = time.monotonic()
    result = work()
    return time.monotonic() - began, result


def say(line: str) -> None:
    """Print it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
