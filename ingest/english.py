"""What the English parser does wrong over and over, mended once, before anything is read off the parse.

offices      "NATO's secretary-general, X, said": of two nouns that a hyphen joins the second is the head
speakers     "Troops have captured Masisi, residents and an official said": residents are not captured, they say so
predicates   "designated Hamas a terrorist group": no apposition stands without a comma
verbs        "says Tehran arms and finances X", "groups that Iran arms": no noun is coordinated with a finite verb
participles  "had been trained, armed and paid by X": no adjective stands in a row of passives
relatives    "X, whom Israel says it killed": nobody is two subjects
reduced      "Men believed to belong to X attacked Y": what has no subject of its own is what they did
dates        "On 11 March rebels attacked X", "In May 2018 X and its allies attacked Y": the day is no part of them
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.extract.clauses import HYPHENS, RELATIVE, SUBJECTS

NAME = "english"
_FINITE = ("VBD", "VBZ", "VBP")
_CLAUSES = ("ROOT", "conj", "advcl", "ccomp", "parataxis")
_STRUNG = ("appos", "conj", "npadvmod")
_NOUNS = ("NOUN", "PROPN", "PRON")
_DATE = "DATE"
_MOST_STEPS = 12


@Language.component(NAME)
def _mended(doc: Doc) -> Doc:
    """The document with such words as what they are."""
    for word in doc:
        if word.tag_ == "NNS" and _is_verb(word):
            _as_verb(word)
        elif word.tag_ in RELATIVE and word.dep_ == "nsubj" and _is_object(word):
            word.dep_ = "dobj"
        elif word.tag_ == "JJ" and word.dep_ == "advcl" and _is_participle(word):
            word.tag_, word.pos_, word.dep_, word.lemma_ = "VBN", "VERB", "conj", word.lower_.removesuffix("ed")
        elif word.dep_ == "appos" and _is_predicate(word):
            named = word.head
            word.head, word.dep_, named.dep_ = named.head, "oprd", "dobj"
        elif word.tag_ in _FINITE and word.pos_ == "VERB":
            _with_subject(word)
        elif word.pos_ == "NOUN" and _is_tied(word):
            _head(word, word.head)
    return doc


def _with_subject(verb: Token) -> None:
    """Gives a finite verb the subject that stands somewhere else in the parse."""
    if (main := _main_behind(verb)) is not None:
        _reduce(verb, main)
    elif verb.dep_ in _CLAUSES and (noun := _strung(verb)) is not None:
        noun.head, noun.dep_ = verb, "nsubj"
    elif (speaker := _unclosed(verb)) is not None:
        told = speaker.head
        told.head, told.dep_ = _told_before(verb, told) or verb, "dobj"
        speaker.head, speaker.dep_ = verb, "nsubj"
    elif (dated := _dated(verb)) is not None:
        _part_from_date(*dated, verb)
    elif (noun := _behind_date(verb)) is not None:
        _lead(noun, verb)


# ------------------------------------------------------------------------------------------------------------- offices


def _is_tied(noun: Token) -> bool:
    """Whether a hyphen joins a noun to the one before it, which the parser takes for its head."""
    if noun.i < 2 or noun.head.i != noun.i - 2 or noun.head.pos_ != "NOUN":
        return False
    hyphen = noun.nbor(-1)
    return hyphen.text in HYPHENS and not (hyphen.whitespace_ or noun.head.whitespace_)


def _head(second: Token, first: Token) -> None:
    """Makes the second of two nouns the head of the first, and of all that hung on that."""
    governor, dep = first.head, first.dep_
    for child in tuple(first.children):
        if child.i != second.i:
            child.head = second
    second.head, second.dep_ = second if governor.i == first.i else governor, dep
    first.head, first.dep_ = second, "compound"


# ------------------------------------------------------------------------------------------------------------ speakers


def _strung(verb: Token) -> Token | None:
    """The noun phrase between a comma and a verb that has no subject, hung on the clause before it."""
    if verb.i - verb.sent.start < 2 or any(child.dep_ in SUBJECTS or child.dep_ == "aux" for child in verb.children):
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


def _unclosed(verb: Token) -> Token | None:
    """The apposition of a verb's subject that only one comma cuts off: "They killed 100 soldiers, chief X told Y"."""
    for subject in verb.lefts:
        if subject.dep_ == "nsubj" and _told_before(verb, subject) is not None:
            for noun in subject.rights:
                is_last = noun.dep_ == "appos" and noun.right_edge.i == verb.i - 1
                if is_last and verb.doc[noun.left_edge.i - 1].text == ",":
                    return noun
    return None


