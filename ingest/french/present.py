"""Verbs in the present that the French tagger takes for names or nouns, and objects that the parser breaks off."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import QUE
from ingest.french.times import is_time

_MORPH = "Mood=Ind|Number={}|Person=3|Tense=Pres|VerbForm=Fin"
_ENDING = re.compile(r"[^aeiouéèêy]{1,2}(e|ent)$|(gu|qu|i|u|é|y)(e|ent)$")
_GRAVE = re.compile(r"è(?=[^aeiouéèêy]+er$)")
_OPEN = re.compile(r"(m|l|s|p|v|ch)è(n|v|m|s|t)er$")
"""Verbs whose "è" is no "é" in the infinitive: "mener", "lever", "semer", "peser", "acheter"."""
_ARTICLES = ("le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs")
_CLITICS = ("le", "la", "les", "l'")
_BEFORE_CLITIC = ("qui", "il", "elle", "ils", "elles", "on")
_BARE = ("nmod", "amod", "appos", "acl", "flat:name", "flat:foreign", "conj", "dep", "ROOT")
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_FULL = ("obj", "xcomp", "ccomp", "cop", "iobj")
_ENDS = (".", "?", "!", ":", ";", "»")
_RELATIVES = ("qui", *QUE, "dont", "où", "auquel", "auxquels", "auxquelles", "lequel", "laquelle")
_BEFORE_TIMES = ("depuis", "dès", "chaque", "cette", "ce", "fin", "début", "en")
_ADJECTIVE = re.compile(r"(able|ible|ique|aire|iste|esque)$")
_INFINITIVE = re.compile(r"(er|ir|re)$")


def find_verbs(parse: Parse) -> None:
    """Makes such words the verbs that they are, in place: "Kigali arme le M23", "le GSIM, que dirige X"."""
    for index in range(1, len(parse.words) - 1):
        if (
            parse.words[index - 1] in QUE
            and _looks_a_verb(parse, index)
            and _opens_phrase(parse, _past_adverbs(parse, index + 1))
        ):
            _in_relative(parse, index)
        elif _ends_relative(parse, index):
            _behind_its_subject(parse, index)
        elif _is_behind_insertion(parse, index) and _behind_insertion(parse, index):
            continue
        elif _goes_on(parse, index) and _opens_phrase(parse, index + 1) and _looks_a_verb(parse, index):
            become(parse, index)
            take_object(parse, index, "obj")
        elif _ends_phrase(parse, index - 1) and opens_object(parse, index + 1) and _is_misread(parse, index):
            _in_clause(parse, index)
        elif _looks_a_verb(parse, index) and _has_roles(parse, index):
            become(parse, index)
            if parse.heads[index] > index and parse.is_noun(parse.heads[index]) and parse.deps[index] in _SUBJECTS:
                parse.replace(parse.heads[index], index, "obj")  # "Berlin juge inacceptable l'offensive"
            elif not parse.kids_as(index, "obj"):
                take_object(parse, index, "obj")
        else:
            _by_word(parse, index)
    _reattach(parse)


def _by_word(parse: Parse, index: int) -> None:
    if parse.words[index] == "et":
        _row(parse, index)
    elif parse.words[index - 1] == "qui" and parse.pos[index] in ("NOUN", "ADJ") and is_misread_form(parse, index):
        become(parse, index)  # "X, qui siège au Conseil de sécurité", "qui contrôlent Sanaa"
    elif parse.pos[index] in ("ADV", "ADP") and parse.words[index] in grammar().no_adverbs:
        _no_adverb(parse, index)
    elif parse.pos[index] == "ADJ" and parse.kids_as(index, "nsubj") and _is_lone_root(parse, index):
        become(parse, index)  # "Le Mali pointe du doigt l'Algérie"
    else:
        _clitic(parse, index)


def _is_lone_root(parse: Parse, index: int) -> bool:
    """Whether a word that could be a verb bears a sentence without one."""
    is_root = parse.heads[index] == index and not parse.kids_as(index, "cop")
    return is_root and is_misread_form(parse, index) and not _ADJECTIVE.search(parse.words[index])


def _no_adverb(parse: Parse, verb: int) -> None:
    """What looks like an adverb behind a name is the verb: "Kigali dément tout soutien"."""
    name, noun = _root_above(parse, verb - 1), parse.heads[verb]
    if (
        not (_ends_phrase(parse, verb - 1) or parse.pos[verb] == "ADP")
        or name is None
        or parse.kids_as(name, "case", "cop")
    ):
        return
    if noun == name and parse.words[verb + 1] in (*_ENDS, ","):  # "Accusé par X, Kigali dément"
        parse.pos[verb], parse.morphs[verb] = "VERB", _MORPH.format("Sing")
        parse.lemmas[verb] = grammar().no_adverbs[parse.words[verb]]
        parse.replace(name, verb, "nsubj")
        for kid in [k for k in parse.kids[name] if parse.deps[k] in ("advcl", "obl:mod", "punct", "acl")]:
            parse.attach(kid, verb, "advcl" if parse.deps[kid] == "acl" and kid < name else parse.deps[kid])
        return
    if noun < verb:
        if opens_object(parse, verb + 1):  # "les Émirats arabes unis arment X"
            _in_clause(parse, verb)
        return
    parse.pos[verb], parse.morphs[verb] = "VERB", _MORPH.format("Sing")
    parse.lemmas[verb] = grammar().no_adverbs[parse.words[verb]]
    parse.replace(noun, verb, "obj" if parse.is_noun(noun) else "xcomp")
    parse.attach(name, verb, "nsubj")


def _is_behind_insertion(parse: Parse, index: int) -> bool:
    return parse.words[index - 1] == "," and _opens_phrase(parse, index + 1) and _looks_a_verb(parse, index)


def _behind_insertion(parse: Parse, verb: int) -> bool:
    """The verb of a sentence that lacks one stands behind what is said of its subject: "X, allié de Y, contrôle Z"."""
    start = verb - 1
    while start > 0 and parse.words[start - 1] not in _ENDS and "\n" not in parse.texts[start - 1]:
        start -= 1
    name = next((i for i in range(start, verb) if parse.heads[i] == i and parse.is_noun(i)), None)
    finite = [i for i in range(start, verb) if parse.has(i, "VerbForm=Fin")]
    if name is None or not all(_is_told_of(parse, other, name) for other in finite):
        return False
    if parse.kids_as(name, "case", "cop", *_SUBJECTS) or "," not in parse.words[name : verb - 1]:
        return False
    become(parse, verb)
    parse.attach(verb, verb, "ROOT")
    parse.attach(name, verb, "nsubj")
    for other in range(name + 1, verb):
        if parse.heads[other] == other:
            parse.attach(other, name, "acl" if parse.pos[other] == "VERB" else "appos")
    take_object(parse, verb, "obj")
    return True


def _is_told_of(parse: Parse, verb: int, name: int) -> bool:
    """Whether a verb stands in the relative clause right behind a name: "X, dont fait partie Y, contrôle Z"."""
    comma = next((i for i in range(name, verb) if parse.words[i] == ","), verb)
    return parse.words[comma + 1] in _RELATIVES or parse.pos[comma + 1] == "ADP"


def _past_adverbs(parse: Parse, index: int) -> int:
    """The first token from there on that is no adverb: "que dirige toujours X"."""
    while index < len(parse.words) - 1 and parse.pos[index] == "ADV":
        index += 1
    return index


def _ends_relative(parse: Parse, index: int) -> bool:
    """Whether the verb of a relative clause stands there, taken for an adverb or noun: "X, que le GSIM étrangle"."""
    if parse.pos[index] not in ("ADV", "NOUN", "ADJ", "PROPN"):
        return False
    is_form = parse.lemmas[index] != parse.words[index] and bool(_INFINITIVE.search(parse.lemmas[index]))
    is_like = parse.texts[index].islower() and (is_form or parse.words[index] in grammar().no_adverbs)
    if not is_like:
        return False
    start = index - 1
    while start > 0 and _is_name(parse, start):
        start -= 1
    start -= parse.pos[start] == "DET" and parse.words[start] in _ARTICLES
    is_open = start > 0 and index - 1 > start and parse.words[start] in QUE and _is_name(parse, index - 1)
    return is_open and _is_antecedent(parse, start - 1 - (parse.words[start - 1] == ","))


def _is_antecedent(parse: Parse, index: int) -> bool:
    """Whether a relative clause may be about a word: a noun, or the "ce" of "ce que Kigali dément"."""
    return index >= 0 and (parse.is_noun(index) or parse.words[index] == "ce")


def _behind_its_subject(parse: Parse, verb: int) -> None:
    name = parse.name_head(verb - 1)
    pronoun = parse.left_edge(name) if parse.words[parse.left_edge(name)] in QUE else parse.left_edge(name) - 1
    noun = pronoun - 1 - (parse.words[pronoun - 1] == ",")
    lemma = grammar().no_adverbs.get(parse.words[verb], parse.lemmas[verb])
    become(parse, verb)
    parse.lemmas[verb] = lemma
    if parse.attach(verb, noun, "acl:relcl") and parse.attach(name, verb, "nsubj"):
        parse.attach(pronoun, verb, "obj")
        parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "PronType=Rel"


def _row(parse: Parse, link: int) -> None:
    """Words in a row between a name and the last verb of a list are verbs: "Kigali finance, arme et entraîne X"."""
    last = link + 1
    is_last = is_misread_form(parse, last) or (parse.pos[last] == "VERB" and parse.has(last, "VerbForm=Fin"))
    if not is_last or last + 1 >= len(parse.words) or not _opens_phrase(parse, last + 1):
        return
    row = [link - 1]
    while row[0] > 2 and parse.words[row[0] - 1] == ",":
        row.insert(0, row[0] - 2)
    name = row[0] - 1
    if name < 0 or not _ends_phrase(parse, name) or not all(is_misread_form(parse, index) for index in row):
        return
    top = _root_above(parse, name)
    if top is None or parse.kids_as(top, "case", "cop"):
        return
    verbs = [*row, last]
    for verb in verbs:
        become(parse, verb)
        parse.attach(verb, verb, "ROOT")
    parse.attach(top, verbs[0], "nsubj")
    for before, verb in pairwise(verbs):
        parse.attach(verb, before, "conj")
    for kid in tuple(parse.kids[top]):
        if kid > verbs[0]:
            parse.attach(kid, last, parse.deps[kid])
    parse.attach(link, last, "cc")
    take_object(parse, last, "obj")


def is_misread_form(parse: Parse, index: int) -> bool:
    """Whether a word could be a verb in the present, whatever the tagger says."""
    is_known = parse.words[index] in grammar().no_adverbs
    is_like = parse.texts[index].islower() and (is_known or bool(_ENDING.search(parse.words[index])))
    is_open = parse.pos[index] in ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
    return is_like and is_open and not parse.kids_as(index, "case", "det", "cop", "aux:tense", "aux:pass")


def _is_name(parse: Parse, index: int) -> bool:
    return parse.pos[index] == "PROPN" and parse.texts[index][:1].isupper()


def _goes_on(parse: Parse, index: int) -> bool:
    """Whether a word is joined to a verb by "et": "encercle Djibo et contrôle la province"."""
    first = parse.heads[index]
    is_joined = parse.words[index - 1] == "et" and parse.deps[index] == "conj" and parse.pos[first] == "VERB"
    return is_joined and parse.has(first, "VerbForm=Fin")


def _has_roles(parse: Parse, index: int) -> bool:
    """Whether the parser sees a clause where the tagger sees no verb: "le GSIM étrangle la ville"."""
    subjects, objects = parse.kids_as(index, "nsubj"), parse.kids_as(index, "obj")
    behind = index + 1 + (parse.pos[index + 1] == "ADJ")
    if not objects and _opens_phrase(parse, behind):
        objects = [behind]
    return bool(subjects and objects) and subjects[0] < index < objects[0]


def _ends_phrase(parse: Parse, index: int) -> bool:
    """Whether a name or a described noun ends there: "Kigali", "L'armée ougandaise"."""
    is_name = parse.is_noun(index) and parse.texts[index][:1].isupper()
    return is_name or (parse.pos[index] == "ADJ" and parse.is_noun(parse.heads[index]))


def _opens_phrase(parse: Parse, index: int) -> bool:
    """Whether a name or an article stands there: no noun is followed by either, unless it says what a name is."""
    is_name = _is_name(parse, index) or (parse.pos[index] == "NOUN" and parse.texts[index][:1].isupper())
    return is_name or (parse.pos[index] == "DET" and parse.words[index] in _ARTICLES)


def opens_object(parse: Parse, index: int) -> bool:
    """Whether a verb's object begins there, perhaps behind a time or what one calls it: "juge inacceptables les"."""
    start = _past_time(parse, index)
    start += parse.pos[start] == "ADJ" and start + 1 < len(parse.words) and parse.pos[start + 1] == "DET"
    return _opens_phrase(parse, start) or parse.words[start] == "des"


