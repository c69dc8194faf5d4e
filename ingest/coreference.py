"""Whom a pronoun or a definite noun points back to: salience over what the text has named so far."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, takewhile

from spacy.tokens import Doc, Token

from graph.model import ActorType
from ingest.extract.clauses import word_of
from ingest.standing import clause_of, first_of, gender_of, subjects_above, subjects_of
from ingest.words import Pronoun

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "agent")
_OBJECTS = ("dobj", "dative", "iobj")


@dataclass(slots=True)
class Trace:
    """One resolved mention, as far as later ones must know it.

    Attributes:
        at: Token index of its head.
        sentence: Index of its sentence.
        actors: Whom it refers to.
        type: Their type, if it is one.
        plural: Whether its form is plural.
        either: Whether it may be taken up by "it" as well as by "they": "the Emirates", "the Rapid Support Forces".
        salience: How prominent its place in the clause is, from 0 (a modifier) to 3 (the subject).
        lemma: Its actor noun or pronoun, or the name.
        named: Whether it is a name.
        noun: Token index of what tells its grammatical gender.
    """

    at: int
    sentence: int
    actors: tuple[str, ...]
    type: ActorType | None
    plural: bool
    salience: float
    lemma: str = ""
    named: bool = False
    either: bool = False
    noun: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes an antecedent likely.

    Attributes:
        salience: For each step of prominence of its place.
        distance: Against it for each sentence back.
        named: For a name.
        often: For each doubling of how often it was mentioned.
        parallel: For standing in the same role as what points back.
        place: Against a place where what points back acts or owns.
        gender: Against another grammatical gender.
        own: For the subject of its clause, of what is somebody's.
        matrix: For the subject of a clause that the pronoun's own is part of: "X says that it ...".
        number: Against a name in the singular, for what is plural.
        title: For a person whom the title names.
        topic: For anybody else whom it names.
        window: Sentences that are looked back at most.
    """

    salience: float = 1.0
    distance: float = 2.0
    named: float = 0.5
    often: float = 0.5
    parallel: float = 0.5
    place: float = 0.0
    gender: float = 0.0
    own: float = 0.0
    matrix: float = 0.0
    number: float = 0.0
    title: float = 0.0
    topic: float = 0.0
    window: int = 4


GENDER = 2.0
OWN = 3.0
PRONOUN = Weights(
    salience=1.3,
    distance=2.5,
    named=0.3,
    often=0.6,
    parallel=0.5,
    place=2.0,
    gender=GENDER,
    own=OWN,
    matrix=2.0,
    number=1.0,
    title=2.0,
    topic=0.5,
    window=6,
)
LATTER = Weights(salience=0.0, distance=3.0, named=0.0, often=0.0, parallel=0.0, gender=GENDER, window=2)
"""For what points to whom the text named last: "ce dernier"."""
_SIDE = 1.0
"""Less prominent are modifiers and possessors, whom nothing like "ce dernier" takes up."""
NOUN = Weights(salience=0.5, distance=0.6, named=0.5, often=1.0, parallel=0.2, window=25)
JUST_NOW = Weights(salience=0.3, distance=1.5, named=0.0, often=0.0, parallel=0.2, window=2)
PRONOUN_FAR = Weights(distance=0.7, window=25)
LIST_WINDOW = 4
"""How many sentences back a list is taken up whole."""
ALIKE = 1.5
"""What speaks for a set of parties of one type."""
IN_ARMS = 3.0
"""What speaks for an army and those who fight armies."""
_PARTIES = 6
"""How many of the likeliest parties a set may be made of."""
GROUP = Weights(salience=0.3, distance=0.8, named=0.3, often=1.0, parallel=0.0, window=8)


