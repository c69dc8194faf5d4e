"""Who is one with whom, called what and of which type, once the decisions on actors are taken into account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.corrections import Correction, Merge, Notice, Rename, SetType, Unmerge
from graph.model import Actor


class Identity:
    """The actors of a ledger after the corrections that stand, in their order.

    Attributes:
        notices: Why a correction does not apply.
    """

    def __init__(self, spoken: Iterable[Actor], decided: Sequence[Correction]) -> None:
        self.notices: list[Notice] = []
        self._merged: dict[str, tuple[Correction, Merge]] = {}
        self._records = {actor.id: actor for actor in spoken}
        self._spoken = frozenset(self._records)
        for correction in decided:
            self._join(correction)
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        for actor in self._merged:
            self._members[self.leader(actor)].add(actor)
        self._settle()
        for correction in decided:
            self._describe(correction)

    def leader(self, actor: str) -> str:
        """The id of whom an actor is one with; its own where it is merged into nobody."""
        *_, lead = self._path(actor)
        return lead

    def group(self, lead: str) -> frozenset[str]:
        """Ids of a leader and of all that are merged into it, whether an article speaks of them or not."""
        return frozenset({lead} | self._members.get(lead, set()))

    def uniting(self, one: str, other: str) -> Correction:
        """The last of the merges that make one of two actors, who have one leader."""
        merges = [self._merged[actor][0] for end in (one, other) for actor in self._path(end) if actor in self._merged]
        return max(merges, key=lambda correction: correction.order)

    def actors(self) -> dict[str, Actor]:
        """The actors that lead, by id, each with the names of all that are one with it."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for actor in sorted(self._spoken):
            groups[self.leader(actor)].append(actor)
        return {lead: self._united(lead, [m for m in members if m != lead]) for lead, members in groups.items()}

    def _path(self, actor: str) -> Iterator[str]:
        """The actor, whom it is merged into, and so on."""
        yield actor
        while merge := self._merged.get(actor):
            actor = merge[1].into.id
            yield actor

    def _join(self, correction: Correction) -> None:
        match correction.decision:
            case Merge(actor=actor, into=into) as merge:
                if actor in self._path(into.id):
                    self._note(correction, f"{into.id!r} is merged into {actor!r} already")
                else:
                    self._merged[actor] = correction, merge
            case Unmerge(actor=actor):
                if self._merged.pop(actor, None) is None:
                    self._note(correction, f"{actor!r} is merged into nobody")
            case _:
                pass

    def _settle(self) -> None:
        """Notes merges of actors that nobody speaks of, and takes up the records of leaders that nobody speaks of."""
        used = {actor for spoken in self._spoken for actor in self._path(spoken)}
        for actor, (correction, merge) in sorted(self._merged.items(), key=lambda row: row[1][0].order):
            if actor in used:
                if merge.into.id not in self._spoken:
                    self._records[merge.into.id] = merge.into
            else:
                self._note(correction, f"no article speaks of {actor!r}")

    def _describe(self, correction: Correction) -> None:
        if not isinstance(decision := correction.decision, Rename | SetType):
            return
        if (actor := self._records.get(decision.actor)) is None:
            self._note(correction, f"no article speaks of {decision.actor!r}")
        elif isinstance(decision, Rename):
            self._records[actor.id] = _renamed(actor, decision)
        else:
            self._records[actor.id] = actor.model_copy(update={"type": decision.type})

    def _united(self, lead: str, members: list[str]) -> Actor:
        first = self._records[lead]
        if not members:
            return first
        others = [self._records[member] for member in members]
        names = {name for actor in others for name in _names(actor)} | set(first.aliases)
        countries = first.countries or tuple(dict.fromkeys(code for actor in others for code in actor.countries))
        return first.model_copy(update={"aliases": _aliases(first, names), "countries": countries})

    def _note(self, correction: Correction, text: str) -> None:
        self.notices.append(Notice(correction=correction.id, text=text))


def _renamed(actor: Actor, decision: Rename) -> Actor:
    named = actor.model_copy(update={"name": decision.name, "name_fr": decision.name_fr or actor.name_fr})
    return named.model_copy(update={"aliases": _aliases(named, set(_names(actor)))})


def _aliases(actor: Actor, names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names - {actor.name, actor.name_fr}))


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(name for name in (actor.name, actor.name_fr, *actor.aliases) if name)
