"""Nouns that a hyphen joins, which the parser takes for two: "NATO's secretary-general, X"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.extract.clauses import HYPHENS

NAME = "hyphenated"


@Language.component(NAME)
def _joined(doc: Doc) -> Doc:
    """The document with the second of such nouns as the head, as it is in all other compounds."""
    for token in doc[2:]:
        first, hyphen = doc[token.i - 2], doc[token.i - 1]
        is_tied = hyphen.text in HYPHENS and not (first.whitespace_ or hyphen.whitespace_)
        if is_tied and token.head.i == first.i and token.pos_ == first.pos_ == "NOUN":
            _hand_over(first, token)
    return doc


def _hand_over(first: Token, second: Token) -> None:
    governor, dep = first.head, first.dep_
    for child in tuple(first.children):
        if child.i != second.i:
            child.head = second
    second.head, second.dep_ = second if governor.i == first.i else governor, dep
    first.head, first.dep_ = second, "compound"
