"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """A path beside it to write to; at the end that file takes the place of what is there. The folder is made.

    Raises:
        StoreError: The path can't be written.
    """
    part = path.parent / f".{path.name[:100]}.{os.getpid()}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror}") from error
