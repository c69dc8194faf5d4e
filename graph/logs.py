"""Where log lines go: stderr, as text for people or as JSON Lines for a scheduled run. Set once, by the command."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, message, and `error` with a traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line feed."""
        row = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["error"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def configure(level: str, *, as_json: bool = False) -> None:
    """Send the project's log lines of `level` and above to stderr; other packages' only from warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for package in ("graph", "ingest", "queries"):
        logging.getLogger(package).setLevel(level.upper())
