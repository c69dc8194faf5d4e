"""What the parser misreads: verbs as adjectives or nouns, adverbs as nouns, and a subject as one more of the places.

The tree is given the labels and arcs that these words would have had, so that the view need not know.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.extract.charges import with_rebuttals
from ingest.extract.clauses import RELATIVE
from ingest.extract.gaps import with_gaps, with_second_objects
from ingest.extract.places import with_places
from ingest.extract.smallwords import SmallWords
from ingest.extract.tree import Tree

_INFINITIVE = ("VERB", "VB")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_BEFORE = ("aux", "auxpass", "neg", "advmod")
_FRONTED = ("prep", "agent", "advcl", "npadvmod", "advmod")
_NAMES = ("NOUN", "PROPN")
_WHOSE = "WP$"
_ATTRIBUTES = ("amod", "compound", "nmod")
_STOPS = (".", ";", ":", "!", "?")
_WITHIN = ("compound", "nmod", "pobj", "prep", "poss")
"""How a word hangs on the noun of whose phrase it is a part."""
_STEPS = 12
"""How deep in a fronted phrase the subject may be strung, in arcs."""


class _Mending:
    """A tree while its labels are changed."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.heads, self.deps = list(tree.heads), list(tree.deps)
        self.tags, self.pos = list(tree.tags), list(tree.pos)

    def hang(self, index: int, head: int, dep: str) -> None:
        self.heads[index], self.deps[index] = head, dep

    def done(self) -> Tree:
        kids: list[list[int]] = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                kids[head].append(index)
        return replace(
            self.tree,
            heads=tuple(self.heads),
            deps=tuple(self.deps),
            tags=tuple(self.tags),
            pos=tuple(self.pos),
            kids=tuple(map(tuple, kids)),
        )


def mended(tree: Tree, charging: Container[str], small: SmallWords) -> Tree:
    """The tree with such verbs as verbs.

    Args:
        tree: As the parser gave it.
        charging: Verbs whose object is said to do what stands behind a preposition.
        small: Small words of the language.
    """
    tree = _without_adjectives(_without_nouns(_with_twins(_with_members(_with_owners(tree)))), charging, small)
    tree = with_rebuttals(with_places(_with_names(_with_subjects(tree)), small), charging, small)
    return with_gaps(with_second_objects(tree, charging), small.ruling)


def _with_owners(tree: Tree) -> Tree:
    """What stands behind the clause of "whose" is said of its owner: "X, whose chief met Y, has left"."""
    torn = [each for at, tag in enumerate(tree.tags) if tag == _WHOSE and (each := _torn(tree, at)) is not None]
    if not torn:
        return tree
    found = _Mending(tree)
    for owner, subject, clause, verb in torn:
        top = owner if tree.heads[clause] == owner else clause
        found.hang(verb, verb if tree.heads[top] == top else tree.heads[top], tree.deps[top])
        found.hang(clause, owner, "relcl")
        found.hang(owner, verb, "nsubjpass" if tree.kids_as(verb, "auxpass") else "nsubj")
        for kid in tree.kids[clause]:
            if kid > verb or kid < owner:
                found.hang(kid, verb, tree.deps[kid])
        if tree.heads[subject] == owner:
            found.hang(subject, clause, "nsubj")
    return found.done()


def _torn(tree: Tree, whose: int) -> tuple[int, int, int, int] | None:
    """The owner, the subject of the clause, its verb and the verb behind it, taken for one more of that clause."""
    owner, subject = whose - 2, whose
    if owner < 0 or tree.words[whose - 1] != ",":
        return None
    while tree.deps[owner] in _WITHIN and tree.heads[owner] < whose:
        owner = tree.heads[owner]
    while whose <= tree.heads[subject] != subject and not tree.is_verb(tree.heads[subject]):
        subject = tree.heads[subject]
    clause = tree.heads[owner] if tree.heads[subject] == owner else tree.heads[subject]
    verb = next((kid for kid in tree.kids_as(clause, "conj") if kid > clause), clause)
    if not subject < clause < verb or not tree.is_verb(clause) or not tree.is_verb(verb):
        return None
    is_behind = tree.words[tree.left_edge(verb) - 1] == "," and not tree.kids_as(clause, "cc")
    is_below = tree.heads[owner] == clause or tree.heads[clause] == owner
    is_noun = tree.pos[owner] in (*_NAMES, "ADJ")  # "junta" is taken for an adjective
    is_torn = is_behind and is_below and is_noun and not tree.kids_as(verb, *_SUBJECTS)
    return (owner, subject, clause, verb) if is_torn else None


def _with_members(tree: Tree) -> Tree:
    """Names behind a colon are those whom a numbered plural before it counts: "Three groups signed: X, Y and Z"."""
    lists = [(noun, names) for at, word in enumerate(tree.words) if word == ":" for noun, names in _counted(tree, at)]
    if not lists:
        return tree
    found = _Mending(tree)
    for noun, names in lists:
        found.hang(names[0], noun, "appos")
        for before, name in pairwise(names):
            found.hang(name, before, "conj")
    return found.done()


