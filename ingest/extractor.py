"""Articles in, claims out: the one way in to extraction, for commands, jobs and training alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from graph.gazetteer import load_gazetteer
from graph.model import Article, digest
from graph.ontology import Ontology
from graph.settings import Settings, data_dir
from ingest.explain import explain
from ingest.extract.analysis import Analyser, Analysis
from ingest.extract.claims import Claimant, Cues, judged
from ingest.extract.judge import Judge
from ingest.extract.lexicon import Lexicon
from ingest.model import Extraction
from ingest.parse import load_pipeline, parse
from ingest.words import load_words

LANG = "en"
"""The language that the lexicon covers."""
BATCH = 16
"""Articles a batch of the parser; more costs memory and gains no speed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A pipeline and what is known of words and actors: all that comes before the judge."""

    nlp: Language
    analyser: Analyser

    @classmethod
    def load(cls, settings: Settings) -> Reader:
        """The reader that the settings ask for.

        Raises:
            DataError: A data file or the pipeline is missing or broken.
        """
        data = data_dir()
        ontology = Ontology.load(data / "ontology")
        gazetteer = load_gazetteer(data / "gazetteer")
        lexicon = data / "lexicon" / LANG
        words = load_words(lexicon / "coreference.toml", gazetteer)
        return cls(load_pipeline(settings), Analyser(ontology, gazetteer, Lexicon.load(lexicon, ontology), words))

    @property
    def ontology(self) -> Ontology:
        """The vocabulary that claims are in."""
        return self.analyser.ontology

    def analyses(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """What is known of each article before the judge decides, in the order given."""
        for parsed in parse(articles, self.nlp, batch_size=BATCH):
            yield self.analyser.analyse(parsed)


@dataclass(frozen=True, slots=True)
class Extractor:
    """A reader and a judge.

    Attributes:
        version: Digest of everything that claims depend on: pipeline, data and code.
        languages: ISO 639-1 codes of what it can read.
        threshold: The probability from which a candidate becomes a claim.
    """

    reader: Reader
    cues: Cues
    judge: Judge
    version: str
    languages: frozenset[str]
    threshold: float

    @classmethod
    def load(cls, settings: Settings) -> Extractor:
        """The extractor that the settings ask for.

        Raises:
            DataError: A data file or the pipeline is missing or broken.
        """
        data = data_dir()
        reader = Reader.load(settings)
        judge = Judge.load(data / "models" / LANG / "judge.json")
        threshold = judge.threshold if settings.min_confidence is None else settings.min_confidence
        pipeline = reader.nlp.meta
        version = digest(pipeline["name"], pipeline["version"], _code_and_data(data), threshold)
        return cls(reader, Cues.load(data / "lexicon" / LANG), judge, version, frozenset({LANG}), threshold)

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The claims of each article, in the order given; the same for an article whatever stands beside it."""
        return map(self.extraction, self.reader.analyses(articles))

    def extraction(self, analysis: Analysis) -> Extraction:
        """The claims of an analysed article."""
        claimant = Claimant.of(analysis, self.reader.ontology, self.cues)
        return claimant.extraction(judged(analysis, self.judge), self.threshold)

    def explain(self, articles: Iterable[Article]) -> Iterator[Iterator[str]]:
        """How the sentences of each article were read, as lines of text, in the order given."""
        for analysis in self.reader.analyses(articles):
            yield explain(analysis, self.judge, self.threshold)


def _code_and_data(data: Path) -> str:
    """SHA-256 over the data files and the modules that claims depend on."""
    code = Path(__file__).parent
    files = [
        *data.glob("ontology/*.toml"),
        *data.glob("lexicon/**/*.toml"),
        *data.glob("gazetteer/*.*"),
        *data.glob("models/**/*.json"),
    ]
    files += [*code.glob("*.py"), *code.glob("extract/*.py")]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()
