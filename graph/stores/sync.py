"""How a Cypher store is made to hold exactly a graph: what it holds is read, and only differences are written."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import Any, Final, NamedTuple

from graph.errors import StoreError
from graph.ontology import Ontology
from graph.stores.base import LoadCounts, Properties, relation_of
from graph.stores.mark import Statements
from graph.stores.property_graph import LABELS, LINKS, Kind, Link, Node, Tie, constraint, fulltext, indexes
from graph.stores.staged import Staged

log = logging.getLogger(__name__)

AT_ONCE: Final = 20_000
"""Ids that are asked for at once."""

TIE: Final = "RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties"


class Unchanged:
    """A server of which everything is read and nothing changed: to see what a load would do."""

    def __init__(self, server: Statements) -> None:
        self.address = server.address
        self.has_fulltext = server.has_fulltext
        self.rows = server.rows

    def do(self, cypher: str, rows: Sequence[object] | None = None, otherwise: str | None = None) -> None:
        """Nothing."""


class Scope(NamedTuple):
    """What of a graph to compare: the nodes of these ids, by label, with the links that start there; and these ties."""

    ids: Mapping[str, Set[str]]
    ties: Set[Tie]


def make_schema(server: Statements) -> None:
    """Make the constraints and indexes that are missing, before anything is loaded.

    Raises:
        StoreError: Nodes with one of our labels are there, but not our constraint: they are not ours to remove.
    """
    constraints = list(server.rows("SHOW CONSTRAINTS YIELD name, labelsOrTypes RETURN name, labelsOrTypes"))
    for label in LABELS:
        name, statement = constraint(label)
        others = [row["name"] for row in constraints if row["labelsOrTypes"] == [label]]
        if name in others:
            continue
        if others or list(server.rows(f"MATCH (n:{label}) RETURN n.id LIMIT 1")):
            raise StoreError(
                f"{server.address}: the database holds :{label} nodes or a constraint of something else, which a load "
                "would break: name an empty database"
            )
        server.do(statement)
    for statement in (*indexes(), fulltext()) if server.has_fulltext else indexes():
        server.do(statement)


def sync(
    server: Statements,
    staged: Staged,
    ontology: Ontology,
    *,
    scope: Scope | None = None,
    rebuild: bool = False,
) -> LoadCounts:
    """What was written and removed until the server held exactly this graph; what was cut off, the next call completes.

    The graph is looked at some nodes or ties at a time, so that it may be larger than memory.

    Args:
        server: The server.
        staged: The graph, or of it what is in the scope.
        ontology: Names the types of relationships.
        scope: What to compare; None for everything.
        rebuild: Whether to remove everything first, whatever others may have tied to it.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    for edge in staged.examples():
        relation_of(edge, ontology)  # before anything is changed
    work = _Sync(server, staged, ontology)
    if rebuild:
        work.clear()
    sizes = None if scope else {label: 0 if rebuild else _number(server, label) for label in LABELS}
    for label in LABELS:
        work.write_nodes(label, is_empty=sizes is not None and not sizes[label])
    if scope:
        work.write_ties_of(scope.ties)
    else:
        work.write_ties(is_empty=not (sizes and sizes["Actor"]))
    for label in reversed(LABELS):
        if scope:
            work.remove_nodes(label, staged.lacks(label, scope.ids[label]))
        elif sizes and sizes[label] > work.found[label]:
            for ids in _ids(server, label):
                work.remove_nodes(label, staged.lacks(label, ids))
    return LoadCounts(**work.counts)


