"""How a word hangs on the one above it, where the label of the parse alone does not say. Labels are ClearNLP's."""

from __future__ import annotations

from collections.abc import Container, Iterable

from spacy.tokens import Doc, Token

HYPHENS = frozenset("-–‑")
"""What ties words together: "Rwanda-backed"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
RELATIVE = ("WDT", "WP")
"""Tags of relative pronouns."""
_MOST_STEPS = 30
"""Longest climb, in arcs: a parse of a hostile text may be as deep as the text is long."""
_PERSON = "PERSON"
_NAMES = ("NOUN", "PROPN")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONTENT = ("ccomp", "xcomp")
_CLASHES = ({"VBZ", "VBD"}, {"VBP", "VBD"})
"""Tenses that two verbs of one subject rarely have: "rejected the charge that it arms them and called for talks"."""


def clause_kind(verb: Token) -> str:
    """Gives "inf" for an infinitive, with or without "to", "ing" for a bare participle, "that" for a finite clause."""
    marked = False
    if verb.tag_ == "INF":
        return "inf"
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            if child.tag_ == "TO":
                return "inf"
            marked = True
        elif child.dep_ == "mark":
            marked = True
    if verb.tag_ in ("VBG", "VBN") and not marked:
        return "ing"
    return "inf" if verb.tag_ == "VB" and verb.dep_ in ("ccomp", "xcomp") and not marked else "that"


def is_perfect_infinitive(verb: Token) -> bool:
    """Whether an infinitive tells of what is done: "claims to have taken X", "annonce avoir pris X"."""
    is_open = verb.tag_ in ("INF", "VBN") and clause_kind(verb) == "inf"
    return is_open and any(child.dep_ == "aux" and child.tag_ in ("INF", "VB") for child in verb.children)


def addressing(infinitive: Token) -> Token | None:
    """The object before a verb's infinitive that says whose or to whom it is: "repeated its call on X to leave"."""
    verb = infinitive.head
    if infinitive.dep_ not in ("advcl", "xcomp") or clause_kind(infinitive) != "inf":
        return None
    between = (child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < infinitive.i)
    return next((noun for noun in between if any(child.dep_ in ("prep", "poss") for child in noun.children)), None)


def is_content(clause: Token) -> bool:
    """Whether the parser took what a noun reports for a relative clause: "the charge by X that they killed herders"."""
    return clause.dep_ == "relcl" and any(c.dep_ == "mark" and c.tag_ in ("IN", "WDT") for c in clause.children)


def word_of(token: Token) -> str:
    """A word in lower case; a preposition by its name for slots: "de" for "du"."""
    return token.lemma_.lower() if token.pos_ == "ADP" else token.lower_


def objects_of(words: Iterable[Token], prepositions: Container[str]) -> list[Token]:
    """What stands behind those of some words that are one of these prepositions."""
    ruling = (word for word in words if word.dep_ == "prep" and word_of(word) in prepositions)
    return [noun for preposition in ruling for noun in preposition.children if noun.dep_ == "pobj"]


def prefix_of(token: Token) -> str:
    """What a hyphen ties to a word, before it, lower case; empty if there is none."""
    before, hyphen, after = token.lower_.partition("-")
    if hyphen and before and after:  # « pro-russes » is one token
        return before
    if token.i < 2 or token.nbor(-1).text not in HYPHENS or token.nbor(-1).whitespace_:
        return ""
    return token.nbor(-2).lower_


def ruled_by(noun: Token) -> Token:
    """What a noun is an argument of, past its preposition."""
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def governor(node: Token) -> Token | None:
    """The word above, past those that the parser has put between beyond a semicolon; None if this side has none."""
    head = node.head
    if node.dep_ not in ("ccomp", "parataxis", "conj"):
        return head if head.i != node.i else None
    if node.dep_ == "parataxis" and node.i < head.i and any(c.dep_ == "cc" for c in node.doc[node.i : head.i]):
        return None  # "X says that Y is there but denies sending it": the parser puts the first below the second
    if node.dep_ == "ccomp" and node.i < head.i and any(c.dep_ in _CONTENT and c.i > head.i for c in head.children):
        return None  # "X attacks, Y denies sending it": what Y denies comes after
    for _ in range(_MOST_STEPS):
        if not _is_apart(node, head):
            return head if head.i != node.i else None
        if head.head.i == head.i:
            return None
        head = head.head
    return None


