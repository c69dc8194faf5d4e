"""One web address fetched: http and https only, no private address, within limits of size, time and redirects."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import AbstractContextManager
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from graph.errors import ArticleError, TooLargeError
from graph.settings import Settings

_HOPS = 5
_SECONDS = 20.0
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the last address, its body, and what it says that is."""

    url: str
    body: bytes
    content_type: str
    charset: str | None


def get(address: str, settings: Settings) -> Answer:
    """The answer to a GET, redirects followed.

    Each hop's host is looked up once, its address checked, and the connection made to that very address.

    Raises:
        ArticleError: The address, a redirect, the answer's type or size is refused, or nothing answers in time.
    """
    url = address
    with httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client:
        for _ in range(_HOPS + 1):
            try:
                with _request(client, url, settings) as reply:
                    if reply.status_code in _REDIRECTS and "location" in reply.headers:
                        url = urljoin(url, reply.headers["location"])
                        continue
                    return _answer(reply, url, settings)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise ArticleError(f"can't be fetched: {str(error) or type(error).__name__}", address) from error
    raise ArticleError(f"more than {_HOPS} redirects", address)


def _request(client: httpx.Client, url: str, settings: Settings) -> AbstractContextManager[httpx.Response]:
    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise ArticleError("is no plain http or https address", url)
    host = _checked(parsed, settings)
    headers = {
        "Host": parsed.netloc.decode(),
        "User-Agent": settings.user_agent,
        "Accept": "text/html, text/plain;q=0.9",
    }
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


def _answer(reply: httpx.Response, url: str, settings: Settings) -> Answer:
    if not reply.is_success:
        raise ArticleError(f"answered {reply.status_code}", url)
    kind = reply.headers.get("content-type", "text/html").lower()
    if not kind.startswith(("text/", "application/xhtml")):
        raise ArticleError(f"is {kind.partition(';')[0]}, not a page", url)
    body = bytearray()
    for chunk in reply.iter_bytes():
        body += chunk
        if len(body) > settings.max_bytes:
            raise TooLargeError(url, settings.max_bytes)
    return Answer(url, bytes(body), kind, reply.charset_encoding)
