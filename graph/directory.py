"""Who is called what: the one actor that a text names, or those whose names are spelt nearly so."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from graph.errors import QueryError
from graph.forms import key
from graph.model import Actor

_SUGGESTED: Final = 3
_NEAR: Final = 0.6
"""How much of a name must be what was given, of 1, for it to be suggested."""
_SHORT: Final = 3
_NEAR_SHORT: Final = 0.55
"""The same for so few letters, of which one is much: "Mly" for "Mali"."""

type ActorRow = tuple[str, str, Sequence[str]]
"""Id, name, aliases."""


class ActorIndex:
    """The graph's actors by what they are called, whatever the case, accents, hyphens and leading article."""

    def __init__(self, rows: Iterable[ActorRow]) -> None:
        self._ids: set[str] = set()
        self._by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_alias: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        for identifier, name, aliases in rows:
            self._ids.add(identifier)
            for text in (identifier, name):
                self._by_name[key(text)].add(identifier)
            for alias in aliases:
                self._by_alias[key(alias)].add(identifier)
            for text in (name, *aliases):
                self._shown.setdefault(" ".join(key(text)), name)
                if not text.isupper():
                    self._spelt.setdefault(" ".join(key(text)), name)

    def find(self, text: str) -> str:
        """The id of the actor that the text names: an id first, then a name, then an alias.

        Raises:
            QueryError: No actor is called so, or several are.
        """
        found = self.all(text)
        if len(found) > 1:
            raise QueryError(f"{text!r} may be {either(sorted(found))}: give the id")
        if not found:
            near = self._shown if text.isupper() else self._spelt  # who spells no acronym means none
            raise QueryError(f"no actor of the graph is called {text!r}" + suggestion(" ".join(key(text)), near))
        return min(found)

    def all(self, text: str) -> set[str]:
        """Ids of the actors that the text may name: that id alone, else those of that name, else of that alias."""
        if text in self._ids:
            return {text}
        folded = key(text)
        return set(self._by_name.get(folded) or self._by_alias.get(folded) or ()) if folded else set()


def suggestion(text: str, shown: Mapping[str, str] | Iterable[str]) -> str:
    """The words "; did you mean A, B or C?" with names that hold the text or are spelt nearly so; empty without any.

    Args:
        text: What was given.
        shown: What can be given; a mapping leads from what is compared to what is shown.
    """
    names = shown if isinstance(shown, Mapping) else {name: name for name in shown}
    holding = sorted((name for name in names if len(text) > 2 and text in name), key=lambda name: (len(name), name))
    cutoff = _NEAR if len(text) > _SHORT else _NEAR_SHORT
    near = difflib.get_close_matches(text, names, n=_SUGGESTED, cutoff=cutoff)
    best = list(dict.fromkeys(names[name] for name in [*near, *holding[:_SUGGESTED]]))[:_SUGGESTED]
    return f"; did you mean {either(best)}?" if best else ""


def named(text: str, actors: Iterable[Actor]) -> Actor:
    """The one of the actors that a name or id means.

    Raises:
        QueryError: None is called so, or several are.
    """
    by_id = {actor.id: actor for actor in actors}
    return by_id[_index(by_id.values()).find(text)]


def named_or_known(text: str, actors: Iterable[Actor], gazetteer: Iterable[Actor]) -> Actor:
    """The one of the actors that a name or id means, or else the one of the gazetteer.

    Raises:
        QueryError: None is called so, or several are.
    """
    listed, known = list(actors), list(gazetteer)
    return named(text, known if not _index(listed).all(text) and _index(known).all(text) else listed)


def _index(actors: Iterable[Actor]) -> ActorIndex:
    return ActorIndex((actor.id, actor.name, actor.aliases) for actor in actors)


def either(names: Sequence[str]) -> str:
    """The names as "A", "A or B", "A, B or C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