def _past_time(parse: Parse, index: int) -> int:
    """The first token from there on that belongs to no time without article."""
    start = index + (parse.words[index] in _BEFORE_TIMES)
    at = start
    while at < len(parse.words) - 1 and is_time(parse, at):
        at += 1
    return at if at > start else index


def _looks_a_verb(parse: Parse, index: int) -> bool:
    is_noun = parse.pos[index] in ("NOUN", "PROPN") and parse.texts[index].islower()
    if parse.pos[index] in ("ADV", "NOUN") and parse.words[index] in grammar().no_adverbs:
        return not parse.kids_as(index, "case", "det")
    return is_noun and bool(_ENDING.search(parse.words[index])) and not parse.kids_as(index, "case", "det", "cop")


def _is_misread(parse: Parse, index: int) -> bool:
    """Whether a clause without verb begins with a name and such a word."""
    if parse.deps[index] not in _BARE or parse.kids_as(index, *_SUBJECTS):
        return False
    is_finite = parse.pos[index] == "VERB" and parse.has(index, "VerbForm=Fin")
    is_adjective = parse.pos[index] == "ADJ" and parse.deps[index] == "amod" and is_misread_form(parse, index)
    if not (is_finite or is_adjective or _looks_a_verb(parse, index)):
        return False
    name = _root_above(parse, index - 1)
    return (
        name is not None and parse.heads[index] in (name, index, index - 1) and not parse.kids_as(name, "case", "cop")
    )


