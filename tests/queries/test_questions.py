"""Every named question, on every server: the same rows, some rows, and for some of them the rows reckoned in Python."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from itertools import chain, pairwise, product
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.model import REALISED, RelationClass, Status
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import Table
from graph.stores.bolt import BoltStore
from graph.stores.embedded import embedded
from queries.catalog import load_catalog
from queries.run import ask, ask_cypher, cypher_of, find_question
from tests.graph.views.hostile import TEXTS, hostile

CATALOG = load_catalog()


def example(name: str, store: BoltStore, ontology: Ontology, **given: str) -> Table:
    question = CATALOG[name]
    return ask(store, question, given or question.example_values, ontology, timeout=60)


@pytest.mark.parametrize("name", CATALOG)
def test_each_example_has_an_answer(name: str, loaded: BoltStore, ontology: Ontology) -> None:
    assert example(name, loaded, ontology).rows


@pytest.mark.neo4j
@pytest.mark.parametrize("name", CATALOG)
def test_both_servers_give_the_same_rows(
    name: str, on_embedded: BoltStore, on_neo4j: BoltStore, ontology: Ontology
) -> None:
    assert example(name, on_embedded, ontology) == example(name, on_neo4j, ontology)


def test_enemies_are_those_in_conflict_with_both(loaded: BoltStore, scene: Projection, ontology: Ontology) -> None:
    conflict = (RelationClass.VERBAL_CONFLICT, RelationClass.MATERIAL_CONFLICT)
    foes: dict[str, set[str]] = {actor.id: set() for actor in scene.actors}
    for edge in scene.edges:
        if edge.status in REALISED and ontology[edge.relation].relation_class in conflict:
            foes[edge.subject].add(edge.object)
            foes[edge.object].add(edge.subject)
    names = {actor.id: actor.name for actor in scene.actors}
    for first in foes:
        rows = example("common-enemies", loaded, ontology, first=first, second="mali").rows
        shared = foes[first] & foes["mali"] if first != "mali" else set()
        assert {row[0] for row in rows} == {names[foe] for foe in shared}


def test_the_profile_counts_every_claim_about_the_actor(
    loaded: BoltStore, scene: Projection, ontology: Ontology
) -> None:
    for actor in scene.actors:
        table = example("actor-profile", loaded, ontology, actor=actor.id)
        found = {(row[0] == "does", row[1], row[3]): row[5] for row in table.rows}
        told = [claim for claim in scene.claims if actor.id in (claim.subject, claim.object)]
        assert found == Counter((claim.subject == actor.id, claim.relation, claim.status.value) for claim in told)


def test_the_chain_is_as_short_as_breadth_first_search_finds_it(
    loaded: BoltStore, scene: Projection, ontology: Ontology
) -> None:
    links: dict[str, set[str]] = {actor.id: set() for actor in scene.actors}
    for edge in scene.edges:
        if edge.status in REALISED:
            links[edge.subject].add(edge.object)
            links[edge.object].add(edge.subject)
    for start, goal in (("algeria", "niger"), ("al-qaeda", "eu"), ("timbuktu", "ecowas"), ("mali", "gsim")):
        reached, length = {start}, 0
        while goal not in reached and length < 5:
            reached, length = reached | {far for near in reached for far in links[near]}, length + 1
        rows = example("path", loaded, ontology, **{"from": start, "to": goal}).rows
        assert {len(row[0]) - 1 for row in rows} == ({length} if length <= 4 else set())


@pytest.mark.parametrize("length", range(1, 6))
def test_the_first_of_the_shortest_chains_are_told(length: int, loaded: BoltStore, ontology: Ontology) -> None:
    layers = [["x start"], *([f"x {at} {way}" for way in "cadb"] for at in range(1, length)), ["x goal"]]
    links = [{"a": one, "b": other} for near, far in pairwise(layers) for one, other in product(near, far)]
    loaded.run(
        "UNWIND $ids AS id CREATE (:Actor {id: id, name: id})", {"ids": [*chain.from_iterable(layers)]}, write=True
    )
    match = "UNWIND $links AS link MATCH (a:Actor {id: link.a}) MATCH (b:Actor {id: link.b})"
    for created in ("(a)-[:ATTACKS {status: 'occurred', sources: 1}]->(b)", "(b)-[:ATTACKS {status: 'denied'}]->(a)"):
        loaded.run(f"{match} CREATE {created}", {"links": links}, write=True)
    try:
        question = CATALOG["path"]
        there, back = (
            ask(loaded, question, {"from": one, "to": other}, ontology, timeout=60)
            for one, other in (("x start", "x goal"), ("x goal", "x start"))
        )
    finally:
        loaded.run("MATCH (a:Actor) WHERE a.id STARTS WITH 'x ' DETACH DELETE a", write=True)
    chains = sorted(map(list, product(*layers)))[:25] if length <= 4 else []
    assert [row[0] for row in there.rows] == [row for row in chains for _ in range(length)]
    assert all(row[-1] == ["attacks (forth)"] for row in there.rows)
    assert bool(back.rows) == bool(chains)


def test_evidence_is_every_sentence_of_the_pair(loaded: BoltStore, scene: Projection, ontology: Ontology) -> None:
    table = example("evidence", loaded, ontology, first="france", second="mali")
    place = table.columns.index("sentence")
    told = [claim.sentence for claim in scene.claims if {claim.subject, claim.object} == {"france", "mali"}]
    assert sorted(row[place] for row in table.rows) == sorted(told)


@pytest.mark.parametrize(
    "words", ["mali", "SANCT mali", "(sanctions) AND *", "20 june", "20", "ali", "d'or OR france", "é"]
)
def test_sentences_are_found_by_how_words_begin(
    words: str, loaded: BoltStore, scene: Projection, ontology: Ontology
) -> None:
    wanted = re.findall(r"[a-zé0-9]+", words.lower())
    has = [
        claim.sentence
        for claim in scene.claims
        if all(re.search(rf"(?<![a-z0-9]){word}", claim.sentence.lower()) for word in wanted)
    ]
    table = example("search", loaded, ontology, words=words)
    assert sorted(row[table.columns.index("sentence")] for row in table.rows) == sorted(has)


@pytest.mark.neo4j
def test_sentences_are_found_by_the_full_text_index_where_there_is_one(
    on_embedded: BoltStore, on_neo4j: BoltStore
) -> None:
    question = CATALOG["search"]
    assert cypher_of(on_embedded, question) == question.cypher
    assert "ProcedureCall" in on_neo4j.explain(cypher_of(on_neo4j, question), {"words": ["mali"], "status": []})


def test_plans_that_came_true_are_not_told(loaded: BoltStore, ontology: Ontology) -> None:
    rows = example("plans-not-done", loaded, ontology, actor="france").rows
    assert [row[:3] for row in rows] == [("France", "deploys-to", "Niger")]


def test_denials_are_told_with_who_denies(loaded: BoltStore, scene: Projection, ontology: Ontology) -> None:
    rows = example("denials", loaded, ontology, actor="any").rows
    assert len(rows) == sum(claim.status is Status.DENIED for claim in scene.claims)
    assert {row[1] for row in rows} == {"Mali"}


HOSTILE = (
    *(
        "'}) DETACH DELETE a //",
        "x' OR 1=1 //",
        '"}]->() DELETE r',
        "`; DROP DATABASE neo4j",
        "\\u0027",
        "$actor",
        "\x00",
    ),
    *TEXTS,
)
"""More than fifty values that try to be more than values."""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_stays_a_value(text: str, loaded: BoltStore, ontology: Ontology) -> None:
    before = loaded.counts()
    assert ask(loaded, CATALOG["syndication"], {"source": text}, ontology).rows == ()
    for kind, name in (("actor", "actor-profile"), ("relation", "evidence"), ("status", "who-attacks")):
        given = {"first": "mali", "second": "gsim"} if name == "evidence" else {}
        (parameter,) = [p.name for p in CATALOG[name].parameters if p.kind == kind][:1]
        with pytest.raises(QueryError, match=f"parameter '{parameter}'"):
            ask(loaded, CATALOG[name], given | {parameter: text}, ontology)
    with pytest.raises(QueryError, match="no query is called"):
        find_question(text, CATALOG)
    with suppress(QueryError):  # some hold no word at all
        assert ask(loaded, CATALOG["search"], {"words": f"nowhere {text}"}, ontology).rows == ()
    assert ask_cypher(loaded, "RETURN $x AS x", {"x": json.dumps(text)}).rows == ((text,),)
    assert loaded.counts() == before


def test_actors_of_hostile_names_are_found_by_them_and_nothing_else_happens(ontology: Ontology, tmp_path: Path) -> None:
    graph = hostile()
    with embedded(tmp_path) as endpoint, BoltStore(endpoint) as store:
        store.load(graph, ontology)
        before = store.counts()
        assert before.actors == len(TEXTS)
        for actor in graph.actors:
            assert len(ask(store, CATALOG["actor-profile"], {"actor": actor.id}, ontology).rows) == 2
            with suppress(QueryError):  # some names are alike but for case and signs, or hold nothing to be found by
                assert len(ask(store, CATALOG["actor-profile"], {"actor": actor.name}, ontology).rows) == 2
        assert store.counts() == before


WRITES = (
    "CREATE (:X)",
    "/* MATCH */ CREATE (:X) RETURN 1",
    "MATCH (a:Actor) SET a.name = 'x' RETURN a",
    "MATCH (a:Actor) REMOVE a.name",
    "MATCH (a:Actor) DETACH DELETE a",
    "MERGE (a:Actor {id: 'new'}) RETURN a",
    "MATCH (a:Actor) CALL { WITH a SET a.name = 'x' } RETURN a",
    "MATCH (a:Actor) CALL { WITH a SET a.name = 'x' } IN TRANSACTIONS RETURN 1",
    "UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:X))",
    "// RETURN\nMATCH (a:Actor)\nDELETE a",
    "CREATE INDEX some_index FOR (a:Actor) ON (a.name)",
    "DROP CONSTRAINT conflictgraph_actor_id IF EXISTS",
    "CREATE CONSTRAINT some_constraint FOR (a:Actor) REQUIRE a.name IS UNIQUE",
    "CREATE USER mallory SET PASSWORD 'long-enough-1'",
)


@pytest.mark.parametrize("cypher", WRITES)
def test_own_cypher_can_not_write_unless_it_is_allowed(cypher: str, loaded: BoltStore) -> None:
    content = (
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() WITH n, count(r) AS rs RETURN labels(n), properties(n), rs ORDER BY n.id"
    )
    before = loaded.run(content), loaded.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")
    with pytest.raises(QueryError) as refused:
        ask_cypher(loaded, cypher, {})
    assert "\n" not in str(refused.value)
    assert (loaded.run(content), loaded.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")) == before


def test_with_leave_it_writes_and_tells_what_changed(loaded: BoltStore) -> None:
    assert ask_cypher(loaded, "CREATE (:Note {id: $x})", {"x": "1"}, write=True).updates["nodes_created"] == 1
    assert ask_cypher(loaded, "MATCH (n:Note) DELETE n", {}, write=True).updates["nodes_deleted"] == 1


def test_rows_past_the_limit_are_not_fetched_and_it_is_told(loaded: BoltStore) -> None:
    numbers = "UNWIND range(1, 5) AS x RETURN x"
    assert [row[0] for row in ask_cypher(loaded, numbers, {}, limit=4).rows] == [1, 2, 3, 4]
    assert [ask_cypher(loaded, numbers, {}, limit=limit).is_cut for limit in (4, 5, 6)] == [True, False, False]


@pytest.mark.parametrize("cypher", ["MATCH (a RETURN a", "RETURN nothing", "CALL no.such() YIELD x RETURN x"])
def test_cypher_that_the_server_refuses_is_one_line(cypher: str, loaded: BoltStore) -> None:
    with pytest.raises(QueryError) as refused:
        ask_cypher(loaded, cypher, {})
    assert str(refused.value)
    assert "\n" not in str(refused.value)


def test_parameters_of_own_cypher_are_missing_or_unknown(loaded: BoltStore) -> None:
    with pytest.raises(QueryError, match=r"this Cypher needs --param x=\.\.\."):
        ask_cypher(loaded, "RETURN $x", {})
    with pytest.raises(QueryError, match="this Cypher has no parameter 'y'"):
        ask_cypher(loaded, "RETURN $x", {"x": "1", "y": "2"})


def test_an_unknown_question_is_met_with_near_names() -> None:
    with pytest.raises(QueryError, match="no query is called 'who-negotiate'; did you mean who-negotiates"):
        find_question("who-negotiate", CATALOG)
