"""Places that have no name of their own, told by another name: "the bridge over the Ibar", "the south of Libya"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Actor, ActorType
from ingest.coreference import Discourse
from ingest.extract.clauses import objects_of
from ingest.mentions import Mention, MentionKind
from ingest.scene import Scene

_BESIDE = ("compound", "nmod")
_TELLING = (*_BESIDE, "amod")


@dataclass(slots=True)
class Sites:
    """Resolves nouns such as "airport", "mine" or "north"."""

    scene: Scene
    discourse: Discourse
    actors_at: Callable[[int], tuple[str, ...]]

    def site(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The place that a noun stands for, by the name that tells which, else the one before of the same noun."""
        if told := self._told(token):
            return (told,)
        if not self.scene.is_definite(token) or self.scene.modifiers(token):
            return ()
        return self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda trace: trace.type is ActorType.PLACE and trace.lemma == mention.lemma,
        )

    def quarter(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The part of a land that "the north" is: of the one named beside it, else of the country in focus."""
        lists = self.scene.words.lists
        called = lists.quarters.get(mention.lemma)
        if called is None or not self.scene.is_definite(token) or self.scene.modifiers(token):
            return ()
        told = objects_of(token.rights, lists.genitive)
        told += [child for child in self.scene.words.around(token) if child.dep_ == "amod"]
        land = self._land(told[0]) if told else self.scene.focus and self.scene.actor(self.scene.focus)
        return (self._made(called.format(place=land.name), land),) if land else ()

    def _told(self, token: Token) -> str | None:
        """The id of the place whose noun has a name beside it, or behind its preposition."""
        words, lists, doc = self.scene.words, self.scene.words.lists, self.scene.doc
        for child in words.around(token):
            if child.dep_ in _BESIDE and (land := self._named(child)):
                first, last = min(child.left_edge.i, token.i), max(child.right_edge.i, token.i)
                return self._made(doc[first : last + 1].text, land)
        telling = [child for child in token.lefts if child.dep_ in _TELLING and child.lower_ not in lists.plain]
        for name in objects_of(token.rights, lists.locative | lists.beside):
            if land := self._named(name):
                end = max(self.scene.mentions[name.i].end, name.idx + len(name))
                start = min((child.left_edge.idx for child in telling), default=token.idx)
                return self._made(self.scene.parsed.article.text[start:end], land)
        return None

    def _named(self, token: Token) -> Actor | None:
        """What a token names, if that is a place or nobody knows it; what belongs to a state is no place of its own."""
        mention = self.scene.mentions.get(token.i)
        if mention is None or mention.kind is not MentionKind.NAMED or len(mention.actors) != 1:
            return None
        actor = self.scene.actor(mention.actors[0])
        is_strange = not actor.known and actor.type is not ActorType.PERSON
        return actor if actor.type is ActorType.PLACE or is_strange else None

    def _land(self, token: Token) -> Actor | None:
        """The state or place that a noun stands for."""
        actors = self.actors_at(token.i)
        lands = [self.scene.actor(actor) for actor in actors]
        return lands[0] if len(lands) == 1 and lands[0].type in (ActorType.STATE, ActorType.PLACE) else None

    def _made(self, name: str, land: Actor) -> str:
        return self.scene.make("p", " ".join(name.split()), ActorType.PLACE, land.countries)
