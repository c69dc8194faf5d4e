"""What frames find in sentences, whatever the judge thinks, for tests."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Article, digest
from graph.settings import load_settings
from ingest.extract.analysis import Analysis
from ingest.extractor import load_readers

Triple = tuple[str, str, str]
"""The ids of subject, relation and object."""


def strict(analysis: Analysis) -> set[Triple]:
    """What the frames find in an article, symmetric relations in both directions."""
    found = set()
    for candidate in (proposal.candidate for proposal in analysis.proposals()):
        if candidate.match:
            pairs = {(one, other) for one in candidate.subject.actors for other in candidate.object.actors}
            if candidate.relation.symmetric:
                pairs |= {(other, one) for one, other in pairs}
            found |= {(one, candidate.relation.id, other) for one, other in pairs}
    return found


def in_french(texts: Iterable[str]) -> dict[str, set[Triple]]:
    """Text to what the frames find in it, each text an article of its own."""
    reader = load_readers(load_settings(), ["fr"])["fr"]
    articles = (
        Article(id=digest(t), lang="fr", text=t, digest=digest(t), cluster=digest(t)) for t in dict.fromkeys(texts)
    )
    return {one.parsed.article.text: strict(one) for one in reader.analyses(articles)}
