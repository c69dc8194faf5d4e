"""A server for the tests that speaks as Google Cloud Storage does and keeps what it gets in memory, on loopback."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager

from tests import server

_START = """
import sys
from gcp_storage_emulator.server import create_server
create_server("127.0.0.1", int(sys.argv[1]), in_memory=True, default_bucket=sys.argv[2]).run()
"""


@contextmanager
def gs_server(bucket: str) -> Generator[str]:
    """A server that Google's clients find, by the address of its bucket of this name."""
    port, address = server.free_port(), f"gs://anonymous@{bucket}"
    found = {"CLOUD_STORAGE_EMULATOR_ENDPOINT": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "-c", _START, str(port), bucket]
    with (
        tempfile.TemporaryDirectory(prefix="conflictgraph-gs-") as folder,
        server.store("Google's store", command, found, f"{address}?retry_limit_seconds=5", folder),
    ):
        yield address
