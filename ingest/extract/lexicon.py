"""Frames: which words express which relation, and in which slots its two actors stand. Read from data/lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from graph.errors import DataError
from graph.model import ActorType, Record, Status
from graph.ontology import Ontology
from graph.toml import read_table, read_tables
from ingest.extract.arguments import Verbs
from ingest.extract.smallwords import SmallWords

ANY = "@"
"""What a trigger begins with that is no word but the type of a named actor: "the UPC of X" says who leads it."""
_KEPT = 1 << 16
"""How many words the triggers are remembered of."""

Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
_WORDS = r"[a-zà-ÿœ'-]+( [a-zà-ÿœ'-]+)*"
Slot = Annotated[str, Field(pattern=rf"^{_WORDS}([.]{_WORDS})?$")]
Kind = Literal["verb", "noun", "adjective"]


class Frame(Record):
    """One way to say one relation.

    Attributes:
        id: Unique, such as "attacks.ambush"; it stands in every claim that the frame gives.
        relation: Relation id of the ontology.
        kind: Part of speech of the trigger; "adjective" covers participles before or after a noun.
        triggers: Lemmas, or "@armed-group" for any named actor of that type; a verb's further words may stand anywhere
            behind it ("pull ... out"), a noun's stand together.
        subject: Slots where the subject stands, best first; "patient.poss" is the patient's possessor, "own"
            the trigger itself, "focus" the country that the article is about, for what goes without saying, "mutual"
            the others of several subjects.
        object: Likewise the object; both empty if `pair` is given.
        pair: Slots whose coordinated or plural fillers are both ends: "X and Y met", "talks between X and Y".
        patient: If given, the patient's lemma must be one of these: "sign" with "agreement".
        needs: If given, one of these words must stand with the trigger: "joint" of "patrol".
        unless: If given, none of these words may stand with it: "deputy" of "leader".
        subject_types: Narrower than the ontology's, if given.
        object_types: Likewise.
        without: Slots that no actor may fill: "troops were sent to X" needs no sender, "Y sent troops to X" names one.
        infinitive: An infinitive must stand below the trigger: "told X to leave".
        negated: The trigger must be negated, and that is the act: "does not recognise" is rejects.
        whole: It proposes nothing unless both ends stand in its slots: its trigger alone ("party") says nothing.
        status: What the frame itself implies about the act; None leaves it to the clause.
        yes: Sentences in which it must fire, as "sentence => subject | object"; run as tests.
        no: Sentences in which the relation must not be found; run as tests.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+[.][a-z0-9-]+$")]
    relation: str
    kind: Kind
    triggers: Words
    subject: tuple[Slot, ...] = ()
    object: tuple[Slot, ...] = ()
    pair: tuple[Slot, ...] = ()
    patient: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    subject_types: tuple[ActorType, ...] = ()
    object_types: tuple[ActorType, ...] = ()
    without: tuple[Slot, ...] = ()
    infinitive: bool = False
    negated: bool = False
    whole: bool = False
    status: Status | None = None
    yes: tuple[Annotated[str, Field(pattern=r"^.+ => .+ \| .+$")], ...] = ()
    no: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_types(self) -> Self:
        types = [trigger.removeprefix(ANY) for trigger in self.triggers if trigger.startswith(ANY)]
        if types and self.kind != "noun":
            raise ValueError(f"a trigger with {ANY} must be a noun")
        for name in types:
            ActorType(name)
        return self

    @model_validator(mode="after")
    def _has_both_ends(self) -> Self:
        if bool(self.pair) == bool(self.subject and self.object):
            raise ValueError("needs either `pair`, or both `subject` and `object`")
        return self

    @cached_property
    def subject_slots(self) -> frozenset[str]:
        """Where the subject may stand."""
        return frozenset(self.subject + self.pair)

    @cached_property
    def object_slots(self) -> frozenset[str]:
        """Where the object may stand."""
        return frozenset(self.object + self.pair)

    @cached_property
    def patients(self) -> frozenset[str]:
        """One of which the patient must be."""
        return frozenset(self.patient)

    @cached_property
    def needed(self) -> frozenset[str]:
        """One of which must stand with the trigger."""
        return frozenset(self.needs)

    @cached_property
    def barred(self) -> frozenset[str]:
        """None of which may stand with it."""
        return frozenset(self.unless)

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Its triggers of several words."""
        return frozenset(trigger for trigger in self.triggers if " " in trigger)

    @cached_property
    def has_conditions(self) -> bool:
        """Whether it asks anything of the words around its trigger."""
        return bool(self.negated or self.infinitive or self.patient or self.unless or self.needs)


class VerbClasses(Record):
    """verbs.toml: what the predicate-argument view must know of words (see `Verbs`)."""

    light: Words
    subject_control: Words
    object_control: tuple[str, ...] = ()
    charging: Words
    uttering: Words
    transparent: Words
    owned: Words
    small: SmallWords
    lemmas: Mapping[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of a frame: its words, lower case; `at` is the place of the one that it is indexed by."""

    frame: Frame
    words: tuple[str, ...]
    at: int