class _Sync:
    """Makes a server hold a graph, step by step.

    Attributes:
        counts: What was written and removed.
        found: By label, how many of the graph's nodes were there already.
    """

    def __init__(self, server: Statements, staged: Staged, ontology: Ontology) -> None:
        self._server = server
        self._staged = staged
        self._ontology = ontology
        self.counts: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def clear(self) -> None:
        """Remove all nodes, whatever others may have tied to them."""
        for label in LABELS:
            tied = f"MATCH (:{label})-[r]->() RETURN count(r) AS n"
            self.counts["relationships_removed"] += sum(row["n"] for row in self._server.rows(tied))
        for label in LABELS:
            for ids in _ids(self._server, label):
                self._delete(label, ids)

    def write_nodes(self, label: str, *, is_empty: bool) -> None:
        """Write the nodes of a label with the links that start there; labels that these lead to come before.

        Args:
            label: The label.
            is_empty: Whether it is known that the server holds none.
        """
        written = 0
        for wanted in self._staged.pages(label):
            held = {} if is_empty else self._held(label, list(wanted))
            self.found[label] += len(held)
            self._make(label, [node for key, node in wanted.items() if key not in held])
            changed = [node for key, node in wanted.items() if key in held and held[key].properties != node.properties]
            match = f"MATCH (n:{label} {{id: row.id}}) SET n = row"
            self._server.do(f"UNWIND $batch.rows AS row {match}", [node.properties for node in changed])
            written += len(wanted) - len(held) + len(changed)
            self._write_links(wanted, held)
        self.counts["nodes_written"] += written
        log.info("%s nodes: %d written", label, written)

    def remove_nodes(self, label: str, stale: list[str]) -> None:
        """Remove nodes of these ids, as far as they are there, and what starts or ends at them."""
        if not stale:
            return
        held = self._held(label, stale)
        ends = "MATCH (n:Actor {id: row})-[r]->(:Actor) RETURN count(r) AS n"
        tied = self._server.rows(f"UNWIND $batch.rows AS row {ends}", sorted(held)) if label == "Actor" else ()
        links = sum(node.links.total() for node in held.values())
        self.counts["relationships_removed"] += links + sum(row["n"] for row in tied)
        self._delete(label, sorted(held))
        log.info("%s nodes: %d removed", label, len(held))

    def write_ties(self, *, is_empty: bool) -> None:
        """Write the relationships between all actors; `is_empty` if it is known that the server holds none."""
        asked = f"UNWIND $batch.rows AS row MATCH (a:Actor {{id: row}})-[r]->(b:Actor) {TIE}"
        for starts, wanted in self._staged.ties(self._ontology):
            self._compare_ties(wanted, () if is_empty else self._server.rows(asked, starts))

    def write_ties_of(self, scope: Set[Tie]) -> None:
        """Write what is to stand of these relationships between actors, and remove the others of them."""
        asked = f"UNWIND $batch.rows AS row MATCH (a:Actor {{id: row.start}})-[r]->(b:Actor {{id: row.end}}) {TIE}"
        pairs = [{"start": start, "end": end} for start, end in sorted({(tie.start, tie.end) for tie in scope})]
        wanted: dict[Tie, Properties] = {}
        for _, some in self._staged.ties(self._ontology):
            wanted |= some
        self._compare_ties(wanted, (row for row in self._server.rows(asked, pairs) if _tie(row) in scope))

    def _held(self, label: str, ids: list[str]) -> dict[str, _Held]:
        """Those of the nodes of these ids that the server holds."""
        match = f"UNWIND $batch.rows AS row MATCH (n:{label} {{id: row}})"
        node = "RETURN n.id AS id, properties(n) AS properties"
        if not any(label == start for start, _, _ in LINKS):
            return {row["id"]: _Held(row["properties"], Counter()) for row in self._server.rows(f"{match} {node}", ids)}
        links = "OPTIONAL MATCH (n)-[r]->(b) WITH n, collect([type(r), labels(b), b.id]) AS links"
        found = self._server.rows(f"{match} {links} {node}, links", ids)
        return {row["id"]: _Held(row["properties"], _links(label, row["id"], row["links"])) for row in found}

    def _delete(self, label: str, ids: list[str]) -> None:
        self._server.do(f"UNWIND $batch.rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids)
        self.counts["nodes_removed"] += len(ids)

    def _make(self, label: str, nodes: Sequence[Node]) -> None:
        """Write nodes that are not there yet, each with its links in one statement, which is far faster.

        Ids being unique, what is made is not made twice; where another load was faster, what is missing is added.
        """
        alike: defaultdict[tuple[Kind, ...], list[dict[str, object]]] = defaultdict(list)
        for node in nodes:
            ends = {link.kind[1]: link.end for link in node.links}
            kinds = tuple(sorted(link.kind for link in node.links))
            alike[kinds].append({"id": node.id, "properties": node.properties, **ends})
        for kinds, rows in sorted(alike.items()):
            self._server.do(_making("CREATE", label, kinds), rows, _making("MERGE", label, kinds))
            self.counts["relationships_written"] += len(kinds) * len(rows)

    def _write_links(self, wanted: Mapping[str, Node], held: Mapping[str, _Held]) -> None:
        """Mend the links of nodes that were there; those that two loads at once made twice are made anew."""
        stale: set[Link] = set()
        new: set[Link] = set()
        for key, (_, kept) in held.items():
            links = wanted[key].links
            wrong = {link for link, times in kept.items() if times > 1 or link not in links}
            stale |= wrong
            new |= links - (kept.keys() - wrong)
        for (start, name, end), rows in _by_kind(stale):
            match = f"MATCH (:{start} {{id: row.a}})-[r:{name}]->(:{end} {{id: row.b}})"
            self._server.do(f"UNWIND $batch.rows AS row {match} DELETE r", rows)
        for (start, name, end), rows in _by_kind(new):
            match = f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}})"
            self._server.do(f"UNWIND $batch.rows AS row {match} MERGE (a)-[:{name}]->(b)", rows)
        self.counts["relationships_removed"] += len(stale)
        self.counts["relationships_written"] += len(new)

    def _compare_ties(self, wanted: Mapping[Tie, Properties], held: Iterable[Mapping[str, Any]]) -> None:
        """Write and remove ties; those that two loads at once made twice are removed and made again."""
        kept: dict[Tie, Properties] = {}
        stale: set[Tie] = set()
        for row in held:
            tie = _tie(row)
            if tie in kept or tie not in wanted:
                stale.add(tie)
            kept[tie] = row["properties"]
        # The type is compared, not written out: it may be one that no ontology of ours ever had.
        match = "MATCH (:Actor {id: row.start})-[r]->(:Actor {id: row.end})"
        where = "WHERE type(r) = row.type AND coalesce(r.status, '') = row.status"
        gone = [tie._asdict() for tie in sorted(stale)]
        self._server.do(f"UNWIND $batch.rows AS row {match} {where} DELETE r", gone)
        new = {tie: has for tie, has in wanted.items() if tie in stale or kept.get(tie) != has}
        # A type can't be a parameter; these come from the ontology, whose ids hold nothing but letters and hyphens.
        for name, group in groupby(sorted(new), key=lambda tie: tie.type):
            rows = [tie._asdict() | {"properties": new[tie]} for tie in group]
            match = "MATCH (a:Actor {id: row.start}) MATCH (b:Actor {id: row.end})"
            merge = f"MERGE (a)-[r:{name} {{status: row.status}}]->(b) SET r = row.properties"
            self._server.do(f"UNWIND $batch.rows AS row {match} {merge}", rows)
        self.counts["relationships_removed"] += len(stale)
        self.counts["relationships_written"] += len(new)


