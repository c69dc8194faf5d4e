"""A real S3 server for the tests: S3Proxy, on Java 17, which keeps what it gets in memory.

It is fetched from Maven Central once, into a cache folder; it listens on loopback, on a free port and with a random
password, and ends with the process that started it.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests import server

VERSION = "2.9.0"

CONF = """s3proxy.endpoint={endpoint}
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity={user}
s3proxy.credential={password}
jclouds.provider=transient
"""

LOGBACK = '<configuration><root level="OFF"/></configuration>'
"""Or it tells of every request."""


@contextmanager
def s3_server(bucket: str) -> Generator[str]:
    """A server that AWS's clients find, by the address of its bucket of this name."""
    java, jars = server.java("S3Proxy"), server.jars("S3Proxy", VERSION, ["org.gaul:s3proxy"])
    found = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.free_port()}",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",  # S3Proxy does not know the ones that AWS has added since
    }
    with tempfile.TemporaryDirectory(prefix="conflictgraph-s3-") as folder:
        conf = CONF.format(
            endpoint=found["AWS_ENDPOINT_URL"], user=found["AWS_ACCESS_KEY_ID"], password=found["AWS_SECRET_ACCESS_KEY"]
        )
        (Path(folder) / "s3proxy.conf").write_text(conf, encoding="utf-8")
        (Path(folder) / "logback.xml").write_text(LOGBACK, encoding="utf-8")
        command = [java, "-cp", f"{folder}:{jars}/*", "org.gaul.s3proxy.Main", "--properties", f"{folder}/s3proxy.conf"]
        with server.store("S3Proxy", command, found, f"s3://{bucket}?allow_bucket_creation=true", folder):
            yield f"s3://{bucket}"
