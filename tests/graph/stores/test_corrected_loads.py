"""Corrections in every store: what is loaded after a decision is what a store would hold had it always stood."""

from __future__ import annotations

from pathlib import Path

from graph.corrections import ClaimKey, Decision, Flip, Merge, Reject, Rename, SetStatus, SetType, Undo, Unmerge
from graph.model import ActorType, Claim, Status
from graph.ontology import Ontology
from graph.projection import Projection, project
from graph.settings import data_dir
from graph.stores.base import LoadCounts
from graph.stores.bolt import BoltStore
from graph.stores.ledger import Ledger
from graph.stores.networkx_store import to_networkx
from tests.graph.decided import ACTORS, DIRECTED, PAGES, SYMMETRIC, claim
from tests.neo4j_server import empty

ONTOLOGY = Ontology.load(data_dir() / "ontology")
CLAIMS = [
    claim("page 1", "a", DIRECTED, "b", speaker="c"),
    claim("page 1", "b", SYMMETRIC, "c", at=1),
    claim("page 2", "d", DIRECTED, "b"),
    claim("page 2", "a", DIRECTED, "d", at=1),
    claim("page 2", "e", SYMMETRIC, "a", status=Status.DENIED),
]
DECIDED: list[Decision] = [
    Merge(actor="a", into=ACTORS["d"]),
    Rename(actor="d", name="The \"D\" 'group' \\ $x", name_fr="Dé"),
    SetType(actor="b", type=ActorType.ARMED_GROUP),
    Merge(actor="e", into=ACTORS["b"]),
    Reject(claim=ClaimKey.of(CLAIMS[1])),
    Flip(claim=ClaimKey.of(CLAIMS[2])),
    SetStatus(claim=ClaimKey.of(CLAIMS[4]), status=Status.ONGOING),
    Unmerge(actor="e"),
]
HELD = (
    "MATCH (n) RETURN labels(n)[0] AS label, n AS node ORDER BY label, n.id",
    "MATCH (a)-[r]->(b) RETURN labels(a)[0], a.id, type(r), labels(b)[0], b.id, r.status, r.claims, r.sources, "
    "r.confidence ORDER BY labels(a)[0], a.id, type(r), b.id, r.status",
)


def put(ledger: Ledger, rows: list[Claim], extractor: str) -> None:
    for page in PAGES.values():
        mine = [row for row in rows if row.article == page.id]
        ends = sorted({end for row in mine for end in (row.subject, row.object, row.speaker) if end})
        ledger.put(page, [ACTORS[end] for end in ends], mine, extractor=extractor)


def held(store: BoltStore, graph: Projection) -> tuple[object, ...]:
    """All that a store holds after it was loaded with a graph."""
    store.load(graph, ONTOLOGY)
    again = store.load(graph, ONTOLOGY)
    assert again == LoadCounts()
    return tuple(store.run(question).rows for question in HELD)


def drawn(graph: Projection) -> tuple[object, ...]:
    network = to_networkx(graph, ONTOLOGY)
    return sorted(network.nodes(data=True), key=str), sorted(network.edges(keys=True, data=True), key=str)


def test_decide_extract_again_load_and_undo(tmp_path: Path, store: BoltStore) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'one.db'}") as ledger:
        put(ledger, CLAIMS, "1")
        before = project(ledger, ONTOLOGY)
        first = held(store, before)
        log = ledger.correct(DECIDED, author="Awa", reason="seen")
        after = project(ledger, ONTOLOGY)
        second = held(store, after)
        assert second != first
        put(ledger, CLAIMS, "2")
        assert held(store, project(ledger, ONTOLOGY)) == second
        with Ledger.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
            other.take_over(log)
            put(other, CLAIMS, "2")
            always = project(other, ONTOLOGY)
        empty(store)
        assert held(store, always) == second
        assert drawn(always) == drawn(after)
        ledger.correct([Undo(undone=row.id) for row in log], author="Awa", reason="mistake")
        undone = project(ledger, ONTOLOGY)
        assert held(store, undone) == first
        assert drawn(undone) == drawn(before)
