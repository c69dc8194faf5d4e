"""Prepositional phrases of a predicate, its own and those that the parser has put one noun too deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.extract.slots import SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View


def is_joining(view: View, preposition: int) -> bool:
    """Whether a phrase between commas names one who does the same: "X, like Y, left", "Together with Y, X left"."""
    tree, words, small = view.tree, view.tree.words, view.verbs.small
    before = words[max(preposition - 1, 0)]
    pair = f"{before} {words[preposition]}"
    if pair in small.joined:
        is_apart = preposition == 1 or words[preposition - 2] in (",", ".")
        return is_apart or (pair in small.together and not _is_gathered(view, preposition))
    if words[preposition] not in small.likewise or (preposition and before not in (",", ".")):
        return False
    lasts = [max(view.expand(noun)) for noun in tree.kids_as(preposition, "pobj")]
    ends = [max((last, *tree.kids_as(last, "flat"))) for last in lasts]  # "avec le Burkina Faso, X a quitté Y"
    return any("," in words[end + 1 : end + 2] for end in ends)


def _is_gathered(view: View, preposition: int) -> bool:
    """Whether "together" belongs to the verb: "brought X and Y together with Z"."""
    tree, node = view.tree, preposition
    while tree.heads[node] != node and not tree.is_verb(node):
        node = tree.heads[node]
    return tree.lemmas[node] in view.verbs.small.gathering


def fill(view: View, preposition: int, slots: SlotsInMaking) -> None:
    """The objects of a preposition, under its name, and those of one nested in it ("out of"), under both names."""
    tree, name, small = view.tree, view.tree.words[preposition], view.verbs.small
    if name in small.comitative and is_joining(view, preposition):
        name = "beside"
    for kid in tree.kids[preposition]:
        if tree.deps[kid] in ("pobj", "pcomp"):
            slots.add("beside" if name in small.comitative and _is_bystander(view, kid) else name, view.antecedent(kid))
        elif tree.deps[kid] == "conj" and tree.pos[kid] == "ADP":  # "appealed to X, and to Y"
            fill(view, kid, slots)
        elif tree.deps[kid] == "prep":
            for index in view.objects(kid):
                if tree.tags[preposition] != "VBG":  # "according to X" is no "to X"
                    slots.add(tree.words[kid], index)
                slots.add(f"{name} {tree.words[kid]}", index)


def lend(view: View, noun: int, slots: SlotsInMaking, *, with_of: bool = False) -> None:
    """Gives a predicate the phrases of a noun below it, where it has no such phrase: "imposed sanctions on X"."""
    tree, small = view.tree, view.verbs.small
    for preposition in tree.kids_as(noun, "prep"):
        name = tree.words[preposition]
        if (name in small.loose or (with_of and name in small.genitive)) and not slots.has(name):
            for index in view.objects(preposition):
                slots.add("beside" if name in small.comitative and _is_bystander(view, index) else name, index)
        for deeper in tree.kids_as(preposition, "pobj"):  # "a convoy of lorries to X", "talks in Doha with Y"
            for nested in tree.kids_as(deeper, "prep"):
                if tree.words[nested] in small.loose and not slots.has(tree.words[nested]):
                    slots.add_all(tree.words[nested], view.objects(nested))


def lend_from_names(view: View, predicate: int, slots: SlotsInMaking) -> None:
    """Gives a predicate what hangs on a name in a phrase of its own: "talks in Doha with X", "raids by X on Y"."""
    tree, small = view.tree, view.verbs.small
    for preposition in tree.kids_as(predicate, "prep", "agent"):
        for name in tree.kids_as(preposition, "pobj"):
            is_deep = tree.pos[name] == "PROPN" or (small.deep and tree.pos[name] == "NOUN")
            is_deep |= tree.lemmas[name] in small.bodies or tree.words[preposition] in small.agentive
            is_whole = tree.words[preposition] in small.genitive  # "the arrest of supporters by X"
            if is_deep or is_whole or (small.high and tree.is_verb(predicate)):
                for nested in tree.kids_as(name, "prep"):
                    word = tree.words[nested]
                    is_open = (word in small.loose and (is_deep or is_whole)) or (
                        word in small.genitive and tree.words[preposition] in small.agentive
                    )
                    is_open |= (is_whole and word in small.agentive) or word in small.high
                    if is_open and not slots.has(word):
                        slots.add_all(word, view.objects(nested))


def _is_bystander(view: View, index: int) -> bool:
    """Whether a with-phrase only brings somebody in: "with Qatar and Oman as hosts", "with Norway hosting"."""
    tree, role = view.tree, view.verbs.small.role
    last = tuple(view.expand(index))[-1]
    if any(tree.words[kid] in role for kid in (*tree.kids_as(index, "prep"), *tree.kids_as(last, "prep"))):
        return True
    is_apart = last != index or tree.words[max(tree.heads[index] - 1, 0)] == ","
    if is_apart and last + 1 < len(tree.words) and tree.words[last + 1] in role:
        return True
    return any(tree.tags[kid] in ("VBG", "VBN") for kid in tree.kids_as(index, "acl"))


def bystander_before(view: View, preposition: int) -> int | None:
    """Whom an as-phrase right behind speaks of: "signed, with X and Y as hosts"; None if nobody is only brought in."""
    tree, last = view.tree, preposition - 1
    head = last
    while head > 0 and tree.deps[head] in ("conj", "compound"):
        head = tree.heads[head]
    if tree.deps[head] != "pobj" or tree.words[tree.heads[head]] not in view.verbs.small.comitative:
        return None
    return head if tuple(view.expand(head))[-1] == last and _is_bystander(view, head) else None


def joined(view: View, verb: int) -> Iterator[int]:
    """Who does the same as the subject: "X, along with Y, left", "X belongs to it, together with Y"."""
    tree = view.tree
    subjects = tree.kids_as(verb, "nsubj", "nsubjpass")
    for preposition in (p for node in (*subjects, verb) for p in tree.kids_as(node, "prep")):
        for last in (preposition, *tree.kids_as(preposition, "prep")):
            if is_joining(view, last):
                yield from view.objects(last)
