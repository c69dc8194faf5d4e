"""Named mentions in two languages: dated offices, spellings, homonyms, metonyms, and places that are no governments."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BeforeValidator

from graph import jsonl
from graph.gazetteer import load_gazetteer
from graph.model import Article, Record
from graph.settings import Settings, data_dir
from ingest.mentions import find_mentions
from ingest.parse import LANGUAGES, load_pipeline, parse
from ingest.resolve import resolve
from ingest.words import load_words

pytestmark = pytest.mark.model
TABLE = Path(__file__).with_name("named_mentions.jsonl")
LEAST = 0.95


class Case(Record):
    """A mention in a sentence of a day, and the id of whom it means; the last occurrence of its text is meant."""

    lang: str
    date: Annotated[dt.date, BeforeValidator(lambda day: dt.date.fromisoformat(str(day)))]
    actor: str
    mention: str
    sentence: str


CASES = [case for _, case in jsonl.read(TABLE, Case)]


def test_the_table_is_of_two_hundred_and_each_mention_stands_in_its_sentence() -> None:
    assert len(CASES) == 200
    assert all(case.mention in case.sentence for case in CASES)
    assert len({json.dumps(case.model_dump(mode="json")) for case in CASES}) == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_named_mentions_are_tied_to_whom_they_mean(lang: str) -> None:
    gazetteer = load_gazetteer(data_dir() / "gazetteer")
    words = load_words(data_dir() / "lexicon" / lang / "coreference.toml", gazetteer)
    cases = [case for case in CASES if case.lang == lang]
    articles = [
        Article(id=str(n), published=case.date, lang=lang, text=case.sentence, digest=str(n), cluster=str(n))
        for n, case in enumerate(cases)
    ]
    wrong = []
    for case, parsed in zip(cases, parse(articles, load_pipeline(Settings(), lang)), strict=True):
        mentions = resolve(parsed, find_mentions(parsed, gazetteer, words), gazetteer, words).mentions
        last = case.sentence.rindex(case.mention) + len(case.mention)
        meant = [mention.actors for mention in mentions if mention.start < last <= mention.end]
        if (case.actor,) not in meant:
            wrong.append((case.mention, case.actor, meant))
    assert len(wrong) <= (1 - LEAST) * len(cases), wrong
