"""The embedded Bolt server's own process, started by `graph.stores.embedded` with the folder as its argument.

It reads one JSON line with the passwords of its two users from stdin, prints one JSON line when it is up (or why it is
not), and lives until stdin closes, which happens however its parent ends.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

DATABASE = "neo4j"
ADMIN, READER = "root", "reader"
BUSY = "busy"
LOCK = "lock"
LOGIN = "serve-bolt.json"
"""How to log in to a server that is kept up for all; written by its parent."""

COMMAND_MILLISECONDS = 120_000
STOP_SECONDS = 10

RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


def group(access: list[str], records: list[str]) -> dict[str, Any]:
    """What the members of a group may do, in the form of the server's file of groups."""
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


GROUPS = {
    "databases": {
        "*": {
            "groups": {
                "admin": group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], RECORDS),
                "reader": group([], ["readRecord"]),
                "*": group([], []),
            }
        }
    },
    "version": 2,
}


def main() -> NoReturn:
    """Serve the folder that the command line names, then leave the process."""
    code = 1
    try:
        code = _serve(Path(sys.argv[1]).resolve())
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)  # or threads of the Java machine could keep the process, and with it the folder's lock


def _serve(root: Path) -> int:
    """The process's exit code, once the parent is gone."""
    passwords = json.loads(sys.stdin.readline())
    answer = _take_stdout(root)
    os.chdir(root)  # the server writes its log beneath the working folder
    held = lock(root / LOCK)
    if held is None:
        _say(answer, {"failed": BUSY})
        return 1
    (root / LOGIN).unlink(missing_ok=True)  # of a server that was killed
    try:
        server, port = _start(root, passwords)
    except Exception as error:  # whatever it is, the parent must hear of it
        _say(answer, {"failed": " ".join(str(error).split()) or type(error).__name__})
        raise
    _say(answer, {"port": port})
    sys.stdin.read()
    limit = threading.Timer(STOP_SECONDS, os._exit, [1])  # what was committed is safe all the same
    limit.daemon = True
    limit.start()
    server.stop()
    return 0


def _take_stdout(root: Path) -> TextIO:
    """The parent's pipe; what the server prints goes to a log file from here on."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with (root / "server.log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    return answer


def _say(answer: TextIO, words: dict[str, Any]) -> None:
    with suppress(BrokenPipeError):  # the parent was killed meanwhile, and stdin will say so
        answer.write(json.dumps(words) + "\n")
        answer.flush()


def lock(path: Path) -> TextIO | None:
    """The open file whose lock this process holds until it ends, or None if another one does."""
    file = path.open("a", encoding="utf-8")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _start(root: Path, passwords: dict[str, str]) -> tuple[Any, int]:
    import arcadedb_embedded as arcade
    import jpype  # type: ignore[import-untyped]  # it ships no types

    settings = root / "config"
    settings.mkdir(exist_ok=True)
    # Passwords are made anew for each start, and a password once kept would stand before the one that is given.
    (settings / "server-users.jsonl").unlink(missing_ok=True)
    (settings / "server-groups.json").write_text(json.dumps(GROUPS), encoding="utf-8")
    ports = _free_ports()
    server = arcade.server.ArcadeDBServer(
        str(root),
        passwords[ADMIN],
        config={
            "host": "127.0.0.1",
            "http_port": ports[1],
            "mode": "development",  # the other mode hides what is wrong with a statement
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": ports[0],
            "bolt_defaultDatabase": DATABASE,
        },
        jvm_kwargs={
            "heap_size": "1g",
            "jvm_args": [f"-Darcadedb.command.timeout={COMMAND_MILLISECONDS}", "-Darcadedb.txWalFlush=2"],
        },
    )
    server.start()
    java: Any = vars(server)["_java_server"]  # the binding has no call of its own for users
    if not java.existsDatabase(DATABASE):
        server.create_database(DATABASE)
    security = java.getSecurity()
    reader = {
        "name": READER,
        "password": str(security.encodePassword(passwords[READER])),
        "databases": {DATABASE: ["reader"]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(reader)))
    return server, ports[0]


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


if __name__ == "__main__":
    main()
