"""A graph on disk, before it goes to a server or into files: so it may be larger than memory.

It lies in a temporary database of SQLite, which nobody else sees and which is gone with the process. Claims are folded
and summed up in it some at a time, all that tell the same together.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from itertools import batched, chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Self

from graph.corrections import Notice, standing
from graph.errors import StoreError
from graph.identity import Identity
from graph.model import Actor, Article, Claim, Event
from graph.projection import Edge, Projection, summed_up
from graph.replay import Replay
from graph.stores.change_log import Told
from graph.stores.property_graph import (
    Node,
    Tie,
    actor_node,
    article_node,
    claim_node,
    event_node,
    tie,
    tie_properties,
)

if TYPE_CHECKING:
    from graph.ontology import Ontology
    from graph.stores.base import Properties
    from graph.stores.ledger import Reader

PAGE: Final = 2_000
"""Nodes that are held at once; of claims that tell the same there may be more."""

TIES: Final = 20_000
"""Ties that are held at once: more, as each of some fifty types is written by a statement of its own."""

TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32000;
CREATE TABLE actors (id TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID;
CREATE TABLE articles (id TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID;
CREATE TABLE claims (id TEXT PRIMARY KEY, told TEXT, article TEXT, record TEXT) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID;
CREATE TABLE tells (claim TEXT PRIMARY KEY, event TEXT) WITHOUT ROWID;
CREATE TABLE edges (
    subject TEXT, relation TEXT, object TEXT, status TEXT, record TEXT,
    PRIMARY KEY (subject, relation, object, status)
) WITHOUT ROWID;
"""

TABLE: Final = {"Actor": "actors", "Article": "articles", "Claim": "claims", "Event": "events"}

NODES: Final[Mapping[str, tuple[str, Callable[..., Node]]]] = {
    "Actor": ("SELECT record FROM actors ORDER BY id", lambda row: actor_node(Actor.model_validate_json(row))),
    "Article": ("SELECT record FROM articles ORDER BY id", lambda row: article_node(Article.model_validate_json(row))),
    "Claim": (
        "SELECT record, event FROM claims JOIN tells ON claim = id ORDER BY id",
        lambda row, event: claim_node(Claim.model_validate_json(row), event),
    ),
    "Event": ("SELECT record FROM events ORDER BY id", lambda row: event_node(Event.model_validate_json(row))),
}
"""By label: how the nodes are found, and made of what is found."""


