"""How the graph is brought up to date with the ledger: by what changed since the last load, or as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from graph.corrections import Notice, standing
from graph.model import Record, Status
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.stores import mark
from graph.stores.base import LoadCounts
from graph.stores.change_log import Changed, Position, Told
from graph.stores.changed_part import Part
from graph.stores.ledger import Ledger, Reader
from graph.stores.mark import Mark, Statements
from graph.stores.property_graph import Tie
from graph.stores.staged import Staged
from graph.stores.sync import Scope, make_schema, sync

REBUILD: Final = "it is built anew"


class Loaded(Record):
    """What a load did.

    Attributes:
        counts: What it wrote and removed.
        whole: Why the whole graph was compared with the ledger; None if only what changed since the last load was.
        notices: What is to be known of corrections.
    """

    counts: LoadCounts = LoadCounts()
    whole: str | None = None
    notices: tuple[Notice, ...] = ()


def load_ledger(server: Statements, ledger: Ledger, ontology: Ontology, *, rebuild: bool = False) -> Loaded:
    """Make the server hold what the ledger holds; what was cut off, the next call completes.

    Raises:
        StoreError: Ledger or server fail, a relation is not in the ontology, or the database is not ours to change.
    """
    known, words = mark.read(server), mark.words_of(ontology)
    with ledger.reading() as reader:
        position = reader.position()
        changed = REBUILD if rebuild else _changed(reader, known, words)
        source = (
            Staged.of_ledger(reader, ontology) if isinstance(changed, str) else _part(server, reader, changed, ontology)
        )
    if isinstance(source, Part):
        counts = _load_part(server, source, ontology, known, position)
        return Loaded(counts=counts, notices=source.notices)
    with source:
        counts = _load_whole(server, source, ontology, position, rebuild=rebuild)
    return Loaded(counts=counts, whole=str(changed), notices=source.notices)


def load_projection(
    server: Statements, projection: Projection, ontology: Ontology, *, rebuild: bool = False
) -> LoadCounts:
    """Make the server hold a graph of whatever origin; what was cut off, the next call completes.

    Raises:
        StoreError: The server fails, a relation is not in the ontology, or the database is not ours to change.
    """
    mark.read(server)  # which refuses what is newer than this code
    with Staged.of(projection) as staged:
        return _load_whole(server, staged, ontology, None, rebuild=rebuild)


def _changed(reader: Reader, known: Mark, words: str) -> Changed | str:
    """What changed since the last load; or why that is not enough to go by."""
    changed = reader.changed_since(known.position) if known.position else None
    if changed is None:
        return "it is not known which state of this ledger it holds"
    if (known.schema, known.words) != (mark.SCHEMA, words):
        return "its form or the vocabulary is another one now"
    if changed.corrected:
        return "the corrections are others now"
    if known.loading and standing(reader.corrections()):
        return "a load was cut off while corrections stand"
    return changed


def _load_whole(
    server: Statements, staged: Staged, ontology: Ontology, position: Position | None, *, rebuild: bool
) -> LoadCounts:
    make_schema(server)
    load = mark.begin(server, whole=True)
    counts = sync(server, staged, ontology, rebuild=rebuild)
    mark.end(server, load, mark.words_of(ontology), position)
    return counts


def _load_part(server: Statements, part: Part, ontology: Ontology, known: Mark, position: Position) -> LoadCounts:
    if position == known.position and not known.loading:
        return LoadCounts()
    load = mark.begin(server, whole=False)
    projection = assemble(part.actors, part.articles, part.claims)
    events = {event.id for event in projection.events} | set(_events(server, part, is_cut=known.loading))
    ties = {
        Tie(ontology[told.relation].cypher_type, told.subject, told.object, told.status.value)
        for told in part.told
        if told.relation in ontology
    }
    with Staged.of(projection) as staged:
        counts = sync(server, staged, ontology, scope=Scope({**part.touched, "Event": events}, ties))
    mark.end(server, load, mark.words_of(ontology), position)
    return counts


def _part(server: Statements, reader: Reader, changed: Changed, ontology: Ontology) -> Part:
    parts = reader.parts(standing(reader.corrections()), ontology)
    return parts.part(changed, _held(server, changed.claims))


def _held(server: Statements, claims: Set[str]) -> Iterator[Told]:
    """What claims tell in the graph, where corrections may have them tell other things than the ledger does."""
    ends = "MATCH (s:Actor)<-[:SUBJECT]-(c:Claim {id: row})-[:OBJECT]->(o:Actor)"
    told = f"UNWIND $batch.rows AS row {ends} RETURN s.id AS s, c.relation AS relation, o.id AS o, c.status AS status"
    for row in server.rows(told, sorted(claims)):
        yield Told(row["s"], row["relation"], row["o"], Status(row["status"]))


def _events(server: Statements, part: Part, *, is_cut: bool) -> Iterator[str]:
    """Ids of the events that claims looked at now tell, and of those that a load that was cut off left alone."""
    told = "UNWIND $batch.rows AS row MATCH (:Claim {id: row})-[:TELLS]->(e:Event) RETURN DISTINCT e.id AS id"
    yield from (row["id"] for row in server.rows(told, sorted(part.touched["Claim"])))
    if is_cut:
        alone = "MATCH (e:Event) WHERE NOT (e)<-[:TELLS]-() RETURN e.id AS id"
        yield from (row["id"] for row in server.rows(alone))