def _counted(tree: Tree, colon: int) -> Iterator[tuple[int, list[int]]]:
    """The plural noun before a colon and the names listed behind it; nothing if there is no such list."""
    end = next((at for at in range(colon + 1, len(tree.words)) if tree.words[at] in _STOPS), len(tree.words))
    names = list(_listed(tree, colon + 1, end))
    start = max((at for at in range(colon) if tree.words[at] in _STOPS), default=-1) + 1
    nouns = [at for at in range(start, colon) if tree.tags[at] == "NNS" and tree.kids_as(at, "nummod")]
    ruled = [at for at in nouns if tree.deps[at] in (*_SUBJECTS, "dobj")]
    if ruled and len(names) > 1 and not any(tree.is_verb(at) for at in range(colon + 1, end)):
        yield ruled[-1], names


def _listed(tree: Tree, start: int, end: int) -> Iterator[int]:
    """The names that head the items of a list, which commas and "and" part."""
    for at in range(start, end):
        if at + 1 == end or tree.words[at + 1] == "," or tree.pos[at + 1] == "CCONJ":
            heads = [i for i in range(start, at + 1) if not start <= tree.heads[i] <= at or tree.heads[i] == i]
            yield from (i for i in heads if tree.pos[i] == "PROPN" and len(heads) == 1)
            start = at + 2


def _with_twins(tree: Tree) -> Tree:
    """A noun said twice is an adverb, and what stands behind it belongs to its verb: "fought side by side with X"."""
    twins = [first for first in range(1, len(tree.words) - 3) if _is_twin(tree, first)]
    if not twins:
        return tree
    found = _Mending(tree)
    for first in twins:
        verb = tree.heads[first]
        behind = [kid for twin in (first, first + 2) for kid in tree.kids_as(twin, "prep") if kid > first + 2]
        for index, head, dep in ((first, verb, "npadvmod"), (first + 1, first, "prep"), (first + 2, first + 1, "pobj")):
            found.hang(index, head, dep)
        found.pos[first] = found.pos[first + 2] = "NOUN"
        for preposition in behind:
            found.hang(preposition, verb, "prep")
    return found.done()


def _is_twin(tree: Tree, first: int) -> bool:
    if tree.words[first] != tree.words[first + 2] or tree.pos[first + 1] not in ("ADP", "PART"):
        return False
    verb = tree.heads[first]
    return tree.is_verb(verb) and verb < first and not tree.kids_as(first, "det", "poss")


def _with_names(tree: Tree) -> Tree:
    """Names between commas that are told of people are who these are: "the leaders of X and Y, A and B, met"."""
    names = (at for at, dep in enumerate(tree.deps) if dep == "conj" and _tells_who(tree, at))
    return tree.hung([(name, tree.heads[name], "appos") for name in names])


def _tells_who(tree: Tree, name: int) -> bool:
    noun, start = tree.heads[name], tree.left_edge(name)
    are_people = tree.pos[noun] == "NOUN" and tree.tags[noun] == "NNS" and noun < start
    if not are_people or tree.pos[name] != "PROPN" or tree.words[start - 1] != "," or not tree.kids_as(name, "conj"):
        return False
    if any(kid < name for kid in tree.kids_as(noun, "cc")):
        return False
    last = name
    while more := [kid for kid in tree.kids[last] if kid > last and tree.deps[kid] != "punct"]:
        last = more[-1]
    return tree.words[last + 1 : last + 2] == (",",)


def _with_subjects(tree: Tree) -> Tree:
    """No verb lacks the subject that stands right before it: "In talks led by Qatar, Israel and Hamas agreed"."""
    strung = ((verb, noun) for verb in range(len(tree.deps)) if (noun := _strung(tree, verb)) is not None)
    return tree.hung([(n, verb, "nsubjpass" if tree.kids_as(verb, "auxpass") else "nsubj") for verb, n in strung])


def _strung(tree: Tree, verb: int) -> int | None:
    """The noun before a verb without a subject that is coordinated with what a phrase before its comma names."""
    if not tree.is_verb(verb) or tree.kids_as(verb, *_SUBJECTS) or tree.deps[verb] not in ("ROOT", "conj"):
        return None
    near = (kid for kid in tree.kids[verb] if kid < verb and (tree.deps[kid] in _BEFORE or tree.pos[kid] == "PRON"))
    group = [verb, *near]  # "Aux liens étroits avec X, Y s'est dissous": clitics, too
    if not any(tree.tags[word] in _FINITE for word in group):
        return None
    node = verb - 1
    while node in group or (node >= 0 and tree.words[node] == ","):
        node -= 1
    found = None
    for _ in range(_STEPS):
        if node < 0 or node >= verb or tree.heads[node] == node:
            return None
        if found is None and tree.deps[node] in ("appos", "conj") and tree.pos[node] in _NAMES:
            found = node if tree.words[tree.left_edge(node) - 1] == "," else None
        if tree.heads[node] == verb:
            return found if tree.deps[node] in _FRONTED else None
        node = tree.heads[node]
    return None