def _told_before(verb: Token, subject: Token) -> Token | None:
    """The verb of the clause that stands before a subject, with nothing between, and is told by its verb."""
    clauses = (child for child in verb.lefts if child.dep_ == "ccomp" and child.pos_ == "VERB")
    return next((clause for clause in clauses if clause.right_edge.i == subject.left_edge.i - 1), None)


# ---------------------------------------------------------------------------------------------------------- predicates


def _is_predicate(noun: Token) -> bool:
    """Whether a noun with an article follows a verb's object without a comma."""
    named, start = noun.head, noun.left_edge
    is_object = named.dep_ in ("dobj", "dative") and named.head.pos_ == "VERB" and named.head.i < named.i < start.i
    if not is_object or start.dep_ != "det" or start.head.i != noun.i or start.lower_ == "the":
        return False
    return not any(word.is_punct for word in noun.doc[named.i : start.i])


# --------------------------------------------------------------------------------------------------------------- verbs


def _is_verb(noun: Token) -> bool:
    """Whether a plural noun is a finite verb: it heads a relative clause, or stands beside a verb of its form."""
    if any(child.dep_ in ("det", "amod", "poss", "nummod", "cop", "aux") for child in noun.children):
        return False
    if {"nsubj", "dobj"} <= {child.dep_ for child in noun.children}:
        return True
    if noun.dep_ == "relcl":
        return any(child.tag_ in RELATIVE and child.i < noun.i for child in noun.children)
    if noun.dep_ == "conj":  # its first one is mended by now
        return noun.head.tag_ == "VBZ" and noun.head.dep_ == "relcl" and not any(noun.children)
    return _named_before(noun) is not None and _twin(noun) is not None


def _named_before(noun: Token) -> Token | None:
    """The name right before a noun that is part of it."""
    before = noun.nbor(-1) if noun.i else None
    return before if before is not None and before.dep_ == "compound" and before.tag_ == "NNP" else None


def _twin(noun: Token) -> Token | None:
    """The finite verb that is coordinated with a noun, right behind "and"."""
    if noun.i + 2 >= len(noun.doc) or noun.nbor(1).dep_ != "cc":
        return None
    verb = noun.nbor(2)
    is_beside = verb.dep_ == "conj" and verb.head.i in (noun.i, noun.head.i)
    return verb if verb.tag_ == "VBZ" and is_beside and not any(c.dep_ in SUBJECTS for c in verb.children) else None


def _as_verb(noun: Token) -> None:
    name, twin = _named_before(noun), _twin(noun)
    noun.tag_, noun.pos_ = "VBZ", "VERB"
    if name is not None:
        name.dep_ = "nsubj"
    if twin is not None:
        twin.head = noun
    if noun.dep_ not in ("relcl", "conj", "ROOT"):
        noun.dep_ = "ccomp"


def _is_object(relative: Token) -> bool:
    """Whether a relative pronoun is what a verb with a subject of its own acts on: "whom Israel says it killed"."""
    beside = [child.dep_ for child in relative.head.children if child.i != relative.i]
    return "nsubj" in beside and "dobj" not in beside


# --------------------------------------------------------------------------------------------------------- participles


