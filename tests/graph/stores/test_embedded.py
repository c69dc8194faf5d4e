"""The embedded server's life: alone, shared, waited for, and gone with its parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.stores.bolt import BoltStore
from graph.stores.connect import graph_folder, open_store
from graph.stores.embedded import embedded, published
from graph.stores.embedded_server import LOCK, LOGIN, lock

CHECKOUT = Path(__file__).parents[3]

HOLDER = """
import sys, time
from pathlib import Path
from graph.stores.bolt import BoltStore
from graph.stores.embedded import embedded
with embedded(Path(sys.argv[1])) as endpoint, BoltStore(endpoint) as store:
    store.run("CREATE CONSTRAINT c FOR (n:Actor) REQUIRE n.id IS UNIQUE", write=True)
    for number in range(1_000_000):
        store.run("CREATE (:Actor {id: $number})", {"number": number}, write=True)
        print(number, flush=True)
"""


def is_free(folder: Path, within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if held := lock(folder / LOCK):
            held.close()
            return True
        time.sleep(0.1)
    return False


def test_it_keeps_what_it_is_given_and_leaves_nothing_running(tmp_path: Path) -> None:
    for expected in (1, 2):
        with embedded(tmp_path) as endpoint, BoltStore(endpoint) as store:
            store.run("CREATE (:Actor {id: $id})", {"id": str(expected)}, write=True)
            assert store.run("MATCH (n) RETURN count(n)").rows == ((expected,),)
            assert endpoint.uri.startswith("bolt://127.0.0.1:")
        assert is_free(tmp_path, within=0.5)


def test_it_ends_when_its_parent_is_killed_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as parent:
        assert parent.stdout is not None
        for _ in range(20):
            parent.stdout.readline()
        parent.send_signal(signal.SIGKILL)
        acknowledged = 20 + len(parent.stdout.readlines())
    assert is_free(tmp_path)
    with embedded(tmp_path) as endpoint, BoltStore(endpoint) as store:
        assert store.run("MATCH (n:Actor) RETURN count(n)").rows[0][0] >= acknowledged


def test_a_second_command_joins_a_server_that_is_kept_up(tmp_path: Path) -> None:
    with published(tmp_path) as served:
        assert (served.login.stat().st_mode & 0o777) == 0o600
        assert json.loads(served.login.read_text(encoding="utf-8"))["uri"] == served.endpoint.uri
        with embedded(tmp_path) as joined, BoltStore(joined) as store:
            assert joined == served.endpoint
            store.run("CREATE (:Actor {id: 'x'})", write=True)
        with BoltStore(served.endpoint) as store:
            assert store.run("MATCH (n) RETURN n.id").rows == (("x",),)
        with pytest.raises(StoreError, match="already served"), published(tmp_path):
            pass
    assert not (tmp_path / LOGIN).exists()


def test_without_the_readers_name_it_does_not_pretend_to_only_read(tmp_path: Path) -> None:
    with embedded(tmp_path) as endpoint, BoltStore(endpoint.model_copy(update={"reader": None})) as store:
        with pytest.raises(StoreError, match="can't be held to reading"):
            store.run("RETURN 1")
        assert store.run("RETURN 1", write=True).rows == ((1,),)


def test_a_login_that_a_killed_server_left_is_not_joined(tmp_path: Path) -> None:
    with published(tmp_path) as served:
        left = served.login.read_text(encoding="utf-8")
    (tmp_path / LOGIN).write_text(left, encoding="utf-8")
    with embedded(tmp_path) as endpoint:
        assert endpoint != served.endpoint
        assert not (tmp_path / LOGIN).exists()


def test_a_second_command_waits_until_the_first_is_done(tmp_path: Path) -> None:
    done: list[str] = []

    def first() -> None:
        with embedded(tmp_path), started:
            started.notify()
            started.wait(20)
            done.append("first")

    started = threading.Condition()
    thread = threading.Thread(target=first)
    with started:
        thread.start()
        assert started.wait(60)
    with pytest.raises(StoreError, match="in use by another command"), published(tmp_path):
        pass
    threading.Timer(1, lambda: notify(started)).start()
    with embedded(tmp_path):
        done.append("second")
    thread.join()
    assert done == ["first", "second"]


def notify(condition: threading.Condition) -> None:
    with condition:
        condition.notify()


def test_who_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.embedded.WAIT_SECONDS", 0.1)
    held = lock(tmp_path / LOCK)
    assert held
    with pytest.raises(StoreError, match="used by another command") as raised, embedded(tmp_path):
        pass
    assert raised.value.retry
    held.close()


def test_a_folder_that_can_not_be_made() -> None:
    with pytest.raises(StoreError, match="can't be made"), embedded(Path("/proc/nowhere")):
        pass


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="did not start") as raised, embedded(tmp_path):
        pass
    assert "\n" not in str(raised.value)
    assert is_free(tmp_path, within=0.5)


def test_the_settings_choose_the_server(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with open_store(settings) as store:
        assert store.address.startswith("bolt://127.0.0.1:")
    assert (graph_folder(settings) / "databases").is_dir()


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("bolt://127.0.0.1:1", "bolt://127.0.0.1:1: no server answers"),
        ("bolt://nobody:secret@127.0.0.1:1", "the URI of 127.0.0.1:1 holds a user or password"),
        ("http://nobody:secret@127.0.0.1:7474", "'127.0.0.1:7474' is no URI of a graph server"),
        ("127.0.0.1:7687", "is no URI of a graph server"),
        ("bolt://", "is no URI of a graph server"),
        ("bolt://host:port", "is no URI of a graph server"),
        ("bolt://host:99999", "is no URI of a graph server"),
        ("bolt://[::1", "is no URI of a graph server"),
    ],
)
def test_an_unusable_address_is_named_in_one_line(tmp_path: Path, uri: str, words: str) -> None:
    settings = Settings.model_validate({"home": tmp_path, "neo4j": {"uri": uri, "password": "hidden"}})
    with pytest.raises(StoreError) as raised, open_store(settings):
        pass
    message = str(raised.value)
    assert words in message
    assert "\n" not in message
    assert "secret" not in message
    assert "hidden" not in message


def test_ctrl_c_and_a_polite_end_take_the_server_along(tmp_path: Path) -> None:
    for how in (signal.SIGINT, signal.SIGTERM):
        command = [sys.executable, "-m", "graph", "serve-bolt", "--home", str(tmp_path)]
        with subprocess.Popen(
            command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("bolt://127.0.0.1:")
            process.send_signal(how)
            assert process.wait(30) == 0
        assert is_free(tmp_path / "graph", within=0.5)
        assert not (tmp_path / "graph" / LOGIN).exists()
