"""The page as a file: written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import StoreError


def write_page(html: str, path: Path) -> None:
    """Put the page at the path, in place of what is there; its folder is made if missing.

    Raises:
        StoreError: The path can't be written.
    """
    part = path.parent / f".{path.name[:100]}.{os.getpid()}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(html, encoding="utf-8", newline="\n")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror}") from error