def _is_participle(word: Token) -> bool:
    """Whether an adjective stands behind a comma between a passive and another one: "trained, armed and paid"."""
    first = word.head
    is_row = first.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in first.children) and first.i < word.i
    return is_row and word.lower_.endswith("ed") and any(c.dep_ == "conj" and c.tag_ == "VBN" for c in word.children)


# ------------------------------------------------------------------------------------------------------------- reduced


def _main_behind(verb: Token) -> Token | None:
    """The sentence's verb, where a participle before it was taken for that: "men believed to be from X shot Y"."""
    if verb.tag_ != "VBD" or verb.i + 1 >= len(verb.doc) or verb.nbor(1).tag_ != "TO":
        return None
    if not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts):
        return None
    for child in verb.rights:
        is_bare = child.tag_ == "VBD" and child.dep_ in ("ccomp", "conj") and not any(child.lefts)
        if is_bare and not any(word.dep_ == "cc" or word.is_punct for word in verb.doc[verb.i : child.i]):
            return child
    return None


def _reduce(verb: Token, main: Token) -> None:
    subject = next(child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass"))
    if verb.head.i == verb.i:
        main.head, main.dep_ = main, "ROOT"
    else:
        main.head, main.dep_ = verb.head, verb.dep_
    subject.head, subject.dep_ = main, "nsubj"
    verb.head, verb.dep_, verb.tag_ = subject, "acl", "VBN"


# --------------------------------------------------------------------------------------------------------------- dates


def _dated(verb: Token) -> tuple[Token, list[Token]] | None:
    """The noun right behind a day at the head of a clause, and the day's words, which the parser makes a part of it."""
    opening = _opening(verb)
    if opening is None:
        return None
    nouns = [noun for noun in opening.rights if noun.dep_ == "pobj"]
    nouns = nouns or [noun for noun in verb.lefts if noun.dep_ == "nsubj"]
    return next(((noun, days) for noun in nouns if (days := _days(noun, opening))), None)


def _opening(verb: Token) -> Token | None:
    """The first preposition before a verb that hangs on it."""
    return next((child for child in verb.lefts if child.dep_ == "prep"), None)


def _days(noun: Token, preposition: Token) -> list[Token]:
    """The words of the date between a preposition and a noun that are part of the noun, in text order."""
    if noun.ent_type_ == _DATE:
        return []
    words = [word for word in noun.doc[preposition.i + 1 : noun.i] if word.ent_type_ == _DATE]
    is_next = bool(words) and words[0].i == preposition.i + 1 and words[-1].head.i == noun.i
    return words if is_next and words[-1].dep_ in ("compound", "nummod", "nmod") else []


def _part_from_date(noun: Token, days: list[Token], verb: Token) -> None:
    """Makes a noun the subject of a verb, and a day's words, part of it so far, the object of their preposition."""
    *others, day = days
    noun.head, noun.dep_ = verb, "nsubj"
    for word in others:
        if word.head.i == noun.i:
            word.head = day
    day.head, day.dep_ = days[0].nbor(-1), "pobj"


def _behind_date(verb: Token) -> Token | None:
    """The noun right behind a day at the head of a clause, where the parser makes it one more object of "in"."""
    for child in verb.lefts:
        nouns = [noun for noun in child.rights if noun.dep_ == "pobj"] if child.dep_ == "prep" else []
        if len(nouns) == 2 and nouns[0].ent_type_ == _DATE != nouns[1].ent_type_:
            return nouns[1] if nouns[1].left_edge.nbor(-1).text != "," else None
    return None


def _lead(noun: Token, verb: Token) -> None:
    """Makes a noun the subject of a verb, and what was taken for that the noun's conjunct, if "and" stands between."""
    dep = "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj"
    for subject in tuple(verb.lefts):
        if subject.dep_ in ("nsubj", "nsubjpass") and any(child.dep_ == "cc" for child in noun.rights):
            subject.head, subject.dep_ = noun, "conj"
    noun.head, noun.dep_ = verb, dep
