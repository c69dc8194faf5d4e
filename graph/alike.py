"""Actors that may be one, with what speaks for it and against it; to be decided by a person, never merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, process

from graph.dossier import UNNAMED, ends
from graph.forms import key
from graph.model import Actor, ActorType, Record
from graph.projection import Projection
from graph.search import names

LEAST: Final = 86.0
"""Names less alike than this are no evidence; of 0 to 100, in rapidfuzz's token_sort_ratio."""

_SHORTEST: Final = 4
"""Letters of a name below which one that is spelt nearly so is another one: CPC is not CPS."""

_SMALL: Final = frozenset(("of", "the", "and", "for", "in", "de", "du", "des", "la", "le", "les", "et", "pour"))


class Pair(Record):
    """Two actors that may be one.

    Attributes:
        actor: One that the gazetteer lacks.
        other: Whom it may be one with.
        likeness: How alike their names are, 0 to 100.
        why: What is alike.
        countries: Whether they have a country in common; None if one has none.
        partners: Actors with whom both are in relation.
        together: Claims that set the two in relation or that one makes of the other: they speak against it.
    """

    actor: Actor
    other: Actor
    likeness: float
    why: str
    countries: bool | None
    partners: int
    together: int


def pairs(projection: Projection, known: Iterable[Actor]) -> list[Pair]:
    """The pairs of a new actor and another of the graph or the gazetteer, likeliest first, each once."""
    fresh = [actor for actor in projection.actors if not actor.known and not actor.id.startswith(UNNAMED)]
    everyone = {actor.id: actor for actor in (*known, *projection.actors) if not actor.id.startswith(UNNAMED)}
    partners, together = _relations(projection)
    forms = _Forms(everyone.values())
    found: dict[tuple[str, str], Pair] = {}
    for actor in fresh:
        for other, likeness, why in forms.alike(actor.name):
            ids = (actor.id, other.id)
            if other.id == actor.id or ids[::-1] in found or not _may_be_one(actor, other):
                continue
            if not _is_evidence(likeness, shares := _share_country(actor, other)):
                continue
            if ids not in found or likeness > found[ids].likeness:
                found[ids] = Pair(
                    actor=actor,
                    other=other,
                    likeness=round(likeness, 1),
                    why=why,
                    countries=shares,
                    partners=len((partners[actor.id] & partners[other.id]) - {*ids}),
                    together=together[frozenset(ids)],
                )
    return sorted(found.values(), key=_rank)


def _share_country(actor: Actor, other: Actor) -> bool | None:
    if not actor.countries or not other.countries:
        return None
    return not set(actor.countries).isdisjoint(other.countries)


def _rank(pair: Pair) -> tuple[object, ...]:
    return pair.together > 0, pair.countries is False, -pair.likeness, -pair.partners, pair.actor.id, pair.other.id


def _may_be_one(actor: Actor, other: Actor) -> bool:
    """Whether their types allow it: a person is no body, and a place is neither."""
    alone = (ActorType.PERSON, ActorType.PLACE)
    return actor.type is other.type or not (actor.type in alone or other.type in alone)


def _is_evidence(likeness: float, shares: bool | None) -> bool:
    """Whether names so alike say anything of two actors: less than nearly the same name, only in one country."""
    return likeness > LEAST or shares is not False


def _relations(projection: Projection) -> tuple[Mapping[str, set[str]], Mapping[frozenset[str], int]]:
    """By actor, those with whom it is in relation; by pair of actors, how many claims name both."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    together: defaultdict[frozenset[str], int] = defaultdict(int)
    for claim in projection.claims:
        partners[claim.subject].add(claim.object)
        partners[claim.object].add(claim.subject)
        for pair in combinations(sorted(ends(claim)), 2):
            together[frozenset(pair)] += 1
    return partners, together


class _Forms:
    """All names of all actors, found by how they are spelt, by their words and by their initials."""

    def __init__(self, everyone: Iterable[Actor]) -> None:
        self._owners: list[tuple[Actor, str]] = []
        self._texts: list[str] = []
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_initials: defaultdict[str, list[int]] = defaultdict(list)
        for actor in everyone:
            for form in dict.fromkeys(names(actor)[:-1]):
                self._add(actor, form, key(form))

    def _add(self, actor: Actor, form: str, folded: tuple[str, ...]) -> None:
        place = len(self._owners)
        self._owners.append((actor, form))
        self._texts.append(" ".join(folded))
        for word in folded:
            self._by_word[word].add(place)
        if len(folded) > 1:
            self._by_initials["".join(word[0] for word in folded if word not in _SMALL)].append(place)

    def alike(self, name: str) -> Iterator[tuple[Actor, float, str]]:
        """Whose name is like this one, how much, and in what way."""
        words = key(name)
        text = " ".join(words)
        if len(text) >= _SHORTEST:
            near = process.extract(text, self._texts, scorer=fuzz.token_sort_ratio, limit=None, score_cutoff=LEAST)
            yield from (self._row(place, score, f"{name!r} is spelt like") for _, score, place in near)
        if words and len(words[-1]) >= _SHORTEST:
            for place in sorted(set.intersection(*(self._by_word.get(word, set()) for word in words))):
                if len(self._texts[place]) > len(text):
                    yield self._row(place, 100 * len(text) / len(self._texts[place]), f"{name!r} is part of")
        if name.isupper():
            yield from (
                self._row(place, LEAST, f"{name!r} are the initials of") for place in self._by_initials.get(text, ())
            )

    def _row(self, place: int, likeness: float, why: str) -> tuple[Actor, float, str]:
        actor, form = self._owners[place]
        return actor, likeness, f"{why} {form!r}"
