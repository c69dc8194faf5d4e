"""What several do to each other: "X and Y accuse each other", "each side rejected the other's terms"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.extract.ends import among
from ingest.mentions import Mention

if TYPE_CHECKING:
    from ingest.extract.arguments import View
    from ingest.extract.slots import Slots

MUTUAL = "mutual"
"""Slot name of the others of several, whom each acts on though the text need not say so."""


def mutual_slot(view: View, verb: int, slots: Slots, subject: str, objects: Iterable[str]) -> str:
    """The first of the object's slots where "each other" stands, itself or as an owner; none if it does in none.

    "The other" is each other where the subject is each of several: "each blames the other". What a frame's slot
    `mutual` stands for goes without saying, unless something stands in a slot before it: "X and Y traded blame"; where
    a language has a word for it before the verb, that must stand there: « X et Y se reprochent des raids ».
    """
    small, tree = view.verbs.small, view.tree
    reflexive = {word for word in small.mutual if " " not in word}
    is_reflexive = any(tree.lemmas[kid] in reflexive for kid in tree.kids_as(verb, "prt"))
    is_each = any(_is_each(view, filler) for filler in slots.get(subject.partition(".")[0], ()))
    is_open = True
    for name in objects:
        if name == MUTUAL:
            return name if is_reflexive or (is_open and not reflexive) else ""
        is_open &= name not in slots
        for filler in slots.get(name.partition(".")[0], ()):
            if any(_is_other(view, at, is_each) for at in (filler, *tree.kids_as(filler, "poss"))):
                return name
    return ""


def both_ways(ends: Sequence[Mention], *, symmetric: bool) -> Iterator[tuple[Mention, Mention]]:
    """Each two of several, and the other way round too, unless that says the same."""
    for one, other in among(ends):
        yield one, other
        if not symmetric and one.head != other.head:
            yield other, one


def _is_each(view: View, filler: int) -> bool:
    tree, each = view.tree, view.verbs.small.distributive
    return tree.words[filler] in each or any(tree.words[kid] in each for kid in tree.kids[filler])


def _is_other(view: View, at: int, is_each: bool) -> bool:
    words, small = view.tree.words, view.verbs.small
    phrases = {" ".join(words[start : start + 2]) for start in (max(at - 1, 0), at)}
    return not phrases.isdisjoint(small.mutual) or (is_each and not phrases.isdisjoint(small.counterpart))
