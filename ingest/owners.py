"""Whose a noun is: possessors, adjectives and names before it, names after "of"; and the side of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import distinct
from ingest.extract.clauses import objects_of, prefix_of, ruled_by
from ingest.mentions import MentionKind
from ingest.scene import Scene

NOBODY = ""
"""Stands for the owner that a pronoun names but that could not be told."""
ARMED = (ActorType.ARMED_GROUP, ActorType.MILITARY)
BODIES = (
    *ARMED,
    ActorType.POLITICAL_GROUP,
    ActorType.IGO,
    ActorType.NGO,
    ActorType.COMPANY,
    ActorType.GOVERNMENT,
    ActorType.MEDIA,
)
_NATIONAL = (ActorType.MILITARY, ActorType.STATE)
"""What forces of a nation are taken for."""


@dataclass(slots=True)
class Owners:
    """Finds owners of nouns.

    Attributes:
        scene: The article.
        actors_at: The actors of the mention at a token, resolved if need be.
        sides: Person to the body that the text says they head.
    """

    scene: Scene
    actors_at: Callable[[int], tuple[str, ...]]
    sides: dict[str, str] = field(default_factory=dict)

    def of(self, token: Token) -> tuple[str, ...]:
        """Whose the noun is, nearest first; (NOBODY,) for a pronoun that could not be told."""
        found: list[str] = []
        for child in self.scene.words.around(token):
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                owner = self.actors_at(child.i)
                if child.tag_ in ("PRP$", "WP$") and not owner:
                    return (NOBODY,)
                found += owner if self._owns(child, owner) else ()
                if self._is_stance(child):
                    continue
                for inner in child.children:
                    if inner.dep_ in ("amod", "compound", "conj", "nmod") and (inner.i < token.i or child.i > token.i):
                        found += self.actors_at(inner.i)
        if found or self.are_aside(token):
            return distinct((*self._body_of(token, found), *found))
        if shares_article(token) or self._shares_nation(token):
            return self.of(token.head)
        lists = self.scene.words.lists
        verb = ruled_by(token).lemma_.lower() if token.dep_ in ("dobj", "pobj") else ""
        elsewhere = verb in lists.contests or (token.dep_ == "dobj" and verb in lists.sending | lists.having)
        return distinct(self.after(token, lists.genitive if elsewhere else lists.owning))  # "talks with rebels in Doha"

    def _body_of(self, token: Token, found: Sequence[str]) -> list[str]:
        """Whom "of" names where only a people stands before a noun: "the Tuareg separatists of the MNLA"."""
        if not found or any(self.scene.actor(actor).type is not ActorType.CIVILIANS for actor in found):
            return []
        behind = self.after(token, self.scene.words.lists.genitive)
        return [actor for actor in behind if self.scene.actor(actor).type in BODIES]

    def _shares_nation(self, token: Token) -> bool:
        """Whether forces are coordinated with those of a nation, without one of their own: "Turkish tanks and jets"."""
        if token.dep_ != "conj" or any(child.dep_ in ("det", "poss", "nummod") for child in token.lefts):
            return False
        if any(self.actors_at(child.i) for child in token.lefts if child.dep_ == "amod"):
            return False
        first, force = self.scene.mentions.get(token.head.i), self.scene.mentions.get(token.i)
        is_army = force is not None and force.type is ActorType.MILITARY
        is_nations = first is not None and first.kind is MentionKind.NOMINAL and first.type in _NATIONAL
        return is_army and is_nations and any(c.dep_ == "amod" and self.actors_at(c.i) for c in token.head.lefts)

    def are_aside(self, token: Token) -> bool:
        """Whether it is said on whose side fighters are, in place of whose: "Turkish-backed", "anti-government"."""
        return any(self._is_stance(child) or self.is_sided(child) for child in self.scene.words.around(token))

    def is_sided(self, child: Token) -> bool:
        """Whether a hyphen makes of a name on whose side or against whom others are: "anti-X", "pro-X"."""
        prefix, lists = prefix_of(child), self.scene.words.lists
        return prefix in lists.siding or prefix in lists.opposing

    def _owns(self, child: Token, actors: Sequence[str]) -> bool:
        """Whether a name before a noun is its owner's: not in "anti-X", in "pro-X" only if X is a person, who leads."""
        prefix = prefix_of(child)
        if prefix in self.scene.words.lists.siding:
            return any(self.scene.actor(actor).type is ActorType.PERSON for actor in actors)
        return prefix not in self.scene.words.lists.opposing

    def _is_stance(self, child: Token) -> bool:
        """Whether a participle says who stands behind what it modifies: "Turkish-backed", "backed by Turkey"."""
        sides = child.dep_ in ("amod", "acl") and child.lemma_.lower() in self.scene.words.lists.siding
        return sides and (bool(prefix_of(child)) or any(below.dep_ == "agent" for below in child.children))

    def after(self, token: Token, prepositions: frozenset[str]) -> list[str]:
        """Whom its prepositional phrases name."""
        named = (noun for noun in objects_of(token.rights, prepositions) if not _is_of_gerund(noun))
        return [actor for noun in named for actor in self.actors_at(noun.i)]

    def is_local(self, token: Token, prepositions: frozenset[str]) -> bool:
        """Whether the noun is a place's within a state: "Idlib's government", "the government of Benghazi".

        So is what belongs to a name that says nothing.
        """
        around = [child for child in self.scene.words.around(token) if child.dep_ in ("poss", "compound", "nmod")]
        if any(c.dep_ == "poss" and c.pos_ == "PROPN" and c.i not in self.scene.mentions for c in around):
            return True
        beside = [child.i for child in around]
        places = [actor for at in beside for actor in self.actors_at(at)] or self.after(token, prepositions)
        return any(self.scene.actor(actor).type is ActorType.PLACE for actor in places)

    def first(self, actors: Sequence[str], types: Sequence[ActorType]) -> str | None:
        """The first actor of one of these types."""
        return next((actor for actor in actors if actor and self.scene.actor(actor).type in types), None)

    def state(self, actors: Sequence[str]) -> str | None:
        """The first state among actors, or that a place or person among them belongs to."""
        for actor_id in filter(None, actors):
            actor = self.scene.actor(actor_id)
            if actor.type is ActorType.STATE:
                return actor_id
            if actor.type in (ActorType.PLACE, ActorType.PERSON) and actor.countries:
                return self.scene.gazetteer.states.get(actor.countries[0])
        return None

    def led(self, lord: Token) -> str | None:
        """The army, group or state that somebody leads today, so that those loyal to them are its own."""
        former = self.scene.words.lists.former
        if any(word.lower_ in former for word in lord.subtree):
            return None
        people = [a for a in self.actors_at(lord.i) if self.scene.actor(a).type is ActorType.PERSON]
        today = self.scene.gazetteer.offices_of(people[0], self.scene.context.day) if people else ()
        leads = people and (people[0] in self.sides or any(o.role in self.scene.words.lists.leading for o in today))
        side = self.side(people) if leads else None
        return self.first((side,), (*ARMED, ActorType.STATE, ActorType.GOVERNMENT)) if side else None

    def side(self, actors: Sequence[str]) -> str | None:
        """The body that the first person among actors heads, now or last, as the text or the gazetteer says."""
        for actor_id in filter(None, actors):
            if self.scene.actor(actor_id).type is not ActorType.PERSON:
                continue
            if told := self.sides.get(actor_id):
                return told
            gazetteer, day = self.scene.gazetteer, self.scene.context.day
            for office in (*gazetteer.offices_of(actor_id, day), *gazetteer.offices_of(actor_id, None)):
                if office.role in self.scene.words.lists.leading:
                    return self.scene.grain(office.org)
        return None


def shares_article(token: Token) -> bool:
    """Whether a noun is coordinated under another's article and all behind it: "the American navy and air force"."""
    own = (child for child in token.lefts if child.dep_ in ("det", "poss", "nummod", "amod"))
    return (
        token.dep_ == "conj"
        and token.tag_ == "NN"
        and token.head.tag_ == "NN"
        and any(child.dep_ in ("det", "poss") for child in token.head.lefts)
        and not any(own)
    )


def _is_of_gerund(noun: Token) -> bool:
    """Whether a noun is the object of a gerund that was taken for its adjective: "accused of recruiting children"."""
    return any(child.tag_ == "VBG" and child.i == noun.head.i + 1 for child in noun.lefts)
