"""Speech tags behind a clause: who speaks there, where the parser hangs him on the clause's last noun.

"Troops have captured Masisi, residents and an official said": residents are not captured, they say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "speech_tags"
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_CLAUSES = ("ROOT", "conj", "advcl", "ccomp", "parataxis")
_STRUNG = ("appos", "conj", "npadvmod")
_NOUNS = ("NOUN", "PROPN", "PRON")
_MOST_STEPS = 12


@Language.component(NAME)
def _with_speakers(doc: Doc) -> Doc:
    """The document with such nouns as the subjects of the verbs that they stand right before."""
    for verb in doc:
        if verb.tag_ in _FINITE and verb.pos_ == "VERB" and verb.dep_ in _CLAUSES:
            noun = _strung(verb)
            if noun is not None:
                noun.head, noun.dep_ = verb, "nsubj"
    return doc


def _strung(verb: Token) -> Token | None:
    """The noun phrase between a comma and a verb that has no subject, hung on the clause before it."""
    if verb.i - verb.sent.start < 2 or any(child.dep_ in _SUBJECTS or child.dep_ == "aux" for child in verb.children):
        return None
    before = verb.nbor(-1)
    is_closed = before.text == ","
    found = list(_behind_commas(before.nbor(-1) if is_closed else before, verb))
    if len(found) <= is_closed:  # "their chief, X, said": the outer one of two
        return None
    noun = found[is_closed]
    clause = next((word for word in noun.ancestors if word.pos_ in ("VERB", "AUX") and word.i != verb.i), None)
    return noun if clause is not None and clause.i < noun.i else None


def _behind_commas(last: Token, verb: Token) -> Iterator[Token]:
    """The nouns above a word, itself among them, that a comma cuts off from what they hang on; innermost first."""
    node = last
    for _ in range(_MOST_STEPS):
        if node.pos_ not in (*_NOUNS, "ADP") or node.head.i >= node.i or node.head.i == verb.i:
            return
        start = node.left_edge.i
        if node.dep_ in _STRUNG and start > verb.sent.start and verb.doc[start - 1].text == ",":
            yield node
        node = node.head
