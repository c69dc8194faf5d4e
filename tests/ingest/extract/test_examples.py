"""The example sentences of the frames: what a frame must find, and where its relation must not be found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from graph.model import Article, digest
from graph.ontology import Ontology
from graph.settings import data_dir, load_settings
from ingest.extract.analysis import Analysis
from ingest.extract.lexicon import Frame, Lexicon
from ingest.extractor import load_readers
from ingest.parse import LANGUAGES

pytestmark = pytest.mark.model


@cache
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


@cache
def lexicon(lang: str) -> Lexicon:
    return Lexicon.load(data_dir() / "lexicon" / lang, ontology())


@cache
def sentences(lang: str) -> dict[str, list[tuple[Frame, str]]]:
    """Sentence to the frames that give it, and what they say it means ("" if nothing)."""
    found: dict[str, list[tuple[Frame, str]]] = {}
    for frame in lexicon(lang).frames:
        for example in frame.yes:
            sentence, _, answer = example.partition(" => ")
            found.setdefault(sentence, []).append((frame, answer))
        for sentence in frame.no:
            found.setdefault(sentence, []).append((frame, ""))
    return found


@pytest.fixture(scope="module")
def analyses() -> dict[str, Analysis]:
    found: dict[str, Analysis] = {}
    for lang, reader in load_readers(load_settings()).items():
        articles = [
            Article(id=digest(s), lang=lang, text=s, digest=digest(s), cluster=digest(s)) for s in sentences(lang)
        ]
        found |= {one.parsed.article.text: one for one in reader.analyses(articles)}
    return found


def strict(analysis: Analysis, relation: str) -> Iterator[tuple[str, str]]:
    """The last words of the subject and object of each strict candidate of a relation."""
    text = analysis.parsed.article.text
    for proposal in analysis.proposals():
        candidate = proposal.candidate
        if candidate.relation.id == relation and candidate.match:
            ends = [text[m.start : m.end] for m in (candidate.subject, candidate.object)]
            yield ends[0], ends[1]


@pytest.mark.parametrize(("lang", "sentence"), [(lang, s) for lang in LANGUAGES for s in sentences(lang)])
def test_frames_find_what_their_examples_say(lang: str, sentence: str, analyses: dict[str, Analysis]) -> None:
    for frame, answer in sentences(lang)[sentence]:
        found = list(strict(analyses[sentence], frame.relation))
        if not answer:
            assert found == [], frame.id
            continue
        subject, _, other = answer.partition(" | ")
        pairs = [(subject, other)] + [(other, subject)] * ontology()[frame.relation].symmetric
        assert any(one in a and two in b for a, b in found for one, two in pairs), (frame.id, found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_relation_has_examples(lang: str) -> None:
    yes = {frame.relation: 0 for frame in lexicon(lang).frames}
    no = dict(yes)
    for frame in lexicon(lang).frames:
        yes[frame.relation] += len(frame.yes)
        no[frame.relation] += len(frame.no)
    assert set(yes) == {relation.id for relation in ontology()}
    assert {name for name, count in yes.items() if count < 2} == set()
    assert {name for name, count in no.items() if count < 1} == set()
