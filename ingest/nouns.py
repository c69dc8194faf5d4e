"""Common nouns tied to actors, a way for each class of noun that the word data knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.model import ActorType
from ingest.back import Back
from ingest.contests import Contests
from ingest.coreference import Discourse
from ingest.doers import Doers
from ingest.extract.clauses import word_of
from ingest.forces import Forces, Found
from ingest.mentions import Mention, MentionKind
from ingest.offices import Offices
from ingest.owners import ARMED, BODIES, NOBODY, Owners
from ingest.scene import Scene
from ingest.several import Several
from ingest.sites import Sites
from ingest.standing import clause_of, subjects_of
from ingest.unnamed import has_left, is_event, unnamed


@dataclass(slots=True)
class Nouns:
    """Resolves common nouns."""

    scene: Scene
    discourse: Discourse
    owners: Owners
    offices: Offices
    contests: Contests
    back: Back = field(init=False)
    forces: Forces = field(init=False)
    doers: Doers = field(init=False)
    several: Several = field(init=False)
    sites: Sites = field(init=False)

    def __post_init__(self) -> None:
        self.back = Back(self.scene, self.discourse, self.owners)
        self.forces = Forces(self.scene, self.discourse, self.owners, self.back)
        self.doers = Doers(self.scene, self.owners)
        self.several = Several(self.scene, self.owners, self.forces)
        self.sites = Sites(self.scene, self.discourse, self.owners.actors_at)

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a noun stands for, by the classes that it is in, else as an unnamed group."""
        ways: dict[str, Callable[[Token, Mention], Found]] = {
            "state-body": self.forces.state_body,
            "army": self.forces.army,
            "fighters": self._fighters,
            "group": self._group,
            "bloc": self._bloc,
            "side": self._side,
            "branch": self._branch,
            "party": self._party,
            "company": self._company,
            "ngo": self._of_its_type,
            "media": self._of_its_type,
            "country": self._country,
            "place": self._place,
            "site": self.sites.site,
            "quarter": self.sites.quarter,
            "role": self.offices.resolve,
            "rivals": self._rival,
        }
        if fuller := self.back.fuller(token):
            return fuller
        if is_event(self.scene, token, mention):
            return ()
        if person := self._person(token, mention):
            return person
        classes = self.scene.words.classes
        for name in classes.get(mention.lemma) or classes.get(self.scene.words.core(mention.lemma), ()):
            if name in ways and (found := ways[name](token, mention)) is not None:
                return found
        return self._other(token, mention)

    def _person(self, token: Token, mention: Mention) -> Found:
        """The person that a noun for one points back to that may also be of soldiers or of a party: "the officer"."""
        alone = token.tag_ == "NN" and self.scene.is_definite(token) and not self.owners.of(token)
        if alone and self._is_aged(token) and (aged := self.offices.somebody(token)):
            return aged
        if not alone or mention.lemma not in self.scene.words.lists.person_nouns:
            return None
        return self.doers.resolve(token, mention) or self.offices.resolve(token, mention)

    def _is_aged(self, token: Token) -> bool:
        """Whether an age stands before a noun: "the 67-year-old engineer"."""
        words = (child for child in self.scene.words.around(token) if child.lower_ in self.scene.words.lists.aged)
        return any(part.like_num for word in words for part in word.subtree)

    def _rival(self, token: Token, mention: Mention) -> Found:
        """Who stands against whom a noun's owner fights or talks with, else who did what the noun says; else nobody."""
        owners = self.owners.of(token)
        if len(owners) != 1 or owners == (NOBODY,):
            return self.doers.resolve(token, mention)
        is_crowd = token.tag_ == "NNS" and mention.lemma in self.scene.words.lists.oppositions
        return self.contests.rival(token, owners[0]) or (None if is_crowd else ())  # "opponents of the regime"

    def _side(self, token: Token, mention: Mention) -> Found:
        body = self.owners.first(self.owners.of(token), (*BODIES, ActorType.STATE))
        return (body,) if body else None

    def _country(self, token: Token, mention: Mention) -> Found:
        if not self.scene.is_definite(token) or token.tag_ == "NNS":
            return ()
        if near := self.scene.words.lists.neighbourhoods.get(self._described(token)):
            return self._one_of(token, {(self.scene.gazetteer.states[code],) for code in near})
        called = [c for c in self.scene.words.around(token) if c.dep_ == "amod" and c.i in self.scene.mentions]
        if called and (state := self.owners.state(self.owners.actors_at(called[0].i))):
            return (state,)  # "the Saudi kingdom", « le voisin algérien »
        if self.scene.modifiers(token) or any(c.dep_ == "acl" and c.i == token.i + 1 for c in token.rights):
            return ()
        if any(child.dep_ == "poss" for child in token.children):
            owners = self.owners.of(token)
            state = self.owners.state(owners)
            if mention.lemma in self.scene.words.lists.neighbours:
                return self._other_state(state)
            return (state,) if state and mention.lemma in self.scene.words.lists.own_country else ()
        if codes := self.scene.words.lists.realms.get(mention.lemma):
            return self._one_of(token, {(self.scene.gazetteer.states[code],) for code in codes})
        return (self.scene.focus,) if self.scene.focus else ()

    def _described(self, token: Token) -> str:
        """What tells a country by where it lies, lower case: "west african" of "the West African nation"."""
        told = (child for child in self.scene.words.around(token) if child.dep_ in ("amod", "compound", "nmod"))
        words = (word for child in told for word in (*child.lefts, child))
        return " ".join(word.lower_ for word in words if word.lower_ not in self.scene.words.lists.plain)

    def _one_of(self, token: Token, states: set[tuple[str, ...]]) -> tuple[str, ...]:
        """Which of some states the text named last, other than who does something to it."""
        subjects = [s for s in subjects_of(clause_of(token)) if s.i != token.i]
        others = states - {self.owners.actors_at(subject.i) for subject in subjects}
        return self.discourse.best(token, self.scene.sentence_of[token.i], lambda t: t.actors in others)

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
        if region := self._named_region(token, mention):
            return (self.scene.make("p", region, ActorType.PLACE, (code,) if (code := self.scene.focus_code) else ()),)
        if _is_told_apart(token):
            return ()
        lists = self.scene.words.lists
        if mention.lemma in lists.capitals and not self._is_lesser(token):
            state = self.owners.state(self.owners.of(token)) or self.scene.focus
            return self.scene.capital(state) if state else ()
        return self.back.place(token, mention.lemma)

    def _is_lesser(self, capital: Token) -> bool:
        """Whether a capital is that of a part of a state: "the provincial capital"."""
        words = {child.lower_ for child in self.scene.words.around(capital)}
        return not words.isdisjoint(self.scene.words.lists.lesser_capitals)

    def _named_region(self, token: Token, mention: Mention) -> str | None:
        """The name of a region whose name stands before its noun and is nobody's: "the Donetsk region"."""
        before = token.nbor(-1) if token.i else token
        if mention.lemma not in self.scene.words.lists.regions or before.dep_ != "compound" or before.pos_ != "PROPN":
            return None
        return None if before.i in self.scene.mentions else f"{before.text} {token.text}"

    def _fighters(self, token: Token, mention: Mention) -> Found:
        owners = self.owners.of(token)
        if lord := self.scene.lord(token):
            side = self.owners.led(lord) if token.tag_ == "NNS" else None
            return (side,) if side and self.owners.first((side,), BODIES) else None
        lists = self.scene.words.lists
        if has_left(self.scene, token, mention):
            return None  # "dissident FARC fighters" are no longer the FARC's, but "former CMA rebels" are the CMA's
        if body := self.owners.first(owners, (*ARMED, ActorType.POLITICAL_GROUP, ActorType.COMPANY)):
            return (body,)
        if owners == (NOBODY,):
            return ()
        if found := self._of_owner(token, mention, owners):
            return found
        if mention.lemma in lists.men or mention.lemma in lists.adherents:
            return None
        if mention.lemma in lists.splinters and not owners:
            return self.back.splinter(token) or None
        if self.scene.is_definite(token) and not owners:
            groups = (ActorType.ARMED_GROUP,)
            found = (
                self.back.alike(token, mention)
                or self.doers.resolve(token, mention)
                or self.back.of_types(token, groups)
                or self.back.only_one(groups)
                or self.back.seceding(token, mention)
            )
            return self._at_work(found) or None
        if token.tag_ == "NNS" and mention.lemma in lists.followers and not owners and not self.scene.modifiers(token):
            return self._at_work(self.back.only_one((ActorType.ARMED_GROUP,))) or None
        return None

    def _of_owner(self, token: Token, mention: Mention, owners: Sequence[str]) -> tuple[str, ...]:
        """Those whom a person among their owners leads, else the army of a state whose units or men they are."""
        lists = self.scene.words.lists
        is_follower = mention.lemma in lists.adherents  # a politician's followers are not their party
        if (side := self.owners.side(owners)) and (not is_follower or self.owners.first((side,), ARMED)):
            return (self.forces.of(side),)
        is_had = token.tag_ == "NNS" and any(child.dep_ == "poss" for child in token.children)
        is_armys = mention.lemma in lists.units or (mention.lemma in lists.men and is_had)
        state = self.owners.state(owners) if is_armys else None
        return (self.scene.army(state),) if state else ()

    def _group(self, token: Token, mention: Mention) -> Found:
        around = tuple(self.scene.words.around(token))
        if any(self.owners.is_sided(c) for c in around):  # "the anti-Hamas coalition"
            return None
        kind = self.scene.words.by_name["group"]
        wide = mention.lemma in self.scene.words.lists.wide_groups
        types = (kind.type, *(kind.also if wide else kind.also[:1]))
        if body := self._before(token) or self._of_leader(token, mention, types):
            return (body,)
        if not self.scene.is_definite(token):
            return None
        if mention.lemma in self.scene.words.lists.organisations:
            return self.back.organisation(token) or None
        if token.tag_ == "NNS" and wide:
            return None  # "the groups" are hardly a single one
        is_union = self.scene.words.kindred(mention.lemma) in self.scene.words.lists.unions
        found = self.back.of_types(token, types) or (() if is_union else self.back.only_one(types))
        return self._at_work(found) or self._bare_union(token, mention)

    def _at_work(self, group: tuple[str, ...]) -> tuple[str, ...]:
        """The one branch that the article tells of, of a group at home elsewhere: not all of IS, but IS Somalia."""
        code = self.scene.focus_code
        if len(group) != 1 or code is None or code in self.scene.actor(group[0]).countries:
            return group
        parts = [self.scene.actor(part) for part in self.scene.gazetteer.parts_of(group[0])]
        here = [part for part in parts if part.type is ActorType.ARMED_GROUP and code in part.countries]
        named = [part.id for part in here if self.discourse.names[(part.id,)] or self.discourse.counts[(part.id,)]]
        return tuple(named) if len(named) == 1 else group

    def _before(self, token: Token) -> str | None:
        """The body whose name stands before a noun: "the Viv Ansanm alliance"."""
        before = [c for c in self.scene.words.around(token) if c.dep_ in ("compound", "nmod")]
        return self.owners.first([a for child in before for a in self.owners.actors_at(child.i)], BODIES)

    def _of_leader(self, token: Token, mention: Mention, types: Sequence[ActorType]) -> str | None:
        """The body that a noun's owner leads, if it is such a one: "his movement", "X's party"."""
        owners = self.owners.of(token)
        is_led = token.tag_ == "NN" and mention.lemma in self.scene.words.lists.led
        if not is_led or not (side := self.owners.first((self.owners.side(owners) or NOBODY,), types)):
            return None
        gazetteer = self.scene.gazetteer
        theirs = {(self.scene.grain(body),) for owner in owners for body in gazetteer.bodies_of(owner)} | {(side,)}
        told = self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: t.type in types and t.actors in theirs
        )
        return told[0] if told else side

    def _bare_union(self, token: Token, mention: Mention) -> Found:
        """Whom a noun for several who are one takes up where nothing before it tells who: "the coalition"."""
        told = any(child.dep_ in ("amod", "compound", "nmod") for child in self.scene.words.around(token))
        is_union = self.scene.words.kindred(mention.lemma) in self.scene.words.lists.unions
        return self.back.alike(token, mention) if is_union and not told else None

    def _branch(self, token: Token, mention: Mention) -> Found:
        """The known part of the owner that works in the country that is named, or in the one in focus."""
        owners = self.owners.of(token)
        owner = self.owners.first(owners, (*ARMED, ActorType.POLITICAL_GROUP))
        code = next(
            (c for o in owners if o and o != owner for c in self.scene.actor(o).countries), self.scene.focus_code
        )
        if owner is None or code is None:
            return None
        known = self.scene.gazetteer.parts_of(owner)
        is_one = token.tag_ == "NN" and self.scene.is_definite(token) and self._before(token) == owner
        told = (
            self.discourse.best(token, self.scene.sentence_of[token.i], lambda t: t.actors[0] in known)
            if is_one
            else ()
        )
        if told:
            return told  # "JNIM struck. The al-Qaeda affiliate ..."
        parts = [part for part in known if code in self.scene.actor(part).countries]
        named = [part for part in parts if self.scene.context.actors.get(part)]
        chosen = named if len(named) == 1 else parts
        return (chosen[0],) if len(chosen) == 1 else None

    def _bloc(self, token: Token, mention: Mention) -> Found:
        if body := self.owners.first(self.owners.of(token), (ActorType.IGO,)):
            return (self._mission(body) or body,) if mention.lemma in self.scene.words.lists.missions else (body,)
        if token.tag_ == "NNS" and mention.lemma in self.scene.words.lists.missions and (sent := self._sender(token)):
            return (sent,)
        if mention.lemma in self.scene.words.lists.courts:
            return self.back.court(token) if self.scene.is_definite(token) else None
        is_union = self.scene.words.kindred(mention.lemma) in self.scene.words.lists.unions
        if is_union and (body := self._before(token)):
            return (body,)
        if not self.scene.is_definite(token):
            return None
        if mention.lemma in self.scene.words.lists.organs and token.tag_ == "NN":
            return self.back.organ(token) or None
        types = (ActorType.IGO, ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP) if is_union else (ActorType.IGO,)
        found = self.back.of_types(token, types)
        return found or self._bare_union(token, mention)

    def _sender(self, token: Token) -> str | None:
        """The state that sent peacekeepers, by the adjective before them: "Russian peacekeepers"."""
        if self.owners.are_aside(token):
            return None
        sent = [child for child in self.scene.words.around(token) if child.dep_ in ("amod", "poss")]
        return self.owners.first([a for child in sent for a in self.owners.actors_at(child.i)], (ActorType.STATE,))

    def _mission(self, body: str) -> str | None:
        """The one part of a body that the article names, else that is in the country in focus: "the UN mission"."""
        scene = self.scene
        parts = [p for p in scene.gazetteer.parts_of(body) if scene.actor(p).type is ActorType.IGO]
        sent = [part for part in parts if scene.actor(part).countries]  # no council and no agency
        missions = [part for part in sent if scene.context.actors.get(part)]
        if not missions and scene.focus_code:
            missions = [part for part in sent if scene.actor(part).countries == (scene.focus_code,)]
        return missions[0] if len(missions) == 1 else None

    def _party(self, token: Token, mention: Mention) -> Found:
        if body := self._of_leader(token, mention, (ActorType.POLITICAL_GROUP,)):
            return (body,)
        if not self.scene.is_definite(token) or mention.lemma in self.scene.words.lists.oppositions:
            return None  # no ruling party is "the opposition"
        if token.tag_ == "NNS" and mention.lemma in self.scene.words.lists.pairs:
            return ()  # "the parties" are several
        return self.back.of_types(token, (ActorType.POLITICAL_GROUP,)) or None

    def _company(self, token: Token, mention: Mention) -> Found:
        return (self.back.of_types(token, (ActorType.COMPANY,)) or None) if self.scene.is_definite(token) else None

    def _of_its_type(self, token: Token, mention: Mention) -> Found:
        """The charity or paper that a definite noun for one points back to."""
        kind = self.scene.words.types[mention.lemma]
        is_one = token.tag_ not in ("NNS", "NNPS") and self.scene.is_definite(token) and not self.owners.of(token)
        return (self.back.named(token, kind) or None) if is_one else None

    def _other(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """An unnamed group: the one before if definite and its noun was used, else one that its words tell apart."""
        kind = mention.type
        if kind is None or kind in (ActorType.PLACE, ActorType.STATE):
            return ()
        if self.is_one_person(token, mention) and self.offices.is_past(token):
            return self.offices.somebody(token)  # "the former banker" is a person just named
        pointing = self.scene.is_definite(token) and not self.scene.modifiers(token)
        fights = self.scene.words.is_in(mention.lemma, "fighters")
        pointing = pointing and not (fights and has_left(self.scene, token, mention))
        if pointing and (same := self.back.same_people(token, mention) or self.doers.resolve(token, mention)):
            return same
        if kind is ActorType.PERSON:
            return ()
        if same := self.back.anybody(token, mention):
            return same
        if token.tag_ == "NNS" and not pointing and (same := self.back.same_crowd(token, mention)):
            return same
        if body := self.forces.owning_body(token, mention, kind):
            return (body,)
        return (unnamed(self.scene, token, mention),)

    def is_one_person(self, token: Token, mention: Mention) -> bool:
        """Whether a noun is of a single person: "the young economist", but no crowd and no army."""
        return token.tag_ == "NN" and self.scene.words.is_one_person(mention.lemma, mention.type)


def _is_told_apart(token: Token) -> bool:
    """Whether a clause right behind a noun, without a comma, says which one it is: "the territory that they hold"."""
    if token.dep_ == "attr" or any(child.pos_ == "PROPN" for child in token.lefts):
        return False  # "it is the town that ...", "the Donetsk region that ..."
    return any(child.dep_ == "relcl" and child.left_edge.i == token.i + 1 for child in token.rights)