@dataclass(slots=True)
class Discourse:
    """What a text has mentioned so far.

    Attributes:
        traces: The mentions, in text order.
        counts: How often each has been mentioned.
        names: How often the whole text names each.
        titled: Whom the title names.
        genders: Person to the first of the pronouns that it was taken up by.
        told: Person to the first of the pronouns that its name tells that it is taken up by.
    """

    traces: list[Trace] = field(default_factory=list)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    titled: set[tuple[str, ...]] = field(default_factory=set)
    genders: dict[tuple[str, ...], str] = field(default_factory=dict)
    told: dict[tuple[str, ...], str] = field(default_factory=dict)
    _genders: dict[int, str] = field(default_factory=dict)

    def note(self, trace: Trace) -> None:
        """Takes a resolved mention in; mentions come in text order."""
        self.traces.append(trace)
        self.counts[trace.actors] += 1

    def rank(
        self, token: Token, sentence: int, fits: Callable[[Trace], bool], weights: Weights, *, several: bool = False
    ) -> list[tuple[tuple[str, ...], float]]:
        """Who fits, with scores, best first; equal scores in the order of ids. `several` are rather no single one."""
        near = list(self._near(sentence, fits, weights.window))
        if not near:
            return []
        scores: dict[tuple[str, ...], float] = {}
        fame: dict[tuple[str, ...], float] = {}
        here, possessive, is_subject = token.i, token.tag_ == "PRP$", token.dep_ in _SUBJECTS
        acts = is_subject or token.dep_ == "poss"
        gender = gender_of(token) if weights.gender and not possessive else ""
        owners = {subject.i for subject in subjects_of(clause_of(token))} if possessive else ()
        beside = first_of(token.head).i if possessive else -1
        above = {subject.i for subject in subjects_above(token)} if weights.matrix else set()
        barred = set(_rivals(token, self.traces, sentence))
        for trace in near:
            actors, at = trace.actors, trace.at
            if actors in barred:
                continue
            score = -weights.place if acts and trace.type is ActorType.PLACE else 0.0
            if gender:
                score -= weights.gender * self._otherness(gender, token.doc, trace.noun)
            back, salience = sentence - trace.sentence, trace.salience
            score += weights.salience * salience - weights.distance * back + weights.named * trace.named
            if possessive:
                score += weights.own * ((at in owners) + 2 * (at == beside))
            if at in above:
                score += weights.matrix
            if several and not (trace.plural or trace.either):
                score -= weights.number
            score += weights.parallel * (is_subject == (salience >= 2.5)) - 0.005 * (here - at)
            if actors not in fame:
                fame[actors] = self._fame(trace, weights)
            scores[actors] = max(scores.get(actors, -99.0), score + fame[actors])
        return sorted(scores.items(), key=lambda row: (-row[1], row[0]))

    def _near(self, sentence: int, fits: Callable[[Trace], bool], window: int) -> Iterator[Trace]:
        """The traces of somebody who fits, so many sentences back at most, last first."""
        first = sentence - window
        for trace in reversed(self.traces):
            if trace.sentence < first:
                return
            if trace.actors and fits(trace):
                yield trace

    def _fame(self, trace: Trace, weights: Weights) -> float:
        """What speaks for whom a trace refers to wherever they are mentioned."""
        score = weights.often * math.log2(1 + self.counts[trace.actors] + self.names[trace.actors])
        if trace.actors in self.titled:
            score += weights.title if trace.type is ActorType.PERSON else weights.topic
        return score

    def _otherness(self, gender: str, doc: Doc, noun: int) -> float:
        """How much the gender of the noun at a token is another one: 1 if it is, a half where it has none."""
        other = self._genders.get(noun)
        if other is None:
            other = self._genders[noun] = gender_of(doc[noun])
        return 0.0 if other == gender else 1.0 if other else 0.5

    def best(
        self, token: Token, sentence: int, fits: Callable[[Trace], bool], weights: Weights = NOUN
    ) -> tuple[str, ...]:
        """The likeliest of those who fit; none if nobody does."""
        ranked = self.rank(token, sentence, fits, weights)
        return ranked[0][0] if ranked else ()

    def together(
        self,
        token: Token,
        number: int,
        types: Iterable[ActorType],
        *,
        sentence: int,
        locative: Container[str] = (),
        apart: Container[str] = (),
    ) -> tuple[str, ...]:
        """So many actors of these types that are spoken of most here, rather of one type than of several.

        They are not spoken of as adjectives or places, and none of them is `apart`. None if there are fewer.
        """
        wanted = frozenset(types)
        kinds: dict[str, ActorType | None] = {}

        def is_party(trace: Trace) -> bool:
            where = token.doc[trace.at]
            beside = where.dep_ in ("amod", "compound", "nmod") or (
                where.dep_ == "pobj" and word_of(where.head) in locative
            )
            if trace.type not in wanted or len(trace.actors) != 1 or trace.actors[0] in apart or beside:
                return False
            kinds[trace.actors[0]] = trace.type
            return True

        ranked = [(actors[0], score) for actors, score in self.rank(token, sentence, is_party, GROUP)[:_PARTIES]]
        sets = [
            (sum(score for _, score in some) + _likeness(kinds[actor] for actor, _ in some), some)
            for some in combinations(ranked, number)
        ]
        best = max(sets, key=lambda each: each[0], default=(0.0, ()))[1]
        return tuple(sorted(actor for actor, _ in best))

    def listed(
        self,
        sentence: int,
        number: int | None,
        types: Container[ActorType],
        *,
        apart: Container[str] = (),
        mixed: bool = False,
        window: int = LIST_WINDOW,
    ) -> tuple[str, ...]:
        """The members of the last list of so many actors of these types, none `apart`: "X, Y and Z ... all three".

        A `mixed` one may be of bodies and states of several types.
        """
        for trace in reversed(self.traces):
            if sentence - trace.sentence > window:
                break
            fits = len(trace.actors) == number if number else len(trace.actors) > 1
            if fits and (trace.type in types if trace.type else mixed) and not any(a in apart for a in trace.actors):
                return trace.actors
        return ()

    def referent(
        self,
        token: Token,
        sentence: int,
        pronoun: Pronoun,
        types: frozenset[ActorType],
        *,
        apart: Container[tuple[str, ...]] = (),
    ) -> tuple[str, ...]:
        """Whom a third-person pronoun stands for, none of those `apart`; none where nobody fits."""
        gender = pronoun.forms[0]
        ranked = self.rank(
            token,
            sentence,
            lambda trace: (
                _agrees(trace, pronoun, types)
                and self.told.get(trace.actors, self.genders.get(trace.actors, gender)) == gender
                and (trace.salience >= _SIDE or not pronoun.nearest)
                and trace.actors not in apart
            ),
            LATTER if pronoun.nearest else PRONOUN,
            several=pronoun.number == "plural",
        )
        if not ranked:
            return ()
        if pronoun.types == (ActorType.PERSON,):
            ranked = [row for row in ranked if self.told.get(row[0]) == gender] or ranked
            self.genders.setdefault(ranked[0][0], gender)
        return ranked[0][0]


