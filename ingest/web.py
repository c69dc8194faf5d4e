"""One web address fetched: http and https only, no private address, within limits of size, time and redirects."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin

import httpx

from graph.errors import ArticleError, GoneError, TooLargeError, UnreachableError
from graph.settings import Settings
from ingest.model import Trace

_HOPS = 5
_SECONDS = 20.0
PAGES = ("text/", "application/xhtml")
"""Content types that an article comes as."""
LISTINGS = (*PAGES, "application/", "binary/")
"""Content types that a listing comes as: servers call them anything."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the last address, its body, and what it says that is."""

    url: str
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None

    @property
    def digest(self) -> str:
        """SHA-256 of the body."""
        return hashlib.sha256(self.body).hexdigest()

    def must_be(self, kinds: tuple[str, ...]) -> None:
        """Refuses a content type that begins with none of `kinds`.

        Raises:
            ArticleError: It does not.
        """
        if not self.content_type.startswith(kinds):
            raise ArticleError(f"is {self.content_type.partition(';')[0]}, not a page", self.url)


def charset_of(content_type: str) -> str | None:
    """The charset that a content type names."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


class Web:
    """What fetches."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._client = httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, *, known: Trace | None = None, kinds: tuple[str, ...] = PAGES) -> Answer | None:
        """The answer to a GET, redirects followed; None if the content is still the one that is known.

        Each hop's host is looked up once, its address checked, and the connection made to that very address.

        Args:
            address: Where to ask.
            known: What an earlier answer left.
            kinds: How the content types that are taken begin.

        Raises:
            GoneError: There is nothing.
            UnreachableError: No answer now.
            ArticleError: The address, a redirect, the answer's type or size is refused.
        """
        url = address
        for _ in range(_HOPS + 1):
            try:
                with _request(self._client, url, self.settings, known) as reply:
                    if reply.status_code == 304 and known:
                        return None
                    if reply.status_code in _REDIRECTS and "location" in reply.headers:
                        url = urljoin(url, reply.headers["location"])
                        continue
                    return _answer(reply, url, kinds, self.settings)
            except httpx.InvalidURL as error:
                raise ArticleError(f"can't be fetched: {error}", address) from error
            except httpx.HTTPError as error:
                raise UnreachableError(f"can't be fetched: {str(error) or type(error).__name__}", address) from error
        raise ArticleError(f"more than {_HOPS} redirects", address)


def _request(
    client: httpx.Client, url: str, settings: Settings, known: Trace | None
) -> AbstractContextManager[httpx.Response]:
    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise ArticleError("is no plain http or https address", url)
    host = _checked(parsed, settings)
    headers = {
        "Host": parsed.netloc.decode(),
        "User-Agent": settings.user_agent,
        "Accept": "text/html, text/plain;q=0.9",
    }
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    return client.stream("GET", parsed.copy_with(host=host), headers=headers, extensions={"sni_hostname": parsed.host})


def _checked(parsed: httpx.URL, settings: Settings) -> str:
    """The address that the host's name leads to now."""
    try:
        found = socket.getaddrinfo(
            parsed.host, parsed.port or (443 if parsed.scheme == "https" else 80), type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise ArticleError(f"host {parsed.host!r} is not known", str(parsed)) from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for one in addresses:
        real = getattr(one, "ipv4_mapped", None) or one
        if not settings.allow_private_addresses and not real.is_global:
            raise ArticleError("leads to a private address (setting allow_private_addresses)", str(parsed))
    return str(addresses[0])


def _answer(reply: httpx.Response, url: str, kinds: tuple[str, ...], settings: Settings) -> Answer:
    if reply.status_code in (404, 410):
        raise GoneError(f"answered {reply.status_code}", url)
    if not reply.is_success:
        raise ArticleError(f"answered {reply.status_code}", url)
    kind = reply.headers.get("content-type", "text/html").lower()
    if not kind.startswith(kinds):
        raise ArticleError(f"is {kind.partition(';')[0]}, not a page", url)
    body = bytearray()
    for chunk in reply.iter_bytes():
        body += chunk
        if len(body) > settings.max_bytes:
            raise TooLargeError(url, settings.max_bytes)
    return Answer(
        url, bytes(body), kind, charset_of(kind), reply.headers.get("etag"), reply.headers.get("last-modified")
    )
