"""Names, appositions and coordinations that the French parser has torn apart, put together again."""

from __future__ import annotations

from itertools import pairwise

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import AUXILIARIES, OF, is_of, is_told

_PLACED = ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl:arg", "obl:mod", "nmod", "iobj", "appos", "conj")
_LOOSE = ("dep", "obl:mod", "ROOT", "advmod", "dislocated", "vocative", "nmod", "parataxis")
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_CLOSING = (".", "?", "!", ":", ";", "»", "…")
_IN_NAMES = ("obj", "nmod", "appos", "xcomp")
"""What the parser calls a further word of a name that it does not see as one."""
_FAR = 4
"""How far behind a comma the noun may stand, in tokens."""
_ARABIC = ("al", "el", "as", "ad", "ar", "at", "ech", "az")
_OF_DEEDS = ("par", "à", "au", "aux", "contre", "avec", "envers")
_OF_KIND = ("de", "d'", "sans", "en")
_ROLES = ("nsubj", "nsubj:pass", "obj", "obl:agent")


def join(parse: Parse) -> None:
    """Mends a parse in place."""
    for start, end, label in parse.ents:
        if label == "PER" and start:
            _behind_place(parse, start, end)
    for name in range(1, len(parse.words)):
        if parse.heads[name] == name and parse.pos[name] == "PROPN":
            _model(parse, name)
    at = 0
    while at < len(parse.words):
        end = _name_end(parse, at)
        if end > at + 1:
            _one_name(parse, at, end)
        at = max(end, at + 1)
    for index, word in enumerate(parse.words):
        if word == ",":
            _apposition(parse, index)
        elif word == "et":
            _coordination(parse, index)


def _model(parse: Parse, name: int) -> None:
    """The name of a thing right behind its noun is no sentence: "a livré des drones Bayraktar TB2 à l'armée"."""
    noun = name - 1
    verb = parse.heads[noun]
    kids = tuple(parse.kids[name])
    is_thing = parse.pos[noun] == "NOUN" and parse.deps[noun] in ("obj", "obl:mod", "obl:arg") and verb < noun
    if not is_thing or any(kid < name or parse.deps[kid] in _SUBJECTS or parse.is_verb(kid) for kid in kids):
        return
    if not parse.is_verb(verb) or not parse.has(noun, "Number=Plur") or not parse.attach(name, noun, "appos"):
        return
    for kid in kids:
        if parse.kids_as(kid, "case"):
            parse.attach(kid, verb, "obl:arg")


def _behind_place(parse: Parse, start: int, end: int) -> None:
    """A person named right behind another name is no part of it: "a reçu à la Maison Blanche Benyamin Netanyahou"."""
    other = parse.heads[start]
    known = any(first <= start - 1 < last <= start for first, last, label in parse.ents if label in ("LOC", "ORG"))
    if not known or other != start - 1 or parse.deps[start] not in ("flat:name", "appos", "nmod", "flat:foreign"):
        return
    verb = other
    while parse.heads[verb] != verb and not parse.is_verb(verb):
        verb = parse.heads[verb]
    if not parse.is_verb(verb) or verb > start or parse.kids_as(verb, "obj", "cop", "ccomp", "aux:pass"):
        return
    parse.attach(start, verb, "obj")
    for index in range(start + 1, end):
        if not start <= parse.heads[index] < end:
            parse.attach(index, start, "flat:name")


