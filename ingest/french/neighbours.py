"""Participles, lists, names and times that the French parser hangs on a neighbour, hung on what they are about."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import (
    AUXILIARIES,
    CLITICS,
    NEGATIONS,
    OF,
    PARTICIPLE,
    STEPS,
    SUBJECTS,
    TO,
    above,
    agrees,
    is_bare,
    is_of,
)
from ingest.french.relatives import noun_before
from ingest.french.times import is_time

_WITHIN = ("nmod", "conj", "flat:name", "flat:foreign", "amod", "appos", "dep")
_LOOSE = ("dep", "conj", "appos", "parataxis", "obl:mod", "obl:arg")
_SELF = ("se", "s'")
_PARTS = ("fin", "début", "mi")
"""Parts of a month that stand before it without article: "fin mars"."""
_RELATIVES = ("qui", "que", "qu'", "dont")
_BEFORE_VERBS = (*NEGATIONS, *CLITICS)


def mend_neighbours(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in _PARTS:
            _part_of_month(parse, index)
        if parse.pos[index] in ("NOUN", "ADJ", "VERB") and parse.kids_as(index, "cop"):
            _done_by(parse, index)
        if parse.pos[index] == "VERB" and parse.has(index, "VerbForm=Part"):
            if parse.has(index, "Tense=Past"):
                _said_of_noun(parse, index)
                _torn_off(parse, index)
                _set_off(parse, index)
                _second_participle(parse, index)
                _ascribed(parse, index)
            else:
                _accompanying(parse, index)
        elif parse.is_noun(index):
            _taken_for_subject(parse, index)
            if parse.deps[index] == "acl" and not parse.kids_as(index, "cop"):
                parse.deps[index] = "appos"  # only verbs tell of a noun so: "X, alliés de Y, ont attaqué"
            _bare_time(parse, index)
            _between_commas(parse, index)
            _listed(parse, index)
            _joined_to_relative(parse, index)
            _of_all(parse, index)
        if parse.deps[index] == "acl" and parse.has(index, "VerbForm=Inf"):
            _charge(parse, index)


def mend_heads(parse: Parse) -> None:
    """Mends in place what can only be seen once objects and times hang where they belong."""
    ascribing = grammar().ascribing
    for index, word in enumerate(parse.words):
        if word in _RELATIVES:
            _about_no_time(parse, index)
        if parse.deps[index] == "conj" and parse.is_noun(index):
            _second_object(parse, index)
        if parse.lemmas[index] in ascribing and parse.is_verb(index):
            _ascribing(parse, index)


def _done_by(parse: Parse, predicate: int) -> None:
    """What is done by somebody is a participle, no noun: "la ville est assiégée par X"."""
    stem, is_seen = PARTICIPLE.sub("", parse.words[predicate]), parse.is_past_participle(predicate)
    agents = [k for k in parse.kids_as(predicate, "obl:agent", "obl:arg", "nmod") if _is_behind_by(parse, k)]
    is_like = is_seen or stem != parse.words[predicate]
    selves = [
        k for i in (predicate, *parse.kids_as(predicate, "cop")) for k in parse.kids[i] if parse.words[k] in _SELF
    ]
    if selves and parse.pos[predicate] == "ADJ" and not parse.kids_as(predicate, "det", "case"):
        _done_to_each_other(parse, predicate, selves[0])
        return
    if not agents or not is_like or parse.kids_as(predicate, "det", "case"):
        return
    if not is_seen:
        parse.make_participle(predicate, f"{stem}er")
    parse.deps[agents[0]] = "obl:agent"
    for kid in parse.kids_as(predicate, "cop", "nsubj"):
        parse.deps[kid] = "aux:pass" if parse.deps[kid] == "cop" else "nsubj:pass"


def _done_to_each_other(parse: Parse, predicate: int, pronoun: int) -> None:
    """What stands behind "se sont" is a participle: "X et Y se sont unis"."""
    word = parse.words[predicate].removesuffix("s").removesuffix("e")
    parse.pos[predicate], parse.morphs[predicate] = "VERB", "Tense=Past|VerbForm=Part"
    parse.lemmas[predicate] = f"{word}r" if word.endswith("i") else f"{PARTICIPLE.sub('', word)}er"
    parse.attach(pronoun, predicate, "expl:comp")
    for copula in parse.kids_as(predicate, "cop"):
        parse.deps[copula] = "aux:tense"


def _taken_for_subject(parse: Parse, participle: int) -> None:
    """A participle between commas is no subject: "les massacres, perpétrés lors de X, ont choqué"."""
    verb, at = parse.heads[participle], participle - 2
    is_bare_one = parse.deps[participle] in SUBJECTS and parse.pos[participle] == "NOUN" and verb > participle
    if not is_bare_one or at < 0 or parse.words[participle - 1] != ",":
        return
    stem = PARTICIPLE.sub("", parse.words[participle])
    if stem == parse.words[participle]:
        return
    noun = noun_before(parse, participle)
    if noun is None or parse.heads[noun] != noun or parse.words[participle + 1] in OF or not is_bare(parse, noun):
        return
    parse.attach(noun, verb, parse.deps[participle])
    parse.attach(participle, noun, "acl")
    parse.make_participle(participle, f"{stem}er")


def _is_behind_by(parse: Parse, noun: int) -> bool:
    return parse.has_case(noun, ("par",))


def _said_of_noun(parse: Parse, participle: int) -> None:
    """A participle behind a noun tells of it, or is a noun itself: "Goma, tenue par X", "X, allié de Y"."""
    if parse.deps[participle] not in ("appos", "nmod") or not parse.is_noun(parse.heads[participle]):
        return
    owners = [kid for kid in parse.kids_as(participle, "nmod", "obl:arg", "obl:mod") if parse.has_case(kid, OF)]
    if not owners:
        parse.deps[participle] = "acl"
    elif owners[0] == min(kid for kid in parse.kids[participle] if kid > participle):
        parse.pos[participle], parse.morphs[participle] = "NOUN", ""
        parse.lemmas[participle] = re.sub(r"e?s?$", "", parse.words[participle])
        parse.deps[participle], parse.deps[owners[0]] = "appos", "nmod"


def _torn_off(parse: Parse, participle: int) -> None:
    """A participle right behind a noun opens no sentence: "juge inacceptables les frappes | menées par X"."""
    noun = participle - 1
    is_lone = parse.heads[participle] == participle and not parse.kids_as(participle, *AUXILIARIES, *SUBJECTS, "cop")
    if is_lone and parse.is_noun(noun) and any(_is_behind_by(parse, kid) for kid in parse.kids[participle]):
        parse.attach(participle, noun, "acl")
        for kid in parse.kids_as(participle, "obl:mod"):
            if _is_behind_by(parse, kid):
                parse.deps[kid] = "obl:agent"


def _part_of_month(parse: Parse, part: int) -> None:
    """A time without article is no object, and no part of a noun: "a dit fin mars avoir pris X", "du pays fin mars"."""
    month, noun = part + 1, parse.heads[part]
    if month < len(parse.words) and is_time(parse, month) and parse.deps[part] in ("obj", "xcomp", "nsubj", "dep"):
        parse.deps[part], parse.pos[part] = "obl:mod", "NOUN"
    is_inner = parse.deps[part] in ("nmod", "amod") and not parse.kids_as(part, "case", "det")
    if month >= len(parse.words) or not is_time(parse, month) or not is_inner or is_time(parse, noun):
        return
    verb = next((head for head in above(parse, part) if parse.is_verb(head)), None)
    if verb is not None and verb < part and parse.attach(part, verb, "obl:mod"):
        parse.attach(month, part, "nmod")
        parse.pos[part] = "NOUN"


def _bare_time(parse: Parse, noun: int) -> None:
    """A day without article is nobody's object, and a name behind it no part of it: "a reçu jeudi X"."""
    verb = parse.heads[noun]
    if not is_time(parse, noun) or not parse.is_verb(verb) or parse.kids_as(noun, "det", "case", "nummod"):
        return
    if parse.deps[noun] == "obj" and verb < noun:
        parse.deps[noun] = "obl:mod"
    if not parse.kids_as(verb, *SUBJECTS) or parse.kids_as(verb, "obj", "ccomp", "aux:pass"):
        return
    behind = [kid for kid in parse.kids_as(noun, "appos", "nmod", "flat:name", "obj") if not parse.kids_as(kid, "case")]
    if behind and parse.left_edge(behind[0]) == noun + 1 and not is_time(parse, behind[0]) and verb < noun:
        parse.attach(behind[0], verb, "obj")


