"""Dead letters: what is kept of an input that failed, so that it can be tried again, and the trying again."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import ConflictGraphError
from graph.settings import Settings
from graph.stores.ledger import DeadLetter
from ingest.fetch import pages
from ingest.model import RawPage, Refused
from ingest.rows import json_lines

_LEADS = re.compile(r"^https?://")


def payload(page: RawPage) -> str | None:
    """A page as the JSON line that it is read from again; None where its name leads to it."""
    if _LEADS.match(page.name) or Path(page.name).is_file():
        return None
    given = {"url": page.url, "title": page.title, "lang": page.lang, "source": page.source, "id": page.id}
    row = {page.kind: page.text} | {name: value for name, value in given.items() if value}
    if page.published:
        row["date"] = page.published.isoformat()
    return json.dumps(row, ensure_ascii=False)


def tried_again(letters: Iterable[DeadLetter], settings: Settings) -> Iterator[RawPage | Refused]:
    """What dead letters give now: from their payload, or from where their name leads."""
    for letter in letters:
        if letter.payload:
            stream = io.BytesIO(letter.payload.encode("utf-8", "surrogatepass"))
            for page in json_lines(stream, letter.name, settings):
                yield _renamed(page, letter)
            continue
        try:
            yield from pages([letter.name], settings)
        except ConflictGraphError:
            yield Refused(letter.name, letter.reason)


def _renamed(page: RawPage | Refused, letter: DeadLetter) -> RawPage | Refused:
    if isinstance(page, RawPage):
        return page.model_copy(update={"name": letter.name})
    return Refused(letter.name, page.reason, letter.payload)