@dataclass(frozen=True)
class Lexicon:
    """All frames of a language, by kind and the lemma that a trigger is indexed by, and its verb classes."""

    frames: tuple[Frame, ...]
    verbs: Verbs
    triggers: Mapping[tuple[Kind, str], tuple[Trigger, ...]]
    _evoked: dict[tuple[Kind, str, str, bool], tuple[Trigger, ...]] = field(default_factory=dict, repr=False)

    def evoked(self, kind: Kind, lemma: str, word: str, *, inflected: bool) -> tuple[Trigger, ...]:
        """The triggers that are indexed by a lemma or its word; `inflected` leaves out endings of gender and number."""
        key = (kind, lemma, word, inflected)
        found = self._evoked.get(key)
        if found is None:
            endings = self.verbs.small.inflections if inflected else ()
            bare = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
            forms = dict.fromkeys((lemma, word, *bare))
            found = tuple(dict.fromkeys(trigger for form in forms for trigger in self.triggers.get((kind, form), ())))
            if len(self._evoked) >= _KEPT:
                self._evoked.clear()
            self._evoked[key] = found
        return found

    @classmethod
    def load(cls, folder: Path, ontology: Ontology) -> Lexicon:
        """The lexicon of a folder: every file of frames/, and verbs.toml.

        Raises:
            DataError: A file is missing or broken, a frame names no relation of the ontology, or its id stands twice.
        """
        seen: dict[str, str] = {}
        frames = []
        for path in sorted((folder / "frames").glob("*.toml")):
            for line, frame in read_tables(path, "frame", Frame):
                if frame.relation not in ontology:
                    raise DataError(f"no relation {frame.relation!r} in the ontology", path, line)
                if frame.id in seen:
                    raise DataError(f"frame {frame.id!r} stands already at {seen[frame.id]}", path, line)
                seen[frame.id] = f"{path.name}:{line}"
                frames.append(frame)
        if not frames:
            raise DataError("holds no frames", folder / "frames")
        classes = read_table(folder / "verbs.toml", VerbClasses)
        verbs = Verbs(
            frozenset(classes.light),
            frozenset(classes.subject_control),
            frozenset(classes.object_control),
            frozenset(classes.charging),
            frozenset(classes.uttering),
            frozenset(classes.transparent),
            frozenset(classes.owned),
            classes.small,
            classes.lemmas,
        )
        return cls(tuple(frames), verbs, _index(frames, classes.small))


def _index(frames: list[Frame], small: SmallWords) -> dict[tuple[Kind, str], tuple[Trigger, ...]]:
    """A verb is found by its first word, a noun by its last, but by its first before "of": "head of state".

    Whether a word with a hyphen is one token is the tokenizer's to say, and differs by word: "porte-parole" is one.
    """
    table: dict[tuple[Kind, str], list[Trigger]] = defaultdict(list)
    for frame in frames:
        for phrase in frame.triggers:
            for spelling in dict.fromkeys((phrase.lower(), phrase.lower().replace("-", " - "))):
                words = tuple(spelling.split())
                at = 0 if frame.kind == "verb" or not small.behind.isdisjoint(words) else len(words) - 1
                table[frame.kind, words[at]].append(Trigger(frame, words, at))
    return {key: tuple(triggers) for key, triggers in table.items()}
