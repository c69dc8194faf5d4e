"""Times in a French parse, and what the parser hangs on them or loses behind them."""

from __future__ import annotations

from ingest.french.parse import Parse
from ingest.french.predicates import FULL, STEPS

_TIMES = frozenset({
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "an", "année", "mois",
    "semaine", "jour", "matin", "soir", "nuit", "midi", "fin", "début", "printemps", "été", "automne", "hiver",
    "veille", "lendemain", "moment",
    "ans", "heure", "heures", "jours", "semaines", "fois", "minute", "minutes", "siècle",
})  # fmt: skip
_NEAR = ("ce", "cet", "cette", "ces", "chaque")
"""What stands before a time that needs no preposition: "chaque mois"."""


LATER = ("tard", "tôt")


def told_later(parse: Parse, adverb: int) -> None:
    """A time that says how much later is no object: "Niamey dément une semaine plus tard"."""
    time = adverb - 2
    if time > 0 and parse.deps[time] == "obj" and parse.words[time + 1] == "plus" and is_time(parse, time):
        parse.deps[time] = "obl:mod"


def is_time(parse: Parse, index: int) -> bool:
    """Whether a token is a day, month, year or span of time."""
    is_year = parse.pos[index] == "NUM" and parse.words[index].isdigit() and len(parse.words[index]) in (1, 2, 4)
    return is_year or parse.lemmas[index] in _TIMES or parse.words[index] in _TIMES


def take_article(parse: Parse, noun: int, cases: list[int]) -> None:
    """Makes a phrase that "des" or "du" opens its verb's object, in place."""
    parse.deps[noun] = "obj"
    for case in cases:
        parse.deps[case], parse.pos[case], parse.lemmas[case] = "det", "DET", "un"


def after_time(parse: Parse, noun: int) -> None:
    """What stands behind a time belongs to what happens then: "le 10 juillet à Bangui", "d'ici à fin 2026 au Togo"."""
    above = parse.heads[noun]
    if parse.lemmas[noun] in _TIMES or parse.pos[noun] == "NUM":
        return
    for _ in range(STEPS):
        if not is_time(parse, above) or parse.heads[above] == above:
            break
        above = parse.heads[above]
    if above != parse.heads[noun] and (parse.is_verb(above) or parse.pos[above] == "NOUN"):
        is_agent = parse.deps[noun] == "obl:agent"
        parse.attach(noun, above, "obl:agent" if is_agent else "obl:mod" if parse.is_verb(above) else "nmod")


def behind_time(parse: Parse, noun: int) -> None:
    """Behind a time "des" is an article, and a name or what is counted the object: "a visé mardi des positions"."""
    start = parse.left_edge(noun)
    verb = _verb_before_time(parse, start - 1)
    if verb is None or parse.kids_as(noun, "cop", "nsubj"):
        return
    cases = [kid for kid in parse.kids_as(noun, "case") if kid == start and parse.words[kid] == "des"]
    is_article = bool(cases) and parse.pos[noun] == "NOUN" and parse.heads[noun] == verb and not is_time(parse, noun)
    is_loose = parse.heads[noun] == noun or is_time(parse, parse.heads[noun])  # "a rencontré dimanche Marco Rubio"
    is_torn = is_loose and parse.pos[noun] == "PROPN" and not parse.kids_as(noun, "case", "cc")
    is_told = any(kid < noun for kid in parse.kids_as(noun, "nummod", "det"))  # "a visé vendredi 5 avril une position"
    is_full = is_told and parse.deps[noun] == "nmod" and not parse.kids_as(noun, "case", "cc")
    is_full = is_full and not is_time(parse, noun) and is_time(parse, parse.heads[noun])
    if not (is_article or is_torn or is_full) or not parse.attach(noun, verb, "obj"):
        return
    for time in parse.kids_as(verb, "obj"):
        if time != noun:
            parse.deps[time] = "obl:mod"
    take_article(parse, noun, cases)


def _verb_before_time(parse: Parse, end: int) -> int | None:
    """The verb that a time ending there belongs to, if it acts and has no object but perhaps that time."""
    if end < 1 or not is_time(parse, end):
        return None
    time = end
    for _ in range(STEPS):
        if not is_time(parse, parse.heads[time]):
            break
        time = parse.heads[time]
    verb = parse.heads[time]
    for _ in range(STEPS):
        if parse.deps[verb] != "nmod" and not parse.deps[verb].startswith("obl"):
            break
        time, verb = verb, parse.heads[verb]  # "depuis le coup d'État du 26 juillet"
    full = [kid for kid in parse.kids_as(verb, *FULL) if kid != time]
    is_moving = any(parse.lemmas[kid] == "être" for kid in parse.kids_as(verb, "aux:tense"))
    if parse.pos[verb] != "VERB" or not verb < time or full or is_moving:
        return None
    near = any(parse.words[kid] in _NEAR for kid in parse.kids_as(time, "det"))
    return verb if parse.deps[time] != "obj" or near else None
