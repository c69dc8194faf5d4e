"""The gazetteer: who is known, under which names, and when; read and checked once."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from graph import jsonl
from graph.errors import DataError
from graph.forms import Form, FormKind, Match, Matcher, Time, fold, key, vocabulary
from graph.model import Actor, ActorType, Id, Record
from graph.states import load_states
from graph.toml import read_table

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
Language = Literal["en", "fr", "mul"]


class Alias(Record):
    """Another name of an actor."""

    text: Annotated[str, Field(min_length=1)]
    lang: Language
    hint: str | None = None
    first: Annotated[PartialDate | None, Field(alias="from")] = None
    last: Annotated[PartialDate | None, Field(alias="to")] = None


class Office(Record):
    """What a person was in a body, and when."""

    org: Id
    role: str
    role_fr: str | None = None
    first: Annotated[PartialDate | None, Field(alias="from")] = None
    last: Annotated[PartialDate | None, Field(alias="to")] = None
    country: str | None = None


class Parent(Record):
    """A body that an actor belongs to, or came from."""

    id: Id
    relation: Literal["part-of", "member-of", "affiliated-with", "allied-with", "splits-from"]
    first: Annotated[PartialDate | None, Field(alias="from")] = None
    last: Annotated[PartialDate | None, Field(alias="to")] = None


class Entry(Record):
    """One line of actors.jsonl."""

    id: Id
    name: str
    name_fr: str
    type: ActorType
    countries: tuple[str, ...]
    aliases: tuple[Alias, ...]
    first: Annotated[PartialDate | None, Field(alias="from")] = None
    last: Annotated[PartialDate | None, Field(alias="to")] = None
    parents: tuple[Parent, ...] = ()
    predecessors: tuple[Id, ...] = ()
    offices: tuple[Office, ...] = ()
    died: PartialDate | None = None
    notes: str | None = None


class Ambiguity(Record):
    """One line of ambiguous.jsonl."""

    text: str
    ids: tuple[Id, ...]
    overlap: bool
    note: str
    default: Id | None = None
    outside: str | None = None


class Metonym(Record):
    """One line of metonyms.jsonl."""

    text: str
    lang: Language
    id: Id
    type: ActorType
    kind: Literal["institution", "city"]
    country: str | None = None
    hint: str | None = None


class ActorNoun(Record):
    """One line of nouns.jsonl: a common noun for people who act."""

    lemma: str
    plural: str
    lang: Literal["en", "fr"]
    type: ActorType
    gender: Literal["m", "f", "mf"] | None = None


class Grain(Record):
    """The whole of grain.toml."""

    state: tuple[Id, ...]
    operations: dict[Id, Id]
    seats: dict[Id, Id]


@dataclass(frozen=True)
class Context:
    """What helps to tell who is meant.

    Attributes:
        day: The article's date; None if unknown.
        text: The article.
        countries: ISO codes that the article is about, with weights.
        actors: Actors that the article names beyond doubt, with counts.
    """

    day: dt.date | None = None
    text: str = ""
    countries: Mapping[str, float] = field(default_factory=dict)
    actors: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the article, which few names need."""
        return vocabulary(self.text)


