"""When feeds are due, what a run of one notes, and how a schedule keeps others off."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from graph.errors import StoreError
from graph.model import Article
from graph.settings import Neo4jSettings, data_dir
from graph.stores.ledger import Ledger, Run, RunCounts
from graph.stores.records import KILLED, STOPPED
from ingest.desk import Desk, Turns, is_load_due
from ingest.feeds import Expectations, Feed
from ingest.language import language
from ingest.metrics import Metrics
from ingest.schedule import Timetable, due, next_time, on_signals
from ingest.topic import Topic
from ingest.web import Web
from ingest.workers import Extracts, Found
from tests.ingest.news import drop, feed, html, publish, report
from tests.ingest.site import our, serving

ROOT = Path(__file__).parents[2]
HOUR = dt.timedelta(hours=1)
ELSEWHERE = Path(__file__).parent / "topics" / "elsewhere.toml"


def made(name: str, address: str, **fields: Any) -> Feed:
    given = {"id": name, "name": name, "kind": "rss", "address": address, "terms": "ours", "every": "1h", **fields}
    return Feed.model_validate({key: value for key, value in given.items() if value is not None})


@pytest.fixture(scope="module")
def topic() -> Topic:
    return Topic.load(data_dir())


class Nothing:
    """An extractor for what extracts nothing."""

    version, languages = "", frozenset[str]()

    def run(self, articles: Iterable[Article]) -> Iterator[Found]:
        return iter(())


@contextmanager
def desk(ledger: Ledger, extractor: Extracts, topic: Topic) -> Generator[Desk]:
    settings = our({"recheck_hours": 0})
    with Web(settings) as web:
        yield Desk(ledger, Turns(extractor), settings, topic, web, Metrics())


def last(ledger: Ledger) -> Run:
    return ledger.runs(1)[0]


def counts(run: Run) -> dict[str, Any]:
    kept = run.counts.model_dump() if run.counts else {}
    return {name: kept[name] for name in kept if kept[name] and name not in ("claims", "actors", "words")}


def test_a_feed_is_due_by_its_last_run_that_came_to_its_end(ledger: Ledger) -> None:
    hourly, daily = (
        made("hourly", "https://x.example/1"),
        made("daily", "https://x.example/2", every=None, cron="0 6 * * *"),
    )
    now = dt.datetime.now(dt.UTC)
    assert due([hourly, daily], ledger, now) == [hourly, daily]
    for one, failed in ((hourly, None), (daily, "fewer than expected")):
        ledger.finish_run(ledger.start_run("schedule", [one.id]), RunCounts(), failed=failed)
    later = now + dt.timedelta(seconds=1)
    assert due([hourly, daily], ledger, later) == []
    assert next_time(hourly, ledger, later) - now >= HOUR
    assert next_time(daily, ledger, later).hour == 6
    assert due([hourly, daily], ledger, now + 2 * HOUR)[0] == hourly
    assert due([hourly, daily], ledger, now + 25 * HOUR) == [hourly, daily]


@pytest.mark.parametrize("how", [KILLED, STOPPED])
def test_a_run_that_was_cut_off_is_due_again_at_once(ledger: Ledger, how: str) -> None:
    one = made("one", "https://x.example/1")
    ledger.start_run("schedule", ["one"])
    if how == KILLED:
        assert ledger.end_killed("schedule") == 1
    else:
        ledger.finish_run(ledger.runs(1)[0].id, RunCounts(kept=3), failed=STOPPED)
    assert last(ledger).failed == how
    now = dt.datetime.now(dt.UTC)
    assert due([one], ledger, now) == [one]


def test_a_run_outside_of_what_is_expected_says_which(ledger: Ledger) -> None:
    expect = Expectations(min_articles=10, max_skipped=0.5, min_claims_per_article=2)
    good = RunCounts(read=12, kept=4, skipped=4, dead=2, claims=8)
    assert expect.unmet(good, is_whole=True) is None
    assert expect.unmet(good.model_copy(update={"read": 11}), is_whole=True) == "9 articles found, 10 or more expected"
    assert (
        expect.unmet(good.model_copy(update={"read": 11}), is_whole=False)
        == "6 of 11 skipped or dead, at most 50% expected"
    )
    assert (
        expect.unmet(good.model_copy(update={"claims": 7}), is_whole=True) == "7 claims of 4 articles, 2 each expected"
    )
    assert Expectations().unmet(RunCounts(), is_whole=True) is None


def test_the_graph_lacks_what_runs_changed_after_the_last_good_load_began(ledger: Ledger) -> None:
    assert not is_load_due(ledger)
    slow = ledger.start_run("schedule", ["slow"])
    assert not is_load_due(ledger)
    ledger.finish_run(ledger.start_run("schedule", ["quick"]), RunCounts(kept=1))
    assert is_load_due(ledger)
    ledger.finish_run(ledger.start_run("load", ["graph"]), RunCounts(), failed="no server answers")
    assert is_load_due(ledger)
    load = ledger.start_run("load", ["graph"])
    ledger.finish_run(slow, RunCounts(new=1))
    ledger.finish_run(load, RunCounts())
    assert is_load_due(ledger), "the slow run ended after the load began"
    ledger.finish_run(ledger.start_run("load", ["graph"]), RunCounts())
    ledger.finish_run(ledger.start_run("schedule", ["quick"]), RunCounts(unchanged=5))
    assert not is_load_due(ledger)


def test_two_schedules_on_one_ledger_do_not_collide_and_a_killed_one_leaves_no_lock(address: str) -> None:
    code = "import sys, time\nfrom graph.stores.ledger import Ledger\n"
    code += "with Ledger.open(sys.argv[1]) as l, l.alone():\n    print('held', flush=True)\n    time.sleep(600)"
    held = [sys.executable, "-c", code, address]
    with Ledger.open(address) as ledger, subprocess.Popen(held, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="another schedule works on it"), ledger.alone():
            pass
        assert ledger.start_run("ingest", ["x"]) == 1, "others go on"
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        deadline = time.monotonic() + 20
        while not _can_lock(ledger):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def _can_lock(ledger: Ledger) -> bool:
    with suppress(StoreError), ledger.alone():
        return True
    return False


@pytest.mark.model
def test_each_article_of_a_feed_ends_up_where_it_belongs(
    ledger: Ledger, extractor: Extracts, topic: Topic, tmp_path: Path
) -> None:
    other_topic = tomllib.loads(ELSEWHERE.read_text(encoding="utf-8"))["texts"][2]
    german = "Das Heer griff die Rebellen am Montag an, sagten Beamte in der Hauptstadt des Landes. " * 5
    with serving() as site, desk(ledger, extractor, topic) as at:
        texts = {
            "a": html(report(1)),
            "b": html(report(2)),
            "copy": html(report(1)),
            "menu": "<html><nav>Home</nav></html>",
        }
        texts |= {"gold": f"<html><p>{other_topic}</p></html>", "german": f"<html><p>{german}</p></html>"}
        pages = [site.page(f"/{name}", text) for name, text in texts.items()] + [f"{site.url}/lost"]
        paper = made("paper", feed(site, "/rss", pages), expect={"min_articles": 3})
        assert at.run(paper)
        first = last(ledger)
        assert (first.command, first.sources, first.failed) == ("schedule", ("paper",), None)
        assert counts(first) == {
            "read": 7, "kept": 2, "new": 4, "copies": 1, "skipped": 2, "dead": 2,
            "reasons": {"language de": 1, "off topic": 1},
        }  # fmt: skip
        claims = list(ledger.claims())
        assert claims
        unread = {f"{site.url}/menu", f"{site.url}/lost"}
        assert {letter.name for letter in ledger.dead()} == unread
        assert at.run(paper)
        assert set(counts(last(ledger))) <= {"read", "unchanged", "dead"}
        assert list(ledger.claims()) == claims
        site.page("/b", html(report(3)))
        site.page("/a", "", 410)
        feed(site, "/rss", [*pages, site.page("/new", html(report(4)))])
        assert at.run(paper)
        assert {"new": 1, "changed": 1, "withdrawn": 1}.items() <= counts(last(ledger)).items()
        assert {letter.name for letter in ledger.dead()} == unread, "they are no better for not having changed"
        texts_kept = {article.url: article.text for article in ledger.articles()}
        assert f"{site.url}/a" not in texts_kept
        assert {claim.article for claim in ledger.claims()} == {
            ledger.find(f"{site.url}/{name}") for name in ("b", "copy", "new")
        }, "the copy is read once its original is gone"


@pytest.mark.model
def test_a_feed_that_is_down_or_yields_too_little_fails_and_the_next_run_goes_on(
    ledger: Ledger, extractor: Extracts, topic: Topic
) -> None:
    with serving() as site, desk(ledger, extractor, topic) as at:
        paper = made("paper", site.page("/rss", "", 503), expect={"min_articles": 2})
        assert not at.run(paper)
        assert "503" in (last(ledger).failed or "")
        address = site.page("/1", html(report(1)))
        feed(site, "/rss", [address])
        assert not at.run(paper)
        assert last(ledger).failed == "1 articles found, 2 or more expected"
        feed(site, "/rss", [address, site.page("/2", html(report(2)))])
        assert at.run(paper)
        assert list(ledger.dead()) == []


@pytest.mark.model
def test_a_timetable_reads_feeds_together_and_again_and_again_until_it_is_stopped(
    ledger: Ledger, extractor: Extracts, topic: Topic
) -> None:
    with serving() as site, desk(ledger, extractor, topic) as at:
        feeds = [made(f"f{n}", publish(site, f"f{n}", range(n * 4, n * 4 + 4)), every="1s") for n in range(3)]
        timetable = Timetable(at, feeds, load=False)
        ended: list[str] = []

        def stop_in_time(done: int, _: int) -> None:
            if len(ledger.runs(100)) >= 8 and not ended:
                ended.append("now")
                timetable.stop()

        at.told = stop_in_time
        timetable.run()
        runs = ledger.runs(100)
        assert {run.sources[0] for run in runs} == {"f0", "f1", "f2"}
        assert all(run.ended for run in runs)
        for name in ("f0", "f1", "f2"):
            spans = sorted((run.started, run.ended) for run in runs if run.sources == (name,) and run.ended)
            assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans)), "one at a time"
        assert ledger.counts().articles == 12
        with at.metrics.served(0) as address, urllib.request.urlopen(address) as answer:
            told = answer.read().decode()
        assert 'conflictgraph_articles_total{fate="new",feed="f1"} 4.0' in told
        assert re.search(r'conflictgraph_claims_total\{feed="f2"\} [1-9]', told)


@pytest.mark.model
def test_a_file_that_can_t_be_read_stays_a_dead_letter_until_it_can(
    ledger: Ledger, extractor: Extracts, topic: Topic, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    page = tmp_path / "in" / "page.txt"
    page.write_bytes(bytes(range(256)) * 9)
    folder = made("drop", str(tmp_path / "in"), kind="folder")
    with desk(ledger, extractor, topic) as at:
        for _ in range(3):
            at.run(folder)
            assert [letter.name for letter in ledger.dead()] == [str(page)]
        page.write_text(report(1).text)
        at.run(folder)
        assert list(ledger.dead()) == []


@contextmanager
def largest_file(size: int) -> Generator[None]:
    """No file can grow beyond a size in bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.model
