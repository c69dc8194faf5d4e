"""When it happened: expressions on plain text, then their attachment with the real pipeline."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from graph.errors import DataError
from graph.settings import data_dir
from ingest.extract.dates import DateCues, event_date

CUES = DateCues.load(data_dir() / "lexicon" / "en")
WEDNESDAY = dt.date(2024, 3, 13)


def dates(text: str, published: dt.date | None = WEDNESDAY, *, ahead: bool = False) -> list[str]:
    """The dates of a text's expressions, "None" for one that gives none."""
    return [str(CUES.days.resolve(found, published, ahead=ahead)) for found in CUES.find(text)]


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("on Monday", "2024-03-11", "2024-03-18"),
        ("on Wednesday", "2024-03-13", "2024-03-13"),
        ("last Wednesday", "2024-03-06", "2024-03-06"),
        ("on Tuesday last week", "2024-03-05", "2024-03-05"),
        ("yesterday", "2024-03-12", "2024-03-12"),
        ("on February 17", "2024-02-17", "2025-02-17"),
        ("on 15 March", "2024-03-15", "2024-03-15"),
        ("on 20 March", "2024-03-20", "2024-03-20"),
        ("on 21 March", "2023-03-21", "2024-03-21"),
        ("from 12 to 15 March", "2024-03-12/2024-03-15", "2024-03-12/2024-03-15"),
        ("on 17 February 2022", "2022-02-17", "2022-02-17"),
        ("February 29", "2024-02-29", "2028-02-29"),
        ("2022-02-17", "2022-02-17", "2022-02-17"),
        ("in March 2021", "2021-03", "2021-03"),
        ("in June", "2023-06", "2024-06"),
        ("last June", "2023-06", "2023-06"),
        ("in May last year", "2023-05", "2023-05"),
        ("at the end of October", "2023-10-21/2023-10-31", "2024-10-21/2024-10-31"),
        ("in early 2020", "2020-01-01/2020-04-30", "2020-01-01/2020-04-30"),
        ("last week", "2024-03-04/2024-03-10", "2024-03-04/2024-03-10"),
        ("last month", "2024-02", "2024-02"),
        ("next year", "2025", "2025"),
        ("earlier this week", "2024-03-11/2024-03-13", "2024-03-11/2024-03-13"),
        ("later this month", "2024-03-13/2024-03-31", "2024-03-13/2024-03-31"),
        ("at the weekend", "2024-03-09/2024-03-10", "2024-03-16/2024-03-17"),
        ("two years ago", "2022", "2022"),
        ("three months ago", "2023-12", "2023-12"),
        ("over the past two weeks", "2024-02-28/2024-03-13", "2024-02-28/2024-03-13"),
        ("since 2022", "2022-01-01/2024-03-13", "2022-01-01/2024-03-13"),
        ("by the end of the year", "None", "2024-03-13/2024-12-31"),
        ("in the coming days", "2024-03-13/2024-03-20", "2024-03-13/2024-03-20"),
        ("between 3 and 7 May", "2023-05-03/2023-05-07", "2024-05-03/2024-05-07"),
        ("from 28 February to 3 March 2021", "2021-02-28/2021-03-03", "2021-02-28/2021-03-03"),
        ("from 2014 to 2019", "2014-01-01/2019-12-31", "2014-01-01/2019-12-31"),
        ("in the 1990s", "1990-01-01/1999-12-31", "1990-01-01/1999-12-31"),
        ("in the winter of 2021", "2021-12-01/2022-02-28", "2021-12-01/2022-02-28"),
        ("until 2021", "None", "None"),
        ("more than two years ago", "None", "None"),
        ("on 31 June 2022", "None", "None"),
    ],
)
def test_expressions(text: str, past: str, ahead: str) -> None:
    assert dates(text) == [past]
    assert dates(text, ahead=True) == [ahead]


@pytest.mark.parametrize(
    "text", ["the same month", "2000 people", "they may march on", "May said so", "a 12-year-old", "Resolution 2797"]
)
def test_what_is_no_time_gives_none(text: str) -> None:
    assert [date for date in dates(text) if date != "None"] == []


def test_without_publication_only_what_names_its_year() -> None:
    assert dates("on Monday, on 3 May, in June, last week, since 2022", None) == ["None"] * 5
    assert dates("in June 2021 and on 3 May 2020", None) == ["2021-06", "2020-05-03"]


@given(
    st.text(alphabet=st.sampled_from("0123456789 -–./,MJjmaynue lastgofwkthi"), max_size=80),
    st.dates(),
    st.booleans(),
)
def test_no_text_and_no_day_of_publication_raises(text: str, published: dt.date, ahead: bool) -> None:
    for found in CUES.find(text):
        assert 0 <= found.start < found.end <= len(text)
        CUES.days.resolve(found, published, ahead=ahead)


@pytest.mark.parametrize("text", [f"last {word}" for word in ("week", "month", "year", "weekend", "June", "winter")])
@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar(text: str, published: dt.date) -> None:
    dates(text, published)


@pytest.mark.parametrize("piece", [" ", "1", "1 ", "3 May ", "since ", "the ", "2020-", "last "])
def test_long_repetitions_stay_quick(piece: str) -> None:
    begin = time.process_time()
    CUES.days.resolve(next(iter(CUES.find(piece * 2_000 + " on Monday"))), WEDNESDAY, ahead=False)
    assert time.process_time() - begin < 5


def test_a_file_without_a_month_is_refused(tmp_path: Path) -> None:
    text = (data_dir() / "lexicon" / "en" / "dates.toml").read_text(encoding="utf-8")
    (tmp_path / "dates.toml").write_text(text.replace('["May"],', ""), encoding="utf-8")
    with pytest.raises(DataError, match="months"):
        DateCues.load(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "date"),
    [
        ("Rebels attacked the town on Monday.", "attacked", "2024-03-11"),
        ("They will meet on February 17.", "meet", "2025-02-17"),
        ("The minister said on Monday that rebels had attacked the town in January.", "attacked", "2024-01"),
        ("The minister said on Monday that rebels had attacked the town.", "attacked", "None"),
        ("The army, which sent troops to the border in 2019, attacked the town.", "attacked", "None"),
        ("The army, which sent troops to the border in 2019, attacked the town.", "sent", "2019"),
        ("Militants attacked a convoy on Tuesday and kidnapped three workers on Friday.", "attacked", "2024-03-12"),
        ("Militants attacked a convoy on Tuesday and kidnapped three workers on Friday.", "kidnapped", "2024-03-08"),
        ("The withdrawal of French troops in 2022 left a void.", "withdrawal", "2022"),
        ("The general was to have met the president on February 28.", "met", "2024-02-28"),
        ("On Friday the soldiers ousted the president, Umar Faruk, head of the party.", "head", "None"),
        ("NIAMEY, Aug 26 (Wire) - Rebels have attacked the town.", "attacked", "None"),
    ],
)
def test_attachment(pipeline: Language, sentence: str, word: str, date: str) -> None:
    doc = pipeline(sentence)
    trigger = next(token for token in doc if token.text == word)
    assert str(event_date(trigger, WEDNESDAY, CUES)) == date