def _root_above(parse: Parse, name: int) -> int | None:
    """The root that a name is, or is part of."""
    while parse.heads[name] != name:
        if not parse.is_noun(parse.heads[name]):
            return None
        name = parse.heads[name]
    return name


def _in_clause(parse: Parse, verb: int) -> None:
    name = _root_above(parse, verb - 1)
    if name is None:
        return
    become(parse, verb)
    if parse.heads[verb] != verb:
        parse.attach(verb, verb, "ROOT")
    parse.attach(name, verb, "nsubj")
    for kid in tuple(parse.kids[name]):
        if kid > verb:
            parse.attach(kid, verb, parse.deps[kid])
    take_object(parse, verb, "obj")


def _in_relative(parse: Parse, verb: int) -> None:
    noun = verb - 2 - (parse.words[verb - 2] == ",")
    while noun > 0 and parse.pos[noun] in ("NUM", "ADJ"):
        noun -= 1
    if not _is_antecedent(parse, noun):
        return
    noun = parse.name_head(noun)
    become(parse, verb)
    governor, dep = parse.heads[verb], parse.deps[verb]
    if governor not in (noun, verb) and dep in _SUBJECTS and parse.heads[noun] == noun:
        parse.attach(noun, governor, dep)
    if parse.attach(verb, noun, "acl:relcl"):
        parse.attach(verb - 1, verb, "obj")
        parse.pos[verb - 1], parse.morphs[verb - 1] = "PRON", "PronType=Rel"
        take_object(parse, verb, "nsubj")


