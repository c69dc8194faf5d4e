"""Where a host's name leads to, and whether that lies on the public internet."""

from __future__ import annotations

import ipaddress
import re
import socket

from graph.errors import ArticleError, UnreachableError

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOSED = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/23", "3fff::/20"))
)
"""What Python's own lists leave open, or did: networks of protocols, old relays, Azure's wire server, examples."""


def lookup(host: str, port: int, *, is_private_allowed: bool) -> list[str]:
    """The addresses that a host's name leads to now, in the order to be tried.

    Raises:
        ArticleError: One of them is no public one, and only such are allowed.
        UnreachableError: The name leads nowhere.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise UnreachableError(f"host {host[:80]!r} is not known", host) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not is_private_allowed and not all(map(is_public, addresses)):
        raise ArticleError("leads to a private address (setting allow_private_addresses)", host)
    return addresses


def must_be_public_if_known(host: str) -> None:
    """Refuses a host that a proxy should not be asked for; names that are not known here may be known to the proxy.

    Raises:
        ArticleError: It leads to an address that is no public one, or might be read as such.
    """
    try:
        lookup(host, 0, is_private_allowed=False)
    except UnreachableError as error:
        labels = host.removesuffix(".").split(".")
        if _NUMBER.fullmatch(labels[-1]) or "localhost" in (labels[0], labels[-1]):
            raise ArticleError("may lead to a private address (setting allow_private_addresses)", host) from error


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, those that wrap another one unwrapped."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        wrapped = one.ipv4_mapped or one.sixtofour
        if one in _NAT64:
            wrapped = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
        if one not in _UNICAST:
            return False
    is_closed = one.is_multicast or one.is_reserved or any(one in network for network in _CLOSED)
    return one.is_global and not is_closed
