"""Charges and demands: who is accused of or thanked for an act, and who therefore did it or is not the one to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.arguments import View


def is_charge(view: View, verb: int) -> bool:
    """Whether a gerund says what somebody is charged with: "arming" of "accused X of arming Y"."""
    tree = view.tree
    if tree.deps[verb] != "pcomp" or tree.tags[verb] != "VBG":
        return False
    above = tree.heads[tree.heads[verb]]
    if not tree.is_verb(above) and tree.deps[above] in ("dobj", "nsubjpass"):
        above = tree.heads[above]
    return tree.lemmas[above] in view.verbs.charging


def is_within_charge(view: View, verb: int, index: int) -> bool:
    """Whether a token stands inside what a verb charges somebody with: Y of "accused X of arming Y"."""
    tree = view.tree
    if tree.lemmas[verb] not in view.verbs.charging:
        return False
    node = index
    while node != verb and tree.heads[node] != node:
        if is_charge(view, node):
            return True
        node = tree.heads[node]
    return False


def is_wanted_of_others(view: View, verb: int) -> bool:
    """Whether a passive says what somebody wants done without saying by whom: "demanded that they be punished"."""
    tree = view.tree
    if tree.deps[verb] != "ccomp" or tree.kids_as(verb, "aux", "agent"):
        return False
    return any(tree.tags[kid] == "VB" for kid in tree.kids_as(verb, "auxpass"))


def charged_for(view: View, aim: int, verb: int) -> tuple[int, ...]:
    """Whose aim it is if a verb charges somebody: X of "accused X of planning strikes in order to free Y"."""
    tree, small = view.tree, view.verbs.small
    deeds = (kid for kid in tree.kids_as(verb, "prep") if verb < kid < aim and tree.words[kid] in small.said_of)
    if tree.lemmas[verb] not in view.verbs.charging or not any(tree.kids_as(deed, "pcomp") for deed in deeds):
        return ()
    return view.slots(verb).get("patient", ())[:1]
