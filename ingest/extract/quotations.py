"""The stretches of a document that stand in quotation marks, straight or curly, closed or left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(('"', "''", "``"))
_MARKS = _OPENING | _CLOSING | _STRAIGHT


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks.

    Attributes:
        start: Index of the first token inside.
        end: Index of the closing mark; of the paragraph's end where there is none.
        continues: Whether it may go on from the quotation before: it is in the same paragraph, or opens one.
    """

    start: int
    end: int
    continues: bool


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of a document, in text order; none overlaps another, and one without a word inside is left out."""
    found: list[Quotation] = []
    opened: int | None = None
    begins, follows = True, False
    last = -1
    for token in _marks(doc):
        if token.i > last + 1:
            begins = False
        last = token.i
        if token.is_space:
            if "\n" in token.text:
                if opened is not None and opened < token.i:
                    found.append(Quotation(opened, token.i, follows))
                opened, begins, follows = None, True, False
            continue
        if opened is not None and _closes(token):
            if opened < token.i:
                found.append(Quotation(opened, token.i, follows))
            opened, follows = None, True
        elif opened is None and _opens(token):
            opened, follows = token.i + 1, follows or begins
        begins = False
    if opened is not None and opened < len(doc):
        found.append(Quotation(opened, len(doc), follows))
    return tuple(found)


def _marks(doc: Doc) -> Iterator[Token]:
    """The quotation marks and blanks of a document: there are few, and asking each token takes long."""
    marks = np.array([doc.vocab.strings[mark] for mark in _MARKS], dtype=np.uint64)
    words, blanks = doc.to_array(["ORTH", "IS_SPACE"]).reshape(len(doc), 2).T
    return (doc[index] for index in np.flatnonzero(np.isin(words, marks) | (blanks == 1)).tolist())


def _opens(token: Token) -> bool:
    if token.text in _OPENING:
        return True
    return token.text in _STRAIGHT and not token.whitespace_


def _closes(token: Token) -> bool:
    """A straight mark closes unless it clings to the word after it and not to the one before."""
    if token.text in _CLOSING:
        return True
    if token.text not in _STRAIGHT:
        return False
    return not token.i or not token.nbor(-1).whitespace_ or bool(token.whitespace_)
