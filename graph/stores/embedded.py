"""The embedded graph: a Bolt server of our own on loopback, in a child process that ends with this one.

One process at a time serves a folder. One started by `published` (the command `serve-bolt`) writes down how to log in,
in a file that its user alone can read, and others join it; without one, who comes second waits until the first is done.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import SecretStr

from graph.errors import StoreError
from graph.stores.base import Endpoint
from graph.stores.embedded_server import ADMIN, BUSY, DATABASE, LOCK, LOGIN, READER, lock

WAIT_SECONDS = 60
"""How long to wait for another command that has the folder."""

STOP_SECONDS = 15


class Served(NamedTuple):
    """A server that is kept up for other commands.

    Attributes:
        endpoint: How to log in.
        login: The file that holds it, for those commands.
        process: The server's.
    """

    endpoint: Endpoint
    login: Path
    process: subprocess.Popen[str]

    def wait(self) -> None:
        """Wait until the server ends by itself, which it should not.

        Raises:
            StoreError: It did.
        """
        code = self.process.wait()
        raise StoreError(
            f"the embedded graph's server ended with code {code}; {self.login.parent / 'server.log'} may say why"
        )


@contextmanager
def embedded(folder: Path) -> Generator[Endpoint]:
    """The server of a folder: the one that `published` keeps up, else one for as long as the block lasts.

    Raises:
        StoreError: It can't be started here, or another command has kept the folder for `WAIT_SECONDS`.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        if joined := _published(folder):
            yield joined
            return
        server = _start(folder)
        if server:
            break
        if time.monotonic() > deadline:
            raise StoreError(f"the embedded graph in {folder} has been used by another command all along", retry=True)
        time.sleep(0.2)
    process, endpoint = server
    try:
        yield endpoint
    finally:
        _stop(process)


@contextmanager
def published(folder: Path) -> Generator[Served]:
    """A server that other commands join, for as long as the block lasts.

    Raises:
        StoreError: It can't be started here, or another command has the folder.
    """
    if joined := _published(folder):
        raise StoreError(f"the embedded graph in {folder} is already served at {joined.uri}")
    server = _start(folder)
    if server is None:
        raise StoreError(f"the embedded graph in {folder} is in use by another command", retry=True)
    process, endpoint = server
    path = folder / LOGIN
    try:
        _write_login(path, endpoint)
        yield Served(endpoint, path, process)
    finally:
        path.unlink(missing_ok=True)
        _stop(process)


def _write_login(path: Path, endpoint: Endpoint) -> None:
    shown = endpoint.model_dump() | {
        "password": endpoint.password.get_secret_value(),
        "reader_password": endpoint.reader_password.get_secret_value(),
    }
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(shown, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def _published(folder: Path) -> Endpoint | None:
    """How to log in to the server that is kept up, if one is."""
    try:
        endpoint = Endpoint.model_validate_json((folder / LOGIN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    except OSError as error:
        raise StoreError(f"{folder / LOGIN} can't be read: {error.strerror}") from error
    if held := lock(folder / LOCK):  # nobody serves the folder: the file is what a killed server left behind
        held.close()
        return None
    return endpoint


def _start(folder: Path) -> tuple[subprocess.Popen[str], Endpoint] | None:
    """A server's process and how to log in to it; None if another process has the folder."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise StoreError(
            "the embedded graph does not run on this kind of machine: set CONFLICTGRAPH_NEO4J__URI to a Neo4j server"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(f"folder {folder} of the embedded graph can't be made: {error.strerror}") from error
    passwords = {user: secrets.token_urlsafe(24) for user in (ADMIN, READER)}
    process = subprocess.Popen(
        [sys.executable, "-m", "graph.stores.embedded_server", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # Ctrl-C is for this process, which then ends the other in order
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [_root(), os.environ.get("PYTHONPATH")]))},
    )
    try:
        answer = _greet(process, passwords, folder)
    except BaseException:
        _stop(process)
        raise
    if answer.get("failed") == BUSY:
        _stop(process)
        return None
    if reason := answer.get("failed"):
        _stop(process)
        raise StoreError(f"the embedded graph in {folder} did not start: {reason}")
    return process, Endpoint(
        uri=f"bolt://127.0.0.1:{answer['port']}",
        user=ADMIN,
        password=SecretStr(passwords[ADMIN]),
        database=DATABASE,
        reader=READER,
        reader_password=SecretStr(passwords[READER]),
    )


def _greet(process: subprocess.Popen[str], passwords: dict[str, str], folder: Path) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise StoreError("the embedded graph's process has no pipes")
    with suppress(BrokenPipeError):  # its answer, or its log, says why it ended
        process.stdin.write(json.dumps(passwords) + "\n")
        process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise StoreError(f"the embedded graph in {folder} did not start; {folder / 'server.log'} may say why")
    answer: dict[str, Any] = json.loads(line)
    return answer


def _stop(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def _root() -> str:
    return str(Path(__file__).resolve().parents[2])
