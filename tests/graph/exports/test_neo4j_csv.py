"""The files for neo4j-admin, imported into a real Neo4j by its own importer: the graph that `load` makes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from graph.exports.neo4j_csv import write_neo4j_csv
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.settings import data_dir
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.property_graph import schema
from graph.stores.staged import Staged
from tests.graph.views.hostile import hostile
from tests.graph.views.synthetic import synthetic
from tests.neo4j_server import imported


def both(ontology: Ontology) -> Projection:
    """A made-up graph and one of hostile words, and an actor of whom nothing is known."""
    one, other = synthetic(40, ontology), hostile()
    bare = one.actors[0].model_copy(update={"id": "a-bare", "countries": (), "aliases": ()})
    return assemble(
        tuple(sorted((*one.actors, *other.actors, bare), key=lambda row: row.id)),
        tuple(sorted((*one.articles, *other.articles), key=lambda row: row.id)),
        tuple(sorted((*one.claims, *other.claims), key=lambda row: row.id)),
    )


@pytest.mark.neo4j
def test_what_the_importer_makes_of_the_files_is_what_a_load_makes(tmp_path: Path) -> None:
    ontology = Ontology.load(data_dir() / "ontology")
    graph = both(ontology)
    with Staged.of(graph) as staged:
        command, shell = write_neo4j_csv(staged, ontology, tmp_path)
    words = shlex.split(command)
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    assert shlex.split(shell) == ["cypher-shell", "--file", str(tmp_path / "schema.cypher")]
    with imported(words[1:]) as endpoint, BoltStore(endpoint) as store:
        for statement in (tmp_path / "schema.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            store.run(statement, write=True)
        held = store.counts()
        assert (held.actors, held.articles, held.claims) == (len(graph.actors), len(graph.articles), len(graph.claims))
        assert store.load(graph, ontology) == LoadCounts()


def test_the_constraints_are_those_that_a_load_makes(tmp_path: Path) -> None:
    ontology = Ontology.load(data_dir() / "ontology")
    with Staged.of(hostile()) as staged:
        write_neo4j_csv(staged, ontology, tmp_path)
    assert (tmp_path / "schema.cypher").read_text(encoding="utf-8") == "".join(f"{line};\n" for line in schema())
