"""The lines that `extract` prints, and the articles that it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph.errors import ArticleError
from graph.model import Article, Claim
from graph.settings import Settings
from ingest.clean import as_given
from ingest.fetch import pages
from ingest.model import Extraction, Refused


def articles(source: str, settings: Settings, languages: frozenset[str], failures: list[str]) -> Iterator[Article]:
    """The articles of JSON Lines, texts untouched, in the languages that are read; what is not goes to `failures`."""
    for page in pages([source], settings):
        if isinstance(page, Refused):
            failures.append(f"{page.name}: {page.reason}")
            continue
        try:
            article = as_given(page)
        except ArticleError as error:
            failures.append(str(error))
            continue
        if len(article.text) > settings.max_characters:
            failures.append(f"{page.name}: longer than {settings.max_characters:,} characters (setting max_characters)")
        elif article.lang not in languages:
            failures.append(f"{page.name}: language {article.lang} is not extracted")
        else:
            yield article


def lines(found: Extraction) -> Iterator[str]:
    """The claims of an article, each one JSON object."""
    actors = {actor.id: actor for actor in found.actors}
    for claim in found.claims:
        subject, obj = actors[claim.subject], actors[claim.object]
        speaker = _speaker(claim, found)
        yield json.dumps(
            {
                "doc_id": found.article.id,
                "subject": subject.name,
                "subject_id": subject.id,
                "subject_type": subject.type,
                "subject_mentions": found.mentions.get(subject.id, ()),
                "relation": claim.relation,
                "object": obj.name,
                "object_id": obj.id,
                "object_type": obj.type,
                "object_mentions": found.mentions.get(obj.id, ()),
                "status": claim.status,
                "attributed_to": speaker,
                "evidence": claim.sentence,
                "start": claim.start,
                "end": claim.end,
                "date": None if claim.date is None else str(claim.date),
                "confidence": claim.confidence,
                "pattern": claim.pattern,
            },
            ensure_ascii=False,
        )


def _speaker(claim: Claim, found: Extraction) -> str | None:
    """The name of who says it, as the article's language has it; the text's own words where it gives none."""
    if claim.speaker is None:
        return claim.speaker_label
    actor = next(actor for actor in found.actors if actor.id == claim.speaker)
    forms, words = found.mentions.get(actor.id, ()), claim.speaker_label or ""
    is_named = actor.known or actor.name in (*forms, words) or f" {actor.name}" in words  # "minister X", "X"
    is_named = is_named or not any(form in words for form in forms)  # a pronoun names nobody
    local = actor.name_in(found.article.lang)
    return (local if local in forms else actor.name) if is_named else words
