"""Addresses that try to lead the fetcher into this machine or its networks: none gets there, by whatever notation."""

from __future__ import annotations

import socket
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from graph.errors import ArticleError
from graph.settings import load_settings
from ingest.addresses import is_public
from ingest.web import Web
from tests.ingest.proxy import Proxy, leading_to
from tests.ingest.site import QUICK, Site, our, serving

HERE = """
http://127.0.0.1:{4}/
HTTP://127.0.0.1:{4}/
http://127.1:{4}/
http://127.0.1:{4}/
http://2130706433:{4}/
http://0x7f000001:{4}/
http://0x7f.0x0.0x0.0x1:{4}/
http://0X7F.1:{4}/
http://017700000001:{4}/
http://00000177.0x0.0.01:{4}/
http://0:{4}/
http://0.0.0.0:{4}/
http://localhost:{4}/
http://LocalHost:{4}/
http://[::1]:{6}/
http://[0:0:0:0:0:0:0:1]:{6}/
http://[0000:0000:0000:0000:0000:0000:0000:0001]:{6}/
http://[::]:{6}/
http://[::ffff:127.0.0.1]:{4}/
http://[::ffff:7f00:1]:{4}/
http://[0:0:0:0:0:ffff:127.0.0.1]:{4}/
http://127.0.0.1:{4}?@paper.example/
http://127.0.0.1:{4}#@paper.example/
""".split()
"""Those that lead to a site of ours on loopback where private addresses are allowed."""

ELSEWHERE = """
http://0177.0.0.1:{4}/
http://127.0.0.1.:{4}/
http://localhost.:{4}/
http://localhost.localdomain:{4}/
http://127.255.255.254:{4}/
http://6425673729:{4}/
http://127.0.0.1.0:{4}/
http://0x17f000001:{4}/
http://10.0.0.1/
http://172.16.0.1/
http://192.168.1.1/
http://169.254.169.254/latest/meta-data
http://2852039166/latest/meta-data
http://0xa9fea9fe/
http://0251.0376.0251.0376/
http://[::ffff:169.254.169.254]/
http://100.64.0.1/
http://100.100.100.200/
http://192.0.0.192/
http://192.88.99.1/
http://198.18.0.1/
http://203.0.113.1/
http://168.63.129.16/
http://224.0.0.1/
http://239.255.255.250/
http://240.0.0.1/
http://255.255.255.255/
http://[::127.0.0.1]:{4}/
http://[::ffff:0:127.0.0.1]:{4}/
http://[64:ff9b::7f00:1]:{4}/
http://[64:ff9b::169.254.169.254]/
http://[64:ff9b:1::7f00:1]:{4}/
http://[2002:7f00:1::]:{4}/
http://[2002:a9fe:a9fe::1]/
http://[2001:0:7f00:1::]:{4}/
http://[fe80::1]:{6}/
http://[fe80::1%25lo]:{6}/
http://[::1%25lo]:{6}/
http://[::1%lo]:{6}/
http://[fc00::1]/
http://[fd00:ec2::254]/
http://[fec0::1]/
http://[ff02::1]/
http://[2001:db8::1]/
http://[3fff::1]/
http://[::1]
http://user:secret@127.0.0.1:{4}/
http://paper.example@127.0.0.1:{4}/
http://paper.example:80@127.0.0.1:{4}/
http://127.0.0.1:{4}\\@paper.example/
http://127.0.0.1%00.paper.example:{4}/
http://127.0.0.1%2f.paper.example:{4}/
http://127.0.0.1%09:{4}/
http://%31%32%37.0.0.1:{4}/
http:127.0.0.1:{4}/
http:///127.0.0.1:{4}/
//127.0.0.1:{4}/
127.0.0.1:{4}/
http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:{4}/
http://\uff11\uff12\uff17.\uff10.\uff10.\uff11:{4}/
http://\u0661\u0662\u0667.\u0660.\u0660.\u0661:{4}/
http://127\u30020\u30020\u30021:{4}/
http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:{4}/
http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54:{4}/
http://local\u00adhost:{4}/
http://127.0.0.1\u200b:{4}/
http://127.0.0.1:{4}:80/
http://127.0.0.1:0x50/
http://127.0.0.1:99999/
file:///etc/passwd
file://localhost/etc/passwd
ftp://127.0.0.1:{4}/
gopher://127.0.0.1:{4}/_GET
dict://127.0.0.1:{4}/
ldap://127.0.0.1:{4}/
ws://127.0.0.1:{4}/
unix:///var/run/docker.sock
http+unix://%2Fvar%2Frun%2Fdocker.sock/
data:text/html,hello
javascript:alert(1)
jar:http://127.0.0.1:{4}/!/
""".split()
"""Those that lead into other networks, to no host at all or to something other than a page, or are no addresses."""


