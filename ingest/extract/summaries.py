"""Nouns that sum up what was said or done before, for a clause to go on from: "X offered talks, a step Y spurned".

Part of the predicate-argument view; see `arguments` for what the slots mean. The parser hangs such a noun on many
things; it is known by the comma before it and the clause behind it that lacks an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_HANGING = ("appos", "npadvmod", "dep", "dobj")
_FILLED = ("dobj", "ccomp", "xcomp", "attr", "oprd", "acomp", "nsubjpass")
_NOUNS = ("NOUN", "PRON")
_STEPS = 8
"""How far up from such a noun whoever spoke or acted is looked for, in arcs."""


def speaker(view: View, noun: int) -> tuple[int, ...]:
    """Whose words or deed a noun sums up; nobody where it is no such noun."""
    tree = view.tree
    if tree.pos[noun] not in _NOUNS or not _follows_comma(view, noun):
        return ()
    if (verb := _swallowing(view, noun)) is not None:
        return next((view.subject(told) for told in tree.kids_as(verb, "ccomp") if told < noun), ())
    if tree.deps[noun] not in _HANGING or not any(_goes_on(view, kid) for kid in tree.kids_as(noun, "relcl", "acl")):
        return ()
    found: tuple[int, ...] = ()
    node = tree.heads[noun]
    for _ in range(_STEPS):
        if tree.is_verb(node) and node < noun:
            found = tuple(i for i in view.subject(node) if i < node) or found
        if tree.heads[node] == node:
            break
        node = tree.heads[node]
    return found


def summed_up(view: View, verb: int) -> int | None:
    """The noun that is a verb's object, though the parse ties it otherwise: "a claim (that) X denied".

    There the parser takes "that" for what opens a clause of its own, or the noun for a part of the name behind it.
    """
    tree = view.tree
    head = tree.heads[verb]
    if tree.deps[verb] == "acl" and _goes_on(view, verb) and tree.kids_as(verb, "mark") and _follows_comma(view, head):
        return head
    for subject in tree.kids_as(verb, "nsubj"):
        for part in tree.kids_as(subject, "compound", "nmod"):
            if tree.pos[part] == "NOUN" and _follows_comma(view, part) and _swallowing(view, part) == verb:
                return part
    return None


def _goes_on(view: View, clause: int) -> bool:
    """Whether a clause says of its noun what somebody did about it, and to nothing else."""
    tree = view.tree
    has_subject = any(not view.is_relative(kid) for kid in tree.kids_as(clause, "nsubj"))
    has_subject |= tree.deps[clause] == "acl" and bool(tree.kids_as(clause, "agent"))  # "a charge denied by Y"
    objects = [kid for kid in tree.kids_as(clause, *_FILLED) if not view.is_relative(kid)]
    return has_subject and not any(tree.deps[kid] == "dobj" for kid in objects)


def _swallowing(view: View, noun: int) -> int | None:
    """The verb behind a noun that the parser has made part of its subject: "X accused Y, a charge Y rejected"."""
    tree, name = view.tree, view.tree.heads[noun]
    verb = tree.heads[name]
    if tree.deps[noun] not in ("compound", "nmod") or tree.deps[name] != "nsubj" or tree.pos[name] != "PROPN":
        return None
    is_one_name = all(tree.heads[k] == name and tree.pos[k] == "PROPN" for k in range(noun + 1, name))
    has_gap = not tree.kids_as(verb, "dobj") and any(told < noun for told in tree.kids_as(verb, "ccomp"))
    return verb if is_one_name and has_gap else None


def _follows_comma(view: View, noun: int) -> bool:
    """Whether a noun's phrase stands right behind a comma, with an article or on its own."""
    tree, start = view.tree, noun
    while start > 0 and (tree.heads[start - 1] == noun or (tree.heads[start - 1] == tree.heads[noun] != start - 1)):
        if tree.words[start - 1] == ",":
            break
        start -= 1
    return start > 0 and tree.words[start - 1] == ","
