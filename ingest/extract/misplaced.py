"""Arguments of a verb that the parser labels as something else. Part of the predicate-argument view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.extract.slots import SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_OBJECTS = ("dobj", "obj")
_PLACE, _PERSON = "GPE", "PERSON"
"""The pipeline's labels of named entities."""


def fill(view: View, verb: int, kid: int, slots: SlotsInMaking) -> None:
    """Fills the slots that a dependent of a verb fills beyond what its label says."""
    tree = view.tree
    match tree.deps[kid]:
        case "dobj" | "obj":
            slots.add_all("dative", (*_receivers(view, kid), *_second_receivers(view, kid)))
        case "prep" if _is_particle(view, verb, kid):  # "flew in troops"
            slots.add_all("patient", view.objects(kid))
        case "prep" if tree.kids_as(verb, *_OBJECTS):
            slots.add_all("patient", _strung_persons(view, kid))
        case "agent":
            slots.add_all("agent", _second_agents(view, kid))
        case "conj" | "xcomp" if tree.is_infinitive(kid):
            for second in (kid, *tree.kids_as(kid, "conj")):
                _second_addressee(view, verb, second, slots)
        case "conj" if _is_second_object(view, verb, kid):
            slots.add("patient", kid)
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
    gives = tree.lemmas[tree.heads[noun]] in view.verbs.small.giving
    is_amount = tree.lemmas[noun] in view.verbs.transparent and tree.tags[noun] == "NNS"
    for kid in tree.kids_as(noun, "nmod", "compound"):
        is_first = tree.pos[kid] == "PROPN" and kid == tree.heads[noun] + 1 and tree.pos[noun] == "NOUN"
        is_first |= (
            tree.tags[kid] == "NNS" and tree.left_edge(noun) == tree.heads[noun] + 1 and _is_definite(view, noun)
        )
        is_first |= is_amount and kid == noun - 1  # "gave the army billions"
        is_first &= gives
        is_apart = tree.kids_as(kid, "det") and any(kid < number for number in tree.kids_as(noun, "nummod"))
        if kid < noun and (is_first or is_apart):
            yield kid


def _is_definite(view: View, noun: int) -> bool:
    """Whether a noun that can't be counted seems to have an article: "gave the rebels information"."""
    tree = view.tree
    return tree.tags[noun] == "NN" and any(tree.tags[kid] == "DT" for kid in tree.kids[noun])


def _is_second_object(view: View, verb: int, kid: int) -> bool:
    """Whether a noun that is coordinated with a verb is one more object: "met X on Monday and Y on Friday"."""
    tree = view.tree
    is_known = tree.pos[kid] == "PROPN" or (tree.pos[kid] == "NOUN" and bool(tree.kids_as(kid, "det")))
    if not is_known or kid < verb or not tree.kids_as(verb, *_OBJECTS):
        return False
    return not any(tree.is_verb(below) for below in tree.kids[kid])


def _strung_persons(view: View, preposition: int) -> Iterator[int]:
    """Persons that the parser coordinates with a place though they are objects: "met X in Sochi and Y in Beijing"."""
    tree, doc = view.tree, view.doc
    for place in tree.kids_as(preposition, "pobj"):
        if doc[place].ent_type_ == _PLACE:
            yield from (kid for kid in tree.kids_as(place, "conj") if doc[kid].ent_type_ == _PERSON)


def _second_agents(view: View, preposition: int) -> Iterator[int]:
    """Who else acts, behind a preposition of his own: "received by X in Sochi and by Y in Beijing"."""
    for second in view.tree.kids_as(preposition, "conj"):
        if view.tree.pos[second] == "ADP":
            yield from view.objects(second)


def _second_receivers(view: View, gift: int) -> Iterator[int]:
    """Who is given the second of two things, without a verb of its own: "gave X lorries and Y two boats"."""
    tree = view.tree
    seconds = tree.kids_as(gift, "conj") if tree.lemmas[tree.heads[gift]] in view.verbs.small.giving else ()
    for second in seconds:
        if tree.pos[second] == "PROPN":
            behind = [kid for kid in tree.kids_as(second, "appos") if tree.pos[kid] == "NOUN"]
            yield from (second for kid in behind if tree.words[tree.left_edge(kid) - 1] != ",")
            continue
        first = tree.left_edge(second)
        while tree.deps[first] == "compound" and tree.heads[first] != second:
            first = tree.heads[first]
        if tree.pos[first] == "PROPN" and tree.deps[first] in ("compound", "nmod", "dative"):
            yield first


def promised(view: View, verb: int) -> tuple[int, ...]:
    """To whom somebody promises what a clause tells: "promised X that he would send troops", "promised X to send"."""
    tree, above, small = view.tree, view.tree.heads[verb], view.verbs.small
    is_content = tree.deps[verb] in ("ccomp", "acl") and bool(tree.kids_as(verb, "nsubj"))
    is_content |= tree.deps[verb] in ("xcomp", "acl") and tree.is_infinitive(verb)
    if not is_content or tree.lemmas[above] not in small.promising:
        return ()
    receivers = [kid for kid in tree.kids_as(above, *_OBJECTS, "dative") if kid < verb and tree.pos[kid] != "ADP"]
    for preposition in tree.kids_as(above, "prep", "dative"):
        if tree.words[preposition] in (*small.infinitival, *small.addressed):
            receivers += tree.kids_as(preposition, "pobj")
    return tuple(receivers)


def _second_addressee(view: View, verb: int, conjunct: int, slots: SlotsInMaking) -> None:
    """Whom else one calls on, where the parser makes a clause of it: "called on X to leave and on Y to stay"."""
    tree = view.tree
    own = {tree.words[kid] for kid in tree.kids_as(verb, "prep")}
    for mark in tree.kids_as(conjunct, "mark", "prep"):
        if tree.words[mark] in own and mark < conjunct:
            subjects = tree.kids_as(conjunct, "nsubj") if tree.deps[mark] == "mark" else view.objects(mark)
            slots.add_all(tree.words[mark], subjects)
