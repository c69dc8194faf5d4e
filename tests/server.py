"""What the servers of the tests share: they listen on loopback, and end with the process that started them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pyarrow import fs

START_SECONDS = 60

# Ends the server when the pipe to this process closes, which happens even if the tests are killed.
_GUARD = """
import os, subprocess, sys, threading
server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
ended = threading.Thread(target=lambda: os._exit(server.wait() or 1))
ended.start()
sys.stdin.read()
server.terminate()
ended.join(20)
server.kill()
"""

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>conflictgraph</groupId><artifactId>for-tests</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{dependencies}</dependencies>
</project>
"""


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """A server in a process group of its own, behind a guard that ends it when this process ends.

    Args:
        command: What starts it.
        log: The file that gets what it says.
    """
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-c", _GUARD, *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def end(guard: subprocess.Popen[bytes]) -> None:
    """Have a server end itself, or end it."""
    if guard.stdin:
        guard.stdin.close()
    try:
        guard.wait(30)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(guard.pid, signal.SIGKILL)
        guard.wait()


@contextmanager
def store(name: str, command: Sequence[str], found_by: Mapping[str, str], address: str, folder: str) -> Generator[None]:
    """A store of objects with a bucket, which clients find as long as this lasts.

    Args:
        name: What it is called.
        command: What starts it.
        found_by: The variables of the environment by which clients find it.
        address: Of the bucket, as pyarrow reads it.
        folder: Where it logs.
    """
    guard = start(command, Path(folder) / "log")
    try:
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in found_by.items():
                patch.setenv(variable, value)
            _await_bucket(name, address)
            yield
    finally:
        end(guard)


def _await_bucket(server: str, address: str) -> None:
    """Wait for a bucket, and make it if its address says so; fails the test if it takes long."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            files, path = fs.FileSystem.from_uri(address)
            if files.get_file_info(path).type is not fs.FileType.Directory:
                files.create_dir(path)
            return
        except OSError as error:
            if time.monotonic() > deadline:
                pytest.fail(f"{server} did not come up: {error}")
            time.sleep(0.5)


def java(server: str) -> str:
    """The path of Java 17 or later; skips the test where there is none."""
    found = shutil.which("java")
    if found:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', said)
        if version and int(version[1]) >= 17:
            return found
    pytest.skip(f"no {server}: there is no Java 17 or later")


def jars(server: str, version: str, dependencies: Sequence[str], *options: str) -> Path:
    """The folder of a server's jars, from Maven Central if they are not there yet; complete if it exists.

    Args:
        server: What it is called.
        version: Of the server.
        dependencies: Group, artifact and perhaps classifier of each of its parts, with colons between them.
        options: For Maven's copying of dependencies.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "conflictgraph" / f"{server.lower()}-{version}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if not maven:
        pytest.skip(f"no {server}: there is no Maven to fetch it with")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        parts = "".join(_dependency(*part.split(":"), version=version) for part in dependencies)
        (Path(draft) / "pom.xml").write_text(_POM.format(dependencies=parts), encoding="utf-8")
        copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={draft}/jars", *options]
        fetched = subprocess.run(
            [maven, "-B", "-ntp", "-q", *copy], cwd=draft, capture_output=True, text=True, timeout=240, check=False
        )
        if fetched.returncode:
            pytest.skip(f"no {server}: Maven could not fetch it: {fetched.stdout.strip()[-500:]}")
        with suppress(OSError):  # another run was faster
            (Path(draft) / "jars").rename(folder)
    return folder


def _dependency(group: str, artifact: str, classifier: str = "", *, version: str) -> str:
    names = {"groupId": group, "artifactId": artifact, "version": version, "classifier": classifier}
    tags = (f"<{tag}>{text}</{tag}>" for tag, text in names.items() if text)
    return f"<dependency>{''.join(tags)}</dependency>"
