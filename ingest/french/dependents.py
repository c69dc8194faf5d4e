"""Objects, receivers, times and coordinated phrases that the French parser hangs wrongly, hung where they belong."""

from __future__ import annotations

import re

from ingest.french.auxiliaries import perfect, perfect_infinitive
from ingest.french.parse import Parse
from ingest.french.predicates import FULL, NEGATIONS, OF, QUE, STEPS, TO, agrees, first_of
from ingest.french.times import after_time, behind_time, is_time, take_article

_RECEIVERS = ("lui", "leur")
_PRONOUNS = frozenset({*_RECEIVERS, *QUE, "où", "dont"})
_WHERE = "où"
_INDEFINITE = ("un", "une", "des")
_STATES = ("d'", "de", "en", "à", "pour", "sous", "sur")
"""What introduces the state or place that one puts somebody in or keeps him from: "remet en liberté X"."""
_GERUND = re.compile(r"(iss)?ant$")


def mend_dependents(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word == "en" and index + 1 < len(parse.words):
            _gerund(parse, index)
    for index, word in enumerate(parse.words):
        if word in _PRONOUNS:
            _pronoun(parse, index, word)
        if parse.deps[index] == "conj":
            _conjunct(parse, index)
        if parse.is_noun(index):
            _noun(parse, index)
        if parse.deps[index] == "acl" and parse.has(index, "VerbForm=Part"):
            _nearest(parse, index)
        if parse.pos[index] == "ADJ" and parse.deps[index] == "amod":
            perfect(parse, index)
        if parse.is_verb(index):
            _set_apart(parse, index)
            perfect_infinitive(parse, index)


def _only(parse: Parse, que: int) -> None:
    """What stands behind "ne ... que" is an object: "ne reconnaît que l'autorité de X"."""
    noun = parse.heads[que]
    verb = parse.heads[noun]
    if parse.deps[noun] != "ccomp" or not parse.is_noun(noun) or parse.kids_as(noun, "cop", "nsubj", "nsubj:pass"):
        return
    if verb < que < noun and any(parse.words[kid] in ("ne", "n'") for kid in parse.kids[verb]):
        parse.deps[noun] = "obj"
        parse.attach(que, verb, "advmod")


def _noun(parse: Parse, index: int) -> None:
    _partitive_object(parse, index)
    _behind_negation(parse, index)
    _preposition(parse, index)
    _bare_object(parse, index)
    if parse.deps[index] == "obj":
        _of_gerund(parse, index)
    elif parse.deps[index] in ("nmod", "obl:agent") and parse.kids_as(index, "case"):
        after_time(parse, index)
    behind_time(parse, index)
    if parse.deps[index] == "nmod":
        _behind_name(parse, index)
    elif parse.deps[index] == "amod" and parse.pos[index] == "PROPN":
        _name_of(parse, index)


def _behind_negation(parse: Parse, noun: int) -> None:
    """What a verb has behind "de" is no part of its negation: "ne veut plus de la Monusco"."""
    adverb = parse.heads[noun]
    verb = parse.heads[adverb]
    is_negation = parse.words[adverb] in ("plus", "pas") and parse.is_verb(verb) and parse.deps[adverb] == "advmod"
    if is_negation and parse.kids_as(noun, "case") and any(parse.words[kid] in NEGATIONS for kid in parse.kids[verb]):
        parse.attach(noun, verb, "obl:arg")


def _pronoun(parse: Parse, index: int, word: str) -> None:
    if parse.pos[index] == "PRON" and word in _RECEIVERS:
        _receiver(parse, index)
    elif word in QUE:
        _only(parse, index)
    elif word == _WHERE and parse.pos[index] in ("PRON", "ADV"):
        _where(parse, index)
    elif word == "dont" and parse.deps[index] in ("dep", "obl:mod", "obl:arg", "iobj"):
        _some_of(parse, index)


def _receiver(parse: Parse, pronoun: int) -> None:
    """Before a verb "lui" and "leur" are its receiver, never its object: "doit leur livrer des armes"."""
    if parse.deps[pronoun] in ("obj", "iobj") and parse.heads[pronoun] > pronoun:
        parse.deps[pronoun] = "iobj"


def _name_of(parse: Parse, name: int) -> None:
    """No name is an adjective of one thing: "le mouvement rebelle M23", but "les miliciens fano"."""
    noun = parse.heads[name]
    if parse.pos[noun] == "NOUN" and parse.has(noun, "Number=Sing"):
        parse.deps[name] = "appos"


def _behind_name(parse: Parse, noun: int) -> None:
    """Only "de" makes a phrase part of a name: "a désigné X comme organisation", "a repris X aux rebelles"."""
    name, cases = parse.start_of(parse.heads[noun], "flat:name"), parse.kids_as(noun, "case")
    verb = parse.heads[name]
    is_object = parse.pos[name] == "PROPN" and parse.deps[name] == "obj" and parse.pos[verb] == "VERB" and verb < name
    if not is_object or not cases or parse.words[cases[0]] in OF or _is_one_name(parse, name, noun):
        return
    parse.attach(noun, verb, "obl:arg")


def _is_one_name(parse: Parse, first: int, last: int) -> bool:
    return any(start <= first and last < end for start, end, _ in parse.ents)


def _preposition(parse: Parse, noun: int) -> None:
    """What introduces a noun is a preposition: "s'est emparé de X" and, before a name, "réclame des États-Unis que"."""
    for mark in parse.kids_as(noun, "mark"):
        if mark < noun and parse.pos[mark] == "ADP" and not parse.kids_as(noun, "cop", "nsubj", "nsubj:pass"):
            parse.deps[mark] = "case"
            if parse.deps[noun] in ("obj", "xcomp"):
                parse.deps[noun] = "obl:arg"
    if parse.pos[noun] == "PROPN" and parse.deps[noun] in ("obl:arg", "obl:mod") and not parse.kids_as(noun, "case"):
        for article in parse.kids_as(noun, "det"):
            if parse.words[article] == "des":
                parse.deps[article], parse.pos[article] = "case", "ADP"


def _partitive_object(parse: Parse, noun: int) -> None:
    """Of what one gives to somebody "du" is an article: "fournit du renseignement à l'armée"."""
    verb = parse.heads[noun]
    if parse.pos[noun] != "NOUN":
        return
    cases = [case for case in parse.kids_as(noun, "case") if parse.words[case] in OF]
    if not cases or parse.kids_as(verb, *FULL):
        return
    if parse.deps[noun] == "nmod" and parse.pos[verb] == "PROPN":
        _behind_receiver(parse, noun, cases)
        return
    if parse.deps[noun] not in ("obl:arg", "nmod") or parse.left_edge(noun) != verb + 1 or not parse.is_verb(verb):
        return
    if parse.deps[noun] == "nmod" and parse.words[cases[0]] == "des":  # "d'avoir tué des milliers de civils"
        take_article(parse, noun, cases)
        return
    others = [kid for kid in parse.kids_as(verb, "obl:arg", "iobj") if kid > noun]
    if any(parse.has_case(kid, TO) for kid in others):
        take_article(parse, noun, cases)


def _behind_receiver(parse: Parse, noun: int, cases: list[int]) -> None:
    """No name is of "des" things: "a fourni au M23 des missiles"."""
    name = parse.heads[noun]
    verb = parse.heads[name]
    is_receiver = parse.has_case(name, (*TO, "auprès"))
    if not is_receiver or not parse.is_verb(verb) or parse.words[cases[0]] != "des" or parse.kids_as(verb, *FULL):
        return
    if noun > name > verb and parse.attach(noun, verb, "obj"):
        take_article(parse, noun, cases)
        parse.ents = [
            (start, cases[0] if start <= name < cases[0] < end else end, lab) for start, end, lab in parse.ents
        ]


def _bare_object(parse: Parse, noun: int) -> None:
    """What stands right behind a verb without preposition is its object, not its genitive: "combat le GSIM"."""
    verb = parse.heads[noun]
    _in_state(parse, noun)
    _behind_bare(parse, noun)
    if parse.kids_as(noun, "case", "cop") or is_time(parse, noun):
        return
    if parse.deps[noun] == "obj" and parse.pos[verb] == "ADJ":
        _behind_quality(parse, noun, verb)
        return
    is_counted = parse.deps[noun] == "obl:mod" and bool(parse.kids_as(noun, "det", "nummod"))
    if (parse.deps[noun] in ("obj", "xcomp") or is_counted) and parse.is_noun(verb):
        _behind_phrase(parse, noun)
    elif parse.deps[noun] in ("nmod", "appos", "conj") and not parse.is_verb(verb):
        _displaced(parse, noun)
    elif parse.pos[verb] == "VERB" and noun > verb and not parse.kids_as(verb, *FULL):
        is_next = parse.left_edge(noun) == verb + 1
        counted = any(parse.pos[kid] in ("DET", "NUM") for kid in parse.kids[noun])
        if (parse.deps[noun] in ("nmod", "appos") and is_next) or (
            parse.deps[noun] in ("obl:mod", "obl:arg", "dep") and counted
        ):
            parse.deps[noun] = "obj"


def _behind_quality(parse: Parse, noun: int, adjective: int) -> None:
    """No adjective has an object: "maintient fermée sa frontière", "juge inacceptable l'offensive"."""
    verb = parse.heads[adjective]
    if parse.pos[verb] == "VERB" and verb < adjective < noun and not parse.kids_as(verb, "obj", "cop", "ccomp"):
        parse.attach(noun, verb, "obj")
        parse.deps[adjective] = "xcomp"


def _behind_bare(parse: Parse, noun: int) -> None:
    """Behind a noun without article stands the object: "a interdit d'antenne X", "a fait prisonniers dix soldats"."""
    first = parse.heads[noun]
    verb = parse.heads[first]
    if parse.pos[verb] != "VERB" or parse.pos[first] != "NOUN":
        return
    inner = [kid for kid in parse.kids_as(first, "nmod") if first < kid < noun and parse.kids_as(kid, "case")]
    is_next = parse.left_edge(noun) == max([first, *inner]) + 1 and parse.deps[noun] in ("nmod", "appos", "flat:name")
    is_object = parse.deps[first] == "obj" or (parse.deps[first] == "obl:arg" and not parse.kids_as(verb, "obj"))
    if not is_next or not is_object:
        return
    if parse.kids_as(noun, "case") or not (parse.pos[noun] == "PROPN" or parse.kids_as(noun, "det", "nummod")):
        return
    before = [kid for kid in parse.kids[first] if kid < first]
    if len(before) > 1 or any(parse.words[kid] not in _STATES for kid in before):
        return
    parse.attach(noun, verb, "obj")
    for case in before:
        parse.deps[case], parse.pos[case] = "case", "ADP"
    parse.deps[first] = "obl:arg" if before else "xcomp"


def _displaced(parse: Parse, noun: int) -> None:
    """An object behind another phrase: "rappeler pour avis son envoyé", "conclu, sous l'égide de X, un pacte"."""
    above, start = parse.heads[noun], parse.left_edge(noun)
    articles = [kid for kid in parse.kids_as(noun, "det", "nummod") if kid == start]
    is_named = _is_name_behind_bare(parse, noun)
    if not (articles or is_named) or parse.kids_as(noun, "cc") or above > noun:
        return
    verb = above
    for _ in range(STEPS):
        if parse.is_verb(verb) or parse.heads[verb] == verb:
            break
        verb = parse.heads[verb]
    if parse.pos[verb] != "VERB" or not verb < above or parse.kids_as(verb, *FULL):
        return
    first = parse.left_edge(_phrase_below(parse, above, verb))
    if is_named and parse.kids_as(_phrase_below(parse, above, verb), "case"):
        parse.attach(noun, verb, "obj")
        return
    inserted = parse.words[start - 1] == "," and parse.words[first - 1] == "," and first - 1 == verb + 1
    is_joined = parse.deps[noun] == "conj" or _is_behind_phrase(parse, noun, verb)
    if (inserted and parse.words[start] in _INDEFINITE) or (is_joined and parse.words[start - 1] != ","):
        parse.attach(noun, verb, "obj")


def _is_behind_phrase(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun with an article is its verb's object, for a noun has no other: "a dit dans X l'attaque de Y"."""
    phrase = parse.heads[noun]
    if parse.deps[noun] not in ("nmod", "obl:mod") or not parse.is_noun(phrase) or parse.kids_as(noun, "case"):
        return False
    if not parse.kids_as(phrase, "case") or is_time(parse, noun) or parse.kids_as(verb, "aux:pass", "advcl"):
        return False
    is_moving = any(parse.lemmas[kid] == "être" for kid in parse.kids_as(verb, "aux:tense"))
    before = first_of(parse, verb) - 1  # "Paris | a condamné", whose subject may still stand by itself
    has_subject = any(kid < verb for kid in parse.kids_as(verb, "nsubj")) or (before >= 0 and parse.is_noun(before))
    return not is_moving and (has_subject or parse.has(verb, "VerbForm=Inf"))


def _is_name_behind_bare(parse: Parse, name: int) -> bool:
    """Whether a name stands right behind a noun without article: "a inscrit sur sa liste de sanctions X"."""
    noun = parse.heads[name]
    is_next = noun == name - 1 and parse.left_edge(name) == name and parse.pos[noun] == "NOUN"
    if not is_next or parse.pos[name] != "PROPN" or parse.kids_as(noun, "det"):
        return False
    return any(parse.words[kid] in ("de", "d'", "en") for kid in parse.kids_as(noun, "case"))


def _in_state(parse: Parse, noun: int) -> None:
    """Whom one keeps "en" a state is no genitive of it: "retient en captivité des soldats"."""
    state = parse.heads[noun]
    verb = parse.heads[state]
    if parse.deps[noun] != "nmod" or parse.pos[verb] != "VERB" or state != noun - 2 or state < verb:
        return
    cases = [kid for kid in parse.kids_as(noun, "case") if parse.words[kid] == "des"]
    if not cases:
        return
    introduced = [parse.words[kid] for kid in parse.kids[state] if kid < state]
    if introduced in (["en"], ["pour"]) and not parse.kids_as(verb, *FULL):
        parse.deps[cases[0]], parse.pos[cases[0]], parse.lemmas[cases[0]] = "det", "DET", "un"
        parse.attach(noun, verb, "obj")


def _behind_phrase(parse: Parse, noun: int) -> None:
    """No noun has an object: "a chassé du pouvoir X" is about X."""
    phrase = parse.heads[noun]
    verb = parse.heads[phrase]
    if parse.pos[verb] == "VERB" and verb < phrase < noun and not parse.kids_as(verb, "obj", "cop", "ccomp"):
        parse.attach(noun, verb, "obj")


def _phrase_below(parse: Parse, index: int, verb: int) -> int:
    while parse.heads[index] != verb and parse.heads[index] != index:
        index = parse.heads[index]
    return index


def _nearest(parse: Parse, participle: int) -> None:
    """A participle is about the noun near by that alone agrees: "X, hostile au projet porté par Y".

    It may stand behind another that belongs to it: "une coalition de six groupes armés soutenue par Y".
    """
    noun, far = participle - 1, parse.heads[participle]
    while noun > far and parse.pos[noun] in ("ADJ", "ADV"):
        noun -= 1
    if (
        noun > far
        and parse.pos[noun] == "NOUN"
        and _is_seen_to_agree(parse, noun, participle)
        and not _is_seen_to_agree(parse, far, participle)
    ):
        parse.attach(participle, noun, "acl")
        return
    if parse.pos[far] != "NOUN" or "=" not in parse.morphs[far] or agrees(parse, far, participle):
        return
    while parse.deps[far] == "nmod" and parse.heads[far] < far:
        far = parse.heads[far]
        if parse.pos[far] == "NOUN" and _is_seen_to_agree(parse, far, participle):
            parse.attach(participle, far, "acl")
            return


def _is_seen_to_agree(parse: Parse, noun: int, participle: int) -> bool:
    return "=" in parse.morphs[noun] and agrees(parse, noun, participle)


def _where(parse: Parse, adverb: int) -> None:
    clause = parse.heads[adverb]
    if clause > adverb and parse.deps[adverb] in ("iobj", "obl:mod", "obl:arg", "obj", "mark", "dep"):
        parse.deps[adverb] = "advmod"


def _some_of(parse: Parse, pronoun: int) -> None:
    """Of whom one does something to some: "les soldats, dont il a tué une dizaine"."""
    verb = parse.heads[pronoun]
    objects = [kid for kid in parse.kids_as(verb, "obj") if kid > verb]
    if objects and parse.is_verb(verb) and parse.deps[verb] == "acl:relcl":
        parse.attach(pronoun, objects[0], "nmod")


def _conjunct(parse: Parse, noun: int) -> None:
    """A conjunct's preposition repeats the first one's, or is an article: "de X et de Y", "X et des soldats"."""
    cases = [kid for kid in parse.kids_as(noun, "case") if kid < noun]
    first = parse.heads[noun]
    if not cases or not parse.is_noun(noun) or not parse.is_noun(first):
        return
    before = [parse.words[kid] for kid in parse.kids_as(first, "case")]
    if not before:
        if parse.words[cases[0]] == "des" and parse.pos[noun] == "NOUN":
            parse.deps[cases[0]], parse.pos[cases[0]], parse.lemmas[cases[0]] = "det", "DET", "un"
        return
    for case in cases:
        parse.attach(case, first, "cc")


def _set_apart(parse: Parse, verb: int) -> None:
    """No noun is coordinated with a verb: "X accuse, lui, Y de mentir"."""
    nouns = parse.kids_as(verb, "conj")
    if not nouns or parse.kids_as(verb, "obj", "ccomp", "cop", "aux:pass") or parse.deps[verb] == "cop":
        return
    for noun in nouns:
        if parse.is_noun(noun) and not parse.kids_as(noun, "cc", "case", "cop", "nsubj", "nsubj:pass", "aux:tense"):
            apart = parse.words[verb + 1] == "," and parse.left_edge(noun) <= verb + 5
            if noun > verb and apart:
                parse.attach(noun, verb, "obj")
                for clause in parse.kids_as(noun, "acl"):
                    if parse.has(clause, "VerbForm=Inf"):
                        parse.attach(clause, verb, "xcomp")
            return


def _of_gerund(parse: Parse, noun: int) -> None:
    """What stands right behind a participle is its object: "a riposté en bombardant le camp"."""
    gerund, verb = parse.left_edge(noun) - 1, parse.heads[noun]
    is_right = gerund > 0 and parse.heads[gerund] == verb < gerund and parse.pos[gerund] == "VERB"
    is_present = is_right and parse.has(gerund, "Tense=Pres") and parse.has(gerund, "VerbForm=Part")
    if is_present and not parse.kids_as(gerund, *FULL) and not parse.kids_as(noun, "case"):
        parse.attach(noun, gerund, "obj")


def _gerund(parse: Parse, en: int) -> None:
    """What ends in "-ant" behind "en" is no noun: "a tué des civils en bombardant Goma"."""
    verb = en + 1
    if (
        parse.pos[verb] not in ("NOUN", "ADJ", "PROPN")
        or not _GERUND.search(parse.words[verb])
        or len(parse.words[verb]) < 6
    ):
        return
    if parse.heads[en] != verb or not parse.texts[verb].islower() or parse.kids_as(verb, "det"):
        return
    word = parse.words[verb]
    parse.lemmas[verb] = (
        word.removesuffix("issant") + "ir" if word.endswith("issant") else word.removesuffix("ant") + "er"
    )
    parse.pos[verb], parse.morphs[verb], parse.deps[verb] = "VERB", "Tense=Pres|VerbForm=Part", "advcl"
    parse.deps[en] = "mark"
    behind = [k for k in parse.kids_as(verb, "amod", "nmod", "appos", "flat:name") if not parse.kids_as(k, "case")]
    if behind and parse.left_edge(behind[0]) == verb + 1:
        parse.deps[behind[0]] = "obj"
