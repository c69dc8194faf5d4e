"""Nouns and pronouns tied to actors: whose government, whose soldiers, which group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import PRONOUN, PRONOUN_FAR, Discourse, Trace, distinct, salience_of
from ingest.mentions import Mention, MentionKind
from ingest.scene import Scene
from ingest.unnamed import unnamed

_ARMED = (ActorType.ARMED_GROUP, ActorType.MILITARY)
_BODIES = (
    *_ARMED,
    ActorType.POLITICAL_GROUP,
    ActorType.IGO,
    ActorType.NGO,
    ActorType.COMPANY,
    ActorType.GOVERNMENT,
    ActorType.MEDIA,
)
NOBODY = ""
"""Stands for the owner that a pronoun names but that could not be told."""


def _is_person(trace: Trace) -> bool:
    return trace.type is ActorType.PERSON and len(trace.actors) == 1


@dataclass(slots=True)
class Nominals:
    """Resolves the nominals and pronouns of one article, in text order."""

    scene: Scene
    discourse: Discourse = field(default_factory=Discourse)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
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
                    Trace(
                        head,
                        self.scene.sentence_of[head],
                        actors,
                        mention.type,
                        plural and not named,
                        salience_of(token),
                        mention.lemma,
                        named,
                    )
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
        types = frozenset(pronoun.types) & self._wanted(token)
        return self.discourse.referent(token, self.scene.sentence_of[mention.head], pronoun, types)

    def _wanted(self, token: Token) -> frozenset[ActorType]:
        """What kinds of actor the pronoun's place allows: only bodies and people speak, only who has soldiers has "its troops"."""
        every = frozenset(ActorType)
        words = self.scene.words
        if token.dep_ == "poss":
            lemma = words.lemma_of.get(token.head.lower_, "")
            return (
                frozenset((*_BODIES, ActorType.STATE, ActorType.PERSON))
                if words.is_in(lemma, "army") or words.is_in(lemma, "fighters")
                else every
            )
        if token.dep_ == "nsubj" and token.head.lemma_.lower() in words.lists.speech:
            return every - {ActorType.PLACE}
        if token.dep_ == "dobj" and token.lower_ == "it" and token.head.lemma_.lower() in words.lists.place_verbs:
            return frozenset({ActorType.PLACE, ActorType.STATE})
        return every

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
            if (
                actors
                and self._same_sort(mention, named)
                and not (token.dep_ == "attr" and self._is_negated(token.head))
            ):
                return actors
        return ()

    def _is_negated(self, verb: Token) -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def _same_sort(self, mention: Mention, other: Mention) -> bool:
        if other.type is None or mention.type is None:
            return False
        if ActorType.PERSON in (mention.type, other.type) or mention.lemma in self.scene.words.by_name["role"].lemmas:
            return other.type is ActorType.PERSON and (
                mention.type is ActorType.PERSON or self.scene.words.is_in(mention.lemma, "role")
            )
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
            if (
                child.dep_ == "prep"
                and child.lower_ in ("of", "from")
                and not any(c.dep_ == "conj" for c in token.children)
            ):
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
        ranked = self.discourse.best_each(token, self.scene.sentence_of[token.i], kinds)
        return distinct(sorted(ranked[:number])) if len(ranked) >= number else ()

    def _kinds_of_members(self, mention: Mention) -> tuple[ActorType, ...]:
        words = self.scene.words
        if (
            words.is_in(mention.lemma, "country")
            or words.is_in(mention.lemma, "state-body")
            or mention.lemma == "capital"
        ):
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
                owner = self.actors_at(child.i)
                if child.tag_ == "PRP$" and not owner:
                    return (NOBODY,)
                found += owner
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

    def _side_of(self, actors: Sequence[str]) -> str | None:
        """The body that one of these persons heads, or the state of one that heads none."""
        for actor_id in actors:
            if actor_id and self.scene.actor(actor_id).type is ActorType.PERSON:
                if told := self.sides.get(actor_id):
                    return told
                day = self.scene.context.day
                for office in (
                    *self.scene.gazetteer.offices_of(actor_id, day),
                    *self.scene.gazetteer.offices_of(actor_id, None),
                ):
                    if office.role in self.scene.words.lists.leading:
                        return self.scene.grain(office.org)
        return None

    def _state_of(self, actors: Sequence[str]) -> str | None:
        for actor_id in actors:
            if not actor_id:
                continue
            actor = self.scene.actor(actor_id)
            if actor.type is ActorType.STATE:
                return actor_id
            if actor.type in (ActorType.PLACE, ActorType.PERSON) and actor.countries:
                return self.scene.gazetteer.states.get(actor.countries[0])
        return None

    def _first(self, actors: Sequence[str], types: Sequence[ActorType]) -> str | None:
        return next((actor for actor in actors if actor and self.scene.actor(actor).type in types), None)

    def _state_body(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if owners == (NOBODY,):
            return ()
        if body := self._first(owners, _BODIES):
            return (body,)
        if state := self._state_of(owners):
            return (state,)
        if self.scene.words.is_in(mention.lemma, "role") and not self._is_definite(token):
            return ()
        return (self.scene.focus,) if self.scene.focus else None

    def _army(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if owners == (NOBODY,):
            return ()
        if body := self._first(owners, _BODIES) or self._side_of(owners):
            return (self._army_of(body),)
        state = self._state_of(owners) or self.scene.focus
        return (self.scene.army(state),) if state else None

    def _army_of(self, body: str) -> str:
        return self.scene.army(body) if self.scene.actor(body).type is ActorType.STATE else body

    def _fighters(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        if body := self._first(owners, (*_ARMED, ActorType.POLITICAL_GROUP, ActorType.COMPANY)):
            return (body,)
        if owners == (NOBODY,):
            return ()
        if side := self._side_of(owners):
            return (self._army_of(side),)
        if mention.lemma == "man":
            state = (
                self._state_of(owners)
                if token.tag_ == "NNS" and any(c.dep_ == "poss" for c in token.children)
                else None
            )
            return (self.scene.army(state),) if state else None
        if self._is_definite(token) and not owners:
            return self._back(token, (ActorType.ARMED_GROUP,)) or None
        return None

    def _group(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        before = [child for child in token.lefts if child.dep_ in ("compound", "nmod")]
        if body := self._first([a for child in before for a in self.actors_at(child.i)], _BODIES):
            return (body,)
        if not self._is_definite(token):
            return None
        kind = self.scene.words.by_name["group"]
        types = (
            (kind.type, *kind.also)
            if mention.lemma in ("group", "organisation", "organization", "movement")
            else (kind.type, *kind.also[:1])
        )
        return self._back(token, types) or None

    def _side(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = self.owners(token)
        body = self._first(owners, (*_BODIES, ActorType.STATE))
        return (body,) if body else ()

    def _branch(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        """The known part of the owner that works in the country that is named, or in the one in focus."""
        owners = self.owners(token)
        owner = self._first(owners, (*_ARMED, ActorType.POLITICAL_GROUP))
        if owner is None:
            return None
        codes = [code for o in owners if o and o != owner for code in self.scene.actor(o).countries] or [
            self.scene.focus_code
        ]
        parts = [
            part
            for part, parents in self.scene.gazetteer.parents.items()
            if any(parent.id == owner for parent in parents) and codes[0] in self.scene.actor(part).countries
        ]
        named = [part for part in parts if self.scene.context.actors.get(part)]
        chosen = named if len(named) == 1 else parts
        return (chosen[0],) if len(chosen) == 1 else None

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
        if not self._is_definite(token) or token.tag_ == "NNS" or self._modifiers(token):
            return ()
        if any(child.dep_ == "poss" for child in token.children):
            state = self._state_of(self.owners(token)) if mention.lemma in ("country", "nation") else None
            return (state,) if state else ()
        return self._back(token, (ActorType.STATE,)) or ((self.scene.focus,) if self.scene.focus else ())

    def _place(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        for child in token.children:
            if (child.dep_ == "prep" and child.lower_ == "of") or child.dep_ in ("appos", "compound"):
                for inner in (child, *child.children):
                    named = self.scene.mentions.get(inner.i)
                    if named is not None and named.type is ActorType.PLACE and named.kind is MentionKind.NAMED:
                        return named.actors
        if not self._is_definite(token) or token.tag_ == "NNS" or mention.lemma == "capital":
            return ()
        return self._back(token, (ActorType.PLACE,))

    def _role(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        owners = [owner for owner in self.owners(token) if owner]
        lemma = mention.lemma.lower()
        if token.tag_ == "NNS":
            return self._those_in_charge(owners, mention)
        if holder := self._holder(token, lemma, owners):
            return holder
        lists = self.scene.words.lists
        if lemma in lists.voices:
            body = self._first(owners, (*_BODIES, ActorType.STATE)) or self._state_of(owners)
            return (body,) if body else ()
        if self._is_definite(token) and lemma in lists.person_nouns and not owners:
            return self.discourse.best(token, self.scene.sentence_of[token.i], _is_person, PRONOUN)
        return ()

    def _those_in_charge(self, owners: Sequence[str], mention: Mention) -> tuple[str, ...] | None:
        """Whom "Hamas leaders" or "Ukrainian commanders" stand for; unnamed women and men are civilians."""
        if mention.type is ActorType.CIVILIANS:
            return None
        if body := self._first(owners, _BODIES):
            return (body,)
        state = self._state_of(owners)
        if state is None:
            return ()
        return (
            (self.scene.army(state),) if mention.lemma in ("commander", "general", "colonel", "captain") else (state,)
        )

    def _holder(self, token: Token, lemma: str, owners: Sequence[str]) -> tuple[str, ...]:
        """Who holds an office: as the text has said, else as the gazetteer knows, those whom the text names first."""
        lists = self.scene.words.lists
        former = any(child.lower_ in lists.former for child in token.lefts)
        roles = lists.roles.get(lemma, (lemma,))
        for org in owners:
            if known := self.roles.get(f"{lemma}|{org}"):
                return known
        if not owners and self._is_definite(token):
            if known := self.discourse.best(
                token, self.scene.sentence_of[token.i], lambda t: self._has_been(t, lemma, roles), PRONOUN_FAR
            ):
                return known
        orgs = [*owners, *((self.scene.focus,) if self.scene.focus and not owners and self._is_definite(token) else ())]
        for org in orgs:
            for role in roles if not former else ():
                holders = self.scene.gazetteer.holders(org, role, self.scene.context.day)
                if holders:
                    return holders if len(holders) == 1 else ()
        return ()

    def _has_been(self, trace: Trace, lemma: str, roles: Sequence[str]) -> bool:
        """Whether somebody named is or was in an office of that name."""
        if not _is_person(trace):
            return False
        return self.roles.get(lemma) == trace.actors or any(
            office.role in roles for office in self.scene.gazetteer.offices_of(trace.actors[0], None)
        )

    def _other(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """An unnamed group: the same as before if it is definite and its noun was used, else one that its words tell apart."""
        kind = mention.type
        if kind is None or kind in (ActorType.PERSON, ActorType.PLACE, ActorType.STATE):
            return ()
        if self._is_definite(token) and not self._modifiers(token):
            same = self.discourse.best(
                token,
                self.scene.sentence_of[token.i],
                lambda trace: trace.lemma == mention.lemma and trace.type is kind,
            )
            if same:
                return same
        return (unnamed(self.scene, token, mention, self._modifiers(token)),)

    # -------------------------------------------------------------------------------------------------------- parts

    def _back(self, token: Token, types: Sequence[ActorType]) -> tuple[str, ...]:
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda trace: trace.type in types and len(trace.actors) == 1
        )

    def _is_definite(self, token: Token) -> bool:
        return any(child.lower_ in self.scene.words.lists.definite for child in token.lefts)

    def _modifiers(self, token: Token) -> tuple[str, ...]:
        """Lower-case words before a noun that tell its group from others."""
        plain = self.scene.words.lists.plain
        return tuple(
            child.lower_
            for child in token.lefts
            if child.dep_ in ("amod", "compound", "nmod")
            and child.lower_ not in plain
            and child.i not in self.scene.mentions
        )

    def _learn_roles(self, name: Token, actors: tuple[str, ...]) -> None:
        """Keeps which offices the text gives a person, by role and by role and body."""
        nouns = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod")]
        if name.dep_ == "appos":
            nouns.append(name.head)
        for noun in nouns:
            mention = self.scene.mentions.get(noun.i)
            lemma = (
                mention.lemma
                if mention and mention.kind is MentionKind.NOMINAL
                else self.scene.words.lemma_of.get(noun.lower_, "")
            ).lower()
            if lemma and self.scene.words.is_in(lemma, "role"):
                self.roles[lemma] = actors
                for owner in (*self.owners(noun), *self.owners(name)):
                    self.roles[f"{lemma}|{owner}"] = actors
                    if owner and actors and lemma in self.scene.words.lists.leading:
                        self.sides.setdefault(actors[0], owner)
