"""Who says what a trigger word expresses, where the text reports it from somebody.

Two ways lead to a speaker. The climb from the trigger through the parse meets a word of saying that governs it: a
verb ("X said that", "X accused Y of"), a noun ("X's claim that"), "according to X", or a clause in passing (",
officials said"). Failing that, a quotation that encloses the trigger belongs to whoever stands beside it with a verb
of saying, and one that runs on without such a verb to the speaker before. The words are data (data/lexicon); labels of
the parse are ClearNLP's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from spacy.tokens import Doc, Token

from ingest.extract.clauses import (
    SUBJECTS,
    addressing,
    clause_kind,
    first_conjunct,
    governor,
    is_content,
    is_perfect_infinitive,
    is_torn,
    word_of,
)
from ingest.extract.quotations import Quotation, quotations
from ingest.extract.saying import (
    MOST_STEPS,
    antecedent,
    ends_sentence,
    is_cleft,
    is_gerund,
    is_inverted,
    is_said_before,
    not_relative,
    shared_subject,
    told_before,
)
from ingest.extract.speech_cues import SpeechCues, SpeechRole

_BESIDE = 14
"""How far from a quotation its verb of saying may stand, in tokens."""
_ASIDES = frozenset({"relcl", "appos", "compound", "amod", "nmod", "poss"})
"""Arcs above which the paper speaks for itself again: who somebody is does not belong to what is said of him."""
_BEFORE_VERB = frozenset((",", "?", "!", "-", "–", "—", "..."))
SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET"})
_STOPS = frozenset(".;?!")
_NAMES = ("NOUN", "PROPN")
_NAMING = ("appos", "amod", "nmod", "compound", "dep")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it.

    Attributes:
        head: Token index of the head of the speaker's noun phrase, or of the pronoun.
        verb: Token index of the word of saying.
    """

    head: int
    verb: int


