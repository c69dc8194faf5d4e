"""Manners towards hosts: what robots.txt allows, how often and how many at a time, and whom to leave alone for now."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Lock

from protego import Protego

from graph.errors import ArticleError, GoneError, TooLargeError, UnreachableError
from graph.settings import FetchSettings

AGENT = "conflictgraph"
"""The name by which robots.txt may address us."""
_FAILURES = 3
"""So many addresses in a row that give no answer however often they are asked, and a host is left alone."""
_ALONE = 300.0
"""For so many seconds."""
_LONGEST_REST = 86_400.0
"""The most seconds that a host's own word has it left alone."""
_ROBOTS_LAST = 86_400.0
"""Seconds that a robots.txt is held to; its standard advises a day."""
_HOSTS = 10_000
"""From so many hosts on, those that nothing is known of any more are forgotten."""
_ORIGINS = 256
"""The most robots.txt held at once."""
_GROUP = re.compile(r"\s*user(?:-|\s*)agent(?:\s*:\s*|\s+|$)([^\s#/]*).*", re.IGNORECASE)


@dataclass(slots=True)
class _Host:
    """What is known of one host; times are of the monotonic clock."""

    slots: BoundedSemaphore
    lock: Lock = field(default_factory=Lock)
    next_at: float = 0
    failures: int = 0
    alone_until: float = 0


class Hosts:
    """Turns at hosts, shared by all threads; `stopped` ends all waiting for them."""

    def __init__(self, settings: FetchSettings, stopped: Event) -> None:
        self._settings = settings
        self._stopped = stopped
        self._lock = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, name: str, delay: float) -> Generator[None]:
        """Waits for a turn at a host and holds it; turns begin at least `delay` seconds after each other.

        A host whose turns end with UnreachableError again and again, or that asks for it, is left alone for a while.

        Raises:
            UnreachableError: It is left alone now, or the waiting was ended.
        """
        host = self._host(name)
        with host.slots:
            self._must_not_rest(host, name)
            with host.lock:
                starts = max(host.next_at, time.monotonic())
                host.next_at = starts + delay
            if self._stopped.wait(max(0.0, starts - time.monotonic())):
                raise UnreachableError("is not asked, since all fetching ends", name)
            self._must_not_rest(host, name)
            try:
                yield
            except UnreachableError as error:
                self._failed(host, error.after or 0)
                raise
            host.failures = 0

    def _must_not_rest(self, host: _Host, name: str) -> None:
        left = host.alone_until - time.monotonic()
        if left > 0:
            raise UnreachableError("its host gives no answers and is left alone for now", name, after=left)

    def _failed(self, host: _Host, after: float) -> None:
        now = time.monotonic()
        with host.lock:
            host.failures += 1
            if after > self._settings.longest_wait:
                host.alone_until = now + min(after, _LONGEST_REST)
            elif host.failures >= _FAILURES * self._settings.tries:
                host.failures, host.alone_until = 0, now + _ALONE
            host.next_at = max(host.next_at, now + min(after, self._settings.longest_wait))

    def _host(self, name: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= _HOSTS:
                now = time.monotonic()
                self._hosts = {key: one for key, one in self._hosts.items() if max(one.next_at, one.alone_until) > now}
            return self._hosts.setdefault(name, _Host(BoundedSemaphore(self._settings.per_host)))


@dataclass(slots=True)
class _Origin:
    """The rules of one origin and when they were read; None before."""

    lock: Lock = field(default_factory=Lock)
    rules: Protego | None = None
    read_at: float = 0


class Robots:
    """The robots.txt of each origin, read once a day."""

    def __init__(self, read: Callable[[str], str], settings: FetchSettings) -> None:
        """`read` gives the text at an address, and raises ArticleError where there is none."""
        self._read = read
        self._settings = settings
        self._lock = Lock()
        self._origins: dict[str, _Origin] = {}

    def delay(self, url: str, origin: str) -> float:
        """The seconds between two requests to the origin of an address that may be asked for.

        Raises:
            ArticleError: It may not, or only more seldom than anyone would wait for.
            UnreachableError: Its rules can't be read; until they can, nothing is allowed.
        """
        rules = self._rules(origin)
        if not rules.can_fetch(url, AGENT):
            raise ArticleError("robots.txt does not allow it", url)
        rate = rules.request_rate(AGENT)
        asked = max(rules.crawl_delay(AGENT) or 0, -(-rate.seconds // rate.requests) if rate else 0)
        if asked > self._settings.longest_wait:
            raise ArticleError("robots.txt asks for a longer time between requests than fetch.longest_wait", url)
        return max(self._settings.delay, asked)

    def _rules(self, origin: str) -> Protego:
        known = self._origin(origin)
        with known.lock:
            if known.rules is None or time.monotonic() - known.read_at > _ROBOTS_LAST:
                known.rules, known.read_at = Protego.parse(self._text(origin)), time.monotonic()
            return known.rules

    def _text(self, origin: str) -> str:
        try:
            text = self._read(f"{origin}/robots.txt")
        except GoneError:
            return ""
        except UnreachableError as error:
            raise type(error)(f"robots.txt {error.reason}", origin, after=error.after) from error
        except TooLargeError:
            return "User-agent: *\nDisallow: /"  # rules that are there and can't be read may forbid anything
        return "\n".join(_GROUP.sub(_of_concern, line) for line in text.splitlines())

    def _origin(self, name: str) -> _Origin:
        with self._lock:
            known = self._origins.pop(name, None) or _Origin()
            self._origins[name] = known  # the last one asked for stands last
            if len(self._origins) > _ORIGINS:
                del self._origins[next(iter(self._origins))]
            return known


def _of_concern(line: re.Match[str]) -> str:
    """A line that names an agent, all others called the same: else each agent's rules would be held on their own."""
    agent = line[1].lower()
    return f"User-agent: {agent if agent in ('*', AGENT) else 'another'}"
