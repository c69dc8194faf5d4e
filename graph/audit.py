"""What is wrong across the lines of the gazetteer, where each line for itself is right."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path

from graph import jsonl
from graph.errors import DataError
from graph.forms import key
from graph.gazetteer import Alias, Ambiguity, Entry, Office, Parent, day_of, load_gazetteer

type Rows = list[tuple[int, Entry]]
type Span = tuple[dt.date, dt.date]


def problems(folder: Path) -> Iterator[DataError]:
    """Each problem of the gazetteer in a folder, with file and line; nothing if all is well.

    Raises:
        DataError: A file is missing or a line is broken, so that the rest can't be looked at.
    """
    gazetteer = load_gazetteer(folder)
    path = folder / "actors.jsonl"
    rows = list(jsonl.read(path, Entry))
    found = [
        *_order(rows, frozenset(gazetteer.states.values())),
        *_references(rows, frozenset(gazetteer.actors)),
        *_dates(rows),
        *_cycles(rows),
    ]
    for line, message in sorted(found):
        yield DataError(message, path, line)
    shared = _shared(folder / "ambiguous.jsonl")
    for line, message in sorted(_holders(rows, shared)):
        yield DataError(message, path, line)


def _order(rows: Rows, states: frozenset[str]) -> Iterator[tuple[int, str]]:
    for (_, before), (line, entry) in pairwise(rows):
        if entry.id == before.id:
            yield line, f"{entry.id!r} stands twice"
        elif entry.id < before.id:
            yield line, f"{entry.id!r} must stand before {before.id!r}: lines are sorted by id"
    for line, entry in rows:
        if entry.id in states:
            yield line, f"{entry.id!r} is the id of a state"


def _references(rows: Rows, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    for line, entry in rows:
        named = [office.org for office in entry.offices] + [parent.id for parent in entry.parents]
        for other in (*named, *entry.predecessors):
            if other not in known:
                yield line, f"{entry.id!r} refers to {other!r}, which is no actor"
            if other == entry.id:
                yield line, f"{entry.id!r} refers to itself"
        texts = [alias.text for alias in entry.aliases]
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            yield line, f"{entry.id!r} has the alias {text!r} twice"


def _dates(rows: Rows) -> Iterator[tuple[int, str]]:
    for line, entry in rows:
        spans: tuple[Entry | Alias | Office | Parent, ...] = (entry, *entry.aliases, *entry.offices, *entry.parents)
        for dated in spans:
            first, last = _span(dated.first, dated.last)
            if first > last:
                yield line, f"{entry.id!r} has a span that ends in {dated.last}, before its start in {dated.first}"


def _cycles(rows: Rows) -> Iterator[tuple[int, str]]:
    above = {entry.id: [parent.id for parent in entry.parents if parent.relation == "part-of"] for _, entry in rows}
    for line, entry in rows:
        if entry.id in _all_above(entry.id, above):
            yield line, f"{entry.id!r} is part of itself, through its parents"


def _all_above(actor: str, above: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(above.get(actor, ()))
    while waiting:
        if (parent := waiting.pop()) not in seen:
            seen.add(parent)
            waiting += above.get(parent, ())
    return seen


def _holders(rows: Rows, shared: Mapping[tuple[str, ...], set[str]]) -> Iterator[tuple[int, str]]:
    """Names that two actors bear at one time though ambiguous.jsonl does not list both."""
    holders: dict[tuple[str, ...], dict[str, tuple[int, str, Span]]] = defaultdict(dict)
    for line, entry in rows:
        life = _span(entry.first, entry.last)
        for name in (entry.name, entry.name_fr):
            holders[key(name)][entry.id] = (line, name, life)
        for alias in entry.aliases:
            dated = alias.first or alias.last
            holders[key(alias.text)][entry.id] = (line, alias.text, _span(alias.first, alias.last) if dated else life)
    for form, bearers in holders.items():
        for (a, (_, _, one)), (b, (line, name, two)) in combinations(bearers.items(), 2):
            if one[0] <= two[1] and two[0] <= one[1] and not {a, b} <= shared.get(form, set()):
                yield line, f"{name!r} is also a name of {a!r} at the same time, and ambiguous.jsonl does not say so"


def _shared(path: Path) -> dict[tuple[str, ...], set[str]]:
    shared: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, row in jsonl.read(path, Ambiguity):
        shared[key(row.text)].update(row.ids)
    return shared


def _span(first: str | None, last: str | None) -> Span:
    return day_of(first) or dt.date.min, day_of(last, last=True) or dt.date.max
