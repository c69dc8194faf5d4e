"""Cue words as data: what the tables of status.toml and speech.toml have in common."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from graph.errors import DataError
from graph.model import Record
from graph.toml import read_tables


class Cue[R: StrEnum](Record):
    """Words of one role.

    Attributes:
        role: What they are, or where they stand.
        over: For a role that governs, how what they govern hangs on them.
        words: Lower-case lemmas, or a form where only that form is meant.
    """

    role: R
    over: tuple[Annotated[str, Field(pattern=r"^[a-zà-ÿ' -]+$")], ...] = ()
    words: Annotated[tuple[Annotated[str, Field(pattern=r"^[^\sA-Z]+( [^\sA-Z]+)*$")], ...], Field(min_length=1)]


def read_cues[C: Cue[Any]](path: Path, kind: type[C], governing: Container[StrEnum]) -> tuple[C, ...]:
    """The cues of a file, in its order.

    Args:
        path: The TOML file.
        kind: What its tables hold.
        governing: The roles that must say what they govern; no other may.

    Raises:
        DataError: The file is missing or broken, a word stands twice in one place, or `over` stands where it may not
            or lacks where it must.
    """
    rows = read_tables(path, "cue", kind)
    seen: dict[tuple[StrEnum, str, str], int] = {}
    for line, cue in rows:
        if (cue.role in governing) != bool(cue.over):
            raise DataError(f"{cue.role.value} {'needs' if not cue.over else 'takes no'} 'over'", path, line)
        for place in ((cue.role, word, over) for word in cue.words for over in cue.over or ("",)):
            if place in seen:
                raise DataError(f"{place[1]!r} stands already in line {seen[place]}", path, line)
            seen[place] = line
    return tuple(cue for _, cue in rows)
