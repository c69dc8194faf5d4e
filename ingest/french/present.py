"""Verbs in the present that the French tagger takes for names or nouns, and objects that the parser breaks off."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.french.fronted import behind_opening, behind_phrase
from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import QUE, antecedent
from ingest.french.times import is_time
from ingest.french.verbs import (
    ARTICLES,
    ENDING,
    PRESENT,
    become,
    is_misread_form,
    is_name,
    opens_object,
    opens_phrase,
    past_adverbs,
    take_phrase,
)

_CLITICS = ("le", "la", "les", "l'")
_BEFORE_CLITIC = ("qui", "il", "elle", "ils", "elles", "on")
_BARE = ("nmod", "amod", "appos", "acl", "flat:name", "flat:foreign", "conj", "dep", "punct", "ROOT")
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_FULL = ("obj", "xcomp", "ccomp", "cop", "iobj")
_ENDS = (".", "?", "!", ":", ";", "»")
_RELATIVES = ("qui", *QUE, "dont", "où", "auquel", "auxquels", "auxquelles", "lequel", "laquelle")
_ADJECTIVE = re.compile(r"(able|ible|ique|aire|iste|esque)$")
_INFINITIVE = re.compile(r"(er|ir|re)$")


def find_verbs(parse: Parse) -> None:
    """Makes such words the verbs that they are, in place: "Kigali arme le M23", "le GSIM, que dirige X"."""
    for index in range(1, len(parse.words) - 1):
        behind_phrase(parse, index)
        is_last = is_misread_form(parse, index) and not is_misread_form(parse, index + 1)
        if is_last and behind_opening(parse, index):  # "Selon l'ONU, l'Arabie saoudite bombarde le Yémen"
            continue
        if not (_opens_speaker(parse, index) and _tells_who_says(parse, index)):
            _find_verb(parse, index)
    _reattach(parse)


def _find_verb(parse: Parse, index: int) -> None:
    if (
        parse.words[index - 1] in QUE
        and _looks_a_verb(parse, index)
        and opens_phrase(parse, past_adverbs(parse, index + 1))
    ):
        _in_relative(parse, index)
    elif _ends_relative(parse, index):
        _behind_its_subject(parse, index)
    elif _is_behind_insertion(parse, index) and _behind_insertion(parse, index):
        return
    elif _goes_on(parse, index) and opens_phrase(parse, index + 1) and _looks_a_verb(parse, index):
        become(parse, index)
        take_phrase(parse, index, "obj")
    elif _ends_phrase(parse, index - 1) and opens_object(parse, index + 1) and _is_misread(parse, index):
        _in_clause(parse, index)
    elif _looks_a_verb(parse, index) and _has_roles(parse, index):
        become(parse, index)
        if parse.heads[index] > index and parse.is_noun(parse.heads[index]) and parse.deps[index] in _SUBJECTS:
            parse.replace(parse.heads[index], index, "obj")  # "Berlin juge inacceptable l'offensive"
        elif not parse.kids_as(index, "obj"):
            take_phrase(parse, index, "obj")
    else:
        _by_word(parse, index)


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
    if parse.words[verb - 1] == "qui" and noun > verb and parse.heads[verb - 1] == noun:  # "X, qui dément avoir tué Y"
        parse.pos[verb], parse.morphs[verb] = "VERB", PRESENT.format("Sing")
        parse.lemmas[verb] = grammar().no_adverbs[parse.words[verb]]
        parse.replace(noun, verb, "xcomp" if parse.is_verb(noun) else "obj")
        parse.attach(verb - 1, verb, "nsubj")
        return
    if (
        not (_ends_phrase(parse, verb - 1) or parse.pos[verb] == "ADP")
        or name is None
        or parse.kids_as(name, "case", "cop")
    ):
        return
    if noun == name and parse.words[verb + 1] in (*_ENDS, ","):  # "Accusé par X, Kigali dément"
        parse.pos[verb], parse.morphs[verb] = "VERB", PRESENT.format("Sing")
        parse.lemmas[verb] = grammar().no_adverbs[parse.words[verb]]
        parse.replace(name, verb, "nsubj")
        for kid in [k for k in parse.kids[name] if parse.deps[k] in ("advcl", "obl:mod", "punct", "acl")]:
            parse.attach(kid, verb, "advcl" if parse.deps[kid] == "acl" and kid < name else parse.deps[kid])
        return
    if noun < verb:
        if opens_object(parse, verb + 1):  # "les Émirats arabes unis arment X"
            _in_clause(parse, verb)
        return
    parse.pos[verb], parse.morphs[verb] = "VERB", PRESENT.format("Sing")
    parse.lemmas[verb] = grammar().no_adverbs[parse.words[verb]]
    parse.replace(noun, verb, "obj" if parse.is_noun(noun) else "xcomp")
    parse.attach(name, verb, "nsubj")


def _is_behind_insertion(parse: Parse, index: int) -> bool:
    return parse.words[index - 1] == "," and opens_phrase(parse, index + 1) and _looks_a_verb(parse, index)


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
    take_phrase(parse, verb, "obj")
    return True


def _is_told_of(parse: Parse, verb: int, name: int) -> bool:
    """Whether a verb stands in the relative clause right behind a name: "X, dont fait partie Y, contrôle Z"."""
    comma = next((i for i in range(name, verb) if parse.words[i] == ","), verb)
    return parse.words[comma + 1] in _RELATIVES or parse.pos[comma + 1] == "ADP"


def _opens_speaker(parse: Parse, verb: int) -> bool:
    """Whether a word that could be a verb stands between a comma and an article: no bare noun does."""
    if parse.words[verb - 1] not in (",", "»"):
        return False
    is_bare = parse.pos[verb] == "NOUN" and parse.texts[verb].islower() and not is_time(parse, verb)
    is_like = is_bare and is_misread_form(parse, verb)
    return is_like and parse.pos[verb + 1] == "DET" and parse.words[verb + 1] in (*ARTICLES[:6], "des", "ce", "cette")


def _tells_who_says(parse: Parse, verb: int) -> bool:
    """A verb behind what somebody says, taken for a noun: "X n'enverra pas de troupes, tranche un diplomate"."""
    root = verb
    while parse.heads[root] != root:
        root = parse.heads[root]
    if root > verb - 2 or not _is_finite(parse, root):
        return False
    become(parse, verb)
    if not parse.attach(verb, root, "parataxis"):
        return False
    take_phrase(parse, verb, "nsubj")
    return True


def _ends_relative(parse: Parse, index: int) -> bool:
    """Whether the verb of a relative clause stands there, taken for an adverb or noun: "X, que le GSIM étrangle"."""
    if parse.pos[index] not in ("ADV", "NOUN", "ADJ", "PROPN"):
        return False
    is_form = parse.lemmas[index] != parse.words[index] and bool(_INFINITIVE.search(parse.lemmas[index]))
    behind = index + 2 if parse.words[index + 1] == "et" else index + 1
    is_last = is_misread_form(parse, index) and (
        parse.words[behind] in (",", *_ENDS) or (behind > index + 1 and is_misread_form(parse, behind))
    )
    is_like = is_form or is_last or parse.words[index] in grammar().no_adverbs
    if not (is_like and parse.texts[index].islower()):
        return False
    start = index - 1
    while start > 0 and is_name(parse, start):
        start -= 1
    start -= start == index - 1 and parse.pos[start] == "NOUN"
    start -= parse.pos[start] == "DET" and parse.words[start] in ARTICLES
    is_open = start > 0 and index - 1 > start and parse.words[start] in QUE and parse.is_noun(index - 1)
    return is_open and antecedent(parse, start) is not None


def _behind_its_subject(parse: Parse, verb: int) -> None:
    name = parse.name_head(verb - 1)
    pronoun = parse.left_edge(name) if parse.words[parse.left_edge(name)] in QUE else parse.left_edge(name) - 1
    noun = antecedent(parse, pronoun)
    lemma = grammar().no_adverbs.get(parse.words[verb], parse.lemmas[verb])
    become(parse, verb)
    parse.lemmas[verb] = lemma
    if noun is not None and parse.attach(verb, noun, "acl:relcl") and parse.attach(name, verb, "nsubj"):
        parse.attach(pronoun, verb, "obj")
        parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "PronType=Rel"
    second = verb + 2
    if parse.words[verb + 1] == "et" and is_misread_form(parse, second):  # "que Kigali arme et finance"
        become(parse, second)
        parse.attach(second, verb, "conj")
        parse.attach(verb + 1, second, "cc")


def _row(parse: Parse, link: int) -> None:
    """Words in a row between a name and the last verb of a list are verbs: "Kigali finance, arme et entraîne X"."""
    last = link + 1
    is_last = is_misread_form(parse, last) or (parse.pos[last] == "VERB" and parse.has(last, "VerbForm=Fin"))
    if not is_last or last + 1 >= len(parse.words) or not opens_phrase(parse, last + 1):
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
    parse.hand_over(top, last, behind=verbs[0])
    parse.attach(link, last, "cc")
    take_phrase(parse, last, "obj")


def _goes_on(parse: Parse, index: int) -> bool:
    """Whether a word is joined to a verb by "et": "encercle Djibo et contrôle la province"."""
    first = parse.heads[index]
    is_joined = parse.words[index - 1] == "et" and parse.deps[index] == "conj" and parse.pos[first] == "VERB"
    return is_joined and parse.has(first, "VerbForm=Fin")


def _has_roles(parse: Parse, index: int) -> bool:
    """Whether the parser sees a clause where the tagger sees no verb: "le GSIM étrangle la ville"."""
    subjects, objects = parse.kids_as(index, "nsubj"), parse.kids_as(index, "obj")
    behind = index + 1 + (parse.pos[index + 1] == "ADJ")
    if not objects and opens_phrase(parse, behind):
        objects = [behind]
    return bool(subjects and objects) and subjects[0] < index < objects[0]


def _ends_phrase(parse: Parse, index: int) -> bool:
    """Whether a name or a described noun ends there: "Kigali", "L'armée ougandaise"."""
    is_name = parse.is_noun(index) and parse.texts[index][:1].isupper()
    return is_name or (parse.pos[index] == "ADJ" and parse.is_noun(parse.heads[index]))


def _looks_a_verb(parse: Parse, index: int) -> bool:
    is_noun = parse.pos[index] in ("NOUN", "PROPN") and parse.texts[index].islower()
    if parse.pos[index] in ("ADV", "NOUN") and parse.words[index] in grammar().no_adverbs:
        return not parse.kids_as(index, "case", "det")
    return is_noun and bool(ENDING.search(parse.words[index])) and not parse.kids_as(index, "case", "det", "cop")


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
            return name if _is_of_tag(parse, name) else None
        name = parse.heads[name]
    return name


def _is_of_tag(parse: Parse, name: int) -> bool:
    """Whether a name is taken for the subject of a verb that only tells who says the rest: "X arme Y, affirme Z"."""
    tag = parse.heads[name]
    is_apart = name < tag and parse.words[tag - 1] == "," and parse.deps[name] in _SUBJECTS
    return is_apart and any(parse.left_edge(kid) == tag + 1 for kid in parse.kids_as(tag, "obj"))


def _in_clause(parse: Parse, verb: int) -> None:
    name = _root_above(parse, verb - 1)
    if name is None:
        return
    become(parse, verb)
    tag = parse.heads[name]
    if parse.heads[verb] != verb:
        parse.attach(verb, verb, "ROOT")
    parse.attach(name, verb, "nsubj")
    if tag != name:  # "X arme Y, affirme Z"
        for speaker in parse.kids_as(tag, "obj"):
            parse.deps[speaker] = "nsubj"
        parse.attach(tag, verb, "parataxis")
    parse.hand_over(name, verb, behind=verb)
    take_phrase(parse, verb, "obj")


def _in_relative(parse: Parse, verb: int) -> None:
    noun = antecedent(parse, verb - 1)
    if noun is None:
        return
    noun = parse.name_head(noun)
    become(parse, verb)
    governor, dep = parse.heads[verb], parse.deps[verb]
    if governor not in (noun, verb) and dep in _SUBJECTS and parse.heads[noun] == noun:
        parse.attach(noun, governor, dep)
    if parse.attach(verb, noun, "acl:relcl"):
        parse.attach(verb - 1, verb, "obj")
        parse.pos[verb - 1], parse.morphs[verb - 1] = "PRON", "PronType=Rel"
        take_phrase(parse, verb, "nsubj")


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
    auxiliaries = parse.kids_as(verb, "aux:tense", "aux:pass", "cop")
    return any(parse.has(index, "VerbForm=Fin") for index in (verb, *auxiliaries))


def _clitic(parse: Parse, article: int) -> None:
    """What follows "qui l'" or "il les" is a verb, though it may be a noun elsewhere: "qui l'arme et le finance"."""
    verb = article + 1
    if parse.words[article] not in _CLITICS or parse.pos[article] != "DET" or parse.pos[verb] not in ("NOUN", "ADJ"):
        return
    before = parse.words[article - 1]
    linked = before == "et" and parse.deps[verb] == "conj" and _is_made(parse, parse.heads[verb])
    if (before in _BEFORE_CLITIC or linked) and ENDING.search(parse.words[verb]):
        become(parse, verb)
        parse.pos[article], parse.morphs[article] = "PRON", "Person=3"
        parse.attach(article, verb, "obj")
        if before in _BEFORE_CLITIC and parse.heads[article - 1] != verb:
            parse.attach(article - 1, verb, "nsubj")


def _is_made(parse: Parse, verb: int) -> bool:
    return parse.pos[verb] == "VERB" and any(parse.words[kid] in _CLITICS for kid in parse.kids_as(verb, "obj"))
