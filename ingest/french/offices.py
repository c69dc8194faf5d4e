"""People behind their office and nouns that say who somebody is, hung by the French parser on another noun, mended."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import OF, SUBJECTS, agrees, first_of
from ingest.french.times import is_time

_STRUNG = ("flat:name", "flat:foreign", "appos", "nmod", "conj")
_DEMONYM = re.compile(r"(ais|aise|ien|ienne|éen|éenne|ois|oise|ain|aine|ant|ante|iote|yote|on|onne|il|ile)$")
_ARTICLES = ("le", "la", "l'", "un", "une")
_LINKS = ("et", "ou", "ni", "puis")


def mend_offices(parse: Parse) -> None:
    """Mends a parse in place."""
    for start, end, label in parse.ents:
        if label == "PER" and start > 1:
            _behind_body(parse, start, end)
    for index in range(len(parse.words)):
        if parse.pos[index] == "PROPN":
            _of_nation(parse, index)
            _behind_noun(parse, index)
        elif parse.pos[index] == "ADJ" and parse.deps[index] == "amod":
            _of_office(parse, index)
            _completed(parse, index)
        elif parse.pos[index] == "NOUN":
            _behind_article(parse, index)
            _opening(parse, index)
        if parse.deps[index] == "conj" and parse.pos[index] == "NOUN":
            _lone_conjunct(parse, index)
        if parse.is_noun(index) and parse.has_case(index, ("par",)):
            _by_whom(parse, index)


def _behind_body(parse: Parse, start: int, end: int) -> None:
    """Who is named behind an office and its body holds it: "le secrétaire général de l'ONU António Guterres"."""
    tops = [i for i in range(start, end) if not start <= parse.heads[i] < end]
    if not tops or parse.pos[start - 1] != "PROPN" or parse.pos[start] != "PROPN":
        return
    if any(first <= start - 1 and start < last for first, last, _ in parse.ents):
        return
    top = tops[0]
    body = parse.heads[top]
    if not body < start or parse.deps[top] not in _STRUNG[:4] or parse.kids_as(top, "case", "cc", "det"):
        return
    body = parse.name_head(body)
    office = parse.heads[body]
    is_body = parse.deps[body] == "nmod" and parse.has_case(body, OF) and parse.pos[office] == "NOUN" and office < body
    if not is_body or not parse.has(office, "Number=Sing") or not parse.attach(top, office, "appos"):
        return
    for other in tops[1:]:
        parse.attach(other, top, "flat:name")


def _by_whom(parse: Parse, agent: int) -> None:
    """By whom somebody was made something is no part of that: "nommé conseiller pour l'Afrique par X"."""
    office = parse.heads[agent]
    participle = parse.heads[office]
    is_past = parse.is_past_participle(participle)
    is_made = parse.pos[participle] == "VERB" and parse.deps[office] in ("obj", "xcomp") and participle < office < agent
    is_loose = parse.deps[agent] in ("nmod", "obl:agent", "obl:mod", "obl:arg")
    if is_past and is_made and is_loose and not parse.kids_as(participle, "obl:agent", "aux:tense"):
        parse.attach(agent, participle, "obl:agent")


def _of_nation(parse: Parse, noun: int) -> None:
    """A capitalised noun for a native has the name behind it: "a nommé la Camerounaise Bintou Keita"."""
    is_noun = parse.deps[noun - 1] == "det" and parse.words[noun - 1] in _ARTICLES
    if not is_noun or not _DEMONYM.search(parse.words[noun]) or parse.heads[noun - 1] != noun:
        return
    names = [kid for kid in parse.kids_as(noun, "flat:name", "flat:foreign", "appos", "nmod") if kid > noun]
    is_person = any(s in (noun, noun + 1) and end > noun + 1 and label != "ORG" for s, end, label in parse.ents)
    if not is_person or noun + 1 not in names or parse.pos[noun + 1] != "PROPN":
        return
    parse.pos[noun], parse.morphs[noun] = "NOUN", "Number=Sing"
    parse.replace(noun, noun + 1, "compound")
    parse.hand_over(noun, noun + 1)


def _of_office(parse: Parse, adjective: int) -> None:
    """The adjective behind an office with a bare noun is the office's: "le secrétaire d'État américain"."""
    inner = parse.heads[adjective]
    office = parse.heads[inner]
    is_inner = parse.deps[inner] == "nmod" and inner == adjective - 1 and parse.has_case(inner, ("de", "d'"))
    is_bare = is_inner and not parse.kids_as(inner, "det") and office < inner
    is_seen = "=" in parse.morphs[office] and "=" in parse.morphs[inner]
    is_outer = is_seen and not agrees(parse, inner, adjective)  # "le plan de paix américain"
    if is_bare and (is_outer or parse.words[office] in grammar().offices) and agrees(parse, office, adjective):
        parse.attach(adjective, office, "amod")


def _completed(parse: Parse, adjective: int) -> None:
    """The phrase right behind an adjective set apart completes it: "X et Y, hostiles au projet de Z, ont voté"."""
    noun, behind = parse.heads[adjective], adjective + 1
    if adjective < 2 or parse.words[adjective - 1] != "," or behind >= len(parse.words) or noun > adjective:
        return
    phrase = parse.heads[behind]
    is_next = parse.deps[behind] == "case" and parse.heads[phrase] == noun and parse.deps[phrase] == "nmod"
    if is_next:
        parse.attach(phrase, adjective, "obl:arg")
    first = parse.heads[noun]
    if parse.deps[noun] == "conj" and parse.has(adjective, "Number=Plur") and parse.is_noun(first):
        parse.attach(adjective, first, "amod")


