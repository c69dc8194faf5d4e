"""Whom a pronoun or a definite noun points back to: salience over what the text has named so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.model import ActorType

_WINDOW = 3
"""Sentences that a pronoun may look back."""
_FAR = 12
"""Sentences that a definite noun may look back."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One resolved mention, as far as later ones must know it.

    Attributes:
        at: Token index of its head.
        sentence: Index of its sentence.
        actors: Whom it refers to.
        type: Their type, if it is one.
        plural: Whether its form is plural.
        salience: How prominent its place in the clause is: subject 3, object 2, other 1, possessor or modifier 0.
        lemma: Its actor noun; empty for names.
        named: Whether it is a name.
    """

    at: int
    sentence: int
    actors: tuple[str, ...]
    type: ActorType | None
    plural: bool
    salience: float
    lemma: str = ""
    named: bool = False


@dataclass(slots=True)
class Discourse:
    """What a text has mentioned so far."""

    traces: list[Trace] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, trace: Trace) -> None:
        """Takes a resolved mention in; mentions come in text order."""
        self.traces.append(trace)
        self.counts.update(trace.actors)

    def latest(self, sentence: int, fits: Callable[[Trace], bool], window: int = _FAR) -> tuple[str, ...]:
        """The actors of the most recent mention that fits, names before nouns of the same sentence; none if there is none."""
        best: Trace | None = None
        for trace in reversed(self.traces):
            if sentence - trace.sentence > window or (best is not None and trace.sentence < best.sentence):
                break
            if trace.actors and fits(trace) and (best is None or trace.salience > best.salience):
                best = trace
        return best.actors if best else ()

    def referent(self, token: Token, sentence: int, types: Sequence[ActorType], number: str) -> tuple[str, ...]:
        """Whom a third-person pronoun stands for; none where nobody fits, or for "it" where two fit alike."""
        scores: dict[tuple[str, ...], float] = {}
        for trace in self.traces:
            back = sentence - trace.sentence
            if back > _WINDOW or not trace.actors or not _agrees(trace, types, number) or _same_clause(token, trace):
                continue
            score = trace.salience + (1.0 if trace.named else 0.0) - 2.0 * back + (0.5 if trace.plural and number == "plural" else 0.0)
            scores[trace.actors] = max(scores.get(trace.actors, -99.0), score) + 0.2
        if not scores:
            return ()
        ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
        if number == "singular" and ActorType.PERSON not in types and len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.4:
            return ()
        return ranked[0][0]


def _agrees(trace: Trace, types: Sequence[ActorType], number: str) -> bool:
    if trace.type is not None and trace.type not in types:
        return False
    if number == "singular":
        return not trace.plural and len(trace.actors) == 1
    return trace.plural or len(trace.actors) > 1 or trace.type not in (ActorType.PERSON, ActorType.STATE, ActorType.PLACE)


def _same_clause(token: Token, trace: Trace) -> bool:
    """Whether the pronoun and the mention are arguments of one verb, so that they can't be the same."""
    if token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves")):
        return False
    other = token.doc[trace.at]
    return other.head.i == token.head.i and token.head.pos_ in ("VERB", "AUX")


def salience_of(token: Token) -> float:
    """How prominent a mention's place is."""
    match token.dep_:
        case "nsubj" | "nsubjpass" | "ROOT" | "agent":
            return 3.0 if token.head.dep_ not in ("relcl", "acl") else 2.5
        case "dobj" | "iobj" | "dative" | "appos":
            return 2.0
        case "conj":
            return salience_of(token.head) - 0.2 if token.head.i != token.i else 1.0
        case "poss" | "amod" | "compound" | "nmod":
            return 0.5
        case _:
            return 1.0


def distinct(actors: Iterable[str]) -> tuple[str, ...]:
    """Each actor once, in order."""
    return tuple(dict.fromkeys(actors))
