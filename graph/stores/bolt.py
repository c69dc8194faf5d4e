"""The graph on a server that speaks Bolt: Neo4j, or the embedded server. The only module that knows the driver."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, Self, cast
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions as failures
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import QueryError, StoreError
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import Endpoint, GraphCounts, LoadCounts, Table
from graph.stores.ledger import Ledger
from graph.stores.load import Loaded, load_ledger, load_projection
from graph.stores.property_graph import FULLTEXT, LABELS
from graph.stores.sync import Unchanged

BATCH_ROWS = 2_000
BATCH_CHARACTERS = 2_000_000
"""A message of more than 16 MiB breaks the embedded server's connection; a character takes up to 4 bytes."""

CONNECT_SECONDS = 10
RETRY_SECONDS = 120
"""How long a load waits for a server that went away, such as one that is started anew."""

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_ONLINE = "SHOW FULLTEXT INDEXES YIELD name, state WHERE name = $name AND state = 'ONLINE' RETURN name"
REFUSED_WRITES = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden")


class BoltStore:
    """A graph database that answers Cypher over Bolt; a context manager.

    The labels Actor, Article, Claim and Event of the database belong to the projection: a load removes what it lacks.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.address = _address(endpoint.uri)
        self._driver = self._connect(endpoint.user, endpoint.password.get_secret_value())
        self._reader = self._driver
        try:
            self._embedded = "ArcadeDB" in self._check()
            self.has_fulltext = not self._embedded
            if endpoint.reader:
                self._reader = self._connect(endpoint.reader, endpoint.reader_password.get_secret_value())
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        for driver in {self._reader, self._driver}:
            driver.close()

    def load(
        self, projection: Projection, ontology: Ontology, *, dry_run: bool = False, rebuild: bool = False
    ) -> LoadCounts:
        """Make the database hold exactly this graph, constraints and indexes first.

        Only what differs is written. A load that was cut off is completed by the next one.

        Args:
            projection: The graph.
            ontology: Names the types of relationships.
            dry_run: Change nothing, only count what would change.
            rebuild: Remove all that the database holds of the projection's labels first.

        Raises:
            StoreError: The server fails, a relation is not in the ontology, or the database holds others' nodes.
        """
        with self._complaints():
            return load_projection(Unchanged(self) if dry_run else self, projection, ontology, rebuild=rebuild)

    def load_ledger(
        self, ledger: Ledger, ontology: Ontology, *, dry_run: bool = False, rebuild: bool = False
    ) -> Loaded:
        """Make the database hold what the ledger holds: only what changed since the last load is looked at, if it can.

        Args:
            ledger: The ledger.
            ontology: Names the types of relationships.
            dry_run: Change nothing, only count what would change.
            rebuild: Remove all that the database holds of the projection's labels first.

        Raises:
            StoreError: As in `load`, or the ledger fails.
        """
        with self._complaints():
            return load_ledger(Unchanged(self) if dry_run else self, ledger, ontology, rebuild=rebuild)

    def counts(self) -> GraphCounts:
        """How much the database holds of what the projection makes.

        Raises:
            StoreError: The server fails.
        """
        with self._complaints():
            found = {f"{label.lower()}s": self._number(f"MATCH (n:{label}) RETURN count(n) AS n") for label in LABELS}
            starts = [self._number(f"MATCH (:{label})-[r]->() RETURN count(r) AS n") for label in LABELS]
        return GraphCounts(relationships=sum(starts), **found)

    def run(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """The answer to a question. Without `write` the server itself refuses whatever would change the graph.

        Args:
            cypher: One statement.
            params: Its parameters by name.
            write: Whether it may change the graph.
            timeout: Seconds to wait for the answer; None for as long as the server allows.
            limit: Most rows to fetch; None for all.

        Raises:
            QueryError: The server refuses the statement, or has no answer in time.
            StoreError: The server fails.
        """
        if not write and self._embedded and not self._endpoint.reader:
            raise StoreError(f"{self.address} can't be held to reading: log in with its reader too, or allow writing")
        driver = self._driver if write else self._reader
        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS

        def ask() -> Table:
            # Not a transaction function: CALL {} IN TRANSACTIONS is allowed in statements of their own only.
            with driver.session(database=self._endpoint.database, default_access_mode=mode) as session:
                return _table(session.run(_statement(cypher, timeout), dict(params or {})), limit)

        with self._complaints(), _as_query_error(timeout):
            # The embedded server has one time limit for all statements, so that a shorter one is kept on this side.
            return _within(timeout, ask) if timeout and self._embedded else ask()

    def explain(self, cypher: str, params: Mapping[str, object] | None = None) -> str:
        """The server's plan for a statement, which is not run; in the server's own words.

        Raises:
            QueryError: The server refuses the statement.
            StoreError: The server fails.
        """
        database, mode = self._endpoint.database, neo4j.READ_ACCESS
        with (
            self._complaints(),
            _as_query_error(None),
            self._reader.session(database=database, default_access_mode=mode) as session,
        ):
            plan = session.run(_statement(f"EXPLAIN {cypher}"), dict(params or {})).consume().plan
        return str(plan["args"].get("string-representation", plan["operatorType"])).strip() if plan else ""

    def finds_words(self) -> bool:
        """Whether the full-text index of sentences is there and complete, as far as the server tells this user.

        Raises:
            StoreError: The server fails.
        """
        if not self.has_fulltext:
            return False
        with suppress(QueryError):
            return bool(self.run(_ONLINE, {"name": FULLTEXT}).rows)
        return False

    def _connect(self, user: str, password: str) -> neo4j.Driver:
        with self._complaints():
            return neo4j.GraphDatabase.driver(
                self._endpoint.uri,
                auth=(user, password),
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS + RETRY_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                telemetry_disabled=True,
            )

    def _check(self) -> str:
        with self._complaints():
            agent = self._driver.get_server_info().agent
            self._number("RETURN 1 AS n")  # or a database that does not exist would show only later
            return agent

    @contextmanager
    def _complaints(self) -> Generator[None]:
        try:
            yield
        except failures.AuthError as error:
            why = _said(error) if self._endpoint.password.get_secret_value() else "no password was given"
            raise StoreError(f"{self.address} refuses user {self._endpoint.user!r}: {why}") from error
        except failures.ConfigurationError as error:
            raise StoreError(f"{self.address} can't be used: {_said(error)}") from error
        except failures.Neo4jError as error:
            raise StoreError(f"{self.address}: {_said(error)}", retry=error.is_retryable()) from error
        except (failures.DriverError, OSError) as error:
            raise StoreError(f"{self.address}: no server answers: {_said(error)}", retry=True) from error

    def rows(self, cypher: str, rows: Sequence[object] | None = None) -> Iterator[Mapping[str, Any]]:
        """The rows of a statement of the project's own, values as in `Table`, asked once a batch of rows if it has any.

        It is asked again if the server goes away.
        """

        def work(transaction: neo4j.ManagedTransaction, batch: list[object]) -> list[Mapping[str, Any]]:
            found = transaction.run(cast(Any, cypher), _given(batch))
            return [dict(zip(row.keys(), map(_plain, row.values()), strict=True)) for row in found]

        with self._driver.session(database=self._endpoint.database, fetch_size=BATCH_ROWS) as session:
            for batch in [[]] if rows is None else _batches(rows):
                yield from session.execute_read(work, batch)

    def _number(self, cypher: str) -> int:
        (row,) = self.rows(cypher)
        return int(row["n"])

    def do(self, cypher: str, rows: Sequence[object] | None = None, otherwise: str | None = None) -> None:
        """Run a statement of the project's own, once a batch of rows if it has any; each batch is a transaction.

        It is run again if the server goes away, even if that was in mid-commit: it must be one that can be run twice.

        Args:
            cypher: The statement.
            rows: Its rows.
            otherwise: What to run instead for a batch that breaks a constraint.
        """
        with self._driver.session(database=self._endpoint.database) as session:
            for batch in [[]] if rows is None else _batches(rows):
                try:
                    _write(session, cypher, batch)
                except failures.ConstraintError:
                    if otherwise is None:
                        raise
                    _write(session, otherwise, batch)


def _write(session: neo4j.Session, cypher: str, batch: list[object]) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        transaction.run(cast(Any, cypher), _given(batch)).consume()

    while True:
        with suppress(failures.IncompleteCommit):  # of which nobody knows whether it was done
            session.execute_write(work)
            return


def _given(batch: list[object]) -> dict[str, object]:
    """The parameters for a batch: in a map, as Neo4j plans a statement anew for each magnitude of a bare list."""
    return {"batch": {"rows": batch}}


def _batches(rows: Iterable[object]) -> Iterator[list[object]]:
    batch: list[object] = []
    size = 0
    for row in rows:
        length = len(str(row))
        if batch and (len(batch) == BATCH_ROWS or size + length > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


def _statement(cypher: str, timeout: float | None = None) -> neo4j.Query:
    return neo4j.Query(cast(Any, cypher), timeout=timeout)  # whose type allows literals only


def _table(result: neo4j.Result, limit: int | None) -> Table:
    columns = tuple(result.keys())
    rows = tuple(tuple(_plain(value) for value in row.values()) for row in islice(result, limit))
    is_cut = limit is not None and result.peek() is not None
    changed = vars(result.consume().counters)
    updates = {name.lstrip("_"): count for name, count in changed.items() if type(count) is int and count}
    return Table(columns=columns, rows=rows, updates=updates, is_cut=is_cut)


def _plain(value: Any) -> Any:
    """A value of the driver as plain Python."""
    match value:
        case Date() | Time() | DateTime():
            return value.to_native()
        case Duration():
            return value.iso_format()
        case Point():
            return str(value)
        case Node():
            return {"labels": sorted(value.labels), "properties": _properties(value)}
        case Relationship():
            start, end = (node.get("id") if node else None for node in (value.start_node, value.end_node))
            return {"type": value.type, "start": start, "end": end, "properties": _properties(value)}
        case Path():
            return [_plain(part) for part in _parts(value)]
        case list():
            parts: list[Any] = value
            return [_plain(part) for part in parts]
        case dict():
            return {key: _plain(part) for key, part in cast(dict[str, Any], value).items()}
        case _:
            return value


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: _plain(entity[key]) for key in sorted(entity)}


def _parts(path: Path) -> Iterator[Node | Relationship]:
    yield path.start_node if path.start_node else path.nodes[0]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node


def _within[T](seconds: float, ask: Callable[[], T]) -> T:
    answer: list[T] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            answer.append(ask())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not answer:
        raise QueryError(f"no answer within {seconds:g} s")
    return answer[0]


@contextmanager
def _as_query_error(timeout: float | None) -> Generator[None]:
    try:
        yield
    except failures.ClientError as error:
        if isinstance(error, failures.AuthError) and not isinstance(error, failures.Forbidden):
            raise
        code = error.code or ""
        if code in REFUSED_WRITES:
            raise QueryError(
                f"this would change the graph, which must be allowed explicitly: {_said(error)}"
            ) from error
        if "TransactionTimedOut" in code:
            limit = f"within {timeout:g} s" if timeout else "in the time that the server allows"
            raise QueryError(f"no answer {limit}") from error
        raise QueryError(_said(error)) from error
    except failures.DatabaseError as error:  # so the embedded server says that it knows no such procedure
        raise QueryError(_said(error)) from error


def _said(error: Exception) -> str:
    message = error.message if isinstance(error, failures.Neo4jError) else str(error)
    return " ".join((message or type(error).__name__).split())


def _address(uri: str) -> str:
    """The URI as messages show it.

    Raises:
        StoreError: It is no URI of a Bolt server, or holds a user or password, which would show in logs.
    """
    shown = uri.rsplit("@", 1)[-1]
    try:
        parts = urlsplit(uri)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise StoreError(f"{shown!r} is no URI of a graph server: {error}") from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise StoreError(f"{shown!r} is no URI of a graph server, such as bolt://localhost:7687 or neo4j+s://host")
    if "@" in parts.netloc:
        raise StoreError(f"the URI of {shown} holds a user or password: give them apart, as settings of their own")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"
