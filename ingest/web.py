"""Web addresses fetched: http and https, no private address, within limits of size, time, redirects and manners."""

from __future__ import annotations

import hashlib
import os
import re
import ssl
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from threading import Event, Lock
from time import time
from typing import Self
from urllib.parse import urljoin

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    sleep_using_event,
    stop_after_attempt,
    stop_any,
    stop_when_event_set,
    wait_exponential_jitter,
)

from graph.errors import ArticleError, GoneError, UnreachableError
from graph.settings import Settings
from ingest.addresses import must_be_public_if_known
from ingest.manners import Hosts, Robots
from ingest.model import Trace
from ingest.transport import Transport, within
from ingest.unpack import ENCODING, gunzipped, unpacked

PAGES = ("text/", "application/xhtml")
"""Content types that an article comes as."""
LISTINGS = (*PAGES, "application/", "binary/")
"""Content types that a listing comes as: servers call them anything."""
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_LATER = (408, 425, 429)
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.1"
_ROBOTS_BYTES = 512_000
_LONGEST = 4_000
"""Characters of an address from which on it is none."""
_HEADER = 500
"""Characters of a header's value from which on it is not taken."""
_HOST = re.compile(rb"[a-z0-9_-][a-z0-9._-]*|[0-9a-f:.]+")
"""A name in ASCII or an address without zone: what else is written there, a proxy may read otherwise than we do."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the last address, its body unpacked, what it says that is, and its validators."""

    url: str
    body: bytes
    content_type: str
    etag: str | None = None
    modified: str | None = None

    @property
    def charset(self) -> str | None:
        """The charset that the server names."""
        return charset_of(self.content_type)

    @property
    def digest(self) -> str:
        """SHA-256 of the body."""
        return hashlib.sha256(self.body).hexdigest()


def charset_of(content_type: str) -> str | None:
    """The charset that a content type names."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for along all redirects.

    Attributes:
        kinds: How the content types that are taken begin.
        limit: The most bytes of a body.
        known: What an earlier answer left.
        is_robots: Whether it is a robots.txt, which no robots.txt forbids.
    """

    kinds: tuple[str, ...]
    limit: int
    known: Trace | None = None
    is_robots: bool = False


class _NoConnectionError(UnreachableError):
    """A server that can't be connected to, over this scheme at least."""


class Web:
    """What fetches; one may be shared by many threads, and keeps to each host's limits across them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._limits = settings.fetch
        self._stopped = Event()
        self._hosts = Hosts(self._limits, self._stopped)
        self._robots = Robots(self._robots_text, self._limits)
        self._transports: dict[str | None, Transport] = {}
        self._lock = Lock()
        self._plain: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for transport in self._transports.values():
            transport.close()

    def stop(self) -> None:
        """Ends all waiting, here and in other threads, and begins no further request; what is under way goes on."""
        self._stopped.set()

    def get(self, address: str, *, known: Trace | None = None, kinds: tuple[str, ...] = PAGES) -> Answer | None:
        """The answer to a GET, redirects followed; None if the content is still the one that is known.

        Args:
            address: Where to ask.
            known: What an earlier answer left.
            kinds: How the content types that are taken begin.

        Raises:
            GoneError: There is nothing.
            UnreachableError: No answer now, though asked as often as the settings say.
            ArticleError: The address, a redirect, the answer's type or size is refused, or robots.txt forbids it.
            UsageError: The environment names a proxy that can't be used.
        """
        wanted = _Wanted(kinds, self.settings.max_bytes, known)
        backoff = wait_exponential_jitter(
            multiplier=self._limits.backoff, max=self._limits.longest_wait, jitter=self._limits.backoff
        )

        def pause(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return max(backoff(state), getattr(error, "after", None) or 0)

        def is_worth_it(error: BaseException) -> bool:
            return isinstance(error, UnreachableError) and (error.after or 0) <= self._limits.longest_wait

        patiently = Retrying(
            retry=retry_if_exception(is_worth_it),
            stop=stop_any(stop_after_attempt(self._limits.tries), stop_when_event_set(self._stopped)),
            wait=pause,
            sleep=sleep_using_event(self._stopped),
            reraise=True,
        )
        return patiently(self._follow, address, wanted)

    def _follow(self, address: str, wanted: _Wanted) -> Answer | None:
        url = address
        for _ in range(self._limits.redirects + 1):
            answer = self._securely(_parsed(url), wanted)
            if not isinstance(answer, str):
                return answer
            url = answer
        raise ArticleError(f"more than {self._limits.redirects} redirects", address)

    def _securely(self, url: httpx.URL, wanted: _Wanted) -> Answer | str | None:
        """An address's answer over https, where it names no port and its host is not known to lack it; else as is."""
        if url.scheme == "https" or url.port is not None or url.host in self._plain:
            return self._ask(url, wanted)
        try:
            answer = self._ask(url.copy_with(scheme="https"), wanted)
        except _NoConnectionError:
            self._plain.add(url.host)
            return self._ask(url, wanted)
        if answer == str(url):
            self._plain.add(url.host)  # the site itself leads back to http
        return answer

    def _ask(self, url: httpx.URL, wanted: _Wanted) -> Answer | str | None:
        """One request's answer, or where it redirects to, or None if the content is still the one that is known."""
        host, address = url.netloc.decode("ascii"), str(url)
        delay = self._limits.delay if wanted.is_robots else self._robots.delay(address, f"{url.scheme}://{host}")
        with self._hosts.turn(host, delay), within(self._limits.total_seconds):
            try:
                with closing(self._transport(url).handle_request(self._request(url, wanted))) as reply:
                    return _read(reply, address, wanted)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
                raise _NoConnectionError(f"can't be reached: {_told(error)}", address) from error
            except httpx.HTTPError as error:
                raise UnreachableError(f"can't be fetched: {_told(error)}", address) from error

    def _request(self, url: httpx.URL, wanted: _Wanted) -> httpx.Request:
        headers = {"User-Agent": self.settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ENCODING}
        if wanted.known and wanted.known.etag:
            headers["If-None-Match"] = wanted.known.etag
        if wanted.known and wanted.known.modified:
            headers["If-Modified-Since"] = wanted.known.modified
        timeout = httpx.Timeout(self._limits.seconds).as_dict()
        return httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})

    def _transport(self, url: httpx.URL) -> Transport:
        is_private_allowed = self.settings.allow_private_addresses
        proxy = _proxy(url)
        if proxy and not is_private_allowed:
            must_be_public_if_known(url.raw_host.decode("ascii"))
        with self._lock:
            if proxy not in self._transports:
                self._transports[proxy] = Transport(_trust(), is_private_allowed=is_private_allowed, proxy=proxy)
            return self._transports[proxy]

    def _robots_text(self, address: str) -> str:
        answer = self._follow(address, _Wanted(("",), _ROBOTS_BYTES, is_robots=True))
        return answer.body.decode("utf-8-sig", "replace") if answer else ""


