"""How a word that the French tagger takes for a noun becomes the verb that it is, and what stands right behind it."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.times import is_time

PRESENT = "Mood=Ind|Number={}|Person=3|Tense=Pres|VerbForm=Fin"
ENDING = re.compile(r"[^aeiouéèêy]{1,2}(e|ent)$|(gu|qu|i|u|é|y)(e|ent)$")
_GRAVE = re.compile(r"è(?=[^aeiouéèêy]+er$)")
_OPEN = re.compile(r"(m|l|s|p|v|ch)è(n|v|m|s|t)er$")
"""Verbs whose "è" is no "é" in the infinitive: "mener", "lever", "semer", "peser", "acheter"."""
ARTICLES = ("le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs")
_BEFORE_TIMES = ("depuis", "dès", "chaque", "cette", "ce", "fin", "début", "en")


def is_misread_form(parse: Parse, index: int) -> bool:
    """Whether a word could be a verb in the present, whatever the tagger says."""
    is_known = parse.words[index] in grammar().no_adverbs
    is_like = parse.texts[index].islower() and (is_known or bool(ENDING.search(parse.words[index])))
    is_open = parse.pos[index] in ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
    return is_like and is_open and not parse.kids_as(index, "case", "det", "cop", "aux:tense", "aux:pass")


def become(parse: Parse, verb: int) -> None:
    """Makes a word a verb in the present, in place."""
    if parse.pos[verb] == "VERB":
        return
    plural = parse.words[verb].endswith("ent")
    infinitive = parse.words[verb].removesuffix("ent" if plural else "e") + "er"
    infinitive = _GRAVE.sub("e" if _OPEN.search(infinitive) else "é", infinitive)
    parse.lemmas[verb] = grammar().no_adverbs.get(parse.words[verb], infinitive)
    is_many = plural and parse.lemmas[verb].endswith("er")
    parse.pos[verb], parse.morphs[verb] = "VERB", PRESENT.format("Plur" if is_many else "Sing")


def take_phrase(parse: Parse, verb: int, dep: str) -> None:
    """Gives a verb the phrase right behind it, as object or as subject."""
    noun = past_time(parse, past_adverbs(parse, verb + 1))
    noun += parse.words[noun] == "des"
    while noun < len(parse.words) and parse.pos[noun] in ("DET", "ADJ"):
        noun += 1
    if noun >= len(parse.words) or not (parse.is_noun(noun) or is_name(parse, noun)):
        return
    while verb < parse.heads[noun] != noun and parse.is_noun(parse.heads[noun]):
        noun = parse.heads[noun]
    parse.attach(noun, verb, dep)


def past_time(parse: Parse, index: int) -> int:
    """The first token from there on that belongs to no time without article."""
    start = index + (parse.words[index] in _BEFORE_TIMES)
    at = start
    while at < len(parse.words) - 1 and is_time(parse, at):
        at += 1
    return at if at > start else index


def past_adverbs(parse: Parse, index: int) -> int:
    """The first token from there on that is no adverb: "que dirige toujours X"."""
    while index < len(parse.words) - 1 and parse.pos[index] == "ADV":
        index += 1
    return index


def is_name(parse: Parse, index: int) -> bool:
    """Whether a token is a capitalised name."""
    return parse.pos[index] == "PROPN" and parse.texts[index][:1].isupper()


def opens_phrase(parse: Parse, index: int) -> bool:
    """Whether a name or an article stands there: no noun is followed by either, unless it says what a name is."""
    is_named = is_name(parse, index) or (parse.pos[index] == "NOUN" and parse.texts[index][:1].isupper())
    return is_named or (parse.pos[index] == "DET" and parse.words[index] in ARTICLES)


def opens_object(parse: Parse, index: int) -> bool:
    """Whether a verb's object begins there, perhaps behind a time or what one calls it: "juge inacceptables les"."""
    start = past_time(parse, index)
    start += parse.pos[start] == "ADJ" and start + 1 < len(parse.words) and parse.pos[start + 1] == "DET"
    return opens_phrase(parse, start) or parse.words[start] == "des"
