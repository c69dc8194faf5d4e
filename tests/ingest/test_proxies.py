"""Proxies of the environment, and https before http."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph.errors import ArticleError, UnreachableError, UsageError
from graph.settings import load_settings
from ingest.web import Web
from tests.ingest.proxy import Proxy, leading_to
from tests.ingest.site import QUICK, Site, our, serving


@pytest.fixture
def site() -> Generator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def proxy(site: Site, monkeypatch: pytest.MonkeyPatch) -> Generator[Proxy]:
    with leading_to(site) as server:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, server.url)
        monkeypatch.delenv("no_proxy", raising=False)
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of paper.example, signed by itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "paper.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=paper.example"
    names = ["-addext", "subjectAltName=DNS:paper.example", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run(["openssl", *words.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def secure(proxy: Proxy, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    """The site that names at port 443 lead to, its certificate trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with serving(context) as one:
        proxy.secure = urlsplit(one.url).port
        yield one


def test_https_comes_first(proxy: Proxy, secure: Site, site: Site) -> None:
    secure.page("/a", b"secure")
    site.page("/a", b"plain")
    with Web(our()) as web:
        answer = web.get("http://paper.example/a")
    assert answer is not None
    assert (answer.url, answer.body) == ("https://paper.example/a", b"secure")
    assert not site.asked
    assert set(proxy.asked) == {"CONNECT paper.example:443"}


def test_where_there_is_no_https_an_address_of_http_still_works(proxy: Proxy, site: Site) -> None:
    site.page("/a", b"plain")
    site.page("/b", b"plain too")
    with Web(our()) as web:
        for path in "ab":
            answer = web.get(f"http://paper.example/{path}")
            assert answer is not None
            assert answer.url == f"http://paper.example/{path}"
    assert proxy.asked.count("CONNECT paper.example:443") == 1  # it is remembered


def test_a_site_that_leads_from_https_back_to_http_is_followed(proxy: Proxy, secure: Site, site: Site) -> None:
    secure.page("/a", status=301, Location="http://paper.example/a")
    site.page("/a", b"plain")
    with Web(our()) as web:
        answer = web.get("http://paper.example/a")
    assert answer is not None
    assert answer.body == b"plain"


def test_an_address_of_https_is_never_asked_for_over_http(proxy: Proxy, site: Site) -> None:
    site.page("/a", b"plain")
    with Web(our()) as web, pytest.raises(UnreachableError):
        web.get("https://paper.example/a")
    assert not site.asked


def test_a_certificate_of_another_name_is_refused(proxy: Proxy, secure: Site) -> None:
    secure.page("/a", b"secure")
    with Web(our()) as web, pytest.raises(UnreachableError, match="certificate"):
        web.get("https://other.example/a")
    assert not secure.asked


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "localhost", "[::1]", "169.254.169.254"])
def test_a_proxy_is_not_asked_for_a_private_address(proxy: Proxy, host: str) -> None:
    with Web(load_settings(fetch=QUICK)) as web, pytest.raises(ArticleError, match="private address"):
        web.get(f"http://{host}/a")
    assert not proxy.asked


def test_a_host_that_needs_no_proxy_is_asked_itself(proxy: Proxy, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Web(our()) as web:
        assert web.get(site.page("/a"))
    assert not proxy.asked


@pytest.mark.parametrize("value", ["socks9://127.0.0.1:1", "http://[::1", "http://"])
def test_a_proxy_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("https_proxy", value)
    with Web(our()) as web, pytest.raises(UsageError, match="proxy"):
        web.get("https://paper.example/a")
