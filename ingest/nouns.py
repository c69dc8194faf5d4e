"""Common nouns tied to actors, a way for each class of noun that the word data knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.coreference import Discourse, Trace
from ingest.extract.clauses import word_of
from ingest.mentions import Mention, MentionKind
from ingest.offices import Offices
from ingest.owners import ARMED, BODIES, NOBODY, Owners
from ingest.scene import Scene
from ingest.unnamed import unnamed

Found = tuple[str, ...] | None
"""Actors; () for nobody that could be told; None where another way may be tried."""
_PEOPLE = (
    ActorType.PERSON,
    ActorType.CIVILIANS,
    ActorType.MILITARY,
    ActorType.ARMED_GROUP,
    ActorType.POLITICAL_GROUP,
    ActorType.MEDIA,
)
"""What nouns for a single person are typed as."""
_OF_PEOPLE = ("fighters", "role")
"""Classes of nouns whose singular is one person."""

_NO_SOLDIERS = (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.CIVILIANS)


@dataclass(slots=True)
class Nouns:
    """Resolves common nouns."""

    scene: Scene
    discourse: Discourse
    owners: Owners
    offices: Offices
    _armies: set[str] | None = None

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a noun stands for, by the classes that it is in, else as an unnamed group."""
        ways: dict[str, Callable[[Token, Mention], Found]] = {
            "state-body": self._state_body,
            "army": self._army,
            "fighters": self._fighters,
            "group": self._group,
            "bloc": self._bloc,
            "side": self._side,
            "branch": self._branch,
            "party": self._party,
            "company": self._company,
            "country": self._country,
            "place": self._place,
            "role": self.offices.resolve,
            "rivals": _nobody,
        }
        if fuller := self._fuller(token):
            return fuller
        classes = self.scene.words.classes
        for name in classes.get(mention.lemma) or classes.get(self.scene.words.core(mention.lemma), ()):
            if name in ways and (found := ways[name](token, mention)) is not None:
                return found
        return self._other(token, mention)

    def _fuller(self, token: Token) -> tuple[str, ...]:
        """Whom a capitalised noun named in full before: "the Council" after "Council of Ministers"."""
        words, doc = self.scene.words, self.scene.doc
        is_short = token.text[0].isupper() and not token.is_sent_start and self.scene.is_definite(token)
        if not is_short or self.scene.modifiers(token) or self.owners.of(token):
            return ()

        def is_fuller(trace: Trace) -> bool:
            is_name = trace.named or (doc[trace.at].text[0].isupper() and not doc[trace.at].is_sent_start)
            bodies = trace.type not in (ActorType.PERSON, ActorType.PLACE, ActorType.STATE)
            return is_name and bodies and words.head_of(trace.lemma) == token.lower_ and len(trace.actors) == 1

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_fuller)

    # ---------------------------------------------------------------------------------------- states and their forces

    def _body_called(self, token: Token) -> tuple[str, ...]:
        """The body named before whose name has the noun in it: "the court" after "International Criminal Court"."""
        if token.lemma_.lower() in self.scene.words.lists.generic:
            return ()
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: t.type in BODIES and self._is_called(t, token)
        )

    def _state_body(self, token: Token, mention: Mention) -> Found:
        owners = self.owners.of(token)
        if owners == (NOBODY,):
            return ()
        if body := self.owners.first(owners, BODIES):
            return (body,)
        if self._is_apart(token, mention, owners):
            return None  # "Western governments", "the rebel administration"
        if state := self.owners.state(owners):
            return (state,)
        if self.scene.is_definite(token) and not owners and (named := self._body_called(token)):
            return named
        if self.scene.words.is_in(mention.lemma, "role") and not self.scene.is_definite(token):
            return ()
        if token.tag_ in ("NNS", "NNPS") and mention.lemma in self.scene.words.lists.single_bodies:
            return ()  # "the juntas" are not the one of the country in focus
        return (self.scene.focus,) if self.scene.focus else None

    def _army(self, token: Token, mention: Mention) -> Found:
        owners = self.owners.of(token)
        if owners == (NOBODY,):
            return ()
        if self._is_apart(token, mention, owners):
            return None
        if body := self.owners.first(owners, BODIES) or self.owners.side(owners):
            return (self._forces(body),)
        lists = self.scene.words.lists
        if not owners and self.scene.is_definite(token) and mention.lemma not in lists.army_names:
            is_left = any(
                child.dep_ == "amod" and child.lower_ in lists.plain for child in self.scene.words.around(token)
            )
            same = self._alike(token, mention) if is_left else self._body_called(token) if token.tag_ == "NN" else ()
            if same:
                return same
        whole = mention.lemma in lists.whole_armies
        if state := self.owners.state(owners):
            return (self.scene.army(state, whole=whole) if whole or self._has_army(state) else state,)
        return (self.scene.army(self.scene.focus, whole=whole),) if self.scene.focus else None

    def _is_apart(self, token: Token, mention: Mention, owners: Sequence[str]) -> bool:
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

    def _forces(self, body: str) -> str:
        is_state = self.scene.actor(body).type is ActorType.STATE
        return self.scene.army(body) if is_state and self._has_army(body) else body

    def _side(self, token: Token, mention: Mention) -> Found:
        body = self.owners.first(self.owners.of(token), (*BODIES, ActorType.STATE))
        return (body,) if body else None

    def _country(self, token: Token, mention: Mention) -> Found:
        if not self.scene.is_definite(token) or token.tag_ == "NNS" or self.scene.modifiers(token):
            return ()
        if any(child.dep_ == "poss" for child in token.children):
            owners = self.owners.of(token)
            state = self.owners.state(owners)
            if mention.lemma in self.scene.words.lists.neighbours:
                return self._other_state(state)
            return (state,) if state and mention.lemma in self.scene.words.lists.own_country else ()
        if codes := self.scene.words.lists.realms.get(mention.lemma):
            realms = {(self.scene.gazetteer.states[code],) for code in codes}
            return self.discourse.best(token, self.scene.sentence_of[token.i], lambda t: t.actors in realms)
        return (self.scene.focus,) if self.scene.focus else ()

    def _other_state(self, state: str | None) -> tuple[str, ...]:
        """Of the two states that the article is most about the other one; for any other state the one in focus."""
        ranked = sorted(self.scene.context.countries.items(), key=lambda row: (-row[1], row[0]))
        states = [self.scene.gazetteer.states[code] for code, _ in ranked if code in self.scene.gazetteer.states][:2]
        if state and self.scene.focus and state not in states:
            return (self.scene.focus,)
        return tuple(s for s in states if s != state) if state in states and len(states) == 2 else ()

    def _place(self, token: Token, mention: Mention) -> Found:
        named = [child for child in token.children if child.dep_ in ("appos", "compound", "poss")]
        named += [
            c
            for p in token.rights
            if p.dep_ == "prep" and word_of(p) in self.scene.words.lists.genitive
            for c in p.children
        ]
        for child in named:
            place = self.scene.mentions.get(child.i)
            if place is None or place.kind is not MentionKind.NAMED or not place.actors:
                continue
            if place.type is ActorType.PLACE:
                return place.actors
            if child.dep_ == "compound" and place.type is not ActorType.STATE:  # "the Amhara region"
                name = f"{place.lemma} {token.text}"
                return (self.scene.make("p", name, ActorType.PLACE, self.scene.actor(place.actors[0]).countries),)
        if token.tag_ == "NNS" or not self.scene.is_definite(token):
            return ()
        if mention.lemma in self.scene.words.lists.capitals:
            state = self.owners.state(self.owners.of(token)) or self.scene.focus
            return self.scene.capital(state) if state else ()
        return self._back(token, (ActorType.PLACE,))

    # -------------------------------------------------------------------------------------------- groups and bodies

    def _fighters(self, token: Token, mention: Mention) -> Found:
        owners = self.owners.of(token)
        if body := self.owners.first(owners, (*ARMED, ActorType.POLITICAL_GROUP, ActorType.COMPANY)):
            return (body,)
        if owners == (NOBODY,):
            return ()
        if side := self.owners.side(owners):
            return (self._forces(side),)
        if mention.lemma in self.scene.words.lists.units and (state := self.owners.state(owners)):
            return (self.scene.army(state),)
        if mention.lemma in self.scene.words.lists.men:
            owned = token.tag_ == "NNS" and any(child.dep_ == "poss" for child in token.children)
            state = self.owners.state(owners) if owned else None
            return (self.scene.army(state),) if state else None
        if self.scene.is_definite(token) and not owners:
            groups = (ActorType.ARMED_GROUP,)
            return self._alike(token, mention) or self._back(token, groups) or self._only_one(groups) or None
        return None

    def _only_one(self, types: Sequence[ActorType]) -> tuple[str, ...]:
        """The one actor of these types that the text names anywhere, before or after."""
        named = {a for actors in self.discourse.names for a in actors if self.scene.actor(a).type in types}
        return (named.pop(),) if len(named) == 1 else ()

    def _alike(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The unnamed group that such a noun described before: "jihadist groups", "the jihadists"."""
        words = self.scene.words
        noun = words.kindred(mention.lemma)
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: not t.named and words.kindred(t.lemma) == noun
        )

    def _group(self, token: Token, mention: Mention) -> Found:
        around = tuple(self.scene.words.around(token))
        if any(self.owners.is_sided(c) for c in around):  # "the anti-Hamas coalition"
            return None
        before = [c for c in around if c.dep_ in ("compound", "nmod")]
        if body := self.owners.first([a for child in before for a in self.owners.actors_at(child.i)], BODIES):
            return (body,)
        if not self.scene.is_definite(token):
            return None
        kind = self.scene.words.by_name["group"]
        wide = mention.lemma in self.scene.words.lists.wide_groups
        return self._back(token, (kind.type, *(kind.also if wide else kind.also[:1]))) or None

    def _branch(self, token: Token, mention: Mention) -> Found:
        """The known part of the owner that works in the country that is named, or in the one in focus."""
        owners = self.owners.of(token)
        owner = self.owners.first(owners, (*ARMED, ActorType.POLITICAL_GROUP))
        code = next(
            (c for o in owners if o and o != owner for c in self.scene.actor(o).countries), self.scene.focus_code
        )
        if owner is None or code is None:
            return None
        parts = [part for part in self.scene.gazetteer.parts_of(owner) if code in self.scene.actor(part).countries]
        named = [part for part in parts if self.scene.context.actors.get(part)]
        chosen = named if len(named) == 1 else parts
        return (chosen[0],) if len(chosen) == 1 else None

    def _bloc(self, token: Token, mention: Mention) -> Found:
        if body := self.owners.first(self.owners.of(token), (ActorType.IGO,)):
            return (self._mission(body) or body,) if mention.lemma in self.scene.words.lists.missions else (body,)
        return (self._back(token, (ActorType.IGO,)) or None) if self.scene.is_definite(token) else None

    def _mission(self, body: str) -> str | None:
        """The one part of a body that the article names: "the UN mission" beside MINUSMA."""
        named = [part for part in self.scene.gazetteer.parts_of(body) if self.scene.context.actors.get(part)]
        missions = [part for part in named if self.scene.actor(part).type is ActorType.IGO]
        return missions[0] if len(missions) == 1 else None

    def _party(self, token: Token, mention: Mention) -> Found:
        return (self._back(token, (ActorType.POLITICAL_GROUP,)) or None) if self.scene.is_definite(token) else None

    def _company(self, token: Token, mention: Mention) -> Found:
        return (self._back(token, (ActorType.COMPANY,)) or None) if self.scene.is_definite(token) else None

    def _other(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """An unnamed group: the one before if definite and its noun was used, else one that its words tell apart."""
        kind = mention.type
        if kind is None or kind in (ActorType.PLACE, ActorType.STATE):
            return ()
        pointing = self.scene.is_definite(token) and not self.scene.modifiers(token)
        if pointing and (same := self._same_people(token, mention)):
            return same
        if kind is ActorType.PERSON:
            return ()
        if token.tag_ == "NNS" and not pointing and (same := self._same_crowd(token, mention)):
            return same
        if body := self._owning_body(token, mention, kind):
            return (body,)
        return (unnamed(self.scene, token, mention),)

    def _owning_body(self, token: Token, mention: Mention, kind: ActorType) -> str | None:
        """The authority whose treasury it is, or the state whose border guards are abroad."""
        if kind not in (ActorType.MILITARY, ActorType.GOVERNMENT):
            return None
        owners = self.owners.of(token)
        state = None if self._is_apart(token, mention, owners) else self.owners.state(owners)
        if kind is ActorType.GOVERNMENT:
            return self.owners.first(owners, (ActorType.GOVERNMENT,)) or state
        return state if state and self.scene.army(state) == state else None

    def _same_crowd(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Those who were told of by another noun for the same people: "demonstrators", then "protesters"."""
        noun, lists = self.scene.words.kindred(mention.lemma), self.scene.words.lists
        if noun not in lists.gathered or self.scene.modifiers(token) or self.owners.of(token):
            return ()
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: not t.named and self.scene.words.kindred(t.lemma) == noun
        )

    def is_one_person(self, token: Token, mention: Mention) -> bool:
        """Whether a noun is of a single person: "the young economist", but no crowd and no army."""
        words = self.scene.words
        classes = (*words.classes.get(mention.lemma, ()), *words.classes.get(words.core(mention.lemma), ()))
        alone = mention.type in _PEOPLE and all(name in _OF_PEOPLE for name in classes)
        return alone and token.tag_ == "NN" and words.core(mention.lemma) not in words.lists.crowds

    def _same_people(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom the same noun, else one like it, told of before."""
        words, sentence = self.scene.words, self.scene.sentence_of[token.i]
        noun = words.kindred(mention.lemma)
        return self.discourse.best(
            token, sentence, lambda t: t.lemma == mention.lemma and (t.type is mention.type or not t.named)
        ) or self.discourse.best(
            token, sentence, lambda t: not t.named and words.kindred(t.lemma) == noun and t.type is mention.type
        )

    def _back(self, token: Token, types: Sequence[ActorType]) -> tuple[str, ...]:
        """Whom a definite noun points back to: whom the same words named, then those whose name has the noun in it."""
        sentence = self.scene.sentence_of[token.i]
        lemma = self.scene.mentions[token.i].lemma
        if " " in lemma or self.scene.modifiers(token):
            same = self.discourse.best(
                token, sentence, lambda t: t.lemma == lemma and not t.named and len(t.actors) == 1
            )
            if same:
                return same
        if lemma not in self.scene.words.lists.generic:
            called = self.discourse.best(token, sentence, lambda t: t.type in types and self._is_called(t, token))
            if called:
                return called
        return self.discourse.best(
            token, sentence, lambda t: t.type in types and len(t.actors) == 1 and t.actors[0] not in self.scene.guessed
        ) or self.discourse.best(token, sentence, lambda t: t.type in types and len(t.actors) == 1)

    def _is_called(self, trace: Trace, token: Token) -> bool:
        """Whether a noun is in the name of the one actor of a trace."""
        if len(trace.actors) != 1:
            return False
        noun = token.lemma_.lower()
        actor = self.scene.actor(trace.actors[0])
        return any(noun in name.lower().split() for name in (actor.name, *actor.aliases))


def _nobody(_token: Token, _mention: Mention) -> Found:
    """What says nothing of whom it stands for, such as "his rivals"."""
    return ()
