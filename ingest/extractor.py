"""Articles in, claims out: the one way in to extraction, for commands, jobs and training alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from pathlib import Path

from spacy.language import Language

from graph.gazetteer import load_gazetteer
from graph.model import Article, digest
from graph.ontology import Ontology
from graph.settings import Settings, data_dir
from ingest.explain import explain
from ingest.extract.analysis import Analyser, Analysis
from ingest.extract.claims import Claimant, Cues
from ingest.extract.judge import Judge
from ingest.extract.lexicon import Lexicon
from ingest.extract.verdicts import judged
from ingest.model import Extraction
from ingest.parse import LANGUAGES, load_pipeline, parse, pipeline_version
from ingest.words import load_words

BATCH = 16
"""Articles a batch of the parser; more costs memory and gains no speed."""
_AT_ONCE = 2 * BATCH
"""Articles held at once, whatever their languages."""


@dataclass(frozen=True)
class Reader:
    """A language's pipeline and what is known of its words and of actors: all that comes before the judge."""

    lang: str
    settings: Settings
    analyser: Analyser

    @cached_property
    def nlp(self) -> Language:
        """The pipeline, loaded when it is first asked for, which takes seconds and memory.

        Raises:
            UsageError: It can't be loaded.
        """
        return load_pipeline(self.settings, self.lang)

    @property
    def ontology(self) -> Ontology:
        """The vocabulary that claims are in."""
        return self.analyser.ontology

    def analyses(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """What is known of each article before the judge decides, in the order given."""
        for parsed in parse(articles, self.nlp, batch_size=BATCH):
            yield self.analyser.analyse(parsed)


def load_readers(settings: Settings, languages: Iterable[str] = LANGUAGES) -> dict[str, Reader]:
    """The readers that the settings ask for, by language.

    Raises:
        DataError: A data file is missing or broken.
    """
    data = data_dir()
    ontology = Ontology.load(data / "ontology")
    gazetteer = load_gazetteer(data / "gazetteer")
    readers = {}
    for lang in languages:
        folder = data / "lexicon" / lang
        words = load_words(folder / "coreference.toml", gazetteer)
        analyser = Analyser(ontology, gazetteer, Lexicon.load(folder, ontology), words)
        readers[lang] = Reader(lang, settings, analyser)
    return readers


@dataclass(frozen=True, slots=True)
class Tongue:
    """All that extraction from one language needs.

    Attributes:
        threshold: The probability from which a candidate becomes a claim.
    """

    reader: Reader
    cues: Cues
    judge: Judge
    threshold: float

    @classmethod
    def load(cls, reader: Reader, settings: Settings) -> Tongue:
        """The parts of the reader's language.

        Raises:
            DataError: A data file is missing or broken.
        """
        data = data_dir()
        judge = _judge(reader.lang)
        return cls(reader, Cues.load(data / "lexicon" / reader.lang), judge, _threshold(judge, settings))

    def extraction(self, analysis: Analysis) -> Extraction:
        """The claims of an analysed article."""
        claimant = Claimant.of(analysis, self.reader.ontology, self.cues)
        return claimant.extraction(judged(analysis, self.judge), self.threshold)

    def explain(self, analysis: Analysis) -> Iterator[str]:
        """How the sentences of an analysed article were read, as lines of text."""
        return explain(analysis, self.judge, self.threshold)


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads articles, a part a language.

    Attributes:
        tongues: The parts, by ISO 639-1 code.
        version: Digest of everything that claims depend on: pipelines, data and code.
    """

    tongues: Mapping[str, Tongue]
    version: str

    @classmethod
    def load(cls, settings: Settings) -> Extractor:
        """The extractor that the settings ask for.

        Raises:
            DataError: A data file is missing or broken.
            UsageError: There is no pipeline of the name that the settings give.
        """
        tongues = {lang: Tongue.load(reader, settings) for lang, reader in load_readers(settings).items()}
        return cls(tongues, _version(settings, {lang: tongue.threshold for lang, tongue in tongues.items()}))

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it can read."""
        return frozenset(self.tongues)

    @property
    def ontology(self) -> Ontology:
        """The vocabulary that claims are in."""
        return next(iter(self.tongues.values())).reader.ontology

    def run(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The claims of each article, in the order given; the same for an article whatever stands beside it."""
        return self._each(articles, Tongue.extraction)

    def explain(self, articles: Iterable[Article]) -> Iterator[Iterator[str]]:
        """How the sentences of each article were read, as lines of text, in the order given."""
        return self._each(articles, Tongue.explain)

    def _each[T](self, articles: Iterable[Article], what: Callable[[Tongue, Analysis], T]) -> Iterator[T]:
        """What is made of each article, in the order given; articles of one language are parsed together."""
        for group in batched(articles, _AT_ONCE):
            made: dict[int, T] = {}
            for lang, tongue in self.tongues.items():
                places = [place for place, article in enumerate(group) if article.lang == lang]
                if not places:
                    continue
                analyses = tongue.reader.analyses(group[place] for place in places)
                made |= {place: what(tongue, analysis) for place, analysis in zip(places, analyses, strict=True)}
            yield from (made[place] for place in range(len(group)))


def version_of(settings: Settings) -> str:
    """Digest of everything that claims depend on: pipelines, thresholds, data and code.

    Raises:
        DataError: A data file is missing or broken.
        UsageError: There is no pipeline of the name that the settings give.
    """
    return _version(settings, {lang: _threshold(_judge(lang), settings) for lang in LANGUAGES})


def _version(settings: Settings, thresholds: Mapping[str, float]) -> str:
    told = [(*pipeline_version(settings, lang), threshold) for lang, threshold in thresholds.items()]
    return digest(*(part for row in told for part in row), _code_and_data(data_dir()))


def _judge(lang: str) -> Judge:
    return Judge.load(data_dir() / "models" / lang / "judge.json")


def _threshold(judge: Judge, settings: Settings) -> float:
    return judge.threshold if settings.min_confidence is None else settings.min_confidence


def _code_and_data(data: Path) -> str:
    """SHA-256 over the data files and the modules that claims depend on."""
    code = Path(__file__).parent
    files = [
        *data.glob("ontology/*.toml"),
        *data.glob("lexicon/**/*.toml"),
        *data.glob("gazetteer/*.*"),
        *data.glob("models/**/*.json"),
    ]
    files += [*code.glob("*.py"), *code.glob("extract/*.py"), *code.glob("french/*.py")]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()
