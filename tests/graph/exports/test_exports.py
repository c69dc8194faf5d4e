"""Each export, read back by a reader that is not ours: nothing is lost, whatever words the graph holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
import stix2
from rdflib.namespace import RDF
from typer.testing import CliRunner, Result

from graph.__main__ import app
from graph.errors import LibraryError, UsageError
from graph.exports.ftm import entity_id, write_ftm
from graph.exports.linked import urn, write_jsonld
from graph.exports.networks import write_gexf, write_graphml
from graph.exports.safe import xml_text
from graph.exports.stix import actor_ref, write_stix
from graph.exports.tables import COLUMNS, write_csv, write_jsonl, write_parquet
from graph.library import needed
from graph.ontology import Ontology
from graph.projection import Projection
from graph.settings import data_dir
from graph.stores.networkx_store import to_networkx
from tests.graph.views.hostile import hostile
from tests.graph.views.synthetic import keep, synthetic


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


@pytest.fixture(scope="module", params=["synthetic", "hostile"])
def graph(request: pytest.FixtureRequest, ontology: Ontology) -> Projection:
    return synthetic(30, ontology) if request.param == "synthetic" else hostile()


def plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return (
        xml_text("; ".join(value))
        if isinstance(value, list)
        else value
        if isinstance(value, int | float)
        else xml_text(str(value))
    )


def test_networkx_reads_the_graphml(graph: Projection, ontology: Ontology) -> None:
    stream = io.StringIO()
    write_graphml(graph, ontology, stream)
    read = nx.parse_graphml(stream.getvalue(), force_multigraph=True)
    kept = to_networkx(graph, ontology)
    assert {
        xml_text(key): {name: plain(value) for name, value in node.items()} for key, node in kept.nodes(data=True)
    } == dict(read.nodes(data=True))
    expected = sorted(
        (xml_text(one), xml_text(other), str(sorted((name, plain(value)) for name, value in tie.items())))
        for one, other, tie in kept.edges(data=True)
    )
    found = [
        (one, other, str(sorted(item for item in tie.items() if item[0] != "id")))
        for one, other, tie in read.edges(data=True)
    ]
    assert sorted(found) == expected


def test_networkx_reads_the_gexf_with_the_time_of_each_tie(graph: Projection, ontology: Ontology) -> None:
    stream = io.StringIO()
    write_gexf(graph, ontology, stream)
    read = nx.read_gexf(io.BytesIO(stream.getvalue().encode()))
    assert (read.graph["mode"], read.number_of_nodes()) == ("dynamic", len(graph.actors))
    expected = {
        (
            xml_text(edge.subject),
            xml_text(edge.object),
            edge.relation,
            edge.status.value,
            str(edge.first_seen),
            str(edge.last_seen),
        )
        for edge in graph.edges
    }
    told = {
        (one, other, tie["relation"], tie["status"], str(tie.get("start")), str(tie.get("end")))
        for one, other, tie in read.edges(data=True)
    }
    assert told == expected
    for actor, node in read.nodes(data=True):
        ends = [
            tie for _, _, tie in [*read.in_edges(actor, data=True), *read.out_edges(actor, data=True)] if "start" in tie
        ]
        assert node.get("start") == min((tie["start"] for tie in ends), default=None)
        assert node.get("end") == max((tie["end"] for tie in ends), default=None)


def test_pandas_reads_the_csv_and_no_cell_is_a_formula(graph: Projection, ontology: Ontology, tmp_path: Path) -> None:
    write_csv(graph, ontology, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.csv" for name in COLUMNS)
    claims = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False, lineterminator="\n")
    assert list(claims["id"]) == [claim.id for claim in graph.claims]
    assert [text.lstrip("'") for text in claims["sentence"]] == [
        claim.sentence.replace("\r\n", "\n").replace("\r", "\n").lstrip("'") for claim in graph.claims
    ]
    for name in COLUMNS:
        text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    actors = pd.read_csv(tmp_path / "actors.csv", keep_default_na=False)
    assert [json.loads(cell) for cell in actors["aliases"]] == [list(actor.aliases) for actor in graph.actors]


def test_pandas_reads_the_parquet_typed(graph: Projection, ontology: Ontology, tmp_path: Path) -> None:
    write_parquet(graph, ontology, tmp_path)
    for name in ("actors", "articles", "claims", "events", "edges"):
        assert len(pd.read_parquet(tmp_path / f"{name}.parquet")) == len(getattr(graph, name))
    claims = pq.read_table(tmp_path / "claims.parquet").to_pylist()
    assert [(row["sentence"], row["start"], row["confidence"]) for row in claims] == [
        (claim.sentence, claim.start, claim.confidence) for claim in graph.claims
    ]
    assert [row["first_date"] for row in claims] == [claim.date.first if claim.date else None for claim in graph.claims]
    edges = pq.read_table(tmp_path / "edges.parquet").to_pylist()
    assert [row["claims"] for row in edges] == [list(edge.claims) for edge in graph.edges]
    assert {row["event"] for row in claims} == {event.id for event in graph.events}


def test_pandas_reads_the_json_lines(graph: Projection) -> None:
    stream = io.StringIO()
    write_jsonl(graph, stream)
    read_json: Any = pd.read_json  # whose annotations don't allow what its manual does
    read = read_json(io.StringIO(stream.getvalue()), lines=True, dtype=False)
    names = {actor.id: actor.name for actor in graph.actors}
    assert list(read["subject_name"]) == [names[claim.subject] for claim in graph.claims]
    assert list(read["sentence"]) == [claim.sentence for claim in graph.claims]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
def test_rdflib_reads_the_json_ld(graph: Projection) -> None:
    stream = io.StringIO()
    write_jsonld(graph, stream)
    read = rdflib.Graph().parse(data=stream.getvalue(), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    statements = {str(node) for node in read.subjects(RDF.type, RDF.Statement)}
    assert statements == {urn("claim", claim.id) for claim in graph.claims}
    for claim in graph.claims:
        node = rdflib.URIRef(urn("claim", claim.id))
        assert str(read.value(node, RDF.subject)) == urn("actor", claim.subject)
        assert str(read.value(node, RDF.predicate)) == urn("relation", claim.relation)
        assert str(read.value(node, schema.text)) == claim.sentence
        assert str(read.value(node, schema.appearance)) == urn("article", claim.article)
    for actor in graph.actors:
        node = rdflib.URIRef(urn("actor", actor.id))
        assert str(read.value(node, schema.name)) == actor.name
        assert {str(name) for name in read.objects(node, schema.alternateName)} == set(actor.aliases)
    assert rdflib.Graph().parse(data=read.serialize(format="nt"), format="nt").isomorphic(read)


def test_followthemoney_reads_its_entities(graph: Projection, ontology: Ontology) -> None:
    stream = io.StringIO()
    write_ftm(graph, ontology, stream)
    proxy = needed("followthemoney.proxy").EntityProxy
    entities = [proxy.from_dict(json.loads(line), cleaned=False) for line in stream.getvalue().split("\n")[:-1]]
    for entity in entities:
        entity.schema.validate(entity.to_dict())
    by_id = {entity.id: entity for entity in entities}
    assert len(by_id) == len(entities) == len(graph.actors) + len(graph.articles) + len(graph.claims)
    for claim in graph.claims:
        link = by_id[entity_id("claim", claim.id)]
        assert link.schema.name == "UnknownLink"
        assert link.get("subject") == [entity_id("actor", claim.subject)]
        assert link.get("object") == [entity_id("actor", claim.object)]
        assert by_id[link.first("proof")].schema.name == "Article"
        assert (link.first("role"), link.first("status")) == (ontology[claim.relation].label, claim.status.value)
        assert link.get("startDate") == ([claim.date.first.isoformat()] if claim.date else [])


def test_stix2_reads_its_bundle(graph: Projection, ontology: Ontology) -> None:
    first, second = io.StringIO(), io.StringIO()
    write_stix(graph, ontology, first)
    write_stix(graph, ontology, second)
    assert first.getvalue() == second.getvalue()
    bundle: Any = stix2.parse(first.getvalue(), allow_custom=False)
    found = {row["id"]: row for row in bundle.objects}
    names = {actor.id: actor.name for actor in graph.actors}
    assert {found[actor_ref(key)]["name"] for key in names} == set(names.values())
    ties = [row for row in bundle.objects if row["type"] == "relationship"]
    told = {(row["source_ref"], row["relationship_type"], row["target_ref"], row["labels"][0]) for row in ties}
    assert told == {
        (actor_ref(edge.subject), edge.relation, actor_ref(edge.object), edge.status.value) for edge in graph.edges
    }
    assert len(ties) == len(graph.edges)
    sentences = {reference["description"] for row in ties for reference in row["external_references"]}
    assert sentences <= {claim.sentence for claim in graph.claims}


@pytest.fixture(scope="module")
def home(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    keep(synthetic(20, ontology, claims=200), folder)
    return folder


def export(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments, "--home", str(home)])


@pytest.mark.parametrize("form", ["graphml", "gexf", "jsonl", "jsonld", "ftm", "stix"])
def test_a_text_goes_to_stdout_or_whole_into_its_file(form: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / form
    shown, kept = export(home, form), export(home, form, "--out", str(path))
    assert (shown.exit_code, kept.exit_code, kept.stdout) == (0, 0, "")
    assert path.read_text(encoding="utf-8") == shown.stdout
    assert len(shown.stdout) > 1000
    assert [file.name for file in path.parent.iterdir()] == [form]


def test_the_filters_narrow_what_is_exported(home: Path) -> None:
    whole = export(home, "jsonl").stdout.splitlines()
    part = export(home, "jsonl", "--status", "denied", "--since", "2022-03-01").stdout.splitlines()
    assert 0 < len(part) < len(whole)
    assert {json.loads(line)["status"] for line in part} == {"denied"}


@pytest.mark.parametrize("form", ["csv", "parquet", "neo4j-csv"])
def test_several_files_need_a_folder(form: str, home: Path, tmp_path: Path) -> None:
    assert isinstance(export(home, form).exception, UsageError)
    done = export(home, form, "--out", str(tmp_path))
    assert done.exit_code == 0
    assert len(list(tmp_path.iterdir())) >= 5


@pytest.mark.parametrize(("form", "library"), [("parquet", "pyarrow"), ("ftm", "followthemoney"), ("stix", "stix2")])
def test_a_library_that_is_missing_is_named_with_what_installs_it(
    form: str, library: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    done = export(home, form, "--out", str(tmp_path / "x"))
    assert isinstance(done.exception, LibraryError)
    assert str(done.exception) == f"this needs {library}, which is not installed: uv sync --extra export"
