"""Arguments of a verb that the parser labels as something else. Part of the predicate-argument view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.extract.slots import SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_OBJECTS = ("dobj", "obj")
_NAMES = ("NOUN", "PROPN")


def fill(view: View, verb: int, kid: int, slots: SlotsInMaking) -> None:
    """Fills the slots that a dependent of a verb fills beyond what its label says."""
    tree = view.tree
    match tree.deps[kid]:
        case "dobj" | "obj":
            slots.add_all("dative", _receivers(view, kid))
        case "prep" if _is_particle(view, verb, kid):  # "flew in troops"
            slots.add_all("patient", view.objects(kid))
        case "conj" if tree.is_infinitive(kid):
            _second_addressee(view, verb, kid, slots)
        case "conj" if tree.pos[kid] in _NAMES and tree.kids_as(verb, *_OBJECTS) and kid > verb:
            slots.add("patient", kid)  # "met X on Monday and Y on Friday"
        case "advcl" if not tree.is_infinitive(kid):
            if any(tree.words[opener] in view.verbs.small.occasion for opener in tree.kids[kid]):
                slots.add("when", kid)


def is_controlled(view: View, verb: int, clause: int) -> bool:
    """Whether what a relative clause is about acts in an infinitive: "X, which Y had forced to withdraw"."""
    tree = view.tree
    while verb != clause and tree.heads[verb] != clause:
        verb = tree.heads[verb]
    is_below = verb != clause and tree.is_infinitive(verb) and tree.lemmas[clause] in view.verbs.object_control
    return is_below and not tree.kids_as(clause, *_OBJECTS, "dative")


def _is_particle(view: View, verb: int, preposition: int) -> bool:
    """Whether the parser took a verb's particle for a preposition, and so what it acts on for that one's object."""
    tree = view.tree
    is_next = preposition == verb + 1 and not tree.kids_as(verb, *_OBJECTS) and not view.is_passive(verb)
    return is_next and f"{tree.lemmas[verb]} {tree.words[preposition]}" in view.verbs.small.phrasal


def _receivers(view: View, noun: int) -> Iterator[int]:
    """Who is given something though the parser ties him to it: "granted the army 20 million euros", "sold X shells"."""
    tree = view.tree
    for kid in tree.kids_as(noun, "nmod", "compound"):
        is_first = tree.pos[kid] == "PROPN" and kid == tree.heads[noun] + 1 and tree.pos[noun] == "NOUN"
        is_first &= tree.lemmas[tree.heads[noun]] in view.verbs.small.giving
        is_apart = tree.kids_as(kid, "det") and any(kid < number for number in tree.kids_as(noun, "nummod"))
        if kid < noun and (is_first or is_apart):
            yield kid


def _second_addressee(view: View, verb: int, conjunct: int, slots: SlotsInMaking) -> None:
    """Whom else one calls on, where the parser makes a clause of it: "called on X to leave and on Y to stay"."""
    tree = view.tree
    own = {tree.words[kid] for kid in tree.kids_as(verb, "prep")}
    for mark in tree.kids_as(conjunct, "mark"):
        if tree.words[mark] in own:
            slots.add_all(tree.words[mark], tree.kids_as(conjunct, "nsubj"))
