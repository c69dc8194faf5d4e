"""Feeds every target with hostile inputs for some minutes; what crashes, hangs or takes too much memory is kept.

An input at fault is written to the corpus under its digest, so that it is tried by each run from then on.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import logging
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from graph.errors import ArticleError
from tests.fuzz.inputs import CORPUS, hostile, seeds
from tests.fuzz.targets import TARGETS, load, load_extractor

UNCHECKED = (HealthCheck.data_too_large, HealthCheck.too_slow, HealthCheck.large_base_example)
"""What Hypothesis would complain of: inputs are large on purpose."""
PHASES = (Phase.generate,)
_ROUND = 250
"""Inputs a round; targets take turns."""
_SECONDS = 5.0
"""The most that one input may take, of this process's own time."""
_ARTICLE = 0.02
"""Seconds that each of many articles in an input may take: a long file may take as long as it is."""
_HANGS = 60.0
"""From so many seconds on an input hangs: the run ends, and tells where."""
_MEMORY = 400_000
"""KiB by which the process may grow, once all is loaded and the corpus read."""
_MORE = 2 << 30
"""Bytes of addresses beyond those, past which no memory can be had."""


def main() -> int:
    """1 if there was anything to find, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--inputs", type=int, default=10_000, help="the fewest, however long that takes")
    wanted = parser.parse_args()
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder) / "input", wanted.seconds, wanted.inputs)


def _run(path: Path, seconds: float, fewest: int) -> int:
    counts = dict.fromkeys(TARGETS, 0)
    found: dict[str, str] = {}

    def note(name: str, data: bytes) -> None:
        counts[name] += 1
        if told := fault(name, data, path):
            kept = CORPUS / name / f"found-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            found[f"{name}: {told}"] = str(kept)

    load()
    load_extractor()
    for name in TARGETS:
        for data in seeds(name):
            note(name, data)
    warm = _peak()
    _limit_memory()
    started, number = time.monotonic(), 0
    while time.monotonic() - started < seconds or sum(counts.values()) < fewest:
        number += 1
        for name in TARGETS:
            _round(name, note, number)
    grown = _peak() - warm
    if grown > _MEMORY:
        found["memory"] = f"grew by {grown} KiB"
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    spent = time.monotonic() - started
    print(f"{sum(counts.values())} inputs in {spent:.0f} s ({told}); memory grew by {grown // 1024} MiB")  # noqa: T201
    for problem, kept in found.items():
        print(f"FOUND {problem}: {kept}")  # noqa: T201
    return 1 if found else 0


def _round(name: str, note: Callable[[str, bytes], None], number: int) -> None:
    """Some inputs for one target; another round of it gives others, the same round the same."""

    @seed(number)
    @settings(max_examples=_ROUND, deadline=None, database=None, phases=PHASES, suppress_health_check=UNCHECKED)
    @given(hostile(name))
    def feed(data: bytes) -> None:
        note(name, data)

    feed()


def fault(name: str, data: bytes, path: Path) -> str | None:
    """What is wrong with how a target takes an input, in a line; None if nothing is."""
    faulthandler.dump_traceback_later(_HANGS, exit=True)
    started, read = time.process_time(), None
    try:
        read = TARGETS[name](data, path)
    except ArticleError as error:
        if "\n" in error.reason or len(error.reason) > 600:
            return f"a reason of many lines or characters: {error.reason[:80]!r}"
    except Exception as error:  # whatever comes out is what is looked for
        return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    finally:
        faulthandler.cancel_dump_traceback_later()
    spent = time.process_time() - started
    articles = len(read) if isinstance(read, list) else 1
    return f"takes {spent:.1f} s" if spent > max(_SECONDS, articles * _ARTICLE) else None


def _peak() -> int:
    """The most memory that the process has held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_memory() -> None:
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + _MORE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main())
