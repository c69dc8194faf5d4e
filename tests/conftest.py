"""What all tests share: `--require`, so that a machine that must run everything can't pass by skipping."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from graph.stores.base import Endpoint
    from tests.postgres_server import Postgres

MARKERS = ("neo4j", "postgres", "s3", "browser", "model")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--require neo4j,browser,...`."""
    parser.addoption(
        "--require",
        default="",
        metavar="MARKERS",
        help="comma-separated markers (neo4j, postgres, s3, browser, model) whose tests must run: a skip is a failure",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a marker that nothing bears: a typing error would require nothing."""
    if unknown := _required(config) - set(MARKERS):
        raise pytest.UsageError(f"--require: {sorted(unknown)[0]!r} is none of {', '.join(MARKERS)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a required test into a failure that tells the skip's reason."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        for marker in sorted(_required(item.config)):
            if item.get_closest_marker(marker):
                reason = str(call.excinfo.value) if call.excinfo else "skipped"
                report.outcome = "failed"
                report.longrepr = f"{marker} is required here, but the test was skipped: {reason}"
    return report


@pytest.fixture(scope="session")
def neo4j_endpoint() -> Generator[Endpoint]:
    """A real Neo4j, empty at first; one for all tests, each of which loads what it needs."""
    from tests.neo4j_server import neo4j_server

    with neo4j_server() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def postgres() -> Generator[Postgres]:
    """A real PostgreSQL; one for all tests, each of which asks it for a database of its own."""
    from tests.postgres_server import postgres_server

    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


def _required(config: pytest.Config) -> set[str]:
    given = str(config.getoption("--require"))
    return {marker.strip() for marker in given.split(",") if marker.strip()}
