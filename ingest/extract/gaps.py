"""Second halves without a verb: "Iran backs the Houthis, Riyadh the government", "X broke with Y, and Z with W".

The parser takes them for more of what stands before. Here they are hung on the verb as what they are, so that no list
takes them in; `gaps` gives the slots that they fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.slots import Slots
from ingest.extract.tree import Tree

GAP = "gap"
"""Label of the subject of a half without a verb; what it acts on hangs on it."""
_OBJECTS = ("dobj", "obj")
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMES = ("NOUN", "PROPN")


def with_gaps(tree: Tree) -> Tree:
    """The tree with the subjects of such halves under their verbs."""
    found = {half: verb for verb in range(len(tree.words)) if tree.is_verb(verb) for half in _halves(tree, verb)}
    if not found:
        return tree
    heads, deps, kids = list(tree.heads), list(tree.deps), [list(below) for below in tree.kids]
    for half, verb in found.items():
        kids[heads[half]].remove(half)
        kids[verb] = sorted((*kids[verb], half))
        heads[half], deps[half] = verb, GAP
    return replace(tree, heads=tuple(heads), deps=tuple(deps), kids=tuple(map(tuple, kids)))


def _halves(tree: Tree, verb: int) -> Iterator[int]:
    """The subjects of the halves that share a verb."""
    if not tree.kids_as(verb, *_SUBJECTS):
        return
    for noun in tree.kids_as(verb, *_OBJECTS):
        yield from (kid for kid in tree.kids_as(noun, "conj") if tree.pos[kid] == "PROPN" and _thing_of(tree, kid))
    own = {tree.words[k] for n in (verb, *tree.kids_as(verb, *_OBJECTS)) for k in tree.kids_as(n, "prep")}
    for kid in tree.kids_as(verb, "conj") if tree.kids_as(verb, "cc") else ():
        is_behind = tree.pos[kid] in _NAMES and kid > verb
        if is_behind and any(tree.words[p] in own and p == kid + 1 for p in tree.kids_as(kid, "prep")):
            yield kid


def _thing_of(tree: Tree, subject: int) -> int | None:
    """What stands right behind a name, with an article, as if it were an apposition: "Riyadh the government"."""
    for thing in tree.kids_as(subject, "appos"):
        first = tree.left_edge(thing)
        if first == subject + 1 and tree.deps[first] == "det":
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
