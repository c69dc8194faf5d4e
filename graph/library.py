"""Libraries that only some commands need, installed by extras."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from graph.errors import LibraryError


def needed(module: str, extra: str = "export") -> Any:
    """The module, which the extra installs.

    Raises:
        LibraryError: It is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # followthemoney's, of a faster library that it could use
            return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise LibraryError(f"this needs {library}, which is not installed: uv sync --extra {extra}") from error