def mend_torn(parse: Parse) -> None:
    """A subject that the parser left as a sentence by itself joins the verb behind it: "X, chef de Y | , a dit"."""
    roots = [
        i for i, head in enumerate(parse.heads) if head == i and not (parse.pos[i] == "PUNCT" and parse.words[i] == ",")
    ]
    for noun, verb in pairwise(roots):
        if _is_fronted(parse, noun, verb):
            parse.attach(noun, verb, "obl:mod")
        if not _is_bare(parse, noun) or (parse.is_noun(verb) and not parse.kids_as(verb, "cop")):
            continue
        if not any(parse.has(index, "VerbForm=Fin") for index in (verb, *parse.kids_as(verb, "cop", *AUXILIARIES))):
            continue
        before = parse.left_edge(verb) - 1
        if (
            parse.kids_as(verb, *_SUBJECTS)
            or before < noun
            or parse.words[before] in _CLOSING
            or "\n" in parse.texts[before]
        ):
            continue
        parse.attach(noun, verb, "nsubj:pass" if parse.kids_as(verb, "aux:pass") else "nsubj")


def _is_fronted(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a phrase with a preposition stands right before a verb that has no other place: "À Gao sont morts"."""
    is_phrase = parse.is_noun(noun) and parse.kids_as(noun, "case") and not parse.kids_as(noun, "cop", *_SUBJECTS)
    if not is_phrase or parse.pos[verb] != "VERB" or not noun < verb:
        return False
    return not any(parse.words[i] in _CLOSING or "\n" in parse.texts[i] for i in range(noun, parse.left_edge(verb)))


def hang(parse: Parse) -> None:
    """Hangs on a noun, in place, what the parser hung on a noun inside its phrase.

    "le retrait de la France du Niger" is a "retrait du Niger", "le départ de ses troupes du Mali" a "départ du Mali",
    "le ministre de la Défense du Mali" is Mali's.
    """
    for start, end, label in parse.ents:
        if label in ("ORG", "MISC"):
            _behind_whole(parse, start, end)
    for inner in range(len(parse.words)):
        middle = parse.heads[inner]
        outer = parse.heads[middle]
        if parse.pos[middle] == "PROPN" and parse.has_case(inner, _OF_DEEDS):
            _done_to(parse, inner, parse.name_head(middle))
        elif parse.has_case(middle, ("par",)) and parse.has_case(inner, OF):
            _done_by(parse, inner, middle)
        elif parse.pos[middle] == "NOUN" and parse.has_case(inner, OF):
            _of_whole(parse, inner, middle)
        if parse.pos[inner] != "PROPN" or not (outer < middle < inner) or not parse.kids_as(inner, "case"):
            continue
        if parse.deps[inner] != "nmod" or parse.deps[middle] != "nmod" or parse.pos[outer] != "NOUN":
            continue
        is_owned = any(parse.has(kid, "Poss=Yes") for kid in parse.kids_as(middle, "det"))
        apart = is_owned or (parse.pos[middle] == "PROPN" and not _is_one_name(parse, middle, inner))
        if apart or (parse.pos[middle] == "NOUN" and parse.words[outer] in grammar().portfolios):
            parse.attach(inner, outer, "nmod")


def _done_to(parse: Parse, agent: int, name: int) -> None:
    """By or to whom something was done is said of the deed: "l'arrestation de X par Y", "la reddition de X à Y"."""
    deed = name
    while parse.deps[deed] == "nmod" and parse.has_case(deed, OF) and parse.heads[deed] < deed < agent:
        deed = parse.heads[deed]
    if deed != name and parse.pos[deed] == "NOUN":
        parse.attach(agent, deed, "nmod")


def _done_by(parse: Parse, patient: int, agent: int) -> None:
    """What somebody did something to is said of the deed: "la reconnaissance par X de la souveraineté de Y"."""
    deed = parse.heads[agent]
    is_apart = parse.pos[agent] == "PROPN" or any(kid > agent for kid in parse.kids_as(agent, "amod"))
    is_deed = parse.deps[agent] == "nmod" and parse.pos[deed] == "NOUN" and deed < agent < patient
    if is_deed and is_apart and parse.deps[patient] == "nmod" and not _is_one_name(parse, agent, patient):
        parse.attach(patient, deed, "nmod")


def _of_whole(parse: Parse, owner: int, inner: int) -> None:
    """Whose a thing of several words is: "le coup d'État du général X", "le soutien sans faille de Y"."""
    outer = parse.heads[inner]
    is_kind = parse.deps[inner] == "nmod" and parse.has_case(inner, _OF_KIND) and outer < inner < owner
    if not is_kind or parse.pos[outer] != "NOUN" or parse.deps[owner] != "nmod":
        return
    is_bare_one = parse.has(inner, "Number=Sing") and not parse.kids_as(inner, "det", "amod", "nummod", "acl")
    if is_bare_one and (parse.pos[owner] == "PROPN" or parse.kids_as(owner, "det", "appos", "flat:name")):
        parse.attach(owner, outer, "nmod")


def _behind_whole(parse: Parse, start: int, end: int) -> None:
    """What stands behind a body's name is about the body: "le Mouvement de libération du Congo de X"."""
    tops = [i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i]
    if len(tops) != 1:
        return
    for inner in range(start, end):
        if inner != tops[0] and parse.is_noun(inner):
            for kid in [k for k in parse.kids_as(inner, "nmod", "acl", "acl:relcl", "appos") if k >= end]:
                parse.attach(kid, tops[0], parse.deps[kid])


def _is_one_name(parse: Parse, first: int, last: int) -> bool:
    return any(start <= first and last < end for start, end, _ in parse.ents)


def inverted_tag(parse: Parse, verb: int) -> None:
    """Who stands behind a verb of saying that closes a sentence is its subject: "..., a affirmé l'ONU"."""
    if not parse.is_verb(verb) or parse.kids_as(verb, *_SUBJECTS):
        return
    first = min((verb, *parse.kids_as(verb, *AUXILIARIES)))
    before = [kid for kid in parse.kids_as(verb, "advcl", "ccomp", "parataxis", "conj") if kid < first]
    said = [kid for kid in before if is_told(parse, kid)]
    speakers = [kid for kid in parse.kids_as(verb, "obj") if parse.left_edge(kid) == verb + 1]
    if said and speakers and first > 0 and parse.words[first - 1] in (",", "»"):
        parse.deps[speakers[0]], parse.deps[said[-1]] = "nsubj", "ccomp"


def lost_subject(parse: Parse, verb: int) -> None:
    """A name that the parser joined to the verb of the clause before is a subject: "X se retire, et Y lui succède"."""
    if parse.kids_as(verb, *_SUBJECTS, "cop") or parse.deps[verb] in ("acl:relcl", "acl", "cop", *AUXILIARIES):
        return
    clitics = [kid for kid in parse.kids[verb] if kid < verb and parse.pos[kid] == "PRON"]
    auxiliaries = parse.kids_as(verb, *AUXILIARIES)
    if not any(parse.has(index, "VerbForm=Fin") for index in (verb, *auxiliaries)):
        return
    name = parse.start_of(min((verb, *auxiliaries, *clitics)) - 1, "flat:name", "flat:foreign", "amod")
    above = parse.heads[name]
    joined = parse.deps[name] == "conj" and above < name and parse.is_verb(above)
    second = parse.deps[name] == "obj" and above < name and parse.words[parse.left_edge(name) - 1] == ","
    second = second and parse.kids_as(above, "obj")[0] < name  # "X soutient Y, Z lui a vendu des drones"
    if (joined or second) and parse.is_noun(name) and not parse.kids_as(name, "case"):
        parse.attach(name, verb, "nsubj:pass" if parse.kids_as(verb, "aux:pass") else "nsubj")


def partitive(parse: Parse, index: int) -> None:
    """An object or subject behind "des" has it for article: "vend des hélicoptères"."""
    if parse.deps[index] in ("obj", "nsubj", "nsubj:pass") and parse.pos[index] != "PROPN":
        for kid in parse.kids_as(index, "case"):
            if parse.words[kid] in OF and kid < index:
                parse.deps[kid], parse.pos[kid], parse.lemmas[kid] = "det", "DET", "un"


def _is_bare(parse: Parse, noun: int) -> bool:
    """Whether a noun says nothing by itself."""
    return parse.is_noun(noun) and not parse.kids_as(noun, "cop", "case", *_SUBJECTS)


def _name_end(parse: Parse, start: int) -> int:
    """One past the last of the names that stand together from here on: "Iyad Ag Ghali", "Al-Qaïda"."""
    if not _is_part(parse, start):
        return start
    at = start
    apart = {first for first, _, label in parse.ents if label == "PER" and parse.deps[first] == "obj"}
    while at < len(parse.words) and (_is_part(parse, at) or (at > start and _is_article(parse, at))):
        if at > start and at in apart and parse.texts[at - 1] != "-":
            break
        at += 1
        hyphen = at + 1 < len(parse.words) and parse.texts[at] == "-" and parse.glued[at - 1] and parse.glued[at]
        at += hyphen
    return at


def _is_part(parse: Parse, index: int) -> bool:
    return parse.pos[index] == "PROPN" and parse.texts[index][:1].isupper()


def _is_article(parse: Parse, index: int) -> bool:
    """Whether an Arabic article is tied to a name there: "Bachar al-Assad"."""
    return parse.is_hyphened(index) and parse.texts[index] in _ARABIC and parse.texts[index + 2 : index + 3] != []


def _one_name(parse: Parse, start: int, end: int) -> None:
    """The word of a name that has the best place in the sentence bears the others."""
    outer = [i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i]
    if not outer:
        return
    head = next((i for i in outer if parse.deps[i] in _PLACED), outer[0])
    is_last = head > start and parse.texts[head - 1] == "-" and head == end - 1 and start in outer
    if parse.texts[head] == "-" or is_last:  # of "El-Geneina" the hyphen bears what the name is in the sentence
        parse.replace(head, start, "flat:name")
        head = start
    for other in range(start, end):
        if other not in outer and parse.deps[other] in _IN_NAMES and not parse.kids_as(other, "case"):
            parse.deps[other] = "flat:name"
            for kid in [kid for kid in parse.kids[other] if not start <= kid < end]:
                parse.attach(kid, head, parse.deps[kid])
        verb = parse.heads[head]
        if other in outer and other != head and parse.heads[verb] == other and parse.is_verb(verb):
            parse.replace(other, verb, "dep")  # the verb of a sentence hung on a part of its own subject
        if other != head and other in outer and parse.attach(other, head, "flat:name"):
            for kid in tuple(parse.kids[other]):
                if not start <= kid < end:
                    parse.attach(kid, head, parse.deps[kid])


def bare_place(parse: Parse, name: int) -> None:
    """A name without preposition right behind a verb that has no object is its object, no adverb: "a pris Goma"."""
    verb = parse.heads[name]
    if (
        parse.deps[name] not in ("obl:mod", "obl:arg", "advmod", "dep")
        or parse.pos[name] != "PROPN"
        or name != verb + 1
        or not parse.is_verb(verb)
    ):
        return
    full = [kid for kid in parse.kids_as(verb, "obj", "xcomp", "ccomp") if not is_of(parse, kid)]
    if not parse.kids_as(name, "case", "det") and not full:
        parse.deps[name] = "obj"


def _apposition(parse: Parse, comma: int) -> None:
    """A noun between commas says who the name before it is: "X, le chef de la junte, a parlé"."""
    noun = comma + 1
    while noun < len(parse.words) and parse.pos[noun] in ("DET", "ADJ"):
        noun += 1
    if comma == 0 or parse.pos[comma - 1] != "PROPN" or noun >= len(parse.words) or parse.pos[noun] != "NOUN":
        return
    if noun - comma <= _FAR and not parse.kids_as(noun, "cop", "cc", "case"):
        _tell_of_name(parse, comma, noun)


def _tell_of_name(parse: Parse, comma: int, noun: int) -> None:
    """Hangs a noun on the name before a comma, if it says who that is."""
    name = parse.name_head(comma - 1)
    dep, head = parse.deps[noun], parse.heads[noun]
    if dep == "conj" and head in (name, comma - 1):
        if not any(parse.deps[kid] == "conj" for kid in parse.kids[name] if kid != noun):
            parse.attach(noun, name, "appos")
        return
    is_told = _has_genitive(parse, noun) or parse.kids_as(noun, "acl", "acl:relcl", "amod") or head == name
    is_loose = dep in (*_LOOSE, "advcl") or (dep == "appos" and parse.is_verb(head))
    is_second = dep in _SUBJECTS and dep == parse.deps[name] and head == parse.heads[name]
    if (noun == comma + 1 and is_loose and is_told) or is_second or (dep == "obj" and head == name):
        parse.attach(noun, name, "appos")
        return
    is_titled = parse.deps[name] == "nmod" and parse.heads[name] == name - 1  # "par le président X, des soldats ont"
    loose = dep in _ROLES and parse.deps[name] in _LOOSE and head != name and not is_titled
    if loose and not parse.kids_as(name, "case") and parse.attach(name, head, dep):
        parse.attach(noun, name, "appos")


def _has_genitive(parse: Parse, noun: int) -> bool:
    """Whether a noun has a phrase with "de", as an office has its body: "X, chef du GSIM, a parlé"."""
    return any(parse.has_case(kid, OF) for kid in parse.kids_as(noun, "nmod"))


def _coordination(parse: Parse, conjunction: int) -> None:
    """Two names before a verb are one subject, though the parser makes the verb the second conjunct."""
    verb = parse.heads[conjunction]
    subjects = [kid for kid in parse.kids_as(verb, "nsubj", "nsubj:pass") if conjunction < kid < verb]
    if not parse.is_verb(verb) or not subjects or conjunction == 0:
        return
    second = subjects[0]
    first = _head_before(parse, conjunction, verb)
    if first is None or any(parse.words[i] == "," for i in range(conjunction, second)):
        return
    role = parse.deps[second]
    marks = parse.kids_as(first, "mark")
    if marks and parse.deps[verb] == "conj":  # "a établi que X et Y avaient tué Z"
        parse.attach(verb, parse.heads[first], "ccomp")
        parse.attach(first, verb, role)
        parse.attach(marks[0], verb, "mark")
    elif parse.deps[verb] == "conj" and parse.heads[verb] == first:
        parse.replace(first, verb, role)
        for kid in [kid for kid in parse.kids[first] if kid > verb]:
            bare = parse.is_noun(kid) and not parse.kids_as(kid, "case") and not parse.kids_as(verb, "obj")
            parse.attach(kid, verb, "obj" if bare else "obl:arg" if parse.deps[kid] == "nmod" else parse.deps[kid])
    parse.attach(second, first, "conj")
    parse.attach(conjunction, second, "cc")


def _head_before(parse: Parse, conjunction: int, verb: int) -> int | None:
    """The noun phrase that ends right before a conjunction, by its highest noun that is below or above the verb."""
    at = conjunction - 1
    if not (parse.is_noun(at) or parse.pos[at] == "ADJ"):
        return None
    while parse.deps[at] in ("amod", "flat:name", "nmod") and parse.heads[at] < at and parse.heads[at] != verb:
        at = parse.heads[at]
    while parse.deps[at] == "conj" and parse.heads[at] < at and parse.is_noun(parse.heads[at]):  # "X, Y et Z ont signé"
        at = parse.heads[at]
    is_free = (
        parse.deps[at] == "ROOT"
        or parse.heads[at] == verb
        or parse.kids_as(at, "case", "mark")
        or parse.heads[verb] == at
    )
    return at if parse.is_noun(at) and is_free else None
