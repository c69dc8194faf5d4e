"""How verbs of saying stand to those who speak: shared and inverted subjects, and clauses that close a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Token

from ingest.extract.clauses import RELATIVE, first_conjunct, told_beside
from ingest.resolutions import doer

MOST_STEPS = 30
"""How far up a verb of saying or its subject is looked for."""
_SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp"})


def _governing(verb: Token) -> Token:
    """The word whose subject an infinitive, participle or second verb shares."""
    if verb.dep_ == "pcomp":
        return verb.head.head
    if verb.dep_ == "conj":
        return told_beside(verb) or first_conjunct(verb)
    return verb.head


def _verb_above(participle: Token) -> Token:
    """The verb of the clause that a participle behind a comma goes with; the participle itself if there is none."""
    verbs = (word for word in participle.ancestors if word.pos_ in ("VERB", "AUX"))
    return next(verbs, participle)


def is_gerund(word: Token) -> bool:
    """Whether the parser took a gerund for an adjective: "accused it of dropping grenades"."""
    noun = word.head
    return word.tag_ == "VBG" and word.dep_ == "amod" and noun.dep_ == "pobj" and word.i == noun.head.i + 1


def ends_sentence(verb: Token, node: Token) -> bool:
    """Whether a verb with a subject of its own closes a sentence behind a comma: "They had left, an official said"."""
    if verb.dep_ not in ("advcl", "conj") or verb.i < node.i:
        return False
    if any(child.dep_ in ("mark", "advmod") for child in verb.children) or any(c.dep_ == "cc" for c in node.children):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is not None and subject.left_edge.i > 0 and subject.left_edge.nbor(-1).text == ","


def is_said_before(clause: Token, verb: Token) -> bool:
    """Whether a clause that nothing opens stands before the speaker of what it says: "They have left, X told Y"."""
    subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
    is_open = bool(subjects) and clause.i < verb.i and not any(c.dep_ in ("mark", "advmod") for c in clause.lefts)
    return is_open and any(child.dep_ == "nsubj" and child.i > clause.i for child in verb.children)


def not_relative(subject: Token, verb: Token) -> Token:
    """Who speaks in a relative clause whose pronoun the parser took for the subject: "both" of "which both deny"."""
    if subject.tag_ not in RELATIVE:
        return subject
    between = [child for child in (*verb.lefts, *subject.rights) if child.i > subject.i]
    return next((child for child in between if child.dep_ == "nsubj" or child.tag_ == "DT"), subject)


def antecedent(subject: Token, verb: Token) -> Token:
    """Whom a relative pronoun stands for: "X, who said"."""
    node = verb
    while subject.tag_ in RELATIVE and node.head.i != node.i:
        if node.dep_ == "relcl":
            return node.head
        node = node.head
    return subject


def shared_subject(verb: Token) -> Token | None:
    """The subject of the nearest verb above, which an infinitive, participle or second verb shares."""
    for _ in range(MOST_STEPS):
        if verb.dep_ == "ROOT" and (body := doer(verb)) is not None:
            return body
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ",":
            above = _verb_above(verb)  # "X broke with Y, accusing Z": X accuses
        elif verb.dep_ in ("acl", "relcl"):
            return verb.head
        elif verb.dep_ not in _SHARING:
            return None
        else:
            above = _governing(verb)
        if above.pos_ == "ADJ" and above.dep_ == "acomp":
            above = above.head  # "was quick to deny"
        if above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
            return None
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return antecedent(child, above)
        verb = above
    return None


def is_cleft(clause: Token) -> bool:
    """Whether a relative clause is what the sentence says, not who somebody is: "c'est le Pakistan qui les abrite"."""
    noun = clause.head
    return noun.dep_ == "attr" and any(child.dep_ == "expl" for child in noun.head.children)


def is_inverted(verb: Token, noun: Token) -> bool:
    """Whether the parser took the speaker after a verb of saying for its object: "..., said a diplomat".

    What stands before a colon and no quotation is not who speaks: « X, lié à Y, maintient sa pression : il a tué Z ».
    """
    is_apart = noun.i > verb.i > 0 and verb.nbor(-1).is_punct and verb.tag_ != "VBG"
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and shared_subject(verb) is not None:
        return False  # "X voiced concern, demanded talks and rejected the plan"
    behind = [token for token in noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 3] if not token.is_space]
    is_announced = len(behind) == 2 and behind[0].text == ":" and not behind[1].is_quote
    return is_apart and not is_announced and not any(c.dep_ == "nsubj" for c in verb.children)


def told_before(trigger: Token, moods: Container[str]) -> Iterator[Token]:
    """What is told before a clause in a mood of hearsay: « Selon X, Y est parti. Il aurait tué Z »."""
    verb, before = trigger, trigger.sent.start - 1
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    while before >= 0 and trigger.doc[before].is_punct:
        before -= 1
    heard = any(feature.lower() in moods for word in verb.children if word.dep_ == "aux" for feature in word.morph)
    if heard and before >= 0 and "\n" not in trigger.doc[before].text:
        root = trigger.doc[before].sent.root
        yield from (root, *(child for child in root.children if child.dep_ == "ccomp"))
