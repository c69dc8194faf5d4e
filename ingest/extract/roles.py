"""Whom a role noun speaks of: "X, the head of Y", "the Hamas leader X". Part of the predicate-argument view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract import prepositional
from ingest.extract.slots import SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_BEFORE = ("compound", "amod", "nmod", "nummod")
_FRONTED = ("nsubj", "nsubjpass", "npadvmod", "advcl", "dep")
_NAMES = ("NOUN", "PROPN")
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON"})
_DEEP = 3
"""How many phrases deep in its own a noun's apposition may hang."""


def fill(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Fills the slots of a noun that tell of whom it speaks, and what his name lends it."""
    _title(view, noun, slots)
    _style(view, noun, slots)
    _self(view, noun, slots)
    _apposed(view, noun, slots)


def _title(view: View, noun: int, slots: SlotsInMaking) -> None:
    """What stands before a title hangs on the name after it: "Malian President Assimi Goita", "Syria's leader X"."""
    tree, name = view.tree, view.tree.heads[noun]
    if tree.deps[noun] not in _BEFORE or name <= noun or tree.pos[name] != "PROPN":
        return
    for kid in tree.kids[name]:
        if kid < noun and tree.deps[kid] in _BEFORE:
            slots.add("mod", kid)
        elif kid < noun and tree.deps[kid] == "poss":
            slots.add("poss", view.antecedent(kid))


def _style(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Office and name as communiques have them, which the parser runs together: "President of the Republic of X Y"."""
    tree = view.tree
    for preposition in tree.kids_as(noun, "prep"):
        if tree.words[preposition] not in view.verbs.small.genitive:
            continue
        for name in tree.kids_as(preposition, "pobj"):
            for body in tree.kids_as(name, "nmod"):
                if body < name and tree.pos[name] == "PROPN" and tree.kids_as(body, "det"):
                    slots.add("self", name)
                    slots.add(tree.words[preposition], body)
                    for inner in tree.kids_as(body, "prep"):
                        slots.add_all(tree.words[inner], view.objects(inner))


def _self(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Whom a role noun speaks of."""
    tree, head, dep = view.tree, view.tree.heads[noun], view.tree.deps[noun]
    if dep == "appos" or (dep in _BEFORE and tree.pos[head] == "PROPN"):
        slots.add_all("self", _all_apposed(view, noun))
    elif dep in ("attr", "acomp") and tree.is_verb(head):
        slots.add_all("self", (i for i in view.subject(head) if i != noun))
    elif dep in ("advcl", "npadvmod") and tree.pos[noun] == "ADJ" and tree.is_verb(head):  # "Hostile to X, Y left"
        slots.add_all("self", view.subject(head))
    elif dep == "nsubj" and tree.kids_as(head, "attr"):  # "its chief is X"
        slots.add_all("self", (name for name in tree.kids_as(head, "attr") if tree.pos[name] == "PROPN"))
    elif dep == "oprd" and tree.is_verb(head):
        slots.add_all("self", view.slots(head).get("patient", ()))
    elif dep == "pobj" and tree.words[head] in view.verbs.small.role:
        _as(view, noun, slots)
    elif dep == "conj" and not any(kid > noun and tree.pos[kid] == "PROPN" for kid in tree.kids_as(noun, "appos")):
        slots.add_all("self", view.slots(head).get("self", ()))
    elif dep in ("ccomp", "xcomp") and tree.is_verb(head):  # "made X a minister", "called X a traitor"
        slots.add_all("self", tree.kids_as(noun, "nsubj"))
    elif dep == "pobj" and tree.words[head] in view.verbs.small.genitive and not slots.has("self"):
        _of_several(view, tree.heads[head], slots)


def _all_apposed(view: View, noun: int) -> tuple[int, ...]:
    """What an apposition or title is said of; a plural one behind the last of several, of all: "X and Y, arms of Z"."""
    tree, head = view.tree, view.tree.heads[noun]
    first = head
    while tree.tags[noun] == "NNS" and tree.deps[noun] == "appos" and tree.deps[first] == "conj":
        first = tree.heads[first]
    return tuple(dict.fromkeys((head, first)))


def _behind_role(view: View, noun: int) -> list[int]:
    """The subject behind a role in front of it and a comma: "A splinter of X, Y refuses", "Once a general, X left"."""
    tree, top = view.tree, noun
    if tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]] in view.verbs.small.once:
        top = tree.heads[noun]
    elif tree.deps[noun] not in _FRONTED:
        return []
    verb = tree.heads[top]
    if verb < noun or not tree.is_verb(verb):
        return []
    between = [kid for kid in tree.kids_as(verb, "nsubj", "nsubjpass") if noun < kid < verb]
    return [kid for kid in between[:1] if tree.words[tree.left_edge(kid) - 1] == ","]


def _apposed(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Who stands beside a role noun, whether the parse ties him to it or not."""
    tree = view.tree
    slots.add_all("self", _behind_role(view, noun))
    slots.add_all("self", tree.kids_as(noun, "appos"))
    if not slots.has("self") and tree.pos[noun] in _NAMES:
        slots.add_all("self", _beside(view, noun) or _behind_place(view, noun))
    if tree.deps[noun] == "appos":
        slots.add_all("near", _before_comma(view, noun))


def _of_several(view: View, governor: int, slots: SlotsInMaking) -> None:
    """Whom "one of the leaders" speaks of."""
    tree = view.tree
    if tree.lemmas[governor] in view.verbs.transparent or tree.pos[governor] == "NUM":
        slots.add_all("self", view.slots(governor).get("self", ()))


def _behind_place(view: View, noun: int) -> tuple[int, ...]:
    """The name behind a noun's phrase and a comma, which the parser hangs within: "the head of X in Y, Z, said"."""
    tree, node = view.tree, noun
    for _ in range(_DEEP):
        inner = [k for p in tree.kids_as(node, "prep") for k in tree.kids_as(p, "pobj")]
        if not inner:
            return ()
        node = inner[-1]
        for kid in tree.kids_as(node, "appos", "conj"):
            if tree.pos[kid] == "PROPN" and not tree.kids_as(kid, "det") and _follows_comma(view, node, kid):
                return (kid,)
    return ()


def _follows_comma(view: View, before: int, noun: int) -> bool:
    """Whether only a comma and what belongs to a noun stand between it and a word before it."""
    tree = view.tree
    if before + 1 >= noun or tree.words[before + 1] != ",":
        return False
    return all(tree.heads[k] == noun for k in range(before + 2, noun)) and not tree.kids_as(before, "cc")


def _before_comma(view: View, noun: int) -> tuple[int, ...]:
    """The name right before an apposition that the parser hangs farther up: "X, commander of Y, an arm of Z"."""
    tree, start = view.tree, noun
    while start > 0 and tree.words[start - 1] != "," and tree.pos[start - 1] in _PHRASE:
        start -= 1
    name = start - 2
    if start < 2 or tree.words[start - 1] != "," or tree.pos[name] != "PROPN" or name == tree.heads[noun]:
        return ()
    return (_name_head(view, name),) if tree.deps[name] == "pobj" else ()


def _as(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Whom an as-phrase speaks of: "appointed X as head", "X serves as head", "with X as host"; not "as part of Y"."""
    preposition = view.tree.heads[noun]
    governor = view.tree.heads[preposition]
    if view.tree.lemmas[noun] in view.verbs.small.framework:
        return
    if (host := prepositional.bystander_before(view, preposition)) is not None:
        slots.add("self", host)
    elif view.tree.is_verb(governor):
        arguments = view.slots(governor)
        slots.add_all("self", arguments.get("patient", arguments.get("agent", ())))
    else:
        slots.add("self", governor)


def _beside(view: View, noun: int) -> tuple[int, ...]:
    """The name before the noun's phrase and a comma, or right behind the noun, where the parse ties neither to it."""
    tree = view.tree
    if noun + 1 < len(tree.words) and tree.pos[noun + 1] == "PROPN" and tree.pos[noun] == "NOUN":
        return (_name_head(view, noun + 1),)
    if (twin := _twin(view, noun)) is not None:
        return (twin,)
    if tree.deps[noun] in ("nsubj", "nsubjpass"):
        return ()
    start = noun
    while start > 0 and (tree.pos[start - 1] in _PHRASE or tree.words[start - 1] == "-"):
        start -= 1
    if start >= 2 and tree.words[start - 1] == "," and tree.pos[start - 2] == "PROPN" and start < noun:
        return (_name_head(view, start - 2),)
    return ()


def _twin(view: View, noun: int) -> int | None:
    """The name right behind a title where the parser gives one verb both as its subject: "the Hezbollah MP X said"."""
    tree = view.tree
    if tree.deps[noun] not in ("nsubj", "nsubjpass"):
        return None
    names = [k for k in tree.kids_as(tree.heads[noun], tree.deps[noun]) if k > noun and tree.pos[k] == "PROPN"]
    is_behind = names and all(tree.heads[k] == names[0] for k in range(noun + 1, names[0]))
    return names[0] if is_behind else None


def _name_head(view: View, index: int) -> int:
    tree = view.tree
    while tree.deps[index] in ("compound", "nmod"):
        head = tree.heads[index]
        if head < index or tree.pos[head] != "PROPN":
            break
        index = head
    return index
