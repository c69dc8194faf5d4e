"""Who acts in a clause, or suffers in a passive one, though its verb has no subject of its own.

Part of the predicate-argument view; see `arguments` for what the slots mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract import misplaced, nominal, prepositional
from ingest.extract.charges import charged_for
from ingest.extract.clauses import first_conjunct, told_beside
from ingest.extract.slots import SlotsInMaking
from ingest.resolutions import doer

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_OBJECTS = ("dobj", "obj")
_AUXILIARIES = ("aux", "auxpass")
_FINITE = ("VBD", "VBZ", "VBP")


def fill(view: View, verb: int, slots: SlotsInMaking) -> None:
    """The subject where the verb has none of its own, and who acts or suffers with it."""
    passive = view.is_passive(verb)
    role = "patient" if passive else "agent"
    if not slots.has(role):
        slots.add_all(role, (i for i in _missing_subject(view, verb, passive) if i != verb))
    if slots.has(role):
        slots.add_all(role, prepositional.joined(view, verb))


def left_of(view: View, clause: int) -> list[int]:
    """What stands before a verb in its own clause."""
    tree, found = view.tree, []
    queue = [kid for kid in tree.kids[clause] if kid < clause]
    while queue:
        node = queue.pop()
        found.append(node)
        queue += tree.kids[node]
    return found


def _missing_subject(view: View, verb: int, passive: bool) -> tuple[int, ...]:
    tree, head, dep = view.tree, view.tree.heads[verb], view.tree.deps[verb]
    match dep:
        case "conj":
            return _of_first(view, verb)
        case "relcl" if not tree.is_infinitive(verb) or passive:
            return _relative_subject(view, verb)
        case "acl" | "amod" | "relcl":
            if tree.is_infinitive(verb) and not passive:
                return _of_plan(view, verb, head)
            return (head,)  # "rebels holding", "troops sent"
        case "xcomp" | "ccomp" if tree.is_verb(head):
            return _taken_for_compound(view, verb) or _controller(view, verb, head)
        case "advcl" if tree.is_verb(head):
            return _participle(view, verb, head)
        case "xcomp" | "acomp" | "advcl" | "ccomp" | "prep" | "dep" | "parataxis":
            return _above(view, head)
        case "pcomp":
            return _gerund(view, head)
        case "ROOT":
            body = doer(view.doc[verb])
            return (body.i,) if body is not None else _inverted(view, verb) or _taken_for_compound(view, verb)
    return ()


def _of_plan(view: View, verb: int, noun: int) -> tuple[int, ...]:
    """Who is to do what an infinitive below a noun says: "a plan to attack", "a call on X to leave"."""
    if asked := _pleaded_with(view, verb, noun):
        return asked
    return charged_for(view, verb, view.tree.heads[view.tree.heads[noun]]) or nominal.owner(view, noun)


def _of_first(view: View, verb: int) -> tuple[int, ...]:
    """The subject of what a verb is coordinated with: "the ELN, close to Cuba and backed by Venezuela"."""
    tree, token = view.tree, view.doc[verb]
    speaks = tree.lemmas[verb] in view.verbs.small.spoken
    first = ((speaks and told_beside(token)) or first_conjunct(token)).i
    if tree.deps[first] == "amod" and tree.pos[first] == "ADJ":
        return (tree.heads[first],)
    return view.subject(first) if tree.is_verb(first) and first != verb else _inverted(view, verb)


def _inverted(view: View, verb: int) -> tuple[int, ...]:
    """The subject behind a copula that has none before: "Among the dead was X", "Killed by Y were 12 villagers"."""
    tree = view.tree
    auxiliaries = tree.kids_as(verb, *_AUXILIARIES)
    if strung := [kid for auxiliary in auxiliaries for kid in tree.kids_as(auxiliary, "nsubj", "nsubjpass")]:
        return tuple(strung)  # "X and Y are allied": the parser hangs them on the auxiliary
    copulas = (verb, *(kid for kid in auxiliaries if kid > verb))
    return tuple(attr for copula in copulas for attr in tree.kids_as(copula, "attr") if attr > copula)


def _is_finite(view: View, verb: int) -> bool:
    tree = view.tree
    return tree.tags[verb] in _FINITE or any(
        tree.tags[k] in (*_FINITE, "MD") for k in tree.kids_as(verb, *_AUXILIARIES)
    )


def _above(view: View, head: int) -> tuple[int, ...]:
    tree = view.tree
    while tree.pos[head] in ("ADV", "ADP", "SCONJ") and tree.heads[head] != head:  # "go so far as to ally"
        head = tree.heads[head]
    return view.subject(head) if tree.is_verb(head) else nominal.subject_of_predicate(view, head)


def _participle(view: View, verb: int, head: int) -> tuple[int, ...]:
    """Who acted, not who suffered: "was attacked by X, killing 12"; not who told of it: "attacked, Y said, killing"."""
    if view.tree.is_infinitive(verb):
        if view.tree.lemmas[head] in view.verbs.object_control:
            return _controller(view, verb, head)  # "pressed X to free Y": the parser takes it for an aim
        if asked := _pleaded_with(view, verb, head) or charged_for(view, verb, head):
            return asked
    is_told = verb > head and view.tree.tags[verb] == "VBG" and view.tree.lemmas[verb] not in view.verbs.uttering
    if is_told and (told := _told_before(view, head)) is not None:
        return _participle(view, verb, told)
    slots = view.slots(head)
    if view.is_passive(head) and view.tree.tags[verb] == "VBG" and verb > head and slots.get("agent"):
        return slots["agent"]
    return view.subject(head)


def _told_before(view: View, tag: int) -> int | None:
    """The verb of the clause that a speech tag stands behind, as in "X attacked, Y said"."""
    tree = view.tree
    told = [*tree.kids_as(tag, "ccomp"), *([tree.heads[tag]] if tree.deps[tag] == "parataxis" else ())]
    before = (verb for verb in told if verb < tag and tree.is_verb(verb) and ";" not in tree.words[verb:tag])
    return next(before, None)


def _controller(view: View, verb: int, head: int) -> tuple[int, ...]:
    tree = view.tree
    is_told = tree.deps[verb] == "ccomp" and tree.deps[head] == "relcl" and tree.kids_as(head, "nsubj")
    if is_told and _is_finite(view, verb):  # "a group that they say is paid by Rwanda"
        return (tree.heads[head],)
    if any(tree.words[mark] in view.verbs.small.complementizers for mark in tree.kids_as(verb, "mark")):
        return ()
    if tree.deps[head] == "relcl" and tree.kids_as(head, "nsubj") and misplaced.is_controlled(view, verb, head):
        return (tree.heads[head],)
    objects = [kid for kid in tree.kids_as(head, *_OBJECTS, "dative") if kid < verb and tree.pos[kid] != "ADP"]
    if objects and tree.lemmas[head] not in view.verbs.subject_control and not view.is_passive(head):
        return (view.antecedent(objects[0]),)
    if tree.is_infinitive(verb) and (pleaded := _pleaded_with(view, verb, head)):
        return pleaded
    on = [kid for kid in tree.kids_as(head, "prep") if kid < verb and tree.words[kid] in view.verbs.small.addressed]
    on = [kid for kid in on if head < kid or any(view.is_relative(deeper) for deeper in tree.kids[kid])]
    is_promised = tree.lemmas[head] in view.verbs.small.promising  # "a promis à X de partir"
    if on and tree.is_infinitive(verb) and view.objects(on[0]) and not is_promised:  # "called on X to leave"
        return view.objects(on[0])
    return view.subject(head)


def _pleaded_with(view: View, infinitive: int, head: int) -> tuple[int, ...]:
    """Whom one asks to do what an infinitive says: "appealed to X to leave", "renewed its call on X to stay"."""
    tree, pleading = view.tree, view.verbs.small.pleading
    asking = (head, *tree.kids_as(head, *_OBJECTS))  # "put pressure on X to leave"
    before = (kid for word in asking for kid in tree.kids_as(word, "prep", "dative") if head < kid < infinitive)
    to = [kid for kid in before if any(f"{tree.lemmas[word]} {tree.words[kid]}" in pleading for word in asking)]
    return view.objects(to[0]) if to else ()


def _gerund(view: View, preposition: int) -> tuple[int, ...]:
    """Whom "of arming" is said of in "accused X of arming", or the subject; of "talks on leaving", the noun's owner."""
    tree, governor = view.tree, view.tree.heads[preposition]
    is_apart = tree.words[preposition - 1] == ","  # "accused X, or parts of it, of arming": put below a noun
    while tree.heads[governor] != governor and (
        tree.pos[governor] in ("ADV", "ADP", "SCONJ") or (is_apart and not tree.is_verb(governor))
    ):  # "came close to attacking"
        governor = tree.heads[governor]
    if tree.is_verb(governor):
        patient = view.slots(governor).get("patient")
        small, charged = view.verbs.small, tree.lemmas[governor] in view.verbs.charging
        is_said = tree.words[preposition] in (*small.said_of, *(small.comitative if charged else ()))
        if patient and is_said and governor < preposition:  # "instead of attacking X, Y left": it is Y's
            return patient[:1]
        with_others = patient if patient and tree.lemmas[governor] in small.joining else ()
        return (*view.subject(governor), *with_others)  # "X joined Y in arming Z"
    above = tree.heads[governor]
    if tree.deps[governor] == "dobj" and tree.lemmas[above] in view.verbs.charging:
        return (governor,)  # "accused the army of arming": the parser hangs it on the object
    return nominal.subject_of_predicate(view, governor)


def _relative_subject(view: View, verb: int) -> tuple[int, ...]:
    tree = view.tree
    for node in left_of(view, verb):
        if view.is_relative(node) and tree.deps[node] in (*_OBJECTS, "pobj", "dative", "poss"):
            return _taken_for_compound(view, verb)  # "X, whose mediation Y rejects"
    return (tree.heads[verb],)


def _taken_for_compound(view: View, verb: int) -> tuple[int, ...]:
    """The noun right before a finite verb that the parser takes for a noun's part: "says Kabul shelters X"."""
    tree = view.tree
    is_part = verb > 0 and tree.deps[verb - 1] == "compound" and tree.heads[verb - 1] == verb
    return (verb - 1,) if is_part and tree.tags[verb] in _FINITE and tree.pos[verb - 1] in ("PROPN", "NOUN") else ()
