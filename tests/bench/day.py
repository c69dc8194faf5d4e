"""A day of a schedule: fifty feeds, read three times; what is extracted, what is found to be a copy, what it takes.

    python -m tests.bench.day [--scale 1]

A feed lists 36 articles in the morning, 32 at noon, 32 in the evening, 5,000 in all feeds: new ones, some that are
unchanged since, and copies of other papers' reports, whole or cut. Of all, 40 % are copies or unchanged.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from graph.likeness import Likeness
from graph.stores.ledger import Ledger
from tests.graph.copies.pairs import pairs
from tests.ingest.news import copied, feed, html, report
from tests.ingest.site import QUICK, Site, serving

FEEDS, HALF = 50, 2
TIMES = {"morning": (36, 0, 0), "noon": (12, 12, 8), "evening": (12, 8, 12)}
"""How many a feed lists that are new, unchanged, and copies of what other papers had before."""
_MIB = 1 << 20


def tell(line: str) -> None:
    """Say it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Day:
    """What the site carries.

    Attributes:
        own: Numbers of the reports of each feed.
        originals: The address of a copy, and that of what it is a copy of.
    """

    site: Site
    feeds: int
    own: dict[int, list[int]] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def publish(self, new: int, unchanged: int, copies: int) -> None:
        """Have all feeds list so many."""
        before = {at: list(numbers) for at, numbers in self.own.items()}
        for at in range(self.feeds):
            fresh = [next(self._numbers) for _ in range(new)]
            old = before.get(at, [])[-unchanged:] if unchanged else []
            self.own[at] = self.own.get(at, []) + fresh
            pages = [self._address(at, number) for number in old] + [self._report(at, number) for number in fresh]
            feed(self.site, f"/{at}.xml", [*pages, *self._copies(at, before, copies)])

    def address(self, at: int) -> str:
        """A feed's address."""
        return f"{self.site.url}/{at}.xml"

    def _address(self, at: int, number: int) -> str:
        return f"{self.site.url}/{at}/{number}.html"

    def _report(self, at: int, number: int) -> str:
        return self.site.page(f"/{at}/{number}.html", html(report(number, HALF)))

    def _copies(self, at: int, before: Mapping[int, list[int]], copies: int) -> list[str]:
        other = (at + 1) % self.feeds
        made = []
        for number in before.get(other, [])[:0:-1][:copies]:
            page = html(copied(report(number, HALF), is_cut=number % 2 == 0))
            address = self.site.page(f"/{at}/copy-of-{number}.html", page)
            self.originals[address] = self._address(other, number)
            made.append(address)
        return made


@dataclass(slots=True)
class Memory:
    """The memory of a process and its children, looked at now and then, in MiB."""

    pid: int
    seen: list[float] = field(default_factory=list)

    def watch(self, ended: threading.Event) -> None:
        """Look every two seconds."""
        while not ended.wait(2):
            self.seen.append(sum(map(_resident, [self.pid, *_children(self.pid)])) / _MIB)


def _children(pid: int) -> list[int]:
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [one for child in map(int, direct) for one in (child, *_children(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def pass_over(home: Path, feeds: Path) -> None:
    """One run of all feeds, and what it took."""
    manners = {f"CONFLICTGRAPH_FETCH__{name.upper()}": str(value) for name, value in QUICK.items()}
    manners |= {"CONFLICTGRAPH_ALLOW_PRIVATE_ADDRESSES": "true", "CONFLICTGRAPH_HOME": str(home)}
    command = [sys.executable, "-m", "conflictgraph", "--log-level", "warning", "schedule", "--once", "--no-load"]
    began, ended = time.monotonic(), threading.Event()
    with subprocess.Popen([*command, "--feeds", str(feeds)], env={**os.environ, **manners}) as process:
        memory = Memory(process.pid)
        watcher = threading.Thread(target=memory.watch, args=(ended,))
        watcher.start()
        code = process.wait()
        ended.set()
        watcher.join()
    if code:
        raise SystemExit(f"the run failed: {code}")
    tenths = [round(memory.seen[len(memory.seen) * tenth // 10]) for tenth in range(1, 10)] if memory.seen else []
    tell(f"  {time.monotonic() - began:.0f} s; MiB resident at each tenth of it: {tenths}, most {max(memory.seen):.0f}")


def counted(home: Path, after: int) -> tuple[Counter[str], int]:
    """What the runs after a number did together, and the number of the last."""
    total: Counter[str] = Counter()
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        runs = [run for run in ledger.runs(1000) if run.id > after]
        for run in runs:
            kept = run.counts.model_dump(exclude={"reasons"}) if run.counts else {}
            total.update({name: number for name, number in kept.items() if number})
    return total, max((run.id for run in runs), default=after)


def syndication(home: Path, originals: dict[str, str]) -> str:
    """How many of the copies that were kept were put to their originals, and how many others were put together."""
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        articles = {article.id: article for article in ledger.articles()}
    found = {a.url: articles[a.cluster].url for a in articles.values() if a.cluster != a.id}
    right = sum(originals.get(copy or "") == original for copy, original in found.items())
    kept = sum(article.url in originals for article in articles.values())
    return f"precision {right / (len(found) or 1):.1%}, recall {right / (kept or 1):.1%} of {kept} copies"


def labelled() -> str:
    """The same for the labelled pairs."""
    told = Counter((Likeness(p.one).is_copy_of(Likeness(p.other)), p.is_copy) for p in pairs())
    hit, false, missed = told[True, True], told[True, False], told[False, True]
    return f"precision {hit / (hit + false):.1%}, recall {hit / (hit + missed):.1%} of {told.total()} pairs"


def main() -> None:
    """Run the day."""
    parser = argparse.ArgumentParser(description="Simulate a day of a schedule.")
    parser.add_argument("--scale", type=float, default=1, help="share of the feeds")
    number = max(2, round(FEEDS * parser.parse_args().scale))
    with tempfile.TemporaryDirectory(prefix="conflictgraph-day-") as name, serving() as site:
        home, day, last = Path(name), Day(site, number), 0
        row = '[[feed]]\nid = "f{0}"\nname = "Paper {0}"\nkind = "rss"\naddress = "{1}"\nterms = "ours"\nevery = "1s"\n'
        rows = [row.format(at, day.address(at)) + "enabled = true\n" for at in range(number)]
        (home / "feeds.toml").write_text("\n".join(rows), encoding="utf-8")
        for when, (new, unchanged, copies) in TIMES.items():
            day.publish(new, unchanged, copies)
            tell(f"{when}: each of {number} feeds has {new} new, {unchanged} unchanged, {copies} copies")
            pass_over(home, home / "feeds.toml")
            did, last = counted(home, last)
            tell(f"  {', '.join(f'{count} {what}' for what, count in did.items())}")
        tell(f"syndication in the day: {syndication(home, day.originals)}")
        tell(f"syndication in the labelled set: {labelled()}")


if __name__ == "__main__":
    main()
