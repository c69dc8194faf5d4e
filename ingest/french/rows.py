"""Names and verbs in a row that the French parser takes for anything else, coordinated."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import (
    AUXILIARIES,
    OF,
    QUE,
    SUBJECTS,
    TO,
    above,
    first_of,
    is_bare,
    role,
)
from ingest.french.relatives import noun_before

_AGREEING = re.compile(r"(ées?|és|ies?|ues?|us|tes?|ses?|ts)$")
"""How participles end that agree with somebody."""
_NEAR = 4
"""How far behind "et" a noun may stand, in tokens."""
_BEFORE = ("tant", "aussi")
"""What stands before the first of two: "tant X que Y", "aussi bien X que Y"."""
_MANY = ("plusieurs", "les", "des", "ces", "ses", "leurs", "nos", "quelques", "divers", "certains")
_AMONG = ("lesquels", "lesquelles")


def mend_rows(parse: Parse) -> None:
    """Mends a parse in place, before its clauses are mended."""
    for index, word in enumerate(parse.words):
        if parse.pos[index] == "NOUN":
            _of_many(parse, index)
        if word == "et":
            _second_inverted(parse, index)
        elif word == "comme":
            _likewise(parse, index)
        elif word in _BEFORE and parse.opens_sentence(index):
            _one_as_other(parse, index)
        elif word in ("un", "une") and parse.words[index + 1 : index + 2] != [] and parse.words[index + 1] in OF:
            _one_of(parse, index)
        if parse.deps[index] in SUBJECTS:
            _behind_first(parse, index)


def mend_joined(parse: Parse) -> None:
    """Mends in place participles without auxiliary and lists behind "dont", when clauses are mended."""
    for index in range(1, len(parse.words)):
        if parse.words[index] == "dont":
            _taken_in(parse, index)
        elif parse.words[index] in _AMONG and parse.words[index - 1] == "parmi":
            _among_which(parse, index)
        elif parse.is_noun(index) and parse.words[parse.left_edge(index) - 1] == ",":
            _second_office(parse, index)
            _of_list(parse, index)
        if parse.deps[index] in SUBJECTS and parse.kids_as(index, "cc"):
            _strung(parse, index)
        if parse.is_past_participle(index) and not parse.kids_as(index, *AUXILIARIES, "obl:agent", "cop"):
            if parse.words[index - 1] == ",":
                _in_a_row(parse, index)
            elif parse.deps[index] == "conj":
                _joined(parse, index)


def mend_receivers(parse: Parse) -> None:
    """Mends in place to whom several things go, when objects are mended."""
    for index in range(len(parse.words)):
        if parse.deps[index] == "nmod" and parse.has_case(index, TO):
            _behind_second(parse, index)


def _of_many(parse: Parse, noun: int) -> None:
    """What has one form for one and several goes by its article: "plusieurs pays", "trois pays"."""
    articles = parse.kids_as(noun, "det", "nummod")
    is_many = any(parse.words[kid] in _MANY or parse.deps[kid] == "nummod" for kid in articles if kid < noun)
    if is_many and parse.words[noun].endswith(("s", "x")) and not parse.has(noun, "Number=Plur"):
        others = [part for part in parse.morphs[noun].split("|") if part and not part.startswith("Number=")]
        parse.morphs[noun] = "|".join((*others, "Number=Plur"))


def _taken_in(parse: Parse, pronoun: int) -> None:
    """Behind "dont" and no verb stands who is among those before: "plusieurs pays, dont X et Y, ont condamné Z"."""
    noun = parse.heads[pronoun]
    others = noun_before(parse, pronoun)
    is_phrase = parse.is_noun(noun) and noun > pronoun and not parse.kids_as(noun, "cop", *SUBJECTS, *AUXILIARIES)
    if others is None or not is_phrase or parse.deps[noun] in SUBJECTS or parse.words[pronoun - 1] != ",":
        return
    end = max([noun, *(kid for kid in parse.kids_as(noun, "conj"))])
    between = range(pronoun + 1, end + 1)
    is_closed = end + 1 >= len(parse.words) or not any(parse.is_verb(at) for at in (*between, end + 1))
    if is_closed and parse.attach(noun, others, "nmod"):
        for case in parse.kids_as(noun, "case"):
            parse.deps[case], parse.pos[case] = "det", "DET"
        parse.attach(pronoun, noun, "case")
        parse.pos[pronoun], parse.morphs[pronoun], parse.lemmas[pronoun] = "ADP", "", "dont"


def _among_which(parse: Parse, pronoun: int) -> None:
    """Who is among several behind "parmi lesquels", and does nothing else there: "des pays, parmi lesquels X et Y"."""
    noun, others = pronoun + 1, noun_before(parse, pronoun - 1)
    while noun < len(parse.words) - 1 and parse.pos[noun] in ("DET", "NUM", "ADJ"):
        noun += 1
    while pronoun < parse.heads[noun] and parse.is_noun(parse.heads[noun]) and parse.heads[noun] != noun:
        noun = parse.heads[noun]
    if others is None or not parse.is_noun(noun) or any(parse.kids_as(noun, "cop", "nsubj")):
        return
    end = noun
    while parse.kids[end] and parse.kids[end][-1] > end and parse.words[parse.kids[end][-1]] != ",":
        end = parse.kids[end][-1]
    is_closed = end + 1 >= len(parse.words) or parse.words[end + 1] in (",", ".", ";")
    if is_closed and not any(parse.is_verb(at) for at in range(pronoun, end)) and parse.attach(noun, others, "nmod"):
        parse.attach(pronoun - 1, noun, "case")
        parse.attach(pronoun, noun, "dep")
        parse.words[pronoun - 1] = parse.lemmas[pronoun - 1] = "dont"
        parse.pos[pronoun - 1], parse.pos[pronoun] = "ADP", "X"


def _second_office(parse: Parse, name: int) -> None:
    """Each of two is named behind an office: "le ministre, X, et le commandant de Y, Z, ont signé"."""
    first = parse.heads[name]
    seconds = [kid for kid in parse.kids_as(first, "conj") if kid < name and parse.pos[kid] == "NOUN"]
    is_named = parse.pos[name] == "PROPN" and parse.deps[name] == "appos" and first < name
    if is_named and seconds and parse.pos[first] == "NOUN" and not parse.has(seconds[-1], "Number=Plur"):
        parse.attach(name, seconds[-1], "appos")


def _of_list(parse: Parse, noun: int) -> None:
    """Phrases of "de" in a row are one list: "composé des X, de l'Y et du Z"."""
    before = parse.left_edge(noun) - 2
    while before > 0 and not parse.has_case(before, OF) and parse.heads[before] < before:
        before = parse.heads[before]
    is_named = all(parse.texts[at][:1].isupper() and parse.has_case(at, OF) for at in (noun, before))
    is_alike = parse.heads[noun] == parse.heads[before] and parse.deps[noun] == parse.deps[before]
    if before > 0 and is_named and not is_alike and parse.heads[noun] in (before, parse.heads[before]):
        top = parse.heads[before] if parse.deps[before] == "conj" else before
        parse.attach(noun, top, "conj")


def _strung(parse: Parse, last: int) -> None:
    """Names before a subject and "et" are subjects too, not the verb's before: "..., X, Y et Z soutiennent W"."""
    at = parse.kids_as(last, "cc")[0]
    if at and parse.heads[parse.heads[last]] == parse.name_head(at - 1):
        _first_alone(parse, last, parse.name_head(at - 1))
        return
    names: list[int] = []
    while at > 0 and parse.words[at] in (",", "et"):
        name = parse.name_head(at - 1)
        is_lone = parse.pos[name] == "PROPN" and parse.deps[name] == "conj" and is_bare(parse, name)
        if not is_lone or not parse.is_verb(parse.heads[name]) or parse.heads[name] > name:
            break
        names.insert(0, name)
        at = parse.left_edge(name) - 1
    if not names or not _is_of_several(parse, parse.heads[last]):
        return
    verb, dep = parse.heads[last], parse.deps[last]
    if parse.attach(names[0], verb, dep):
        for name in (*names[1:], last):
            parse.attach(name, names[0], "conj")


