"""The page as a file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from graph.files import replacing


def write_page(html: str, path: Path) -> None:
    """Put the page at the path, in place of what is there; its folder is made if missing.

    Raises:
        StoreError: The path can't be written.
    """
    with replacing(path) as part:
        part.write_text(html, encoding="utf-8", newline="\n")
