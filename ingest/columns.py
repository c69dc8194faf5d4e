"""A document as plain lists: spaCy makes a new object at each access to a token, which costs too much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from spacy.tokens import Doc

MOST: Final = 50_000
"""Texts that are remembered, so that memory is bounded; then all are forgotten."""

_texts: dict[int, str] = {}
"""spaCy's number of a text to the text: its hash, so the same for all documents."""


def columns(doc: Doc, names: Sequence[str]) -> list[list[str]]:
    """Attributes of a document's tokens as text, a list each, by spaCy's names such as "LEMMA"; two names at least."""
    table = doc.to_array(list(names)).reshape(len(doc), len(names))
    numbers = cast("list[list[int]]", table.T.tolist())
    new = set[int]().union(*numbers).difference(_texts)
    if new:
        if len(_texts) + len(new) > MOST:
            _texts.clear()
            new = set[int]().union(*numbers)
        _texts.update((number, doc.vocab.strings[number]) for number in new)
    return [[_texts[number] for number in column] for column in numbers]


def heads(doc: Doc) -> list[int]:
    """The governor of each token, by index; a root's own."""
    return [index + arc for index, arc in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