@dataclass(slots=True)
class Gazetteer:
    """Known actors, found by name.

    Attributes:
        actors: Every known actor, by id.
        nouns: The actor nouns.
        stands_for: Actor id to the actor that it counts as.
        states: ISO code to the id of the state.
        armies: ISO code to the ids of its armies as a whole: the one of today, then those that are no more.
        capitals: Actor id of a state to its capital, as countryinfo writes it.
        parents: Actor id to what it belongs to.
    """

    actors: Mapping[str, Actor]
    nouns: tuple[ActorNoun, ...]
    stands_for: Mapping[str, str]
    states: Mapping[str, str]
    armies: Mapping[str, tuple[str, ...]]
    capitals: Mapping[str, str]
    parents: Mapping[str, tuple[Parent, ...]]
    _lives: Mapping[str, Time]
    _parts: Mapping[str, tuple[str, ...]]
    _of_person: Mapping[str, tuple[Office, ...]]
    _of_body: Mapping[tuple[str, str], Sequence[tuple[str, Office]]]
    _matcher: Matcher
    _defaults: Mapping[tuple[str, ...], str]

    def find(self, text: str) -> Iterator[Match]:
        """The names of known actors in a text, longest first at each place, in text order."""
        return self._matcher.find(text)

    def forms(self, text: str) -> tuple[Form, ...]:
        """The forms that the whole text is."""
        return self._matcher.forms(text)

    def choose(self, forms: Iterable[Form], context: Context) -> Form | None:
        """The form that is meant, or None where none is supported well enough."""
        ranked = sorted(
            ((self._support(form, context), form.kind is FormKind.NAME, form.actor, form) for form in forms),
            key=lambda row: (-row[0], not row[1], row[2]),
        )
        return ranked[0][3] if ranked and ranked[0][0] > 0 else None

    def army(self, code: str, day: dt.date | None) -> str | None:
        """Id of the army as a whole that a country had on a day; that of today on an unknown day."""
        ours = self.armies.get(code, ())
        now = [army for army in ours if self._lives[army].last is None]
        if day is not None:
            then = [army for army in ours if self._lives[army].has(day)]
            now = [army for army in now if army in then] or then
        return now[0] if len(now) == 1 else None

    def holders(self, org: str, role: str, day: dt.date | None) -> tuple[str, ...]:
        """Ids of the persons who hold an office of that role in that body on a day, sorted; none on an unknown day."""
        if day is None:
            return ()
        held = self._of_body.get((org, role), ())
        return tuple(sorted({who for who, office in held if _span(office).has(day)}))

    def offices_of(self, person: str, day: dt.date | None) -> tuple[Office, ...]:
        """The offices that a person holds on a day, latest first; on an unknown day all."""
        held = [office for office in self._of_person.get(person, ()) if day is None or _span(office).has(day)]
        return tuple(sorted(held, key=lambda office: office.first or "", reverse=True))

    def bodies_of(self, actor: str) -> frozenset[str]:
        """Ids of the bodies that an actor holds or held office in, or belongs or belonged to."""
        offices = (office.org for office in self._of_person.get(actor, ()))
        return frozenset((*offices, *(parent.id for parent in self.parents.get(actor, ()))))

    def parts_of(self, owner: str) -> tuple[str, ...]:
        """Ids of the actors that belong to another, sorted."""
        return self._parts.get(owner, ())

    def _support(self, form: Form, context: Context) -> float:
        """How much speaks for a form; 0 or less is too little."""
        actor = self.actors[form.actor]
        here = max((context.countries.get(code, 0.0) for code in actor.countries), default=0.0)
        named = context.actors.get(form.actor, 0)
        score = 1.0 + min(here, 5.0) + min(named, 3)
        if self._defaults.get(key(form.text)) == form.actor:
            score += 2.0
        if context.day and not form.when.has(context.day):
            score -= 8.0
        if form.hint and not (set(key(form.hint)) <= context.words or here >= 1.0 or named):
            score -= 8.0
        if form.outside and not (here >= 1.0 or named):
            score -= 0.9
        if context.day and form.actor in self._lives and not self._lives[form.actor].has(context.day):
            score -= 0.9
        return score


