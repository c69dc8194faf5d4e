"""Nouns and pronouns tied to actors, in text order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from spacy.tokens import Token

from graph.forms import FormKind, fold
from graph.forms import words as split
from graph.model import ActorType
from ingest.answers import Answers
from ingest.collectives import Collectives, same_sort
from ingest.contests import Contests
from ingest.coreference import Discourse, Trace, distinct
from ingest.extract.clauses import RELATIVE, objects_of
from ingest.mentions import Mention, MentionKind
from ingest.nouns import Nouns
from ingest.offices import Offices
from ingest.owners import BODIES, Owners
from ingest.quoted import Quoted
from ingest.scene import Scene
from ingest.standing import asked_of, called, clause_of, salience_of, subjects_of
from ingest.voice import Voice
from ingest.words import Pronoun

_UNARMED = {ActorType.MEDIA, ActorType.NGO}
"""Who has no soldiers."""
_ASTRAY = ("advmod", "appos", "attr", "dep", "dobj", "fixed", "npadvmod")
"""What an apposition is taken for."""
_SUBJECTS = ("nsubj", "nsubjpass")
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
_EVERY = frozenset(ActorType)


@dataclass(slots=True)
class Nominals:
    """Resolves the nominals and pronouns of one article."""

    scene: Scene
    discourse: Discourse = field(default_factory=Discourse)
    owners: Owners = field(init=False)
    offices: Offices = field(init=False)
    nouns: Nouns = field(init=False)
    collectives: Collectives = field(init=False)
    quoted: Quoted = field(init=False)
    voice: Voice = field(init=False)
    answers: Answers = field(init=False)
    _open: set[int] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        title = self.scene.parsed.article.title
        self.quoted = Quoted(self.scene.doc, self.scene.words.lists.speech, title)
        self.voice = Voice(self.scene, self.quoted, self.actors_at)
        self.answers = Answers(self.scene, self.actors_at, self._antecedent)
        self.owners = Owners(self.scene, self.actors_at)
        self.offices = Offices(self.scene, self.discourse, self.owners)
        contests = Contests(self.scene, self.actors_at)
        self.nouns = Nouns(self.scene, self.discourse, self.owners, self.offices, contests)
        self.collectives = Collectives(self.scene, self.discourse, self.actors_at, contests)

    def resolve(self) -> None:
        """Ties every mention that no name settled to actors."""
        mentions = self.scene.mentions
        self._prepare([m for m in mentions.values() if m.kind is MentionKind.NAMED and m.actors])
        doc = self.scene.doc
        tags = doc.to_array("TAG")
        relative = np.logical_or(*(tags == doc.vocab.strings[tag] for tag in RELATIVE))
        for place in sorted({*mentions, *np.flatnonzero(relative).tolist()}):
            token, mention = doc[place], mentions.get(place)
            if mention is None:
                self._note_relative(token)
                continue
            actors = self.actors_at(token.i)
            is_people = mention.kind is MentionKind.ADJECTIVE and mention.type is ActorType.CIVILIANS
            is_we = mention.kind is MentionKind.PRONOUN and self.scene.words.pronouns[mention.lemma].person == 1
            if actors and not (is_people or is_we) and mention.lemma not in self.scene.words.lists.lands:
                self.discourse.note(self._trace(token, mentions[token.i], actors))
            self._note_list(token)
            if mention.kind is MentionKind.NAMED and mention.type is ActorType.PERSON:
                self.offices.learn(token, actors)

    def _prepare(self, named: Sequence[Mention]) -> None:
        """Notes what the whole text and its title say of those whom it names."""
        discourse, text = self.discourse, self.scene.parsed.article.text
        discourse.names.update(m.actors for m in named)
        title = {fold(word) for word, _, _ in split(self.scene.parsed.article.title)}
        discourse.titled.update(m.actors for m in named if fold(m.lemma.rsplit(" ", 1)[-1]) in title)
        for gender, words in self.scene.words.lists.bearing.items():
            for mention in named:
                if mention.type is ActorType.PERSON:
                    name = text[mention.start : mention.end].lower()
                    if name in words or not set(name.split(" ")[:-1]).isdisjoint(words):
                        discourse.told[mention.actors] = gender

    def _note_relative(self, token: Token) -> None:
        """Takes the subject "who" of a relative clause in as a mention of its antecedent."""
        if token.dep_ != "nsubj" or token.head.dep_ != "relcl":
            return
        mention = self.scene.mentions.get(token.head.head.i)
        if mention is not None and mention.actors and mention.head < token.i:
            head = self._trace(token.head.head, mention, mention.actors)
            self.discourse.note(replace(head, at=token.i, salience=3.0))

    def _note_list(self, token: Token) -> None:
        """Takes the whole of "X, Y and Z" in once its last member has been read, for "they" to take up.

        Of "X and its allies", who may be nobody that is known, X is what there is.
        """
        if token.dep_ != "conj" or any(child.dep_ == "conj" for child in token.children):
            return
        members = [token]
        while members[-1].dep_ == "conj" and members[-1].head.i in self.scene.mentions:
            members.append(members[-1].head)
        actors = distinct(actor for member in reversed(members) for actor in self.scene.mentions[member.i].actors)
        types = {mention.type for member in members if (mention := self.scene.mentions[member.i]).actors}
        alike = len(types) == 1 and ActorType.PLACE not in types
        if actors and len(members) > 1 and (alike or types <= {*BODIES, ActorType.STATE}):
            first = self._trace(members[-1], self.scene.mentions[members[-1].i], actors)
            kind = first.type if alike else None
            lemma = first.lemma if len({self.scene.mentions[member.i].lemma for member in members}) == 1 else ""
            whole = replace(first, at=token.i, salience=first.salience + 0.5, type=kind, plural=True, lemma=lemma)
            self.discourse.note(whole)

    def actors_at(self, head: int) -> tuple[str, ...]:
        """The actors of the mention at a token, resolving it first if need be; none if there is no mention."""
        mention = self.scene.mentions.get(head)
        if mention is None or head in self._open:
            return ()
        if mention.actors or head in self._done or mention.kind in (MentionKind.NAMED, MentionKind.ADJECTIVE):
            return mention.actors
        self._open.add(head)
        token = self.scene.doc[head]
        found = self._pronoun(token, mention) if mention.kind is MentionKind.PRONOUN else self._noun(token, mention)
        self._open.discard(head)
        self._done.add(head)
        self.scene.set(mention, found)
        return self.scene.mentions[head].actors

    def _trace(self, token: Token, mention: Mention, actors: tuple[str, ...]) -> Trace:
        named = mention.kind is MentionKind.NAMED
        tag, at = token.tag_, token.i
        is_pronoun = mention.kind is MentionKind.PRONOUN
        many = tag in ("NNS", "NNPS") or len(actors) > 1 or (is_pronoun and self._is_plural_pronoun(token))
        are_people = any(form.kind is FormKind.PEOPLE for form in mention.forms)  # "the Russians" are no "it"
        return Trace(
            either=named and tag == "NNPS" and not are_people,
            at=at,
            sentence=self.scene.sentence_of[at],
            actors=actors,
            type=mention.type,
            plural=many and (not named or are_people or len(actors) > 1),
            salience=salience_of(token),
            lemma=mention.lemma,
            named=named,
            noun=at,
        )

    # ---------------------------------------------------------------------------------------------------- pronouns

    def _is_plural_pronoun(self, token: Token) -> bool:
        pronoun = self.scene.words.pronouns.get(token.lower_)
        return pronoun is not None and pronoun.person == 3 and pronoun.number == "plural"

    def _pronoun(self, token: Token, mention: Mention) -> tuple[str, ...]:
        pronoun = self.scene.words.pronouns[mention.lemma]
        if pronoun.person == 1:
            return self._speaker(token, pronoun)
        if token.tag_ in ("WP$", "WP"):
            return self._antecedent(token)
        if (subject := self._stressed(token)) is not None:
            return self.actors_at(subject.i)
        if charged := self.answers.charged(token, pronoun):
            return charged
        for noun in asked_of(token, self.scene.words.lists.asking):
            if (asked := self.actors_at(noun.i)) and self.scene.mentions[noun.i].type in pronoun.types:
                return asked
        if self.answers.is_answered(token):
            return ()
        if pronoun.number == "plural" and (sides := self.collectives.between(token)):
            return sides
        types = frozenset(pronoun.types) & self._wanted(token)
        if token.dep_ == "poss" and not types.isdisjoint(BODIES) and (body := self._body_of_named(token)):
            return (body,)
        found = self._referent(token, pronoun, types)
        return found or (self._to_come(token) if pronoun.types == (ActorType.PERSON,) else ())

    def _referent(self, token: Token, pronoun: Pronoun, types: frozenset[ActorType]) -> tuple[str, ...]:
        """Whom a third-person pronoun stands for: hardly one who is named in what its clause tells that it says."""
        sentence, said = self.scene.sentence_of[token.i], self.quoted.told_by(token)
        inside = range(said.start, said.end) if said else ()
        mentions = [self.scene.mentions[at] for at in inside if at in self.scene.mentions]
        named = {actor for mention in mentions if mention.kind is MentionKind.NAMED for actor in mention.actors}
        apart = set(self.answers.spurning(token))
        found = self.discourse.referent(token, sentence, pronoun, types, apart=named | apart)
        return found or (self.discourse.referent(token, sentence, pronoun, types, apart=apart) if named else ())

    def _antecedent(self, token: Token) -> tuple[str, ...]:
        """Whom a relative pronoun stands for: whom its clause modifies, else whoever is named right before it."""
        relative = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
        if relative is not None and relative.head.i < token.i and (actors := self._actors_over(relative.head.i)):
            return actors
        before = token.i - 2 if token.i > 1 and token.nbor(-1).text == "," else token.i - 1
        return self._actors_over(before)

    def _actors_over(self, index: int) -> tuple[str, ...]:
        """The actors of the mention at a token, else of a name that it is part of: "frontières" of an organisation."""
        if index < 0 or index in self.scene.mentions:
            return self.actors_at(index)
        at = self.scene.doc[index].idx
        names = (m for m in self.scene.mentions.values() if m.kind is MentionKind.NAMED and m.start <= at < m.end)
        return next((mention.actors for mention in names if mention.head < index), ())

    def _stressed(self, token: Token) -> Token | None:
        """The subject that a pronoun only stresses: "X, lui, refuse", "X a quant à lui refusé"."""
        if token.lower_ not in self.scene.words.lists.emphatic or not 0 < token.i < len(token.doc) - 1:
            return None
        before = token.nbor(-1)
        if before.dep_ != "fixed" and not before.text == token.nbor(1).text == ",":
            return None
        return next((subject for subject in subjects_of(clause_of(token)) if subject.i < token.i), None)

    def _to_come(self, token: Token) -> tuple[str, ...]:
        """The person who is named next, for a pronoun before any person is: "In his letter, X ..."."""
        later = (m for head, m in sorted(self.scene.mentions.items()) if head > token.i)
        named = (m.actors for m in later if m.kind is MentionKind.NAMED and m.type is ActorType.PERSON)
        return next((actors for actors in named if actors in self.discourse.titled), ())

    def _speaker(self, token: Token, pronoun: Pronoun) -> tuple[str, ...]:
        """Who says "I"; for "we" the body that this person heads, or that speaks, or that the text speaks for."""
        if pronoun.number == "plural" and not self.quoted.is_inside(token.i):
            return self.voice.actors()
        head = self.quoted.speaker(token)
        actors = self.actors_at(head) if head is not None else ()
        if pronoun.number == "singular" or len(actors) != 1 or self.owners.first(actors, (ActorType.PERSON,)) is None:
            return actors
        side = self.owners.side(actors)
        return (side,) if side else ()

    def _body_of_named(self, token: Token) -> str | None:
        """Whose a possessive beside a name is: "its leader, X" is of the body that X is known for."""
        noun = token.head
        beside = [noun, *(child for child in noun.children if child.dep_ in ("appos", "compound", "nmod"))]
        if noun.dep_ in ("appos", "compound", "nmod"):
            beside.append(noun.head)
        for name in beside:
            mention = self.scene.mentions.get(name.i)
            if mention is None or mention.kind is not MentionKind.NAMED or mention.type is not ActorType.PERSON:
                continue
            known = {
                self.scene.grain(body) for actor in mention.actors for body in self.scene.gazetteer.bodies_of(actor)
            }
            told = [body for body in sorted(known) if self.discourse.names[(body,)]]
            if len(told) == 1:
                return told[0]
        return None

    def _wanted(self, token: Token) -> frozenset[ActorType]:
        """What the pronoun's place allows: only bodies and people speak, only who has soldiers has "its troops"."""
        words = self.scene.words
        if token.dep_ == "poss":
            lemma = words.lemma_of.get(token.head.lower_, "")
            forces = words.is_in(lemma, "army") or words.is_in(lemma, "fighters")
            return frozenset((*BODIES, ActorType.STATE, ActorType.PERSON)) - _UNARMED if forces else _EVERY
        if token.dep_ == "nsubj" and token.head.lemma_.lower() in words.lists.speech:
            return _EVERY - {ActorType.PLACE}
        if (
            token.dep_ == "dobj"
            and token.lower_ in words.lists.neuter
            and token.head.lemma_.lower() in words.lists.place_verbs
        ):
            return frozenset({ActorType.PLACE})
        return _EVERY

    # ------------------------------------------------------------------------------------------------------- nouns

    def _noun(self, token: Token, mention: Mention) -> tuple[str, ...]:
        if token.tag_ == "NNS" and mention.lemma in self.scene.words.lists.uncounted:
            return ()
        return (
            self.collectives.ordered(token)
            or self.collectives.named(token, mention)
            or self.collectives.members(token, mention)
            or self._apposition(token, mention)
            or self.nouns.several.resolve(token, mention)
            or self._transparent(token)
            or self.nouns.resolve(token, mention)
        )

    def _apposition(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a noun beside a name stands for: "X, the bloc's chair", "the militant group X", "X is a militia"."""
        lists = self.scene.words.lists
        for other in (
            *_beside(token, lists.copula),
            *self._before_comma(token, mention),
            *called(token, lists.calling),
        ):
            named = self.scene.mentions.get(other.i)
            if named is None or named.kind is MentionKind.ADJECTIVE:
                continue
            if self._is_owner(token, mention, named) or self._is_but_said(token, other, named):
                continue
            actors = self.actors_at(other.i)
            if not actors:
                continue
            told = self.scene.mentions[other.i]
            is_beside = token.dep_ in ("appos", "attr", "oprd", "ccomp", "xcomp") or other.dep_ == "appos"
            if same_sort(self.scene.words, mention, told) or (is_beside and self._is_said_of(token, mention, told)):
                return actors
        return ()

    def _before_comma(self, token: Token, mention: Mention) -> list[Token]:
        """The name before the comma before a noun that the parser has tied to another word: « la Cédéao, un bloc »."""
        text = ""
        if token.tag_ == "NN" and token.dep_ in (*_ASTRAY, *_SUBJECTS):
            text = self.scene.parsed.article.text[: mention.start].rstrip()
        if not text.endswith(","):
            return []
        before = _IN_BRACKETS.sub("", text.removesuffix(",")).rstrip()
        names = (m for m in self.scene.mentions.values() if m.kind is MentionKind.NAMED and m.end == len(before))
        name = next((self.scene.doc[each.head] for each in names), None)
        is_tied = name is not None and (
            token.dep_ in _ASTRAY or (name.head.i == token.head.i and name.dep_ in _SUBJECTS)
        )
        return [name] if name is not None and is_tied else []

    def _is_owner(self, token: Token, mention: Mention, owned: Mention) -> bool:
        """Whether a noun says whose another is: "government" of "government officials", which they do not tell."""
        words, before = self.scene.words, token.dep_ in ("compound", "nmod") and owned.head == token.head.i
        is_body = words.is_in(mention.lemma, "state-body") or words.is_in(mention.lemma, "army")
        return before and is_body and owned.kind is MentionKind.NOMINAL

    def _is_but_said(self, token: Token, other: Token, mention: Mention) -> bool:
        """Whether a noun is but said of a definite one before it, which tells who is meant: "the body, an arm of X"."""
        is_behind = other.dep_ == "appos" and other.head.i == token.i and mention.kind is MentionKind.NOMINAL
        if not is_behind or self.scene.lord(other) is not None:
            return False
        return self.scene.is_definite(token) and not self.scene.is_definite(other)

    def _is_said_of(self, token: Token, mention: Mention, person: Mention) -> bool:
        """Whether a noun tells what somebody named is: "X, a police sergeant", "Oman, the mediator"."""
        if person.type is ActorType.STATE or person.type in BODIES:
            return mention.lemma in self.scene.words.lists.parts
        is_person = person.kind is MentionKind.NAMED and person.type is ActorType.PERSON
        return is_person and self.nouns.is_one_person(token, mention)

    def _transparent(self, token: Token) -> tuple[str, ...]:
        """Whom "a column of Islamists" or "soldiers of the presidential guard" stands for."""
        lists = self.scene.words.lists
        if token.lemma_.lower() not in lists.transparent or any(c.dep_ == "conj" for c in token.rights):
            return ()
        if any(child.lemma_.lower() in lists.splinters for child in self.scene.words.around(token)):
            return ()  # "a dissident faction of X" is not X
        for part in objects_of(token.rights, lists.partitive):
            actors, none = self.actors_at(part.i), (ActorType.STATE, ActorType.PLACE, ActorType.PERSON)
            if actors and self.scene.mentions[part.i].type not in none:
                return actors
        return ()


def _beside(token: Token, copula: frozenset[str]) -> list[Token]:
    """The tokens that may name what a noun describes."""
    beside = [token.head] if token.dep_ == "appos" else []
    if token.dep_ == "attr" and token.head.lemma_ in copula and not any(c.dep_ == "neg" for c in token.head.children):
        beside += [child for child in token.head.children if child.dep_ == "nsubj"]
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        beside.append(token.head)
    for child in token.rights:
        if child.dep_ == "conj":
            break  # in "the army and the Forces (RSF)" what is in brackets is not the army
        if child.dep_ == "appos" or (child.i == token.i + 1 and child.pos_ == "PROPN"):
            beside.append(child)
    return beside