def _without_nouns(tree: Tree) -> Tree:
    """No plural noun heads a relative clause without a copula: "a bloc which groups X and Y", "which X heads"."""
    verbs = [index for index, tag in enumerate(tree.tags) if tag in ("NN", "NNS") and _heads_relative(tree, index)]
    if not verbs:
        return tree
    found = _Mending(tree)
    for verb in verbs:
        found.pos[verb], found.tags[verb] = "VERB", "VBZ" if tree.tags[verb] == "NNS" else "VBP"
        if (thing := _owned(tree, verb)) is not None:  # "X, whose mediation the junta rejects"
            found.hang(thing, verb, "dobj")
            found.hang(verb - 1, verb, "nsubj")
            found.pos[verb - 1] = "NOUN"
        for name in _names_before(tree, verb):
            found.hang(name, verb, "nsubj")
    return found.done()


def _heads_relative(tree: Tree, noun: int) -> bool:
    below = {tree.deps[kid]: tree.tags[kid] for kid in tree.kids[noun]} if tree.deps[noun] == "relcl" else {}
    is_relative = below.get("nsubj", below.get("dobj")) in RELATIVE
    if _owned(tree, noun) is not None:
        return True
    if tree.tags[noun] == "NN" and not _names_before(tree, noun):  # "which Russia and Egypt support"
        return False
    return is_relative and below.keys().isdisjoint(("cop", "det", "amod", "aux"))


def _owned(tree: Tree, noun: int) -> int | None:
    """What "whose" speaks of where the parser makes it the subject of a verb taken for a noun, with another's name."""
    things = [kid for kid in tree.kids_as(noun, "nsubj") if any(tree.tags[own] == _WHOSE for own in tree.kids[kid])]
    is_clause = tree.deps[noun] == "relcl" and tree.tags[noun] == "NNS" and tree.heads[noun - 1] == noun
    return things[0] if is_clause and things and things[0] + 1 < noun and tree.deps[noun - 1] in _ATTRIBUTES else None


def _names_before(tree: Tree, noun: int) -> list[int]:
    """The names right before a word that were taken for its attributes; the first of several."""
    names = [kid for kid in tree.kids_as(noun, "compound", "nmod") if tree.pos[kid] == "PROPN" and kid < noun]
    return names[-1:]


def _without_adjectives(tree: Tree, charging: Container[str], small: SmallWords) -> Tree:
    found = _Mending(tree)
    is_changed = False
    for index, dep in enumerate(tree.deps):
        if tree.pos[index] == "ADJ" and tree.lemmas[index] in small.verbal and tree.is_infinitive(index):
            found.pos[index], found.tags[index] = _INFINITIVE  # "pressed X to free hostages"
        elif dep == "amod" and _is_infinitive(tree, index, small):
            _as_infinitive(found, index)
        elif dep == "amod" and tree.tags[index] == "VBG" and _is_gerund(tree, index, charging, small):
            found.hang(tree.heads[index], index, "dobj")
            found.hang(index, index - 1, "pcomp")
        else:
            continue
        is_changed = True
    return found.done() if is_changed else tree


def _is_behind_preposition(tree: Tree, index: int) -> bool:
    """Whether a word before a noun stands right behind the preposition that the noun hangs on."""
    noun = tree.heads[index]
    return 0 < index < noun and tree.deps[noun] == "pobj" and tree.heads[noun] == index - 1


def _is_infinitive(tree: Tree, index: int, small: SmallWords) -> bool:
    """Whether "to" and a noun's attribute are an infinitive: "press X to free Y", "agreed to free prisoners"."""
    is_verbal = tree.tags[index] == "VB" or tree.lemmas[index] in small.verbal
    return is_verbal and _is_behind_preposition(tree, index) and tree.words[index - 1] in small.infinitival


def _as_infinitive(found: _Mending, index: int) -> None:
    tree, to = found.tree, index - 1
    governor = tree.heads[to]
    is_verb = tree.is_verb(governor) or tree.heads[governor] == governor
    found.hang(index, governor if is_verb else tree.heads[governor], "xcomp")
    found.hang(to, index, "aux")
    found.hang(tree.heads[index], index, "dobj")
    found.pos[index], found.tags[index] = _INFINITIVE
    found.pos[to], found.tags[to] = "PART", "TO"


def _is_gerund(tree: Tree, index: int, charging: Container[str], small: SmallWords) -> bool:
    """Whether a participle before a noun is what somebody is charged with: "accused X of shelling civilians"."""
    if not _is_behind_preposition(tree, index) or tree.kids_as(tree.heads[index], "det", "poss"):
        return False
    preposition = index - 1
    governor = tree.heads[preposition]
    if not tree.is_verb(governor) and tree.deps[governor] in ("dobj", "nsubjpass"):
        governor = tree.heads[governor]
    is_told = tree.words[preposition] in small.said_of or tree.words[preposition] in small.comitative
    return is_told and tree.is_verb(governor) and tree.lemmas[governor] in charging
