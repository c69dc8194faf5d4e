"""The ledger: what it keeps is a matter of what was put, survives a kill, and fails in one clear line."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.model import Actor, ActorType, Article, Claim
from graph.stores.ledger import DeadLetter, Ledger, LedgerCounts, RunCounts
from graph.stores.parts import merged
from tests.graph.told import claim

NAMES = ("mali", "gsim", "france")


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def article(key: str, text: str = "Mali fights GSIM, says France.") -> Article:
    return Article(
        id=key, lang="en", text=text, digest=f"digest of {text}", cluster=key, published=dt.date(2022, 2, 17)
    )


def actor(key: str, *aliases: str, known: bool = False) -> Actor:
    return Actor(id=key, name=key.title(), type=ActorType.STATE, aliases=aliases, known=known)


def dump(ledger: Ledger) -> tuple[list[Article], list[Actor], list[Claim], list[dict[str, tuple[str, ...]]]]:
    with ledger.reading() as reader:
        articles = list(reader.articles())
        return articles, list(reader.actors()), list(reader.claims()), [reader.mentions(row.id) for row in articles]


def words_of(key: str) -> Article:
    """An article of its own words: one that says what another says is a copy, and has no claims of its own."""
    return article(key, f"Mali fights GSIM, says {key}.")


def put(ledger: Ledger, key: str, *, aliases: tuple[str, ...] = (), claims: int = 1) -> bool:
    of = words_of(key)
    return ledger.put(
        of,
        [actor("mali", *aliases), actor("gsim")],
        [claim(of, str(number)) for number in range(claims)],
        extractor="1",
        mentions={"mali": ["Mali", "Bamako"]},
    )


def test_the_same_input_again_changes_nothing(address: str) -> None:
    with Ledger.open(address) as ledger:
        assert put(ledger, "a", claims=3)
        before = dump(ledger)
        assert not put(ledger, "a", claims=3)
        assert dump(ledger) == before
        assert ledger.counts() == LedgerCounts(articles=1, actors=2, claims=3, dead=0, runs=0)


def test_what_was_put_comes_back_as_it_was(address: str) -> None:
    of = article("a", "Hostile: '\"`;-- \\ $x \n\n emoji 🕊️ and \u2028 İ").model_copy(update={"url": None, "title": "🕊️"})
    actors = [actor("gsim", "JNIM", "'; DROP TABLE claims; --"), actor("mali", known=True)]
    with Ledger.open(address) as ledger:
        ledger.put(of, actors, [claim(of, "1")], extractor="1", mentions={"mali": ["Mali's", "le Mali 🕊️"]})
    with Ledger.open(address) as ledger:
        forms = {"gsim": (), "mali": ("Mali's", "le Mali 🕊️")}
        assert dump(ledger) == ([of], actors, [claim(of, "1")], [forms])


def test_new_claims_take_the_place_of_the_old_and_unused_actors_go(address: str) -> None:
    of = article("a")
    with Ledger.open(address) as ledger:
        ledger.put(of, [actor(name) for name in NAMES], [claim(of, "1", speaker="france")], extractor="1")
        assert ledger.put(of, [actor("mali"), actor("gsim")], [claim(of, "2")], extractor="2")
        assert [row.id for row in ledger.claims()] == ["a/2"]
        assert [row.id for row in ledger.actors()] == ["gsim", "mali"]
        assert ledger.put(of, [], [], extractor="3")
        assert ledger.counts() == LedgerCounts(articles=1, actors=0, claims=0, dead=0, runs=0)


def test_is_current_only_for_the_very_version_and_extractor(address: str) -> None:
    with Ledger.open(address) as ledger:
        put(ledger, "a")
        kept = words_of("a").digest
        assert ledger.is_current("a", kept, "1")
        assert not ledger.is_current("a", kept, "2")
        assert not ledger.is_current("a", "another", "1")
        assert not ledger.is_current("b", kept, "1")


def test_claims_that_do_not_belong_are_refused_and_nothing_is_kept(address: str) -> None:
    of = article("a")
    with Ledger.open(address) as ledger:
        with pytest.raises(ValueError, match="names 'gsim', which is not among the actors"):
            ledger.put(of, [actor("mali")], [claim(of, "1")], extractor="1")
        with pytest.raises(ValueError, match="is of article 'b'"):
            ledger.put(of, [actor("mali"), actor("gsim")], [claim(article("b"), "1")], extractor="1")
        with pytest.raises(ValueError, match="stands twice"):
            ledger.put(of, [actor("mali"), actor("mali", "other")], [], extractor="1")
        assert ledger.counts().articles == 0


inputs = st.lists(
    st.tuples(st.sampled_from("abcd"), st.lists(st.sampled_from(["JNIM", "Bamako", "x"]), unique=True).map(tuple)),
    unique_by=lambda row: row[0],
    min_size=1,
)


@given(rows=inputs, data=st.data())
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_inputs_does_not_show(rows: list[tuple[str, tuple[str, ...]]], data: st.DataObject) -> None:
    other = data.draw(st.permutations(rows))
    dumps = []
    for order in (rows, other, rows + other):
        with tempfile.TemporaryDirectory() as folder, Ledger.open(url(Path(folder))) as ledger:
            for key, aliases in order:
                put(ledger, key, aliases=aliases)
            dumps.append(dump(ledger))
    assert dumps[0] == dumps[1] == dumps[2]


def test_the_gazetteers_record_stands_before_what_articles_made_of_it() -> None:
    known = actor("gsim", "JNIM", known=True)
    assert merged([(actor("gsim", "junk"), 9), (known, 1)]) == known
    assert merged([(actor("x", "b"), 1), (actor("x", "a"), 1)]).aliases == ("a", "b")


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_ledger import put, url
from graph.stores.ledger import Ledger
with Ledger.open(url(Path(sys.argv[1]))) as ledger:
    for number in range(10_000):
        put(ledger, f"a{number}", claims=7)
        print(number, flush=True)
"""