def test_a_full_disk_ends_a_run_and_the_next_one_goes_on(
    ledger: Ledger, extractor: Extracts, topic: Topic, tmp_path: Path
) -> None:
    language(report(1).text, None)  # its model is unpacked into a file when it is first asked
    folder = made("drop", str(drop(tmp_path / "feed", range(12)).parent / "in"), kind="folder")
    with desk(ledger, extractor, topic) as at:
        with largest_file(250_000):
            assert not at.run(folder)
        assert ledger.counts().articles < 12
        ledger.end_killed("schedule")
        assert "disk" in (last(ledger).failed or "") or last(ledger).failed == KILLED
        assert at.run(folder)
        assert ledger.counts().articles == 12
        assert list(ledger.dead()) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the driver's socket, in its midst
def test_sigterm_breaks_off_a_load_that_waits_for_a_server_which_never_answers(ledger: Ledger, topic: Topic) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    with socket.create_server(("127.0.0.1", 0)) as silent, desk(ledger, Nothing(), topic) as at:
        uri = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        at.settings = at.settings.model_copy(update={"neo4j": Neo4jSettings(uri=uri)})
        on_signals(at.end)
        timer = Timer(1, os.kill, [os.getpid(), signal.SIGTERM])
        began = time.monotonic()
        timer.start()
        try:
            assert at.load()
            assert time.monotonic() - began < 30
        finally:
            timer.join()
            for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
                signal.signal(number, handler)
    assert (last(ledger).command, last(ledger).failed) == ("load", STOPPED)
    assert at.stop.is_set()
