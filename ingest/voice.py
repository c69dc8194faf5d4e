"""Whose voice a text is in where it says "we" outside quotations: communiqués, statements, resolutions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from graph.model import ActorType
from ingest.coreference import distinct
from ingest.extract.clauses import word_of
from ingest.mentions import MentionKind
from ingest.quoted import Quoted
from ingest.scene import Scene
from ingest.standing import subjects_of

_SUBJECTS = ("nsubj", "nsubjpass")
_NUMBER = 3
"""How many tokens a number and what announces it take: "No. 17"."""
_NEAR = 8
"""How far after "statement of" its author is looked for, in tokens."""


@dataclass(slots=True)
class Voice:
    """Finds the bodies in whose name an article is written.

    Attributes:
        scene: The article.
        quoted: Its quotations.
        actors_at: The actors of the mention at a token, resolved if need be.
    """

    scene: Scene
    quoted: Quoted
    actors_at: Callable[[int], tuple[str, ...]]
    _found: tuple[str, ...] | None = field(default=None)

    def actors(self) -> tuple[str, ...]:
        """They; none where the text never says "we" as itself, or does not say who that is."""
        if self._found is None:
            self._found = ()  # whom it names may itself be an "our"
            self._found = next(filter(None, self._readings()), ())
        return self._found

    def _readings(self) -> Iterator[tuple[str, ...]]:
        """Who it may be, likeliest first: whom an apposition names, then who spoke last before the first "we"."""
        own = [token for token in self.scene.doc if self._is_own(token)]
        for token in own:
            for child in token.children:
                if child.dep_ == "appos":
                    yield self._bodies(child)
        if own:
            yield self._title(own[0].i)
            sentences = [sentence for sentence in self.scene.doc.sents if sentence.start <= own[0].i]
            for sentence in reversed(sentences):
                yield from self._speakers(sentence, own[0].i)

    def _title(self, before: int) -> tuple[str, ...]:
        """Whose "statement of ..." or "declaration by ..." it is."""
        for noun in self.scene.doc[: max(0, before - 2)]:
            after = self._behind_number(noun.i + 1, before)
            if noun.lower_ in self.scene.words.lists.texts and word_of(after) in self.scene.words.lists.authored:
                named = (at for at in range(after.i + 1, min(after.i + 1 + _NEAR, before)) if self._is_name(at))
                if (first := next(named, None)) is not None:
                    return self.actors_at(first)
        return ()

    def _behind_number(self, at: int, before: int) -> Token:
        """The word at an index, or the one behind a number that stands there: "communique No. 17 of"."""
        doc, authored = self.scene.doc, self.scene.words.lists.authored
        while word_of(doc[at]) not in authored and any(token.like_num for token in doc[at : min(at + _NUMBER, before)]):
            at += 1
        return doc[at]

    def _is_own(self, token: Token) -> bool:
        pronoun = self.scene.words.pronouns.get(token.lower_)
        is_we = pronoun is not None and pronoun.person == 1 and pronoun.number == "plural"
        return is_we and token.dep_ in _SUBJECTS and not self.quoted.is_inside(token.i)

    def _speakers(self, sentence: Span, before: int) -> Iterator[tuple[str, ...]]:
        """Who speaks in the sentence, outside its quotations and before the first "we"."""
        for verb in sentence:
            speaks = verb.pos_ == "VERB" and verb.lemma_.lower() in self.scene.words.lists.speech
            if speaks and verb.i < before and not self.quoted.is_inside(verb.i):
                agents = [inner for child in verb.children if child.dep_ == "agent" for inner in child.children]
                for who in (*agents, *subjects_of(verb)):
                    yield self._bodies(who)

    def _bodies(self, head: Token) -> tuple[str, ...]:
        """Who a noun phrase names, "the leaders of X and Y" being X and Y."""
        named = [t.i for t in head.subtree if t.i > head.i and self._is_name(t.i)]
        actors = self.actors_at(head.i)
        is_body = actors and not any(self.scene.actor(actor).type is ActorType.PERSON for actor in actors)
        if is_body and not (named and head.tag_ == "NNS"):
            return actors
        return distinct(actor for index in named for actor in self.actors_at(index))

    def _is_name(self, index: int) -> bool:
        mention = self.scene.mentions.get(index)
        return mention is not None and mention.kind is MentionKind.NAMED and mention.type is not ActorType.PERSON
