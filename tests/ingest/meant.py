"""Whom the words of a text mean, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ingest.parse import Parsed
from ingest.resolve import Resolution

Read = Callable[..., tuple[Parsed, Resolution]]
"""The fixture `read`: parses a text and resolves its mentions."""


def meant(read: Read, text: str, phrase: str, day: dt.date | None = None, title: str = "") -> tuple[str, ...]:
    """Whom the last mention of a phrase refers to."""
    _, resolution = read(text, day, title)
    return [m for m in resolution.mentions if text[m.start : m.end] == phrase][-1].actors
