"""A real Neo4j for the tests: the one that NEO4J_URI names, else one in Docker, else Neo4j Community on Java 17.

The last is assembled from Maven Central once, into a cache folder. What this module starts listens on loopback, on a
free port and with a random password, and is stopped at the end, also when the tests are interrupted.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.errors import StoreError
from graph.stores.base import Endpoint
from graph.stores.bolt import BoltStore
from tests import server

VERSION = "5.26.31"
IMAGE = "neo4j:5.26-community"
START_SECONDS = 120
PARTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j")
OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]

CONF = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
"""


@contextmanager
def neo4j_server() -> Generator[Endpoint]:
    """An empty server of the tests' own, or the one of NEO4J_URI; skips the test that asks if none can be had."""
    if uri := os.environ.get("NEO4J_URI"):
        with _given(uri) as endpoint:
            yield endpoint
    elif _docker_answers():
        with _in_docker() as endpoint:
            yield endpoint
    else:
        with _on_java() as endpoint:
            yield endpoint


@contextmanager
def _given(uri: str) -> Generator[Endpoint]:
    endpoint = Endpoint(
        uri=uri,
        user=os.environ.get("NEO4J_USER", "neo4j"),
        password=SecretStr(os.environ.get("NEO4J_PASSWORD", "")),
        database=os.environ.get("NEO4J_DATABASE", "neo4j"),
    )
    with BoltStore(endpoint) as store:
        if store.run("MATCH (n) RETURN 1 LIMIT 1").rows:
            pytest.fail(f"{store.address} holds nodes, which the tests would remove: name an empty database")
        yield endpoint
        empty(store)


def empty(store: BoltStore) -> None:
    """Remove all that the store holds, constraints and indexes too."""
    store.run("MATCH (n) DETACH DELETE n", write=True)
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for (name,) in store.run(f"SHOW {kinds} YIELD name RETURN name").rows:
            if name.startswith("conflictgraph_"):
                store.run(f"DROP {kind} {name} IF EXISTS", write=True)


def _docker_answers() -> bool:
    if not shutil.which("docker"):
        return False
    asked = ["docker", "info", "--format", "{{.ServerVersion}}"]
    try:
        return subprocess.run(asked, capture_output=True, timeout=20, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@contextmanager
def _in_docker() -> Generator[Endpoint]:
    endpoint = _endpoint(server.free_port())
    port = endpoint.uri.rsplit(":", 1)[1]
    environment = {"NEO4J_AUTH": f"neo4j/{endpoint.password.get_secret_value()}"}
    started = subprocess.run(
        ["docker", "run", "--rm", "--detach", "--publish", f"127.0.0.1:{port}:7687", "--env", "NEO4J_AUTH", IMAGE],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if started.returncode:
        pytest.skip(f"Docker could not start {IMAGE}: {started.stderr.strip()}")
    container = started.stdout.strip()

    def remove() -> None:
        subprocess.run(["docker", "rm", "--force", container], capture_output=True, check=False)

    atexit.register(remove)
    try:
        _await(endpoint)
        yield endpoint
    finally:
        remove()
        atexit.unregister(remove)


@contextmanager
def imported(command: Sequence[str]) -> Generator[Endpoint]:
    """A server of the tests' own whose database was made by neo4j-admin with these arguments; needs Java 17."""
    with _on_java(command) as endpoint:
        yield endpoint


def import_seconds(command: Sequence[str]) -> float:
    """How long neo4j-admin takes with these arguments, in a home of its own; needs Java 17."""
    java, jars = server.java("Neo4j"), f"{_jars()}/*"
    with tempfile.TemporaryDirectory(prefix="conflictgraph-neo4j-") as folder:
        (Path(folder) / "conf").mkdir()
        (Path(folder) / "conf" / "neo4j.conf").write_text("", encoding="utf-8")
        began = time.monotonic()
        _administer([java, *OPENS, "-cp", jars, "org.neo4j.cli.AdminTool", *command], folder)
        return time.monotonic() - began


@dataclass(slots=True)
class Server:
    """A server of the tests' own that can be stopped, killed and started again."""

    endpoint: Endpoint
    command: list[str]
    log: Path
    guard: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Have it end itself."""
        server.end(self.guard)

    def kill(self) -> None:
        """End it at once."""
        os.killpg(self.guard.pid, signal.SIGKILL)
        self.guard.wait()

    def start(self) -> None:
        """Start it again, without waiting for it."""
        self.guard = server.start(self.command, self.log)

    def wait(self) -> None:
        """Wait until it answers."""
        _await(self.endpoint, self.guard)


@contextmanager
def restartable() -> Generator[Server]:
    """A server of the tests' own that can be stopped and started again; needs Java 17."""
    with _home() as (endpoint, command, log):
        one = Server(endpoint, command, log, server.start(command, log))
        try:
            one.wait()
            yield one
        finally:
            one.stop()


@contextmanager
def _on_java(admin: Sequence[str] = ()) -> Generator[Endpoint]:
    with _home(admin) as (endpoint, command, log):
        guard = server.start(command, log)
        try:
            _await(endpoint, guard)
            yield endpoint
        finally:
            server.end(guard)


@contextmanager
def _home(admin: Sequence[str] = ()) -> Generator[tuple[Endpoint, list[str], Path]]:
    """How to log in to a server that is not started yet, the command that starts it, and its log."""
    java = server.java("Neo4j")
    jars = f"{_jars()}/*"
    endpoint = _endpoint(server.free_port())
    with tempfile.TemporaryDirectory(prefix="conflictgraph-neo4j-") as folder:
        home = Path(folder)
        (home / "conf").mkdir()
        conf = CONF.format(port=endpoint.uri.rsplit(":", 1)[1])
        (home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        password = endpoint.password.get_secret_value()
        for arguments in (["dbms", "set-initial-password", password], admin):
            if arguments:
                _administer([java, *OPENS, "-cp", jars, "org.neo4j.cli.AdminTool", *arguments], folder)
        command = [java, "-Xms256m", "-Xmx1g", "-XX:+UseG1GC", *OPENS, "-Dio.netty.tryReflectionSetAccessible=true"]
        command += ["-Dlog4j2.disable.jmx=true", "-cp", jars, "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={folder}", f"--config-dir={folder}/conf"]
        yield endpoint, command, home / "out.log"


def _administer(command: list[str], folder: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,  # where the importer leaves a report
        env=os.environ | {"NEO4J_HOME": folder, "NEO4J_CONF": f"{folder}/conf"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"neo4j-admin failed: {done.stdout[-2000:]} {done.stderr[-2000:]}")


def _jars() -> Path:
    return server.jars("Neo4j", VERSION, PARTS)


def _endpoint(port: int) -> Endpoint:
    password = secrets.token_hex(18)  # neo4j-admin takes one that begins with a dash for an option
    return Endpoint(uri=f"bolt://127.0.0.1:{port}", user="neo4j", password=SecretStr(password))


def _await(endpoint: Endpoint, process: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with BoltStore(endpoint):
                return
        except StoreError as error:
            if time.monotonic() > deadline or (process and process.poll() is not None):
                pytest.fail(f"Neo4j did not come up: {error}")
            time.sleep(0.3)