def _first_alone(parse: Parse, last: int, first: int) -> None:
    """A noun before "et" and the subject of a verb of several bears no sentence: "Selon X, Y et ses alliés ont Z"."""
    verb, dep = parse.heads[last], parse.deps[last]
    if parse.deps[verb] == "conj" and is_bare(parse, first) and first < last and _is_of_several(parse, verb):
        others = [kid for kid in parse.kids_as(first, "obl:mod", "nmod", "advmod", "punct") if kid < first]
        parse.replace(first, verb, dep)
        parse.attach(last, first, "conj")
        for other in others:
            parse.attach(other, verb, "obl:mod" if parse.is_noun(other) else parse.deps[other])


def _likewise(parse: Parse, word: int) -> None:
    """Two are joined by "comme" before a verb of several: "X comme Y ont rejeté le plan"."""
    other = parse.heads[word]
    first = parse.heads[other]
    verb = parse.heads[first]
    is_inner = parse.deps[first] in SUBJECTS and parse.is_noun(other) and first < word < other < first_of(parse, verb)
    if is_inner and _is_of_several(parse, verb) and not parse.has(first, "Number=Plur") and is_bare(parse, first):
        parse.attach(other, first, "conj")
        parse.deps[word], parse.pos[word] = "cc", "CCONJ"


