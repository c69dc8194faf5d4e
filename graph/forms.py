"""Surface forms of actors, and where they stand in a text: longest first, accents, hyphens and apostrophes aside."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

_WORD = re.compile(r"(?<![^\W_])(?:qu|[dlsmtjc])(?=['’][^\W_])|[^\W_]+(?:['’ʼ](?!s\b)[^\W_]+)*", re.IGNORECASE)
_GAP = re.compile(r"(?:\s?[-‐‑–.'’ʼ&/,]{0,2}\s?)$")
_PLAIN = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "’": "",
        "'": "",
        "ʼ": "",
    }
)
_LONGEST_INITIAL = 2
_SHORTEST_SPELT_OUT = 4
"""Acronyms of so many letters are also written like words: "Nato", "Unicef"."""


class FormKind(StrEnum):
    """How a form points to its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CITY = "city"
    INSTITUTION = "institution"


class Time(NamedTuple):
    """From a day to a day, as far as these are known."""

    first: dt.date | None = None
    last: dt.date | None = None

    def has(self, day: dt.date) -> bool:
        """Whether a day is in it, or may be."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS: Final = Time()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write one actor.

    Attributes:
        text: As written.
        actor: Actor id.
        kind: How it points to the actor.
        hint: Take it only where the text has this word; None if it needs no support.
        when: When it holds.
        outside: Whether it also means something that is no actor.
    """

    text: str
    actor: str
    kind: FormKind = FormKind.NAME
    hint: str | None = None
    when: Time = ALWAYS
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Forms that stand at one place of a text, between two offsets in characters."""

    start: int
    end: int
    forms: tuple[Form, ...]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without accents, apostrophes and case."""
    if word.isascii():
        return word.lower().translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN)).lower()
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN)


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their offsets; a clitic "'s" is a word, an apostrophe inside a name is not."""
    return [(match.group(), *match.span()) for match in _WORD.finditer(text)]


def vocabulary(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(map(fold, {*_WORD.findall(text)}))


@lru_cache(maxsize=50_000)
def key(text: str) -> tuple[str, ...]:
    """The folded words of a text, a leading article left out."""
    folded = tuple(fold(word) for word, _, _ in words(text))
    return folded[1:] if len(folded) > 1 and folded[0] in ("the", "le", "la", "les") else folded


@dataclass(slots=True)
class Matcher:
    """Finds forms in texts."""

    _by_key: dict[tuple[str, ...], list[Form]] = field(default_factory=dict)
    _longest: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Matcher:
        """A matcher of these forms; forms of one actor that fold alike count once."""
        by_key: dict[tuple[str, ...], list[Form]] = {}
        lengths: dict[str, set[int]] = {}
        for form in forms:
            if folded := key(form.text):
                by_key.setdefault(folded, []).append(form)
                lengths.setdefault(folded[0], set()).add(len(folded))
        return cls(by_key, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()})

    def forms(self, text: str) -> tuple[Form, ...]:
        """The forms that the whole text is, case respected in one-word forms."""
        folded = key(text)
        surface = text if len(folded) > 1 else next((w for w, _, _ in reversed(words(text))), "")
        return tuple(f for f in self._by_key.get(folded, ()) if _case_fits(surface, f.text, len(folded)))

    def find(self, text: str) -> Iterator[Match]:
        """The longest forms of a text, in text order, none overlapping another."""
        found = words(text)
        folded = [fold(word) for word, _, _ in found]
        at = 0
        while at < len(found):
            sizes = self._longest.get(folded[at])
            match = self._at(text, found, folded, at, sizes) if sizes else None
            if match is None:
                at += 1
            else:
                yield match[0]
                at += match[1]

    def _at(
        self, text: str, found: list[tuple[str, int, int]], folded: list[str], at: int, sizes: tuple[int, ...]
    ) -> tuple[Match, int] | None:
        for size in sizes:
            forms = self._by_key.get(tuple(folded[at : at + size]))
            if not forms or at + size > len(found):
                continue
            start, end = found[at][1], found[at + size - 1][2]
            if not all(_joins(text, found[i], found[i + 1]) for i in range(at, at + size - 1)):
                continue
            surface = text[start:end]
            if fitting := tuple(f for f in forms if _case_fits(surface, f.text, size)):
                if text[end : end + 1] == "." and fitting[0].text.endswith("."):
                    end += 1
                return Match(start, end, fitting), size
        return None


def _joins(text: str, word: tuple[str, int, int], following: tuple[str, int, int]) -> bool:
    """Whether what stands between two words can be inside a name: a stop and a blank only after initials and "St."."""
    if text.startswith(". ", word[2]) and len(word[0]) > _LONGEST_INITIAL:
        return False
    return _GAP.match(text, word[2], following[1]) is not None


def _case_fits(surface: str, form: str, size: int) -> bool:
    """Whether the surface may be the form: one word as written, an acronym also like a word; several with a capital."""
    if size > 1:
        return form.islower() or any(c.isupper() for c in surface)
    bare = form.removeprefix("the ").removeprefix("The ")
    if bare.islower():
        return surface.islower() or (surface[:1].isupper() and surface[1:].islower())
    if bare.isupper():
        return surface.isupper() or (len(bare) >= _SHORTEST_SPELT_OUT and surface.istitle())
    return surface[:1].isupper() or surface[:1] == bare[:1]
