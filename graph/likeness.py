"""Which articles are copies of one text: syndicated, cut, or lightly rewritten; and which of them says nothing new.

Two articles are alike by the share of the shorter one's phrases that the longer one has too, so that an excerpt is a
copy of the whole. Titles and figures decide where that share alone does not. Translations and two reports on one event
share hardly a phrase. The relation looks at two articles only: whatever is built on it knows no order of arrival.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from graph.model import Article

WINDOW = dt.timedelta(days=7)
"""Texts that differ are copies only if published so near to each other."""
PHRASE = 3
"""Words that follow each other and count as one phrase."""
ALIKE = 0.5
"""From this share of common phrases on, one is a copy of the other."""
ALIKE_TITLED = 0.3
"""The same where their titles are alike too."""
TITLES = 0.6
"""From this share of common words on, titles are alike."""
FIGURES = 0.6
"""Of the figures in the text that has fewer this share stands in the other: daily bulletins differ in these."""
FEWEST_FIGURES = 3
"""Fewer say nothing."""
NOTHING_NEW = 0.9
"""From this share on, all that matters in a copy stands in the other text."""
FEWEST = 20
"""Texts of fewer phrases are alike only if they are the same."""
BANDS, ROWS = 42, 3
"""Texts with a third of all phrases in common share one of the bands in 8 of 10 cases, with a half in 99 of 100."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Likeness:
    """An article as it is compared with others."""

    article: Article

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text, without case and marks."""
        return tuple(_words(self.article.text))

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Every run of `PHRASE` words; a shorter text is one phrase."""
        last = max(1, len(self.words) - PHRASE + 1)
        return frozenset(" ".join(self.words[at : at + PHRASE]) for at in range(last))

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of the text."""
        return frozenset(_FIGURE.findall(self.article.text))

    @cached_property
    def title(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(_words(self.article.title))

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """By which an original comes before its copies: the earliest, of one day the longest."""
        return self.article.published or dt.date.max, -len(self.article.text), self.article.id

    def is_copy_of(self, other: Likeness) -> bool:
        """Whether the two are one text; the same from either side."""
        if self.words == other.words:
            return True
        if self.article.lang != other.article.lang or not _near(self.article.published, other.article.published):
            return False
        if min(len(self.phrases), len(other.phrases)) < FEWEST:
            return False
        share = _common(self.phrases, other.phrases)
        titled = _common(self.title, other.title) >= TITLES
        figures = (
            min(len(self.figures), len(other.figures)) < FEWEST_FIGURES
            or _common(self.figures, other.figures) >= FIGURES
        )
        return (share >= ALIKE or (titled and share >= ALIKE_TITLED)) and (share >= NOTHING_NEW or figures)

    def is_within(self, other: Likeness) -> bool:
        """Whether a copy says nothing that the other does not."""
        return len(self.phrases & other.phrases) >= NOTHING_NEW * len(self.phrases)

    @cached_property
    def same(self) -> int:
        """A key that only texts of the same words share; 63 bits."""
        return _key(f"words:{' '.join(self.words)}")

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """Keys of which copies share one, almost surely: `same`, of the title, and of phrases by MinHash; 63 bits."""
        if len(self.phrases) < FEWEST:
            return (self.same,)
        sketch = _empty_sketch().copy()
        sketch.update_batch([phrase.encode() for phrase in self.phrases])
        values = sketch.hashvalues
        keys = {self.same} | {
            _key(f"{at}:{','.join(map(str, values[at * ROWS : (at + 1) * ROWS]))}") for at in range(BANDS)
        }
        if len(self.title) >= PHRASE:
            keys.add(_key(f"title:{' '.join(sorted(self.title))}"))
        return tuple(sorted(keys))


@cache
def _empty_sketch() -> Any:
    """The sketch of no phrases, whose permutations take longer to make than a text's sketch."""
    from datasketch import MinHash  # type: ignore[import-untyped]  # ships no types, and takes seconds to import

    return MinHash(num_perm=BANDS * ROWS)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    marks = (letter for letter in set(plain) if unicodedata.combining(letter))
    return _WORD.findall(plain.translate({ord(mark): None for mark in marks}))


def _near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs(one - other) <= WINDOW


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the other has too; 0 if there is nothing to compare."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1
