"""Cleaning keeps every sentence of the article and drops the furniture around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ArticleError
from ingest.clean import clean, tidy
from ingest.furniture import furniture
from ingest.language import language
from ingest.model import RawPage

SHARED = Path(__file__).parents[3] / "shared"
STORY = "The army attacked rebels near the border on Monday, killing three of them, officials said in the capital."
PAGE = f"""Some News Site

Army attacks rebels near the border

12

Issued on:

{STORY}

Follow us on Google News

Leave a comment"""


def page(text: str, **fields: str) -> RawPage:
    return RawPage.model_validate({"name": "test", "kind": "text", "text": text, **fields})


def test_furniture_goes_and_the_story_stays() -> None:
    article = clean(page(PAGE), longest=10_000)
    assert STORY in article.text
    for gone in ("12", "Issued on", "Follow us", "Leave a comment"):
        assert gone not in article.text.split("\n\n")[-1]
        assert not any(line.startswith(gone) for line in article.text.split("\n\n"))
    assert article.title == "Army attacks rebels near the border"


def test_lines_of_a_masthead_are_not_run_together() -> None:
    masthead = "THE RIVER COURIER\nHome | West Africa | World | Opinion\nNews and views from along the river"
    text = f"{masthead}\n\nArmy attacks rebels near the border\nBy our staff\n3 May 2019\n12 comments\n\n{STORY}"
    article = clean(page(text), longest=10_000)
    assert article.text.split("\n\n") == [
        "THE RIVER COURIER",
        "News and views from along the river",
        "Army attacks rebels near the border",
        "By our staff",
        "3 May 2019",
        STORY,
    ]


def test_a_headline_is_rather_a_line_that_stands_alone() -> None:
    masthead = "THE RIVER COURIER\nNews and views from along the river"
    alone = clean(page(f"{masthead}\n\nArmy attacks rebels near the border\n\n{STORY}"), longest=10_000)
    headed = clean(page(f"Army attacks rebels near the border\nBy our staff\n\n{STORY}"), longest=10_000)
    assert alone.title == headed.title == "Army attacks rebels near the border"


def test_wrapped_prose_stays_together() -> None:
    wrapped = (
        "The army attacked rebels near the border\nof Sudan on Monday, killing three of\nthem, officials in Juba said."
    )
    assert " ".join(wrapped.split()) in clean(page(f"Army attacks rebels\n\n{wrapped}"), longest=10_000).text


def test_marks_of_markdown_are_no_words() -> None:
    article = clean(page(f"# Army attacks rebels near the border\n\n*Desk, 3 May 2019*\n\n{STORY}"), longest=10_000)
    assert article.title == "Army attacks rebels near the border"
    assert article.text.startswith("Army attacks rebels near the border\n\nDesk, 3 May 2019\n\n")
    windows = page(f"# Army attacks rebels near the border\n\n*Desk, 3 May 2019*\n\n{STORY}".replace("\n", "\r\n"))
    assert clean(windows, longest=10_000).text == article.text


def test_prose_that_begins_like_furniture_stays() -> None:
    line = "Share prices fell in Khartoum after the army shelled the market, and two traders were killed, said a union."
    assert furniture(line) == ()
    assert furniture("Comment le Mali a quitté la Cédéao") == ()


def test_a_page_without_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="no article text"):
        clean(RawPage(name="x", kind="html", text="<html><body><nav>Home</nav></body></html>"), longest=1000)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ArticleError, match="longer than"):
        clean(page(STORY * 20), longest=1000)


def test_the_same_text_has_the_same_id_wherever_it_lies() -> None:
    one, other = clean(page(PAGE), longest=10_000), clean(RawPage(name="else", kind="text", text=PAGE), longest=10_000)
    assert one == other


def test_an_article_without_date_has_none() -> None:
    assert clean(page(PAGE), longest=10_000).published is None


def test_a_wrong_language_is_corrected() -> None:
    french = (
        "Les soldats maliens ont attaqué les rebelles dans le nord du pays lundi, selon un communiqué de l'armée. " * 4
    )
    assert language(french, "en") == "fr"
    assert language(STORY * 3, None) == "en"


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_control_characters_that_are_blanks_part_words() -> None:
    assert tidy("the\tarmy\vand\x00 rebels") == "the army and rebels"


def test_no_evidence_of_the_annotated_articles_is_furniture() -> None:
    files = sorted((SHARED / "gold").glob("*.jsonl"))
    if not files:
        pytest.skip("no annotated articles beside the project")
    lost, claims = [], 0
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            spans = furniture(record["text"])
            for triple in record["triples"]:
                start = record["text"].find(triple["evidence"])
                claims += 1
                if any(s.start < start + len(triple["evidence"]) and start < s.end for s in spans):
                    lost.append(triple["evidence"])
    assert claims > 1000
    assert lost == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 23 March 2012", "2012-03-23"),
        ("Publié le 29/11/2024 à 11h20", "2024-11-29"),
        ("Issued on: 16/02/2022 - 18:04", "2022-02-16"),
        ("*Andean Ledger (sample), 20 January 2025*", "2025-01-20"),
        ("Le 1er août 2023", "2023-08-01"),
        ("Room 12 of 2024", None),
        ("On 3 May 2019 the army attacked Gao.", None),
    ],
)
def test_the_date_of_a_plain_page_is_found_at_its_head(line: str, day: str | None) -> None:
    article = clean(page(f"Some News Site\n\nArmy attacks rebels near border\n\n{line}\n\n{STORY}"), longest=10_000)
    assert (article.published.isoformat() if article.published else None) == day
