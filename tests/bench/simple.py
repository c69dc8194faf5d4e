"""Two simple ways to triples: subject, verb and object by textacy, and who stands beside whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations

from spacy.language import Language
from spacy.tokens import Doc
from textacy.extract.triples import subject_verb_object_triples

from graph.model import Article
from ingest.extract.lexicon import Lexicon
from ingest.parse import plain

ACTORS = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def docs(articles: list[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article, parsed by the bare pipeline."""
    texts = ((plain(article.text), article) for article in articles)
    for doc, article in nlp.pipe(texts, as_tuples=True, batch_size=16):
        yield article, doc


def verbs(lexicon: Lexicon) -> dict[str, str]:
    """The relation of each verb that a frame has for a trigger; the first one, where there are several."""
    found: dict[str, str] = {}
    for frame in lexicon.frames:
        for trigger in frame.triggers if frame.kind == "verb" else ():
            found.setdefault(trigger, frame.relation)
    return found


def svo_triples(article: Article, doc: Doc, relations: dict[str, str]) -> Iterator[str]:
    """Lines as `extract` prints them, one a subject, verb and object whose verb stands for a relation."""
    for subject, verb, target in subject_verb_object_triples(doc):
        relation = relations.get(verb[-1].lemma_)
        if relation:
            one, other = (doc[words[0].i : words[-1].i + 1].text for words in (subject, target))
            yield line(article, one, relation, other)


def cooccurrences(article: Article, doc: Doc) -> Iterator[str]:
    """Likewise, one a pair of named entities in a sentence; nobody knows its relation."""
    for sentence in doc.sents:
        names = sorted({entity.text for entity in sentence.ents if entity.label_ in ACTORS})
        for one, other in combinations(names, 2):
            yield line(article, one, "", other)


def line(article: Article, subject: str, relation: str, other: str) -> str:
    """What the scorer reads."""
    row: dict[str, object] = {
        "doc_id": article.id,
        "subject": subject,
        "subject_mentions": [subject],
        "relation": relation,
    }
    row |= {"object": other, "object_mentions": [other], "status": "occurred", "attributed_to": None}
    return json.dumps(row)
