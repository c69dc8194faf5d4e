"""What a graph database remembers of its loads: one node apart from the graph, of the label `ConflictGraph`.

It tells by which version of the property graph's schema and which vocabulary the graph was made, the ledger's position
that it was made of, and who is loading now. A load that ends while it is no longer the one that is loading leaves no
position, for two that wrote at once may have left a mixture; without a position the next load compares everything.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from graph.errors import StoreError
from graph.model import digest
from graph.ontology import Ontology
from graph.stores.change_log import Position

SCHEMA = 2
"""Version of the property graph that this code makes; to be raised when nodes or relationships come to look otherwise.

The next load then puts a graph of an earlier version into shape. One from before there were versions has none.
"""

_READ = (
    "MATCH (m:ConflictGraph) RETURN DISTINCT "
    "m.schema AS schema, m.words AS words, m.number AS number, m.token AS token, m.loading AS loading"
)
_BEGIN = "UNWIND $batch.rows AS row MERGE (m:ConflictGraph {id: 'graph'}) SET m.loading = row.load"
_FORGET = "MATCH (m:ConflictGraph) REMOVE m.number, m.token"
_END = (
    "UNWIND $batch.rows AS row MATCH (m:ConflictGraph) WITH m, row, m.loading = row.load AS alone "
    "SET m.schema = row.schema, m.words = row.words, m.loading = null, m.number = CASE WHEN alone THEN row.number END, "
    "m.token = CASE WHEN alone THEN row.token END"
)


class Statements(Protocol):
    """A server that runs Cypher.

    Attributes:
        address: Of the server, as messages show it.
        has_fulltext: Whether it can have full-text indexes.
    """

    address: str
    has_fulltext: bool

    def rows(self, cypher: str, rows: Sequence[object] | None = None) -> Iterator[Mapping[str, Any]]:
        """The rows of a question, asked once a batch of rows (`$batch.rows`) if it has any."""
        ...

    def do(self, cypher: str, rows: Sequence[object] | None = None, otherwise: str | None = None) -> None:
        """Run a statement that changes something, its rows (`$batch.rows`) in batches of one transaction each.

        If a batch breaks a constraint, nothing of it is done, but the statement `otherwise` if there is one.
        """
        ...


class Mark(NamedTuple):
    """What is remembered.

    Attributes:
        schema: Version of the schema; None of a graph that is empty or from before there were versions.
        words: Hash of the vocabulary (see `words_of`).
        position: None if the graph is not known to be the ledger's at some position.
        loading: Whether a load goes on, or was cut off.
    """

    schema: int | None = None
    words: str | None = None
    position: Position | None = None
    loading: bool = False


def read(server: Statements) -> Mark:
    """What the graph remembers.

    Raises:
        StoreError: A newer version of this code made the graph.
    """
    found = list(server.rows(_READ))
    newest = max((row["schema"] or 0 for row in found), default=0)
    if newest > SCHEMA:
        raise StoreError(
            f"{server.address}: the graph was made by a newer conflictgraph (schema {newest}; this one knows {SCHEMA})"
        )
    if len(found) != 1:
        return Mark()
    (row,) = found
    position = None if row["number"] is None else Position(row["number"], row["token"])
    return Mark(row["schema"], row["words"], position, row["loading"] is not None)


def begin(server: Statements, *, whole: bool) -> str:
    """Note that a load begins; its name."""
    load = secrets.token_hex(8)
    server.do(_BEGIN, [{"load": load}])
    if whole:
        server.do(_FORGET)
    return load


def end(server: Statements, load: str, words: str, position: Position | None) -> None:
    """Note that a load is done, by which vocabulary, and of which position of the ledger, if of any."""
    number, token = position or (None, None)
    server.do(_END, [{"load": load, "schema": SCHEMA, "words": words, "number": number, "token": token}])


def words_of(ontology: Ontology) -> str:
    """Hash of what a graph takes from the vocabulary."""
    rows = ((row.id, row.cypher_type, row.relation_class.value, row.plover) for row in ontology)
    return digest(*(part for row in sorted(rows, key=str) for part in row))
