"""The versions of articles, and what becomes of an article that is changed, withdrawn, or no longer a copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa

from graph.model import Article
from graph.stores.ledger_db import article_versions as table
from graph.stores.ledger_db import articles, chunks
from graph.stores.records import Version

PENDING = ""
"""The extractor of an article whose claims are yet to be made."""
REPLACED = "another version took its place"


def present() -> sa.ColumnElement[bool]:
    """That an article is not withdrawn."""
    return sa.exists().where(table.c.article == articles.c.id, table.c.until.is_(None))


def is_present(connection: sa.Connection, article: str) -> bool:
    """Whether an article is kept and not withdrawn."""
    return connection.execute(sa.select(articles.c.id).where(articles.c.id == article, present())).first() is not None


def begin(connection: sa.Connection, article: str, digest: str, *, is_first: bool = False) -> None:
    """Note that this is the article's present version from now on; `is_first` if it is known that there was none."""
    last = sa.select(sa.func.max(table.c.number)).where(table.c.article == article)
    before = 0 if is_first else connection.execute(last).scalar_one_or_none() or 0
    row = {"article": article, "number": before + 1, "digest": digest, "since": now()}
    connection.execute(table.insert(), row)


def end(connection: sa.Connection, kept: Article, why: str) -> bool:
    """Note that the present version is none any longer, and what it was; False if there is no present one."""
    row = {"until": now(), "why": why, "record": kept.model_dump_json()}
    ended = connection.execute(table.update().where(table.c.article == kept.id, table.c.until.is_(None)).values(row))
    return ended.rowcount > 0


def of(connection: sa.Connection, article: str) -> tuple[Version, ...]:
    """The versions of an article, the first one first."""
    query = sa.select(table).where(table.c.article == article).order_by(table.c.number)
    return tuple(_version(row) for row in connection.execute(query).mappings())


def kept(connection: sa.Connection, article: str) -> Article | None:
    """An article as it is kept, withdrawn ones too."""
    columns = [articles.c[name] for name in Article.model_fields]
    row = connection.execute(sa.select(*columns).where(articles.c.id == article)).mappings().first()
    return Article.model_validate(dict(row)) if row else None


def among(connection: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Those of some ids by which an article is kept, withdrawn ones too."""
    queries = (sa.select(articles.c.id).where(articles.c.id.in_(some)) for some in chunks(ids))
    return {found for query in queries for found in connection.execute(query).scalars()}


def is_current(connection: sa.Connection, article: str, digest: str, extractor: str) -> bool:
    """Whether the claims kept are those of this version of the article by this version of the extractor."""
    same = (articles.c.id == article, articles.c.digest == digest, articles.c.extractor == extractor)
    return connection.execute(sa.select(articles.c.id).where(*same, present())).first() is not None


def mark_pending(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Note that the claims of these articles are yet to be made."""
    for article in ids:
        connection.execute(articles.update().where(articles.c.id == article).values(extractor=PENDING))


def now() -> str:
    """The present time, UTC."""
    return dt.datetime.now(dt.UTC).isoformat()


def _version(row: sa.RowMapping) -> Version:
    fields = {name: row[name] for name in ("number", "digest", "since", "until", "why")}
    return Version(article=Article.model_validate_json(row["record"]) if row["record"] else None, **fields)
