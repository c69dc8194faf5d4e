"""Manners towards sites: robots.txt, delays, how many at a time, hosts left alone, and an end not waited for."""

from __future__ import annotations

import itertools
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from threading import Timer

import pytest

from graph.errors import ArticleError, UnreachableError
from ingest.web import Web
from tests.ingest.site import Handler, Site, our, serving


@pytest.fixture
def site() -> Generator[Site]:
    with serving() as one:
        yield one


def robots(site: Site, text: str | bytes, status: int = 200) -> None:
    site.page("/robots.txt", text, status, Content_Type="text/plain")


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ConflictGraph\nDisallow:", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: conflictgraph/9 # us\nDisallow: /news/", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("User-agent: *\nDisallow: /*/b$", True),
        ("\ufeffuser-agent:*\r\ndisallow:/news", False),
        ("<html>Not found</html>", True),
        (b"\xff\xfe\0\0\n" * 50, True),
    ],
)
def test_robots_txt_is_obeyed(site: Site, text: str | bytes, is_allowed: bool) -> None:
    robots(site, text)
    address = site.page("/news/a", b"there")
    with Web(our()) as web:
        if is_allowed:
            assert web.get(address)
        else:
            with pytest.raises(ArticleError, match=r"robots\.txt does not allow it"):
                web.get(address)
    assert bool(site.paths()) == is_allowed


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_that_refuses_its_robots_txt_has_none(site: Site, status: int) -> None:
    robots(site, "User-agent: *\nDisallow: /", status)
    with Web(our()) as web:
        assert web.get(site.page("/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_asked_for_while_robots_txt_can_not_be_read(site: Site, status: int) -> None:
    robots(site, "", status)
    with Web(our({"tries": 2})) as web, pytest.raises(UnreachableError, match=rf"robots\.txt answered {status}"):
        web.get(site.page("/a"))
    assert site.counts() == {"/robots.txt": 2}


def test_rules_too_long_to_be_read_forbid_all(site: Site) -> None:
    robots(site, "#" * 600_000)
    with Web(our()) as web, pytest.raises(ArticleError, match="does not allow"):
        web.get(site.page("/a"))


def test_rules_may_lie_elsewhere_and_hold_where_they_were_asked_for(site: Site) -> None:
    site.page("/robots.txt", status=301, Location="/rules")
    site.page("/rules", "User-agent: *\nDisallow: /a")
    with Web(our()) as web, pytest.raises(ArticleError, match="does not allow"):
        web.get(site.page("/a"))


def test_a_redirect_to_what_is_forbidden_is_not_followed(site: Site) -> None:
    robots(site, "User-agent: *\nDisallow: /b")
    site.page("/b", b"private")
    with Web(our()) as web, pytest.raises(ArticleError, match="does not allow"):
        web.get(site.page("/a", status=302, Location="/b"))
    assert site.paths() == ["/a"]


def test_robots_txt_is_read_once_whoever_asks(site: Site) -> None:
    pages = [site.page(f"/{number}") for number in range(20)]
    with Web(our({"per_host": 8})) as web, ThreadPoolExecutor(8) as pool:
        assert all(pool.map(web.get, pages))
    assert site.counts()["/robots.txt"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{number}\n" for number in range(12_000)) + "Disallow: /x\n" * 12_000,
        "".join(f"User-agent: a{number}\v" for number in range(12_000)) + "Disallow: /x\f" * 12_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*b\n" * 10_000,
        "User-agent: *\nCrawl-delay: nan\nRequest-rate: 1/0\nRequest-rate: -1/5\nCrawl-delay: -4\nCrawl-delay: 1e999",
        "User-agent" + " " * 400_000,
    ],
)
def test_hostile_rules_cost_little(site: Site, text: str) -> None:
    robots(site, text)
    address = site.page("/" + "a" * 1500)
    started = time.process_time()
    with Web(our()) as web:
        assert web.get(address)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.3", "Request-rate: 3/1s\nCrawl-delay: 0.3"])
def test_requests_to_a_host_keep_the_delay_that_it_asks_for(site: Site, rule: str) -> None:
    robots(site, f"User-agent: *\n{rule}")
    pages = [site.page(f"/{number}") for number in range(3)]
    with Web(our({"per_host": 3})) as web, ThreadPoolExecutor(3) as pool:
        assert all(pool.map(web.get, pages))
    times = sorted(one.at for one in site.asked if one.path != "/robots.txt")
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("rule", ["Crawl-delay: 86400", "Request-rate: 1/1d", f"Request-rate: 1/{'9' * 400}"])
def test_a_delay_that_nobody_would_wait_for_is_a_no(site: Site, rule: str) -> None:
    robots(site, f"User-agent: *\n{rule}")
    with Web(our()) as web, pytest.raises(ArticleError, match=r"fetch\.longest_wait"):
        web.get(site.page("/a"))


def test_our_own_delay_holds_for_each_host_apart(site: Site) -> None:
    with serving() as other, Web(our({"delay": 0.3})) as web:
        web.get(site.page("/a"))
        started = time.monotonic()
        web.get(other.page("/a"))
        assert time.monotonic() - started < 0.6  # its robots.txt, then the page
        web.get(site.page("/b"))
        times = [one.at for one in site.asked]
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_no_more_requests_to_a_host_at_a_time_than_allowed(site: Site) -> None:
    def slow(to: Handler) -> None:
        time.sleep(0.05)
        to.answer(200, b"", {"Content-Type": "text/html"})

    pages = [site.reply(f"/{number}", slow) for number in range(12)]
    with Web(our({"per_host": 3})) as web, ThreadPoolExecutor(12) as pool:
        assert all(pool.map(web.get, pages))
    assert site.busiest == 3


def test_a_host_that_never_answers_is_left_alone(site: Site) -> None:
    robots(site, "")
    pages = [site.page(f"/{number}", status=500) for number in range(5)]
    reasons: list[str] = []
    with Web(our({"tries": 2})) as web:
        for page in pages:
            with pytest.raises(UnreachableError) as caught:
                web.get(page)
            reasons.append(caught.value.reason.split(",")[0])
    assert reasons[:3] == ["answered 500"] * 3
    assert all("left alone" in reason for reason in reasons[3:])
    assert len(site.paths()) == 6


def test_one_answer_makes_up_for_earlier_failures(site: Site) -> None:
    pages = [site.page(f"/{number}", status=200 if number % 3 == 2 else 500) for number in range(12)]
    with Web(our({"tries": 1})) as web:
        for number, page in enumerate(pages):
            if number % 3 == 2:
                assert web.get(page)
            else:
                with pytest.raises(UnreachableError, match="answered 500"):
                    web.get(page)


def test_waiting_ends_when_fetching_is_stopped(site: Site) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 30")
    first, second = site.page("/a"), site.page("/b")
    failing = site.page("/c", status=503, Retry_After="30")
    with serving() as other, Web(our()) as web, ThreadPoolExecutor(2) as pool:
        assert web.get(first)
        waits = [pool.submit(web.get, address) for address in (second, other.page("/c", status=503, Retry_After="30"))]
        Timer(0.3, web.stop).start()
        started = time.monotonic()
        for wait in waits:
            with pytest.raises(UnreachableError):
                wait.result()
        assert time.monotonic() - started < 2
        with pytest.raises(UnreachableError, match="fetching ends"):
            web.get(failing)