def _one_as_other(parse: Parse, opening: int) -> None:
    """Two are joined by "tant ... que" and "aussi bien ... que"."""
    start = opening + 1 + (parse.words[opening + 1] == "bien")
    link = next((at for at in range(start, min(start + 2 * _NEAR, len(parse.words))) if parse.words[at] in QUE), start)
    firsts = [at for at in range(start, link) if parse.is_noun(at) and not start <= parse.heads[at] < link]
    other = next((at for at in range(link, min(link + _NEAR, len(parse.words))) if parse.deps[at] in SUBJECTS), link)
    if not firsts or other == link or not _is_of_several(parse, parse.heads[other]):
        return
    verb = parse.heads[other]
    for word in range(opening, start):
        parse.attach(word, word, "ROOT")
    parse.attach(verb, verb, "ROOT")
    if parse.attach(firsts[0], verb, role(parse, verb)) and parse.attach(other, firsts[0], "conj"):
        for word in range(opening, start):
            parse.attach(word, firsts[0], "dep")
        parse.attach(link, other, "cc")


def _is_of_several(parse: Parse, verb: int) -> bool:
    return any(parse.has(part, "Number=Plur") for part in (verb, *parse.kids_as(verb, *AUXILIARIES)))


def _one_of(parse: Parse, one: int) -> None:
    """Who is one of several is no second subject: "X, l'un des trois membres de Y, a annoncé"."""
    verb, start = parse.heads[one], parse.left_edge(one)
    firsts = [kid for kid in parse.kids_as(verb, *SUBJECTS) if kid < start and parse.is_noun(kid)]
    if parse.deps[one] in (*SUBJECTS, "obl:mod", "dislocated") and firsts and parse.words[start - 1] == ",":
        parse.attach(one, firsts[-1], "appos")


def _behind_second(parse: Parse, receiver: int) -> None:
    """To whom two things go is said of the verb: "livre des blindés et des radars à X"."""
    second = parse.heads[receiver]
    first = parse.heads[second]
    verb = parse.heads[first]
    is_second = parse.deps[second] == "conj" and parse.deps[first] == "obj" and parse.pos[second] == "NOUN"
    if is_second and parse.pos[verb] == "VERB" and verb < first < second < receiver:
        parse.attach(receiver, verb, "obl:arg")


