"""What a schedule tells Prometheus: runs, articles, claims and time, by feed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

from graph.errors import ConflictGraphError
from graph.stores.records import STOPPED, RunCounts

HOST = "127.0.0.1"
_FATES = ("new", "changed", "copies", "unchanged", "skipped", "withdrawn", "dead")


class Metrics:
    """The figures, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        feed, to = ("feed",), self.registry
        self._runs = Counter("conflictgraph_runs", "Runs, by how they ended", ("feed", "end"), registry=to)
        self._articles = Counter(
            "conflictgraph_articles", "Articles, by what became of them", ("feed", "fate"), registry=to
        )
        self._skipped = Counter("conflictgraph_skipped", "Articles skipped", ("feed", "reason"), registry=to)
        self._claims = Counter("conflictgraph_claims", "Claims kept", feed, registry=to)
        self._words = Counter("conflictgraph_words", "Words extracted from", feed, registry=to)
        self._seconds = Gauge("conflictgraph_run_seconds", "Length of the last run", feed, registry=to)
        self._done = Gauge("conflictgraph_last_success_timestamp_seconds", "Last good run's end", feed, registry=to)
        self._missed = Counter("conflictgraph_missed", "Runs that were due and did not begin", feed, registry=to)

    def missed(self, feed: str) -> None:
        """Count a run that did not begin."""
        self._missed.labels(feed).inc()

    def ended(self, feed: str, counts: RunCounts, failed: str | None, seconds: float) -> None:
        """Count a run that ended."""
        end = "done" if failed is None else "stopped" if failed == STOPPED else "failed"
        self._runs.labels(feed, end).inc()
        for fate in _FATES:
            self._articles.labels(feed, fate).inc(getattr(counts, fate))
        for reason, count in counts.reasons.items():
            self._skipped.labels(feed, reason).inc(count)
        self._claims.labels(feed).inc(counts.claims)
        self._words.labels(feed).inc(counts.words)
        self._seconds.labels(feed).set(seconds)
        if end == "done":
            self._done.labels(feed).set_to_current_time()

    @contextmanager
    def served(self, port: int) -> Generator[str]:
        """Serve the figures on this machine only; gives their address. A port of 0 lets the system choose one.

        Raises:
            ConflictGraphError: The port can't be had.
        """
        try:
            server, thread = start_http_server(port, addr=HOST, registry=self.registry)
        except OSError as error:
            raise ConflictGraphError(f"no metrics on {HOST}:{port}: {error.strerror}") from error
        try:
            yield f"http://{HOST}:{server.server_port}/metrics"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