def _between_commas(parse: Parse, name: int) -> None:
    """A person between commas is who the office before is: "le chef de la diplomatie, X, a dit", "a vu son chef, X"."""
    if parse.pos[name] != "PROPN":
        return
    office, start = parse.heads[name], parse.left_edge(name)
    if parse.deps[name] in SUBJECTS:
        twice = [kid for kid in parse.kids_as(office, parse.deps[name]) if kid < name and parse.pos[kid] == "NOUN"]
        office = twice[-1] if twice else name
    elif parse.is_verb(office) and parse.deps[name] in ("conj", "obl:mod", "dep"):
        objects = [kid for kid in parse.kids_as(office, "obj") if office < kid < name]
        office = objects[0] if objects else name
    elif parse.deps[name] != "conj":
        return
    if start < 2 or parse.words[start - 1] != ",":
        return
    end = next((end for first, end, label in parse.ents if label == "PER" and first <= name < end), None)
    if parse.kids_as(name, "cc", "case") or end is None or parse.words[end : end + 1] not in ([","], ["."]):
        return
    office = parse.start_of(office, "nmod")
    if parse.pos[office] == "NOUN" and office < name and parse.has(office, "Number=Sing"):
        parse.attach(name, office, "appos")


def _second_participle(parse: Parse, participle: int) -> None:
    """A participle behind "et" is joined to the first one, no noun: "a mis le feu à X et pris Y"."""
    noun = parse.heads[participle]
    links = [kid for kid in parse.kids_as(participle, "cc") if kid == participle - 1]
    is_joined = parse.deps[participle] == "conj" and links and parse.is_noun(noun)
    if not is_joined or parse.kids_as(participle, *AUXILIARIES):
        return
    verb = noun
    for _ in range(STEPS):
        if parse.kids_as(verb, "aux:tense") and parse.pos[verb] == "VERB":
            break
        verb = parse.heads[verb]
    else:
        return
    behind = [kid for kid in parse.kids[noun] if kid > participle]
    if not behind and not parse.kids_as(participle, "obj", "obl:arg", "obl:mod"):
        return
    if verb < noun and parse.attach(participle, verb, "conj"):
        for kid in behind:
            is_object = is_bare(parse, kid) and not is_time(parse, kid)
            parse.attach(kid, participle, "obj" if is_object else "obl:arg" if parse.is_noun(kid) else parse.deps[kid])


