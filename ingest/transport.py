"""Connections that are made to checked addresses only, and requests that end in time whatever the server does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from graph.errors import UsageError
from ingest.addresses import lookup

_IDLE = 15.0
"""Seconds that an unused connection is kept."""
_DEADLINE: ContextVar[float] = ContextVar("deadline")


@contextmanager
def within(seconds: float) -> Generator[None]:
    """A time in which all that this thread sends and receives has to be done."""
    token = _DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


class Transport(httpx.HTTPTransport):
    """Requests over its own connections, each made to an address that its host's name was just found to lead to."""

    def __init__(self, context: ssl.SSLContext, *, is_private_allowed: bool, proxy: str | None = None) -> None:
        super().__init__(verify=context, trust_env=False)
        options: dict[str, Any] = {
            "ssl_context": context,
            "max_connections": None,  # as many as there are threads
            "keepalive_expiry": _IDLE,
            # A proxy is the operator's own and may lie anywhere.
            "network_backend": _Backend(is_private_allowed=is_private_allowed or proxy is not None),
        }
        self._pool = _proxied(proxy, options) if proxy else httpcore.ConnectionPool(**options)


def _proxied(proxy: str, options: Mapping[str, Any]) -> httpcore.HTTPProxy:
    try:
        parsed = httpx.Proxy(proxy)
        if parsed.url.scheme not in ("http", "https") or not parsed.url.host:
            raise ValueError("only http and https are known")
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError("the environment names a proxy that can't be used: only http://... and https://...") from error
    return httpcore.HTTPProxy(str(parsed.url), proxy_auth=parsed.raw_auth, **options)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, *, is_private_allowed: bool) -> None:
        self._is_private_allowed = is_private_allowed
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in lookup(host, port, is_private_allowed=self._is_private_allowed):
            try:
                return _Stream(self._sockets.connect_tcp(address, port, _left(timeout), local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None) -> float:
    left = _DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("takes longer than the total time allowed")
    return left if timeout is None else min(timeout, left)
