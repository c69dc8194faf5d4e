"""Resolutions: items that open with a verb whose subject stands once, above them: "The Council, 1. Demands that"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "resolutions"
_NUMBER = 4
"""How many tokens may stand before the verb of an item: "2. (a) Demands"."""
_FAR = 400
"""How far above an item its body is looked for, in sentences."""
_OPEN = (",", ":", ";")
_BEHIND = ("IN", "DT", "PRP$", "PDT", "RP", "RB")
"""What stands behind a verb that the tagger takes for a plural: "Demands that", "Calls upon", "Welcomes the"."""
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


@Language.component(NAME)
def _with_verbs(doc: Doc) -> Doc:
    """The document with the verbs of such items as verbs."""
    for sentence in doc.sents:
        verb = _opening(doc, sentence.start)
        if verb is None or verb.tag_ not in ("VBZ", "NNS", "NNPS") or body(doc, verb.i) is None:
            continue
        for child in verb.children:
            if child.i < verb.i and child.dep_ in _SUBJECTS:
                child.dep_ = "meta"
            elif child.dep_ == "acl" and child.i > verb.i and verb.tag_ != "VBZ":
                child.dep_ = "ccomp"
        if verb.tag_ != "VBZ":
            verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", verb.lower_.removesuffix("s")
    return doc


def _opening(doc: Doc, start: int) -> Token | None:
    """The capitalised word that opens an item, past its number; None if the sentence opens no paragraph."""
    first = start
    while first and first > start - _NUMBER and (doc[first - 1].is_punct or doc[first - 1].like_num):
        first -= 1
    if first and not (doc[first - 1].is_space and "\n" in doc[first - 1].text):
        return None
    for token in doc[start : start + _NUMBER]:
        if token.text.istitle() and token.text[-1] == "s" and token.i + 1 < len(doc):
            return token if token.nbor(1).tag_ in _BEHIND else None
        if not (token.like_num or token.is_punct):
            return None
    return None


def body(doc: Doc, index: int) -> Token | None:
    """Who does what the item at a token says: a name in a line above that no verb ends, "The Security Council,"."""
    sentence = doc[index].sent
    for _ in range(_FAR):
        if sentence.start == 0:
            return None
        sentence = doc[sentence.start - 1].sent
        words = [token for token in sentence if not token.is_space]
        is_line = bool(words) and words[-1].text in _OPEN and sentence.root.tag_ == "NNP"
        if is_line and any(child.dep_ == "det" for child in sentence.root.children):
            return sentence.root
    return None


def doer(verb: Token) -> Token | None:
    """The body in whose name a verb without a subject opens an item; None for any other verb."""
    if verb.tag_ != "VBZ" or verb.head.i != verb.i or any(child.dep_ in _SUBJECTS for child in verb.children):
        return None
    opening = _opening(verb.doc, verb.sent.start)
    return body(verb.doc, verb.i) if opening is not None and opening.i == verb.i else None
