"""French beside English: the same actors, the same events, the same explanation, one job for both."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.events import fold
from graph.model import Article, Claim, digest
from graph.settings import load_settings
from ingest.extractor import Extractor
from ingest.model import Extraction
from ingest.parse import LANGUAGES, load_pipeline

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[2]
DAY = dt.date(2024, 8, 26)
ENGLISH = "JNIM attacked the Malian army near Gao on Monday. ECOWAS condemned the attack by JNIM."
FRENCH = "Le GSIM a attaqué l'armée malienne près de Gao lundi. La CEDEAO a condamné le GSIM."


def article(lang: str, text: str) -> Article:
    return Article(
        id=digest(lang, text), lang=lang, text=text, published=DAY, digest=digest(text), cluster=digest(text)
    )


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_settings(min_confidence=0.1))


@pytest.fixture(scope="module")
def both(extractor: Extractor) -> tuple[Extraction, ...]:
    """What is found in an English and a French article on the same event, read in one go, thrice in turn."""
    return tuple(extractor.run([article("en", ENGLISH), article("fr", FRENCH), article("en", ENGLISH)]))


def triples(found: Extraction) -> set[tuple[str, str, str]]:
    return {(claim.subject, claim.relation, claim.object) for claim in found.claims}


def test_actors_are_the_same_whatever_the_language(both: tuple[Extraction, ...]) -> None:
    english, french, _ = both
    assert {"jnim", "ecowas", "fama"} <= {actor.id for actor in english.actors}
    assert {"jnim", "ecowas", "fama"} <= {actor.id for actor in french.actors}


def test_articles_of_several_languages_come_back_in_their_order(both: tuple[Extraction, ...]) -> None:
    assert [found.article.lang for found in both] == ["en", "fr", "en"]
    assert both[0] == both[2]


def test_what_is_told_in_both_languages_is_one_event_of_two_sources(both: tuple[Extraction, ...]) -> None:
    english, french, _ = both
    claims: list[Claim] = [*english.claims, *french.claims]
    events = fold(claims, {found.article.id: found.article for found in (english, french)})
    shared = {(e.subject, e.relation, e.object): e for e in events if e.sources == 2}
    assert ("jnim", "attacks", "fama") in shared
    assert ("ecowas", "condemns", "jnim") in shared


def test_evidence_is_the_sentence_of_the_text(both: tuple[Extraction, ...]) -> None:
    assert both[1].claims
    for claim in both[1].claims:
        assert claim.sentence == FRENCH[claim.start : claim.end]


def test_reading_twice_gives_the_same(extractor: Extractor, both: tuple[Extraction, ...]) -> None:
    (again,) = extractor.run([article("fr", FRENCH)])
    assert again == both[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_text_that_a_pipeline_reads_is_read_like_the_next(lang: str) -> None:
    nlp = load_pipeline(load_settings(), lang)
    text = {"en": ENGLISH, "fr": FRENCH}[lang]
    first, last = nlp(text), nlp(text)
    assert [chunk.text for chunk in first.noun_chunks] == [chunk.text for chunk in last.noun_chunks]
    assert first.to_json() == last.to_json()


def test_a_french_sentence_is_explained(extractor: Extractor) -> None:
    (lines,) = extractor.explain([article("fr", FRENCH)])
    told = list(lines)
    assert any("attacks.attack fires" in line for line in told)
    assert any("jnim attacks fama" in line for line in told)


def read(extractor: Extractor, text: str) -> Iterator[tuple[str, str, str, str, str | None]]:
    (found,) = extractor.run([article("fr", text)])
    for claim in found.claims:
        yield claim.subject, claim.relation, claim.object, str(claim.status), claim.speaker or claim.speaker_label


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le GSIM a été condamné par la CEDEAO.", ("ecowas", "condemns", "jnim", "occurred", None)),
        ("Le GSIM a attaqué Bamako. La CEDEAO l'a condamné.", ("ecowas", "condemns", "jnim", "occurred", None)),
        ("La France s'est retirée du Mali.", ("france", "withdraws-from", "mali", "occurred", None)),
        ("La CEDEAO n'a pas condamné le GSIM.", ("ecowas", "condemns", "jnim", "negated", None)),
        ("L'armée malienne aurait attaqué le GSIM.", ("fama", "attacks", "jnim", "possible", None)),
        ("L'armée malienne a promis qu'elle attaquerait le GSIM.", ("fama", "attacks", "jnim", "planned", "fama")),
        ("L'ONU a affirmé que l'armée malienne aurait attaqué le GSIM.", ("fama", "attacks", "jnim", "possible", "un")),
        (
            "Selon l'ONU, l'armée malienne a attaqué le GSIM.",
            ("fama", "attacks", "jnim", "occurred", "un"),
        ),
        (
            "L'armée malienne a attaqué le GSIM, a affirmé l'ONU.",
            ("fama", "attacks", "jnim", "occurred", "un"),
        ),
    ],
)
def test_constructions_are_read(extractor: Extractor, text: str, wanted: tuple[str, str, str, str, str | None]) -> None:
    assert wanted in set(read(extractor, text))


def test_one_job_reads_both_corrects_the_language_and_names_what_it_skips() -> None:
    texts = {
        "wrong": ("en", (FRENCH + " ") * 4),
        "missing": (None, (FRENCH + " ") * 4),
        "english": ("fr", (ENGLISH + " ") * 4),
        "german": ("de", "Das Heer griff die Rebellen am Montag an, sagten Beamte in der Hauptstadt. " * 4),
    }
    rows = [
        json.dumps({"id": name, "title": "", "date": str(DAY), "text": text} | ({"lang": lang} if lang else {}))
        for name, (lang, text) in texts.items()
    ]
    done = subprocess.run(
        [sys.executable, "-m", "conflictgraph", "extract", "-"],
        cwd=ROOT,
        env={**os.environ, "CONFLICTGRAPH_MIN_CONFIDENCE": "0.1"},
        input="\n".join(rows),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    found = {(c["doc_id"], c["subject_id"], c["relation"], c["object_id"]) for c in claims}
    for name in ("wrong", "missing", "english"):
        assert (name, "jnim", "attacks", "fama") in found
    assert not any(c["doc_id"] == "german" for c in claims)
    assert "language de is not extracted" in done.stderr


def test_every_language_has_a_lexicon_and_a_judge() -> None:
    for lang in LANGUAGES:
        assert (ROOT / "data" / "lexicon" / lang / "verbs.toml").exists()
        assert (ROOT / "data" / "models" / lang / "judge.json").exists()
