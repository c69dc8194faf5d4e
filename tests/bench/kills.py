"""What SIGKILL costs: schedules killed at random moments, then their ledger and graph beside those of one undisturbed.

    python -m tests.bench.kills [--articles 200] [--kills 50] [--neo4j 10]

A site on loopback carries ten feeds. Each round begins with an empty home, kills `schedule --once` at a random moment
after its first words, again and again, until one comes to its end; rounds follow until all kills are spent. With
--neo4j it is a Neo4j server that is killed while it is loaded, and started again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from graph.settings import load_settings
from graph.stores.bolt import BoltStore
from graph.stores.connect import open_store
from graph.stores.ledger import Ledger
from tests.ingest.news import feed, html, publish, report
from tests.ingest.site import QUICK, Site, serving
from tests.neo4j_server import Server, empty, restartable

FEEDS = 10
NODES = "MATCH (n) WHERE NOT n:ConflictGraph RETURN labels(n), properties(n)"
TIES = "MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id"


def tell(line: str) -> None:
    """Say it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def ledger_of(home: Path) -> list[str]:
    """All that a ledger says but times, a line each."""
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}", must_exist=True) as ledger, ledger.reading() as reader:
        articles = list(reader.articles())
        parts = [one.model_dump_json() for part in (articles, reader.actors(), reader.claims()) for one in part]
        for one in articles:
            parts.append(f"{one.id} mentions {reader.mentions(one.id)}")
            parts += [f"{one.id} version {version.number} {version.digest}" for version in reader.versions(one.id)]
            parts.append(f"{one.id} came of {ledger.find(one.url or one.id)}")
        parts += [f"dead {letter.name} {letter.reason}" for letter in reader.dead()]
    return parts


def graph_of(store: BoltStore) -> list[str]:
    """All that a graph holds, a line each, sorted."""
    return sorted(
        json.dumps(row, sort_keys=True, default=str) for query in (NODES, TIES) for row in store.run(query).rows
    )


def carry(site: Site, folder: Path, articles: int) -> Path:
    """A file of ten feeds of this site; an eleventh carries copies of reports of the first, and a page that is lost."""
    each = articles // FEEDS
    addresses = [publish(site, f"feed-{n}", range(n * each, n * each + each)) for n in range(FEEDS)]
    copies = [site.page(f"/copies/{n}.html", html(report(n))) for n in range(0, each, 2)]
    addresses.append(feed(site, "/copies.xml", [*copies, f"{site.url}/lost.html"]))
    rows = [
        f'[[feed]]\nid = "feed-{n}"\nname = "Paper {n}"\nkind = "rss"\naddress = "{address}"\nterms = "ours"\n'
        'every = "1d"\nenabled = true\n'
        for n, address in enumerate(addresses)
    ]
    path = folder / "feeds.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@contextmanager
