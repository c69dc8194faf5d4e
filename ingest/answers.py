"""Whom a pronoun stands for beside a word that answers, charges or judges: "X rejects its mediation"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.extract.clauses import RELATIVE
from ingest.scene import Scene
from ingest.standing import subjects_of
from ingest.words import Pronoun


@dataclass(slots=True)
class Answers:
    """Reads charges, offers and what is answered.

    Attributes:
        scene: The article.
        actors_at: The actors of the mention at a token, resolved if need be.
        antecedent: Whom a relative pronoun stands for.
    """

    scene: Scene
    actors_at: Callable[[int], tuple[str, ...]]
    antecedent: Callable[[Token], tuple[str, ...]]

    def is_answered(self, token: Token) -> bool:
        """Whether it is a proposal that somebody welcomes or rejects: "X proposed a truce. Y rejected it."."""
        lists, doc = self.scene.words.lists, self.scene.doc
        if token.dep_ != "dobj" or token.lower_ not in lists.things or token.head.lemma_.lower() not in lists.answers:
            return False
        start = token.sent.start
        before = doc[doc[start - 1].sent.start if start else 0 : token.i]
        return any(word.pos_ == "NOUN" and word.lemma_.lower() in lists.proposals for word in before)

    def spurning(self, token: Token) -> tuple[str, ...]:
        """Who answers what another offers, whose the pronoun is: "X, which rejects its mediation"."""
        lists, noun = self.scene.words.lists, token.head
        is_answered = token.dep_ == "poss" and noun.dep_ == "dobj" and noun.lemma_.lower() in lists.offered
        if not is_answered or noun.head.lemma_.lower() not in lists.spurning:
            return ()
        subjects = (self.antecedent(s) if s.tag_ in RELATIVE else self.actors_at(s.i) for s in subjects_of(noun.head))
        return tuple(actor for actors in subjects for actor in actors)

    def charged(self, token: Token, pronoun: Pronoun) -> tuple[str, ...]:
        """Who is meant by what is told of somebody's charge or judgement; none if it tells nothing."""
        return self._accused(token, pronoun) or self._judged(token, pronoun)

    def _accused(self, token: Token, pronoun: Pronoun) -> tuple[str, ...]:
        """Who answers a charge: in "X accused Y of a murder, a charge that it denies" it is Y."""
        subject, lists = token.head if token.dep_ == "poss" else token, self.scene.words.lists
        answer, charge = subject.head, subject.head.head
        if subject.dep_ != "nsubj" or answer.dep_ != "relcl":
            return ()
        if charge.lemma_.lower() not in lists.charges and answer.lemma_.lower() not in lists.denying:
            return ()
        accusing = next((verb for verb in charge.ancestors if verb.lemma_.lower() in lists.accusing), None)
        return self._object_of(accusing, charge, pronoun)

    def _judged(self, token: Token, pronoun: Pronoun) -> tuple[str, ...]:
        """Whose deed somebody is praised or blamed for: "X commended Y for its offensive"."""
        noun, lists = token.head, self.scene.words.lists
        if token.dep_ != "poss" or noun.dep_ != "pobj" or noun.head.lower_ not in lists.purposes:
            return ()
        verb = next((word for word in noun.head.ancestors if word.pos_ == "VERB"), None)
        return self._object_of(verb, noun, pronoun) if verb and verb.lemma_.lower() in lists.judging else ()

    def _object_of(self, verb: Token | None, before: Token, pronoun: Pronoun) -> tuple[str, ...]:
        """The object of a verb of charging, if a pronoun may stand for it."""
        for child in verb.children if verb is not None else ():
            if child.dep_ in ("dobj", "nsubjpass") and child.i < before.i and (actors := self.actors_at(child.i)):
                return actors if self.scene.mentions[child.i].type in pronoun.types else ()
        return ()
