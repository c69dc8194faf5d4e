"""Back-filling: a corpus too large for one machine, extracted on Ray, part by part; what is done stays done."""

from __future__ import annotations

import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from graph.errors import ConflictGraphError, UsageError
from graph.library import needed
from graph.model import Article, Record
from graph.settings import Neo4jSettings, Settings
from graph.stores.bulk import EXTRA, Bulk, Dead, Done
from graph.stores.records import Entry
from ingest.extractor import version_of
from ingest.input_parts import Part, Plan
from ingest.letters import cleaned, payload
from ingest.model import Lost, RawPage, Refused
from ingest.workers import Extracts, Pool, cores

CONNECT_SECONDS = 10


class Outcome(Record):
    """What became of a part: done, or why not."""

    part: Part
    done: Done | None = None
    failed: str = ""


def read_part(part: Part, engine: Extracts, settings: Settings, out: Bulk) -> Done:
    """What a part gave, once it is written.

    Raises:
        ConflictGraphError: The part can't be read just now, or the results not be written.
    """
    pages: dict[tuple[str, str], RawPage] = {}
    unread: list[Entry] = []
    dead: list[Dead] = []
    skipped: Counter[str] = Counter()

    def wanted() -> Iterator[Article]:
        for page in part.pages(settings):
            article = page if isinstance(page, Refused) else cleaned(page, settings)
            if isinstance(article, Refused):
                if article.retry:
                    raise ConflictGraphError(f"{article.name}: {article.reason}")
                dead.append(Dead(article.name, article.reason, article.payload))
            elif article.lang not in engine.languages:
                unread.append(Entry(article, (), (), {}, engine.version))
                skipped[f"language {article.lang}"] += 1
            elif isinstance(page, RawPage):
                pages[article.id, article.digest] = page
                yield article

    entries: list[Entry] = []
    for found in engine.run(wanted()):
        if isinstance(found, Lost):
            page = pages[found.article.id, found.article.digest]
            dead.append(Dead(page.name, found.reason, payload(page)))
        else:
            entries.append(Entry(found.article, found.actors, found.claims, found.mentions, engine.version))
    months = out.write(part.number, [*entries, *unread], dead)
    done = Done(
        part=part.number,
        extractor=engine.version,
        languages=tuple(sorted(engine.languages)),
        months=months,
        articles=len(entries) + len(unread),
        words=sum(len(entry.article.text.split()) for entry in entries),
        claims=sum(len(entry.claims) for entry in entries),
        skipped=dict(sorted(skipped.items())),
        dead=len(dead),
    )
    out.finish(done)
    return done


class _Reads:
    """What reads part after part: an actor of Ray's, its extractor in a process beside it that bad text may crash."""

    def __init__(self, settings: Settings, out: str, version: str) -> None:
        self._settings = settings
        self._out = Bulk.at(out)
        self._engine = Pool(settings, 1)
        self._is_other = self._engine.version != version

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        part = Part.model_validate_json(row["part"])
        if self._is_other:
            failed = "a machine has another version of conflictgraph, of its data or of a pipeline"
            return {"outcome": Outcome(part=part, failed=failed).model_dump_json()}
        try:
            outcome = Outcome(part=part, done=read_part(part, self._engine, self._settings, self._out))
        except Exception as error:  # whatever it is, the other parts are to be read
            outcome = Outcome(part=part, failed=f"{type(error).__name__}: {error}"[:500])
        return {"outcome": outcome.model_dump_json()}


def backfill(
    parts: Sequence[Part],
    out: str,
    settings: Settings,
    *,
    address: str | None = None,
    jobs: int | None = None,
    told: Callable[[Outcome], None] = lambda _: None,
) -> list[Done]:
    """What all parts gave, by number, those that were done before too.

    Args:
        parts: The input.
        out: Folder of the results, as `Bulk` has them: a path or URI that all machines see.
        settings: The limits, and the pipelines.
        address: Of a running cluster of Ray's; None to use this machine alone.
        jobs: The most processes; as many as there are cores by default.
        told: Called after each part.

    Raises:
        UsageError: The folder holds results of other input.
        ConflictGraphError: There is no such cluster, or a part failed. What is done stays done, and the next call does
            the rest.
    """
    folder, version = Bulk.at(out), version_of(settings)
    plan = Plan(parts=tuple(parts)).model_dump_json()
    if (kept := folder.plan()) is None:
        folder.begin(plan)
    elif kept != plan:
        raise UsageError(f"{out} holds results of other input, or of parts of another size: name an empty folder")
    done = {one.part for one in folder.done() if one.extractor == version}
    left = [part for part in parts if part.number not in done]
    failed: dict[int, str] = {part.number: "the processes that read it died" for part in left}
    for outcome in _on_ray(left, (_shareable(settings), out, version), address, jobs) if left else ():
        del failed[outcome.part.number]
        if outcome.done is None:
            failed[outcome.part.number] = outcome.failed
        told(outcome)
    if failed:
        first = min(failed)
        raise ConflictGraphError(
            f"{len(failed)} of {len(parts)} parts failed; the same command tries them again. "
            f"Part {first}: {failed[first]}"
        )
    return folder.done()


def _shareable(settings: Settings) -> Settings:
    """The settings without what opens databases, which other machines need not know."""
    return settings.model_copy(update={"neo4j": Neo4jSettings(), "ledger": None})


def _knock(address: str) -> None:
    """Make sure that somebody is there, whom Ray would look for during minutes.

    Raises:
        OSError: Nobody is.
        ValueError: The address names no port.
    """
    parts = urlsplit(f"//{address.removeprefix('ray://')}")
    if not parts.port:
        raise ValueError("an address is HOST:PORT")
    socket.create_connection((parts.hostname, parts.port), timeout=CONNECT_SECONDS).close()


def _on_ray(
    parts: Sequence[Part], given: tuple[Settings, str, str], address: str | None, jobs: int | None
) -> Iterator[Outcome]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # or Ray tells its makers
    os.environ.setdefault("RAY_IGNORE_UNHANDLED_ERRORS", "1")  # those of its own statistics, when machines are lost
    ray, data = needed("ray", EXTRA), needed("ray.data", EXTRA)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    alone = {"num_cpus": jobs or cores(), "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        if address:
            _knock(address)
        ray.init(address=address or "local", **quiet, **({} if address else alone))
    except (OSError, RuntimeError, ValueError) as error:
        why = " ".join(str(error).split())[:200]
        raise ConflictGraphError(f"{address or 'Ray'}: no cluster answers: {why}") from error
    try:
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1
        most = min(len(parts), jobs or int(ray.cluster_resources().get("CPU", 1)))
        # Of one size: with one part at a time for each, Ray would not see that there is work for more.
        pool = data.ActorPoolStrategy(size=most, max_tasks_in_flight_per_actor=1)
        rows = data.from_items([{"part": part.model_dump_json()} for part in parts], override_num_blocks=len(parts))
        for row in rows.map(_Reads, fn_constructor_args=given, compute=pool, num_cpus=1).iter_rows():
            yield Outcome.model_validate_json(row["outcome"])
    finally:
        ray.shutdown()