def schedule(home: Path, feeds: Path, others: Mapping[str, str], *arguments: str) -> Generator[subprocess.Popen[str]]:
    """A process of `schedule --once`."""
    manners = {f"CONFLICTGRAPH_FETCH__{name.upper()}": str(value) for name, value in QUICK.items()}
    manners |= {"CONFLICTGRAPH_ALLOW_PRIVATE_ADDRESSES": "true", "CONFLICTGRAPH_HOME": str(home)}
    command = [sys.executable, "-m", "conflictgraph", "schedule", "--once", "--feeds", str(feeds), *arguments]
    with subprocess.Popen(
        command, env={**os.environ, **manners, **others}, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def undisturbed(home: Path, feeds: Path, others: Mapping[str, str]) -> float:
    """How many seconds a whole run takes from its first words on."""
    with schedule(home, feeds, others) as process:
        assert process.stderr
        process.stderr.readline()
        began = time.monotonic()
        said = process.stderr.read()
        if process.wait():
            raise SystemExit(said)
    return time.monotonic() - began


def killed(home: Path, feeds: Path, others: Mapping[str, str], longest: float, chance: random.Random) -> bool:
    """Whether a run was killed before it came to its end."""
    with schedule(home, feeds, others) as process:
        assert process.stderr
        process.stderr.readline()
        timer = Timer(chance.uniform(0, longest), process.send_signal, [signal.SIGKILL])
        timer.start()
        said = process.stderr.read()
        timer.cancel()
        ended = process.wait()
        if ended not in (0, -signal.SIGKILL):
            raise SystemExit(said)
    return ended != 0


def kill_schedules(folder: Path, feeds: Path, kills: int) -> None:
    """Kill schedules, and tell whether what they leave is what an undisturbed one leaves."""
    whole = folder / "whole"
    took = undisturbed(whole, feeds, {})
    wanted = ledger_of(whole), _embedded(whole)
    tell(f"undisturbed: {took:.0f} s, {len(wanted[0])} lines of ledger, {len(wanted[1])} nodes and ties")
    chance, done, rounds = random.Random(9), 0, 0
    while done < kills:
        home = folder / f"round-{rounds}"
        rounds += 1
        while killed(home, feeds, {}, took / 2, chance):
            done += 1
        _compare("ledger", ledger_of(home), wanted[0])
        _compare("graph", _embedded(home), wanted[1])
        tell(f"round {rounds}: {done} kills so far; ledger and graph are equal")


def kill_server(server: Server, folder: Path, feeds: Path, kills: int) -> None:
    """Kill a Neo4j server under schedules that load it, start it again, and compare its graph in the end."""
    given, names = _login(server), [f"feed-{number}" for number in range(FEEDS + 1)]
    with BoltStore(server.endpoint) as store:
        took = undisturbed(folder / "neo4j-whole", feeds, given)
        wanted = graph_of(store)
        empty(store)
    chance, home, failed = random.Random(10), folder / "neo4j", 0
    for number in range(kills):
        with schedule(home, feeds, given, "--feed", names[number % len(names)]) as process:
            assert process.stderr
            next(line for line in process.stderr if line.rstrip().endswith(": done"))  # the graph is loaded next
            time.sleep(chance.uniform(0, 0.5))
            server.kill()
            time.sleep(1)
            server.start()
            said = process.stderr.read()
            if process.wait():
                failed += 1
                tell("failed: " + next((line for line in said.splitlines() if line.startswith("ERROR")), said))
        server.wait()
    undisturbed(home, feeds, given)
    with BoltStore(server.endpoint) as store:
        _compare("graph", graph_of(store), wanted)
    tell(f"Neo4j killed {kills} times, {failed} runs failed, an undisturbed one takes {took:.0f} s; the graph is equal")


def _login(server: Server) -> dict[str, str]:
    given = server.endpoint
    password = given.password.get_secret_value()
    named = {"URI": given.uri, "USER": given.user, "PASSWORD": password, "DATABASE": given.database}
    return {f"CONFLICTGRAPH_NEO4J__{name}": value for name, value in named.items()}


def _compare(what: str, found: list[str], wanted: list[str]) -> None:
    more, less = set(found) - set(wanted), set(wanted) - set(found)
    if found != wanted:
        lines = [f"+ {line[:500]}" for line in sorted(more)[:5]] + [f"- {line[:500]}" for line in sorted(less)[:5]]
        raise SystemExit("\n".join([f"the {what} differs: {len(more)} lines more, {len(less)} less", *lines]))


def _embedded(home: Path) -> list[str]:
    with open_store(load_settings(home=home)) as store:
        return graph_of(store)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description="Kill schedules, or the server that they load.")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--neo4j", type=int, default=0, metavar="KILLS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="conflictgraph-kills-") as name, serving() as site:
        folder = Path(name)
        feeds = carry(site, folder, given.articles)
        if given.kills:
            kill_schedules(folder, feeds, given.kills)
        if given.neo4j:
            with restartable() as server:
                kill_server(server, folder, feeds, given.neo4j)


if __name__ == "__main__":
    main()
