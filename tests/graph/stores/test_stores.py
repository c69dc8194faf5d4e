"""One contract for all stores: the same graph, wherever it is kept, loaded twice, cut off, with hostile words in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.errors import QueryError, StoreError
from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Status
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.settings import data_dir
from graph.stores.base import GraphCounts, LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.networkx_store import to_networkx
from tests.graph import told

HOSTILE = [
    "Robert'); DROP TABLE actors; --",
    "\"quoted\" and 'so' and `back` and \\ and \\u0041",
    "line\nbreak\r\n\ttab \u2028 separator",
    "$param {key: 1} [:TYPE] }) DETACH DELETE n //",
    "🕊️ Ḥamās اسلام \u202eright to left",
    "x" * 300,
]
DAY = dt.date(2022, 2, 17)


def projection(size: int = 6, *, speaker: bool = True, status: Status = Status.OCCURRED) -> Projection:
    """`size` actors in a ring, each of whom attacks the next and is said not to support it, an article each."""
    names = [HOSTILE[number % len(HOSTILE)] for number in range(size)]
    actors = [
        Actor(id=f"{number:03} {name}"[:150], name=name, type=ActorType.ARMED_GROUP, countries=("ML",), aliases=(name,))
        for number, name in enumerate(names)
    ]
    articles = [
        Article(
            id=f"a{number:03}",
            url=None,
            title=name,
            source=name,
            published=DAY,
            lang="fr",
            text=f"{number}: {name}",
            digest="d",
            cluster="?",
        )
        for number, name in enumerate(names)
    ]
    claims = [
        claim(
            articles[number],
            (actors[number], actors[(number + 1) % size]),
            relation,
            how,
            actors[0] if speaker else None,
        )
        for number in range(size)
        for relation, how in (("attacks", status), ("supports", Status.DENIED))
    ]
    return assemble(tuple(actors), tuple(articles), tuple(sorted(claims, key=lambda row: row.id)))


def claim(page: Article, pair: tuple[Actor, Actor], relation: str, status: Status, speaker: Actor | None) -> Claim:
    subject, obj = pair
    changed = {
        "relation": relation,
        "status": status,
        "date": EventDate(first=dt.date(2022, 2, 1), last=dt.date(2022, 2, 28), precision=Precision.MONTH),
        "confidence": 0.1 + 0.2,
        "pattern": relation,
    }
    told_by = speaker.id if speaker else None
    return told.claim(page, relation, subject.id, obj.id, told_by).model_copy(update=changed)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


EDGES = (
    "MATCH (a:Actor)-[r]->(b:Actor) "
    "RETURN a.id, type(r), b.id, r.status, r.first_seen, r.last_seen, r.claims, r.sources, r.confidence, "
    "r.class, r.plover "
    "ORDER BY a.id, type(r), b.id, r.status"
)


def edges_of(graph: Any, ontology: Ontology) -> tuple[tuple[Any, ...], ...]:
    keys = ("status", "first_seen", "last_seen", "claims", "sources", "confidence", "class", "plover")
    return tuple(
        sorted(
            (one, ontology[row["relation"]].cypher_type, other, *(row.get(key) for key in keys))
            for one, other, row in graph.edges(data=True)
        )
    )


def test_what_is_loaded_is_the_graph_that_networkx_holds(store: BoltStore, ontology: Ontology) -> None:
    graph = projection()
    store.load(graph, ontology)
    in_memory = to_networkx(graph, ontology)
    assert store.run(EDGES).rows == edges_of(in_memory, ontology)
    nodes = store.run("MATCH (a:Actor) RETURN a ORDER BY a.id").rows
    assert [node["properties"] for (node,) in nodes] == [in_memory.nodes[key] for key in sorted(in_memory)]
    assert len(nodes) == len(HOSTILE)


def test_every_part_of_the_property_graph_is_there(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(), ontology)
    assert store.counts() == GraphCounts(actors=6, articles=6, claims=12, events=12, relationships=12 * 5 + 12 * 2 + 12)
    asked = (
        "MATCH (c:Claim {relation: 'attacks'})-[:SUBJECT]->(s:Actor), (c)-[:OBJECT]->(o:Actor), "
        "(c)-[:SAID_BY]->(v:Actor), "
        "(c)-[:STATED_IN]->(p:Article), (c)-[:TELLS]->(e:Event), (e)-[:SUBJECT]->(s), (e)-[:OBJECT]->(o) "
        "RETURN s.name, v.name, p.title, p.published, p.url, c.sentence, c.date, c.start, c.end, c.confidence, "
        "e.first_date, e.last_date, e.claims, e.sources, c.status ORDER BY p.id LIMIT 1"
    )
    text = f"0: {HOSTILE[0]}"
    names = (HOSTILE[0], HOSTILE[0], HOSTILE[0], DAY, None, text, "2022-02", 0, len(text), 0.1 + 0.2)
    assert store.run(asked).rows == ((*names, dt.date(2022, 2, 1), dt.date(2022, 2, 28), 1, 1, "occurred"),)


def test_loading_twice_changes_nothing(store: BoltStore, ontology: Ontology) -> None:
    first = store.load(projection(), ontology)
    assert (first.nodes_written, first.relationships_written) == (6 + 6 + 12 + 12, 96)
    everything = (
        "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n.id, type(r), m.id, r.status ORDER BY n.id, type(r), m.id"
    )
    before = (store.counts(), store.run(everything))
    assert store.load(projection(), ontology) == LoadCounts()
    assert (store.counts(), store.run(everything)) == before


def test_what_the_projection_no_longer_holds_goes(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(), ontology)
    smaller = projection(3, speaker=False, status=Status.ONGOING)
    store.load(smaller, ontology)
    assert store.run(EDGES).rows == edges_of(to_networkx(smaller, ontology), ontology)
    assert store.run("MATCH ()-[r:SAID_BY]->() RETURN count(r)").rows == ((0,),)
    assert store.counts() == GraphCounts(actors=3, articles=3, claims=6, events=6, relationships=6 * 4 + 6 * 2 + 6)
    assert store.load(smaller, ontology) == LoadCounts()
    store.load(projection(0), ontology)
    assert store.counts() == GraphCounts()


def test_what_somebody_else_wrote_into_it_is_put_right(store: BoltStore, ontology: Ontology) -> None:
    graph = projection()
    store.load(graph, ontology)
    for statement in (
        "MATCH (a:Actor)-[r:ATTACKS]->(b:Actor) CREATE (a)-[:ATTACKS {status: r.status, claims: 9}]->(b)",
        "MATCH (a:Actor)-[r:ATTACKS]->(b:Actor) CREATE (a)-[:`NO SUCH`]->(b)",
        "MATCH (c:Claim)-[:TELLS]->(e:Event) WITH c, e LIMIT 3 CREATE (c)-[:TELLS]->(e)",
        "MATCH (a:Actor) SET a.name = 'wrong', a.extra = 1",
        "MATCH (e:Event) WITH e LIMIT 2 DETACH DELETE e",
    ):
        assert store.run(statement, write=True).updates
    store.load(graph, ontology)
    assert store.run(EDGES).rows == edges_of(to_networkx(graph, ontology), ontology)
    assert store.load(graph, ontology) == LoadCounts()
    assert store.counts().relationships == 96


def test_a_load_that_is_cut_off_anywhere_is_completed_by_the_next(
    store: BoltStore, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = projection()
    steps = 0
    do = BoltStore.do

    def counted(self: BoltStore, cypher: str, *rest: Any) -> None:
        nonlocal steps
        steps -= 1
        if not steps:
            raise KeyboardInterrupt
        do(self, cypher, *rest)

    monkeypatch.setattr(BoltStore, "do", counted)
    for cut in range(1, 40, 3):
        steps = cut
        try:
            store.load(graph if cut % 2 else projection(4, speaker=False), ontology)
        except KeyboardInterrupt:
            continue
    steps = -1
    store.load(graph, ontology)
    assert store.run(EDGES).rows == edges_of(to_networkx(graph, ontology), ontology)
    assert store.counts() == GraphCounts(actors=6, articles=6, claims=12, events=12, relationships=96)


def test_more_rows_than_a_batch_and_sentences_of_a_message_s_size(
    store: BoltStore, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.bolt.BATCH_ROWS", 7)
    monkeypatch.setattr("graph.stores.bolt.BATCH_CHARACTERS", 1000)
    store.load(projection(20), ontology)
    assert store.counts() == GraphCounts(actors=20, articles=20, claims=40, events=40, relationships=20 * 16)


def test_long_sentences_fit_the_messages(store: BoltStore, ontology: Ontology) -> None:
    graph = projection()
    long = "é🕊" * 100_000
    claims = tuple(row.model_copy(update={"sentence": long, "end": len(long)}) for row in graph.claims)
    store.load(graph.model_copy(update={"claims": claims}), ontology)
    assert store.run("MATCH (c:Claim) RETURN DISTINCT size(c.sentence) >= 200000").rows == ((True,),)


def test_ids_are_unique_and_the_schema_stands_before_the_data(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(0), ontology)
    constraints = store.run("SHOW CONSTRAINTS YIELD name, labelsOrTypes RETURN name ORDER BY name").rows
    assert [name for (name,) in constraints] == [
        f"conflictgraph_{label}_id" for label in ("actor", "article", "claim", "event")
    ]
    store.run("CREATE (:Actor {id: 'x'})", write=True)
    with pytest.raises(QueryError):
        store.run("CREATE (:Actor {id: 'x'})", write=True)


def test_a_dry_run_counts_what_a_load_would_do_and_does_nothing(store: BoltStore, ontology: Ontology) -> None:
    would = store.load(projection(), ontology, dry_run=True)
    assert store.counts() == GraphCounts()
    assert not [name for (name,) in store.run("SHOW CONSTRAINTS YIELD name RETURN name").rows]
    assert store.load(projection(), ontology) == would
    smaller = projection(3, speaker=False, status=Status.ONGOING)
    before = (store.counts(), store.run(EDGES))
    would = store.load(smaller, ontology, dry_run=True)
    assert (store.counts(), store.run(EDGES)) == before
    assert store.load(smaller, ontology) == would != LoadCounts()


def test_a_rebuild_removes_all_and_loads_it_anew(store: BoltStore, ontology: Ontology) -> None:
    graph = projection()
    store.load(projection(8), ontology)
    store.run("MATCH (a:Article), (b:Article) WHERE a.id < b.id CREATE (a)-[:SEE_ALSO]->(b)", write=True)
    held = store.counts()
    would = store.load(graph, ontology, dry_run=True, rebuild=True)
    assert store.counts() == held
    done = store.load(graph, ontology, rebuild=True)
    assert done == would
    assert (done.nodes_written, done.relationships_written) == (6 + 6 + 12 + 12, 96)
    assert done.nodes_removed == held.actors + held.articles + held.claims + held.events
    assert done.relationships_removed == held.relationships
    assert store.counts() == GraphCounts(actors=6, articles=6, claims=12, events=12, relationships=96)
    assert store.load(graph, ontology) == LoadCounts()


def test_a_plan_is_told_and_nothing_is_done(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(), ontology)
    before = whole(store)
    assert "Actor" in store.explain("MATCH (a:Actor {name: $name}) RETURN a", {"name": HOSTILE[0]})
    assert store.explain("MATCH (a:Actor) DETACH DELETE a")
    assert whole(store) == before
    with pytest.raises(QueryError) as raised:
        store.explain("RETRN 1")
    assert "\n" not in str(raised.value)


def test_somebody_elses_nodes_are_not_removed(store: BoltStore, ontology: Ontology) -> None:
    store.run("CREATE (:Actor {name: 'Greta Garbo'})", write=True)
    with pytest.raises(StoreError, match="holds :Actor nodes or a constraint of something else"):
        store.load(projection(), ontology)
    assert store.run("MATCH (n) RETURN n.name").rows == (("Greta Garbo",),)


def test_a_relation_that_the_ontology_lacks_stops_the_load(store: BoltStore, ontology: Ontology) -> None:
    graph = projection()
    odd = graph.edges[0].model_copy(update={"relation": "x]->() DETACH DELETE n //"})
    for load in (store.load, to_networkx):
        with pytest.raises(StoreError, match="is not in the ontology"):
            load(graph.model_copy(update={"edges": (odd,)}), ontology)
    assert store.counts() == GraphCounts()


READS = (
    "MATCH (a:Actor) RETURN count(a)",
    "RETURN 'CREATE (n) DELETE SET MERGE' AS words",
    "MATCH (a:Actor) CALL { WITH a MATCH (a)-[r]->() RETURN count(r) AS n } RETURN a.id, n",
    "MATCH p = shortestPath((a:Actor {name: $a})-[*..6]-(b:Actor {name: $b})) RETURN p",
    "CALL db.labels() YIELD label RETURN label",
    "SHOW INDEXES",
)

WRITES = (
    "CREATE (n:Actor {id: 'w1'})",
    "MERGE (n:Actor {id: 'w2'}) RETURN n",
    "MATCH (a:Actor) SET a.name = 'changed'",
    "MATCH (a:Actor) REMOVE a.name",
    "MATCH (a:Actor) DETACH DELETE a",
    "MATCH (:Actor)-[r]->(:Actor) DELETE r",
    "MATCH (a:Actor) SET a:Extra",
    "MATCH (:Actor)-[r]->(:Actor) SET r.status = 'changed'",
    "MATCH (a:Actor), (b:Actor) MERGE (a)-[:NEWLY]->(b)",
    "/* MATCH */ // RETURN\n CREATE (n:Actor {id: 'w3'})",
    "FOREACH (x IN [1] | CREATE (:Actor {id: 'w4'}))",
    "UNWIND [1, 2] AS x CALL { WITH x CREATE (n:Actor {id: 'w5' + x}) RETURN n } RETURN n.id",
    "UNWIND [1, 2] AS x CALL { WITH x CREATE (n:Actor {id: 'w6' + x}) } IN TRANSACTIONS OF 1 ROWS",
    "MATCH (a:Actor) CALL { WITH a SET a.name = 'z' } IN TRANSACTIONS OF 2 ROWS",
    "LOAD CSV FROM 'https://127.0.0.1:1/x.csv' AS row CREATE (:Actor {id: row[0]})",
    "CREATE INDEX extra FOR (n:Actor) ON (n.extra)",
    "CREATE CONSTRAINT extra FOR (n:Extra) REQUIRE n.id IS UNIQUE",
    "DROP CONSTRAINT conflictgraph_actor_id",
    "CREATE (n:Unheard {id: 'w7'})",
    "CALL db.createLabel('extra')",
    "CALL apoc.cypher.doIt('CREATE (n:Actor)', {}) YIELD value RETURN value",
    "CREATE USER extra SET PASSWORD 'extra-extra'",
    "CREATE DATABASE extra",
    "DROP DATABASE neo4j",
)


def whole(store: BoltStore) -> tuple[Any, ...]:
    labels = store.run("CALL db.labels() YIELD label RETURN label ORDER BY label").rows
    constraints = store.run("SHOW CONSTRAINTS YIELD name RETURN name").rows
    indexes = store.run("SHOW INDEXES YIELD name RETURN name").rows
    nodes = store.run("MATCH (n) RETURN n ORDER BY n.id").rows
    return labels, sorted(constraints), sorted(indexes), nodes, store.run(EDGES).rows


def test_a_question_can_only_read_however_the_change_is_hidden(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(), ontology)
    before = whole(store)
    for cypher in WRITES:
        with pytest.raises(QueryError) as raised:
            store.run(cypher)
        assert "\n" not in str(raised.value)
        assert whole(store) == before, cypher


@pytest.mark.parametrize("cypher", READS)
def test_what_only_reads_is_allowed(store: BoltStore, ontology: Ontology, cypher: str) -> None:
    store.load(projection(), ontology)
    table = store.run(cypher, {"a": HOSTILE[1], "b": HOSTILE[4]})
    assert table.rows
    assert not table.updates


def test_explaining_a_change_does_not_make_it(store: BoltStore, ontology: Ontology) -> None:
    store.load(projection(), ontology)
    before = whole(store)
    store.run("EXPLAIN MATCH (a:Actor) DETACH DELETE a")
    assert whole(store) == before


def test_with_leave_to_write_it_tells_what_it_changed(store: BoltStore) -> None:
    table = store.run("CREATE (a:Actor {id: 'x'})-[:FIGHTS]->(b:Actor {id: 'y'}) RETURN a.id", write=True)
    assert table.rows == (("x",),)
    assert (table.updates["nodes_created"], table.updates["relationships_created"]) == (2, 1)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_parameters_are_never_cypher(store: BoltStore, ontology: Ontology, hostile: str) -> None:
    store.load(projection(), ontology)
    found = store.run("MATCH (a:Actor {name: $name}) RETURN a.name", {"name": hostile})
    assert found.rows == ((hostile,),)


@pytest.mark.parametrize(
    "broken", ["RETRN 1", "", "RETURN $missing", "CALL no.such() YIELD x RETURN x", "RETURN 1 / 0"]
)
def test_broken_cypher_is_a_query_error_of_one_line(store: BoltStore, broken: str) -> None:
    with pytest.raises(QueryError) as raised:
        store.run(broken)
    assert str(raised.value)
    assert "\n" not in str(raised.value)


def test_values_come_back_as_plain_python(store: BoltStore) -> None:
    row = store.run(
        "RETURN null AS n, true AS b, 1 AS i, 0.5 AS f, 'é' AS s, date('2022-02-17') AS d, "
        "[1, date('2022-01-01')] AS l, {k: date('2022-01-01')} AS m, duration('P1D') AS u, "
        "datetime('2022-02-17T12:00:00Z') AS t"
    ).rows[0]
    assert row[:6] == (None, True, 1, 0.5, "é", DAY)
    assert row[6:8] == ([1, dt.date(2022, 1, 1)], {"k": dt.date(2022, 1, 1)})
    assert row[8] == "P1D"
    assert row[9] == dt.datetime(2022, 2, 17, 12, tzinfo=dt.UTC)


def test_an_answer_that_takes_too_long_is_given_up(store: BoltStore) -> None:
    endless = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a % 7 + b % 3) AS n"
    with pytest.raises(QueryError, match=r"no answer within 0.5 s"):
        store.run(endless, timeout=0.5)


def test_wrong_credentials_are_refused_without_telling_them(store: BoltStore, request: pytest.FixtureRequest) -> None:
    endpoint = next(request.getfixturevalue(name) for name in request.fixturenames if name.endswith("_endpoint"))
    wrong = endpoint.model_copy(update={"password": type(endpoint.password)("not-the-password")})
    with pytest.raises(StoreError, match="refuses user") as raised:
        BoltStore(wrong)
    assert "not-the-password" not in str(raised.value)


def test_a_database_that_does_not_exist(store: BoltStore, request: pytest.FixtureRequest) -> None:
    endpoint = next(request.getfixturevalue(name) for name in request.fixturenames if name.endswith("_endpoint"))
    with pytest.raises(StoreError, match="nowhere"):
        BoltStore(endpoint.model_copy(update={"database": "nowhere"}))
