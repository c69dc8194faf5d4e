"""Feeds of a real site on loopback, pass after pass: what is new, unchanged, changed, gone, broken or hostile."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Generator, Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ingest.feeds import Feed, read_feed
from ingest.fetch import pages
from ingest.model import Found, RawPage, Refused
from ingest.web import Web
from tests.ingest.kept import Kept
from tests.ingest.site import Handler, Site, our, serving

TEXT = "<p>The army attacked the rebels on Monday, officials said in the capital.</p>"


@pytest.fixture
def site() -> Generator[Site]:
    with serving() as one:
        yield one


def feed(address: str, kind: str = "rss", **more: Any) -> Feed:
    return Feed(id="paper", name="A Paper", kind=kind, address=address, terms="CC0", every="1h", **more)  # type: ignore[arg-type]


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><language>fr-FR</language>{"".join(items)}</channel></rss>'
    )


def item(path: str, title: str = "Title", when: str = "Fri, 31 May 2024 23:30:00 -0200") -> str:
    return f"<item><title>{title}</title><link>{path}</link><pubDate>{when}</pubDate></item>"


def urlset(*paths: str, kind: str = "urlset", tag: str = "url") -> str:
    rows = "".join(f"<{tag}><loc>{path}</loc></{tag}>" for path in paths)
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{kind}>'


def names(found: Iterable[Found]) -> list[str]:
    return [f"{type(one).__name__} /{one.name.split('/', 3)[-1]}" for one in found]


def test_a_pass_takes_only_what_is_new_or_changed(site: Site) -> None:
    memory, settings = Kept(), our({"recheck_hours": 0, "per_host": 1, "at_once": 1})
    address = site.page("/feed", rss(item("/a"), item("/b?x=1&amp;y=2#part")), Content_Type="application/rss+xml")
    site.page("/a", TEXT, ETag='"1"')
    site.page("/b?x=1&y=2", TEXT)
    found = memory.read(feed(address), settings)
    assert names(found) == ["RawPage /a", "RawPage /b?x=1&y=2", "Listed /feed"]
    first = found[0]
    assert isinstance(first, RawPage)
    assert (first.title, str(first.published), first.source, first.lang) == ("Title", "2024-06-01", "A Paper", "fr")
    assert names(memory.read(feed(address), settings)) == ["Unchanged /feed"]

    site.page("/feed", rss(item("/c"), item("/a"), item("/b?x=1&amp;y=2")), Content_Type="application/rss+xml")
    site.page("/a", status=304)
    site.page("/b?x=1&y=2", TEXT + TEXT)
    site.page("/c", TEXT)
    found = memory.read(feed(address), settings)
    assert names(found) == ["RawPage /c", "Unchanged /a", "RawPage /b?x=1&y=2", "Listed /feed"]


def test_what_was_looked_at_lately_is_not_asked_for_again(site: Site) -> None:
    memory = Kept()
    site.page("/a", TEXT)
    memory.read(feed(site.page("/feed", rss(item("/a")))), our())
    found = memory.read(feed(site.page("/feed", rss(item("/a"), item("/b")))), our())
    assert names(found) == ["Unchanged /a", "Refused /b", "Listed /feed"]
    assert site.counts()["/a"] == 1
    assert names(memory.read(feed(site.page("/feed", rss(item("/b"), item("/a")))), our()))[0] == "Unchanged /b"


def test_a_page_that_is_taken_down_is_gone(site: Site) -> None:
    memory, settings = Kept(), our({"recheck_hours": 0})
    site.page("/a", TEXT)
    memory.read(feed(site.page("/feed", rss(item("/a")))), settings)
    site.page("/a", status=410)
    assert names(memory.read(feed(site.page("/feed", rss(item("/a"), ""))), settings)) == ["Unchanged /feed"]
    found = memory.read(feed(site.page("/feed", rss(item("/a", "New title")))), settings)
    assert names(found) == ["Gone /a", "Listed /feed"]


def test_a_server_that_is_down_for_now_has_its_page_asked_for_in_the_next_pass(site: Site) -> None:
    memory, settings = Kept(), our({"tries": 1})
    address = site.page("/feed", rss(item("/a")))
    site.page("/a", status=500)
    found = memory.read(feed(address), settings)
    assert names(found) == ["Refused /a"]  # and the feed itself is not ticked off
    assert isinstance(found[0], Refused)
    assert found[0].retry
    site.page("/a", TEXT)
    assert names(memory.read(feed(address), settings)) == ["RawPage /a", "Listed /feed"]


def test_a_pass_leaves_what_is_too_much_for_the_next(site: Site) -> None:
    memory = Kept()
    for number in range(5):
        site.page(f"/{number}", TEXT)
    address = site.page("/feed", rss(*(item(f"/{number}") for number in range(5))))
    passes = [
        [name for name in names(memory.read(feed(address, most=2), our())) if "RawPage" in name] for _ in range(4)
    ]
    assert passes == [["RawPage /0", "RawPage /1"], ["RawPage /2", "RawPage /3"], ["RawPage /4"], []]


def test_a_pass_that_is_broken_off_asks_for_little_more(site: Site) -> None:
    served = count()

    def slow(to: Handler) -> None:
        next(served)
        time.sleep(0.02)
        to.answer(200, TEXT.encode(), {"Content-Type": "text/html"})

    for number in range(50):
        site.reply(f"/{number}", slow)
    address = site.page("/feed", rss(*(item(f"/{number}") for number in range(50))))
    settings = our({"at_once": 4, "per_host": 4})
    with Web(settings) as web:
        found = read_feed(feed(address), settings, Kept(), web=web)
        assert isinstance(next(found), RawPage)
        found.close()  # type: ignore[attr-defined]
    assert next(served) <= 10


@pytest.mark.parametrize("is_packed", [False, True])
def test_sitemaps_are_followed_through_their_index(site: Site, is_packed: bool) -> None:
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>/c</loc><n:news><n:publication><n:language>en</n:language></n:publication>"
        "<n:publication_date>2024-05-31T10:00:00Z</n:publication_date><n:title>On  news</n:title>"
        "</n:news></url></urlset>"
    )
    index = urlset("/one.xml", "/news.xml", "/lost.xml", kind="sitemapindex", tag="sitemap")
    address = site.page("/index.xml", index)
    one = urlset("/a", "/b", "/a")
    site.page("/one.xml", gzip.compress(one.encode()) if is_packed else one, Content_Type="application/x-gzip")
    site.page("/news.xml", news, Content_Type="application/xml")
    for path in "abc":
        site.page(f"/{path}", TEXT)
    found = Kept().read(feed(address, "sitemap"), our())
    assert names(found) == [
        "RawPage /a",
        "RawPage /b",
        "Listed /one.xml",
        "RawPage /c",
        "Listed /news.xml",
        "Refused /lost.xml",
    ]
    page = found[3]
    assert isinstance(page, RawPage)
    assert (page.title, str(page.published), page.lang) == ("On news", "2024-05-31", "en")


def test_an_index_that_names_itself_ends(site: Site) -> None:
    address = site.page("/index.xml", urlset("/index.xml", "/b.xml", kind="sitemapindex", tag="sitemap"))
    site.page("/b.xml", urlset("/index.xml", kind="sitemapindex", tag="sitemap"))
    found = list(read_feed(feed(address, "sitemap"), our(), Kept()))
    assert any(isinstance(one, Refused) and "too deep" in one.reason for one in found)
    assert len(site.paths()) < 10


def test_gdelt_lists_name_the_publisher_of_each(site: Site) -> None:
    site.page("/a", TEXT)
    row = {"url": site.url + "/a", "title": "T", "seendate": "20240531T100000Z", "domain": "daily.example"}
    for body in (json.dumps({"articles": [row, "odd", {"url": 7}]}), json.dumps(row) + "\n{}\n"):
        found = Kept().read(feed(site.page("/list", body, Content_Type="application/json"), "gdelt"), our())
        assert names(found) == ["RawPage /a", "Listed /list"]
        page = found[0]
        assert isinstance(page, RawPage)
        assert (page.source, str(page.published)) == ("daily.example", "2024-05-31")


def test_lists_of_pages_may_lie_on_the_web_or_in_a_file(site: Site, tmp_path: Path) -> None:
    site.page("/a", TEXT)
    text = f"# ours\n\n{site.url}/a\n{site.url}/a\nfile:///etc/passwd\nmailto:x@y.example\n"
    address = site.page("/list", text, Content_Type="text/plain")
    assert names(Kept().read(feed(address, "pages"), our())) == ["RawPage /a", "Listed /list"]
    (tmp_path / "list.txt").write_text(text)
    assert names(Kept().read(feed(str(tmp_path / "list.txt"), "pages"), our())) == ["RawPage /a"]


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f'<!DOCTYPE rss [<!ENTITY e0 "lol">{BOMB}]>{rss(item("/a", "&e9;"))}', "declares entities"),
        (f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{rss(item("/a", "&x;"))}', "declares entities"),
        ("<rss>" + "<a>" * 100_000, "nested too deep"),
        (urlset("/a")[:-12], "well-formed"),
        (rss(item("/a") * 20_000)[:-9], "well-formed"),
        ("<html><body>Not a feed</body></html>", "no RSS"),
        ("", "empty"),
        (b"\x7fELF\0\0\0" * 100, "binary"),
        ("<rss><channel>", "no feed"),
    ],
)
def test_a_hostile_or_broken_feed_is_refused_at_once(site: Site, body: str | bytes, reason: str) -> None:
    started = time.process_time()
    (found,) = Kept().read(feed(site.page("/feed", body, Content_Type="application/xml")), our())
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert "\n" not in found.reason
    assert time.process_time() - started < 3


def test_a_feed_that_is_cut_off_gives_what_is_whole(site: Site) -> None:
    site.page("/a", TEXT)
    found = Kept().read(feed(site.page("/feed", rss(item("/a"))[:-20] + "&nbsp;")), our())
    assert names(found)[0] == "RawPage /a"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utf-8"])
def test_feeds_come_in_any_encoding(site: Site, encoding: str) -> None:
    site.page("/a", TEXT)
    text = rss(item("/a", "Le général Goïta à Bamako")).replace('"1.0"', f'"1.0" encoding="{encoding}"')
    (page, _) = Kept().read(feed(site.page("/feed", text.encode(encoding), Content_Type="text/xml")), our())
    assert isinstance(page, RawPage)
    assert page.title == "Le général Goïta à Bamako"


def test_a_feed_given_to_ingest_gives_its_pages(site: Site) -> None:
    site.page("/a", TEXT)
    address = site.page("/feed", rss(item("/a"), item("/b")), Content_Type="application/rss+xml")
    assert [type(one) for one in pages([address], our())] == [RawPage, Refused]
