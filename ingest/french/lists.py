"""Coordinations that the French parser tears or hangs one noun too deep, put together again."""

from __future__ import annotations

from ingest.french.parse import Parse
from ingest.french.predicates import OF, STEPS, SUBJECTS, is_bare, role

_ARTICLES = ("le", "la", "l'", "les", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces")
_UNDER = ("sous",)
"""What introduces under whose care two parties meet, which is about the meeting."""
_FULL = ("obj", "ccomp", "xcomp", "expl:comp", "expl:pass", "obl:agent")
_THEN = ("puis", "et", "ou", "comme", "voire")
_BEFORE_NOUNS = ("DET", "ADJ", "NUM")
_BRACKETED = 24
"""How many tokens a list between brackets may have."""


def mend_lists(parse: Parse) -> None:
    """Mends a parse in place."""
    for index in range(len(parse.words)):
        if parse.pos[index] == "ADJ":
            _adjective(parse, index)
        if parse.deps[index] == "appos" and parse.pos[index] == "PROPN":
            _second_of_three(parse, index)
        if parse.deps[index] in ("xcomp", "advcl", "parataxis") and parse.has(index, "VerbForm=Fin"):
            _third_verb(parse, index)
        if parse.deps[index] == "conj" and parse.is_noun(index):
            _behind_number(parse, index)
            _behind_whole_name(parse, index)
    for index, word in enumerate(parse.words):
        if word == "entre" and parse.deps[index] == "case":
            _between(parse, parse.heads[index])
        elif word == "(":
            _bracketed(parse, index)
        if parse.deps[index] == "conj" and parse.is_noun(index):
            _of_same(parse, index)
            _beside_owner(parse, index)
            _by_several(parse, index)


def _adjective(parse: Parse, index: int) -> None:
    if parse.deps[index] == "obj":
        _before_noun(parse, index)
    elif parse.deps[index] == "amod":
        _one_after_other(parse, index)


def _bracketed(parse: Parse, opening: int) -> None:
    """Names between brackets are one list, said of the noun before: "le Quad (États-Unis, Arabie saoudite, Égypte)"."""
    closing = next((i for i in range(opening, min(opening + _BRACKETED, len(parse.words))) if parse.words[i] == ")"), 0)
    inside = range(opening + 1, closing)
    names = [i for i in inside if parse.pos[i] == "PROPN" and _opens_item(parse, i)]
    if len(names) < 2 or any(parse.is_verb(i) or parse.deps[i] == "case" for i in inside):
        return
    if "," not in parse.words[opening + 1 : names[1]] or parse.heads[names[0]] >= opening:
        return
    for name in names[1:]:
        parse.attach(name, names[0], "conj")
    parse.attach(opening, names[0], "punct")


def _opens_item(parse: Parse, index: int) -> bool:
    """Whether an item of a list begins there, perhaps with an article."""
    before = index - 1 - (parse.pos[index - 1] == "DET")
    return parse.words[before] in ("(", ",", "et")


def _by_several(parse: Parse, noun: int) -> None:
    """A list goes on behind "par": "l'alliance, créée par X, Y et Z, a quitté W"."""
    first, link = parse.heads[noun], parse.left_edge(noun) - 1
    if parse.words[link] not in (",", "et") and parse.words[link + 1] == "et":
        link += 1
    last = link - 1
    while parse.deps[last] in ("flat:name", "flat:foreign", "conj", "amod") and first < parse.heads[last] < last:
        last = parse.heads[last]
    participle = parse.heads[last]
    is_agent = parse.pos[last] == "PROPN" and parse.has_case(last, ("par",)) and first < participle < last
    is_named = is_bare(parse, noun) and parse.texts[noun][:1].isupper()
    if not is_agent or not is_named or parse.heads[participle] != first:
        return
    if parse.words[link] == "," or (parse.words[link] == "et" and parse.kids_as(last, "conj")):
        parse.attach(noun, last, "conj")


def _between(parse: Parse, one: int) -> None:
    """Two parties stand behind "entre": "une trêve, conclue sous l'égide de l'ONU, entre X et Y"."""
    if not parse.is_noun(one):
        return
    if not parse.kids_as(one, "conj"):
        _second_party(parse, one)
    if _behind_aside(parse, one):
        return
    far = parse.heads[one]
    if parse.pos[far] == "VERB" and far < one and not parse.kids_as(far, *_FULL):
        subjects = [k for k in parse.kids_as(far, "nsubj", "nsubj:pass") if k < far and parse.pos[k] == "NOUN"]
        if subjects and parse.kids_as(one, "conj"):  # "des combats ont éclaté entre X et Y"
            parse.attach(one, subjects[0], "nmod")
            return
    if parse.kids_as(far, "cop") and parse.kids_as(far, "case") and (subjects := parse.kids_as(far, "nsubj")):
        parse.attach(one, subjects[0], "nmod")  # "des discussions sont en cours entre X et Y"
        return
    for _ in range(STEPS):
        under = parse.heads[far]
        if not parse.is_noun(far) or under >= far or parse.deps[far] not in ("nmod", "obl:mod", "obl:arg", "obl:agent"):
            break
        if any(parse.words[case] in _UNDER for case in parse.kids_as(far, "case")):
            parse.attach(one, under, "nmod" if parse.is_noun(under) else "obl:mod")
            return
        far = under


def _second_party(parse: Parse, one: int) -> None:
    link = _right_edge(parse, one) + 1
    if link >= len(parse.words) or parse.words[link] != "et":
        return
    other = link + 1
    while other < len(parse.words) and parse.pos[other] in _BEFORE_NOUNS:
        other += 1
    if other >= len(parse.words) or not parse.is_noun(other):
        return
    while link < parse.heads[other] < other and parse.is_noun(parse.heads[other]):
        other = parse.heads[other]
    verb, was = parse.heads[other], parse.deps[other]
    if not parse.attach(other, one, "conj"):
        return
    parse.attach(link, other, "cc")
    if was in SUBJECTS and not parse.kids_as(verb, *SUBJECTS):
        top = one
        while parse.heads[top] < top and parse.is_noun(parse.heads[top]):
            top = parse.heads[top]
        if is_bare(parse, top) and parse.heads[top] in (top, verb):
            parse.attach(top, verb, role(parse, verb))


def _right_edge(parse: Parse, index: int) -> int:
    while parse.kids[index] and parse.kids[index][-1] > index:
        index = parse.kids[index][-1]
    return index


def _beside_owner(parse: Parse, noun: int) -> None:
    """A noun with an article but no second "de" goes with the owned one: "la milice de X et l'armée ont signé"."""
    first = parse.heads[noun]
    owned = parse.heads[first]
    if parse.deps[first] != "nmod" or not parse.is_noun(owned) or not owned < first < noun:
        return
    is_owner = parse.has_case(first, OF)
    articles = [kid for kid in parse.kids_as(noun, "det") if parse.words[kid] in _ARTICLES]
    links = [kid for kid in parse.kids_as(noun, "cc") if parse.words[kid] == "et"]
    if not is_owner or not articles or not links or parse.kids_as(noun, "case", "cop", *SUBJECTS):
        return
    if articles[0] == links[0] + 1 and len(parse.kids_as(first, "conj")) == 1:
        parse.attach(noun, owned, "conj")


def _before_noun(parse: Parse, adjective: int) -> None:
    """An adjective between article and noun is no object: "a proposé ses bons offices"."""
    noun, verb = adjective + 1, parse.heads[adjective]
    is_before = noun < len(parse.words) and parse.pos[noun] == "NOUN" and parse.heads[noun] in (verb, adjective)
    if (
        not is_before
        or not verb < adjective
        or parse.kids_as(noun, "det", "case")
        or not parse.kids_as(adjective, "det")
    ):
        return
    if parse.heads[noun] == adjective:
        parse.replace(adjective, noun, "amod")
    else:
        parse.deps[noun] = "obj"
        parse.attach(adjective, noun, "amod")
    parse.hand_over(adjective, noun)


def _one_after_other(parse: Parse, adjective: int) -> None:
    """Adjectives on both sides of "puis" are coordinated: "les troupes françaises puis américaines"."""
    first = adjective - 2
    is_linked = adjective > 1 and parse.words[adjective - 1] in _THEN and parse.heads[first] == parse.heads[adjective]
    if is_linked and parse.pos[first] == "ADJ" and parse.deps[first] == "amod":
        parse.attach(adjective, first, "conj")


def _third_verb(parse: Parse, verb: int) -> None:
    """A verb right behind another and a comma is the second of a list: "recrute, entraîne et équipe X"."""
    first = parse.heads[verb]
    is_next = first == verb - 2 and parse.words[verb - 1] == "," and parse.has(first, "VerbForm=Fin")
    if is_next and not parse.kids_as(verb, *SUBJECTS, "mark"):
        parse.deps[verb] = "conj"


def _behind_number(parse: Parse, noun: int) -> None:
    """The number in a name is coordinated with nothing: "la Brigade 444 et Radaa"."""
    number = parse.heads[noun]
    if parse.deps[number] == "nummod" and parse.heads[number] == number - 1 and parse.is_noun(number - 1):
        parse.attach(noun, number - 1, "conj")


def _second_of_three(parse: Parse, name: int) -> None:
    """A name behind a name and a comma goes on to "et": "le Burkina Faso, le Mali et le Niger" are three."""
    first, start = parse.heads[name], parse.left_edge(name)
    others = [kid for kid in parse.kids_as(name, "conj") if parse.pos[kid] == "PROPN" and parse.kids_as(kid, "cc")]
    is_listed = parse.pos[first] == "PROPN" and first < start and parse.words[start - 1] == "," and len(others) == 1
    alike = bool(parse.kids_as(first, "det")) == bool(parse.kids_as(name, "det")) and not parse.kids_as(first, "case")
    if is_listed and alike and not parse.kids_as(name, "case") and not parse.has(first, "Number=Plur"):
        parse.deps[name] = "conj"
        parse.attach(others[0], first, "conj")


def _behind_whole_name(parse: Parse, noun: int) -> None:
    """What is coordinated with a name is so with its head: "Vladimir Poutine et Donald Trump"."""
    name = parse.name_head(parse.heads[noun])
    if name != parse.heads[noun]:
        parse.attach(noun, name, "conj")


def _of_same(parse: Parse, noun: int) -> None:
    """Whoever bears the preposition of the one before goes with that: "l'appui de X, de Y et de Z"."""
    first = parse.heads[noun]
    words = [parse.words[case] for case in parse.kids_as(noun, "case")]
    if not parse.is_noun(first) or not first < noun or not words or words[0] not in OF:
        return
    if parse.has_case(first, OF):
        return
    owners = [kid for kid in parse.kids_as(first, "nmod") if kid < noun and parse.has_case(kid, OF)]
    if owners and parse.pos[owners[-1]] == parse.pos[noun] == "PROPN":
        parse.attach(noun, owners[-1], "conj")


def _behind_aside(parse: Parse, one: int) -> bool:
    """Parties behind a phrase between commas meet in what stands before: "la trêve conclue, sous X, entre Y et Z"."""
    comma = parse.left_edge(one) - 1
    opening = next((i for i in range(comma - 1, 0, -1) if parse.words[i] == ","), 0)
    if comma < 1 or parse.words[comma] != "," or not opening or parse.pos[opening + 1] != "ADP":
        return False
    if any(parse.is_verb(i) for i in range(opening, comma)):
        return False
    deal = opening - 1
    if parse.pos[deal] == "VERB" and parse.deps[deal] == "acl":
        deal = parse.heads[deal]
    if parse.pos[deal] != "NOUN" or not parse.kids_as(one, "conj"):
        return False
    for aside in parse.kids_as(parse.heads[one], "obl:mod"):
        if parse.left_edge(aside) == opening + 1:
            parse.attach(aside, deal, "nmod")
    return parse.attach(one, deal, "nmod")
