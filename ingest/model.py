"""The records that pass between the stages of ingest, up to what the ledger takes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from graph.model import Actor, Article, Claim, Id, Record


class RawPage(Record):
    """One document as it came, decoded, not yet cleaned.

    Attributes:
        name: Where it came from, for messages: a path, a path and line, a URL, "stdin:3".
        kind: Whether `text` is HTML or plain text.
        text: The document.
        id: The id that a JSON line gives itself; what `extract` prints as doc_id.
        url: Address, if it has one.
        title: Title, if given.
        published: Publication date, if given.
        lang: Language, if given; it is checked against the text.
        source: Publisher, if given.
    """

    name: str
    kind: Literal["text", "html"]
    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: dt.date | None = None
    lang: str | None = None
    source: str | None = None


class Extraction(Record):
    """What one article gave.

    Attributes:
        article: The article.
        actors: The actors of its claims, subjects, objects and speakers, sorted by id.
        claims: Sorted by place in the text, then id.
        mentions: Per actor of `actors`, the distinct surface forms resolved to it, in text order; no pronouns.
    """

    article: Article
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    mentions: dict[Id, tuple[str, ...]]


class Lost(Record):
    """An article that extraction failed on, and why, in one line."""

    article: Article
    reason: str