def _ascribed(parse: Parse, participle: int) -> None:
    """To whom a deed is ascribed did it, for all that is said: "une attaque attribuée à X"."""
    if parse.lemmas[participle] not in grammar().ascribing or parse.deps[participle] not in ("acl", "amod"):
        return
    for noun in parse.kids_as(participle, "obl:arg", "obl:mod", "iobj"):
        if parse.has_case(noun, TO):
            parse.deps[noun] = "obl:agent"


def _ascribing(parse: Parse, verb: int) -> None:
    """To whom somebody ascribes a deed did it, not who says so: "impute à X l'enlèvement de Y"."""
    deeds = [noun for noun in parse.kids_as(verb, "obj", "xcomp") if parse.pos[noun] == "NOUN"]
    doers = parse.kids_as(verb, "obl:arg", "obl:mod", "iobj") + [
        k for noun in deeds for k in parse.kids_as(noun, "nmod")
    ]
    for noun in doers:
        cases = [case for case in parse.kids_as(noun, "case") if parse.words[case] in TO]
        if cases and deeds and parse.is_noun(noun) and parse.attach(noun, deeds[0], "nmod"):
            parse.words[cases[0]] = parse.lemmas[cases[0]] = "par"
            return


def _about_no_time(parse: Parse, pronoun: int) -> None:
    """A relative clause is about the noun before it, no verb or time further up: "capitule mardi devant X, qui a"."""
    clause = parse.heads[pronoun]
    far = parse.heads[clause]
    if parse.deps[clause] != "acl:relcl" or clause < pronoun or not (is_time(parse, far) or parse.is_verb(far)):
        return
    noun = noun_before(parse, pronoun)
    if noun is not None and far < noun < pronoun and not is_time(parse, noun):
        parse.attach(clause, noun, "acl:relcl")


