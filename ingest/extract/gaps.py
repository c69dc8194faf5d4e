"""Second halves without a verb: "Iran backs the Houthis, Riyadh the government", "X broke with Y, and Z with W".

The parser takes them for more of what stands before. Here they are hung on the verb as what they are, so that no list
takes them in; `gaps` gives the slots that they fill.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from ingest.extract.slots import Slots
from ingest.extract.tree import Tree

GAP = "gap"
"""Label of the subject of a half without a verb; what it acts on hangs on it."""
_OBJECTS = ("dobj", "obj")
_FAR = 24
"""How far behind the first of two phrases the second may begin, in tokens."""
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMES = ("NOUN", "PROPN")


def with_gaps(tree: Tree, ruling: Container[str]) -> Tree:
    """The tree with the subjects of such halves under their verbs.

    Args:
        tree: What the parser made of it.
        ruling: Prepositions that a verb needs, rather than those that tell when and where.
    """
    verbs = (verb for verb in range(len(tree.words)) if tree.is_verb(verb))
    found = {half: verb for verb in verbs for half in _halves(tree, verb, ruling)}
    return tree.hung([(half, verb, GAP) for half, verb in found.items()])


def with_second_objects(tree: Tree, verbs: Container[str]) -> Tree:
    """The tree with a verb's second object under it: "accused X of arming Y and Z of killing".

    Args:
        tree: What the parser made of it: Z stands beside Y, and the second preposition within the first phrase.
        verbs: Lemmas of those whose phrase says something of their object.
    """
    found = [pair for verb, lemma in enumerate(tree.lemmas) if lemma in verbs for pair in _second_objects(tree, verb)]
    return tree.hung([arc for v, noun, p in found for arc in ((noun, v, "dobj"), (p, noun, "prep"))])


def _second_objects(tree: Tree, verb: int) -> Iterator[tuple[int, int, int]]:
    """A verb, its second object, and the preposition behind that."""
    objects = tree.kids_as(verb, *_OBJECTS)
    first = [p for node in (verb, *objects) for p in tree.kids_as(node, "prep") if objects and p > objects[-1]]
    for preposition in first[:1] if tree.is_verb(verb) else ():
        end = min(preposition + _FAR, len(tree.words) - 1)
        for second in range(preposition + 2, end):
            noun = second - 1
            is_beside = tree.deps[noun] == "conj" and tree.pos[noun] == "PROPN" and _is_within(tree, noun, preposition)
            is_twin = tree.words[second] == tree.words[preposition] and tree.deps[second] == "prep"
            if is_beside and is_twin and tree.pos[tree.left_edge(noun) - 1] == "CCONJ":
                yield verb, noun, second


def _is_within(tree: Tree, node: int, top: int) -> bool:
    """Whether a word is part of the phrase that a word before it heads."""
    while node > top and tree.heads[node] != node:
        node = tree.heads[node]
    return node == top


def _halves(tree: Tree, verb: int, ruling: Container[str]) -> Iterator[int]:
    """The subjects of the halves that share a verb."""
    if not tree.kids_as(verb, *_SUBJECTS):
        return
    for noun in tree.kids_as(verb, *_OBJECTS):
        yield from (kid for kid in tree.kids_as(noun, "conj") if tree.pos[kid] == "PROPN" and _thing_of(tree, kid))
    own = {tree.words[k] for n in (verb, *tree.kids_as(verb, *_OBJECTS)) for k in tree.kids_as(n, "prep")}
    own = {word for word in own if word in ruling}
    for kid in tree.kids_as(verb, "conj") if tree.kids_as(verb, "cc") else ():
        is_behind = tree.pos[kid] in _NAMES and kid > verb
        has_phrase = any(tree.words[p] in own and p == kid + 1 for p in tree.kids_as(kid, "prep"))
        has_object = tree.pos[kid] == "PROPN" and tree.kids_as(kid, *_OBJECTS)  # "X closed its border, and Y its sky"
        if is_behind and (has_phrase or has_object):
            yield kid


def _thing_of(tree: Tree, subject: int) -> int | None:
    """What stands right behind a name, with an article, as if it were an apposition: "Riyadh the government"."""
    for thing in tree.kids_as(subject, "appos", *_OBJECTS):
        first = tree.left_edge(thing)
        if first == subject + 1 and (tree.deps[first] == "det" or tree.deps[thing] in _OBJECTS):
            return thing
    return None


def gaps(tree: Tree, verb: int, slots: Slots) -> Iterator[Slots]:
    """For each half that shares a verb, what stands in the verb's slots there."""
    for half in tree.kids_as(verb, GAP):
        if (thing := _thing_of(tree, half)) is not None:
            yield {"agent": (half,), "patient": (thing,)}
            continue
        own = {tree.words[p]: tuple(tree.kids_as(p, "pobj")) for p in tree.kids_as(half, "prep")}
        yield {**slots, **own, "agent": (half,)}
