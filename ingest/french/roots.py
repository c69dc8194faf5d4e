"""Which verb of a French sentence stands above which, where the parser hangs one on the wrong one."""

from __future__ import annotations

from itertools import pairwise

from ingest.french.parse import Parse
from ingest.french.predicates import SUBJECTS, is_predicate, role

_LESSER = ("advcl", "conj", "parataxis", "ccomp", "xcomp", "dep")
_ROW = 6
"""How far behind a colon the noun of a phrase that opens a clause may stand, in tokens."""

_SHORT = 5
"""How many tokens may stand before a colon for a day or place."""


def mend_labels(parse: Parse) -> None:
    """Mends a parse in place, before verbs are looked for."""
    for index, word in enumerate(parse.words):
        if word == ":":
            _behind_label(parse, index)


def _behind_label(parse: Parse, colon: int) -> None:
    """A sentence begins behind a colon that only a day or place stands before: "12 mars : l'armée bombarde X"."""
    start = colon
    while start > 0 and not parse.opens_sentence(start):
        start -= 1
    noun = colon + 1
    while noun < len(parse.words) - 1 and parse.pos[noun] in ("DET", "ADJ", "NUM"):
        noun += 1
    is_label = colon - start <= _SHORT and not any(parse.is_verb(index) for index in range(start, colon))
    while parse.heads[noun] > colon and parse.heads[noun] != noun and parse.is_noun(parse.heads[noun]):
        noun = parse.heads[noun]
    if is_label and noun < len(parse.words) and parse.is_noun(noun) and parse.heads[noun] < colon:
        parse.attach(noun, noun, "ROOT")


def mend_roots(parse: Parse) -> None:
    """Mends a parse in place."""
    roots = [index for index, head in enumerate(parse.heads) if head == index]
    for phrase, main in pairwise(roots):
        _cut_at_comma(parse, phrase, main)
    for index in range(len(parse.words)):
        if parse.pos[index] == "VERB":
            _lesser_root(parse, index)
            _of_one_number(parse, index)
        elif parse.words[index] in (":", ";"):
            _behind_colon(parse, index)


def _cut_at_comma(parse: Parse, phrase: int, main: int) -> None:
    """No sentence begins with a comma: what stands before belongs to it: "Selon l'arrêt, X dirige Y"."""
    first = main
    while parse.kids[first] and parse.kids[first][0] < first:
        first = parse.kids[first][0]
    if parse.words[first] == "," and parse.kids_as(phrase, "case") and parse.is_noun(phrase):
        parse.attach(phrase, main, "obl:mod")


def _lesser_root(parse: Parse, verb: int) -> None:
    """A verb without ending heads no sentence that has another: "des hommes se réclamant de X ont attaqué Y"."""
    if parse.deps[verb] != "ROOT" or is_predicate(parse, verb):
        return
    mains = [k for k in parse.kids_as(verb, *_LESSER) if k > verb and is_predicate(parse, k)]
    mains = [main for main in mains if not parse.kids_as(main, "mark", "cc")]
    subjects = [noun for noun in parse.kids_as(verb, *SUBJECTS) if noun < verb]
    if not mains:
        return
    main = mains[0]
    if parse.kids_as(main, *SUBJECTS):
        parse.replace(verb, main, "advcl")
    elif subjects and parse.has(verb, "Tense=Pres"):
        parse.replace(verb, main, "acl")
        parse.attach(subjects[-1], main, role(parse, main))
        parse.attach(verb, subjects[-1], "acl")
    else:
        return
    parse.hand_over(verb, main, behind=main)


def _of_one_number(parse: Parse, verb: int) -> None:
    """A second verb goes with one of its number: "X estime que les rebelles reculent et n'exclut pas que"."""
    first = parse.heads[verb]
    above = parse.heads[first]
    is_told = parse.deps[verb] == "conj" and parse.deps[first] in ("ccomp", "acl:relcl", "advcl")
    if not is_told or parse.kids_as(verb, *SUBJECTS, "mark") or not parse.is_verb(above) or not above < first < verb:
        return
    numbers = [_number(parse, each) for each in (verb, first, above)]
    if None not in numbers and numbers[0] == numbers[2] != numbers[1]:
        parse.attach(verb, above, "conj")


def _number(parse: Parse, verb: int) -> bool | None:
    """Whether several do what a verb with an ending says; None if it has none."""
    parts = (verb, *parse.kids_as(verb, "aux:tense", "aux:pass"))
    finite = [part for part in parts if parse.has(part, "VerbForm=Fin")]
    return parse.has(finite[0], "Number=Plur") if finite else None


def _behind_colon(parse: Parse, colon: int) -> None:
    """What opens a clause behind a colon belongs to it: "X rejette le reproche : selon lui, Y abrite Z"."""
    for noun in range(colon + 1, min(colon + _ROW, len(parse.words))):
        above = parse.heads[noun]
        if above < colon and parse.kids_as(noun, "case") and parse.left_edge(noun) == colon + 1:
            clauses = (verb for verb in range(noun + 1, len(parse.words)) if is_predicate(parse, verb))
            clause = next((verb for verb in clauses if parse.heads[verb] <= colon), None)
            if clause is not None and parse.words[noun + 1] == ",":
                parse.attach(noun, clause, "obl:mod")
            return