def _set_off(parse: Parse, participle: int) -> None:
    """A participle behind a comma is about the noun before that: "le groupe X (Y), affilié à Z, a attaqué"."""
    first = parse.left_edge(participle)
    if parse.deps[participle] not in ("advcl", "ccomp", "parataxis", "dep", "xcomp", "obl:mod", "appos", "acl"):
        return
    if first < 2 or parse.words[first - 1] != "," or parse.kids_as(participle, *AUXILIARIES, *SUBJECTS, "obj", "cop"):
        return
    if parse.pos[participle] != "VERB":
        return
    governor = parse.heads[participle]
    noun = _agreeing_before(parse, first, participle)
    if governor in (noun, noun_before(parse, first)) and parse.is_noun(governor):
        parse.deps[participle] = "acl"
        return
    if noun is None or noun == governor:
        return
    is_behind = parse.is_verb(governor) and noun > governor
    told = parse.kids_as(participle, "obl:arg", "obl:mod", "xcomp")
    is_open = is_behind and (parse.kids_as(participle, "obl:agent") or not told)
    if is_open and not _disagrees(parse, governor, participle):
        return
    parse.attach(participle, noun, "acl")


def _disagrees(parse: Parse, verb: int, participle: int) -> bool:
    """Whether a participle can't be about the subject of a verb: "X répond de la mort de manifestants, tués par Y"."""
    subjects = parse.kids_as(verb, *SUBJECTS)
    people = {index for start, end, label in parse.ents if label == "PER" for index in range(start, end)}
    is_many = parse.has(participle, "Number=Plur")
    return bool(subjects) and all(
        not agrees(parse, noun, participle) or (is_many and noun in people and not parse.kids_as(noun, "conj"))
        for noun in subjects
    )


def _agreeing_before(parse: Parse, comma_end: int, participle: int) -> int | None:
    """The noun phrase before a comma that a participle behind it agrees with, the whole rather than its part."""
    whole = at = noun_before(parse, comma_end)
    for _ in range(STEPS):
        if at is None or agrees(parse, at, participle):
            break
        head = parse.heads[at]
        at = head if head < at and parse.is_noun(head) and parse.deps[at] in _WITHIN else None
    if at is None and whole is not None:
        inner = comma_end - 2
        while inner > whole and parse.pos[inner] == "ADJ":
            inner -= 1
        is_inner = whole < inner and parse.is_noun(inner) and parse.deps[inner] == "nmod"
        at = inner if is_inner and agrees(parse, inner, participle) else None
    return at


def _accompanying(parse: Parse, participle: int) -> None:
    """Who does what stands behind a comma is who asks: "a sommé X de retirer Y, accusant Z"."""
    first = parse.left_edge(participle)
    asked = parse.heads[participle]
    asking = parse.heads[asked]
    if parse.deps[participle] not in ("advcl", "acl", "xcomp") or first < 2 or parse.words[first - 1] != ",":
        return
    if parse.deps[participle] == "xcomp" and parse.pos[asked] == "VERB" and asked < first:
        parse.deps[participle] = "advcl"  # "X a fustigé Y, lui reprochant de mentir"
    is_asked = parse.deps[asked] in ("xcomp", "ccomp", "acl") and parse.has(asked, "VerbForm=Inf") and asked < first
    others = parse.kids_as(asking, "obj", "iobj", "obl:arg")
    if is_asked and parse.is_verb(asking) and parse.kids_as(asking, *SUBJECTS) and others:
        parse.attach(participle, asking, "advcl")


