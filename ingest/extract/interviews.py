"""Interviews: answers that stand in quotation marks, a paragraph each, below questions, by whom the title names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

_LEAST = 2
"""How many answered questions make an interview."""
_OPENING = frozenset('“«„"')
_CLOSING = frozenset('”»"')
_TITLES = (
    # A quotation, a verb of saying, and who says it: "« Nous partirons », assure un haut gradé".
    re.compile(r"[»”\"]\s*,?\s+\w+\s+(?P<who>[^,;:«“\"]{3,80})$"),
    # A quotation, and whose interview it is: "« Nous partirons » : entretien avec Assimi Goïta".
    re.compile(r"[»”\"]\s*:\s+(?:[^\W\d_A-Z]\w*\s+){1,3}(?P<who>[^\W\d_a-z][^,;:«“\"]{2,80})$"),
    # Who says it, and a quotation: "Assimi Goïta : « Nous partirons »".
    re.compile(r"^(?P<who>[^\W\d_a-z][^:«»“”\"]{2,60}?)\s*:\s*[«“\"][^»”\"]+[»”\"]\W*$"),
)


def interviewee(title: str) -> str | None:
    """Whom the title of an interview names, in its words; None if it names nobody."""
    found = next(filter(None, (form.search(title.strip()) for form in _TITLES)), None)
    return found["who"].strip(" .!?") if found else None


def answers(doc: Doc) -> tuple[Span, ...]:
    """The paragraphs that answer: each a quotation by itself; none where fewer than two stand below a question."""
    found: list[Span] = []
    asked, above = 0, ""
    for paragraph in _paragraphs(doc):
        if paragraph[0].text in _OPENING and paragraph[-1].text in _CLOSING:
            found.append(paragraph)
            asked += above.endswith("?")
        above = paragraph.text
    return tuple(found) if asked >= _LEAST else ()


def _paragraphs(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start:]
