"""The articles that the measures of extraction and resolution read."""

from __future__ import annotations

from graph.errors import ArticleError
from graph.model import Article
from graph.settings import Settings, data_dir
from ingest.clean import clean
from ingest.fetch import pages
from ingest.model import Refused


def samples(settings: Settings, lang: str) -> list[Article]:
    """The sample articles in a language."""
    found = []
    for page in pages([str(data_dir() / "samples")], settings):
        if not isinstance(page, Refused):
            try:
                article = clean(page, longest=settings.max_characters)
            except ArticleError:
                continue
            if article.lang == lang:
                found.append(article)
    return found
