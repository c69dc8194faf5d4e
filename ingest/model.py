"""The records that pass between the stages of ingest, up to what the ledger takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import ValidationError

from graph.errors import ArticleError
from graph.jsonl import first_problem
from graph.model import Actor, Article, Claim, Id, Record


class Trace(Record):
    """What an address was like when it was last looked at; to be kept along with what came of it, in one transaction.

    Attributes:
        address: URL or path, as the feed names it.
        at: When it was looked at.
        etag: The server's validator, verbatim.
        modified: The server's Last-Modified, verbatim.
        stated: What the feed says of its last update, verbatim; of a file, its size and time.
        digest: Of its bytes; None where nothing could be read.
    """

    address: str
    at: dt.datetime
    etag: str | None = None
    modified: str | None = None
    stated: str | None = None
    digest: str | None = None


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
        trace: What to remember of its address once the page is done with, if it has one of its own.
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
    trace: Trace | None = None

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """A page of values from outside.

        Raises:
            ArticleError: One of them is refused.
        """
        try:
            return cls.model_validate({name: _whole(value) for name, value in fields.items()})
        except ValidationError as error:
            raise ArticleError(first_problem(error), str(fields["name"])) from error


def _whole(value: object) -> object:
    """A value, if it is text such that UTF-8 can hold it: halves of characters, as JSON may name them, replaced."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no page: what it is called, why, and what to try again where the name does not lead to it.

    Attributes:
        retry: Whether it may be there later: a server that is down, a name that is not found.
        trace: As a page's, where looking again soon is of no use.
    """

    name: str
    reason: str
    payload: str | None = None
    retry: bool = False
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose content is what was remembered of it.

    Attributes:
        trace: As a page's; None where it was not even asked for.
        is_listing: Whether pages come of it, so that there may be more of them than are told.
    """

    name: str
    trace: Trace | None = None
    is_listing: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that gave a page once and whose server now says that there is none: the article is withdrawn."""

    name: str
    reason: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed's document, or a file of many pages, all of whose pages came before it: what to remember of itself."""

    name: str
    trace: Trace


Found = RawPage | Refused | Unchanged | Gone | Listed


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
