"""Nouns for whoever has done something: "the attackers" are those who attacked just now, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import distinct, subjects_of
from ingest.mentions import Mention
from ingest.owners import Owners
from ingest.scene import Scene

_WINDOW = 6
"""How many sentences back a deed is looked for."""


@dataclass(frozen=True, slots=True)
class Doers:
    """Resolves nouns for those who do something by who the text says did it."""

    scene: Scene
    owners: Owners

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Who did last what the noun says; none if it is not definite or nobody did."""
        deeds = self.scene.words.lists.deeds.get(mention.lemma)
        if not deeds or not self.scene.is_definite(token) or self.scene.modifiers(token):
            return ()
        sentence = self.scene.sentence_of[token.i]
        for word in reversed(token.doc[: token.i]):
            if sentence - self.scene.sentence_of[word.i] > _WINDOW:
                break
            if word.pos_ == "VERB" and word.lemma_.lower() in deeds:
                return self._agents(word)
        return ()

    def _agents(self, verb: Token) -> tuple[str, ...]:
        """Who does what a verb says: its subject, in the passive whom "by" names."""
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            agents = [noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj"]
        else:
            agents = subjects_of(verb)
        tokens = [each for agent in agents for each in (agent, *agent.conjuncts)]
        actors = distinct(actor for each in tokens for actor in self.owners.actors_at(each.i))
        return () if any(self.scene.actor(actor).type is ActorType.PLACE for actor in actors) else actors
