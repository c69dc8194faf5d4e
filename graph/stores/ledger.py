"""The ledger: articles, their claims and actors, job runs and dead letters, in one SQL database.

It is the truth; every graph is a projection of it. What it holds depends on what was put, never on the order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Self

import sqlalchemy as sa

from graph.corrections import Correction, Decision
from graph.model import Actor, Article, Claim, Record
from graph.stores import correction_log
from graph.stores import ledger_db as db


class DeadLetter(Record):
    """One input that could not be used, kept so that it can be tried again.

    Attributes:
        name: Where it came from: a path, a path and line, a URL.
        reason: What was wrong, one line.
        payload: What to try again where the name does not lead to it; None if it does.
        at: When it failed, UTC.
    """

    name: str
    reason: str
    payload: str | None = None
    at: dt.datetime


class RunCounts(Record):
    """What a run did, in articles; `claims` and `actors` count the claims put and the actors that these name.

    Attributes:
        read: Inputs read.
        kept: Articles whose claims were put: new, changed, or read by an extractor of another version.
        unchanged: Articles left as they were.
        skipped: Inputs passed over for a reason that is no failure, such as a language without extractor.
        dead: Inputs that failed and became dead letters.
    """

    read: int = 0
    kept: int = 0
    unchanged: int = 0
    skipped: int = 0
    dead: int = 0
    claims: int = 0
    actors: int = 0


class Run(Record):
    """One run of a command; `ended` is None while it goes on, or if it was killed. Times are UTC."""

    id: int
    command: str
    sources: tuple[str, ...]
    started: dt.datetime
    ended: dt.datetime | None = None
    failed: str | None = None
    counts: RunCounts | None = None


class LedgerCounts(Record):
    """How many of each the ledger holds."""

    articles: int
    actors: int
    claims: int
    dead: int
    runs: int


class Reader:
    """What the ledger holds at one moment: all that is read through one reader belongs together."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def articles(self) -> Iterator[Article]:
        """The articles, sorted by id."""
        columns = [db.articles.c[name] for name in Article.model_fields]
        for row in _rows(self._connection, sa.select(*columns).order_by(db.articles.c.id)):
            yield Article.model_validate(row)

    def claims(self) -> Iterator[Claim]:
        """The claims, sorted by id."""
        for row in _rows(self._connection, sa.select(db.claims.c.record).order_by(db.claims.c.id)):
            yield Claim.model_validate_json(row["record"])

    def actors(self) -> Iterator[Actor]:
        """The actors that at least one article speaks of, sorted by id, each as all its articles together tell it."""
        times = sa.func.count().label("times")
        query = (
            sa.select(db.actors.c.id, db.actors.c.record, times)
            .join(db.mentions, db.mentions.c.actor == db.actors.c.digest)
            .group_by(db.actors.c.digest, db.actors.c.id, db.actors.c.record)
            .order_by(db.actors.c.id)
        )
        for _, rows in groupby(_rows(self._connection, query), key=lambda row: row["id"]):
            yield merged([(Actor.model_validate_json(row["record"]), row["times"]) for row in rows])

    def mentions(self, article: str) -> dict[str, tuple[str, ...]]:
        """Actor ids of one article, sorted, and by which words it speaks of each."""
        query = (
            sa.select(db.actors.c.id, db.mentions.c.forms)
            .join(db.mentions, db.mentions.c.actor == db.actors.c.digest)
            .where(db.mentions.c.article == article)
            .order_by(db.actors.c.id)
        )
        return {row["id"]: tuple(json.loads(row["forms"])) for row in _rows(self._connection, query)}

    def corrections(self) -> tuple[Correction, ...]:
        """The log of corrections, undos and what they take back among them, in its order."""
        return correction_log.entries(self._connection)

    def dead(self) -> Iterator[DeadLetter]:
        """The dead letters, sorted by name."""
        for row in _rows(self._connection, sa.select(db.dead_letters).order_by(db.dead_letters.c.name)):
            yield DeadLetter.model_validate(row)


