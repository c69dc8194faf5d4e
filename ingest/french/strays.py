"""Words that the French parser takes for what they can't be where they stand: no infinitive has a subject behind it."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import OF, SUBJECTS, TO, first_of, is_bare, is_predicate

_CONTRACTED = ("au", "aux", "du", "des")
_LINKS = ("et", "ou", "ni", ",")
_AGAINST = ("sur", "contre", "entre", "vers")
"""What no adjective of kind or nation is followed by."""
_HAVING = "avoir"
_PHRASES = ("nmod", "obl:arg", "obl:mod")
_TAGGED = ("conj", "advcl", "acl", "appos", "amod", "nmod")
_FULL = ("mark", "cc", "obj", "ccomp", "xcomp", "cop", "advmod")
"""What a verb of saying has not, where it only tells who says the rest."""
_BELIEVING = ("à", "en")


def mend_strays(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        dep = parse.deps[index]
        if word == "croire":
            _to_believe(parse, index)
        if parse.is_verb(index) and (dep in _TAGGED or (dep == "ROOT" and index > 1)):
            _in_passing(parse, index)
        if dep in _PHRASES and index < parse.heads[index]:
            _before_its_noun(parse, index)
        elif dep in _PHRASES and parse.pos[parse.heads[index]] == "ADJ" and parse.has_case(index, _AGAINST):
            _of_described(parse, index)
        elif dep in _BY_LABEL:
            _BY_LABEL[dep](parse, index)


def _no_verb(parse: Parse, article: int) -> None:
    """What an article stands before is a noun: "une aide aux déplacés rohingyas"."""
    noun, governor = parse.heads[article], parse.heads[parse.heads[article]]
    if parse.words[article] not in _CONTRACTED or parse.pos[noun] != "VERB" or noun != article + 1:
        return
    parse.pos[noun], parse.lemmas[noun] = "NOUN", parse.words[noun].removesuffix("s")
    parse.morphs[noun] = f"Number={'Plur' if parse.words[noun].endswith('s') else 'Sing'}"
    parse.deps[article], parse.deps[noun] = "case", "obl:arg" if parse.is_verb(governor) else "nmod"
    for kid in parse.kids_as(noun, "obj"):
        if kid == noun + 1 and not parse.kids[kid]:
            parse.pos[kid], parse.deps[kid] = "ADJ", "amod"


def _no_subject(parse: Parse, noun: int) -> None:
    """Whoever stands behind an infinitive is its object: "a dit avoir « neutralisé » X"."""
    verb = parse.heads[noun]
    if not parse.is_verb(verb) or noun < verb or parse.kids_as(verb, "obj", "aux:pass", "cop", "aux:caus"):
        return
    group = (verb, *parse.kids_as(verb, "aux:tense"))
    if any(parse.has(part, "VerbForm=Inf") for part in group) and is_bare(parse, noun):
        parse.deps[noun] = "obj"


def _of_what_is_had(parse: Parse, infinitive: int) -> None:
    """What one needs to do is said of the need, no object does it: "a besoin de traverser", "a le droit de"."""
    have = parse.heads[infinitive]
    if parse.lemmas[have] != _HAVING or not parse.is_verb(infinitive):
        return
    nouns = [noun for noun in parse.kids_as(have, "obj") if have < noun < infinitive and parse.pos[noun] == "NOUN"]
    if nouns and any(parse.words[mark] in (*OF, *TO) for mark in parse.kids_as(infinitive, "mark")):
        parse.attach(infinitive, nouns[0], "acl")


def _unlinked(parse: Parse, index: int) -> None:
    """What nothing links is no second one: a phrase of its own, or said of the first one behind a comma.

    "l'invasion de l'Ukraine par la Russie", "les deux partis, tous deux hostiles à X".
    """
    first, start = parse.heads[index], parse.left_edge(index)
    if not parse.is_noun(first) or index < first or parse.kids_as(index, "cc", "cop") or start == 0:
        return
    before = parse.words[start - 1]
    if parse.kids_as(index, "case"):
        if parse.deps[index] == "conj" and before not in _LINKS and parse.words[start] not in _LINKS:
            parse.deps[index] = "nmod"
        return
    singular = parse.lemmas[index] if parse.pos[index] == "ADJ" else parse.words[index].removesuffix("s")
    is_adjective = parse.pos[index] == "ADJ" or singular in grammar().adjectives
    has_article = any(parse.pos[kid] == "DET" for kid in parse.kids_as(index, "det"))
    is_said = is_adjective and not has_article and parse.kids_as(index, "nmod", "obl:arg")
    if before == "," and is_said:
        parse.pos[index], parse.lemmas[index], parse.deps[index] = "ADJ", singular, "amod"


def _of_described(parse: Parse, noun: int) -> None:
    """What hangs on an adjective is about the noun before that: "une frappe israélienne sur X"."""
    adjective = parse.heads[noun]
    described = parse.heads[adjective]
    if parse.deps[adjective] == "amod" and parse.is_noun(described) and described < adjective < noun:
        parse.attach(noun, described, "nmod")


def _in_passing(parse: Parse, verb: int) -> None:
    """A clause between commas whose subject follows its verb tells who says the rest: ", a indiqué à X un officier"."""
    main, first = parse.heads[verb], first_of(parse, verb)
    if not is_predicate(parse, verb) or first == 0:
        return
    subjects = parse.kids_as(verb, *SUBJECTS)
    if subjects:
        is_apart = parse.words[first - 1] in (",", "»") and min(subjects) > first
        if not is_apart or parse.kids_as(verb, *_FULL):
            return
        if main == verb:
            _join_sentence(parse, verb, first)
        elif parse.is_verb(main) and parse.deps[verb] in _TAGGED[:2]:
            parse.deps[verb] = "parataxis"
    elif main == parse.heads[main] == parse.name_head(first - 1) and not parse.kids_as(verb, "mark", "cc"):
        _behind_name(parse, verb, main)


def _behind_name(parse: Parse, verb: int, name: int) -> None:
    """A verb that has no subject has the bare name right before it: "Kiev dément avoir bombardé X"."""
    if parse.pos[name] == "PROPN" and is_bare(parse, name):
        parse.replace(name, verb, "nsubj")
        parse.hand_over(name, verb, behind=verb)


def _join_sentence(parse: Parse, tag: int, first: int) -> None:
    """A sentence of its own behind a comma belongs to the one before it: "X a pris Y, a-t-on appris"."""
    before = first - 2
    while before >= 0 and parse.heads[before] != before:
        before = parse.heads[before]
    is_whole = 0 <= before < first - 1 and parse.words[first - 1] == "," and is_predicate(parse, before)
    if is_whole and any(parse.texts[kid] == "-on" for kid in parse.kids[tag]):
        parse.attach(tag, before, "parataxis")


def _to_believe(parse: Parse, believe: int) -> None:
    """Whom one is to believe says it: "à en croire X" is a preposition."""
    names = parse.kids_as(believe, "obj", "nsubj")
    if believe < len(_BELIEVING) or tuple(parse.words[believe - 2 : believe]) != _BELIEVING or not names:
        return
    name, clause = names[0], parse.heads[believe]
    if clause == believe or not parse.attach(name, clause, "obl:mod"):
        return
    first = believe - 2
    parse.attach(first, name, "case")
    for at in (believe - 1, believe):
        parse.attach(at, first, "fixed")
    for at in range(first, believe + 1):
        parse.pos[at], parse.morphs[at] = "ADP", ""


def _beyond_clause(parse: Parse, noun: int) -> None:
    """What stands right behind the verb of a clause is its object, not that of the verb above: "dit que X a pris Y"."""
    verb = parse.heads[noun]
    inner = parse.left_edge(noun) - 1
    inner -= parse.words[inner] == "»"
    is_inner = parse.deps[inner] in ("ccomp", "xcomp") and parse.heads[inner] == verb < inner and is_bare(parse, noun)
    is_inner &= parse.is_verb(verb) and (parse.is_verb(inner) or bool(parse.kids_as(inner, "aux:tense")))
    if is_inner and not parse.kids_as(inner, "obj", "aux:pass", "cop", "expl:comp"):
        parse.attach(noun, inner, "obj")


def _set_apart(parse: Parse, index: int) -> None:
    """What stands beside a verb is its infinitive's object; what stands beside a noun is said of it."""
    if parse.is_verb(parse.heads[index]):
        _beyond_clause(parse, index)
    else:
        _unlinked(parse, index)


def _before_its_noun(parse: Parse, noun: int) -> None:
    """A phrase before a subject and a comma belongs to the clause: "D'après le rapport, le Rwanda arme X"."""
    subject = parse.heads[noun]
    verb = parse.heads[subject]
    is_apart = "," in parse.words[noun : parse.left_edge(subject) if parse.left_edge(subject) > noun else subject]
    if parse.kids_as(noun, "case") and parse.deps[subject] in SUBJECTS and is_apart:
        parse.attach(noun, verb, "obl:mod")


_BY_LABEL = {
    "mark": _no_verb,
    "nsubj": _no_subject,
    "xcomp": _of_what_is_had,
    "obj": _beyond_clause,
    "conj": _unlinked,
    "appos": _set_apart,
}
"""What is mended at a label."""
