"""The pipeline component that makes a French document look as the view expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import numpy as np
from spacy.lang.en.syntax_iterators import noun_chunks
from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.french.grammar import grammar
from ingest.french.mend import mend
from ingest.french.parse import Parse
from ingest.french.relabel import relabel
from ingest.french.tags import set_tags

NAME = "french_as_clearnlp"
_Cuts = Callable[[str], Iterable[re.Match[str]]]
_ENTITIES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}


def _make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; the pipeline's documents have English noun chunks and uncut words from the first one on."""
    tokenizer = cast("Any", nlp.tokenizer)
    # Not as special cases: for those that hold a hyphen spaCy goes through each document once more.
    whole = (form for word in grammar().whole for form in (word, word.capitalize()))
    tokenizer.infix_finditer = _sparing(tokenizer.infix_finditer, whole)
    setattr(nlp.vocab, "get_noun_chunks", noun_chunks)  # noqa: B010 - its type lacks what it yields
    return _wear_clearnlp


def _sparing(cuts: _Cuts, whole: Iterable[str]) -> _Cuts:
    """Where to cut a word, but nowhere inside what is to stay whole."""
    kept = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(whole)))})\b")

    def spared(word: str) -> Iterator[re.Match[str]]:
        found = list(cuts(word))
        spans = [whole.span() for whole in kept.finditer(word)] if found else []
        return (cut for cut in found if not any(start < cut.start() < end for start, end in spans))

    return spared


def _wear_clearnlp(doc: Doc) -> Doc:
    """The document with ClearNLP's labels, Penn tags and the entity labels of the English models."""
    if not len(doc):
        return doc
    parse = Parse.of(doc)
    before = tuple(parse.morphs)
    mend(parse)
    relabel(parse)
    set_tags(parse)
    _write(parse, doc)
    for index, (old, new) in enumerate(zip(before, parse.morphs, strict=True)):
        if old != new:
            cast("Any", doc[index]).set_morph(new)
    return doc


def _write(parse: Parse, doc: Doc) -> None:
    columns = (parse.pos, parse.tags, parse.lemmas, parse.deps)
    number = {text: doc.vocab.strings.add(text) for text in set[str]().union(*columns)}
    texts = np.array([[number[text] for text in column] for column in columns], dtype=np.uint64)
    arcs = np.array(parse.heads) - np.arange(len(doc))
    table = np.vstack((texts, arcs.astype(np.uint64))).T.copy()
    doc.from_array(["POS", "TAG", "LEMMA", "DEP", "HEAD"], cast("Any", table))
    doc.set_ents([Span(doc, start, end, _ENTITIES[label]) for start, end, label in parse.ents if label in _ENTITIES])


Language.factory(NAME, func=_make)