def _trust() -> ssl.SSLContext:
    """Whose certificates are trusted: those that come along, or those that the environment names."""
    return _trusting(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@cache
def _trusting(file: str | None, folder: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file, capath=folder) if file or folder else httpx.create_ssl_context()


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address) if len(address) <= _LONGEST else None
    except (httpx.InvalidURL, ValueError) as error:
        raise ArticleError(f"is no address: {_told(error)}", address) from error
    if url is None or url.scheme not in ("http", "https") or url.userinfo or not _HOST.fullmatch(url.raw_host):
        raise ArticleError("is no plain http or https address", address[:_LONGEST])
    return url.copy_with(fragment=None)


def _proxy(url: httpx.URL) -> str | None:
    """The proxy that the environment names for an address."""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.netloc.decode("ascii")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _read(reply: httpx.Response, url: str, wanted: _Wanted) -> Answer | str | None:
    if reply.status_code == HTTPStatus.NOT_MODIFIED and wanted.known:
        return None
    if reply.status_code in _REDIRECTS and "location" in reply.headers:
        return _joined(url, reply.headers["location"])
    _must_be_good(reply, url, wanted)
    kind = str(reply.headers.get("content-type", "text/html")).lower()[:_HEADER]
    must_be(kind, wanted.kinds, url)
    encoding = str(reply.headers.get("content-encoding", "")).strip().lower()
    body = gunzipped(unpacked(reply.iter_raw(), encoding, url, wanted.limit), url, wanted.limit)
    etag, modified = (_validator(reply.headers.get(name)) for name in ("etag", "last-modified"))
    return Answer(url, body, kind, etag, modified)


def _must_be_good(reply: httpx.Response, url: str, wanted: _Wanted) -> None:
    status = reply.status_code
    told = f"answered {status}"
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnreachableError(told, url, after=_retry_after(reply.headers.get("retry-after")))
    if status in _GONE or (wanted.is_robots and status >= HTTPStatus.BAD_REQUEST):
        raise GoneError(told, url)  # a robots.txt that is refused is none, by its standard
    if not reply.is_success:
        raise ArticleError(told, url)


def must_be(kind: str, kinds: tuple[str, ...], url: str) -> None:
    """Refuses a content type that begins with none of `kinds`.

    Raises:
        ArticleError: It does not.
    """
    if not kind.startswith(kinds):
        raise ArticleError(f"is {kind.partition(';')[0][:60]!r}, not a page", url)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise ArticleError(f"redirects to what is no address: {_told(error)}", url) from error


def _validator(value: str | None) -> str | None:
    """A validator, if it can be sent back."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= _HEADER else None


def _retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After asks to wait, from now; None if it is none."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value[:_HEADER]).timestamp() - time())
    except (TypeError, ValueError, OverflowError):
        return None


def _told(error: Exception) -> str:
    """An error in one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
