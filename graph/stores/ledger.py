"""The ledger: articles, their claims and actors, job runs and dead letters, in one SQL database.

It is the truth; every graph is a projection of it. What it holds depends on what was put, never on the order.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Self

import sqlalchemy as sa

from graph.corrections import Correction, Decision
from graph.likeness import Likeness
from graph.model import Actor, Article, Claim
from graph.stores import (
    copies,
    correction_log,
    extractions,
    lock,
    runs,
    shift,
    sightings,
    versions,
)
from graph.stores import ledger_db as db
from graph.stores.change_log import Changes
from graph.stores.reader import Reader
from graph.stores.records import DeadLetter, Entry, LedgerCounts, Outcome, Run, RunCounts, Sighting, Version

__all__ = ["DeadLetter", "Ledger", "LedgerCounts", "Reader", "Run", "RunCounts", "Sighting", "Version"]


AT_ONCE = 100
"""Articles that are read at once."""


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

    def claims_of(self, article: str) -> list[Claim]:
        """The claims of one article, sorted by id."""
        query = sa.select(db.claims.c.record).where(db.claims.c.article == article).order_by(db.claims.c.id)
        with db.complaints(self._name), self._engine.connect() as connection:
            return [Claim.model_validate_json(record) for record in connection.execute(query).scalars()]

    def actors(self) -> Iterator[Actor]:
        """The actors that at least one article speaks of, sorted by id, each as all its articles together tell it."""
        with self.reading() as reader:
            yield from reader.actors()

    def is_current(self, article_id: str, digest: str, extractor: str) -> bool:
        """Whether the claims kept are those of this version of the article by this version of the extractor."""
        with db.complaints(self._name), self._engine.connect() as connection:
            return versions.is_current(connection, article_id, digest, extractor)

    def digest_of(self, article: str) -> str | None:
        """The digest of the article's version that is kept; None if it was never there."""
        query = sa.select(db.articles.c.digest).where(db.articles.c.id == article)
        with db.complaints(self._name), self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def put(
        self,
        article: Article,
        actors: Sequence[Actor],
        claims: Sequence[Claim],
        *,
        extractor: str,
        mentions: Mapping[str, Sequence[str]] | None = None,
        sighting: Sighting | None = None,
    ) -> bool:
        """Whether anything changed: keeps the article, and its actors and claims in place of those kept before.

        Of an article that says nothing that an earlier one does not, the record is kept without claims.

        Args:
            article: The article.
            actors: Those that its claims name.
            claims: All that the extractor found in it.
            extractor: Version of the extractor.
            mentions: By which words the article speaks of each actor id.
            sighting: What to remember of the address that it came from.

        Raises:
            StoreError: The database refuses.
            ValueError: A claim is another article's, or names an actor that is not among `actors`.
        """
        entry = Entry(article, actors, claims, mentions or {}, extractor)
        _check(entry)
        with self._changing() as (connection, changes):
            if sighting:
                sightings.remember(connection, sighting.model_copy(update={"article": article.id}))
            kept = versions.kept(connection, article.id)
            return extractions.keep(connection, entry, Likeness(article), kept, changes).has_changed

    def put_all(self, entries: Sequence[Entry]) -> list[Outcome]:
        """What became of each entry, all put in one transaction: many at once take far less time than one by one.

        What is there already by the same version of the extractor is left alone; the dead letters of all are forgotten.

        Raises:
            StoreError: The database refuses.
            ValueError: A claim is another article's, or names an actor that is not among the entry's.
        """
        alike = [Likeness(entry.article) for entry in entries]
        for entry, likeness in zip(entries, alike, strict=True):
            _check(entry)
            _ = likeness.bands  # which take long, and soon others wait
        outcomes = []
        with self._changing() as (connection, changes):
            known = versions.among(connection, (entry.article.id for entry in entries))
            for entry, likeness in zip(entries, alike, strict=True):
                article = entry.article
                if article.id not in known:
                    outcome = extractions.keep(connection, entry, likeness, None, changes)
                elif versions.is_current(connection, article.id, article.digest, entry.extractor):
                    outcome = Outcome(article.digest, has_changed=False)
                else:
                    kept = versions.kept(connection, article.id)
                    outcome = extractions.keep(connection, entry, likeness, kept, changes)
                known.add(article.id)
                outcomes.append(outcome)
            for some in db.chunks(entry.article.url or entry.article.id for entry in entries):
                connection.execute(db.dead_letters.delete().where(db.dead_letters.c.name.in_(some)))
        return outcomes

    def find(self, name: str) -> str | None:
        """Id of the article of this id or address; None if there is none."""
        kept = db.articles.c
        came = sa.select(db.sightings.c.article).where(db.sightings.c.address == name)
        query = sa.select(kept.id).where((kept.id == name) | (kept.url == name) | kept.id.in_(came)).order_by(kept.id)
        with db.complaints(self._name), self._engine.connect() as connection:
            return connection.execute(query).scalars().first()

    def withdraw(self, article: str, why: str) -> bool:
        """Whether an article was withdrawn: it keeps its record and loses its claims. False if it is not present."""
        with self._changing() as (connection, changes):
            kept = versions.kept(connection, article)
            if kept is None or not versions.end(connection, kept, why):
                return False
            changes.touch(*copies.followers(connection, article))
            versions.mark_pending(connection, [article, *copies.leave(connection, article)])
            extractions.clear(connection, article, changes)
        return True

    def versions(self, article: str) -> tuple[Version, ...]:
        """The versions of an article, the first one first."""
        with self.reading() as reader:
            return reader.versions(article)

    def says_nothing_new(self, article: Likeness) -> str | None:
        """Id of a kept article before the given one that says all that this one says; None if there is none."""
        with db.complaints(self._name), self._engine.connect() as connection:
            return copies.says_nothing_new(connection, article)

    def stale(
        self, extractor: str, *, after: str = "", since: dt.date | None = None, pending: bool = False
    ) -> list[Article]:
        """Some articles whose claims are not of this version of the extractor, sorted by id.

        Args:
            extractor: Version of the extractor.
            after: Only those whose id comes after this one.
            since: Only those published on this day or later; undated ones too.
            pending: Only those that lost the article whose copy they were, and so have no claims of any version.
        """
        kept = db.articles.c
        query = sa.select(*(kept[name] for name in Article.model_fields)).where(versions.present(), kept.id > after)
        query = query.where(kept.extractor == versions.PENDING if pending else kept.extractor != extractor)
        if since:
            query = query.where((kept.published >= since) | kept.published.is_(None))
        with db.complaints(self._name), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(kept.id).limit(AT_ONCE)).mappings()
            return [Article.model_validate(dict(row)) for row in rows]

    def sighting(self, address: str) -> Sighting | None:
        """What is remembered of an address."""
        with db.complaints(self._name), self._engine.connect() as connection:
            return sightings.recall(connection, address)

    def remember(self, sighting: Sighting) -> None:
        """Keep what is to be remembered of an address in place of what was; an article that came of it stays known."""
        with self._writing() as connection:
            sightings.remember(connection, sighting)

    def correct(self, decisions: Sequence[Decision], *, author: str, reason: str) -> tuple[Correction, ...]:
        """The decisions as they were added to the log of corrections, in which they come last."""
        with self._changing() as (connection, changes):
            changes.corrected = bool(decisions)
            return correction_log.append(connection, decisions, author=author, reason=reason)

    def take_over(self, corrections: Iterable[Correction]) -> int:
        """How many corrections from elsewhere were added to the log: those that it lacked."""
        with self._changing() as (connection, changes):
            added = correction_log.take_over(connection, corrections)
            changes.corrected = added > 0
            return added

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
        if self.letter(name) is None:
            return
        with self._writing() as connection:
            connection.execute(db.dead_letters.delete().where(db.dead_letters.c.name == name))

    def letter(self, name: str) -> DeadLetter | None:
        """The dead letter of this name; None if there is none."""
        with self.reading() as reader:
            return reader.letter(name)

    def start_run(self, command: str, sources: Sequence[str]) -> int:
        """The id of a run that starts now."""
        with self._writing() as connection:
            return runs.start(connection, command, sources)

    def finish_run(self, run: int, counts: RunCounts, *, failed: str | None = None) -> None:
        """Note that a run ends now, what it did, and why it failed if it did."""
        with self._writing() as connection:
            runs.finish(connection, run, counts, failed)

    def end_killed(self, command: str) -> int:
        """How many runs of a command had no end, and now are noted as killed: for whoever knows that none goes on."""
        with self._writing() as connection:
            return runs.end_killed(connection, command)

    def runs(self, limit: int = 10, command: str | None = None) -> list[Run]:
        """The last `limit` runs, of one command if it is given, the newest first."""
        with db.complaints(self._name), self._engine.connect() as connection:
            return runs.last(connection, limit, command)

    def last_done(self, command: str, sources: Sequence[str]) -> Run | None:
        """The last run of a command over these sources that came to its end, failed or not; None if there is none."""
        with db.complaints(self._name), self._engine.connect() as connection:
            return runs.last_done(connection, command, sources)

    def counts(self) -> LedgerCounts:
        """How many of each the ledger holds."""
        spoken_of = sa.select(sa.func.count(db.actors.c.id.distinct())).join(
            db.mentions, db.mentions.c.actor == db.actors.c.digest
        )
        tables = {"articles": db.articles, "claims": db.claims, "dead": db.dead_letters, "runs": db.runs}
        counting = {name: sa.select(sa.func.count()).select_from(table) for name, table in tables.items()}
        counting |= {"actors": spoken_of, "withdrawn": counting["articles"].where(~versions.present())}
        with db.complaints(self._name), self._engine.connect() as connection:
            found = {name: connection.execute(query).scalar_one() for name, query in counting.items()}
        return LedgerCounts(**found | {"articles": found["articles"] - found["withdrawn"]})

    @contextmanager
    def alone(self) -> Generator[None]:
        """Hold the lock that one schedule at most holds on a ledger; whoever does not ask for it is not held up.

        Raises:
            StoreError: Another process holds it.
        """
        with db.complaints(self._name), lock.held(self._engine, self._name):
            yield

    @contextmanager
    def shift(self) -> Generator[shift.Shift]:
        """A shift, in which articles are taken that no other process is at."""
        with db.complaints(self._name), shift.begun(self._engine) as begun:
            yield begun

    @contextmanager
    def _writing(self) -> Generator[sa.Connection]:
        with db.complaints(self._name), self._engine.execution_options(writes=True).begin() as connection:
            db.take_turn(connection)
            yield connection

    @contextmanager
    def _changing(self) -> Generator[tuple[sa.Connection, Changes]]:
        """A transaction that may change what graphs are made of."""
        with self._writing() as connection:
            changes = Changes(connection)
            yield connection, changes
            changes.save()


def _check(entry: Entry) -> None:
    article, ids = entry.article, Counter(actor.id for actor in entry.actors)
    if twice := sorted(actor for actor, times in ids.items() if times > 1):
        raise ValueError(f"actor {twice[0]!r} stands twice")
    for claim in entry.claims:
        if claim.article != article.id:
            raise ValueError(f"claim {claim.id!r} is of article {claim.article!r}, not of {article.id!r}")
        if missing := {claim.subject, claim.object, claim.speaker} - ids.keys() - {None}:
            raise ValueError(f"claim {claim.id!r} names {missing.pop()!r}, which is not among the actors")
