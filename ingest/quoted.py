"""Who says "we" and "I": the speaker of the quotation around a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from ingest.extract.interviews import answers, interviewee
from ingest.extract.quotations import Quotation, quotations
from ingest.standing import subjects_of

_NEAR = 2
"""How far behind the end of a quotation the clause may begin that tells who says it, in tokens."""


@dataclass
class Quoted:
    """The quotations of a document with their speakers.

    Attributes:
        doc: The document.
        speech: Lemmas of verbs that only people and bodies can do.
        title: The title of its article.
    """

    doc: Doc
    speech: frozenset[str]
    title: str = ""

    @cached_property
    def _all(self) -> tuple[Quotation, ...]:
        return quotations(self.doc)

    def speaker(self, token: Token) -> int | None:
        """Token index of the head of who speaks the word; None outside quotations or if the text does not say."""
        number = next((n for n, q in enumerate(self._all) if q.start <= token.i < q.end), None)
        while number is not None:
            quotation = self._all[number]
            for verb in self._verbs_around(quotation):
                for subject in subjects_of(verb):
                    if not self.is_inside(subject.i):
                        return subject.i
            number = number - 1 if quotation.continues and number else None
        if self._interviewee is None:
            return None
        return self._interviewee if any(answer.start <= token.i < answer.end for answer in self._answers) else None

    @cached_property
    def _answers(self) -> tuple[Span, ...]:
        return answers(self.doc)

    @cached_property
    def _interviewee(self) -> int | None:
        """Token index of the head of whom the title of an interview names; None if the text does not name him."""
        who = interviewee(self.title) or ""
        start = self.doc.text.find(who) if who else -1
        span = self.doc.char_span(start, start + len(who)) if start >= 0 else None
        return None if span is None else span.root.i

    def told_by(self, subject: Token) -> Quotation | None:
        """The quotation that ends right before the clause of a subject: "...", she said; None if none does."""
        if subject.dep_ != "nsubj" or self.is_inside(subject.i):
            return None
        verb = subject.head
        start = min(part.i for part in (verb, *verb.children) if part.tag_ == "PRP" or part.pos_ in ("AUX", "VERB"))
        return next((quotation for quotation in self._all if quotation.end < start <= quotation.end + _NEAR), None)

    def _verbs_around(self, quotation: Quotation) -> Iterator[Token]:
        """Verbs of speech in the sentences that the quotation begins and ends in, outside it; nearest first."""
        first = self.doc[quotation.start].sent.start
        last = self.doc[min(quotation.end, len(self.doc) - 1)].sent.end
        near = [*range(quotation.end, last), *range(quotation.start - 1, first - 1, -1)]
        for index in near:
            token = self.doc[index]
            if token.pos_ == "VERB" and token.lemma_.lower() in self.speech and not self.is_inside(index):
                yield token

    def is_inside(self, index: int) -> bool:
        """Whether a token stands within quotation marks."""
        return any(q.start <= index < q.end for q in self._all)
