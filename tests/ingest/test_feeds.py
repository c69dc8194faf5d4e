"""Files of feeds: what is refused with its line, and what a feed of files gives, once and again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.settings import data_dir, load_settings
from ingest.feeds import Feed, duration, load_feeds, read_feed
from ingest.model import Found, RawPage, Refused
from tests.ingest.kept import Kept

TEXT = "The army attacked the rebels on Monday, officials said in the capital."
ROW = {
    "id": "a-paper",
    "name": "A Paper",
    "kind": "rss",
    "address": "https://paper.example/feed",
    "terms": "CC0",
    "every": "1h",
}


def names(found: list[Found]) -> list[str]:
    return [f"{type(one).__name__} {Path(one.name).name}" for one in found]


def write(path: Path, **values: str) -> Path:
    lines = [f"{key} = {json.dumps(value)}" for key, value in {**ROW, **values}.items() if value]
    path.write_text("\n".join(["[[feed]]", *lines]), encoding="utf-8")
    return path


def test_all_that_come_along_are_off_and_tell_their_terms() -> None:
    feeds = load_feeds(data_dir() / "feeds.toml")
    assert len(feeds) >= 30
    assert not any(feed.enabled for feed in feeds)
    assert {"en", "fr"} <= {feed.lang for feed in feeds}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"kind": "twitter"}, "kind"),
        ({"address": "paper/feed"}, "must begin with https"),
        ({"kind": "folder"}, "must be a path"),
        ({"every": ""}, "either cron or every"),
        ({"cron": "0 * * * *"}, "either cron or every"),
        ({"every": "", "cron": "61 * * * *"}, "61"),
        ({"every": "soon"}, "every"),
        ({"terms": ""}, "terms"),
        ({"colour": "red"}, "colour"),
        ({"id": "A Paper"}, "id"),
    ],
)
def test_a_feed_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, values: dict[str, str], reason: str
) -> None:
    path = write(tmp_path / "feeds.toml", **values)
    with pytest.raises(DataError, match=r"feeds\.toml:1: ") as caught:
        load_feeds(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_feeds_of_one_id_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "feeds.toml")
    path.write_text(path.read_text() + "\n" + path.read_text())
    with pytest.raises(DataError, match="twice"):
        load_feeds(path)


def test_intervals_have_their_length() -> None:
    assert [duration(given).total_seconds() for given in ("5s", "5m", "5h", "5d")] == [5, 300, 18_000, 432_000]


def folder_feed(kind: str, path: Path) -> Feed:
    return Feed.model_validate({**ROW, "kind": kind, "address": str(path), "lang": "fr"})


def test_a_watched_folder_gives_what_is_new_or_changed(tmp_path: Path) -> None:
    memory, feed = Kept(), folder_feed("folder", tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT, "source": "Own"}) + "\nbroken\n")
    found = memory.read(feed)
    assert names(found) == ["RawPage a.txt", "Listed a.txt", "RawPage b.jsonl:1", "Refused b.jsonl:2", "Listed b.jsonl"]
    pages = [one for one in found if isinstance(one, RawPage)]
    assert [(page.source, page.lang) for page in pages] == [("A Paper", "fr"), ("Own", "fr")]
    assert names(memory.read(feed)) == ["Unchanged a.txt", "Unchanged b.jsonl"]
    (tmp_path / "a.txt").write_text(TEXT + " More.")
    (tmp_path / "c.pdf").write_text("x")
    assert names(memory.read(feed)) == [
        "RawPage a.txt",
        "Listed a.txt",
        "Unchanged b.jsonl",
        "Refused c.pdf",
        "Listed c.pdf",
    ]
    assert names(memory.read(feed)) == ["Unchanged a.txt", "Unchanged b.jsonl", "Unchanged c.pdf"]


def test_what_was_not_remembered_comes_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    feed = folder_feed("folder", tmp_path)
    first, second = (list(read_feed(feed, load_settings(), Kept())) for _ in range(2))
    assert names(first) == names(second) == ["RawPage a.txt", "Listed a.txt"]


def test_a_drop_of_json_lines_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT}))
    assert names(Kept().read(folder_feed("jsonl", tmp_path))) == ["RawPage b.jsonl:1", "Listed b.jsonl"]


def test_a_folder_that_is_not_there_is_refused_and_may_come(tmp_path: Path) -> None:
    (found,) = Kept().read(folder_feed("folder", tmp_path / "drop"))
    assert isinstance(found, Refused)
    assert found.retry
