"""A memory of addresses that lives as long as a test."""

from __future__ import annotations

from graph.settings import Settings, load_settings
from ingest.feeds import Feed, read_feed
from ingest.model import Found, Trace


class Kept(dict[str, Trace]):
    """A memory that keeps every trace it is shown."""

    def recall(self, address: str) -> Trace | None:
        return self.get(address)

    def read(self, feed: Feed, settings: Settings | None = None) -> list[Found]:
        found = list(read_feed(feed, settings or load_settings(), self))
        self.update({one.trace.address: one.trace for one in found if one.trace})
        return found
