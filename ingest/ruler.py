"""spaCy's attribute ruler, with what it says of a word remembered.

Most of its rules look at nothing but one token's word, tag and arc, and it tries each of them on each token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME: Final = "remembering_ruler"
RULER: Final = "attribute_ruler"

KEY: Final = ("ORTH", "TAG", "POS", "DEP")
LOOKS_AT: Final = frozenset({*KEY, "TEXT", "LOWER", "IS_SPACE"})
"""What a rule may look at that is remembered: all of it follows from `KEY`."""

MOST: Final = 50_000
"""Words that are remembered, so that memory is bounded; then all are forgotten."""


class RememberingRuler:
    """Does what the pipeline's attribute ruler does, which is to be switched off."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._ruler = cast(AttributeRuler, nlp.get_pipe(RULER))
        self._annotate = cast(Callable[[Doc, list[tuple[int, int, int, int]]], None], self._ruler.set_annotations)
        self._vocab = nlp.vocab
        self._on_one, self._on_many = Matcher(nlp.vocab), Matcher(nlp.vocab)
        for number, rule in enumerate(self._ruler.patterns):
            matcher = self._on_one if _looks_at_one(rule) else self._on_many
            matcher.add(str(number), cast(Any, rule["patterns"]))
        self._known: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with the attributes that the rules give, of several the last rule's."""
        many = self._on_many(doc, allow_missing=True) if len(self._on_many) else ()
        found = [(self._number(key), key, start, end) for key, start, end in many]
        for place, word in enumerate(map(tuple, doc.to_array(list(KEY)).tolist())):
            rules = self._known.get(word)
            if rules is None:
                rules = self._learn(doc[place].text, word)
            found += [(number, key, place, place + 1) for number, key in rules]
        self._annotate(doc, sorted(found))
        return doc

    def _learn(self, text: str, word: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        """Number and key of each rule that holds for a word."""
        if len(self._known) >= MOST:
            self._known.clear()
        alone = Doc(self._vocab, words=[text])
        alone[0].tag, alone[0].pos, alone[0].dep = word[1:]
        keys = {key for key, _, _ in self._on_one(alone, allow_missing=True)}
        self._known[word] = tuple((self._number(key), key) for key in keys)
        return self._known[word]

    def _number(self, key: int) -> int:
        return int(self._vocab.strings[key])


def _looks_at_one(rule: Any) -> bool:
    return all(len(tokens) == 1 and {str(key).upper() for key in tokens[0]} <= LOOKS_AT for tokens in rule["patterns"])


Language.factory(NAME, func=RememberingRuler)