def _is_apart(node: Token, head: Token) -> bool:
    """Whether a semicolon, or a colon after the first of them, stands between two words."""
    first, last = sorted((node.i, head.i))
    return any(token.text == ";" or (token.text == ":" and node.i < head.i) for token in node.doc[first:last])


def first_conjunct(node: Token) -> Token:
    """What a coordinated word is coordinated with.

    A finite verb without a subject goes with a finite verb: in "said that it would stay and rejected the plan" the
    parser often puts "rejected" under "stay", where it can't stand.
    """
    head = node.head
    if (
        node.tag_ == "VBD"
        and head.tag_ == "VBN"
        and any(child.dep_ == "aux" and child.tag_ in ("VBG", "VB") for child in head.children)
    ):
        return head  # "of having armed, to have armed and trained them": the parser takes the second for a past tense
    if node.tag_ not in _FINITE or any(child.dep_ in SUBJECTS for child in node.children):
        return head
    above, agreeing = head, None
    for _ in range(_MOST_STEPS):
        if _agree(above, node):
            if {above.tag_, node.tag_} not in _CLASHES:
                return agreeing if agreeing is not None and above.tag_ != node.tag_ else above
            agreeing = agreeing or above
        if above.head.i == above.i:
            break
        above = above.head
    return agreeing or head


def told_beside(verb: Token) -> Token | None:
    """The verb of saying that another one goes with, put by the parser under what is said; None if it stands there.

    "X said that Y had left and accused Z": it is X who accuses.
    """
    clause = verb.head
    while clause.dep_ == "conj" and clause.head.i != clause.i:
        clause = clause.head
    is_below = verb.dep_ == "conj" and clause.dep_ == "ccomp" and clause.head.i < clause.i
    if not is_below or verb.tag_ not in _FINITE or not _is_of_tense(clause.head, verb):
        return None
    is_bare = not any(child.dep_ in SUBJECTS or child.dep_ in ("aux", "auxpass") for child in verb.children)
    return clause.head if is_bare and clause.head.pos_ == "VERB" else None


def _is_of_tense(main: Token, verb: Token) -> bool:
    """Whether a main verb has the tense of another; a past tense without an auxiliary may be taken for a participle."""
    is_past = main.tag_ == "VBN" and main.dep_ == "ROOT" and verb.tag_ == "VBD"
    return main.tag_ == verb.tag_ or (is_past and not any(c.dep_ in ("aux", "auxpass") for c in main.children))


def is_torn(verb: Token) -> bool:
    """Whether a past tense was taken for a participle of its own subject: "X, who left early, promised to help".

    Then the sentence is left without a verb, and what looks like its participle stands behind a comma.
    """
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ != "acl" or verb.i == 0 or verb.nbor(-1).text != ",":
        return False
    if any(child.dep_ in ("aux", "auxpass", "agent") for child in verb.children):
        return False
    root = verb.head
    for _ in range(_MOST_STEPS):
        if root.head.i == root.i:
            return root.pos_ not in ("VERB", "AUX")
        root = root.head
    return False


def thing_meant(doc: Doc, relative: int, noun: int) -> int:
    """What "which" stands for where the parse says a person: "X, a leader of Y, which", "the Y faction of X, which".

    A single word that is said to be a person's name may be anything; none is doubted but for another noun nearby.
    """
    if doc[noun].ent_type_ != _PERSON:
        return noun
    between = [t for t in doc[noun + 1 : relative] if t.pos_ in _NAMES and t.ent_type_ != _PERSON]
    if between:
        nearest = between[-1]
        while nearest.dep_ in ("compound", "amod", "nmod", "appos") and noun < nearest.head.i < relative:
            nearest = nearest.head
        return nearest.i
    preposition = doc[noun].head
    is_full = noun > 0 and doc[noun - 1].ent_type_ == _PERSON
    owned = preposition.head if is_full and preposition.dep_ == "prep" and doc[noun].dep_ == "pobj" else None
    return owned.i if owned is not None and owned.pos_ in _NAMES else noun


def _agree(first: Token, second: Token) -> bool:
    """Whether two verbs may share a subject, by the form of the first: finite itself, or by its auxiliary."""
    if first.tag_ == second.tag_:
        return True
    if first.pos_ not in ("VERB", "AUX"):
        return False
    auxiliaries = [child for child in first.children if child.dep_ in ("aux", "auxpass")]
    if first.tag_ in _FINITE or not auxiliaries:
        return first.tag_ in _FINITE
    return auxiliaries[0].tag_ in _FINITE
