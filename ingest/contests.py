"""Who fights, accuses or talks with whom: pairs that "both sides" take up."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from graph.model import ActorType
from ingest.coreference import distinct
from ingest.extract.clauses import objects_of, word_of
from ingest.scene import Scene
from ingest.standing import clause_of, subjects_of

_PAIR = 2
_WINDOW = 8
"""How many sentences back a pair is taken up."""


@dataclass(slots=True)
class Contests:
    """The pairs that a text has told of so far, read when they are asked for.

    Attributes:
        scene: The article.
        actors_at: The actors of the mention at a token, resolved if need be.
    """

    scene: Scene
    actors_at: Callable[[int], tuple[str, ...]]
    _pairs: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    _read: int = 0

    def _told(self, token: Token) -> tuple[str, str] | None:
        lists = self.scene.words.lists
        if token.pos_ == "ADP" and word_of(token) in lists.between:
            sides: tuple[Iterable[Token], Iterable[Token]] = (_behind(token), ())
        elif token.pos_ in ("VERB", "NOUN") and token.lemma_.lower() in lists.contests:
            sides = self._sides(token)
        else:
            return None
        ones, others = (self._bodies(side) for side in sides)
        both = distinct((*ones, *others))
        is_one_each = len(ones) == len(others) == 1 or not ones or not others
        return (both[0], both[1]) if len(both) == _PAIR and is_one_each else None

    def _sides(self, token: Token) -> tuple[list[Token], list[Token]]:
        """Who stands on either side of a word; all on the first where it joins them: "X and Y clashed"."""
        ones = [each for child in token.children if child.dep_ == "poss" for each in _all(child)]
        others = [each for child in token.children if child.dep_ == "dobj" for each in _all(child)]
        others += self._against(token)
        verb = token if token.pos_ == "VERB" else clause_of(token)
        ones = ones or [each for subject in subjects_of(verb) if subject.i != token.i for each in _all(subject)]
        return ones, others or self._against(verb)

    def _against(self, word: Token) -> list[Token]:
        """Whom a word's "with" or "against" names."""
        named = objects_of(word.children, self.scene.words.lists.against)
        return [token for noun in named for token in _all(noun)]

    def _bodies(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        found = distinct(actor for token in tokens for actor in self._meant(token))
        none = (ActorType.PLACE, ActorType.CIVILIANS)
        return tuple(actor for actor in found if self.scene.actor(actor).type not in none)

    def _meant(self, token: Token) -> tuple[str, ...]:
        """The actors of a noun; where it stands for one of several whose it is, all of them: "envoys of X and of Y"."""
        actors = self.actors_at(token.i)
        phrases = (each for child in token.children if child.dep_ == "prep" for each in _all(child))
        owning = (phrase for phrase in phrases if word_of(phrase) in self.scene.words.lists.genitive)
        owners = distinct(actor for phrase in owning for owner in _behind(phrase) for actor in self.actors_at(owner.i))
        return owners if len(owners) > 1 and not set(actors) - set(owners) else actors

    def pair(self, token: Token, kinds: Container[ActorType] | None, apart: Container[str]) -> tuple[str, ...]:
        """The two of the last contest who are of these kinds, if any, neither `apart`; none if there is none near."""
        for pair in self._before(token):
            if all(a not in apart and (kinds is None or self.scene.actor(a).type in kinds) for a in pair):
                return tuple(sorted(pair))
        return ()

    def rival(self, token: Token, actor: str) -> tuple[str, ...]:
        """Who stood against somebody in the last contest near that was theirs; none if there is none."""
        return next((tuple(a for a in pair if a != actor) for pair in self._before(token) if actor in pair), ())

    def _before(self, token: Token) -> Iterator[tuple[str, str]]:
        """The pairs told of before a word, last first."""
        sentence = token.sent
        yield from filter(None, (self._told(word) for word in reversed(token.doc[sentence.start : token.i])))
        yield from self._recent(sentence)

    def _recent(self, sentence: Span) -> Iterator[tuple[str, str]]:
        """The pairs of the sentences before, last first; what they name is resolved."""
        for token in self.scene.doc[self._read : sentence.start]:
            if pair := self._told(token):
                self._pairs.append((self.scene.sentence_of[token.i], pair))
        self._read = max(self._read, sentence.start)
        for told, pair in reversed(self._pairs):
            if self.scene.sentence_of[sentence.start] - told > _WINDOW:
                return
            yield pair


def _behind(preposition: Token) -> list[Token]:
    """The nouns behind a preposition."""
    return [each for child in preposition.children if child.dep_ == "pobj" for each in _all(child)]


def _all(token: Token) -> Iterator[Token]:
    """A noun and what is coordinated with it."""
    yield token
    yield from token.conjuncts
