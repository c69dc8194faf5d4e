"""Pronouns that the French tagger and parser take for articles, for names, or for nobody, mended."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse

_POINTING = ("celui-ci", "celle-ci", "ceux-ci", "celles-ci")
_SUBJECTS = ("il", "elle", "ils", "elles", "-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-t-ils", "-t-elles")
_CLITICS = ("le", "la", "les", "l'")
_ADVERBIAL = ("y", "en")
_EAST = "est"
_REFLEXIVE = ("se", "s'")
_IMPERSONAL = frozenset({
    "falloir", "agir", "avoir", "être", "sembler", "paraître", "apparaître", "suffire", "rester", "arriver",
    "convenir", "exister", "manquer", "importer", "appartenir", "passer", "valoir", "advenir", "tarder", "ressortir",
    "résulter", "incomber", "devenir", "pleuvoir", "neiger", "faire", "demeurer", "survenir", "venir", "déplaire",
    "plaire", "aller",
})  # fmt: skip
"""Verbs whose "il" may stand for nobody."""


def mend_pronouns(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in _REFLEXIVE:
            _reflexive(parse, parse.heads[index])
        elif word == _EAST and index > 1 and _is_quarter(parse, index):
            _quarter(parse, index)
    for index, word in enumerate(parse.words):
        if parse.deps[index] == "cop" and word in _SUBJECTS and parse.is_verb(parse.heads[index]):
            parse.deps[index] = "nsubj"  # no verb joins them: "il lui reproche d'avoir tué X"
        if word in _POINTING:
            parse.pos[index], parse.morphs[index], parse.lemmas[index] = "PRON", "PronType=Dem", "celui-ci"
        elif word in _CLITICS:
            _clitic(parse, index)
        elif parse.deps[index] == "expl:subj" and word in _SUBJECTS:
            _subject(parse, index)


def _reflexive(parse: Parse, verb: int) -> None:
    """Some verbs say something else with "se": "se défend d'avoir tué X"."""
    if parse.lemmas[verb] in grammar().reflexive:
        parse.lemmas[verb] = f"se {parse.lemmas[verb]}"


def _quarter(parse: Parse, east: int) -> None:
    """Where the sun rises is a noun: "dans l'est du pays"."""
    parse.pos[east], parse.morphs[east], parse.lemmas[east] = "NOUN", "Gender=Masc|Number=Sing", parse.words[east]
    parse.pos[east - 1], parse.deps[east - 1] = "DET", "det"
    for noun in [kid for kid in parse.kids_as(parse.heads[east], "nmod") if kid > east]:
        if parse.left_edge(noun) == east + 1:
            parse.attach(noun, east, "nmod")


def _is_quarter(parse: Parse, east: int) -> bool:
    """Whether "l'est" is where the sun rises and no "l'" of "être": "dans l'est du pays", but "il l'est"."""
    is_object = parse.words[east - 1] == "l'" and parse.pos[east - 2] == "ADP" and parse.texts[east].islower()
    return is_object and parse.deps[east] not in ("cop", "aux:tense", "aux:pass")


def _subject(parse: Parse, pronoun: int) -> None:
    """Somebody is meant before a verb that somebody must do: "il compte renverser X", "il les aurait financés"."""
    verb = parse.heads[pronoun]
    is_open = parse.is_verb(verb) and parse.lemmas[verb] not in _IMPERSONAL and not parse.kids_as(verb, "aux:pass")
    if (is_open or parse.words[pronoun].endswith("s")) and not parse.kids_as(verb, "nsubj", "nsubj:pass"):
        parse.deps[pronoun] = "nsubj:pass" if parse.kids_as(verb, "aux:pass") else "nsubj"


def _clitic(parse: Parse, article: int) -> None:
    """No article stands before a verb that has its ending, or before "y": "X la soutient", "ils l'y ont tué"."""
    verb = article + 1
    if (
        parse.pos[article] == "PRON"
        and parse.deps[article] == "iobj"
        and not parse.kids_as(parse.heads[article], "obj")
    ):
        parse.deps[article] = "obj"  # only "lui" and "leur" are indirect
    if parse.pos[article] != "DET" or verb >= len(parse.words):
        return
    if parse.words[verb] in _ADVERBIAL and parse.pos[verb] == "PRON":
        verb += 1
    if verb >= len(parse.words) or not parse.is_verb(verb) or not parse.has(verb, "VerbForm=Fin"):
        return
    head = parse.heads[verb] if parse.pos[verb] == "AUX" and parse.is_verb(parse.heads[verb]) else verb
    parse.pos[article], parse.morphs[article] = "PRON", "Person=3"
    parse.attach(article, head, "obj" if parse.kids_as(head, "obj") in ([], [article]) else "iobj")