def _likeness(types: Iterable[ActorType | None]) -> float:
    """What speaks for a set of parties by their types: that they are alike, or in arms against one another."""
    found = set(types)
    if found == {ActorType.ARMED_GROUP, ActorType.MILITARY}:
        return IN_ARMS
    return ALIKE if len(found) == 1 else 0.0


def _agrees(trace: Trace, pronoun: Pronoun, types: frozenset[ActorType]) -> bool:
    if trace.type is not None and trace.type not in types:
        return False
    if pronoun.number == "singular":
        return (trace.either or not trace.plural) and len(trace.actors) == 1
    if trace.either or trace.plural or len(trace.actors) > 1:
        return True
    return trace.type in (ActorType.ARMED_GROUP, ActorType.MILITARY, ActorType.CIVILIANS)


def _rivals(token: Token, traces: Sequence[Trace], sentence: int) -> Iterator[tuple[str, ...]]:
    """Whom a pronoun or noun can't stand for: a subject of its own clause, unless it is possessive or reflexive."""
    if token.tag_ == "PRP$" and token.head.dep_ == "appos":  # "X, his rival": not X's own
        yield from (t.actors for t in traces if t.at == token.head.head.i)
    is_pronoun = token.tag_ == "PRP"
    if not (is_pronoun or _is_object(token)) or "Reflex=Yes" in token.morph:
        return
    verb = clause_of(token)
    subjects = {child.i for child in subjects_of(verb)} - {token.i}
    if token.dep_ in _SUBJECTS:
        subjects |= {
            child.i for child in verb.subtree if child.dep_ in ("dobj", "pobj") and clause_of(child).i == verb.i
        }
    if verb.dep_ == "relcl" and is_pronoun:  # "X, to which they belong": they are not X
        subjects.add(verb.head.i)
    subjects |= {other.i for subject in subjects for other in token.doc[subject].conjuncts}
    if not is_pronoun:  # whom a pronoun stands for is too little sure to bar anybody
        subjects = {subject for subject in subjects if token.doc[subject].tag_ != "PRP"}
    here = takewhile(lambda trace: trace.sentence >= sentence, reversed(traces))
    yield from (trace.actors for trace in here if trace.at in subjects)


def _is_object(noun: Token) -> bool:
    """Whether a noun is an object of a verb, or behind a preposition of one: "X clashed with the group"."""
    return noun.dep_ in _OBJECTS or (noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB")


def distinct(actors: Iterable[str]) -> tuple[str, ...]:
    """Each actor once, in order."""
    return tuple(dict.fromkeys(actors))
