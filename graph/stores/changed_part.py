"""What changed in the ledger since a graph was loaded, as corrections have it, with all that it must be seen with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import product
from typing import NamedTuple

import sqlalchemy as sa

from graph.corrections import Correction, Notice, on_claims
from graph.identity import Identity
from graph.model import Actor, Article, Claim
from graph.ontology import Ontology
from graph.replay import Replay, ends
from graph.stores import ledger_db as db
from graph.stores import parts
from graph.stores.change_log import Changed, Told


class Part(NamedTuple):
    """What of the graph may have changed, as it is now.

    Attributes:
        actors: Sorted by id.
        articles: Likewise, with those of all `claims`.
        claims: All that tell what a claim that came or went told.
        touched: Ids of what to look at by label, of what is gone too.
        told: What claims that came or went told.
        notices: What is to be known of the decisions on claims of articles that changed.
    """

    actors: tuple[Actor, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    touched: dict[str, frozenset[str]]
    told: frozenset[Told]
    notices: tuple[Notice, ...]


class Parts:
    """The ledger's parts as the corrections that stand have them."""

    def __init__(self, connection: sa.Connection, decided: Sequence[Correction], ontology: Ontology) -> None:
        self._connection = connection
        self._decided = decided
        self._ontology = ontology
        self._identity = Identity((), decided)
        self._articles = {correction.id: decision.claim.article for correction, decision in on_claims(decided)}

    def part(self, changed: Changed, held: Iterable[Told]) -> Part:
        """The present state of what changed.

        Args:
            changed: What changed.
            held: What the claims that were taken away told in the graph.
        """
        extracted = list(parts.claims_of(self._connection, db.claims.c.article, changed.articles))
        replayed = self._replay()
        now = replayed.part(_by_id(extracted))
        told = changed.told.union(held, map(Told.by, now))
        claims = self._telling(told)
        spoken = changed.actors | parts.spoken(self._connection, changed.articles)
        leaders = frozenset(map(self._identity.leader, spoken))
        articles = changed.articles.union(claim.article for claim in claims)
        return Part(
            actors=tuple(self._actors(leaders, {end for claim in claims for end in ends(claim)})),
            articles=tuple(parts.articles(self._connection, articles)),
            claims=claims,
            touched={
                "Actor": leaders | spoken,
                "Article": articles,
                "Claim": changed.claims.union(claim.id for claim in (*extracted, *claims)),
            },
            told=told,
            notices=tuple(row for row in replayed.notices() if self._articles.get(row.correction) in changed.articles),
        )

    def _replay(self) -> Replay:
        return Replay(self._decided, self._identity, self._ontology)

    def _telling(self, told: Set[Told]) -> tuple[Claim, ...]:
        """All claims that tell one of these after the corrections, sorted by id.

        Merges show from what an extracted claim tells, decisions on claims don't: of articles with any, all are read.
        """
        keys = {before.key for after in told for before in self._before(after)}
        alike = parts.claims_of(self._connection, db.claims.c.told, keys)
        decided = parts.claims_of(self._connection, db.claims.c.article, set(self._articles.values()))
        found = {claim.id: claim for rows in (alike, decided) for claim in rows}
        return tuple(claim for claim in self._replay().part(_by_id(found.values())) if Told.by(claim) in told)

    def _before(self, after: Told) -> Iterator[Told]:
        """What extracted claims may tell that tell this once actors are merged."""
        for subject, obj in product(self._identity.group(after.subject), self._identity.group(after.object)):
            yield after._replace(subject=subject, object=obj)
            if after.relation in self._ontology and self._ontology[after.relation].symmetric:
                yield after._replace(subject=obj, object=subject)

    def _actors(self, leaders: Set[str], named: Set[str]) -> Iterator[Actor]:
        """Those of the leaders that are actors of the graph, sorted by id; `named` are some whom claims name."""
        members = {member for lead in leaders for member in self._identity.group(lead)}
        found = Identity(parts.actors(self._connection, members), self._decided).actors()
        for lead in sorted(found):
            if lead in named or not self._is_gone(lead):
                yield found[lead]

    def _is_gone(self, lead: str) -> bool:
        """Whether claims named an actor, and none names it after the corrections."""
        gone = False
        if self._decided:
            for some in db.chunks(parts.speaking(self._connection, self._identity.group(lead))):
                extracted = list(parts.claims_of(self._connection, db.claims.c.article, some))
                replayed = self._replay()
                if any(lead in ends(claim) for claim in replayed.part(_by_id(extracted))):
                    return False
                gone = gone or lead in replayed.gone
        return gone


def _by_id(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.id)
