"""Where a mention stands: its clause and whose that is, how prominent its place is, and the gender of its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

_EMBEDDED = ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj")


def first_of(noun: Token) -> Token:
    """The first of the nouns that a noun is coordinated with: of "his wife" in "X, his wife and his sons" it is X."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def clause_of(token: Token) -> Token:
    """The verb of the clause that a token stands in, or the root."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return token


def subjects_of(verb: Token) -> list[Token]:
    """The subjects of a verb, its own or those of the verb that it is coordinated with or an infinitive of."""
    for _ in range(4):
        if own := [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]:
            return own
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            break
        if verb.dep_ == "xcomp" and (objects := [child for child in verb.head.children if child.dep_ == "dobj"]):
            return objects
        verb = verb.head
    return []


def subjects_above(token: Token) -> Iterator[Token]:
    """The subjects of the clauses that a token's own clause is part of, innermost first."""
    verb = clause_of(token)
    while verb.dep_ in _EMBEDDED and verb.head.i != verb.i:
        outer = clause_of(verb)
        for subject in subjects_of(outer):
            yield from (subject, *subject.conjuncts)
        if outer.i == verb.i:
            break
        verb = outer


def asked_of(subject: Token, asking: frozenset[str]) -> Iterator[Token]:
    """Of whom somebody asks what a subject is to do: Y in "X demands of Y that it leave"."""
    verb = subject.head.head
    if subject.dep_ == "nsubj" and subject.head.dep_ == "ccomp" and verb.lemma_.lower() in asking:
        for child in verb.children:
            if verb.i < child.i < subject.i:
                yield from child.children if child.dep_ == "prep" else (child,) if child.dep_ == "dobj" else ()


def salience_of(token: Token) -> float:
    """How prominent a mention's place is, 0 to 3."""
    match token.dep_:
        case "nsubj" | "nsubjpass" | "ROOT":
            return 3.0 if token.head.dep_ not in ("relcl", "acl") else 2.5
        case "dobj" | "iobj" | "dative" | "appos" | "agent":
            return 2.0
        case "conj":
            return salience_of(token.head) if token.head.i != token.i else 1.0
        case "poss":
            return 1.0
        case "amod" | "compound" | "nmod":
            return 0.5
        case "pobj":
            return 1.8 if token.head.dep_ == "agent" else 1.3
        case _:
            return 1.2


def gender_of(token: Token) -> str:
    """The grammatical gender of a noun phrase or pronoun, by its article before its noun; empty if neither tells."""
    articles = (child for child in token.lefts if child.dep_ == "det")
    return next(filter(None, (_told_gender(str(word.morph)) for word in (*articles, token))), "")


@lru_cache(maxsize=1 << 10)
def _told_gender(features: str) -> str:
    """The first gender that a word's features name, such as "Masc" of "Gender=Masc|Number=Sing"; empty if none."""
    told = (value for name, _, value in (each.partition("=") for each in features.split("|")) if name == "Gender")
    return next(told, "").partition(",")[0]


def called(token: Token, calling: frozenset[str]) -> list[Token]:
    """Whom a noun is said to be: "they consider X a terrorist group", "X was listed as a terrorist group"."""
    verb = token.head
    if token.dep_ in ("ccomp", "xcomp"):
        return [c for c in token.lefts if c.dep_ == "nsubj"] if not any(c.pos_ == "AUX" for c in token.lefts) else []
    if token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in calling:
        verb = verb.head
    elif token.dep_ != "oprd":
        return []
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < token.i]
    return objects or ([verb.head] if verb.dep_ == "acl" else [])
