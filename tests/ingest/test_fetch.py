"""What sources give: pages where they can be read, refusals with a reason where not, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from graph.errors import ConflictGraphError
from graph.settings import Settings, load_settings
from ingest.fetch import pages
from ingest.model import RawPage, Refused
from tests.ingest.site import Site, our, serving

TEXT = "The army attacked the rebels on Monday, officials said in the capital."


@pytest.fixture
def settings() -> Settings:
    return load_settings(max_bytes=100_000)


def one(source: Path, settings: Settings) -> RawPage | Refused:
    (found,) = pages([str(source)], settings)
    return found


def test_head_lines_give_the_fields_of_a_plain_text(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Title: On Monday\nDate: 2024-05-31\n\n{TEXT}")
    page = one(path, settings)
    assert isinstance(page, RawPage)
    assert (page.title, str(page.published), page.text.strip()) == ("On Monday", "2024-05-31", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(tmp_path: Path, settings: Settings, encoding: str) -> None:
    text = "Le général Goïta a été reçu à Bamako par une délégation venue de Côte d’Ivoire, déclare le ministère. " * 3
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    page = one(path, settings)
    assert isinstance(page, RawPage)
    assert page.text == text


def test_a_line_too_long_is_refused_and_those_around_it_are_read(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": TEXT}).encode()
    for size, end in ((99_999, b"\n"), (100_000, b"\n"), (250_000, b"\n"), (250_000, b"")):
        path.write_bytes(good + b"\n" + b"x" * size + end + (good if end else b""))
        found = list(pages([str(path)], settings))
        assert [isinstance(page, RawPage) for page in found] == [True, False, True][: 3 if end else 2]
        assert [page.name[-2:] for page in found] == [":1", ":2", ":3"][: len(found)]
        assert isinstance(found[1], Refused)
        assert ("larger than" in found[1].reason) == (size >= 100_000)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n", "is empty"),
        ("a.txt", b"\x7fELF\0\1\2" * 50, "binary"),
        ("a.txt", b"x" * 100_001, "larger than"),
        ("a.html", b"", "is empty"),
        ("a.pdf", b"%PDF", "unknown ending"),
        ("a.txt", b"Date: yesterday\n\nText", "not of the form"),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_reason(
    tmp_path: Path, settings: Settings, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    page = one(path, settings)
    assert isinstance(page, Refused)
    assert reason in page.reason
    assert "\n" not in page.reason


def test_a_cut_line_is_refused_and_the_others_stand(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "a.jsonl"
    whole = json.dumps({"id": "1", "text": TEXT, "date": "2024-05-31"})
    path.write_text(f"{whole}\n{whole[:30]}\n[1]\n{whole}\n")
    found = list(pages([str(path)], settings))
    assert [isinstance(page, RawPage) for page in found] == [True, False, False, True]
    assert [page.name.rsplit(":", 1)[1] for page in found] == ["1", "2", "3", "4"]
    assert isinstance(found[1], Refused)
    assert found[1].payload == whole[:30] + "\n"


def test_a_folder_gives_its_files_by_name(tmp_path: Path, settings: Settings) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [Path(page.name).name for page in pages([str(tmp_path)], settings)] == ["a.txt", "b.txt", "c.md"]


def test_a_missing_source_is_an_error(settings: Settings) -> None:
    with pytest.raises(ConflictGraphError, match="no such file or folder"):
        list(pages(["/nowhere/at/all"], settings))


@pytest.fixture
def site() -> Generator[Site]:
    with serving() as one:
        yield one


def test_a_page_is_fetched_where_the_setting_allows_it(site: Site) -> None:
    address = site.page("/page", "<p>Goïta</p>".encode("iso-8859-1"), Content_Type="text/html; charset=iso-8859-1")
    (page,) = pages([address], our())
    assert isinstance(page, RawPage)
    assert (page.kind, page.text) == ("html", "<p>Goïta</p>")
    (page,) = pages([address], load_settings())
    assert isinstance(page, Refused)
    assert "private address" in page.reason


@pytest.mark.parametrize(
    ("path", "reason", "retry"),
    [
        ("/loop", "redirects", False),
        ("/out", "no plain http", False),
        ("/image", "not a page", False),
        ("/large", "larger", False),
        ("/none", "404", False),
        ("/down", "500", True),
    ],
)
def test_a_bad_answer_is_refused(site: Site, path: str, reason: str, retry: bool) -> None:
    site.page("/loop", status=302, Location="/loop")
    site.page("/out", status=302, Location="file:///etc/passwd")
    site.page("/image", b"png", Content_Type="image/png")
    site.page("/large", b"x" * 200_000)
    site.page("/down", status=500)
    (page,) = pages([site.url + path], our(max_bytes=100_000))
    assert isinstance(page, Refused)
    assert reason in page.reason
    assert page.retry == retry
