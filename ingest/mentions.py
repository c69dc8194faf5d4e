"""Mentions: every phrase of a text that may stand for an actor, each with the token at its head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from graph.forms import Form, FormKind, Match
from graph.gazetteer import Gazetteer
from graph.model import ActorType
from ingest.actor_nouns import ARGUMENTS, ActorNoun, ActorNouns
from ingest.entities import NER_TYPES, Entities
from ingest.expletives import is_empty
from ingest.extract.clauses import prefix_of
from ingest.parse import Parsed
from ingest.words import Words


class MentionKind(StrEnum):
    """How a mention refers."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"


@dataclass(slots=True)
class Mention:
    """A phrase that may stand for an actor; nobody changes it, though freezing it, which takes long, is left out.

    Attributes:
        start: First character in the article's text.
        end: One past the last.
        head: Index of the syntactic head in the parsed document; no two mentions share one.
        kind: How it refers.
        type: What kind of actor it is, as far as its words tell.
        actors: Ids of the actors that it refers to; several for a collective, none before resolution or for nobody.
        lemma: The actor noun of a nominal, the lower-case form of a pronoun, the bare name of a name.
        forms: The gazetteer's forms that it is.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: ActorType | None = None
    actors: tuple[str, ...] = ()
    lemma: str = ""
    forms: tuple[Form, ...] = field(default=(), repr=False)


def find_mentions(parsed: Parsed, gazetteer: Gazetteer, words: Words) -> tuple[Mention, ...]:
    """The mentions of an article, in the order of their heads, unresolved."""
    finder = _Finder(parsed, gazetteer, words)
    finder.known()
    finder.titles()
    finder.names()
    finder.repeats()
    finder.shortened()
    finder.numbered()
    finder.nouns()
    finder.counts()
    finder.pronouns()
    return tuple(sorted(finder.found.values(), key=lambda mention: mention.head))


@dataclass(slots=True)
class _Finder:
    parsed: Parsed
    gazetteer: Gazetteer
    words: Words
    found: dict[int, Mention] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    doc: Doc = field(init=False)
    text: str = field(init=False)
    entities: Entities = field(init=False)
    phrases: ActorNouns = field(init=False)

    def __post_init__(self) -> None:
        self.doc, self.text = self.parsed.doc, self.parsed.doc.text
        self.entities = Entities(self.doc, self.words)
        self.phrases = ActorNouns(self.doc, self.words)

    # --------------------------------------------------------------------------------------------------- gazetteer

    def known(self) -> None:
        """Names of the gazetteer, and the state's adjective or name inside a description such as "Malian army"."""
        people = {token.i: ent for ent in self.doc.ents if ent.label_ == "PERSON" for token in ent}
        for match in self.gazetteer.find(self.text):
            span = self.doc.char_span(match.start, match.end, alignment_mode="expand")
            if span is None or (self._in_longer_name(span, match.forms, people)):
                continue
            if len(span) > 1 and self._is_stance(span[0]):
                self._inside(span)
                continue
            if self._is_of_region(span, match):
                self.covered.update(range(span.start, span.end))
                continue
            self._add_known(span, match.forms)
            titled = any(t.lower_ in self.words.lists.titles for t in span[:-1])
            if len(span) > 1 and (titled or any(t.is_lower and t.pos_ in ("NOUN", "ADJ", "VERB") for t in span)):
                self._inside(span)

    def _is_stance(self, token: Token) -> bool:
        """Whether a prefix says on whose side or against whom they are: "pro-Russian forces" are not Russian ones."""
        lists, prefix = self.words.lists, prefix_of(token)
        return bool(prefix) and (prefix in lists.siding or prefix in lists.opposing)

    def _is_of_region(self, span: Span, match: Match) -> bool:
        """Whether a country's adjective is but a part of a wider region's: "Latin American", « latino-américain »."""
        if len(span) > 1 or all(form.kind is not FormKind.ADJECTIVE for form in match.forms):
            return False
        parts = self.words.lists.parts_of_world.get(self.text[match.start : match.end].lower(), ())
        prefix = self.text[span.start_char : match.start].lower().rstrip("-")
        return prefix in parts if prefix else self._is_part_of_world(span[0])

    def _is_part_of_world(self, token: Token) -> bool:
        """Whether an adjective is one of a part of the world with the word before it: "West African"."""
        parts = self.words.lists.parts_of_world.get(token.lower_)
        return parts is not None and token.i > 0 and token.nbor(-1).lower_ in parts

    def _inside(self, span: Span) -> None:
        """What is named inside a description, beside its head: "Malian" army, "chef du GSIM"."""
        if self.words.head_first:
            self._behind_head(span[1:])
            return
        for token in span[:-1]:
            forms = tuple(f for f in self.gazetteer.forms(token.text) if f.kind in (FormKind.ADJECTIVE, FormKind.NAME))
            if forms and token.i not in self.found:
                self._add_known(self.doc[token.i : token.i + 1], forms)

    def _behind_head(self, rest: Span) -> None:
        for match in self.gazetteer.find(rest.text):
            forms = tuple(form for form in match.forms if form.kind is FormKind.NAME)
            start = rest.start_char + match.start
            named = self.doc.char_span(start, rest.start_char + match.end) if forms else None
            if named is not None:
                self._add_known(named, forms)

    def _add_known(self, span: Span, forms: tuple[Form, ...]) -> None:
        head = span.root
        if head.pos_ in ("ADP", "ADJ"):  # the parser has torn it: "État islamique | au Sahel", "the Malian | army"
            nouns = (one for one in span if one.pos_ in ("NOUN", "PROPN") and (head.pos_ == "ADP" or one.i > head.i))
            head = next(nouns, head)
        if head.i in self.found:
            return
        kinds = {form.kind for form in forms}
        modifies = head.dep_ in ("amod", "compound", "nmod") and head.head.pos_ in ("NOUN", "PROPN", "ADJ")
        if FormKind.ADJECTIVE in kinds and len(span) == 1 and modifies:
            kind = MentionKind.ADJECTIVE
            forms = tuple(form for form in forms if form.kind is FormKind.ADJECTIVE)
        elif head.is_lower and head.pos_ in ("NOUN", "ADJ") and self.phrases.lemma(head.i, head.i + 1):
            kind = MentionKind.NOMINAL
        else:
            kind = MentionKind.NAMED
        types = {self.gazetteer.actors[form.actor].type for form in forms}
        kind_of_all = types.pop() if len(types) == 1 else None
        start, end = span.start, span.end
        if kind is MentionKind.NAMED and kind_of_all is ActorType.PERSON:
            start = self.phrases.with_titles(start)
        elif kind is MentionKind.NOMINAL:
            start, end = self.phrases.phrase(start, end)
        lemma = self.phrases.lemma(head.i, head.i + 1) or "" if kind is MentionKind.NOMINAL else span.text
        self._add(start, end, head.i, kind, guess=kind_of_all, lemma=lemma, forms=forms)
        self.covered.update(range(span.start, span.end))

    def _in_longer_name(self, span: Span, forms: tuple[Form, ...], people: dict[int, Span]) -> bool:
        """Whether a surname or place stands inside the longer name of somebody who is not known."""
        ent = people.get(span.start)
        if ent is None or (ent.start >= span.start and ent.end <= span.end):
            return False
        extra = [
            t
            for t in ent
            if not span.start <= t.i < span.end and t.pos_ == "PROPN" and t.lower_ not in self.words.lists.titles
        ]
        if not extra or any(self.gazetteer.forms(token.text) for token in extra):
            return False
        known = {w.lower() for form in forms for w in self.gazetteer.actors[form.actor].name.split()}
        return not all(token.lower_ in known for token in extra)

    # --------------------------------------------------------------------------------------------------------- NER

    def titles(self) -> None:
        """Actor nouns with a phrase inside, whose parts NER may take for names: "the US Secretary of State"."""
        for last in self.doc:
            if last.dep_ != "pobj" or last.i in self.covered:
                continue
            for span, lemma in self.phrases.ending_at(last.i):
                inside = range(span.start, span.end)
                if len(span) > 2 and span.root.i == span.start and self.covered.isdisjoint(inside):
                    start, end = self.phrases.phrase(span.start, span.end)
                    guess = self.words.types.get(lemma)
                    self._add(start, end, span.start, MentionKind.NOMINAL, guess=guess, lemma=lemma)
                    self.covered.update(inside)
                    break

    def names(self) -> None:
        """Names that the gazetteer lacks; a name that is labelled in several ways takes the label it has most often."""
        ents = [ent for ent in map(self.entities.trim, (*self.doc.ents, *self._unlabelled())) if ent is not None]
        labels: dict[str, Counter[str]] = {}
        for ent in ents:
            label = self.entities.label(ent)
            labels.setdefault(ent.text, Counter())[label] += 1 if label == ent.label_ else 3
        for ent in ents:
            if any(i in self.covered for i in range(ent.start, ent.end)) and ent.root.i in self.covered:
                continue
            if len(ent) > 1 and (self._is_stance(ent[-1]) or self._is_part_of_world(ent[-1])):
                continue
            label = labels[ent.text].most_common(1)[0][0]
            lemma = self.phrases.lemma(ent.root.i, ent.root.i + 1)
            if lemma and label != "PERSON" and self._is_description(ent, lemma):
                continue
            self._add_name(ent, label)

    def repeats(self) -> None:
        """Names that NER passed over, though it found them elsewhere in the text, or a longer name that ends so."""
        named = [m for m in self.found.values() if m.kind is MentionKind.NAMED and not m.forms and m.lemma]
        known = {m.lemma: m for m in named if " " not in m.lemma}
        for mention in named:
            if mention.type is ActorType.PERSON and " " in mention.lemma:
                known[mention.lemma.rsplit(" ", 1)[-1]] = mention
        for token in self.doc:
            like = known.get(token.text)
            if like is None or token.i in self.covered or token.i in self.found or not token.text[0].isupper():
                continue
            if token.dep_ in ARGUMENTS and token.pos_ in ("PROPN", "NOUN", "ADJ") and len(token) > 1:
                self._add(token.i, token.i + 1, token.i, MentionKind.NAMED, guess=like.type, lemma=token.text)
                self.covered.add(token.i)

    def shortened(self) -> None:
        """Nouns that stand for a longer name that they head, and say nothing of actors elsewhere: "the Conference"."""
        heads = {
            self.words.head_of(m.lemma): m
            for m in self.found.values()
            if m.kind is MentionKind.NAMED and " " in m.lemma and m.type not in (ActorType.PERSON, ActorType.PLACE)
        }
        halves = {
            first: m
            for m in self.found.values()
            for form in m.forms
            if (first := self.gazetteer.actors[form.actor].name.split(" ")[0].lower()) in self.words.lists.directions
        }
        for token in self.doc:
            word = token.lower_
            like = heads.get(word) or halves.get(word)
            if like is None or token.i in self.covered or token.i in self.found or not self._is_definite_name(token):
                continue
            if token.dep_ in ARGUMENTS and self.phrases.lemma(token.i, token.i + 1) is None:
                forms = like.forms if word in halves else ()
                self._add(
                    token.i, token.i + 1, token.i, MentionKind.NAMED, guess=like.type, lemma=like.lemma, forms=forms
                )
                self.covered.add(token.i)

    def numbered(self) -> None:
        """Units with a number for a name: "brigade 444", which is "la 444" from then on."""
        units: dict[str, Mention] = {}
        for token in self.doc:
            number = self._number(token) if token.i not in self.found else None
            if number is not None and (lemma := self.phrases.lemma(token.i, token.i + 1)) and self._is_force(lemma):
                span = self.doc[token.i : number.i + 1]
                name = f"{token.lemma_.capitalize()} {number.text}"
                forms = self.gazetteer.forms(name)
                guess = self.words.types.get(lemma)
                self._add(span.start, span.end, token.i, MentionKind.NAMED, guess=guess, lemma=name, forms=forms)
                self.covered.update((token.i, number.i))
                units[number.text] = self.found[token.i]
            elif token.text in units and self.words.is_definite(token) and token.i not in self.covered:
                unit = units[token.text]
                kind, forms = MentionKind.NAMED, unit.forms
                self._add(token.i, token.i + 1, token.i, kind, guess=unit.type, lemma=unit.lemma, forms=forms)

    def _number(self, noun: Token) -> Token | None:
        """The number right behind a noun, if it has no other: no count, but a name."""
        following = noun.nbor() if noun.i + 1 < len(self.doc) else None
        if following is None or not following.is_digit or following.head.i != noun.i:
            return None
        return following if noun.tag_ in ("NN", "NNP") else None

    def _is_force(self, lemma: str) -> bool:
        """Whether an actor noun is one for a force."""
        return self.words.is_in(lemma, "army") or self.words.is_in(lemma, "group")

    def _is_definite_name(self, token: Token) -> bool:
        """Whether a word begins with a capital that its place in the sentence does not ask for, behind an article."""
        if token.pos_ not in ("NOUN", "PROPN") or not token.text[0].isupper() or token.is_sent_start:
            return False
        return self.words.is_definite(token)

    def _unlabelled(self) -> Iterator[Span]:
        """Proper nouns in an argument's place that NER passed over, or took for a law, a day or a work of art."""
        inside = {token.i for ent in self.doc.ents for token in ent if ent.label_ in NER_TYPES or len(ent) > 1}
        for chunk in self.doc.noun_chunks:
            root = chunk.root
            if root.pos_ != "PROPN" or root.i in inside or root.i in self.covered or root.dep_ not in ARGUMENTS:
                continue
            start = root.i
            while start > chunk.start and self.doc[start - 1].pos_ == "PROPN" and start - 1 not in inside:
                start -= 1
            end = root.i + 1
            while end < chunk.end and self.doc[end].dep_ == "flat" and self.doc[end].head.i == root.i:
                end += 1  # "El-Fasher"
            if root.text[0].isupper() and not self.phrases.lemma(root.i, root.i + 1):
                yield Span(self.doc, start, end, label="ORG")

    def _add_name(self, ent: Span, label: str) -> None:
        head = ent.root
        if head.i in self.found:
            return
        if site := self._site(ent, label):
            self._add(
                ent.start,
                site + 1,
                site,
                MentionKind.NAMED,
                guess=ActorType.PLACE,
                lemma=self.doc[ent.start : site + 1].text,
            )
            self.covered.update(range(ent.start, site + 1))
            return
        modifies = head.dep_ in ("amod", "nmod") or (head.dep_ == "compound" and label == "NORP")
        kind = MentionKind.ADJECTIVE if label == "NORP" and modifies else MentionKind.NAMED
        start = self.phrases.with_titles(ent.start) if label == "PERSON" else ent.start
        guess = NER_TYPES[label] or self.entities.type_of(ent)
        self._add(start, ent.end, head.i, kind, guess=guess, lemma=ent.text)
        self.covered.update(range(ent.start, ent.end))

    def _site(self, ent: Span, label: str) -> int | None:
        """The noun that makes the name before it a place's: "the Rafah crossing"."""
        noun = ent.root.head
        follows = ent.root.dep_ in ("compound", "nmod", "amod") and noun.i >= ent.end and label != "NORP"
        if not follows or not self.words.is_in(noun.lemma_.lower(), "site") or noun.i in self.found:
            return None
        return noun.i if not any(t.is_punct or t.i in self.covered for t in self.doc[ent.start : noun.i + 1]) else None

    def _is_description(self, ent: Span, lemma: str) -> bool:
        """Whether a label is on a noun that describes or points back: "the Front", "Ministry of Public Health"."""
        before = self.doc[ent.start - 1].lower_ if ent.start else ""
        if ent.root.is_lower or (self.words.is_in(lemma, "state-body") and not ent.root.is_upper):
            return True
        before = self.words.lists.contracted.get(before, before)
        is_noun = len(ent) == 1 or ent.text.lower() in self.words.lemma_of  # « le Secrétaire général »
        return is_noun and (before in self.words.lists.definite or ent[0].is_sent_start is True)

    # ---------------------------------------------------------------------------------------------- nouns and pronouns

    def nouns(self) -> None:
        """Phrases headed by an actor noun."""
        taken = self.found.keys() | self.covered
        self._describe(self.phrases.nouns(taken))

    def counts(self) -> None:
        """Counts that stand alone: for those just named, as "both" or "the pair", or for people, as "thousands"."""
        self._describe(self.phrases.counts(self.found.keys()))

    def pronouns(self) -> None:
        """Personal and possessive pronouns, but no "it" that stands for nothing."""
        for token in self.doc:
            size = self._pronoun(token)
            if not size or token.i in self.found:
                continue
            span = self.doc[token.i + 1 - size : token.i + 1]
            types = self.words.pronouns[span.text.lower()].types
            guess = types[0] if len(types) == 1 else None
            self._add(span.start, span.end, token.i, MentionKind.PRONOUN, guess=guess, lemma=span.text.lower())

    def _pronoun(self, token: Token) -> int:
        """Of how many words the pronoun is that ends at a token, as "ce dernier" is of two; 0 if none does."""
        pronouns = self.words.pronouns
        told = token.tag_ in ("PRP", "PRP$") or (token.dep_ == "poss" and token.tag_ in ("WP$", "WP"))
        if told and token.lower_ in pronouns and not is_empty(token, self.words.lists):
            return 1
        heads = token.pos_ in ("ADJ", "NOUN", "PRON") and token.dep_ not in ("amod", "advmod") and token.i > 0
        return 2 if heads and f"{token.nbor(-1).lower_} {token.lower_}" in pronouns else 0

    def _describe(self, nouns: Iterable[ActorNoun]) -> None:
        for noun in nouns:
            self._add(noun.start, noun.end, noun.head, MentionKind.NOMINAL, guess=noun.type, lemma=noun.lemma)

    def _add(
        self,
        start: int,
        end: int,
        head: int,
        kind: MentionKind,
        *,
        guess: ActorType | None,
        lemma: str,
        forms: tuple[Form, ...] = (),
    ) -> None:
        first, last = self.doc[start], self.doc[end - 1]
        self.found[head] = Mention(first.idx, last.idx + len(last), head, kind, guess, (), lemma, forms)
