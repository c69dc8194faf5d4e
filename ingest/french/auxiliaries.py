"""Auxiliaries that the French parser parts from their participles, put together again."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import AUXILIARIES, OF, PARTICIPLE, SUBJECTS, TO, role

_AUXILIARY = ("avoir", "être")
_WITH_ACCENT = ("é", "és", "ée", "ées", "i", "is", "u", "us", "t")
_SINCE = "depuis"
_BEEN = "été"
_FAR = 24
"""How far behind an auxiliary its participle may stand, in tokens."""
_CLOSING = (".", "?", "!", ";", ":", "«", "»")


def mend_auxiliaries(parse: Parse) -> None:
    """Mends a parse in place."""
    for index in range(len(parse.words) - 3):
        if parse.lemmas[index] in _AUXILIARY and parse.has(index, "VerbForm=Fin"):
            _since(parse, index)
            is_alone = parse.deps[index] not in AUXILIARIES[:2]
            verb = _parted(parse, index) if is_alone or _is_torn(parse, index) else None
            if is_alone and verb is None:
                verb = _behind_phrase(parse, index)
            if verb is not None:
                _join(parse, index, verb)
            if parse.deps[index] in AUXILIARIES:
                _lend(parse, index, parse.heads[index])


def _since(parse: Parse, auxiliary: int) -> None:
    """What stands between auxiliary and participle is no preposition: "X a depuis prêté allégeance à Y"."""
    since, verb = auxiliary + 1, auxiliary + 2
    noun = parse.heads[since]
    if parse.words[since] != _SINCE or not PARTICIPLE.search(parse.words[verb]) or parse.heads[verb] != since:
        return
    if noun != verb + 1 or not parse.is_noun(noun):
        return
    parse.replace(noun, verb, "obj")
    for kid in [kid for kid in parse.kids[noun] if kid < verb or parse.has_case(kid, TO)]:
        parse.attach(kid, verb, "obl:arg" if kid > verb else parse.deps[kid])
    parse.attach(since, verb, "advmod")
    parse.pos[since], parse.deps[auxiliary] = "ADV", "aux:tense"


def _is_torn(parse: Parse, auxiliary: int) -> bool:
    """Whether what bears an auxiliary is no verb but a word inserted behind it: "ont, eux, salué"."""
    top = parse.heads[auxiliary]
    return auxiliary < top and not parse.is_verb(top) and parse.words[auxiliary + 1] == ","


def _parted(parse: Parse, auxiliary: int) -> int | None:
    """The participle behind what is inserted: "X a, selon l'ONU, pris Y", "X a par ailleurs, jeudi, dénoncé Y"."""
    end = min(auxiliary + _FAR, len(parse.words) - 1)
    commas = []
    for index in range(auxiliary + 1, end):
        if parse.words[index] in _CLOSING or parse.has(index, "VerbForm=Fin"):
            return None
        if parse.words[index] != ",":
            continue
        commas.append(index)
        verb = index + 1
        while verb < end and (parse.pos[verb] == "ADV" or parse.words[verb] == _BEEN):
            verb += 1
        is_participle = parse.is_past_participle(verb) and not parse.kids_as(verb, "aux:tense", *SUBJECTS)
        if len(commas) > 1 and is_participle and not parse.kids_as(verb, "obl:agent"):
            return verb
    return None


def _behind_phrase(parse: Parse, auxiliary: int) -> int | None:
    """The participle behind a short phrase that it is hung on: "X a au contraire salué Y"."""
    preposition, noun, verb = range(auxiliary + 1, auxiliary + 4)
    is_phrase = (parse.heads[preposition], parse.deps[preposition], parse.heads[noun]) == (noun, "case", auxiliary)
    is_hung = parse.heads[verb] == noun and parse.is_past_participle(verb)
    others = [kid for kid in parse.kids_as(auxiliary, "obj", "cop") if kid != noun]
    return verb if is_phrase and is_hung and not others else None


def _join(parse: Parse, auxiliary: int, verb: int) -> None:
    """Puts a participle in the place of its auxiliary, or of the word that bears that."""
    top = parse.heads[auxiliary] if parse.deps[auxiliary] in (*AUXILIARIES, "punct", "dep") else auxiliary
    noun = _subject(parse, auxiliary, top)
    place = noun if noun is not None and noun == top else top
    above, dep = parse.heads[place], parse.deps[place]
    parse.attach(verb, verb, "ROOT")
    if above != place and not auxiliary <= above <= verb:
        parse.attach(verb, above, dep)
    for old in dict.fromkeys((top, auxiliary)):
        if old != noun:
            for kid in [kid for kid in parse.kids[old] if kid < auxiliary or kid > verb or old == auxiliary]:
                is_phrase = parse.deps[kid] == "obj" and parse.kids_as(kid, "case")
                parse.attach(kid, verb, "obl:mod" if is_phrase else parse.deps[kid])
    if top not in (auxiliary, noun):
        parse.attach(top, verb, "obl:mod" if parse.is_noun(top) else "dep")
    been = [kid for kid in range(auxiliary + 1, verb) if parse.words[kid] == _BEEN]
    is_moving = parse.lemmas[auxiliary] == "avoir" or parse.lemmas[verb] in grammar().being
    parse.attach(auxiliary, verb, "aux:tense" if is_moving or been else "aux:pass")
    for kid in been:
        parse.attach(kid, verb, "aux:pass")
    parse.pos[auxiliary], parse.pos[verb] = "AUX", "VERB"
    if noun is not None:
        parse.attach(noun, verb, role(parse, verb))


def _subject(parse: Parse, auxiliary: int, top: int) -> int | None:
    """The subject of an auxiliary or of what bears it, or the noun that it stands behind."""
    subjects = [kid for old in (auxiliary, top) for kid in parse.kids_as(old, *SUBJECTS) if kid < auxiliary]
    if subjects:
        return subjects[0]
    noun = auxiliary - 1
    while parse.heads[noun] < noun and parse.deps[noun] not in ("ROOT", *OF):
        noun = parse.heads[noun]
    return noun if parse.is_noun(noun) and parse.heads[noun] in (noun, auxiliary, top) else None


def _lend(parse: Parse, auxiliary: int, verb: int) -> None:
    """An auxiliary has nothing of its own: "le Conseil a, pour la première fois, demandé à X"."""
    for kid in tuple(parse.kids[auxiliary]):
        if parse.deps[kid] in SUBJECTS:
            parse.attach(kid, verb, role(parse, verb))


def perfect_infinitive(parse: Parse, auxiliary: int) -> None:
    """The participle behind "d'avoir" is no noun: "accusé X d'avoir orchestré ce départ"."""
    noun = auxiliary + 1
    if parse.words[auxiliary] not in ("avoir", "être") or noun >= len(parse.words) or parse.deps[auxiliary] == "cop":
        return
    if parse.pos[noun] not in ("NOUN", "ADJ") or not parse.words[noun].endswith(_WITH_ACCENT):
        return
    if parse.heads[noun] != auxiliary or parse.deps[noun] not in ("obj", "xcomp") or parse.kids_as(noun, "det", "case"):
        return
    parse.replace(auxiliary, noun, "aux:tense")
    parse.hand_over(auxiliary, noun)
    parse.pos[noun], parse.morphs[noun] = "VERB", "Tense=Past|VerbForm=Part"


def perfect(parse: Parse, participle: int) -> None:
    """No adjective stands before the article of its noun: "a déjà gelé les avoirs"."""
    noun = parse.heads[participle]
    auxiliary = parse.heads[noun]
    articles = [kid for kid in parse.kids_as(noun, "det") if kid > participle]
    is_object = parse.deps[noun] == "obj" and parse.lemmas[auxiliary] == "avoir" and auxiliary < participle
    if not articles or not is_object or not parse.words[participle].endswith(_WITH_ACCENT[:4]):
        return
    if not parse.attach(participle, auxiliary, "xcomp"):
        return
    parse.replace(auxiliary, participle, "aux:tense")
    parse.hand_over(auxiliary, participle)
    parse.pos[auxiliary], parse.pos[participle] = "AUX", "VERB"
    parse.morphs[participle] = "Tense=Past|VerbForm=Part"
    parse.lemmas[participle] = re.sub(r"ée?s?$", "er", parse.words[participle])
