"""Nouns for states' bodies and soldiers: "the government", "rebel forces", "its troops"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.back import Back
from ingest.coreference import Discourse
from ingest.mentions import Mention, MentionKind
from ingest.owners import BODIES, NOBODY, Owners
from ingest.scene import Scene

Found = tuple[str, ...] | None
"""Actors; () for nobody that could be told; None where another way may be tried."""
_NO_SOLDIERS = (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.CIVILIANS)


@dataclass(slots=True)
class Forces:
    """Resolves nouns for the bodies and soldiers of states."""

    scene: Scene
    discourse: Discourse
    owners: Owners
    back: Back
    _armies: set[str] | None = None

    def state_body(self, token: Token, mention: Mention) -> Found:
        """Whom a noun for a body of a state stands for."""
        owners = self.owners.of(token)
        if owners == (NOBODY,):
            return ()
        if body := self.owners.first(owners, BODIES):
            return (body,)
        if self.is_apart(token, mention, owners):
            return None  # "Western governments", "the rebel administration"
        if state := self.owners.state(owners):
            return (state,)
        if self.scene.is_definite(token) and not owners and (named := self.back.body_called(token)):
            return named
        if self.scene.words.is_in(mention.lemma, "role") and not self.scene.is_definite(token):
            return ()
        if token.tag_ in ("NNS", "NNPS") and mention.lemma in self.scene.words.lists.single_bodies:
            return ()  # "the juntas" are not the one of the country in focus
        return (self.scene.focus,) if self.scene.focus else None

    def army(self, token: Token, mention: Mention) -> Found:
        """Whom a noun for soldiers of a state stands for."""
        owners = self.owners.of(token)
        if owners == (NOBODY,):
            return ()
        if self.is_apart(token, mention, owners):
            return None
        if body := self.owners.first(owners, BODIES) or self.owners.side(owners):
            return (self.of(body),)
        lists = self.scene.words.lists
        if not owners and self.scene.is_definite(token) and mention.lemma not in lists.army_names:
            is_left = any(
                child.dep_ == "amod" and child.lower_ in lists.plain for child in self.scene.words.around(token)
            )
            same = (
                self.back.alike(token, mention)
                if is_left
                else self.back.body_called(token)
                if token.tag_ == "NN"
                else ()
            )
            if same:
                return same
        whole = mention.lemma in lists.whole_armies
        if state := self.owners.state(owners):
            return (self.scene.army(state, whole=whole) if whole or self._has_army(state) else state,)
        return (self.scene.army(self.scene.focus, whole=whole),) if self.scene.focus else None

    def is_apart(self, token: Token, mention: Mention, owners: Sequence[str]) -> bool:
        """Whether its words say that it is not the country's own: "rebel forces", "foreign troops"."""
        if self.owners.first(owners, BODIES):
            return False
        if not owners and self.owners.are_aside(token):
            return True
        words, own = self.scene.words, mention.lemma.lower().split()  # "foreign" is a part of "foreign ministry"
        is_of_state, marks = False, []
        for child in words.around(token):
            if child.dep_ in ("amod", "compound", "nmod"):
                if self.owners.first(self.owners.actors_at(child.i), (ActorType.STATE,)):
                    is_of_state = True
                elif child.lemma_.lower() not in own:
                    marks.append(child.lemma_.lower())
        is_people = self.owners.first(owners, (ActorType.CIVILIANS,)) is not None
        if is_people or any(words.types.get(mark) in _NO_SOLDIERS for mark in marks):
            return True
        return not is_of_state and any(mark in words.lists.irregular for mark in marks)

    def _has_army(self, state: str) -> bool:
        """Whether the text speaks of a state's army as a whole, so that its soldiers are that army's."""
        if self._armies is None:
            self._armies = set(self._named_armies())
        return state in self._armies

    def _named_armies(self) -> Iterator[str]:
        gazetteer = self.scene.gazetteer
        armies = {army: gazetteer.states.get(code) for code, ours in gazetteer.armies.items() for army in ours}
        for mention in self.scene.mentions.values():
            if mention.kind is MentionKind.NAMED:
                yield from filter(None, (armies.get(actor) for actor in mention.actors))
            elif mention.lemma in self.scene.words.lists.army_names:
                token = self.scene.doc[mention.head]
                before = [
                    child
                    for child in self.scene.words.around(token)
                    if child.dep_ in ("amod", "compound", "nmod", "poss")
                ]
                named = [a for child in before if (m := self.scene.mentions.get(child.i)) for a in m.actors]
                if state := self.owners.state(named) or self.scene.focus:
                    yield state

    def of(self, body: str) -> str:
        """Whom the soldiers of a body or state count as."""
        is_state = self.scene.actor(body).type is ActorType.STATE
        return self.scene.army(body) if is_state and self._has_army(body) else body

    def owning_body(self, token: Token, mention: Mention, kind: ActorType) -> str | None:
        """The authority whose treasury it is, or the state whose border guards are abroad."""
        if kind not in (ActorType.MILITARY, ActorType.GOVERNMENT):
            return None
        owners = self.owners.of(token)
        state = None if self.is_apart(token, mention, owners) else self.owners.state(owners)
        if kind is ActorType.GOVERNMENT:
            return self.owners.first(owners, (ActorType.GOVERNMENT,)) or state
        return state if state and self.scene.army(state) == state else None
