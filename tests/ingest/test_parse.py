"""What the parser is given: the article's text, character for character, and nothing that it would take long over."""

from __future__ import annotations

import time

import pytest
from spacy.language import Language

from graph.model import Article
from ingest.parse import parse, plain

ATTACK = "JNIM attacked the Malian army near Gao on Monday."


@pytest.mark.parametrize(("run", "read"), [("(" * 100, "(" * 100), ("(" * 101, "x" * 101), ("«à»’" * 50, "x" * 200)])
def test_an_endless_word_is_no_word(run: str, read: str) -> None:
    assert plain(f"{ATTACK}\n\n{run} {ATTACK}") == f"{ATTACK}\n\n{read} {ATTACK}"


@pytest.mark.model
@pytest.mark.parametrize("piece", ["(", "\"'", "😀", "l'"])
def test_a_text_without_blanks_takes_no_longer_than_its_length(piece: str, pipeline: Language) -> None:
    text = f"{ATTACK}\n\n{piece * 20_000}\n\n{ATTACK}"
    article = Article(id="a", lang="en", text=text, digest="d", cluster="a")
    started = time.process_time()
    (parsed,) = parse([article], pipeline)
    assert time.process_time() - started < 5
    assert [text[s.start_char : s.end_char].strip() for s in parsed.doc.sents][::2] == [ATTACK, ATTACK]


@pytest.mark.model
@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("11:40 GMT - ", "Iran's foreign ministry hailed the army."),
        ("[09.15] ", "Israel bombed Tyre."),
        ("0915 - ", "Israel bombed Tyre."),
        ("CARACAS - ", "Nicolas Maduro rejected the offer."),
        ("", "2500 Rwandan soldiers left Goma."),
    ],
)
def test_an_hour_or_place_before_a_report_is_no_part_of_it(pipeline: Language, opening: str, rest: str) -> None:
    article = Article(id="a", lang="en", text=opening + rest, digest="d", cluster="a")
    (parsed,) = parse([article], pipeline)
    assert [sentence.text for sentence in parsed.doc.sents][-1] == rest


@pytest.mark.model
def test_initials_before_a_name_end_no_sentence(pipeline: Language) -> None:
    text = "TAMPA, Fla. - U.S. Central Command (CENTCOM) forces struck a camp near Hawija on Sunday."
    article = Article(id="a", lang="en", text=text, digest="d", cluster="a")
    (parsed,) = parse([article], pipeline)
    assert not any(sentence.text.strip().endswith("U.S.") for sentence in parsed.doc.sents)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "NAIROBI/KISMAYO - Soldiers of Jubaland clashed with federal troops.",
        "JUBA, South Sudan - South Sudan's first vice president left.",
        "MAIDUGURI, Nigeria - Boko Haram fighters have overrun an island.",
    ],
)
def test_what_stands_behind_a_dateline_is_one_sentence(text: str, pipeline: Language) -> None:
    (parsed,) = parse([Article(id="a", lang="en", text=text, digest="d", cluster="a")], pipeline)
    assert [sentence.text for sentence in parsed.doc.sents][1:] == [text.split(" - ")[1]]
