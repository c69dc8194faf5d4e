"""The ledger's tables, how its database is opened, and how that database's complaints read."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from graph.errors import StoreError

VERSION = 3
"""Of the tables below. A newer ledger is refused: writing to it could lose what this code does not know."""

FIRST_WITH_CORRECTIONS, FIRST_WITH_COPIES = 2, 3

BUSY_SECONDS = 30
"""How long to wait for another process's transaction."""

ONE_WRITER = 0x7772697465
"""PostgreSQL's number of the lock that whoever writes to a ledger holds: writers take turns, as they do in SQLite."""

AT_ONCE = 1_000
"""Values that a statement is given at once."""

metadata = sa.MetaData()


def _key(length: int) -> sa.types.TypeEngine[str]:
    """A text that rows are sorted by: by code points, whatever the database's language."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


versions = sa.Table("ledger_version", metadata, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", _key(200), primary_key=True),
    sa.Column("url", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("lang", sa.String(3), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("cluster", sa.String(200), nullable=False),
    sa.Column("extractor", sa.String(200), nullable=False),
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", _key(200), primary_key=True),
    sa.Column[str]("article", sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("told", sa.String(16), nullable=False, server_default="", index=True),  # see graph.stores.change_log
)

# An actor's record as some extraction saw it, under its content's hash: the same in a thousand articles is kept once.
actors = sa.Table(
    "actors",
    metadata,
    sa.Column("digest", _key(64), primary_key=True),
    sa.Column("id", _key(200), nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
)

# Which article speaks of which actor, by which words. An actor that no article speaks of any longer is not shown.
mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column[str]("article", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    sa.Column[str]("actor", sa.ForeignKey("actors.digest"), primary_key=True, index=True),
    sa.Column("forms", sa.Text, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("command", sa.Text, nullable=False),
    sa.Column("sources", sa.Text, nullable=False),
    sa.Column("started", sa.String(40), nullable=False),
    sa.Column("ended", sa.String(40)),
    sa.Column("failed", sa.Text),
    sa.Column("counts", sa.Text),
)

dead_letters = sa.Table(
    "dead_letters",
    metadata,
    sa.Column("name", _key(2000), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("payload", sa.Text),
    sa.Column("at", sa.String(40), nullable=False),
)

# An append-only log of an analyst's decisions; no row is ever changed or removed.
corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", _key(200), primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
)

# Keys of which articles that are copies of one text share one (see graph.likeness).
bands = sa.Table(
    "bands",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column[str]("article", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# Each article and those before it that it is a copy of; `within` if it says nothing that the other does not.
copies = sa.Table(
    "copies",
    metadata,
    sa.Column[str]("copy", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    sa.Column[str]("original", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("within", sa.Boolean, nullable=False),
)

# The versions of each article, the present one too; `record` is what the article was, once it is no longer that.
article_versions = sa.Table(
    "article_versions",
    metadata,
    sa.Column[str]("article", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("since", sa.String(40), nullable=False),
    sa.Column("until", sa.String(40)),
    sa.Column("why", sa.Text),
    sa.Column("record", sa.Text),
)

# What is remembered of the addresses that feeds name, and which article came of it.
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("address", _key(2000), primary_key=True),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("article", sa.String(200)),
)

# What changed in each transaction, and the number of the last entry (see graph.stores.change_log).
changes = sa.Table(
    "changes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("token", sa.String(16), nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)
last_change = sa.Table("last_change", metadata, sa.Column("number", sa.Integer, primary_key=True, autoincrement=False))

COMPLAINTS = (
    ("database or disk is full", "the disk is full", True),
    ("database is locked", f"another process has been writing for {BUSY_SECONDS} s", True),
    ("file is not a database", "the file is not a ledger", False),
    ("database disk image is malformed", "the file is damaged and is not a ledger any longer", False),
    ("attempt to write a readonly database", "it can't be written", False),
    ("unable to open database file", "the file can't be opened or its folder can't be written", False),
    ("disk I/O error", "reading or writing failed: disk I/O error", True),
)
"""What SQLite says, how it reads here, and whether the same call may go through later."""


def open_engine(url: str, *, must_exist: bool = False) -> tuple[sa.Engine, str]:
    """The engine of a ledger, tables made, and its name for messages, which never holds a password.

    Raises:
        StoreError: The URL is none, its driver is missing, or the database can't be opened or is no such ledger.
    """
    try:
        parsed = sa.make_url(url)
    except ArgumentError as error:
        raise StoreError(f"ledger {url.split('://')[0]!r} is no SQLAlchemy URL, such as sqlite:///ledger.db") from error
    name = (parsed.database or "") if parsed.get_backend_name() == "sqlite" else parsed.render_as_string()
    try:
        if parsed.get_backend_name() == "sqlite":
            engine = _sqlite(parsed, must_exist=must_exist)
        else:
            engine = sa.create_engine(parsed, pool_pre_ping=True)
    except NoSuchModuleError as error:
        raise StoreError(f"ledger URL {name}: no database is called {parsed.drivername!r}") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"ledger URL {name}: the Python package {error.name!r} is not installed") from error
    with complaints(name):
        _make_tables(engine, name)
    return engine, name


def chunks(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The ids, sorted, in parts that a statement can take."""
    return batched(sorted(ids), AT_ONCE)