def _listed(parse: Parse, name: int) -> None:
    """Names in a row behind a preposition are one list: "l'étau sur X, Y et Z"."""
    if parse.pos[name] != "PROPN":
        return
    verb, start = parse.heads[name], parse.left_edge(name)
    is_below = parse.deps[name] in _LOOSE and parse.is_verb(verb) and verb < name
    is_torn = parse.deps[name] == "ROOT" and not parse.kids_as(name, "acl", "advcl", "parataxis")
    if not (is_below or is_torn) or start < name - 1 or not is_bare(parse, name):
        return
    link = start if parse.words[start] in ("et", ",") else start - 1
    if link < 1 or parse.words[link] not in (",", "et") or parse.kids_as(name, "acl:relcl", "appos"):
        return
    at = parse.start_of(link - 1, "flat:name", "flat:foreign", "conj")
    if parse.pos[at] == "PROPN" and at < name and (is_torn or verb < at) and parse.kids_as(at, "case"):
        parse.attach(name, at, "conj")


def _joined_to_relative(parse: Parse, noun: int) -> None:
    """No noun is coordinated with the verb of a relative clause: "X, que dirige Y, et Z ont pris Goma"."""
    verb = parse.heads[noun]
    first = parse.heads[verb]
    if parse.deps[noun] != "conj" or parse.deps[verb] != "acl:relcl" or not parse.is_verb(verb) or noun < verb:
        return
    links = [kid for kid in parse.kids_as(noun, "cc") if parse.words[kid - 1] == ","]
    if links and is_bare(parse, noun) and parse.is_noun(first):
        parse.attach(noun, first, "conj")


def _second_object(parse: Parse, noun: int) -> None:
    """A noun is coordinated with an object, not its verb: "accuse X et une partie de Y", "a tué X ainsi que Z"."""
    verb = parse.heads[noun]
    if not parse.is_verb(verb) or not parse.kids_as(noun, "cc") or not is_bare(parse, noun):
        return
    objects = [kid for kid in parse.kids_as(verb, "obj") if verb < kid < noun and parse.is_noun(kid)]
    if not objects:
        return
    end = noun + 1
    while end < len(parse.words) and _is_below(parse, end, noun):
        end += 1
    if end < len(parse.words) and not parse.is_verb(end) and parse.words[end] not in _BEFORE_VERBS:
        parse.attach(noun, objects[-1], "conj")


def _is_below(parse: Parse, index: int, noun: int) -> bool:
    for _ in range(STEPS):
        if index == noun:
            return True
        index = parse.heads[index]
    return False


def _of_all(parse: Parse, noun: int) -> None:
    """What stands in the plural behind several names is said of all of them: "X et Y, cadres de Z"."""
    last = parse.heads[noun]
    if parse.deps[noun] != "appos" or parse.deps[last] != "conj" or noun < last or parse.pos[noun] != "NOUN":
        return
    first = parse.heads[last]
    if parse.has(noun, "Number=Plur") and parse.pos[last] == parse.pos[first] == "PROPN":
        parse.attach(noun, first, "appos")


def _charge(parse: Parse, infinitive: int) -> None:
    """What somebody is accused of completes the verb, no name: "accuse X et une partie de Y de financer Z"."""
    noun = parse.heads[infinitive]
    first = parse.heads[noun] if parse.deps[noun] == "conj" else noun
    verb = parse.heads[first]
    is_charge = is_of(parse, infinitive) and parse.deps[first] == "obj"
    if not is_charge or not parse.is_verb(verb) or parse.kids_as(verb, "xcomp", "ccomp"):
        return
    if noun != first or parse.pos[first] == "PROPN":
        parse.attach(infinitive, verb, "xcomp")
