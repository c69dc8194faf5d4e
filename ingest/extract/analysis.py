"""What is known of an article before the judge decides: who is mentioned, and what the lexicon proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan

from graph.gazetteer import Gazetteer
from graph.ontology import Ontology
from ingest.extract.arguments import View
from ingest.extract.candidates import Candidate, Finder
from ingest.extract.features import features
from ingest.extract.lexicon import Lexicon
from ingest.extract.paths import Paths
from ingest.mentions import find_mentions
from ingest.parse import Parsed
from ingest.resolve import Resolution, resolve
from ingest.words import Words


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate, its sentence and what the judge looks at."""

    candidate: Candidate
    sentence: SpacySpan
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article, analysed."""

    parsed: Parsed
    resolution: Resolution
    finder: Finder

    def proposals(self) -> Iterator[Proposal]:
        """What the lexicon proposes for each sentence that is no furniture, in text order."""
        for sentence in self.parsed.doc.sents:
            if not self._is_furniture(sentence):
                for candidate in self.finder.candidates(sentence.start, sentence.end):
                    yield Proposal(candidate, sentence, features(candidate, self.finder))

    def _is_furniture(self, sentence: SpacySpan) -> bool:
        return any(span.start < sentence.end_char and sentence.start_char < span.end for span in self.parsed.furniture)


@dataclass(frozen=True, slots=True)
class Analyser:
    """Analyses parsed articles with what is known of words and actors."""

    ontology: Ontology
    gazetteer: Gazetteer
    lexicon: Lexicon
    words: Words

    def analyse(self, parsed: Parsed) -> Analysis:
        """Mentions, resolved actors and the predicate-argument view of an article."""
        resolution = resolve(parsed, find_mentions(parsed, self.gazetteer, self.words), self.gazetteer, self.words)
        doc = parsed.doc
        view = View(doc, self.lexicon.verbs)
        finder = Finder(doc, view, self.lexicon, self.ontology, resolution.by_head, Paths.of(doc))
        return Analysis(parsed, resolution, finder)
