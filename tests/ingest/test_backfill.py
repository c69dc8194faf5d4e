"""Back-filling on Ray: parts hold all of the input, once; killed workers and machines cost nothing but time."""

from __future__ import annotations

import json
import os
import shlex
import signal
from collections.abc import Callable, Generator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from pyarrow import fs
from ray._private import state
from ray.cluster_utils import Cluster

from graph.errors import ConflictGraphError, UsageError
from graph.exports.neo4j_csv import SCHEMA, write_neo4j_csv
from graph.ontology import Ontology
from graph.projection import project
from graph.settings import Settings, data_dir
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.bulk import Bulk, below
from graph.stores.ledger import Ledger
from graph.stores.staged import Staged
from ingest.backfill import Outcome, backfill, read_part
from ingest.input_parts import Part, Plan, cut
from ingest.intake import take_in, whole
from ingest.job import Job
from ingest.model import RawPage
from ingest.workers import Here
from tests.gs_server import gs_server
from tests.ingest.news import report
from tests.neo4j_server import imported
from tests.s3_server import s3_server
from tests.server import free_port

pytestmark = [pytest.mark.filterwarnings(f"ignore::{kind}") for kind in ("DeprecationWarning", "ResourceWarning")]
"""Of Ray's own code, which warns of itself."""

ARTICLES = 30


