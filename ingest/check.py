"""Validation of all data files, and of what spans several of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.audit import problems
from graph.errors import DataError
from graph.gazetteer import load_gazetteer
from graph.ontology import Ontology
from ingest.extract.claims import Cues
from ingest.extract.judge import Judge
from ingest.extract.lexicon import Lexicon
from ingest.feeds import load_feeds
from ingest.french.grammar import grammar
from ingest.furniture import load_furniture
from ingest.words import load_words


def check_data(data: Path) -> Iterator[str]:
    """A line for each part that holds.

    Raises:
        DataError: The first fault found, with file and line.
    """
    ontology = Ontology.load(data / "ontology")
    yield f"ontology: {len(ontology.relations)} relations"
    for problem in problems(data / "gazetteer"):
        raise problem
    gazetteer = load_gazetteer(data / "gazetteer")
    yield f"gazetteer: {len(gazetteer.actors)} actors"
    for folder in sorted(path for path in (data / "lexicon").iterdir() if path.is_dir()):
        lexicon = Lexicon.load(folder, ontology)
        if missing := sorted({r.id for r in ontology} - {frame.relation for frame in lexicon.frames}):
            raise DataError(f"no frame expresses {missing[0]!r}", folder / "frames")
        load_words(folder / "coreference.toml", gazetteer)
        Cues.load(folder)
        yield f"lexicon {folder.name}: {len(lexicon.frames)} frames"
        judge = Judge.load(data / "models" / folder.name / "judge.json")
        yield f"judge {folder.name}: {len(judge.weights)} weights"
    grammar()
    furniture = load_furniture(data)
    yield f"cleaning: {len(furniture.starts) + len(furniture.contains) + len(furniture.always)} cues"
    feeds = load_feeds(data / "feeds.toml")
    yield f"feeds: {len(feeds)}, of which {sum(feed.enabled for feed in feeds)} are switched on"
