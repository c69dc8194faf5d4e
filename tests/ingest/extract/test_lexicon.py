"""Loading frames: what is refused, and where a trigger is looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.ontology import Ontology
from graph.settings import data_dir
from ingest.extract.lexicon import Kind, Lexicon

ONTOLOGY = Ontology.load(data_dir() / "ontology")
LANG = data_dir() / "lexicon" / "en"
FRAME = '[[frame]]\nid = "attacks.raid"\nrelation = "attacks"\nkind = "{kind}"\ntriggers = ["{trigger}"]\n{ends}\n'
ENDS = 'subject = ["agent"]\nobject = ["patient"]'


def load(folder: Path, frames: str) -> Lexicon:
    (folder / "frames").mkdir()
    (folder / "frames" / "some.toml").write_text(frames, encoding="utf-8")
    (folder / "verbs.toml").write_bytes((LANG / "verbs.toml").read_bytes())
    return Lexicon.load(folder, ONTOLOGY)


@pytest.mark.parametrize(
    ("kind", "trigger", "key", "at"),
    [
        ("verb", "pull out", "pull", 0),
        ("noun", "prime minister", "minister", 1),
        ("noun", "head of state", "head", 0),
        ("noun", "Pull-out", "out", 2),
        ("noun", "Pull-out", "pull-out", 0),
        ("adjective", "backed", "backed", 0),
    ],
)
def test_triggers_are_found_by_the_word_that_bears_them(
    tmp_path: Path, kind: Kind, trigger: str, key: str, at: int
) -> None:
    lexicon = load(tmp_path, FRAME.format(kind=kind, trigger=trigger, ends=ENDS))
    assert [one.at for one in lexicon.triggers[kind, key]] == [at]
    assert len(lexicon.triggers) == 1 + ("-" in trigger)


@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        (FRAME.format(kind="verb", trigger="raid", ends=ENDS).replace('"attacks"', '"hugs"'), "no relation 'hugs'"),
        (2 * FRAME.format(kind="verb", trigger="raid", ends=ENDS), "stands already at some.toml:1"),
        (FRAME.format(kind="verb", trigger="raid", ends='subject = ["agent"]'), "needs either `pair`"),
        (FRAME.format(kind="verb", trigger="raid", ends=ENDS + '\npair = ["agent"]'), "needs either `pair`"),
        (FRAME.format(kind="verb", trigger="raid", ends='subject = ["Agent"]\nobject = ["to"]'), "subject"),
        (FRAME.format(kind="gerund", trigger="raid", ends=ENDS), "kind"),
        (FRAME.format(kind="verb", trigger="", ends=ENDS), "triggers"),
        (FRAME.format(kind="noun", trigger="@army", ends=ENDS), "'army' is not a valid ActorType"),
        (FRAME.format(kind="verb", trigger="@armed-group", ends=ENDS), "a trigger with @ must be a noun"),
        (FRAME.format(kind="verb", trigger="raid", ends=ENDS) + 'colour = "red"\n', "colour"),
        (FRAME.format(kind="verb", trigger="raid", ends=ENDS) + 'yes = ["X raided Y."]\n', "yes"),
        ("", "holds no frames"),
    ],
)
def test_broken_frames_are_refused_with_their_place(tmp_path: Path, frames: str, reason: str) -> None:
    with pytest.raises(DataError, match=re.escape(reason)) as caught:
        load(tmp_path, frames)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_shipped_lexicon_covers_the_ontology_and_knows_its_slots(lang: str) -> None:
    lexicon = Lexicon.load(LANG.parent / lang, ONTOLOGY)
    triggers: dict[str, set[str]] = {relation.id: set() for relation in ONTOLOGY}
    for frame in lexicon.frames:
        triggers[frame.relation].update(frame.triggers)
        assert len(set(frame.triggers)) == len(frame.triggers), frame.id
        assert frame.id.startswith(f"{frame.relation}."), frame.id
    assert {name: len(words) for name, words in triggers.items() if len(words) < 15} == {}
