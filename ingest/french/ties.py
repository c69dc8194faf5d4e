"""Words that the French parser ties to a neighbour that can't own, take or be what they say, tied to the right one."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import AUXILIARIES, QUE, SUBJECTS, TO, agrees, is_bare
from ingest.french.relatives import noun_before
from ingest.french.times import is_time, take_article

_DEFINITE = ("le", "la", "l'", "les")
_OWNING = ("son", "sa", "ses", "leur", "leurs", "notre", "nos", "mon", "ma", "mes")
_AS = ("comme",)
_FULL = ("obj", "ccomp", "xcomp", "cop", "aux:pass", "expl:comp")
_SOME = ("des", "du")


def mend_ties(parse: Parse) -> None:
    """Mends a parse in place, before its objects are mended."""
    for index, word in enumerate(parse.words):
        if word == "dont":
            _of_object(parse, index)
        elif word == "qui" and parse.deps[index] in SUBJECTS:
            _of_nearest(parse, index)
        elif parse.deps[index] == "mark" and word in QUE:
            _whom(parse, index)
        elif parse.deps[index] == "case":
            _introduced(parse, index)
        if parse.deps[index] in _BY_LABEL:
            _BY_LABEL[parse.deps[index]](parse, index)


def _introduced(parse: Parse, case: int) -> None:
    word = parse.words[case]
    if word in _OWNING:
        _owned(parse, case)
    elif word in _SOME:
        _given(parse, case)
    elif word in _AS:
        _known_as(parse, case)


def _of_object(parse: Parse, pronoun: int) -> None:
    """A name is nobody's, but what it gets is: "la mission, dont Kinshasa a obtenu le départ de Goma"."""
    name = parse.heads[pronoun]
    verb = parse.heads[name]
    if parse.pos[name] != "PROPN" or parse.deps[name] not in SUBJECTS or not pronoun < name < verb:
        return
    nouns = [noun for noun in parse.kids_as(verb, "obj") if noun > verb and parse.pos[noun] == "NOUN"]
    is_whole = [n for n in nouns if any(parse.words[kid] in _DEFINITE for kid in parse.kids_as(n, "det"))]
    parse.attach(pronoun, is_whole[0] if is_whole else verb, "nmod" if is_whole else "obl:arg")


def _whom(parse: Parse, mark: int) -> None:
    """What opens a relative clause without object is its object: "le conseil, qu'il accuse d'avoir tué X"."""
    clause = parse.heads[mark]
    is_about = parse.deps[clause] == "acl:relcl" and mark < clause and parse.is_verb(clause)
    if is_about and not parse.kids_as(clause, "obj", "ccomp", "cop", "aux:pass"):
        parse.deps[mark], parse.pos[mark], parse.morphs[mark] = "obj", "PRON", "PronType=Rel"


def _of_nearest(parse: Parse, pronoun: int) -> None:
    """What no comma parts from a noun is about that: "X, exclu des pourparlers qui ont mis fin à la guerre, a dit"."""
    clause, near = parse.heads[pronoun], noun_before(parse, pronoun)
    noun = parse.heads[clause]
    is_far = parse.deps[clause] == "acl:relcl" and "," in parse.words[noun:pronoun] and parse.words[pronoun - 1] != ","
    if not is_far or near is None or near <= noun:
        return
    finite = next((i for i in (clause, *parse.kids_as(clause, *AUXILIARIES)) if parse.has(i, "VerbForm=Fin")), clause)
    number = "Number=Plur" if parse.has(finite, "Number=Plur") else "Number=Sing"
    while not parse.has(near, number) and parse.deps[near] == "nmod" and noun < parse.heads[near] < near:
        near = parse.heads[near]
    if parse.has(near, number):
        parse.attach(clause, near, "acl:relcl")


def _counted(parse: Parse, name: int) -> None:
    """Names behind a number of whom they are say who those are: "Deux groupes, l'UPC et les 3R, ont signé"."""
    several = parse.heads[name]
    seconds = [kid for kid in parse.kids_as(name, "conj") if parse.kids_as(kid, "cc")]
    is_counted = parse.pos[several] == "NOUN" and bool(parse.kids_as(several, "nummod"))
    is_apart = parse.words[parse.left_edge(name) - 1] == "," and not parse.kids_as(name, "cc")
    if is_counted and is_apart and seconds and parse.texts[name][:1].isupper() and parse.heads[seconds[-1]] == name:
        parse.deps[name] = "appos"