def become(parse: Parse, verb: int) -> None:
    """Makes a word the verb in the present that it is, in place."""
    if parse.pos[verb] == "VERB":
        return
    plural = parse.words[verb].endswith("ent")
    infinitive = parse.words[verb].removesuffix("ent" if plural else "e") + "er"
    infinitive = _GRAVE.sub("e" if _OPEN.search(infinitive) else "é", infinitive)
    parse.lemmas[verb] = grammar().no_adverbs.get(parse.words[verb], infinitive)
    is_many = plural and parse.lemmas[verb].endswith("er")
    parse.pos[verb], parse.morphs[verb] = "VERB", _MORPH.format("Plur" if is_many else "Sing")


def take_object(parse: Parse, verb: int, dep: str) -> None:
    """Gives a verb the phrase right behind it, as object or as subject."""
    noun = _past_time(parse, _past_adverbs(parse, verb + 1))
    noun += parse.words[noun] == "des"
    while noun < len(parse.words) and parse.pos[noun] in ("DET", "ADJ"):
        noun += 1
    if noun >= len(parse.words) or not (parse.is_noun(noun) or _is_name(parse, noun)):
        return
    while verb < parse.heads[noun] != noun and parse.is_noun(parse.heads[noun]):
        noun = parse.heads[noun]
    parse.attach(noun, verb, dep)


