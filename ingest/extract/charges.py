"""Charges and demands: who is accused of or thanked for an act, and who therefore did it or is not the one to do it."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from ingest.extract.smallwords import SmallWords
from ingest.extract.tree import Tree

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_STEPS = 12
"""How deep in a charge a clause may hang, in arcs."""


def with_rebuttals(tree: Tree, charging: Container[str], small: SmallWords) -> Tree:
    """The tree with what rebuts a charge under its verb: "accused X of hiding rebels, which X denies"."""
    clauses = (verb for verb, dep in enumerate(tree.deps) if dep == "relcl" and tree.lemmas[verb] in small.rebutting)
    return tree.hung(
        [(verb, at, "parataxis") for verb in clauses if (at := _charging(tree, verb, charging)) is not None]
    )


def _charging(tree: Tree, clause: int, charging: Container[str]) -> int | None:
    """The verb of the charge that a relative clause behind a comma is part of."""
    pronoun, node = tree.left_edge(clause), tree.heads[clause]
    if tree.tags[pronoun] != "WDT" or tree.words[pronoun - 1] != "," or tree.deps[pronoun] != "dobj":
        return None
    is_deed = False
    for _ in range(_STEPS):
        is_deed |= tree.deps[node] == "pcomp" and tree.tags[node] == "VBG"
        if tree.heads[node] == node or (is_deed and tree.lemmas[node] in charging):
            break
        node = tree.heads[node]
    return node if is_deed and tree.is_verb(node) and tree.lemmas[node] in charging else None


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