def _behind_first(parse: Parse, subject: int) -> None:
    """A list behind a phrase that opens a sentence is one subject: "Selon X, Y, Z et W ont signé"."""
    start = parse.left_edge(subject)
    lasts = [kid for kid in parse.kids_as(subject, "conj") if parse.kids_as(kid, "cc")]
    if not lasts or start < 2 or parse.words[start - 1] != "," or not is_bare(parse, subject):
        return
    firsts = [at for at in range(start - 2, -1, -1) if parse.deps[at] == "conj" and is_bare(parse, at)]
    first = firsts[0] if firsts else subject
    place, begin = parse.heads[first], parse.left_edge(first)
    cases = parse.kids_as(place, "case")
    is_place = cases and place < begin and parse.opens_sentence(cases[0])
    if first == subject or not is_place or parse.words[begin - 1] != "," or parse.kids_as(first, "cc"):
        return
    if any(parse.words[at] in (",", "et") or parse.is_verb(at) for at in range(begin, start - 1)):
        return
    verb, dep = parse.heads[subject], parse.deps[subject]
    if parse.attach(first, verb, dep):
        parse.attach(subject, first, "conj")


def _joined(parse: Parse, participle: int) -> None:
    """A participle goes with one that has an auxiliary: "a pris X, que tenait Y, et tué Z"."""
    verb = parse.heads[participle]
    is_none = parse.has(verb, "VerbForm=Fin") or parse.has(verb, "VerbForm=Inf")
    if not is_none or parse.kids_as(verb, "aux:tense") or not parse.kids_as(participle, "cc"):
        return
    if _AGREEING.search(parse.words[participle]):
        return
    for head in above(parse, verb):
        if any(parse.lemmas[kid] == "avoir" for kid in parse.kids_as(head, "aux:tense")) and head < verb:
            parse.attach(participle, head, "conj")
            for noun in parse.kids_as(verb, "obj"):
                if parse.left_edge(noun) == participle + 1:
                    parse.attach(noun, participle, "obj")
            return


def _in_a_row(parse: Parse, participle: int) -> None:
    """A participle with an object goes with the one before it: "a combattu en Libye, attaqué X puis soutenu Y"."""
    if _AGREEING.search(parse.words[participle]) or parse.lemmas[participle] in grammar().naming:
        return
    verb = next((head for head in above(parse, participle) if parse.pos[head] == "VERB"), participle)
    has = any(parse.lemmas[kid] == "avoir" for kid in parse.kids_as(verb, "aux:tense"))
    behind = [*parse.kids_as(participle, "obj", "xcomp"), *parse.kids_as(verb, "obj")]
    objects = [kid for kid in behind if is_bare(parse, kid) and parse.left_edge(kid) == participle + 1]
    if objects and has and verb < participle and parse.attach(participle, verb, "conj"):
        parse.attach(objects[0], participle, "obj")


def _second_inverted(parse: Parse, link: int) -> None:
    """Two stand behind the verb of a relative clause: "la guerre que mènent X et Y a fait des morts"."""
    other = next((kid for kid in range(link + 1, min(link + _NEAR, len(parse.words))) if parse.is_noun(kid)), link)
    main, first = parse.heads[other], parse.start_of(parse.name_head(link - 1), "nmod", "amod")
    clause = parse.heads[first]
    noun = parse.heads[clause]
    is_clause = parse.deps[clause] == "acl:relcl" and noun < clause < first and is_bare(parse, noun)
    if not is_clause or parse.deps[other] not in SUBJECTS or main < other or not is_bare(parse, first):
        return
    is_about = parse.words[noun + 1] in QUE and parse.left_edge(other) in (link, link + 1)
    if not is_about or "," in parse.words[noun:main] or not parse.attach(other, first, "conj"):
        return
    parse.attach(link, other, "cc")
    parse.deps[first] = role(parse, clause)
    if parse.heads[main] == clause:
        parse.attach(main, main, "ROOT")
        parse.replace(noun, main, role(parse, main))
