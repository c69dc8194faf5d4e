"""Subjects behind their verbs, and numbers that the French parser takes for heads of what they count."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import SUBJECTS, is_bare

_ROUND = ("cents", "mille", "cent")
_REFLEXIVE = ("expl:comp", "expl:pass")


def mend_inversions(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in _ROUND:
            _counted(parse, index)
    for index in range(len(parse.words)):
        if parse.pos[index] == "VERB" and parse.has(index, "VerbForm=Part"):
            _passive(parse, index)


def _counted(parse: Parse, number: int) -> None:
    """What is counted heads its number: "trois cents soldats"."""
    noun = number + 1
    is_below = noun < len(parse.words) and parse.heads[noun] == number
    if not is_below or parse.pos[noun] not in ("NOUN", "PROPN") or parse.kids_as(noun, "case", "det"):
        return
    parse.replace(number, noun, "nummod")
    parse.pos[number] = "NUM"
    parse.hand_over(number, noun)


def _passive(parse: Parse, verb: int) -> None:
    """What stands behind a passive is its subject: "où sont stationnés deux bataillons"; "est tombé" is none."""
    being = [kid for kid in parse.kids_as(verb, "aux:tense", "aux:pass") if parse.lemmas[kid] == "être"]
    is_active = parse.lemmas[verb] in grammar().being
    if being and is_active and not parse.kids_as(verb, "obl:agent"):
        for kid in parse.kids_as(verb, "nsubj:pass", "aux:pass"):
            parse.deps[kid] = "nsubj" if parse.deps[kid] == "nsubj:pass" else "aux:tense"
    if not being or parse.kids_as(verb, *SUBJECTS, *_REFLEXIVE, "cop"):
        return
    behind = [kid for kid in parse.kids_as(verb, "obj", "obl:mod", "dep") if kid > verb and is_bare(parse, kid)]
    behind = [kid for kid in behind if parse.kids_as(kid, "det", "nummod") or parse.pos[kid] == "PROPN"]
    if not behind or parse.left_edge(behind[0]) != verb + 1:
        return
    if not is_active:
        parse.deps[being[-1]] = "aux:pass"
    parse.deps[behind[0]] = "nsubj" if is_active else "nsubj:pass"
