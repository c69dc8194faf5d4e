"""Several at once: "both sides", "the two rivals", "each capital", "the juntas", "both prime ministers, X and Y"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.contests import Contests
from ingest.coreference import LIST_WINDOW, Discourse, distinct
from ingest.extract.clauses import word_of
from ingest.mentions import Mention, MentionKind
from ingest.owners import ARMED
from ingest.scene import Scene
from ingest.standing import clause_of, subjects_of
from ingest.words import Words

_SUBJECTS = ("nsubj", "nsubjpass")
_PAIR = 2
_NEAR = 2
"""How many sentences back "both sides" takes up a list of any two, who may be no rivals."""
_WINDOW = 10
"""How many sentences back "the juntas" take up a list."""


@dataclass(slots=True)
class Collectives:
    """Resolves nouns for several of those whom the text has named.

    Attributes:
        scene: The article.
        discourse: What it has mentioned so far.
        actors_at: The actors of the mention at a token, resolved if need be.
        contests: The pairs that it has told of so far.
    """

    scene: Scene
    discourse: Discourse
    actors_at: Callable[[int], tuple[str, ...]]
    contests: Contests

    def named(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The names that a plural noun introduces: "both prime ministers, X and Y"."""
        if token.tag_ != "NNS":
            return ()
        words, mentions = self.scene.words, self.scene.mentions
        for child in token.rights:
            if child.dep_ != "appos" or child.i not in mentions:
                continue
            names = [child]
            while following := [c for c in names[-1].children if c.dep_ == "conj" and c.i in mentions]:
                names += following[:1]
            found = [mentions[name.i] for name in names]
            sorts = [m for m in found if m.kind is MentionKind.NAMED and m.actors and same_sort(words, mention, m)]
            if len(names) > 1 and len(sorts) == len(names):
                return distinct(actor for m in found for actor in m.actors)
        return ()

    def members(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The members of "both sides", "the two countries", "the three men"; none of what is no such phrase."""
        lists = self.scene.words.lists
        counts = token.lower_ in lists.counts
        if not counts and mention.lemma not in lists.collective and token.lemma_.lower() not in lists.collective:
            return ()
        lefts = set(self.scene.words.openers(token))
        if lefts & lists.excluding:
            return ()
        if counts:
            lefts.add(token.lower_)
        elif token.tag_ not in ("NNS", "NNPS"):
            return self._pick(token, mention, _PAIR) if lefts & lists.singly else ()
        if not lefts & (lists.pointing | lists.alone):
            return ()
        number = next((lists.counts[word] for word in sorted(lefts & lists.counts.keys())), 0)
        if not number and mention.lemma in lists.pairs and not self.scene.modifiers(token):
            is_dealt = mention.lemma not in lists.dealers or self._speaks_of(token, lists.truces | lists.contests)
            number = _PAIR if is_dealt else 0  # "the parties" of a deal, not those in a parliament
        return self._pick(token, mention, number) if number else self._last_list(token, mention)

    def between(self, token: Token) -> tuple[str, ...]:
        """The two of the last contest, where a pronoun stands for those between whom something is: "between them"."""
        is_between = token.dep_ == "pobj" and word_of(token.head) in self.scene.words.lists.between
        is_between = is_between and not token.conjuncts  # "between them and X": they are but one side
        return self.contests.pair(token, None, self._apart(token)) if is_between else ()

    def ordered(self, token: Token) -> tuple[str, ...]:
        """The one of the two just named that "the former" or "the second" stands for."""
        place = self.scene.words.lists.ordered.get(token.lower_)
        if place is None:
            return ()
        named = next(
            (some for some in self._just_named(token, self.scene.sentence_of[token.i]) if len(some) == _PAIR), ()
        )
        return (named[place - (place > 0)],) if 0 < abs(place) <= len(named) else ()

    def _just_named(self, token: Token, sentence: int) -> Iterator[tuple[str, ...]]:
        """Those whom the sentences just before name together: lists, then the persons, then the bodies and states."""
        for back in range(_NEAR + 1):
            traces = [t for t in self.discourse.traces if t.sentence == sentence - back and t.at < token.i]
            yield from (trace.actors for trace in reversed(traces) if len(trace.actors) > 1)
            one_each = [t for t in traces if len(t.actors) == 1 and t.salience >= 1 and t.type is not ActorType.PLACE]
            for persons in (True, False):
                yield distinct(t.actors[0] for t in one_each if (t.type is ActorType.PERSON) is persons)

    def _pick(self, token: Token, mention: Mention, number: int) -> tuple[str, ...]:
        """So many of whom the text speaks, but not those who do something to them.

        "Both sides" are rather who stood against one another last, "both" and "the two countries" who was listed last.
        """
        sentence, kinds, apart = self.scene.sentence_of[token.i], self._kinds(mention), self._apart(token)
        if kinds == (ActorType.PERSON,):
            apart |= self._others(mention)
        mixed, lists = len(kinds) > _PAIR, self.scene.words.lists
        opposed = mixed and mention.lemma not in lists.allies and mention.lemma not in lists.counts
        listed = [
            self.discourse.listed(sentence, number, kinds, apart=apart, mixed=mixed, window=window)
            for window in ((_NEAR,) if opposed else (1, LIST_WINDOW))
        ]
        pair = self._rivals(token, kinds, apart) if number == _PAIR else ()
        if found := next(filter(None, (pair, *listed) if opposed else (listed[0], pair, listed[1])), ()):
            return self._in_arms(found) if opposed else found
        if kinds == (ActorType.MILITARY,):
            states = self.discourse.listed(sentence, number, (ActorType.STATE,), apart=apart)
            if states:
                return distinct(self.scene.army(state, whole=True) for state in states)
        where, truces = lists.strictly_locative, lists.truces  # both sides of a truce are in arms

        def together(types: tuple[ActorType, ...], apart: frozenset[str] = apart) -> tuple[str, ...]:
            found = self.discourse.together(token, number, types, sentence=sentence, locative=where, apart=apart)
            own = {army for army in found if self._state_of(army) in found}  # no state and its own army
            return together(types, apart | own) if own else found

        if mention.lemma in lists.dealers and lists.counts.keys().isdisjoint(self.scene.words.openers(token)):
            return ()  # "the parties" are no two who are only near
        if kinds == (ActorType.MILITARY,) and not together(kinds):
            return distinct(self.scene.army(state, whole=True) for state in together((ActorType.STATE,)))
        in_arms = together(ARMED) if opposed and number == _PAIR and self._speaks_of(token, truces) else ()
        told = [a for a in in_arms if a not in self.scene.made or self.discourse.names[(a,)]]
        return in_arms if len({self.scene.actor(actor).type for actor in told}) == _PAIR else together(kinds)

    def _others(self, mention: Mention) -> frozenset[str]:
        """Persons who hold other offices today than a noun says: no foreign minister is one of "both presidents"."""
        roles = self.scene.words.lists.roles.get(mention.lemma, ())
        day, gazetteer = self.scene.context.day, self.scene.gazetteer
        people = {actors[0] for actors in self.discourse.counts if len(actors) == 1} if roles and day else set[str]()
        held = {person: gazetteer.offices_of(person, day) for person in people}
        return frozenset(p for p, offices in held.items() if offices and not any(o.role in roles for o in offices))

    def _in_arms(self, sides: tuple[str, ...]) -> tuple[str, ...]:
        """The sides; of a state against fighters its army, if the text tells of it: Sudan's and the paramilitaries'."""
        kinds = {self.scene.actor(side).type for side in sides}
        if kinds != {ActorType.STATE, ActorType.ARMED_GROUP}:
            return sides
        told = {actor for actors in self.discourse.counts for actor in actors}
        armies = (actor for actor in told if self.scene.actor(actor).type is ActorType.MILITARY)
        of = {state: army for army in sorted(armies) if (state := self._state_of(army))}
        return distinct(of.get(side, side) for side in sides)

    def _state_of(self, army: str) -> str | None:
        """The state whose army it is; None if it is no army."""
        actor = self.scene.actor(army)
        is_army = actor.type is ActorType.MILITARY and actor.countries
        return self.scene.gazetteer.states.get(actor.countries[0]) if is_army else None

    def _speaks_of(self, token: Token, lemmas: Container[str]) -> bool:
        """Whether one of some words is in a noun's sentence."""
        return any(word.lemma_.lower() in lemmas for word in token.sent)

    def _rivals(self, token: Token, kinds: tuple[ActorType, ...], apart: frozenset[str]) -> tuple[str, ...]:
        """The two of the last contest, if they are of these kinds; the countries of two leaders are "the countries"."""
        leaders = (ActorType.PERSON,) if len(kinds) > _PAIR or kinds == (ActorType.STATE,) else ()
        pair = self.contests.pair(token, (*kinds, *leaders), apart)
        if kinds != (ActorType.STATE,):
            return pair
        codes = [code for actor in pair for code in self.scene.actor(actor).countries[:1]]
        states = distinct(state for code in codes if (state := self.scene.gazetteer.states.get(code)))
        return states if len(states) == _PAIR and apart.isdisjoint(states) else ()

    def _last_list(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The last several states that the text named together, for "the juntas" or "the countries"."""
        kinds = self._kinds(mention)
        groups = (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP)
        if (
            kinds not in ((ActorType.STATE,), groups)
            or self.scene.modifiers(token)
            or any(c.dep_ == "poss" for c in token.lefts)
        ):
            return ()
        return self.discourse.listed(self.scene.sentence_of[token.i], None, kinds, window=_WINDOW)

    def _apart(self, token: Token) -> frozenset[str]:
        """Whoever acts in the clause that a noun is no subject of: mediators between "the two enemies".

        So is who asks for what its subject is to do: "X proposed that both parties sign".
        """
        verb = clause_of(token)
        if token.dep_ in _SUBJECTS:
            verb = verb.head
            if verb.lemma_.lower() not in self.scene.words.lists.asking:
                return frozenset()
        found: set[str] = set()
        for subject in subjects_of(verb):
            while subject.i != token.i and subject.tag_ != "PRP":  # whom a pronoun stands for is too little sure
                found.update(self.actors_at(subject.i))
                following = [c for c in subject.children if c.dep_ == "conj"]
                if not following:
                    break
                subject = following[0]
        return frozenset(found | self._side_of_mediator(verb, found))

    def _side_of_mediator(self, verb: Token, found: Set[str]) -> set[str]:
        """Who sends a mediator, and the states of both: "X's president sent Y to mediate between the two"."""
        if verb.lemma_.lower() not in self.scene.words.lists.mediating:
            return set()
        senders = {actor for subject in subjects_of(verb.head) for actor in self.actors_at(subject.i)}
        people = [actor for actor in map(self.scene.actor, senders | found) if actor.type is ActorType.PERSON]
        codes = {code for person in people for code in person.countries[:1]}
        return senders | {state for code in codes if (state := self.scene.gazetteer.states.get(code))}

    def _kinds(self, mention: Mention) -> tuple[ActorType, ...]:
        """What the members may be."""
        words = self.scene.words
        if (
            words.is_in(mention.lemma, "country")
            or words.is_in(mention.lemma, "state-body")
            or mention.lemma in words.lists.capitals
        ):
            return (ActorType.STATE,)
        if words.is_in(mention.lemma, "role"):
            return (ActorType.PERSON,)
        if words.is_in(mention.lemma, "army"):
            return (*ARMED, ActorType.IGO) if mention.lemma in words.lists.bare else (ActorType.MILITARY,)
        if words.is_in(mention.lemma, "group"):
            is_armed = " " in mention.lemma and mention.type is ActorType.ARMED_GROUP  # "both rebel groups"
            return (ActorType.ARMED_GROUP,) if is_armed else (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP)
        sides = (*ARMED, ActorType.STATE, ActorType.POLITICAL_GROUP, ActorType.GOVERNMENT, ActorType.COMPANY)
        return (*sides, ActorType.PERSON) if words.is_in(mention.lemma, "rivals") else sides


def same_sort(words: Words, mention: Mention, other: Mention) -> bool:
    """Whether a noun may stand for what a name beside it does."""
    if other.type is None or mention.type is None:
        return False
    is_role = words.is_in(mention.lemma, "role")
    if other.type is ActorType.PERSON or mention.type is ActorType.PERSON or is_role:
        return other.type is ActorType.PERSON and (mention.type is ActorType.PERSON or is_role)
    if ActorType.PLACE in (mention.type, other.type):
        return mention.type is other.type
    if ActorType.STATE in (mention.type, other.type):
        return mention.type is other.type and words.is_in(mention.lemma, "country")
    return other.type is not ActorType.CIVILIANS
