"""Words remembered by the parser's models: the rows are those of a model that remembers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

from graph.settings import Settings
from ingest import embeddings
from ingest.parse import LANGUAGES, load_pipeline, plain
from tests.bench.articles import samples

pytestmark = pytest.mark.model


def remembering(nlp: Language) -> list[Model[Any, Any]]:
    models = [cast(TrainablePipe, nlp.get_pipe(name)).model for name in ("tok2vec", "ner")]
    return [node for model in models for node in model.walk() if node.name == "remembering"]


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def nlp(lang: str) -> Language:
    return load_pipeline(Settings(), lang)


@pytest.fixture(scope="module")
def docs(nlp: Language, lang: str) -> list[Doc]:
    texts = [plain(article.text) for article in samples(Settings(), lang)[:5]]
    return [nlp.make_doc(text) for text in (*texts, "", "ca n't  can't cannot\n\nWon't", *texts)]


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "MOST", 100)


def batches(docs: list[Doc], size: int) -> Iterator[list[Doc]]:
    return (docs[start : start + size] for start in range(0, len(docs), size))


def test_the_tagger_s_and_the_recogniser_s_model_remember(nlp: Language) -> None:
    assert len(remembering(nlp)) == 2


@pytest.mark.parametrize("size", [1, 4, 100])
def test_rows_are_those_of_the_embedding(nlp: Language, docs: list[Doc], size: int) -> None:
    for model in remembering(nlp):
        expected = model.layers[0].predict(docs)
        rows = [row for batch in batches(docs, size) for row in model.predict(batch)]
        assert all(np.array_equal(one, other) for one, other in zip(rows, expected, strict=True))


@pytest.mark.usefixtures("forgetful")
def test_what_is_forgotten_is_asked_for_again(nlp: Language, docs: list[Doc]) -> None:
    for model in remembering(nlp):
        for batch in batches(docs, 2):
            words = {word for doc in batch for word in map(tuple, doc.to_array(list(embeddings.KEY)).tolist())}
            rows, expected = model.predict(batch), model.layers[0].predict(batch)
            assert all(np.array_equal(one, other) for one, other in zip(rows, expected, strict=True))
            assert len(model.attrs["known"]) <= max(embeddings.MOST, len(words))


def test_a_model_that_looks_at_more_than_the_word_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 8,
        "attrs": ["NORM", "ENT_TYPE"],
        "rows": [50, 50],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 8,
        "depth": 1,
        "window_size": 1,
        "maxout_pieces": 2,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    pipe = cast(TrainablePipe, nlp.add_pipe("tok2vec", config={"model": tok2vec}))
    embeddings.remember(nlp)
    assert all(node.name != "remembering" for node in pipe.model.walk())
