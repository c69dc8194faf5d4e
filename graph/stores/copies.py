"""Which kept articles are copies of which: found by the bands that they share, compared two by two, kept as pairs.

A pair is a matter of its two articles alone. So what the pairs say depends on which articles are kept, not on the order
in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from graph.likeness import WINDOW, Likeness
from graph.model import Article
from graph.stores.ledger_db import articles, bands, chunks, copies

MOST = 64
"""An article is compared with the earliest so many of those that may be copies; more would cost and tell nothing."""


class Pair(NamedTuple):
    """Two articles, one of them a copy; `within` if it says nothing that the other does not."""

    copy: str
    original: str
    within: bool


def likely(connection: sa.Connection, one: Likeness) -> Iterator[Likeness]:
    """The kept articles that the given one may be a copy of, or they of it, the earliest first."""
    day = one.article.published
    given: dict[str, object] = {"article": one.article.id, "bands": one.bands}
    if day:
        given |= {"same": one.same, "first": day - WINDOW, "last": day + WINDOW}
    for row in connection.execute(_NEAR if day else _LIKELY, given).mappings().all():
        yield Likeness(Article.model_validate(dict(row)))


def says_nothing_new(connection: sa.Connection, one: Likeness) -> str | None:
    """Id of a kept article before the given one that says all that this one says; None if there is none."""
    for other in likely(connection, one):
        if one.order > other.order and one.is_copy_of(other) and one.is_within(other):
            return other.article.id
    return None


def join(connection: sa.Connection, one: Likeness) -> list[Pair]:
    """Take a kept article among the others; the pairs that it is one of."""
    pairs = []
    for other in likely(connection, one):
        if one.is_copy_of(other):
            copy, original = (one, other) if one.order > other.order else (other, one)
            pairs.append(Pair(copy.article.id, original.article.id, copy.is_within(original)))
    connection.execute(bands.insert(), [{"band": band, "article": one.article.id} for band in one.bands])
    if pairs:
        connection.execute(copies.insert(), [pair._asdict() for pair in pairs])
    return pairs


def leave(connection: sa.Connection, article: str) -> list[str]:
    """Take an article away from the others; ids of those that said nothing but what it said, sorted."""
    query = sa.select(copies.c.copy).where(copies.c.original == article, copies.c.within).order_by(copies.c.copy)
    after = list(connection.execute(query).scalars())
    connection.execute(copies.delete().where((copies.c.copy == article) | (copies.c.original == article)))
    connection.execute(bands.delete().where(bands.c.article == article))
    return [copy for copy in after if not is_within(connection, copy)]


def is_within(connection: sa.Connection, article: str) -> bool:
    """Whether a kept article says nothing that one before it does not."""
    query = sa.select(copies.c.copy).where(copies.c.copy == article, copies.c.within).limit(1)
    return connection.execute(query).first() is not None


def clusters(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The first article of the cluster of each: the earliest that it is a copy of, or what that is a copy of."""
    first = {key: key for key in ids}
    ends = set(first)
    while before := _before(connection, ends):
        first = {key: before.get(end, end) for key, end in first.items()}
        ends = set(before.values())
    return first


def originals(connection: sa.Connection) -> dict[str, str]:
    """The first article of each copy's cluster."""
    before = _earliest(connection, sa.true())
    return {copy: _first(copy, before) for copy in before}


def followers(connection: sa.Connection, article: str) -> set[str]:
    """The copies that belong to their cluster through this article."""
    found: set[str] = set()
    ahead = {article}
    while ahead:
        near = {
            copy
            for part in chunks(ahead)
            for copy in connection.execute(sa.select(copies.c.copy).where(copies.c.original.in_(part))).scalars()
        }
        ahead = {copy for copy, original in _before(connection, near).items() if original in ahead} - found
        found |= ahead
    return found


def _before(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The earliest article that each copy among these is a copy of."""
    return {
        copy: original
        for part in chunks(ids)
        for copy, original in _earliest(connection, copies.c.copy.in_(part)).items()
    }


def _earliest(connection: sa.Connection, which: sa.ColumnElement[bool]) -> dict[str, str]:
    query = sa.select(copies.c.copy, copies.c.original).join(articles, articles.c.id == copies.c.original)
    before: dict[str, str] = {}
    for copy, original in connection.execute(query.where(which).order_by(copies.c.copy, *_ORDER)):
        before.setdefault(copy, original)
    return before


def _first(article: str, before: dict[str, str]) -> str:
    while article in before:
        article = before[article]
    return article


_ORDER = (
    articles.c.published.is_(None),
    articles.c.published,
    sa.func.length(articles.c.text).desc(),
    articles.c.id,
)
"""As `Likeness.order`."""

_LIKELY = (
    sa.select(*(articles.c[name] for name in Article.model_fields))
    .where(
        articles.c.id.in_(
            sa.select(bands.c.article).where(
                bands.c.band.in_(sa.bindparam("bands", expanding=True)), bands.c.article != sa.bindparam("article")
            )
        )
    )
    .order_by(*_ORDER)
    .limit(MOST)
)
_NEAR = _LIKELY.where(
    articles.c.published.is_(None)
    | articles.c.published.between(sa.bindparam("first"), sa.bindparam("last"))
    | articles.c.id.in_(sa.select(bands.c.article).where(bands.c.band == sa.bindparam("same")))
)
"""Near enough in time to be a copy, or the same words at whatever time."""
