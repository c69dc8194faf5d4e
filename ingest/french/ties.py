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
        dep = parse.deps[index]
        if word == "dont":
            _of_object(parse, index)
        elif word in QUE and dep == "mark":
            _whom(parse, index)
        elif word in _OWNING and dep == "case":
            _owned(parse, index)
        elif word in _SOME and dep == "case":
            _given(parse, index)
        elif word in _AS and dep == "case":
            _known_as(parse, index)
        if dep == "obl:arg" and parse.heads[index] == index - 1:
            _bare_object(parse, index)
        elif dep == "advcl" and parse.is_past_participle(index):
            _said_of_object(parse, index)


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
    receiver = parse.heads[thing]
    while parse.deps[receiver] in ("nmod", "flat:name") and parse.heads[receiver] < receiver:
        receiver = parse.heads[receiver]
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
    is_thing = parse.pos[thing] == "NOUN" and not parse.kids_as(thing, "det", "case")
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
    known = parse.heads[role]
    while parse.deps[known] in ("conj", "flat:name") and parse.heads[known] < known:
        known = parse.heads[known]
    if parse.deps[known] == "obj" and known < word and parse.pos[parse.heads[known]] == "VERB":
        parse.attach(role, parse.heads[known], "obl:arg")


def _said_of_object(parse: Parse, participle: int) -> None:
    """What stands right behind an object and agrees with it is said of it: "vise l'armée, accusée de soutenir X"."""
    verb, noun = parse.heads[participle], noun_before(parse, participle)
    if noun is None or parse.words[participle - 1] != "," or not verb < noun or parse.kids_as(participle, *AUXILIARIES):
        return
    is_object = parse.deps[noun] == "obj" and parse.heads[noun] == verb and is_bare(parse, noun)
    subjects = parse.kids_as(verb, *SUBJECTS)
    is_other = not any(agrees(parse, subject, participle) for subject in subjects)
    if is_object and is_other and agrees(parse, noun, participle):
        parse.attach(participle, noun, "acl")