class Speech:
    """The quotations of one document with their speakers, found once, and the speaker of any of its words."""

    def __init__(self, doc: Doc, cues: SpeechCues) -> None:
        self.doc = doc
        self.cues = cues
        self.quotations = quotations(doc)
        self._inside: list[int] = [-1] * len(doc)
        for number, quotation in enumerate(self.quotations):
            for index in range(quotation.start, quotation.end):
                self._inside[index] = number
        self._speakers = self._attribute()
        self._said: dict[int, Speaker | None] = {}

    @cached_property
    def denials(self) -> tuple[int, ...]:
        """Token indices of the verbs that may deny something, in text order."""
        verbs = np.flatnonzero(self.doc.to_array("POS") == self.doc.vocab.strings["VERB"]).tolist()
        return tuple(index for index in verbs if self.cues.has(SpeechRole.DENIAL, self.doc[index]))

    def speaker_of(self, trigger: Token) -> Speaker | None:
        """Whom the text reports the trigger's content from; None in the paper's own voice or if it names nobody."""
        if trigger.i not in self._said:
            self._said[trigger.i] = self._speaker_of(trigger)
        return self._said[trigger.i]

    def _speaker_of(self, trigger: Token) -> Speaker | None:
        inner: Speaker | None = None
        for verb, over in self._governors(trigger):
            if over == "according":
                return self._object_of(verb)
            if over == "account":
                return Speaker(self.owner(verb), verb.head.i)
            speaks = self._speaker_of_noun(verb) if verb.pos_ in ("NOUN", "PROPN") else self.subject(verb)
            if speaks is not None and speaks.pos_ in SPEAKING:
                speaker = Speaker(self.owner(speaks), verb.i)
                if not self.cues.has(SpeechRole.OPEN, verb):
                    return speaker
                inner = inner or speaker  # "X says that Y does not rule out talks" is X's word
            elif verb.pos_ != "NOUN":  # "denied reports that": nobody's reports
                return inner
        if inner is None and (number := self._inside[trigger.i]) >= 0:
            return self._speakers[number]
        before = told_before(trigger, self.cues.over[SpeechRole.HEARSAY])
        return inner or next(filter(None, map(self.speaker_of, before)), None)

    def is_reported(self, trigger: Token) -> bool:
        """Whether somebody says the trigger's content, named or not: "X is accused of arming Y"."""
        return any(True for _ in self._governors(trigger))

    def is_quoted(self, token: Token) -> bool:
        """Whether a token stands inside a quotation."""
        return self._inside[token.i] >= 0

    # ------------------------------------------------------------------------------------------------------- climb

    def _governors(self, trigger: Token) -> Iterator[tuple[Token, str]]:
        """The words of saying above a trigger, innermost first, and how it hangs on them."""
        node = trigger
        beyond, over = 0, ""
        for _ in range(MOST_STEPS):
            yield from ((word, over) for word, over in self._in_passing(node) if not node.i < word.i < beyond)
            above = governor(node)
            if above is not None and node.dep_ == "pcomp" and self.cues.has(SpeechRole.PREPOSITION, node.head):
                yield node.head, "according"  # "X, according to whom they left"
            if above is None or self._is_aside_of(node, above):
                if over == "conj" or not any(child.dep_ == "conj" for child in node.children):
                    yield from self._behind(node)
                return
            over, head = self._arc(node, above)
            role = SpeechRole.NOUN if head.pos_ in ("NOUN", "PROPN") else SpeechRole.VERB
            is_open = self.cues.has(SpeechRole.OPEN, head)
            if not is_open and any(child.dep_ == "neg" for child in head.children):
                pass  # what X did not say is not X's word
            elif self.cues.reports(role, head, over):
                yield head, over
            elif over == "inf" and is_perfect_infinitive(node) and self.cues.reports(role, head, "that"):
                yield head, "that"  # "annonce avoir pris X" tells; "annonce retirer X" plans
            elif over == "that" and self._is_out_of_quotation(node, head) and self.cues.reports(role, head, "quote"):
                yield head, "quote"
            if over == "conj" and any(child.dep_ in SUBJECTS for child in node.children):
                beyond = node.left_edge.i  # "X fled, according to Y, and Z came": nobody's word
            node = head

    def _is_aside_of(self, node: Token, above: Token) -> bool:
        """Whether the paper speaks for itself again above a word."""
        if node.dep_ in _ASIDES and not is_content(node) and not is_gerund(node) and not is_cleft(node):
            return True
        return self._is_recalled(node, above)

    def _is_recalled(self, clause: Token, verb: Token) -> bool:
        """Whether a clause tells after what somebody promises or wants: "vowed to fight on after X killed Y"."""
        if clause.dep_ != "advcl" or clause.tag_ != "VBD" or verb.tag_ not in ("VB", "VBG"):
            return False
        return any(c.dep_ in ("mark", "advmod") and self.cues.has(SpeechRole.RECALLING, c) for c in clause.lefts)

    def _in_passing(self, node: Token) -> Iterator[tuple[Token, str]]:
        """Words of saying below a clause or noun that still report it: ", officials said", "an attack claimed by X"."""
        for child in node.children:
            if child.dep_ == "prep" and self.cues.has(SpeechRole.PREPOSITION, child):
                if not any(below.dep_ == "pcomp" for below in child.children):  # "according to whom they left"
                    yield child, "according"
            elif child.dep_ == "prep" and (teller := self._teller(child)) is not None:
                yield teller, "account"
            elif child.dep_ in ("parataxis", "advcl", "ccomp", "conj") and self._is_aside(child, node):
                sources = (c for c in child.children if c.dep_ == "prep" and c.i > child.i)
                yield from ((c, "according") for c in sources if self.cues.has(SpeechRole.PREPOSITION, c))
                yield child, "quote"
            elif child.dep_ == "acl" and self._is_claimed(child):
                yield child, "by"
            elif child.dep_ in ("nsubj", "nsubjpass") and child.pos_ == "NOUN":
                yield from self._in_passing(child)

    def _behind(self, clause: Token) -> Iterator[tuple[Token, str]]:
        """Whose word a relative clause is that ends in it: "protests in which police killed 300, according to X"."""
        doc, after = self.doc, clause.right_edge.i + 1
        if clause.dep_ == "relcl" and after + 1 < len(doc) and doc[after].text == ",":
            preposition = doc[after + 1]
            if preposition.dep_ == "prep" and self.cues.has(SpeechRole.PREPOSITION, preposition):
                yield preposition, "according"

    def _teller(self, preposition: Token) -> Token | None:
        """Whose account it is: "by X's count", "in X's words"."""
        if not self.cues.has(SpeechRole.BY, preposition):
            return None
        for noun in preposition.children:
            if noun.dep_ == "pobj" and self.cues.has(SpeechRole.ACCOUNT, noun):
                return next((child for child in noun.children if child.dep_ == "poss"), None)
        return None

    def _is_claimed(self, verb: Token) -> bool:
        """Whether a participle names who reports the noun above it: "claimed by X"."""
        if verb.tag_ != "VBN" or not self.cues.reports(SpeechRole.VERB, verb, "by"):
            return False
        return self.subject(verb) is not None

    def _is_aside(self, verb: Token, node: Token) -> bool:
        """Whether a verb of saying reports the clause above it: it has no content of its own."""
        if not self.cues.reports(SpeechRole.VERB, verb, "quote"):
            return False
        if any(c.dep_ in ("ccomp", "xcomp") or self._is_told(verb, c) for c in verb.children):
            return False
        if any(c.dep_ == "nsubj" and self.cues.has(SpeechRole.THING, c) for c in verb.children):
            return False  # "something X denies"
        if verb.dep_ == "ccomp":  # "In May, monitors found, soldiers had killed 45": cut off by a comma
            return verb.i < node.i and verb.nbor(1).text == ","
        return (
            verb.dep_ == "parataxis"
            or ends_sentence(verb, node)
            or any(c.dep_ in ("mark", "advmod") and self.cues.has(SpeechRole.MARK, c) for c in verb.children)
        )

    def _is_told(self, verb: Token, noun: Token) -> bool:
        """Whether a verb of saying has an object, which then is what it says; "they left, X told Y" says it to Y."""
        if noun.dep_ != "dobj" or is_inverted(verb, noun):
            return False
        return not (self.cues.has(SpeechRole.TELLING, verb) and noun.i > verb.i)

    def _arc(self, node: Token, head: Token) -> tuple[str, Token]:
        """How a word hangs on the next one up, prepositions skipped, and that one."""
        dep = node.dep_
        if (noun := addressing(node)) is not None and self.cues.reports(SpeechRole.NOUN, noun, "inf"):
            return "inf", noun
        if head.dep_ == "prep" and dep in ("pobj", "pcomp") and head.head.i != head.i:
            noun = head.head
            is_agent = dep == "pcomp" and noun.dep_ == "pobj" and noun.head.dep_ == "agent"
            return word_of(head), noun.head.head if is_agent else noun  # "accused by X of arming Y"
        if dep in ("ccomp", "xcomp", "acl", "advcl", "pcomp", "csubj", "parataxis") and node.pos_ in ("VERB", "AUX"):
            if dep != "advcl" or clause_kind(node) == "inf":
                return clause_kind(node), head
            return ("that" if is_said_before(node, head) else "adverbial"), head
        if dep in ("ccomp", "xcomp") or is_content(node):
            return "that", head
        if dep == "conj":
            return dep, first_conjunct(node) if head.i == node.head.i else head
        return {"dobj": "object", "nsubjpass": "object", "nsubj": "subject"}.get(dep, dep), head

    def _is_out_of_quotation(self, node: Token, head: Token) -> bool:
        return self._inside[node.i] >= 0 > self._inside[head.i]

    # ---------------------------------------------------------------------------------------------------- speakers

    def subject(self, verb: Token) -> Token | None:
        """Who does what a verb says; None for a passive without agent."""
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        for child in verb.children:
            if child.dep_ == "agent" and self.cues.has(SpeechRole.AUTHOR, child):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.dep_ == "dobj" and is_inverted(verb, child):
                return child
        subjects = [child for child in verb.children if child.dep_ == "nsubj" and not passive]
        if subjects:  # of several the nearest: "X, which Y founded, and Z said"
            nearest = min(subjects, key=lambda child: abs(child.i - verb.i))
            return self._inside_thing(antecedent(not_relative(nearest, verb), verb))
        if passive or (verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_torn(verb)):
            return None
        return shared_subject(verb)

    def _inside_thing(self, subject: Token) -> Token | None:
        """Who speaks, where the parser took what is said for the subject: "something X and Y both denied"."""
        if not self.cues.has(SpeechRole.THING, subject):
            return subject
        return next((child for child in subject.rights if child.dep_ in _NAMING and child.pos_ in _NAMES), None)

    def _speaker_of_noun(self, noun: Token) -> Token | None:
        """Whose word a noun of saying is: "X's claim", "a claim by X", "X made the claim"."""
        for child in noun.children:
            if child.dep_ == "poss":
                return child
        for child in noun.children:
            if child.dep_ in ("prep", "agent") and self.cues.has(SpeechRole.AUTHOR, child):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        for child in noun.children:
            if child.dep_ == "amod" and child.ent_type_ in ("NORP", "GPE"):
                return child
        verb = noun.head
        is_told = self.cues.has(SpeechRole.MAKING, verb) or self.cues.has(SpeechRole.DENIAL, verb)
        return self.subject(verb) if noun.dep_ == "dobj" and is_told else None

    def _object_of(self, preposition: Token) -> Speaker | None:
        """The object of "according to"; of "X, according to whom", X."""
        for child in preposition.children:
            if child.dep_ == "pobj":
                return Speaker(child.i, preposition.i)
            if child.dep_ == "prep":
                return next((Speaker(c.i, preposition.i) for c in child.children if c.dep_ == "pobj"), None)
            if child.dep_ == "pcomp" and any(word.tag_ == "WP" for word in self.doc[preposition.i : preposition.i + 3]):
                return Speaker(preposition.nbor(-2).i, preposition.i) if preposition.i > 1 else None
        return None

    def owner(self, speaker: Token) -> int:
        """The organisation that a spokesman or a statement speaks for, otherwise the speaker, by name if any."""
        if speaker.pos_ == "NOUN":
            for child in speaker.rights:
                if child.dep_ == "appos" and child.pos_ == "PROPN" and child.ent_type_ == "PERSON":
                    return child.i  # "its spokesman, X", "his colleague X"
        if self.cues.has(SpeechRole.VOICE, speaker) or self.cues.has(SpeechRole.TEXT, speaker):
            for child in speaker.children:
                if child.dep_ == "poss" or (child.dep_ == "compound" and child.pos_ in ("NOUN", "PROPN")):
                    return child.i
                if child.dep_ == "prep" and self.cues.has(SpeechRole.PRINCIPAL, child):
                    return next((c.i for c in child.children if c.dep_ == "pobj"), speaker.i)
        return speaker.i

    # -------------------------------------------------------------------------------------------------- quotations

    def _attribute(self) -> list[Speaker | None]:
        """The speaker of each quotation; one without a verb of saying beside it goes on from the one before."""
        speakers: list[Speaker | None] = []
        for number, quotation in enumerate(self.quotations):
            speaker = self._beside(quotation)
            if speaker is None and number and quotation.continues:
                speaker = speakers[-1]
            speakers.append(speaker)
        for number in range(len(speakers) - 2, -1, -1):  # "... ." "...," he said: the verb may come last
            if speakers[number] is None and self.quotations[number + 1].continues:
                speakers[number] = speakers[number + 1]
        return speakers

    def _beside(self, quotation: Quotation) -> Speaker | None:
        for index in self._around(quotation):
            verb = self.doc[index]
            if verb.pos_ == "VERB" and self.cues.reports(SpeechRole.VERB, verb, "quote"):
                subject = self.subject(verb)
                if subject is not None and subject.pos_ in SPEAKING and self._inside[subject.i] < 0:
                    return Speaker(self.owner(subject), index)
        return self._headed(quotation)

    def _headed(self, quotation: Quotation) -> Speaker | None:
        """Whom a name and a colon before a quotation give the floor to: 'Prime Minister X: "We are at war"'."""
        colon = quotation.start - 2
        if colon < 1 or self.doc[colon].text != ":" or self.doc[colon - 1].pos_ != "PROPN":
            return None
        before = list(self._until_stop(range(colon - 1, max(colon - _BESIDE, -1), -1)))
        if any(self.doc[index].pos_ in ("VERB", "AUX", "ADP") for index in before):
            return None  # "his message to X:"
        return Speaker(colon - 1, colon)

    def _around(self, quotation: Quotation) -> Iterator[int]:
        """Token indices after a quotation that ends in a comma, then before one that a comma or colon opens."""
        doc, before = self.doc, quotation.start - 2
        if doc[quotation.end - 1].text in _BEFORE_VERB or (
            quotation.end + 1 < len(doc) and doc[quotation.end + 1].text == ","
        ):
            yield from self._until_stop(range(quotation.end + 1, min(quotation.end + 1 + _BESIDE, len(doc))))
        if before >= 0 and (doc[before].text in (",", ":") or self.cues.reports(SpeechRole.VERB, doc[before], "quote")):
            yield from self._until_stop(range(before, max(before - _BESIDE, -1), -1))

    def _until_stop(self, indices: range) -> Iterator[int]:
        for index in indices:
            if self._inside[index] >= 0 or self.doc[index].is_space or self.doc[index].text in _STOPS:
                return
            yield index
