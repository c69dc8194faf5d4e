"""The parties of an event: who signed, talked or was reconciled, for whatever stands around it as a mediator does.

Part of the predicate-argument view; see `arguments` for what the slots mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_SHARED = ("agent", "patient", "between", "context")
"""Slots whose fillers are parties where they are several."""
_SUBJECTS = ("nsubj", "nsubjpass")
_STEPS = 3
"""How many phrases up a mediator may stand from what he mediates."""


def of_noun(view: View, noun: int) -> tuple[int, ...]:
    """The parties of what a noun names, or of what its phrase belongs to: "signed under the mediation of X"."""
    found = dict.fromkeys(_of_event(view, noun))
    node = noun
    for _ in range(_STEPS):
        above = _ruling(view, node)
        if found or above is None:
            break
        is_named = view.tree.deps[above] in _SUBJECTS and is_several(view, above)  # "X and Y, with Z mediating, agreed"
        found = dict.fromkeys(_of_event(view, above) or ((above,) if is_named else ()))
        if view.tree.is_verb(above):
            break
        node = above
    return tuple(filler for filler in found if filler != noun)


def _ruling(view: View, node: int) -> int | None:
    """What a phrase with a preposition belongs to."""
    tree, preposition = view.tree, view.tree.heads[node]
    if tree.deps[node] not in ("pobj", "pcomp") or tree.deps[preposition] not in ("prep", "agent", "pcomp"):
        return None
    governor = tree.heads[preposition]
    return _ruling(view, preposition) if tree.pos[governor] == "ADP" and governor != preposition else governor


def _of_event(view: View, event: int) -> list[int]:
    """The parties that an event itself has, or the noun that it is said of: "talks between X and Y resumed"."""
    slots, found = view.slots(event), list[int]()
    for name in _SHARED:
        for filler in slots.get(name, ()):
            inner = [] if name == "between" or view.tree.pos[filler] != "NOUN" else list(_of_subject(view, filler))
            found += inner or ([filler] if is_several(view, filler) else [])
    return found


def _of_subject(view: View, noun: int) -> Iterator[int]:
    """The parties of an event that is a verb's subject or object."""
    slots = view.slots(noun)
    for name in ("between", "of"):
        yield from (filler for filler in slots.get(name, ()) if is_several(view, filler))
    if owners := slots.get("poss", slots.get("agent", ())):
        yield from (*owners, *slots["with"]) if "with" in slots else ()


def is_several(view: View, filler: int) -> bool:
    """Whether an argument is more than one: coordinated or plural."""
    return len(tuple(view.expand(filler))) > 1 or "Plur" in view.doc[filler].morph.get("Number", [])
