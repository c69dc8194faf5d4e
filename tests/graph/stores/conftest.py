"""What tests of the servers share: an embedded one for each module, and an empty store of either kind."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from graph.stores.base import Endpoint
from graph.stores.bolt import BoltStore
from graph.stores.embedded import embedded
from tests.neo4j_server import empty


@pytest.fixture(scope="module")
def embedded_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Generator[Endpoint]:
    with embedded(tmp_path_factory.mktemp("embedded")) as endpoint:
        yield endpoint


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Generator[BoltStore]:
    """An empty store."""
    endpoint = request.getfixturevalue(f"{request.param}_endpoint")
    assert isinstance(endpoint, Endpoint)
    with BoltStore(endpoint) as opened:
        empty(opened)
        yield opened
        empty(opened)