def _behind_article(parse: Parse, noun: int) -> None:
    """A noun with an article behind a name and a comma says who that is: "X, l'ambassadeur américain à Y, a salué"."""
    is_said = parse.deps[noun] == "amod" or (parse.deps[noun] in ("nmod", "dep") and parse.kids_as(noun, "det"))
    if not is_said:
        return
    name, first = parse.heads[noun], parse.left_edge(noun)
    is_apart = first > 0 and parse.words[first - 1] == ","
    if is_apart and parse.is_noun(name) and name < first and not parse.kids_as(noun, "case", "cc", "cop", *SUBJECTS):
        parse.deps[noun] = "appos"


def _behind_noun(parse: Parse, name: int) -> None:
    """A name right behind a noun with an article says who or what that is: "contrôlent la capitale Sanaa"."""
    noun, verb = name - 1, parse.heads[name]
    if parse.deps[name] == "flat:name" and parse.pos[verb] == "VERB" and verb == noun:
        if parse.kids_as(verb, *SUBJECTS) and not parse.kids_as(verb, "obj"):
            parse.deps[name] = "obj"  # no name goes on behind a verb: "a invité Kigali à partir"
        return
    if noun < 1 or parse.pos[noun] != "NOUN" or parse.heads[noun] != verb:
        return
    is_loose = parse.deps[name] in ("advmod", "obl:mod", "dep", "xcomp") and parse.is_verb(verb) and verb < noun
    is_bare = not parse.kids_as(name, "case", "det", "cop") and not is_time(parse, noun)
    is_person = any(start in (noun, name) and label == "PER" for start, _, label in parse.ents)
    is_behind = is_person and parse.deps[name] in ("obj", "dep", "obl:mod") and verb < noun
    if is_bare and is_behind and parse.kids_as(noun, "case"):
        parse.attach(name, noun, "appos")  # "a lancé un appel au général X"
    elif is_loose and parse.deps[noun] == "obj" and is_bare and parse.kids_as(noun, "det"):
        parse.attach(name, noun, "appos")


def _opening(parse: Parse, noun: int) -> None:
    """What a sentence opens with says who its subject is: "Successeur de X à la tête de Y, Z a prévenu W"."""
    verb = parse.heads[noun]
    if not parse.is_verb(verb) or verb < noun or parse.kids_as(noun, "det", "case", "cop"):
        return
    if any(number < noun for number in parse.kids_as(noun, "nummod")) or not parse.opens_sentence(
        parse.left_edge(noun)
    ):
        return  # "Numéro deux de X, Y a fui", but "Deux soldats de X, Y et Z"
    comma = next((i for i in range(noun + 1, verb) if parse.words[i] == ","), 0)
    subjects = [kid for kid in parse.kids_as(verb, "nsubj", "nsubj:pass") if kid > comma]
    is_free = parse.deps[noun] in ("obl:mod", "dep", "dislocated", "advcl", "parataxis", "vocative")
    if is_free and comma and subjects and parse.is_noun(subjects[0]) and not is_time(parse, noun):
        parse.attach(noun, subjects[0], "appos")
        return
    name = comma + 1 + (parse.pos[comma + 1] == "DET")
    if not comma or parse.deps[noun] not in SUBJECTS or subjects or not parse.is_noun(name):
        return
    while comma < parse.heads[name] < name:
        name = parse.heads[name]
    is_hung = (
        noun <= parse.heads[name] < comma and parse.deps[name] in _STRUNG and not parse.kids_as(name, "case", "cc")
    )
    if is_hung and "," not in parse.words[comma + 1 : first_of(parse, verb)] and parse.words[noun + 1] in (*OF, "à"):
        dep = parse.deps[noun]
        if parse.attach(name, verb, dep):
            parse.attach(noun, name, "appos")


def _lone_conjunct(parse: Parse, noun: int) -> None:
    """What nothing but commas sets apart is coordinated with nothing: "X, principale dissidence de Y, a attaqué"."""
    first, start = parse.heads[noun], parse.left_edge(noun)
    if start < 2 or parse.words[start - 1] != "," or not parse.is_noun(first) or first > noun:
        return
    others = [k for k in parse.kids_as(first, "conj") if k != noun and not parse.kids_as(k, "case", "cop", *SUBJECTS)]
    if others:
        return
    end = max([noun, *(_last(parse, kid) for kid in parse.kids[noun])])
    is_closed = (
        end + 1 < len(parse.words) and parse.words[end + 1] in (",", ".") and parse.words[end + 2 : end + 3] != ["et"]
    )
    is_linked = parse.kids_as(noun, "cc") or any(word in _LINKS for word in parse.words[first:start])
    if is_closed and not is_linked and not parse.kids_as(noun, "case", "conj", "cop", *SUBJECTS):
        parse.deps[noun] = "appos"


def _last(parse: Parse, index: int) -> int:
    while parse.kids[index] and parse.kids[index][-1] > index and parse.pos[parse.kids[index][-1]] != "PUNCT":
        index = parse.kids[index][-1]
    return index