@contextmanager
def complaints(name: str) -> Generator[None]:
    """Turn what the database complains about into one line.

    Raises:
        StoreError: With `retry` where the same call may go through later.
    """
    try:
        yield
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        for words, reading, retry in COMPLAINTS:
            if words in said:
                raise StoreError(f"ledger {name}: {reading}", retry=retry) from error
        raise StoreError(f"ledger {name}: {said}", retry=error.connection_invalidated) from error


def _sqlite(url: sa.URL, *, must_exist: bool) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError("a ledger in memory would be lost: name a file, such as sqlite:///ledger.db")
    if must_exist and not Path(url.database).exists():
        raise StoreError(f"there is no ledger {url.database} yet: nothing was ingested there")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"ledger {url.database}: folder {folder} can't be made: {error.strerror}") from error
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    # The driver would begin a transaction only before the first change, and what was read before may have changed.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: sa.Connection) -> None:
    # A reader that turns writer fails at once if another wrote in between; one that begins as a writer waits its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_tables(engine: sa.Engine, name: str) -> None:
    with engine.connect() as connection:
        if _version(connection, name) == VERSION:
            return
    from graph.stores import change_log  # which stands on the tables above

    with engine.execution_options(writes=True).begin() as connection:
        take_turn(connection)
        kept = _version(connection, name)
        if kept is None:
            metadata.create_all(connection)
            change_log.start(connection)
            connection.execute(versions.insert().values(version=VERSION))
        elif kept < VERSION:
            _upgrade(connection, kept)


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other transaction writes; until this one ends, none does. SQLite sees to that by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_WRITER)))


def _upgrade(connection: sa.Connection, kept: int) -> None:
    """Bring the tables of an older version up to this one; nothing that they hold is lost."""
    from graph.stores import change_log, upgrade  # which stand on the tables above

    if kept < FIRST_WITH_CORRECTIONS:
        corrections.create(connection, checkfirst=True)
    if kept < FIRST_WITH_COPIES:
        for table in (bands, copies, article_versions, sightings, changes, last_change):
            table.create(connection, checkfirst=True)
        upgrade.take_in_articles(connection)
        upgrade.note_what_claims_tell(connection)
        change_log.start(connection)
    connection.execute(versions.update().values(version=VERSION))


def _version(connection: sa.Connection, name: str) -> int | None:
    tables = set(sa.inspect(connection).get_table_names())
    if versions.name not in tables:
        foreign = tables if connection.dialect.name == "sqlite" else tables & set(metadata.tables)
        if foreign:
            raise StoreError(f"ledger {name}: the database is not a ledger, but holds a table {min(foreign)!r}")
        return None
    version = connection.execute(sa.select(sa.func.max(versions.c.version))).scalar_one_or_none()
    if version is not None and version > VERSION:
        raise StoreError(f"ledger {name}: made by a newer conflictgraph (version {version}; this one knows {VERSION})")
    return version
