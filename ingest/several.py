"""Nouns for the people of several owners: "the armies of Chad and Niger", "Hamas and Islamic Jihad fighters"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import distinct
from ingest.extract.clauses import objects_of, word_of
from ingest.forces import Forces
from ingest.mentions import Mention
from ingest.owners import ARMED, BODIES, Owners
from ingest.scene import Scene

_BEFORE = ("poss", "amod", "compound", "nmod")
_OWNING: Final = {
    "army": (*BODIES, ActorType.STATE),
    "state-body": (ActorType.STATE,),
    "fighters": (*ARMED, ActorType.POLITICAL_GROUP),
    "role": (*BODIES, ActorType.STATE),
}
"""Class of nouns to whose people its plural may be."""


@dataclass(frozen=True, slots=True)
class Several:
    """Resolves plural nouns that several own: for each owner those that are its own."""

    scene: Scene
    owners: Owners
    forces: Forces

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Those whom the noun stands for, one an owner; none unless several of one sort own it."""
        words = self.scene.words
        if token.tag_ not in ("NNS", "NNPS") or mention.type is ActorType.CIVILIANS or self.owners.are_aside(token):
            return ()
        classes = words.classes.get(mention.lemma) or words.classes.get(words.core(mention.lemma), ())
        name = next((name for name in classes if name in _OWNING), None)
        if name is None or not (found := self._owners(token)):
            return ()
        types = {self.scene.actor(actor).type for actor in found}
        are_alike = types == {ActorType.STATE} or types <= {*BODIES}
        if not are_alike or not types <= {*_OWNING[name]} or self.forces.is_apart(token, mention, found):
            return ()
        if name == "army" or mention.lemma in words.lists.commanders:
            armies = distinct(self.forces.soldiers(actor, mention) for actor in found)
            return found if any(actor in found for actor in armies) else armies  # states all, or armies all
        return found

    def _owners(self, token: Token) -> tuple[str, ...]:
        """The owners that are joined by "and", if each is one actor."""
        for first in self._first_owners(token):
            joined = (first, *first.conjuncts, *self._strays(token))
            if len(joined) > 1:
                actors = [self.owners.actors_at(each.i) for each in joined if each.i != token.i]
                found = distinct(actor for some in actors for actor in some)
                return found if all(len(some) == 1 for some in actors) and len(found) > 1 else ()
        return ()

    def _strays(self, token: Token) -> list[Token]:
        """Owners that the parser joins to the noun itself: « les armées du Tchad et | du Niger »."""
        genitive, joined = self.scene.words.lists.genitive, (child for child in token.rights if child.dep_ == "conj")
        return [
            each
            for each in joined
            if each.pos_ == "ADJ" or any(of.dep_ == "case" and word_of(of) in genitive for of in each.lefts)
        ] + [noun for noun in self._behind(token)[1:] for noun in (noun, *noun.conjuncts)]

    def _behind(self, token: Token) -> list[Token]:
        """What the genitives behind a noun name: « les régimes du Mali, du Burkina et du Niger »."""
        return objects_of(token.rights, self.scene.words.lists.genitive)

    def _first_owners(self, token: Token) -> list[Token]:
        mentions = self.scene.mentions
        before = [c for c in self.scene.words.around(token) if c.dep_ in _BEFORE and c.i in mentions]
        return before + self._behind(token)[:1]
