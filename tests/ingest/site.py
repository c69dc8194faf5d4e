"""A site on loopback that answers as a test tells it to, and notes what it was asked."""

from __future__ import annotations

import socket
import ssl
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from graph.settings import Settings, load_settings

Reply = Callable[["Handler"], object]
QUICK: Mapping[str, float] = {"delay": 0, "backoff": 0.01, "seconds": 2, "total_seconds": 4}
"""Manners for a site that is ours."""


def our(limits: Mapping[str, Any] | None = None, **others: Any) -> Settings:
    """Settings for sites on loopback, `limits` those of fetching."""
    return load_settings(allow_private_addresses=True, fetch={**QUICK, **(limits or {})}, **others)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass(slots=True)
class Site:
    """What the server answers, by path, and what it was asked; the most requests that were under way at a time."""

    url: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    otherwise: Reply = lambda handler: handler.answer(404, b"", {})
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    busiest: int = 0
    _busy: int = 0
    _lock: Lock = field(default_factory=Lock)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def counts(self) -> Counter[str]:
        return Counter(one.path for one in self.asked)

    def page(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Has a path answered with a body; underscores of header names stand for hyphens. Returns its address."""
        data = body.encode() if isinstance(body, str) else body
        given = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.reply(path, lambda handler: handler.answer(status, data, given))

    def reply(self, path: str, reply: Reply) -> str:
        self.replies[path] = reply
        return self.url + path

    def in_turn(self, path: str, *replies: Reply) -> str:
        """Has a path answered by each in turn, then by the last again and again."""
        left = list(replies)
        return self.reply(path, lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler))

    def serve(self, handler: Handler) -> None:
        with self._lock:
            self.asked.append(Asked(handler.path, dict(handler.headers.items()), time.monotonic()))
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            with suppress(ConnectionError, TimeoutError):
                self.replies.get(handler.path, self.otherwise)(handler)
        finally:
            with self._lock:
                self._busy -= 1


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    site: Site

    def do_GET(self) -> None:
        self.site.serve(self)

    def answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Keep the tests' output clean."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site

    def process_request(self, request: Any, client_address: Any) -> None:
        self.site.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what some tests are about."""


class _Server6(_Server):
    address_family = socket.AF_INET6


@contextmanager
def serving(context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Generator[Site]:
    """A site on a port that the system picks; over TLS with a context."""
    site = Site()
    kind = _Server6 if ":" in host else _Server
    server = kind((host, 0), type("OurHandler", (Handler,), {"site": site}))
    server.site = site
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.url = f"{'https' if context else 'http'}://{f'[{host}]' if ':' in host else host}:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
