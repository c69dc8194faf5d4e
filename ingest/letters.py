"""Dead letters: what is kept of an input that failed, so that it can be tried again, and the trying again."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from graph.errors import ArticleError, ConflictGraphError
from graph.model import Article
from graph.settings import Settings
from graph.stores.ledger import DeadLetter, Ledger
from ingest.clean import clean
from ingest.decode import decode
from ingest.fetch import file_pages, guarded
from ingest.follow import page_of
from ingest.listings import Entry, is_listing
from ingest.model import RawPage, Refused, Trace
from ingest.rows import json_lines
from ingest.web import LISTINGS, PAGES, Web, must_be

_LEADS = re.compile(r"^https?://")


def cleaned(page: RawPage, settings: Settings) -> Article | Refused:
    """The article of a page, or why there is none.

    Raises:
        ConflictGraphError: It is not the page's fault.
    """
    try:
        return clean(page, longest=settings.max_characters)
    except (OSError, MemoryError) as error:
        raise ConflictGraphError(f"{page.name}: can't be cleaned: {str(error) or 'memory is short'}") from error
    except Exception as error:  # whatever a library did not expect of a page must not end a run
        reason = error.reason if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"[:500]
        return Refused(page.name, reason, payload(page), trace=page.trace)


def payload(page: RawPage) -> str | None:
    """A page as the JSON line that it is read from again; None where its name leads to it."""
    if is_of_web(page.name) or Path(page.name).is_file():
        return None
    given = {"url": page.url, "title": page.title, "lang": page.lang, "source": page.source, "id": page.id}
    row = {page.kind: page.text} | {name: value for name, value in given.items() if value}
    if page.published:
        row["date"] = page.published.isoformat()
    return json.dumps(row, ensure_ascii=False)


def is_of_web(name: str) -> bool:
    """Whether a dead letter of this name is a page on the web."""
    return _LEADS.match(name) is not None


def tried_again(names: Iterable[str], ledger: Ledger, settings: Settings) -> Iterator[RawPage | Refused]:
    """What dead letters give now: from their payload, or from where their name leads."""
    with Web(settings) as web:
        for name in names:
            letter = ledger.letter(name)
            if letter and letter.payload:
                yield from _of_payload(letter, letter.payload, settings)
            elif is_of_web(name):
                yield from guarded(name, partial(_of_web, name, web))
            elif letter and Path(name).is_file():
                yield from file_pages(Path(name), settings)
            elif letter:
                yield Refused(name, letter.reason)


def _of_payload(letter: DeadLetter, payload: str, settings: Settings) -> Iterator[RawPage | Refused]:
    stream = io.BytesIO(payload.encode("utf-8", "surrogatepass"))
    for page in json_lines(stream, letter.name, settings):
        if isinstance(page, RawPage):
            yield page.model_copy(update={"name": letter.name})
        else:
            yield Refused(letter.name, page.reason, payload)


def _of_web(address: str, web: Web) -> Iterator[RawPage]:
    """The page at an address; none where a listing is, which is left to its feed."""
    answer = web.get(address, kinds=LISTINGS)
    if answer and not is_listing(decode(answer.body, address, answer.charset)):
        must_be(answer.content_type, PAGES, answer.url)
        now = dt.datetime.now(dt.UTC)
        trace = Trace(address=address, at=now, etag=answer.etag, modified=answer.modified, digest=answer.digest)
        yield page_of(answer, Entry(address), trace)
