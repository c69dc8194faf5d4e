"""Predicates of a French parse: which tokens have an ending, where their group begins, what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.french.parse import Parse

SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj", "nsubj:caus")
AUXILIARIES = ("aux:tense", "aux:pass", "aux", "aux:caus")
LOOSE = ("obl:mod", "obl:arg", "dep", "dislocated", "vocative", "parataxis", "advmod")
"""What the parser calls a subject that it does not see."""
CLITICS = ("se", "s'", "le", "la", "les", "l'", "lui", "leur", "y", "en")
"""Pronouns between a subject and its verb."""
NEGATIONS = ("ne", "n'")
QUE = ("que", "qu'")
PARTICIPLE = re.compile(r"ée?s?$")
"""How most past participles end."""
FULL = ("obj", "cop", "ccomp", "xcomp", "aux:pass", "expl:comp", "expl:pass")
"""Dependents that show that a verb wants no further object."""
_AGREEING = ("Gender", "Number")
_WITHOUT = ("conj", "acl:relcl", "fixed", "cop", "ccomp", *AUXILIARIES)
"""Where a verb may do without a subject of its own."""
_OF = ("de", "d'")
OF = (*_OF, "du", "des")
"""What opens a genitive, with the article or without."""
TO = ("à", "au", "aux")
STEPS = 12
"""How far up the parse is climbed, in arcs."""


def first_of(parse: Parse, verb: int) -> int:
    """The first token of a verb's group: its auxiliaries, its negation and the pronouns before it."""
    group = parse.kids_as(verb, *AUXILIARIES, "cop")
    group += [
        kid
        for kid in parse.kids[verb]
        if kid < verb and (parse.words[kid] in NEGATIONS or (parse.pos[kid] == "PRON" and parse.words[kid] in CLITICS))
    ]
    return min((verb, *group))


def is_predicate(parse: Parse, index: int) -> bool:
    """Whether a token is a verb, or a noun or adjective with a copula, that has an ending."""
    if parse.is_verb(index):
        parts = [index, *parse.kids_as(index, "cop", *AUXILIARIES)]
    elif not parse.kids[index]:
        return False  # most words
    else:
        parts = parse.kids_as(index, "cop")
    return any(parse.has(at, "VerbForm=Fin") and not parse.has(at, "Mood=Imp") for at in parts)


def wants_subject(parse: Parse, verb: int) -> bool:
    """Whether a verb that heads a clause has none."""
    if parse.deps[verb] in _WITHOUT or not is_predicate(parse, verb):
        return False
    return not parse.kids_as(verb, *SUBJECTS, "mark")


def is_bare(parse: Parse, noun: int) -> bool:
    """Whether a noun stands without preposition and says nothing by itself."""
    return parse.is_noun(noun) and not parse.kids_as(noun, "case", "cop", *SUBJECTS)


def agrees(parse: Parse, noun: int, participle: int) -> bool:
    """Whether gender and number of a noun, as far as they are known, are those of a participle."""
    features, others = _features(parse, noun), _features(parse, participle)
    return all(features.get(name, others.get(name)) == others.get(name) for name in _AGREEING)


def _features(parse: Parse, index: int) -> dict[str, str]:
    return dict(part.split("=", 1) for part in parse.morphs[index].split("|") if "=" in part)


def is_of(parse: Parse, infinitive: int) -> bool:
    """Whether an infinitive is what somebody is accused of or asked: "accuse X d'avoir tué"."""
    return any(parse.words[kid] in _OF for kid in parse.kids_as(infinitive, "mark", "case"))


def role(parse: Parse, verb: int) -> str:
    """What a verb calls its subject."""
    return "nsubj:pass" if parse.kids_as(verb, "aux:pass") else "nsubj"


def above(parse: Parse, node: int) -> Iterator[int]:
    """What stands above a token, nearest first; the root again and again."""
    for _ in range(STEPS):
        node = parse.heads[node]
        yield node


def follows_without_subject(parse: Parse, verb: int) -> bool:
    """Whether a verb behind a comma has an ending, but neither subject nor conjunction."""
    is_lone = is_predicate(parse, verb) and not parse.kids_as(verb, *SUBJECTS, "mark", "cc")
    return is_lone and parse.words[first_of(parse, verb) - 1] == ","


def is_told(parse: Parse, clause: int) -> bool:
    """Whether a clause may be what somebody says: no bare participle is, as in "X, lié à Y, maintient sa pression"."""
    return not parse.is_past_participle(clause) or bool(parse.kids_as(clause, *AUXILIARIES, "cop"))


def antecedent(parse: Parse, pronoun: int) -> int | None:
    """What a relative clause may be about: the noun before its pronoun, or the "ce" of "ce que Kigali dément"."""
    at = pronoun - 1 - (parse.words[pronoun - 1] == ",")
    while at > 0 and parse.pos[at] in ("NUM", "ADJ"):
        at -= 1
    return at if at >= 0 and (parse.is_noun(at) or parse.words[at] == "ce") else None