class Ledger:
    """One ledger, open. Every method is one transaction; a process killed in one leaves no part of it behind.

    Every method raises StoreError, in one line, if the database fails.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, url: str, *, must_exist: bool = False) -> Ledger:
        """The ledger of a SQLAlchemy URL; tables, an SQLite file and its folder are made if missing.

        Args:
            url: Such as "sqlite:///ledger.db".
            must_exist: Whether an SQLite file that is missing is an error.

        Raises:
            StoreError: The URL is none, its driver is missing, or the database can't be opened or is no such ledger.
        """
        return cls(*db.open_engine(url, must_exist=must_exist))

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Generator[Reader]:
        """A reader for which the ledger stands still, whoever writes meanwhile."""
        engine = self._engine
        if engine.dialect.name != "sqlite":  # whose plain transactions stand still already
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with db.complaints(self._name), engine.connect() as connection:
            yield Reader(connection)

    def articles(self) -> Iterator[Article]:
        """The articles, sorted by id."""
        with self.reading() as reader:
            yield from reader.articles()

    def claims(self) -> Iterator[Claim]:
        """The claims, sorted by id."""
        with self.reading() as reader:
            yield from reader.claims()

    def actors(self) -> Iterator[Actor]:
        """The actors that at least one article speaks of, sorted by id, each as all its articles together tell it."""
        with self.reading() as reader:
            yield from reader.actors()

    def is_current(self, article_id: str, digest: str, extractor: str) -> bool:
        """Whether the claims kept are those of this version of the article by this version of the extractor."""
        kept = db.articles.c
        query = sa.select(kept.id).where(kept.id == article_id, kept.digest == digest, kept.extractor == extractor)
        with db.complaints(self._name), self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def put(
        self,
        article: Article,
        actors: Sequence[Actor],
        claims: Sequence[Claim],
        *,
        extractor: str,
        mentions: Mapping[str, Sequence[str]] | None = None,
    ) -> bool:
        """Whether anything changed: keeps the article, and its actors and claims in place of those kept before.

        Args:
            article: The article.
            actors: Those that its claims name.
            claims: All that the extractor found in it.
            extractor: Version of the extractor.
            mentions: By which words the article speaks of each actor id.

        Raises:
            StoreError: The database refuses.
            ValueError: A claim is another article's, or names an actor that is not among `actors`.
        """
        _check(article, actors, claims)
        row = article.model_dump() | {"extractor": extractor}
        said = {claim.id: claim.model_dump_json() for claim in claims}
        forms = {actor.id: json.dumps(list((mentions or {}).get(actor.id, ())), ensure_ascii=False) for actor in actors}
        records = {_content(actor): actor for actor in actors}
        with self._writing() as connection:
            if _kept(connection, article.id) == (row, said, {key: forms[actor.id] for key, actor in records.items()}):
                return False
            _clear(connection, article.id)
            connection.execute(db.articles.insert(), row)
            _keep_actors(connection, records)
            _insert(
                connection,
                db.mentions,
                ({"article": article.id, "actor": key, "forms": forms[actor.id]} for key, actor in records.items()),
            )
            _insert(
                connection,
                db.claims,
                ({"id": key, "article": article.id, "record": record} for key, record in said.items()),
            )
        return True

    def correct(self, decisions: Sequence[Decision], *, author: str, reason: str) -> tuple[Correction, ...]:
        """The decisions as they were added to the log of corrections, in which they come last."""
        with self._writing() as connection:
            return correction_log.append(connection, decisions, author=author, reason=reason)

    def take_over(self, corrections: Iterable[Correction]) -> int:
        """How many corrections from elsewhere were added to the log: those that it lacked."""
        with self._writing() as connection:
            return correction_log.take_over(connection, corrections)

    def bury(self, letter: DeadLetter) -> None:
        """Keep a dead letter, in place of an earlier one of the same name."""
        with self._writing() as connection:
            connection.execute(db.dead_letters.delete().where(db.dead_letters.c.name == letter.name))
            connection.execute(db.dead_letters.insert(), letter.model_dump() | {"at": letter.at.isoformat()})

    def dead(self) -> Iterator[DeadLetter]:
        """The dead letters, sorted by name."""
        with self.reading() as reader:
            yield from reader.dead()

    def revive(self, name: str) -> None:
        """Forget the dead letter of this name, if there is one: it went through."""
        with self._writing() as connection:
            connection.execute(db.dead_letters.delete().where(db.dead_letters.c.name == name))

    def start_run(self, command: str, sources: Sequence[str]) -> int:
        """The id of a run that starts now."""
        row = {"command": command, "sources": json.dumps(list(sources)), "started": _now()}
        with self._writing() as connection:
            return int(connection.execute(db.runs.insert().returning(db.runs.c.id), row).scalar_one())

    def finish_run(self, run: int, counts: RunCounts, *, failed: str | None = None) -> None:
        """Note that a run ends now, what it did, and why it failed if it did."""
        row = {"ended": _now(), "counts": counts.model_dump_json(), "failed": failed}
        with self._writing() as connection:
            connection.execute(db.runs.update().where(db.runs.c.id == run).values(row))

    def runs(self, limit: int = 10) -> list[Run]:
        """The last `limit` runs, the newest first."""
        query = sa.select(db.runs).order_by(db.runs.c.id.desc()).limit(limit)
        with db.complaints(self._name), self._engine.connect() as connection:
            return [_run(row) for row in connection.execute(query).mappings()]

    def counts(self) -> LedgerCounts:
        """How many of each the ledger holds."""
        spoken_of = sa.select(sa.func.count(db.actors.c.id.distinct())).join(
            db.mentions, db.mentions.c.actor == db.actors.c.digest
        )
        tables = {"articles": db.articles, "claims": db.claims, "dead": db.dead_letters, "runs": db.runs}
        with db.complaints(self._name), self._engine.connect() as connection:
            found = {
                name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for name, table in tables.items()
            }
            return LedgerCounts(actors=connection.execute(spoken_of).scalar_one(), **found)

    @contextmanager
    def _writing(self) -> Generator[sa.Connection]:
        with db.complaints(self._name), self._engine.execution_options(writes=True).begin() as connection:
            yield connection


def merged(versions: Sequence[tuple[Actor, int]]) -> Actor:
    """One actor out of the records of it, each with how often it was seen; in whatever order they come.

    The gazetteer's records stand before others. The most frequent one leads; the names of all become aliases of it.
    """
    trusted = [(actor, times) for actor, times in versions if actor.known] or versions
    first, _ = min(trusted, key=lambda version: (-version[1], version[0].model_dump_json()))
    if len(trusted) == 1:
        return first
    names = {name for actor, _ in trusted for name in (actor.name, *actor.aliases)}
    return first.model_copy(update={"aliases": tuple(sorted(names - {first.name}))})


def _check(article: Article, actors: Sequence[Actor], claims: Sequence[Claim]) -> None:
    ids = Counter(actor.id for actor in actors)
    if twice := sorted(actor for actor, times in ids.items() if times > 1):
        raise ValueError(f"actor {twice[0]!r} stands twice")
    for claim in claims:
        if claim.article != article.id:
            raise ValueError(f"claim {claim.id!r} is of article {claim.article!r}, not of {article.id!r}")
        if missing := {claim.subject, claim.object, claim.speaker} - ids.keys() - {None}:
            raise ValueError(f"claim {claim.id!r} names {missing.pop()!r}, which is not among the actors")


def _content(actor: Actor) -> str:
    return hashlib.sha256(actor.model_dump_json().encode()).hexdigest()


def _rows(connection: sa.Connection, query: sa.Executable) -> Iterator[sa.RowMapping]:
    return iter(connection.execute(query, execution_options={"yield_per": 500}).mappings())


def _kept(connection: sa.Connection, article: str) -> tuple[dict[str, Any], dict[str, str], dict[str, str]] | None:
    row = connection.execute(sa.select(db.articles).where(db.articles.c.id == article)).mappings().first()
    if row is None:
        return None
    claims = sa.select(db.claims.c.id, db.claims.c.record).where(db.claims.c.article == article)
    links = sa.select(db.mentions.c.actor, db.mentions.c.forms).where(db.mentions.c.article == article)
    return (
        {str(name): value for name, value in row.items()},
        {claim["id"]: claim["record"] for claim in connection.execute(claims).mappings()},
        {link["actor"]: link["forms"] for link in connection.execute(links).mappings()},
    )


def _clear(connection: sa.Connection, article: str) -> None:
    # Not left to the cascade, which databases other than SQLite and PostgreSQL may lack.
    connection.execute(db.claims.delete().where(db.claims.c.article == article))
    connection.execute(db.mentions.delete().where(db.mentions.c.article == article))
    connection.execute(db.articles.delete().where(db.articles.c.id == article))


def _keep_actors(connection: sa.Connection, records: Mapping[str, Actor]) -> None:
    kept = set(connection.execute(sa.select(db.actors.c.digest).where(db.actors.c.digest.in_(records))).scalars())
    rows = ({"digest": key, "id": actor.id, "record": actor.model_dump_json()} for key, actor in records.items())
    _insert(connection, db.actors, (row for row in rows if row["digest"] not in kept))


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    if listed := list(rows):  # with no rows at all, SQLAlchemy would insert one of defaults
        connection.execute(table.insert(), listed)


def _run(row: sa.RowMapping) -> Run:
    counts = RunCounts.model_validate_json(row["counts"]) if row["counts"] else None
    return Run.model_validate({**row, "sources": tuple(json.loads(row["sources"])), "counts": counts})


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()
