"""A server for the tests that speaks as Google Cloud Storage does and keeps what it gets in memory, on loopback."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import server

_START = """
import sys
from gcp_storage_emulator.server import create_server
create_server("127.0.0.1", int(sys.argv[1]), in_memory=True, default_bucket=sys.argv[2]).run()
"""


@contextmanager
def gs_server(bucket: str) -> Generator[Mapping[str, str]]:
    """A server with a bucket of this name, as the variables of the environment by which Google's clients find it."""
    port = server.free_port()
    found = {"CLOUD_STORAGE_EMULATOR_ENDPOINT": f"http://127.0.0.1:{port}"}
    with tempfile.TemporaryDirectory(prefix="conflictgraph-gs-") as folder:
        guard = server.start([sys.executable, "-c", _START, str(port), bucket], Path(folder) / "log")
        try:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in found.items():
                    patch.setenv(name, value)
                server.await_bucket("Google's store", f"gs://anonymous@{bucket}?retry_limit_seconds=5")
            yield found
        finally:
            server.end(guard)
