"""Members that a plural noun is said to take in, wherever the parser hangs them: "30 people, among them X and Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_FAR = 24
"""How far behind a noun its members may be named, in tokens."""
_ARGUMENTS = ("dobj", "nsubj", "nsubjpass", "pobj", "attr")
_CORE = ("dobj", "nsubj", "nsubjpass")
_INNER = ("compound", "amod", "nmod", "nummod", "det", "poss", "quantmod", "advmod")
_PLURAL = ("NNS", "NNPS")
_NOUNS = ("NOUN", "PROPN")


def examples(view: View, noun: int) -> Iterator[int]:
    """The heads of what a plural noun is said to take in, the first of several that are coordinated."""
    tree, taking_in = view.tree, view.verbs.small.including
    if tree.tags[noun] != "NNS":
        return
    for kid in tree.kids_as(noun, "prep"):
        if tree.words[kid] in taking_in or f"{tree.words[kid - 1]} {tree.words[kid]}" in taking_in:
            yield from tree.kids_as(kid, "pobj")
    if tree.deps[noun] in _ARGUMENTS and (at := _opening(view, noun)) is not None:
        yield from _named_at(view, noun, at)


def _opening(view: View, noun: int) -> int | None:
    """Where "among them" or "including" stands that speaks of a noun and of no other plural argument after it."""
    tree, small = view.tree, view.verbs.small
    for at in range(noun + 1, min(noun + _FAR, len(tree.words) - 1)):
        if tree.words[at] in small.stops:
            return None
        if tree.tags[at] in _PLURAL and (tree.deps[at] in _CORE or tree.deps[noun] == "pobj"):
            return None
        if tree.is_verb(at) and tree.deps[noun] == "nsubj":
            return None
        if " ".join(tree.words[at : at + 2]) in small.among:
            return at
        if tree.words[at] in small.notably and tree.words[at - 1] == ",":
            return at
    return None


def _named_at(view: View, noun: int, at: int) -> Iterator[int]:
    """What is named behind the words that open a list of members, or before them: "some, X and Y among them"."""
    tree, small = view.tree, view.verbs.small
    length = 2 if " ".join(tree.words[at : at + 2]) in small.among else 1
    if length > 1 and tree.words[at - 1] != "," and tree.pos[at - 1] in _NOUNS:
        first = at - 1
        while tree.deps[first] in (*_INNER, "conj") and noun < tree.heads[first]:
            first = tree.heads[first]
        if "," in tree.words[noun:first]:
            yield first
        return
    node = at + length
    if node >= len(tree.words):
        return
    while tree.deps[node] in _INNER and tree.heads[node] > node:
        node = tree.heads[node]
    if tree.pos[node] in _NOUNS:
        yield node
