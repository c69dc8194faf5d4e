"""Nouns for whoever did or suffered something: "the attackers" attacked just now, "the detainee" was arrested."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import distinct
from ingest.mentions import Mention
from ingest.owners import Owners
from ingest.scene import Scene
from ingest.standing import subjects_of

_WINDOW = 6
"""How many sentences back a deed is looked for."""
_LONG = 25
"""How many what was done to somebody."""


@dataclass(frozen=True, slots=True)
class Doers:
    """Resolves nouns for those who do or suffer something by who the text says did or suffered it."""

    scene: Scene
    owners: Owners

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Who did, or to whom was done, last what the noun says; none if it is not definite or nobody did."""
        lists = self.scene.words.lists
        deeds, sufferings = lists.deeds.get(mention.lemma, ()), lists.sufferings.get(mention.lemma, ())
        if not (deeds or sufferings) or not self.scene.is_definite(token) or self.scene.modifiers(token):
            return ()
        sentence = self.scene.sentence_of[token.i]
        for word in reversed(token.doc[: token.i]):
            if sentence - self.scene.sentence_of[word.i] > (_LONG if sufferings else _WINDOW):
                break
            lemma = word.lemma_.lower()
            if lemma in deeds and (verb := _doing(word)) is not None:
                return self._agents(verb)
            if lemma in sufferings and word.pos_ == "VERB" and (found := self._patients(word, token)):
                return found
        return ()

    def _patients(self, verb: Token, noun: Token) -> tuple[str, ...]:
        """To whom a verb does something, one person if the noun is one."""
        tokens = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
        if not tokens and verb.dep_ == "acl":
            tokens = [verb.head]
        actors = distinct(actor for each in tokens for actor in self.owners.actors_at(each.i))
        kinds = (ActorType.PERSON,) if noun.tag_ == "NN" else (ActorType.CIVILIANS, ActorType.MILITARY)
        return actors if len(actors) == 1 and self.owners.first(actors, kinds) else ()

    def _agents(self, verb: Token) -> tuple[str, ...]:
        """Who does what a verb says: its subject, in the passive whom "by" names."""
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            agents = [noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj"]
        else:
            agents = subjects_of(verb)
        tokens = [each for agent in agents for each in (agent, *agent.conjuncts)]
        actors = distinct(actor for each in tokens for actor in self.owners.actors_at(each.i))
        return () if any(self.scene.actor(actor).type is ActorType.PLACE for actor in actors) else actors


def _doing(word: Token) -> Token | None:
    """The verb that says that something is done: itself, or that of "launched an attack"."""
    if word.pos_ == "VERB":
        return word
    return word.head if word.dep_ == "dobj" and word.head.pos_ == "VERB" else None
