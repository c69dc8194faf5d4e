"""Where log lines go: stderr, as text for people or as JSON Lines for a scheduled run. Set once, by the command."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_TOLD: ContextVar[dict[str, int | str] | None] = ContextVar("told", default=None)


@contextmanager
def telling(**fields: int | str) -> Generator[None]:
    """Have each log line of this thread tell these fields, such as the number of a run."""
    token = _TOLD.set({**(_TOLD.get() or {}), **fields})
    try:
        yield
    finally:
        _TOLD.reset(token)


class TextFormatter(logging.Formatter):
    """One line for people: level, logger, the fields of `telling`, message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line feed."""
        told = "".join(f" {name}={value}" for name, value in (_TOLD.get() or {}).items())
        return f"{record.levelname} {record.name}{told}: {super().format(record)}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, message, the fields of `telling`, any error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line feed."""
        row = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **(_TOLD.get() or {}),
        }
        if record.exc_info:
            row["error"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def configure(level: str, *, as_json: bool = False) -> None:
    """Send the project's log lines of `level` and above to stderr; other packages' only from warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else TextFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for package in ("graph", "ingest", "queries"):
        logging.getLogger(package).setLevel(level.upper())