class Staged:
    """A graph; a context manager, at whose end it is gone.

    Every method raises StoreError if the disk fails.

    Attributes:
        notices: What is to be known of corrections.
    """

    def __init__(self) -> None:
        self.notices: tuple[Notice, ...] = ()
        gc.freeze()  # millions of records come and go: the collector need not look at all else again and again
        with _complaints():
            self._db = sqlite3.connect("")
            self._db.executescript(TABLES)

    @classmethod
    def of_ledger(cls, reader: Reader, ontology: Ontology) -> Self:
        """The graph that a reader of the ledger sees, as corrections have it.

        Raises:
            StoreError: The ledger can't be read, or the disk fails.
        """
        decided = standing(reader.corrections())
        replaying = Replay(decided, Identity(reader.actors(), decided), ontology)
        staged = cls()
        staged._put("articles", ((row.id, _bare(row).model_dump_json()) for row in reader.articles()))
        for part in reader.claims_by_article():
            staged._put_claims(replaying.part(part))
        staged._put("actors", ((row.id, row.model_dump_json()) for row in replaying.actors()))
        staged._sum_up()
        staged.notices = replaying.notices()
        return staged

    @classmethod
    def of(cls, projection: Projection) -> Self:
        """A graph that is in memory."""
        staged = cls()
        staged._put("actors", ((row.id, row.model_dump_json()) for row in projection.actors))
        staged._put("articles", ((row.id, _bare(row).model_dump_json()) for row in projection.articles))
        staged._put_claims(projection.claims)
        staged._put_sums(projection.events, projection.edges)
        staged.notices = projection.notices
        return staged

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        gc.unfreeze()

    def pages(self, label: str) -> Iterator[dict[str, Node]]:
        """The nodes of a label by id, in its order, some at a time."""
        query, made = NODES[label]
        with _complaints():
            for rows in batched(self._db.execute(query), PAGE):
                yield {node.id: node for node in (made(*row) for row in rows)}

    def size(self, label: str) -> int:
        """How many nodes of a label there are."""
        with _complaints():
            (count,) = self._db.execute(f"SELECT count(*) FROM {TABLE[label]}").fetchone()
            return int(count)

    def lacks(self, label: str, ids: Iterable[str]) -> list[str]:
        """Those of some ids that no node of a label has, sorted."""
        wanted = set(ids)
        for some in batched(sorted(wanted), PAGE):
            with _complaints():
                found = f"SELECT id FROM {TABLE[label]} WHERE id IN ({_marks(some)})"
                wanted.difference_update(row[0] for row in self._db.execute(found, some))
        return sorted(wanted)

    def examples(self) -> Iterator[Edge]:
        """An edge of each relation."""
        with _complaints():
            for (record,) in self._db.execute("SELECT min(record) FROM edges GROUP BY relation"):
                yield Edge.model_validate_json(record)

    def ties(self, ontology: Ontology) -> Iterator[tuple[list[str], dict[Tie, Properties]]]:
        """Actors in the order of their ids, some at a time, and the ties that start at these.

        Raises:
            StoreError: A relation is not in the ontology.
        """
        query = (
            "SELECT id, edges.record FROM actors LEFT JOIN edges ON subject = id ORDER BY id, relation, object, status"
        )
        with _complaints():
            starts: list[str] = []
            found: dict[Tie, Properties] = {}
            for start, rows in groupby(self._db.execute(query), key=itemgetter(0)):
                if len(found) >= TIES or len(starts) >= TIES:
                    yield starts, found
                    starts, found = [], {}
                starts.append(start)
                edges = (Edge.model_validate_json(record) for _, record in rows if record)
                found |= {tie(edge, ontology): tie_properties(edge, ontology) for edge in edges}
            yield starts, found

    def _put(self, table: str, rows: Iterable[tuple[str, ...]]) -> None:
        with _complaints():
            for some in batched(rows, PAGE):
                self._db.executemany(f"INSERT INTO {table} VALUES ({_marks(some[0])})", some)

    def _put_claims(self, claims: Iterable[Claim]) -> None:
        self._put("claims", ((row.id, Told.by(row).key, row.article, row.model_dump_json()) for row in claims))

    def _put_sums(self, events: Iterable[Event], edges: Iterable[Edge]) -> None:
        listed = list(events)
        self._put("events", ((row.id, row.model_dump_json()) for row in listed))
        self._put("tells", ((claim, row.id) for row in listed for claim in row.claims))
        self._put(
            "edges",
            ((row.subject, row.relation, row.object, row.status.value, row.model_dump_json()) for row in edges),
        )

    def _sum_up(self) -> None:
        """Fold the claims into events and sum these up, all that tell the same together."""
        query = (
            "SELECT told, claims.record, articles.record FROM claims "
            "JOIN articles ON articles.id = claims.article ORDER BY told, claims.id"
        )
        with _complaints():
            same = (list(rows) for _, rows in groupby(self._db.execute(query), key=itemgetter(0)))
            for some in _filled(same):
                claims = [Claim.model_validate_json(row[1]) for row in some]
                articles = {claim.article: row[2] for claim, row in zip(claims, some, strict=True)}
                known = {key: Article.model_validate_json(record) for key, record in articles.items()}
                self._put_sums(*summed_up({claim.id: claim for claim in claims}, known))


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))


def _filled[T](groups: Iterable[list[T]]) -> Iterator[list[T]]:
    """The groups' members, whole groups together, until they fill a page."""
    page: list[T] = []
    for group in chain(groups, [[]]):
        page += group
        if page and (len(page) >= PAGE or not group):
            yield page
            page = []


def _bare(article: Article) -> Article:
    """The article without its text, which no graph holds."""
    return article.model_copy(update={"text": " "})


@contextmanager
def _complaints() -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"the graph can't be staged in a temporary file: {error}") from error
