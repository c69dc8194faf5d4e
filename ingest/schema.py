"""JSON Schema of the data files and of what the commands write, for editors and other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from graph.corrections import Correction
from graph.gazetteer import ActorNoun, Ambiguity, Entry, Grain, Metonym
from graph.model import Actor, Article, Claim, Event, Record
from graph.ontology import ActorTypeLabel, Relation, StatusLabel
from graph.states import StatesFile
from ingest.extract.expressions import DateWords
from ingest.extract.judge import JudgeFile
from ingest.extract.lexicon import Frame, VerbClasses
from ingest.extract.speech_cues import SpeechCue
from ingest.extract.status import StatusCue
from ingest.feeds import Feed
from ingest.french.grammar import Grammar

SCHEMAS: dict[str, type[Record]] = {
    "feed": Feed,
    "model-judge": JudgeFile,
    "ontology-relation": Relation,
    "ontology-status": StatusLabel,
    "ontology-actor-type": ActorTypeLabel,
    "gazetteer-actor": Entry,
    "gazetteer-ambiguous": Ambiguity,
    "gazetteer-grain": Grain,
    "gazetteer-metonym": Metonym,
    "gazetteer-noun": ActorNoun,
    "gazetteer-states": StatesFile,
    "lexicon-dates": DateWords,
    "lexicon-frame": Frame,
    "lexicon-grammar": Grammar,
    "lexicon-speech": SpeechCue,
    "lexicon-status": StatusCue,
    "lexicon-verbs": VerbClasses,
    "actor": Actor,
    "article": Article,
    "claim": Claim,
    "event": Event,
    "correction": Correction,
}
"""The record that each file describes, by the file's name: one row of a data file or one line of output."""


def write(folder: Path) -> int:
    """How many schemas were written to the folder, one file each; files of none of them are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in SCHEMAS.items():
        (folder / f"{name}.json").write_text(text(record), encoding="utf-8")
    for path in folder.glob("*.json"):
        if path.stem not in SCHEMAS:
            path.unlink()
    return len(SCHEMAS)


def text(record: type[Record]) -> str:
    """The schema of a record as JSON, indented, with a line feed at the end."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **record.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
