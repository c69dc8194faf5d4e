"""The error tree: what can go wrong, and which of it is worth trying again."""

from __future__ import annotations

from pathlib import Path


class ConflictGraphError(Exception):
    """Any error that a command turns into one line and exit code 1."""


class DataError(ConflictGraphError):
    """A data file of the project that can't be used: always fatal, since guessing would make false claims."""

    def __init__(self, message: str, path: Path, line: int | None = None) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path = path
        self.line = line


class ArticleError(ConflictGraphError):
    """One article that can't be used: it is counted and skipped, and the others go on."""

    def __init__(self, message: str, article: str) -> None:
        super().__init__(f"{article}: {message}")
        self.article = article
        self.reason = message


class TooLargeError(ArticleError):
    """An input beyond the size that the settings allow, in bytes."""

    def __init__(self, article: str, limit: int) -> None:
        super().__init__(f"larger than {limit:,} bytes (setting max_bytes)", article)


class UnreachableError(ArticleError):
    """An address that gives no answer now and may give one later; `after` so many seconds, if its server says so."""

    def __init__(self, message: str, article: str, *, after: float | None = None) -> None:
        super().__init__(message, article)
        self.after = after


class GoneError(ArticleError):
    """An address whose server says that there is nothing, or nothing any more."""


class StoreError(ConflictGraphError):
    """A store that can't be reached or refuses; `retry` tells whether the same call may go through later."""

    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry


class QueryError(ConflictGraphError):
    """A question that can't be asked: an unknown name, a wrong parameter, or Cypher that the server refuses."""


class UsageError(ConflictGraphError):
    """A command called with arguments that contradict each other; exit code 2."""


class LibraryError(ConflictGraphError):
    """A library that an optional part of the project needs is not installed."""
