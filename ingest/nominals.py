"""Nouns and pronouns tied to actors: whose government, whose soldiers, which group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import Discourse, Trace, distinct, salience_of
from ingest.mentions import Mention, MentionKind
from ingest.scene import Scene
from ingest.unnamed import unnamed

_ARMED = (ActorType.ARMED_GROUP, ActorType.MILITARY)
_BODIES = (*_ARMED, ActorType.POLITICAL_GROUP, ActorType.IGO, ActorType.NGO, ActorType.COMPANY, ActorType.GOVERNMENT, ActorType.MEDIA)
_OWNERS = ("poss", "amod", "compound", "nmod", "nsubj")


@dataclass(slots=True)
class Nominals:
    """Resolves the nominals and pronouns of one article, in text order."""

    scene: Scene
    discourse: Discourse = field(default_factory=Discourse)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def resolve(self) -> None:
        """Ties every mention that no name settled to actors."""
        for head in sorted(self.scene.mentions):
            actors = self.actors_at(head)
            mention = self.scene.mentions[head]
            token = self.scene.doc[head]
            if actors:
                plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("they", "them", "their") or len(actors) > 1
                named = mention.kind is MentionKind.NAMED
                self.discourse.note(
                    Trace(head, self.scene.sentence_of[head], actors, mention.type, plural and not named, salience_of(token), mention.lemma, named)
                )
            if mention.kind is MentionKind.NAMED and mention.type is ActorType.PERSON:
                self._learn_roles(token, actors)

    def actors_at(self, head: int) -> tuple[str, ...]:
        """The actors of the mention at a token, resolving it first if need be; none if there is no mention."""
        mention = self.scene.mentions.get(head)
        if mention is None or head in self._open:
            return ()
        if mention.actors or head in self._done or mention.kind in (MentionKind.NAMED, MentionKind.ADJECTIVE):
            return mention.actors
        self._open.add(head)
        found = self._pronoun(mention) if mention.kind is MentionKind.PRONOUN else self._noun(mention)
        self._open.discard(head)
        self._done.add(head)
        self.scene.set(mention, found)
        return self.scene.mentions[head].actors

    # ---------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, mention: Mention) -> tuple[str, ...]:
        pronoun = self.scene.words.pronouns[mention.lemma]
        token = self.scene.doc[mention.head]
        if pronoun.person == 1:
            return ()
        return self.discourse.referent(token, self.scene.sentence_of[mention.head], pronoun.types, pronoun.number)

    # ------------------------------------------------------------------------------------------------------- nouns

    def _noun(self, mention: Mention) -> tuple[str, ...]:
        token = self.scene.doc[mention.head]
        for way in (self._collective, self._apposition, self._transparent):
            if actors := way(token, mention):
                return actors
        words = self.scene.words
        for name in (*words.classes.get(mention.lemma, ()), *words.classes.get(mention.lemma.rsplit(" ", 1)[-1], ())):
            if way := getattr(self, f"_{name.replace('-', '_')}", None):
                found: tuple[str, ...] | None = way(token, mention)
                if found is not None:
                    return found
        return self._other(token, mention)

    def _apposition(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a noun beside a name stands for: "X, the bloc's chair", "the militant group X", "X is a militia"."""
        beside: list[Token] = []
        if token.dep_ == "appos":
            beside.append(token.head)
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            beside += [child for child in token.head.children if child.dep_ == "nsubj"]
        if token.dep_ in ("compound", "nmod") and token.head.i > token.i:
            beside.append(token.head)
        beside += [child for child in token.children if child.dep_ == "appos"]
        for other in beside:
            named = self.scene.mentions.get(other.i)
            if named is None or named.kind is MentionKind.ADJECTIVE:
                continue
            actors = self.actors_at(other.i)
            if actors and self._same_sort(mention, named) and not (token.dep_ == "attr" and self._is_negated(token.head)):
                return actors
        return ()

    def _is_negated(self, verb: Token) -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def _same_sort(self, mention: Mention, other: Mention) -> bool:
        if other.type is None or mention.type is None:
            return False
        if ActorType.PERSON in (mention.type, other.type) or mention.lemma in self.scene.words.by_name["role"].lemmas:
            return other.type is ActorType.PERSON and (mention.type is ActorType.PERSON or self.scene.words.is_in(mention.lemma, "role"))
        if ActorType.PLACE in (mention.type, other.type):
            return mention.type is other.type
        if ActorType.STATE in (mention.type, other.type):
            return mention.type is other.type and self.scene.words.is_in(mention.lemma, "country")
        return other.type is not ActorType.CIVILIANS

    def _transparent(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom "a column of Islamists" or "soldiers of the presidential guard" stands for."""
        if token.lemma_.lower() not in self.scene.words.lists.transparent:
            return ()
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (actors := self.actors_at(inner.i)):
                        kind = self.scene.mentions[inner.i].type
                        if kind not in (ActorType.STATE, ActorType.PLACE, ActorType.PERSON):
                            return actors
        return ()

    def _collective(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The members of "both sides", "the two countries", "the three men"."""
        if token.tag_ not in ("NNS", "NNPS") or token.lemma_.lower() not in self.scene.words.lists.collective:
            return ()
        lefts = {child.lower_ for child in token.lefts}
        number = 2 if lefts & {"both", "two"} else 3 if "three" in lefts else 4 if "four" in lefts else 0
        if not number or not (lefts & {"both", "the", "these", "those"}) or lefts & {"other", "last"}:
            return ()
        kinds = self._kinds_of_members(mention)
        found: list[str] = []
        for trace in reversed(self.discourse.traces):
            if self.scene.sentence_of[token.i] - trace.sentence > 8 or len(found) >= number:
                break
            if trace.type in kinds:
                found += [actor for actor in trace.actors if actor not in found]
        return distinct(sorted(found[:number])) if len(found) >= number else ()

    def _kinds_of_members(self, mention: Mention) -> tuple[ActorType, ...]:
        words = self.scene.words
        if words.is_in(mention.lemma, "country") or words.is_in(mention.lemma, "state-body") or mention.lemma == "capital":
            return (ActorType.STATE,)
        if words.is_in(mention.lemma, "role"):
            return (ActorType.PERSON,)
        if words.is_in(mention.lemma, "army"):
            return (ActorType.MILITARY,)
        if words.is_in(mention.lemma, "group"):
            return (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP)
        return (*_ARMED, ActorType.STATE, ActorType.POLITICAL_GROUP, ActorType.GOVERNMENT)

    # ---------------------------------------------------------------------------------------------- classes of nouns

    def owners(self, token: Token) -> tuple[str, ...]:
        """Whose the noun is: possessor, adjective, name before it, or the name after "of", "in" or "from"."""
        found: list[str] = []
        for child in token.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < token.i:
                found += self.actors_at(child.i)
                for inner in child.children:
                    if inner.dep_ in ("amod", "compound", "conj", "nmod") and inner.i < token.i:
                        found += self.actors_at(inner.i)
        if not found:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            found += self.actors_at(inner.i)
        return distinct(found)

    def _state_of(self, actors: Sequence[str]) -> str | None:
        for actor_id in actors:
            actor = self.scene.actor(actor_id)
            if actor.type is ActorType.STATE:
                return actor_id
            if actor.type in (ActorType.PLACE, ActorType.PERSON) and actor.countries:
                return self.scene.gazetteer.states.get(actor.countries[0])
        return None

    def _first(self, actors: Sequence[str], types: Sequence[ActorType]) -> str | None:
        return next((actor for actor in actors if self.scene.actor(actor).type in types), None)

    def _state_body(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if body := self._first(owners, _BODIES):
            return (body,)
        if state := self._state_of(owners):
            return (state,)
        if self.scene.words.is_in(mention.lemma, "role") and not self._is_definite(token):
            return ()
        return (self.scene.focus,) if self.scene.focus else None

    def _army(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if body := self._first(owners, _BODIES):
            return (body,)
        state = self._state_of(owners) or self.scene.focus
        return (self.scene.army(state),) if state else None

    def _fighters(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if body := self._first(owners, (*_ARMED, ActorType.POLITICAL_GROUP, ActorType.COMPANY)):
            return (body,)
        if mention.lemma == "man":
            return None
        if self._is_definite(token) and not owners:
            return self._back(token, (ActorType.ARMED_GROUP,)) or None
        return None

    def _group(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        if not self._is_definite(token):
            return None
        kind = self.scene.words.by_name["group"]
        types = (kind.type, *kind.also) if mention.lemma in ("group", "organisation", "organization", "movement") else (kind.type, *kind.also[:1])
        return self._back(token, types) or None

    def _bloc(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if body := self._first(owners, (ActorType.IGO,)):
            return (body,)
        return (self._back(token, (ActorType.IGO,)) or None) if self._is_definite(token) else None

    def _party(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        return (self._back(token, (ActorType.POLITICAL_GROUP,)) or None) if self._is_definite(token) else None

    def _company(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        return (self._back(token, (ActorType.COMPANY,)) or None) if self._is_definite(token) else None

    def _country(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        if not self._is_definite(token) or token.tag_ == "NNS":
            return ()
        if self._modifiers(token):
            return ()
        return self._back(token, (ActorType.STATE,), window=2) or ((self.scene.focus,) if self.scene.focus else ())

    def _place(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        if not self._is_definite(token) or token.tag_ == "NNS" or self._modifiers(token):
            return ()
        return self._back(token, (ActorType.PLACE,))

    def _role(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        if token.tag_ == "NNS":
            return ()
        owners = self.owners(token)
        lemma = mention.lemma.lower()
        orgs = [*owners, *((self.scene.focus,) if self.scene.focus and not owners else ())]
        for org in orgs:
            if known := self.roles.get(f"{lemma}|{org}"):
                return known
            holders = self.scene.gazetteer.holders(org, lemma, self.scene.context.day)
            if len(holders) == 1:
                return holders
        if self._is_definite(token) and (known := self.roles.get(lemma)):
            return known
        return ()

    def _other(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """An unnamed group: the same as before if it is definite and its noun was used, else one that its words tell apart."""
        kind = mention.type
        if kind is None or kind in (ActorType.PERSON, ActorType.PLACE, ActorType.STATE):
            return ()
        if self._is_definite(token) and not self._modifiers(token):
            same = self.discourse.latest(
                self.scene.sentence_of[token.i], lambda trace: trace.lemma == mention.lemma and trace.type is kind
            )
            if same:
                return same
        return (unnamed(self.scene, token, mention, self._modifiers(token)),)

    # -------------------------------------------------------------------------------------------------------- parts

    def _back(self, token: Token, types: Sequence[ActorType], window: int = 12) -> tuple[str, ...]:
        return self.discourse.latest(
            self.scene.sentence_of[token.i], lambda trace: trace.type in types and len(trace.actors) == 1, window
        )

    def _is_definite(self, token: Token) -> bool:
        return any(child.lower_ in self.scene.words.lists.definite for child in token.lefts)

    def _modifiers(self, token: Token) -> tuple[str, ...]:
        """Lower-case words before a noun that tell its group from others."""
        plain = self.scene.words.lists.plain
        return tuple(
            child.lower_
            for child in token.lefts
            if child.dep_ in ("amod", "compound", "nmod") and child.lower_ not in plain and child.i not in self.scene.mentions
        )

    def _learn_roles(self, name: Token, actors: tuple[str, ...]) -> None:
        """Keeps which offices the text gives a person, by role and by role and body."""
        nouns = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod")]
        if name.dep_ == "appos":
            nouns.append(name.head)
        for noun in nouns:
            mention = self.scene.mentions.get(noun.i)
            lemma = (mention.lemma if mention and mention.kind is MentionKind.NOMINAL else self.scene.words.lemma_of.get(noun.lower_, "")).lower()
            if lemma and self.scene.words.is_in(lemma, "role"):
                self.roles[lemma] = actors
                for owner in (*self.owners(noun), *self.owners(name)):
                    self.roles[f"{lemma}|{owner}"] = actors