def _reattach(parse: Parse) -> None:
    """Hangs on a verb the phrases right behind it that the parser made sentences: "bombarde Goma", "à l'aide de X"."""
    roots = [index for index, head in enumerate(parse.heads) if head == index]
    verb = None
    for root in roots:
        if parse.pos[root] == "VERB":
            verb = root if _is_finite(parse, root) else None
        elif verb is not None and not _joins(parse, verb, root):
            verb = None


def _joins(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a phrase could be hung on the verb before it."""
    first = parse.left_edge(noun)
    if not parse.is_noun(noun) or parse.kids_as(noun, "cop", *_SUBJECTS) or parse.pos[first - 1] in ("PUNCT", "SPACE"):
        return False
    if parse.kids_as(noun, "case"):
        return parse.attach(noun, verb, "obl:arg")
    return first == verb + 1 and not parse.kids_as(verb, *_FULL) and parse.attach(noun, verb, "obj")


def _is_finite(parse: Parse, verb: int) -> bool:
    return any(parse.has(index, "VerbForm=Fin") for index in (verb, *parse.kids_as(verb, "aux:tense", "aux:pass")))


def _clitic(parse: Parse, article: int) -> None:
    """What follows "qui l'" or "il les" is a verb, though it may be a noun elsewhere: "qui l'arme et le finance"."""
    verb = article + 1
    if parse.words[article] not in _CLITICS or parse.pos[article] != "DET" or parse.pos[verb] not in ("NOUN", "ADJ"):
        return
    before = parse.words[article - 1]
    linked = before == "et" and parse.deps[verb] == "conj" and _is_made(parse, parse.heads[verb])
    if (before in _BEFORE_CLITIC or linked) and _ENDING.search(parse.words[verb]):
        become(parse, verb)
        parse.pos[article], parse.morphs[article] = "PRON", "Person=3"
        parse.attach(article, verb, "obj")
        if before in _BEFORE_CLITIC and parse.heads[article - 1] != verb:
            parse.attach(article - 1, verb, "nsubj")


def _is_made(parse: Parse, verb: int) -> bool:
    return parse.pos[verb] == "VERB" and any(parse.words[kid] in _CLITICS for kid in parse.kids_as(verb, "obj"))
