"""What the parser's models make of a word by itself, remembered: it is the same wherever the word stands.

A model looks at each word alone first, then at the words around it. The first half costs a third of its time, and most
words of a text have been seen before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

KEY: Final = ("ORTH", "NORM", "SPACY")
LOOKS_AT: Final = frozenset({*KEY, "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"})
"""What a model may look at whose words are remembered: all of it follows from `KEY`."""

MOST: Final = 20_000
"""Words that a model remembers, so that memory is bounded (some 15 MB); then all are forgotten."""

Rows = NDArray[np.float32]
Word = tuple[int, int, int]
"""A word's values of `KEY`."""


def remember(nlp: Language) -> None:
    """Let the models of a pipeline remember words, as far as they look at nothing else."""
    for _, pipe in nlp.pipeline:
        for node in _nodes(getattr(pipe, "model", None)):
            embed = node.get_ref("embed") if node.has_ref("embed") else None
            if embed in node.layers and _columns(embed) <= LOOKS_AT:
                remembering: Model[Any, Any] = Model(
                    "remembering", _forward, layers=[embed], attrs={"known": {}}, ops=embed.ops
                )
                node.layers[node.layers.index(embed)] = remembering
                node.set_ref("embed", remembering)


def _nodes(model: object) -> list[Model[Any, Any]]:
    return list(model.walk()) if isinstance(model, Model) else []


def _columns(embed: Model[Any, Any]) -> set[str]:
    """What an embedding looks at."""
    return {column for node in embed.walk() for column in node.attrs.get("columns", ())}


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Rows], Callable[..., Any]]:
    """The rows of each document's words; the embedding is asked for those of words that are new."""
    known: dict[Word, Rows] = model.attrs["known"]
    texts: list[list[Word]] = [[*map(tuple, doc.to_array(list(KEY)).tolist())] for doc in docs]
    words = dict.fromkeys(chain.from_iterable(texts))
    new = [word for word in words if word not in known]
    if len(known) + len(new) > MOST:
        known.clear()
        new = list(words)
    embed = model.layers[0]
    if new:
        known.update(zip(new, embed.predict([_text_of(new, docs[0].vocab)])[0], strict=True))
    width = embed.get_dim("nO")
    rows = [np.concatenate([known[word] for word in text]) if text else np.empty(0, np.float32) for text in texts]
    return [row.reshape(-1, width) for row in rows], _no_training


def _text_of(words: Sequence[Word], vocab: Vocab) -> Doc:
    """A text of words that stand in it by chance."""
    orths, _, spaces = zip(*words, strict=True)
    doc = Doc(vocab, words=[vocab.strings[orth] for orth in orths], spaces=[bool(space) for space in spaces])
    for token, (_, norm, _) in zip(doc, words, strict=True):
        token.norm_ = vocab.strings[norm]
    return doc


def _no_training(_: object) -> list[Doc]:
    raise NotImplementedError("a model that remembers words can't be trained")
