"""What is fetched from a real site on loopback: conditions, redirects, slow, broken, packed and oversized answers."""

from __future__ import annotations

import datetime as dt
import gzip
import time
import zlib
from collections.abc import Generator

import pytest

from graph.errors import ArticleError, GoneError, TooLargeError, UnreachableError
from graph.settings import Settings
from ingest.decode import decode
from ingest.model import Trace
from ingest.web import LISTINGS, Answer, Web
from tests.ingest.site import Handler, Reply, Site, our, serving

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Generator[Site]:
    with serving() as one:
        yield one


def get(address: str, settings: Settings | None = None, known: Trace | None = None) -> Answer | None:
    with Web(settings or our()) as web:
        return web.get(address, known=known)


def body(address: str, settings: Settings | None = None) -> bytes:
    answer = get(address, settings)
    assert answer is not None
    return answer.body


def test_what_was_answered_comes_with_its_validators_and_we_say_who_we_are(site: Site) -> None:
    address = site.page("/a", b"<p>A</p>", ETag='"1"', Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT")
    answer = get(address, our({"contact": "desk@analysts.example"}))
    assert answer == Answer(address, b"<p>A</p>", "text/html", '"1"', "Thu, 01 Jan 2026 00:00:00 GMT")
    agent = site.asked[-1].headers["User-Agent"]
    assert agent.startswith("conflictgraph/")
    assert "+desk@analysts.example" in agent
    assert site.asked[-1].headers["Accept-Encoding"] == "gzip"
    assert "Cookie" not in site.asked[-1].headers


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    address = site.page("/a", status=304)
    known = Trace(address=address, at=NOW, etag='W/"1"', modified="Thu, 01 Jan 2026 00:00:00 GMT")
    assert get(address, known=known) is None
    headers = site.asked[-1].headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == (known.etag, known.modified)


def test_not_modified_where_nothing_is_known_is_no_answer(site: Site) -> None:
    with pytest.raises(ArticleError, match="answered 304"):
        get(site.page("/a", status=304))


@pytest.mark.parametrize("tag", ['"é"', '"' + "x" * 600 + '"'])
def test_a_validator_that_can_not_be_sent_back_is_not_kept(site: Site, tag: str) -> None:
    answer = get(site.reply("/a", lambda to: to.wfile.write(f"HTTP/1.0 200 OK\r\nETag: {tag}\r\n\r\n".encode())))
    assert answer is not None
    assert answer.etag is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_is_told(site: Site, status: int) -> None:
    end = site.page("/b/end", b"end")
    site.page("/b/next", status=status, Location="end")
    answer = get(site.page("/a", status=status, Location="/b/next#part"))
    assert answer is not None
    assert (answer.url, answer.body) == (end, b"end")


def test_redirects_end(site: Site) -> None:
    site.page("/a", status=302, Location="/b")
    site.page("/b", status=302, Location="/a")
    with pytest.raises(ArticleError, match="more than 3 redirects"):
        get(site.url + "/a", our({"redirects": 3}))
    assert len(site.paths()) == 4


@pytest.mark.parametrize("target", ["http://[::1", "", "//", "https:///x", "javascript:alert(1)", "x" * 5000])
def test_a_redirect_to_nowhere_is_refused(site: Site, target: str) -> None:
    with pytest.raises(ArticleError):
        get(site.page("/a", status=302, Location=target), our({"redirects": 2}))


@pytest.mark.parametrize(("status", "error"), [(404, GoneError), (410, GoneError), (403, ArticleError), (204, None)])
def test_a_plain_no_is_not_asked_for_again(site: Site, status: int, error: type[Exception] | None) -> None:
    address = site.page("/a", status=status)
    if error:
        with pytest.raises(error, match=str(status)):
            get(address)
    else:
        assert body(address) == b""
    assert site.paths() == ["/a"]


def test_what_fails_for_now_is_asked_for_again(site: Site) -> None:
    site.page("/500", status=500)
    site.page("/503", status=503)
    site.page("/200", b"there")
    address = site.in_turn("/a", *(site.replies[path] for path in ("/500", "/503", "/200")))
    assert body(address, our({"tries": 3})) == b"there"
    assert site.paths() == ["/a"] * 3


def test_what_goes_on_failing_is_given_up(site: Site) -> None:
    with pytest.raises(UnreachableError, match="answered 502"):
        get(site.page("/a", status=502), our({"tries": 2}))
    assert site.paths() == ["/a"] * 2


@pytest.mark.parametrize("is_date", [False, True])
def test_a_server_that_asks_to_wait_is_waited_for(site: Site, is_date: bool) -> None:
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    site.page("/429", status=429, Retry_After=later if is_date else "1")
    site.page("/200", b"there")
    assert body(site.in_turn("/a", site.replies["/429"], site.replies["/200"])) == b"there"
    first, second = (one.at for one in site.asked if one.path == "/a")
    assert second - first >= 0.8


def test_a_server_that_asks_for_a_longer_wait_is_left_alone(site: Site) -> None:
    address = site.page("/a", status=429, Retry_After="3600")
    with Web(our()) as web:
        with pytest.raises(UnreachableError, match="answered 429"):
            web.get(address)
        with pytest.raises(UnreachableError, match="left alone"):
            web.get(site.page("/b", b"other"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("value", ["-1", "soon", "9" * 5000, "1e9", "Thu, 99 Foo 2026 00:00:00 GMT", "²"])
def test_a_wait_that_makes_no_sense_is_as_none(site: Site, value: str) -> None:
    raw = f"HTTP/1.0 503 No\r\nRetry-After: {value}\r\n\r\n".encode()
    started = time.monotonic()
    with pytest.raises(UnreachableError, match="answered 503"):
        get(site.reply("/a", lambda to: to.wfile.write(raw)))
    assert time.monotonic() - started < 1


def drip(to: Handler) -> None:
    to.send_response(200)
    to.end_headers()
    for _ in range(200):
        to.wfile.write(b"x")
        time.sleep(0.02)


def drip_headers(to: Handler) -> None:
    to.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for number in range(200):
        to.wfile.write(f"X-{number}: x\r\n".encode())
        time.sleep(0.02)


def silence(to: Handler) -> None:
    time.sleep(1)


def informs(to: Handler) -> None:
    for _ in range(200):
        to.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize("reply", [drip, drip_headers, informs])
def test_an_answer_that_drips_is_cut_off_at_the_total_time(site: Site, reply: Reply) -> None:
    started = time.monotonic()
    with pytest.raises(UnreachableError, match=r"total time|timed out"):
        get(site.reply("/a", reply), our({"total_seconds": 0.3, "tries": 1}))
    assert time.monotonic() - started < 1.5


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    started = time.monotonic()
    with pytest.raises(UnreachableError, match="timed out"):
        get(site.reply("/a", silence), our({"seconds": 0.2, "tries": 1}))
    assert time.monotonic() - started < 0.9


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\1\2\3 what?\r\n\r\n",
        b"HTTP/1.1 999999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX\0Y: 1\r\n\r\n",
    ],
)
def test_a_broken_answer_is_none(site: Site, raw: bytes) -> None:
    with pytest.raises(UnreachableError) as caught:
        get(site.reply("/a", lambda to: to.wfile.write(raw)), our({"tries": 1}))
    assert "\n" not in str(caught.value)
    assert len(caught.value.reason) < 300


GOITA = "<p>Le général Goïta a reçu à Bamako « l’envoyé » de la Côte d’Ivoire, déclare-t-on.</p>"


@pytest.mark.parametrize(
    ("encoding", "kind", "head"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html; charset=utf-8", ""),
        ("cp1252", "text/html; charset=ISO-8859-1", ""),
        ("cp1252", 'text/html; Charset="windows-1252"', ""),
        ("cp1252", "text/html; charset=no-such-thing", '<meta charset="windows-1252">'),
        ("cp1252", "text/html; charset=unicode_escape", '<meta charset="windows-1252">'),
        ("cp1252", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("utf-16", "text/html; charset=utf-8", ""),
        ("utf-8-sig", "text/html; charset=iso-8859-1", ""),
    ],
)
def test_charsets_are_told_right_whatever_the_server_says(site: Site, encoding: str, kind: str, head: str) -> None:
    answer = get(site.page("/a", (head + GOITA).encode(encoding), Content_Type=kind))
    assert answer is not None
    assert decode(answer.body, "a", answer.charset).removeprefix("\ufeff") == head + GOITA


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_answer_is_unpacked(site: Site, coding: str) -> None:
    packed = gzip.compress(b"first ") + gzip.compress(b"second")
    assert body(site.page("/a", packed, Content_Encoding=coding)) == b"first second"


def test_a_bomb_is_not_unpacked_past_the_limit(site: Site) -> None:
    pack = zlib.compressobj(9, wbits=31)
    bomb = b"".join(pack.compress(b"\0" * 1_000_000) for _ in range(60)) + pack.flush()
    assert len(bomb) < 100_000
    started = time.monotonic()
    for address in (site.page("/a", bomb, Content_Encoding="gzip"), site.page("/b", bomb, Content_Type="text/plain")):
        with pytest.raises(TooLargeError):
            get(address, our(max_bytes=1_000_000))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("packed", "coding", "reason"),
    [
        (gzip.compress(b"x" * 1000, mtime=0)[:-9], "gzip", "cut off"),
        (b"no gzip", "gzip", "broken"),
        (gzip.compress(b"", mtime=0) * 5000, "gzip", "more than 100 parts"),
        (zlib.compress(b"x"), "deflate", "not asked for"),
        (b"x", "br, gzip", "not asked for"),
    ],
)
def test_what_can_not_be_unpacked_is_refused(site: Site, packed: bytes, coding: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        get(site.page("/a", packed, Content_Encoding=coding))


def test_a_body_without_end_is_cut_at_the_limit(site: Site) -> None:
    def endless(to: Handler) -> None:
        to.send_response(200)
        to.end_headers()
        while True:
            to.wfile.write(b"x" * 65_536)

    with pytest.raises(TooLargeError, match="1,000,000 bytes"):
        get(site.reply("/a", endless), our(max_bytes=1_000_000))


def test_only_what_may_be_a_page_is_taken(site: Site) -> None:
    feed = site.page("/feed", b"<rss/>", Content_Type="application/rss+xml")
    with pytest.raises(ArticleError, match="'application/rss\\+xml', not a page"):
        get(feed)
    with Web(our()) as web:
        assert web.get(feed, kinds=LISTINGS)