class _Held(NamedTuple):
    """A node that a server holds, and how often each link starts there."""

    properties: Properties
    links: Counter[Link]


def _making(verb: str, label: str, kinds: Iterable[Kind]) -> str:
    """The statement that makes nodes with links of some kinds."""
    links = (f" WITH n, row MATCH (b:{end} {{id: row.{name}}}) {verb} (n)-[:{name}]->(b)" for _, name, end in kinds)
    return f"UNWIND $batch.rows AS row {verb} (n:{label} {{id: row.id}}) SET n = row.properties{''.join(links)}"


def _links(label: str, start: str, found: Iterable[tuple[str | None, list[str], str]]) -> Counter[Link]:
    """Those of the relationships that start at a node that are ours."""
    rows = (((label, name or "", end), to) for name, ends, to in found for end in ends or ())
    return Counter(Link(kind, start, to) for kind, to in rows if kind in LINKS)


def _tie(row: Mapping[str, Any]) -> Tie:
    return Tie(row["type"], row["a"], row["b"], row["properties"].get("status", ""))


def _number(server: Statements, label: str) -> int:
    return sum(row["n"] for row in server.rows(f"MATCH (n:{label}) RETURN count(n) AS n"))


def _ids(server: Statements, label: str) -> Iterator[list[str]]:
    """The ids of a label's nodes, some at a time; those may be removed that were given."""
    asked = (
        f"UNWIND $batch.rows AS row MATCH (n:{label}) WHERE n.id > row RETURN n.id AS id ORDER BY id LIMIT {AT_ONCE}"
    )
    last = ""
    while found := [row["id"] for row in server.rows(asked, [last])]:
        yield found
        last = found[-1]


def _by_kind(rows: set[Link]) -> Iterator[tuple[Kind, list[dict[str, str]]]]:
    for kind, group in groupby(sorted(rows), key=lambda link: link.kind):
        yield kind, [{"a": link.start, "b": link.end} for link in group]
