"""Offices and other nouns for persons: who "the president", "Hamas leaders" or "the cleric" are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.gazetteer import day_of
from graph.model import ActorType
from ingest.coreference import PRONOUN, PRONOUN_FAR, Discourse, Trace
from ingest.mentions import Mention, MentionKind
from ingest.owners import BODIES, Owners
from ingest.scene import Scene

_HEADED = (*BODIES, ActorType.STATE)
"""What somebody may be the head of."""


@dataclass(slots=True)
class Offices:
    """Resolves nouns for persons.

    Attributes:
        scene: The article.
        discourse: What it has mentioned so far.
        owners: Finds whose an office is.
        roles: Role, or role and body, to who the text says holds it.
        told: The head of a role, such as "minister", to who the text said last holds one.
    """

    scene: Scene
    discourse: Discourse
    owners: Owners
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def resolve(self, token: Token, mention: Mention) -> tuple[str, ...] | None:
        """Whom a noun for a person stands for; () for nobody in particular, None for a group of unnamed people."""
        owners = [owner for owner in self.owners.of(token) if owner]
        lemma = mention.lemma.lower()
        if token.tag_ == "NNS":
            return self._those_in_charge(owners, mention)
        lists = self.scene.words.lists
        if lemma in lists.counterparts:
            return self._counterpart(owners)
        is_below = any(child.lower_ in lists.lesser for child in self.scene.words.around(token))
        is_any = token.tag_ == "NN" and not self.scene.is_definite(token) and any(c.dep_ == "det" for c in token.lefts)
        if is_any and self.is_past(token):
            return ()  # "a former minister of X" speaks for nobody
        if is_any and (body := self.owners.first(owners, BODIES)):
            return (body,)  # "a Hamas leader"
        if not is_below and not is_any and (holder := self._holder(token, lemma, owners)):
            return holder  # "the deputy president" is not the president
        if lemma in lists.voices or self.scene.words.core(lemma) in lists.voices:
            body = self.owners.first(owners, (*BODIES, ActorType.STATE)) or self.owners.state(owners)
            return (body,) if body else self._voiced(token, owners)
        is_people = self.owners.first(owners, (ActorType.CIVILIANS,)) is not None  # "the Kurdish leader"
        is_told = is_people or any(word not in lemma.split(" ") for word in self.scene.modifiers(token))
        if lemma in lists.leading and is_told and not is_below:
            return self._leader(token, owners)
        if lemma not in lists.person_nouns or owners:
            return ()
        ranked = {self.told[rank] for rank in lists.roles.get(lemma, ()) if rank in self.told}
        return ranked.pop() if len(ranked) == 1 and self.scene.is_definite(token) else self.somebody(token)

    def _leader(self, token: Token, owners: Sequence[str]) -> tuple[str, ...]:
        """The person just named who heads no state, for "the rebel leader" or "the jihadist chief"."""
        is_had = any(child.dep_ == "poss" for child in token.lefts)
        if is_had or not self.scene.is_definite(token) or self.owners.first(owners, _HEADED):
            return ()

        def is_free(trace: Trace) -> bool:
            held = self.scene.gazetteer.offices_of(trace.actors[0], self.scene.context.day) if _is_person(trace) else ()
            heads = (o for o in held if self.scene.actor(o.org).type is ActorType.STATE)
            return _is_person(trace) and not any(heads)

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_free, PRONOUN)

    def somebody(self, token: Token) -> tuple[str, ...]:
        """The person whom a definite noun points back to, as a pronoun would."""
        if not self.scene.is_definite(token):
            return ()
        return self.discourse.best(token, self.scene.sentence_of[token.i], _is_person, PRONOUN)

    def is_past(self, token: Token) -> bool:
        """Whether a noun is said to be so no more: "the former banker"."""
        return any(child.lower_ in self.scene.words.lists.former for child in self.scene.words.around(token))

    def _counterpart(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Who "his Malian counterpart" is: who holds in Mali the office that he holds, else Mali."""
        state = self.owners.first(owners, (ActorType.STATE,))
        person = self.owners.first(owners, (ActorType.PERSON,))
        if state is None:
            return ()
        gazetteer, day = self.scene.gazetteer, self.scene.context.day
        for office in gazetteer.offices_of(person, day) if person and day else ():
            holders = gazetteer.holders(state, office.role, day)
            if len(holders) == 1:
                return holders
        return (state,)

    def _voiced(self, token: Token, owners: Sequence[str]) -> tuple[str, ...]:
        """Whom "the government spokesman" or "an army spokesman" speaks for: the state in focus, or its army."""
        focus, words = self.scene.focus, self.scene.words
        if owners or not focus:
            return ()
        for child in words.around(token):
            lemma = words.lemma_of.get(child.lower_, "")
            if child.dep_ in ("compound", "amod", "nmod") and words.is_in(lemma, "army"):
                return (self.scene.army(focus),)
            if child.dep_ in ("compound", "amod", "nmod") and words.is_in(lemma, "state-body"):
                return (focus,)
        return ()

    def learn(self, name: Token, actors: tuple[str, ...]) -> None:
        """Keeps which offices the text gives a person: "the Front's chairman, X"; "General X of the Y"."""
        nouns = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod")]
        if name.dep_ == "appos":
            nouns.append(name.head)
        for title in self._titles(name):
            self.told[title] = actors
        for noun in nouns:
            mention = self.scene.mentions.get(noun.i)
            is_noun = mention is not None and mention.kind is MentionKind.NOMINAL
            lemma = mention.lemma if mention and is_noun else self.scene.words.lemma_of.get(noun.lower_, "")
            if not lemma or not self.scene.words.is_in(lemma.lower(), "role"):
                continue
            self.roles[lemma.lower()] = actors
            if lemma.lower() not in self.scene.words.lists.leading:  # an interior minister is "the minister"
                self.told[self.scene.words.core(lemma.lower())] = actors
            for owner in filter(None, (*self.owners.of(noun), *self.owners.of(name))):
                self.roles[f"{lemma.lower()}|{owner}"] = actors
                leads = lemma.lower() in self.scene.words.lists.leading and self.owners.first((owner,), _HEADED)
                if actors and leads:
                    self.owners.sides.setdefault(actors[0], owner)

    def _titles(self, name: Token) -> Iterator[str]:
        """The ranks and offices before a name that is one with them: "General X", « le lieutenant-colonel X »."""
        start = self.scene.mentions[name.i].start
        for token in reversed(name.doc[: name.i]):
            if token.idx < start:
                break
            title = token.lower_.rsplit("-", 1)[-1]
            if token.lower_ in self.scene.words.lists.titles and self.scene.words.is_in(title, "role"):
                yield title

    def _those_in_charge(self, owners: Sequence[str], mention: Mention) -> tuple[str, ...] | None:
        """Whom "Hamas leaders" or "Ukrainian commanders" stand for; unnamed women and men are civilians."""
        if mention.type is ActorType.CIVILIANS:
            return None
        if body := self.owners.first(owners, BODIES):
            return (body,)
        state = self.owners.state(owners)
        if state is None:
            return () if mention.lemma in self.scene.words.lists.voices else None
        return (self.scene.army(state),) if mention.lemma in self.scene.words.lists.commanders else (state,)

    def _holder(self, token: Token, lemma: str, owners: Sequence[str]) -> tuple[str, ...]:
        """Who holds an office: as the text has said, else as the gazetteer knows, those whom the text names first."""
        lists = self.scene.words.lists
        if (side := self.owners.side(owners)) is not None:  # "his deputy" is that of the body that he heads
            owners = (*owners, side)
        said = {*lemma.split(" "), *(child.lower_ for child in self.scene.words.around(token))} & lists.former
        lemma = " ".join(word for word in lemma.split(" ") if word not in lists.former)
        told = [word for word in self.scene.modifiers(token) if word not in said]
        in_arms = any(self.scene.words.types.get(word) is ActorType.ARMED_GROUP for word in told)
        is_told_apart = bool(told) and (lemma in lists.voices or in_arms)  # "the sports minister", "the rebel leader"
        roles = (lemma,) if is_told_apart else lists.roles.get(lemma, (lemma,))
        if said and ((held := self._who_held(token, lemma, roles, owners)) or not said & lists.falling):
            return held
        for org in owners:
            if known := self.roles.get(f"{lemma}|{org}"):
                return known
        if not owners and self.scene.is_definite(token):
            if is_told_apart:
                return ()
            if found := self._spoken_of(token, lemma, roles):
                return found
        return self._known_holder(token, roles, owners)

    def _spoken_of(self, token: Token, lemma: str, roles: Sequence[str]) -> tuple[str, ...]:
        """Who of those whom the text names holds an office, be it of whatever body."""
        named = [h for h in sorted(self._holders(self.scene.focus, roles)) if self.discourse.names[(h,)]]
        one = (named[0],) if len(named) == 1 else ()
        if self.discourse.counts[one]:
            return one
        known = self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: self._has_been(t, lemma, roles), PRONOUN_FAR
        )
        return known or one or (() if self.scene.modifiers(token) else self.told.get(lemma, ()))

    def _known_holder(self, token: Token, roles: Sequence[str], owners: Sequence[str]) -> tuple[str, ...]:
        """Whom the gazetteer has in an office, for a definite noun without owner that of the country in focus."""
        focus = self.scene.focus if self.scene.is_definite(token) else None
        for org in owners or ([focus] if focus else []):
            for role in roles:
                if holders := self.scene.gazetteer.holders(org, role, self.scene.context.day):
                    return holders if len(holders) == 1 else ()
        return ()

    def _holders(self, org: str | None, roles: Sequence[str]) -> set[str]:
        """Who holds one of the offices of a body today."""
        gazetteer, day = self.scene.gazetteer, self.scene.context.day
        return {holder for role in roles for holder in gazetteer.holders(org, role, day)} if org else set()

    def _who_held(self, token: Token, lemma: str, roles: Sequence[str], owners: Sequence[str]) -> tuple[str, ...]:
        """Who "the former president" is: the one whom the text has named, else names later, and who is not so now."""
        if not self.scene.is_definite(token):
            return ()
        known = self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: (
                self._has_been(t, lemma, roles)
                and not self._is_now(t.actors[0], roles)
                and self._is_of(t, roles, owners)
            ),
            PRONOUN_FAR,
        )
        later = {a for (a, *_) in self.discourse.names if self._was(a, roles, owners) and not self._is_now(a, roles)}
        return known or (tuple(later) if len(later) == 1 else ())

    def _is_now(self, person: str, roles: Sequence[str]) -> bool:
        """Whether a person holds an office of that name today, and beyond, be it of whatever body."""
        day = self.scene.context.day
        held = self.scene.gazetteer.offices_of(person, day) if day is not None else ()
        return any(o.role in roles and day_of(o.last, last=True) != day for o in held)

    def _is_of(self, trace: Trace, roles: Sequence[str], owners: Sequence[str]) -> bool:
        """Whether a person was in an office of one of these bodies, if anything is known of them."""
        held = self.scene.gazetteer.offices_of(trace.actors[0], None)
        return not any(office.role in roles for office in held) or self._was(trace.actors[0], roles, owners)

    def _was(self, person: str, roles: Sequence[str], owners: Sequence[str]) -> bool:
        """Whether a person is known to have been in an office of one of these bodies, of any if there are none."""
        day, held = self.scene.context.day, self.scene.gazetteer.offices_of(person, None)
        begun = (office for office in held if not day or (day_of(office.first) or day) <= day)
        return any(office.role in roles and (not owners or office.org in owners) for office in begun)

    def _has_been(self, trace: Trace, lemma: str, roles: Sequence[str]) -> bool:
        """Whether somebody named is or was in an office of that name."""
        if not _is_person(trace):
            return False
        held = self.scene.gazetteer.offices_of(trace.actors[0], None)
        return self.roles.get(lemma) == trace.actors or any(office.role in roles for office in held)


def _is_person(trace: Trace) -> bool:
    return trace.type is ActorType.PERSON and len(trace.actors) == 1
