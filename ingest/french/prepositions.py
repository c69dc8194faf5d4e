"""Prepositions of several words, which the French parser takes for a noun with a phrase of its own."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import TO

_OF = "de"
_OF_SOURCE = "de source"
_IN = "dans"
_SUBJECTS = ("nsubj", "nsubjpass")


def join_prepositions(parse: Parse) -> None:
    """Makes one preposition of such words, in place, once prepositions head their phrases."""
    names, told = grammar().prepositions, grammar().tellers
    places = {index for start, end, label in parse.ents if label == "LOC" for index in range(start, end)}
    for noun, word in enumerate(parse.words):
        if noun in places and parse.deps[noun] == "pobj" and _is_scene(parse, noun):
            parse.lemmas[parse.heads[noun]] = _IN
        elif word in names and parse.deps[noun] == "pobj":
            _join(parse, noun, *names[word])
        elif word in told and parse.lemmas[parse.heads[noun]] == _OF and not parse.kids_as(noun, "det", "poss"):
            parse.lemmas[parse.heads[noun]] = _OF_SOURCE  # "a-t-on appris de source militaire"


def _is_scene(parse: Parse, place: int) -> bool:
    """Whether something happens at a place: "Au Soudan, X a fourni des armes à Y" gives Sudan none."""
    preposition = parse.heads[place]
    verb, comma = parse.heads[preposition], place + 1
    while comma < verb and comma in parse.kids[comma - 1]:
        comma += 1
    is_opening = parse.lemmas[preposition] == TO[0] and parse.opens_sentence(preposition) and parse.is_verb(verb)
    return is_opening and parse.words[comma] == "," and any(kid > comma for kid in parse.kids_as(verb, *_SUBJECTS))


def _join(parse: Parse, noun: int, first: str, name: str) -> None:
    preposition = parse.heads[noun]
    if parse.lemmas[preposition] != first or parse.kids_as(noun, "amod", "conj", "nummod", "poss"):
        return
    within = [kid for kid in parse.kids_as(noun, "prep") if kid == noun + 1 and parse.lemmas[kid] == _OF]
    if not within or any(parse.words[kid] not in ("le", "la", "l'") for kid in parse.kids_as(noun, "det")):
        return
    for whom in parse.kids_as(within[0], "pobj"):
        parse.attach(whom, preposition, "pobj")
    parse.attach(within[0], preposition, "fixed")
    parse.attach(noun, preposition, "fixed")
    parse.lemmas[preposition], parse.pos[noun], parse.pos[preposition] = name, "ADP", "ADP"
