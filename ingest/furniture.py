"""Page furniture in plain text: which lines are cookie notices, prompts, counts and disclaimers, not the article."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Record, Span
from graph.settings import data_dir
from graph.toml import read_table

_WORDS = 4
"""From how many words on a line may be a headline or prose, so that a cue within it is not enough."""
_PROSE = 14
"""From how many words on a line that ends as a sentence counts as prose whatever it starts with."""
_BETWEEN = re.compile(r" [|·•] ")
_ITEMS = 3
"""From how many on, items between bars are a menu."""
Cues = Annotated[tuple[str, ...], Field(min_length=1)]


class Furniture(Record):
    """data/cleaning/furniture.toml: the cues, each in lower case."""

    starts: Cues
    contains: Cues
    always: Cues


def load_furniture(folder: Path) -> Furniture:
    """The cues of a data folder.

    Raises:
        DataError: The file is missing or broken.
    """
    return read_table(folder / "cleaning" / "furniture.toml", Furniture)


@cache
def _cues() -> Furniture:
    return load_furniture(data_dir())


def furniture(text: str) -> tuple[Span, ...]:
    """The lines of a text that are furniture, in text order."""
    spans = []
    for found in re.finditer(r"[^\n]+", text):
        if _is_furniture(found.group(), _cues()):
            spans.append(Span(start=found.start(), end=found.end()))
    return tuple(spans)


def _is_furniture(line: str, cues: Furniture) -> bool:
    plain = " ".join(line.replace("’", "'").casefold().split())
    if not plain or re.fullmatch(r"[\W\d_]+", plain):
        return bool(plain)  # a lone count or ornament
    if plain.startswith(cues.always):
        return True
    prose = len(plain.split()) >= _PROSE and plain[-1] in ".!?\"'”»"
    if prose:
        return False
    if len(_BETWEEN.split(plain)) >= _ITEMS:
        return True
    plain = plain.lstrip("0123456789 ")  # "12 comments"
    return any(plain.startswith(cue) and not plain[len(cue) :][:1].isalnum() for cue in cues.starts) or any(
        cue in plain for cue in cues.contains
    )


def is_heading(line: str) -> bool:
    """Whether a line reads as a headline: some words, no final punctuation."""
    words = line.split()
    return _WORDS <= len(words) <= 25 and line.rstrip()[-1] not in '.!?:;,”"»'