@dataclass(frozen=True, slots=True)
class Places:
    """Two sites on loopback that are to be reached by nobody."""

    v4: Site
    v6: Site

    def put(self, address: str) -> str:
        """An address with the ports of the sites put in."""
        for name, site in (("{4}", self.v4), ("{6}", self.v6)):
            address = address.replace(name, str(urlsplit(site.url).port))
        return address

    def connections(self) -> int:
        return self.v4.connections + self.v6.connections


@pytest.fixture(scope="module")
def places() -> Generator[Places]:
    try:
        with serving() as v4, serving(host="::1") as v6:
            for site in (v4, v6):
                site.page("/", b"private")
                site.page("/?@paper.example/", b"private")
            yield Places(v4, v6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")


def lines(addresses: Sequence[str]) -> list[object]:
    return [pytest.param(one, id=one.encode("ascii", "backslashreplace").decode()) for one in addresses]


@pytest.mark.parametrize("address", lines(HERE))
def test_these_lead_to_this_machine_where_that_is_allowed(places: Places, address: str) -> None:
    with Web(our({"tries": 1})) as web:
        answer = web.get(places.put(address))
    assert answer is not None
    assert answer.body == b"private"


@pytest.mark.parametrize("address", lines(HERE + ELSEWHERE))
def test_no_address_leads_to_this_machine_or_its_networks(places: Places, address: str) -> None:
    before = places.connections()
    with Web(load_settings(fetch={**QUICK, "tries": 1})) as web, pytest.raises(ArticleError):
        web.get(places.put(address))
    assert places.connections() == before


PUBLIC = "http://93.184.216.34:8080"
"""A public address, which the proxy leads to a site of ours."""


@pytest.fixture(scope="module")
def proxy() -> Generator[Proxy]:
    """A proxy that leads to a site which redirects from /ADDRESS, percent-encoded, to the address."""
    with serving() as public, leading_to(public) as one:
        public.page("/robots.txt", status=404)
        public.otherwise = lambda to: to.answer(302, b"", {"Location": quote(unquote(to.path[1:]), safe=":/?#@[]%\\")})
        yield one


@pytest.mark.parametrize("is_direct", [True, False])
@pytest.mark.parametrize("address", lines(HERE + ELSEWHERE))
def test_no_redirect_leads_there_either(
    places: Places, proxy: Proxy, address: str, is_direct: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = places.put(address)
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.setenv("no_proxy", (urlsplit(target).hostname or "") if is_direct else "")
    before = places.connections()
    proxy.asked.clear()
    with Web(load_settings(fetch={**QUICK, "tries": 1, "redirects": 2})) as web, pytest.raises(ArticleError):
        web.get(f"{PUBLIC}/{quote(target)}")
    assert places.connections() == before
    assert proxy.asked
    assert all(one.startswith(f"GET {PUBLIC}/") for one in proxy.asked)


def answers(monkeypatch: pytest.MonkeyPatch, *found: list[str]) -> list[str]:
    """Has the name rebind.example lead to each list of addresses in turn; returns the names looked up."""
    asked: list[str] = []
    left = list(found)
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> object:
        if host != "rebind.example":
            return real(host, port, *args, **kwargs)
        asked.append(host)
        given = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in given]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


SINK = "2620:4f:8000::1"
"""A public address that nothing is served at."""


@pytest.mark.parametrize("found", [["127.0.0.1"], [SINK, "127.0.0.1"], ["127.0.0.1", SINK], ["::ffff:127.0.0.1"]])
def test_a_name_that_leads_here_too_is_refused_as_a_whole(
    places: Places, monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    answers(monkeypatch, found)
    before = places.connections()
    with Web(load_settings(fetch=QUICK)) as web, pytest.raises(ArticleError, match="private address"):
        web.get(places.put("http://rebind.example:{4}/"))
    assert places.connections() == before


@pytest.mark.parametrize("tries", [1, 2, 3])
def test_a_name_that_leads_here_once_it_was_checked_does_not(
    places: Places, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    asked = answers(monkeypatch, [SINK], ["127.0.0.1"])
    before = places.connections()
    with Web(load_settings(fetch={**QUICK, "seconds": 0.05, "tries": tries})) as web, pytest.raises(ArticleError):
        web.get(places.put("http://rebind.example:{4}/"))
    assert places.connections() == before
    assert len(asked) == min(tries, 2)  # looked up once a connection, and refused the second time


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
