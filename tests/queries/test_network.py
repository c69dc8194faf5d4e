"""What is measured of a network, held against graphs whose measures can be worked out by hand, and the command."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import random
import subprocess
import sys
from itertools import combinations, product
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest
from typer.testing import CliRunner, Result

from graph.errors import UsageError
from graph.formats import cell
from graph.model import Actor, ActorType, RelationClass, Status
from graph.ontology import Ontology
from graph.projection import Edge, Projection, assemble
from graph.stores.base import Table
from queries import balance, change, measures
from queries.__main__ import app
from queries.network import Scope, network, pairs
from tests.graph.views.synthetic import keep, synthetic

ROOT = Path(__file__).parents[2]


def projection(*ties: str) -> Projection:
    """Ties of two actors, a relation and a number of sources, such as "a supports b 3"."""
    edges = [
        Edge(
            subject=one,
            relation=relation,
            object=other,
            status=Status.OCCURRED,
            first_seen=None,
            last_seen=None,
            claims=(one,),
            sources=int(sources),
            confidence=1,
        )
        for one, relation, other, sources in (text.split() for text in ties)
    ]
    names = sorted({end for edge in edges for end in (edge.subject, edge.object)})
    cast = tuple(Actor(id=name, name=name.upper(), type=ActorType.STATE) for name in names)
    return Projection(actors=cast, articles=(), claims=(), events=(), edges=tuple(edges), contradictions=())


def graph(ontology: Ontology, *ties: str) -> nx.MultiDiGraph[str]:
    return network(projection(*ties), Scope(statuses=()), ontology)


def by(table: Table, *columns: str) -> dict[Any, tuple[Any, ...]]:
    """The columns' values by the first column's."""
    at = [table.columns.index(name) for name in columns]
    return {row[0]: tuple(row[place] for place in at) for row in table.rows}


STAR = ("hub supports a 1", "hub supports b 2", "hub attacks c 1", "a meets-with b 1", "c attacks hub 1")


def test_centrality_counts_neighbours_and_sources_each_way_and_symmetric_ties_twice(ontology: Ontology) -> None:
    table = measures.centrality(graph(ontology, *STAR))
    found = by(table, "neighbours", "out", "in")
    assert found == {"HUB": (3, 4, 1), "A": (2, 1, 2), "B": (2, 1, 3), "C": (1, 1, 1)}
    assert sum(rank for (rank,) in by(table, "pagerank").values()) == pytest.approx(1, abs=1e-5)


def test_the_broker_is_the_one_without_whom_it_falls_apart(ontology: Ontology) -> None:
    left = [f"{a} supports {b} 3" for a, b in combinations(("a1", "a2", "a3"), 2)]
    right = [f"{a} supports {b} 3" for a, b in combinations(("b1", "b2", "b3"), 2)]
    made = graph(ontology, *left, *right, "a1 meets-with m 1", "b1 meets-with m 1")
    table = measures.brokers(made)
    assert table.rows[0][0] in ("A1", "B1", "M")
    assert by(table, "cut") == {"A1": (True,), "B1": (True,), "M": (True,)}
    assert by(table, "betweenness")["M"] == (round(9 / 15, 6),)
    groups = [{row[2] for row in measures.communities(made).rows if row[0] == number} for number in (1, 2)]
    assert [group - {"M"} for group in groups] in (
        [{"A1", "A2", "A3"}, {"B1", "B2", "B3"}],
        [{"B1", "B2", "B3"}, {"A1", "A2", "A3"}],
    )
    core = by(measures.cores(made), "core", "neighbours")
    assert (core["A1"], core["M"]) == ((2, 3), (2, 2))


def test_what_is_returned_is_the_same_relation_and_in_kind_is_any_of_its_class(ontology: Ontology) -> None:
    ties = ("a attacks b 1", "b attacks a 1", "a attacks c 1", "c bombs a 1", "a attacks d 1", "d fights a 1")
    table = measures.reciprocity(graph(ontology, *ties, "a attacks e 1"))
    assert by(table, "pairs", "returned", "in_kind") == {"attacks": (5, 2, 4), "bombs": (1, 0, 1)}
    assert by(table, "returned_share")["attacks"] == (0.4,)


@pytest.mark.parametrize("seed", range(6))
def test_triads_are_those_that_trying_all_three_finds_and_camps_are_the_best_there_are(
    seed: int, ontology: Ontology
) -> None:
    dice = random.Random(seed)
    names = "abcdefg"
    kinds = {pair: dice.choice((1, -1, 0)) for pair in combinations(names, 2)}
    words = {1: "supports", -1: "attacks"}
    made = graph(ontology, *(f"{a} {words[kind]} {b} 1" for (a, b), kind in kinds.items() if kind))
    expected = [
        kinds[a, b] * kinds[b, c] * kinds[a, c]
        for a, b, c in combinations(names, 3)
        if kinds[a, b] and kinds[b, c] and kinds[a, c]
    ]
    table = balance.triads(made)
    assert [row[0] for row in table.rows] == sorted(product > 0 for product in expected)
    least = min(
        sum(kind * camps[names.index(a)] * camps[names.index(b)] < 0 for (a, b), kind in kinds.items())
        for camps in product((1, -1), repeat=len(names))
    )
    assert balance.measures(made)["frustration, at most"] == least
    unbalanced = by(balance.balance(made), "unbalanced")
    assert sum(count for (count,) in unbalanced.values()) == 3 * sum(product < 0 for product in expected)


def test_a_pair_with_as_much_of_both_is_neither_friend_nor_enemy(ontology: Ontology) -> None:
    made = graph(ontology, "a supports b 2", "b attacks a 2", "a attacks c 1", "a leads d 5")
    assert pairs(made).edges["a", "b"]["sign"] == 0
    assert {frozenset(pair) for pair in balance.signs(made).edges} == {frozenset("ac")}


def test_a_pair_that_changed_sides_comes_first_and_what_stayed_is_not_told(ontology: Ontology) -> None:
    before = graph(ontology, "a supports b 2", "a attacks c 1", "a meets-with d 1", "a leads e 1")
    after = graph(ontology, "a attacks b 3", "a attacks c 4", "a supports f 1")
    assert change.shifts(before, after).rows == (
        ("A", "B", "allies", "rivals", 2, 0, 0, 3),
        ("A", "D", "allies", "none", 1, 0, 0, 0),
        ("A", "F", "none", "allies", 0, 0, 1, 0),
    )


def test_a_role_is_what_most_of_an_actors_sources_tell(ontology: Ontology) -> None:
    before = graph(ontology, "a attacks b 3", "b supports c 1", "c fights d 2")
    after = graph(ontology, "b attacks a 3", "b supports c 1", "c fights d 2")
    table = change.roles(before, after)
    assert by(table, "before", "after") == {"A": ("aggressor", "target"), "B": ("target", "aggressor")}
    left = change.roles(before, graph(ontology, "c fights d 2", "b supports c 1"))
    assert by(left, "before", "after") == {"B": ("target", "partner"), "A": ("aggressor", "absent")}


@pytest.fixture(scope="module")
def whole(ontology: Ontology) -> Projection:
    return synthetic(15, ontology, claims=1500)


def test_the_scope_leaves_what_passes_all_of_it(whole: Projection, ontology: Ontology) -> None:
    scope = Scope(
        since=dt.date(2022, 6, 1),
        until=dt.date(2023, 6, 1),
        statuses=(Status.OCCURRED, Status.DENIED),
        classes=(RelationClass.MATERIAL_CONFLICT,),
        min_sources=2,
    )
    made = network(whole, scope, ontology)
    everything = network(whole, Scope(statuses=tuple(Status)), ontology)
    assert 0 < made.size() < everything.size() == len(whole.edges)
    for _, _, tie in made.edges(data=True):
        assert (tie["class"], tie["status"] in scope.statuses) == ("material-conflict", True)
        assert tie["sources"] >= 2
        assert tie["last_seen"] >= scope.since
        assert tie["first_seen"] <= scope.until
    assert min(degree for _, degree in made.degree()) > 0


def test_relations_that_no_class_asked_for_holds_are_refused(whole: Projection, ontology: Ontology) -> None:
    with pytest.raises(UsageError, match="no relation 'flies'"):
        network(whole, Scope(relations=("flies",)), ontology)
    with pytest.raises(UsageError, match="attacks: not of class structural"):
        network(whole, Scope(relations=("attacks",), classes=(RelationClass.STRUCTURAL,)), ontology)


def test_the_two_times_share_nothing_and_lack_nothing(whole: Projection, ontology: Ontology) -> None:
    at = change.middle(whole, Scope())
    before, after = change.halves(whole, Scope(), ontology, at)
    exact = Scope(until=at - dt.timedelta(days=1)), Scope(since=at)
    for made, scope in zip((before, after), exact, strict=True):
        assert nx.utils.graphs_equal(made, network(whole, scope, ontology))
    with pytest.raises(UsageError, match="does not part"):
        change.halves(whole, Scope(since=at), ontology, at)


EVERY = (
    "summary",
    "centrality",
    "brokers",
    "communities",
    "cores",
    "balance",
    "triads",
    "reciprocity",
    "shifts",
    "roles",
)


@pytest.fixture(scope="module")
def home(whole: Projection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analysed")
    keep(whole, folder)
    keep(assemble((), (), ()), folder / "empty")
    return folder


def analyse(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["analyse", *arguments, "--home", str(home)])


@pytest.mark.parametrize("name", EVERY)
def test_each_analysis_gives_rows_the_same_in_every_form(name: str, home: Path) -> None:
    as_json, as_csv = analyse(home, name, "--format", "json"), analyse(home, name, "--format", "csv")
    rows = json.loads(as_json.stdout)
    listed = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert (as_json.exit_code, as_csv.exit_code) == (0, 0)
    assert rows
    assert len(rows) == len(listed)
    assert [list(row) for row in rows] == [list(row) for row in listed]
    plain = [[cell(value) for value in row.values()] for row in rows]
    assert [[text.lstrip("'") for text in row.values()] for row in listed] == plain


@pytest.mark.parametrize("name", EVERY[:-2])
def test_of_a_network_without_ties_there_is_nothing_to_tell(name: str, home: Path) -> None:
    done = analyse(home / "empty", name, "--format", "json")
    assert done.exit_code == 0
    assert not [row for row in json.loads(done.stdout) if name != "summary" or row["value"]]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["cores", "--at", "2022-02-17"], "--at goes with shifts and roles, which compare two times"),
        (["cores", "--since", "yesterday"], "'yesterday' is no day; write it as 2024-05-31"),
        (["cores", "--relation", "flies"], "no relation 'flies' in the ontology"),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(arguments: list[str], line: str, home: Path) -> None:
    done = analyse(home, *arguments)
    assert isinstance(done.exception, UsageError)
    assert (str(done.exception), done.stdout) == (line, "")


@pytest.mark.parametrize("name", ["centrality", "communities", "roles"])
def test_every_run_tells_the_same_in_the_same_order(name: str, home: Path) -> None:
    command = [sys.executable, "-m", "queries", "analyse", name, "--home", str(home)]
    runs = [
        subprocess.run(
            command,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            timeout=120,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"\n") > 4