def _owned(parse: Parse, owning: int) -> None:
    """No possessive is a preposition; what it stands before is an object: "a rendu au Togo ses deux bases"."""
    noun = parse.heads[owning]
    parse.deps[owning], parse.pos[owning], parse.morphs[owning] = "det", "DET", "Poss=Yes|PronType=Prs"
    verb = parse.heads[parse.heads[noun]]
    is_behind = parse.deps[noun] == "nmod" and parse.heads[noun] < owning and parse.pos[verb] == "VERB"
    if is_behind and not parse.kids_as(noun, "case") and not parse.kids_as(verb, *_FULL):
        parse.attach(noun, verb, "obj")


def _given(parse: Parse, article: int) -> None:
    """What is given may stand behind who gets it: "fournit aux rebelles de X des armes"."""
    thing = parse.heads[article]
    receiver = parse.start_of(parse.heads[thing], "nmod", "flat:name")
    verb = parse.heads[receiver]
    is_giving = parse.lemmas[verb] in grammar().giving and parse.pos[verb] == "VERB" and verb < receiver
    is_thing = parse.pos[thing] == "NOUN" and parse.deps[thing] == "nmod" and not is_time(parse, thing)
    is_behind = parse.has_case(receiver, TO) and article > receiver and parse.texts[thing].islower()
    is_last = not any(kid > thing and parse.has_case(kid, (*_SOME, "de")) for kid in parse.kids[receiver])
    if not (is_giving and is_thing and is_behind and is_last) or parse.kids_as(verb, *_FULL):
        return
    if parse.words[article] == "du" and parse.words[thing + 1 : thing + 2] not in ([","], ["et"], ["."]):
        return
    if parse.attach(thing, verb, "obj"):
        take_article(parse, thing, [article])


def _bare_object(parse: Parse, thing: int) -> None:
    """What is given may have no article: "fournit drones et obusiers à X"."""
    verb = parse.heads[thing]
    is_thing = verb == thing - 1 and parse.pos[thing] == "NOUN" and not parse.kids_as(thing, "det", "case")
    if not is_thing or parse.lemmas[verb] not in grammar().giving or parse.kids_as(verb, *_FULL):
        return
    parse.deps[thing] = "obj"
    for second in [kid for kid in parse.kids_as(verb, "conj") if kid > thing and parse.pos[kid] == "NOUN"]:
        parse.attach(second, thing, "conj")
        for receiver in [kid for kid in parse.kids_as(second, "nmod") if parse.has_case(kid, TO)]:
            parse.attach(receiver, verb, "obl:arg")


def _known_as(parse: Parse, word: int) -> None:
    """What something is known as is said by the verb of it: "a désigné X et Y comme organisations terroristes"."""
    role = parse.heads[word]
    known = parse.start_of(parse.heads[role], "conj", "flat:name")
    if parse.deps[known] == "obj" and known < word and parse.pos[parse.heads[known]] == "VERB":
        parse.attach(role, parse.heads[known], "obl:arg")


def _said_of_object(parse: Parse, participle: int) -> None:
    """What stands right behind an object and agrees with it is said of it: "vise l'armée, accusée de soutenir X"."""
    verb, noun = parse.heads[participle], noun_before(parse, participle)
    if noun is None or parse.words[participle - 1] != "," or not verb < noun:
        return
    if not parse.is_past_participle(participle) or parse.kids_as(participle, *AUXILIARIES):
        return
    is_object = parse.deps[noun] == "obj" and parse.heads[noun] == verb and is_bare(parse, noun)
    subjects = parse.kids_as(verb, *SUBJECTS)
    is_other = not any(agrees(parse, subject, participle) for subject in subjects)
    if is_object and is_other and agrees(parse, noun, participle):
        parse.attach(participle, noun, "acl")


_BY_LABEL = {"conj": _counted, "obl:arg": _bare_object, "advcl": _said_of_object}
"""What is mended at a label."""