def lines(numbers: range) -> str:
    """Reports as JSON Lines; one in ten is a bad line, one in ten in a language that is not read."""
    rows = []
    for number in numbers:
        made = report(number)
        row = {"title": made.title, "date": made.day.isoformat(), "text": made.text, "lang": "en"}
        rows.append("{broken" if number % 10 == 9 else json.dumps(row))
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of both kinds of file."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "a.jsonl").write_text(lines(range(ARTICLES // 2)), encoding="utf-8")
    rows = [json.loads(line) for line in lines(range(ARTICLES // 2, ARTICLES)).splitlines() if line != "{broken"]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet", row_group_size=7)
    (folder / "_SUCCESS").write_text("", encoding="utf-8")
    return folder


def dump(address: str) -> list[str]:
    """All that a ledger says but times, a line each."""
    with Ledger.open(address, must_exist=True) as ledger, ledger.reading() as reader:
        articles = list(reader.articles())
        rows = [one.model_dump_json() for part in (articles, reader.actors(), reader.claims()) for one in part]
        rows += [f"{one.id} {reader.mentions(one.id)}" for one in articles]
        return rows + [f"dead: {letter.reason} {letter.payload}" for letter in reader.dead()]


def parts_of(corpus: Path) -> list[Part]:
    return cut([str(corpus)], size=4_000, rows=5)


@pytest.fixture(scope="module")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one process keeps of the corpus."""
    address, settings = f"sqlite:///{tmp_path_factory.mktemp('alone') / 'ledger.db'}", Settings()
    with Ledger.open(address) as ledger:
        Job(ledger, Here.load(settings), settings).run([str(corpus / "a.jsonl"), str(corpus / "b.parquet")])
    return dump(address)


@pytest.fixture(params=[pytest.param("s3", marks=pytest.mark.s3), "gs"])
def store(request: pytest.FixtureRequest) -> Generator[str]:
    """The address of a bucket in a store of objects."""
    with {"s3": s3_server, "gs": gs_server}[request.param]("news") as address:
        yield address


@pytest.fixture
def cluster() -> Generator[Cluster]:
    """A cluster of Ray's of two machines, as far as Ray can tell."""
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    cluster.shutdown()  # type: ignore[no-untyped-call]  # Ray's


def apart(
    parts: Sequence[Part], out: str, told: Callable[[Outcome, list[int]], None], **how: Any
) -> ConflictGraphError | None:
    """How a back-fill failed, if it did; after each part its outcome and the ids of the processes that read are told.

    It runs in a process of its own, as threads of Ray's outlive their cluster and may end the process that they are in.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    driver = context.Process(target=drive, args=(there, parts, out, how))
    driver.start()
    there.close()
    try:
        while not isinstance(said := here.recv(), ConflictGraphError | None):
            told(*said)
        return said
    finally:
        driver.join()


def drive(there: Connection, parts: Sequence[Part], out: str, how: dict[str, Any]) -> None:
    """The work of a process of its own: back-fill, and tell how it goes and ends."""

    def told(outcome: Outcome) -> None:
        actors: Any = state.actors().values()
        alive = [row for row in actors if row["State"] == "ALIVE" and row["ActorClassName"].startswith("MapWorker")]
        there.send((outcome, [row["Pid"] for row in alive]))

    failed = None
    try:
        backfill(parts, out, Settings(), told=told, **how)
    except ConflictGraphError as error:
        failed = error
    there.send(failed)


@trials(deadline=None, max_examples=50)
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30), max_size=12),
    size=st.integers(5, 60),
    is_ended=st.booleans(),
)
def test_parts_hold_every_line_once_and_in_order(
    texts: list[str], size: int, is_ended: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.jsonl"
    path.write_bytes(
        "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts).encode() + b"\n" * is_ended
    )
    pages = [page for part in cut([str(path)], size=size, rows=size) for page in part.pages(Settings())]
    assert [page.text for page in pages if isinstance(page, RawPage)] == texts


@pytest.mark.model
@pytest.mark.timeout(600)
def test_killed_workers_and_machines_lost_input_and_further_calls_change_nothing(
    cluster: Cluster, corpus: Path, alone: list[str], tmp_path: Path
) -> None:
    parts, out, address = parts_of(corpus), str(tmp_path / "out"), f"sqlite:///{tmp_path / 'ledger.db'}"
    file, away = corpus / "b.parquet", tmp_path / "away"
    lost = sum(part.source == str(file) for part in parts)
    seen: list[Outcome] = []

    def told(outcome: Outcome, reading: list[int]) -> None:
        seen.append(outcome)
        if len(seen) == 1:
            assert reading
            for process in reading:
                os.kill(process, signal.SIGKILL)
        elif len(seen) == 3:
            cluster.remove_node(max(cluster.worker_nodes, key=id), allow_graceful=False)

    file.rename(away)
    failed = apart(parts, out, told, address=cluster.address)
    assert f"{lost} of {len(parts)} parts failed" in str(failed)
    assert sorted(outcome.part.number for outcome in seen) == list(range(len(parts)))
    bulk = Bulk.at(out)
    with Ledger.open(address) as ledger:
        with pytest.raises(ConflictGraphError, match="parts are done"):
            whole(bulk)
        away.rename(file)
        seen.clear()
        assert apart(parts, out, lambda outcome, _: seen.append(outcome), jobs=1) is None
        assert len(seen) == lost
        backfill(parts, out, Settings(), told=lambda _: pytest.fail("all of it was done"))
        first, again = (take_in(bulk, whole(bulk), ledger) for _ in range(2))
    assert (first.unchanged, again.unchanged) == (0, first.kept)
    assert dump(address) == alone
    with pytest.raises(UsageError, match="other input"):
        backfill(parts[1:], out, Settings())


@pytest.mark.model
@pytest.mark.timeout(600)
def test_input_and_results_may_lie_in_a_store_of_objects(
    corpus: Path, alone: list[str], tmp_path: Path, store: str
) -> None:
    files, _ = fs.FileSystem.from_uri(store)
    for file in corpus.iterdir():
        with files.open_output_stream(f"news/2024/week #1, 50%/{file.name}") as stream:
            stream.write(file.read_bytes())
    parts, out = cut([f"{store}/2024/"], size=4_000, rows=5), f"{store}/claims"
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    assert apart(parts, out, lambda *_: None) is None
    files.delete_file("news/claims/done/part-000001.json")  # as if its process had died before it was done
    again: list[int] = []
    assert apart(parts, out, lambda outcome, _: again.append(outcome.part.number)) is None
    assert again == [1]
    bulk = Bulk.at(out)
    with Ledger.open(address) as ledger:
        take_in(bulk, whole(bulk), ledger)
    assert dump(address) == alone


@pytest.mark.model
@pytest.mark.neo4j
@pytest.mark.timeout(600)
def test_what_lies_in_parquet_goes_into_neo4j_by_its_importer(corpus: Path, tmp_path: Path) -> None:
    bulk, parts, ontology = Bulk.at(str(tmp_path / "out")), parts_of(corpus), Ontology.load(data_dir() / "ontology")
    bulk.begin(Plan(parts=tuple(parts)).model_dump_json())
    engine = Here.load(Settings())
    claims = sum(read_part(part, engine, Settings(), bulk).claims for part in parts)
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        kept = take_in(bulk, whole(bulk), ledger).kept
        with ledger.reading() as reader, Staged.of_ledger(reader, ontology) as staged:
            command, _ = write_neo4j_csv(staged, ontology, tmp_path / "csv")
        graph = project(ledger, ontology)
    with imported(shlex.split(command)[1:]) as endpoint, BoltStore(endpoint) as store:
        for statement in (tmp_path / "csv" / SCHEMA).read_text(encoding="utf-8").split(";\n")[:-1]:
            store.run(statement, write=True)
        held = store.counts()
        assert (held.articles, held.claims) == (kept, claims)
        assert store.load(graph, ontology) == LoadCounts()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "127.0.0.1:99999", "ray-head"])
def test_a_cluster_that_is_not_there_is_told_in_one_line(address: str, corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ConflictGraphError, match=f"^{address}: no cluster answers: ") as refused:
        backfill(parts_of(corpus), str(tmp_path / "out"), Settings(), address=address)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("source", ["nowhere", "s3x://nowhere/at/all", "notes.txt"])
def test_input_that_is_none_is_refused_in_one_line(source: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("The army attacked the rebels.", encoding="utf-8")
    with pytest.raises(ConflictGraphError, match=source) as refused:
        cut([source if "://" in source else str(tmp_path / source)], size=1, rows=1)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        ("news/", "a b/c.jsonl", "news/a b/c.jsonl"),
        ("s3://news", "c.jsonl", "s3://news/c.jsonl"),
        (
            "s3://news/2024/?region=x",
            "week #1, 50%/c?.jsonl",
            "s3://news/2024/week%20%231%2C%2050%25/c%3F.jsonl?region=x",
        ),
        ("gs://anonymous@news/a%20b/", "c.jsonl", "gs://anonymous@news/a%20b/c.jsonl"),
    ],
)
def test_what_lies_in_a_folder_has_an_address_that_leads_there(folder: str, path: str, expected: str) -> None:
    assert below(folder, path) == expected


@pytest.mark.timeout(60)
def test_a_store_of_objects_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.bulk.RETRY_SECONDS", 1)
    nowhere = f"gs://anonymous@nowhere/news?scheme=http&endpoint_override=127.0.0.1:{free_port()}"
    with pytest.raises(ConflictGraphError, match=r"^gs://anonymous@nowhere/news.*: ") as refused:
        cut([nowhere], size=1, rows=1)
    assert "\n" not in str(refused.value)
