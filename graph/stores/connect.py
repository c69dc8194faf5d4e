"""Which graph server a command talks to."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from graph.settings import Settings
from graph.stores.base import Endpoint
from graph.stores.bolt import BoltStore
from graph.stores.embedded import embedded


@contextmanager
def open_store(settings: Settings) -> Generator[BoltStore]:
    """The Neo4j server of the settings, or without one the embedded graph of the home folder.

    Raises:
        StoreError: The server can't be reached or refuses the user, or the embedded one can't be started.
    """
    if settings.neo4j.uri:
        given = settings.neo4j
        endpoint = Endpoint(uri=given.uri or "", user=given.user, password=given.password, database=given.database)
        with BoltStore(endpoint) as store:
            yield store
    else:
        with embedded(graph_folder(settings)) as endpoint, BoltStore(endpoint) as store:
            yield store


def graph_folder(settings: Settings) -> Path:
    """The folder of the embedded graph."""
    return settings.home.resolve() / "graph"