def writer(folder: Path) -> subprocess.Popen[str]:
    here = Path(__file__)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(here.parent)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(here.parents[3])},
    )


def test_a_kill_at_any_moment_leaves_whole_articles_and_all_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged = 0
    for _ in range(5):
        with writer(tmp_path) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.8)
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().split()
        acknowledged = max([acknowledged, *map(int, said)])
        with sqlite3.connect(tmp_path / "ledger.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        with Ledger.open(url(tmp_path)) as ledger:
            counts = ledger.counts()
        assert counts.articles >= acknowledged + 1
        assert counts.claims == 7 * counts.articles
        assert counts.actors == 2
    assert acknowledged > 10


def test_two_processes_write_at_once(address: str) -> None:
    with Ledger.open(address):
        pass

    def write(prefix: str) -> None:
        with Ledger.open(address) as ledger:
            for number in range(30):
                put(ledger, f"{prefix}{number}")

    threads = [threading.Thread(target=write, args=(prefix,)) for prefix in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(address) as ledger:
        assert ledger.counts() == LedgerCounts(articles=90, actors=2, claims=90, dead=0, runs=0)


def test_a_reader_sees_one_moment(address: str) -> None:
    with Ledger.open(address) as ledger:
        put(ledger, "a")
        with ledger.reading() as reader:
            articles = reader.articles()
            assert next(articles).id == "a"
            put(ledger, "b")
            assert list(articles) == []
            assert [row.article for row in reader.claims()] == ["a"]
        assert [row.id for row in ledger.articles()] == ["a", "b"]


def test_dead_letters_are_kept_once_a_name_and_revived(address: str) -> None:
    at = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
    with Ledger.open(address) as ledger:
        ledger.bury(DeadLetter(name="b.html", reason="no text", at=at))
        ledger.bury(DeadLetter(name="a.jsonl:3", reason="cut", payload='{"id', at=at))
        again = DeadLetter(name="b.html", reason="still no text", at=at)
        ledger.bury(again)
        assert [letter.name for letter in ledger.dead()] == ["a.jsonl:3", "b.html"]
        assert list(ledger.dead())[1] == again
        ledger.revive("b.html")
        ledger.revive("never there")
        assert ledger.counts().dead == 1


def test_a_run_that_was_killed_has_no_end(address: str) -> None:
    with Ledger.open(address) as ledger:
        first = ledger.start_run("run", ["a", "b c"])
        second = ledger.start_run("ingest", [])
        ledger.finish_run(second, RunCounts(read=2, dead=1), failed="the disk is full")
        newest, oldest = ledger.runs(5)
        assert (oldest.id, oldest.sources, oldest.ended, oldest.counts) == (first, ("a", "b c"), None, None)
        assert newest.ended is not None
        assert newest.started <= newest.ended
        assert (newest.counts, newest.failed) == (RunCounts(read=2, dead=1), "the disk is full")
        assert ledger.runs(1) == [newest]


def refused(address: str) -> str:
    with pytest.raises(StoreError) as raised:
        Ledger.open(address)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_file_that_is_no_database_is_not_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("Dear diary, " * 500, encoding="utf-8")
    assert refused(url(tmp_path)) == f"ledger {path}: the file is not a ledger"
    assert path.read_text(encoding="utf-8").startswith("Dear diary")


def test_a_database_of_something_else_is_not_a_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    assert "is not a ledger, but holds a table 'bookmarks'" in refused(url(tmp_path))


def test_a_damaged_ledger_is_said_to_be_damaged(tmp_path: Path) -> None:
    with Ledger.open(url(tmp_path)) as ledger:
        for number in range(50):
            put(ledger, f"a{number}", claims=5)
    path = tmp_path / "ledger.db"
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(StoreError, match="damaged"), Ledger.open(url(tmp_path)) as ledger:
        list(ledger.claims())


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    with Ledger.open(url(tmp_path)):
        pass
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("UPDATE ledger_version SET version = 99")
    connection.close()
    assert "made by a newer conflictgraph (version 99; this one knows 3)" in refused(url(tmp_path))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:////proc/nowhere/ledger.db", "folder /proc/nowhere can't be made"),
        ("sqlite:////proc/ledger.db", "can't be opened or its folder can't be written"),
        ("sqlite://", "would be lost"),
        ("ledger.db", "is no SQLAlchemy URL"),
        ("nosuchdb://host/x", "no database is called 'nosuchdb'"),
        ("oracle+cx_oracle://me:secret@host/x", "'cx_Oracle' is not installed"),
    ],
)
def test_an_unusable_address_is_named(address: str, words: str) -> None:
    message = refused(address)
    assert words in message
    assert "secret" not in message


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "can't be made" in refused(url(tmp_path / "file"))


def test_a_ledger_that_another_process_holds_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.ledger_db.BUSY_SECONDS", 0.1)
    with Ledger.open(url(tmp_path)) as ledger:
        other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process has been writing") as raised:
            put(ledger, "a")
        assert raised.value.retry
        other.execute("ROLLBACK")
        other.close()
        assert put(ledger, "a")


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    if os.geteuid() or not Path("/bin/mount").exists():
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", tmp_path], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted: {mounted.stderr.strip()}")
    try:
        with Ledger.open(url(tmp_path)) as ledger:
            with pytest.raises(StoreError, match="the disk is full") as raised:
                fill(ledger)
            assert raised.value.retry
            counts = ledger.counts()
            assert counts.articles > 0
            assert counts.claims == 5 * counts.articles
    finally:
        subprocess.run(["/bin/umount", tmp_path], check=True)


def fill(ledger: Ledger) -> None:
    for number in range(10_000):
        put(ledger, f"a{number}", claims=5)