def load_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a folder.

    Raises:
        DataError: A file is missing or broken, or a line names an actor that is not there.
    """
    entries = [entry for _, entry in jsonl.read(folder / "actors.jsonl", Entry)]
    states = load_states(folder, _slugs(folder / "country_slugs.json"))
    actors = {state.actor.id: state.actor for state in states} | {entry.id: _actor(entry) for entry in entries}
    grain = read_table(folder / "grain.toml", Grain)
    by_code = {state.actor.countries[0]: state.actor.id for state in states}
    ambiguous = _ambiguous(folder / "ambiguous.jsonl", actors)
    outside = {key(row.text) for row in ambiguous if row.outside}
    forms = [form for state in states for form in state.forms]
    forms += [form for entry in entries for form in _forms(entry, outside)]
    forms += _metonyms(folder / "metonyms.jsonl", actors, grain)
    return Gazetteer(
        actors=actors,
        nouns=tuple(noun for _, noun in jsonl.read(folder / "nouns.jsonl", ActorNoun)),
        stands_for=_stands_for(grain, actors, by_code, folder / "grain.toml"),
        states=by_code,
        armies=_armies(entries),
        capitals={
            form.actor: form.text for s in reversed(states) for form in reversed(s.forms) if form.kind is FormKind.CITY
        },
        parents={entry.id: entry.parents for entry in entries},
        _lives={entry.id: _span(entry) for entry in entries},
        _parts=_parts(entries),
        _of_person={entry.id: entry.offices for entry in entries if entry.offices},
        _of_body=_of_body(entries),
        _matcher=Matcher.of(forms),
        _defaults={key(row.text): row.default for row in ambiguous if row.default},
    )


def _slugs(path: Path) -> dict[str, str]:
    try:
        slugs = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"can't be read: {error}", path) from error
    if not isinstance(slugs, dict) or not all(isinstance(v, str) for v in slugs.values()):
        raise DataError("is no object of country ids to codes", path)
    return slugs


def _stands_for(grain: Grain, actors: Mapping[str, Actor], states: Mapping[str, str], path: Path) -> dict[str, str]:
    """Actor to the state that it counts as."""
    _known((*grain.operations, *grain.operations.values(), *grain.seats, *grain.seats.values()), actors, path)
    bodies = _known(grain.state, actors, path)
    return {body: states[actors[body].countries[0]] for body in bodies} | grain.operations


def _known(ids: Iterable[str], actors: Mapping[str, Actor], path: Path) -> tuple[str, ...]:
    found = tuple(ids)
    if unknown := [i for i in found if i not in actors]:
        raise DataError(f"unknown actor {unknown[0]!r}", path)
    return found


def _ambiguous(path: Path, actors: Mapping[str, Actor]) -> list[Ambiguity]:
    rows = []
    for line, row in jsonl.read(path, Ambiguity):
        for actor in (*row.ids, *((row.default,) if row.default else ())):
            if actor not in actors:
                raise DataError(f"unknown actor {actor!r}", path, line)
        rows.append(row)
    return rows


def _metonyms(path: Path, actors: Mapping[str, Actor], grain: Grain) -> list[Form]:
    forms = []
    for line, row in jsonl.read(path, Metonym):
        if row.id not in actors:
            raise DataError(f"unknown actor {row.id!r}", path, line)
        kind = FormKind.CITY if row.kind == "city" else FormKind.INSTITUTION
        forms.append(Form(row.text, grain.seats.get(row.id, row.id), kind, row.hint))
    return forms


def _actor(entry: Entry) -> Actor:
    return Actor(
        id=entry.id,
        name=entry.name,
        name_fr=entry.name_fr if entry.name_fr != entry.name else None,
        type=entry.type,
        countries=entry.countries,
        aliases=tuple(sorted({alias.text for alias in entry.aliases} - {entry.name})),
    )


def _forms(entry: Entry, outside: set[tuple[str, ...]]) -> Iterator[Form]:
    for name in dict.fromkeys((entry.name, entry.name_fr)):
        if not name.endswith(")"):
            yield Form(name, entry.id, outside=key(name) in outside)
    for alias in entry.aliases:
        yield Form(alias.text, entry.id, FormKind.NAME, alias.hint, _span(alias), key(alias.text) in outside)


def _armies(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """ISO code to the armies as a whole: of military actors there, the ones most often called army or forces.

    There is one of today a country, and those that are no more.
    """
    called: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.type is ActorType.MILITARY and entry.countries:
            folded = [fold(a.text) for a in entry.aliases] + [fold(entry.name)]
            called[entry.countries[0], entry.last is None][entry.id] = sum(
                any(w in t for w in ("army", "military", "armed forces", "armee")) for t in folded
            )
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for (code, is_today), ids in sorted(called.items(), key=lambda row: not row[0][1]):
        found[code] += tuple(army for army, times in ids.most_common(1 if is_today else None) if times > 1)
    return dict(found)


def _parts(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Actor id to the ids of those that belong to it, sorted."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for parent in entry.parents:
            found[parent.id].add(entry.id)
    return {owner: tuple(sorted(parts)) for owner, parts in found.items()}


def _of_body(entries: Iterable[Entry]) -> dict[tuple[str, str], list[tuple[str, Office]]]:
    found: dict[tuple[str, str], list[tuple[str, Office]]] = defaultdict(list)
    for entry in entries:
        for office in entry.offices:
            found[office.org, office.role].append((entry.id, office))
    return dict(found)


def _span(dated: Entry | Alias | Office) -> Time:
    """The time of what has its first and last year, month or day."""
    return Time(day_of(dated.first), day_of(dated.last, last=True))


def day_of(date: str | None, *, last: bool = False) -> dt.date | None:
    """The first (or last) day of a year, month or day as the gazetteer writes it; None for None."""
    if date is None:
        return None
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return dt.date(year, month, day)
