"""Which language a text is in."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped] # ships no types

_SURE = 0.9
"""From this probability on, what the text shows beats what was given."""
_ENOUGH = 200
"""Shorter texts, in characters, are believed what was given."""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str, given: str | None) -> str:
    """ISO 639-1 code of a text. A given code stands unless the text clearly shows another."""
    found, probability = _identifier().classify(text[:5000])
    code = str(given or "").strip().lower()[:2]
    if code.isalpha() and len(code) == 2 and (len(text) < _ENOUGH or float(probability) < _SURE):
        return code
    return str(found)
