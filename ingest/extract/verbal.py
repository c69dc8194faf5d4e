"""The slots of a verb. Part of the predicate-argument view; see `arguments` for what the slots mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract import misplaced, nominal, prepositional, subjects, summaries
from ingest.extract.slots import SlotsInMaking
from ingest.extract.subjects import left_of

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_OBJECTS = ("dobj", "obj")
_COMPLETE = ("prep", "advcl", "npadvmod", "ccomp", "xcomp", "prt")
"""Dependents behind a verb that show that it wants no object of a later verb."""
_INNER = ("pobj", "prep", "dobj", "oprd", "npadvmod", "pcomp")
_FAR = 16
"""How far behind a passive verb its by-phrase may stand, in tokens."""


def fill(view: View, verb: int, slots: SlotsInMaking) -> None:
    """Fills the slots of a verb."""
    tree, passive = view.tree, view.is_passive(verb)
    for kid in tree.kids[verb]:
        _dependent(view, verb, kid, slots)
        misplaced.fill(view, verb, kid, slots)
    if not passive and not slots.has("patient"):
        _missing_object(view, verb, slots)
    else:
        _relative_place(view, verb, slots)
    if passive and not slots.has("agent"):
        _shared_agent(view, verb, slots)
        if not slots.has("agent"):
            _stray_agent(view, verb, slots)
        if not slots.has("agent"):
            slots.add_all("agent", _vower(view, verb))
    subjects.fill(view, verb, slots)
    if slots.has("second"):
        slots.add_all("dative", slots.filled.get("patient", ()))  # "X was given a reprieve by Y"
    slots.add_all("dative", misplaced.promised(view, verb))
    if tree.deps[verb] in ("acl", "relcl", "amod"):
        slots.add("head", tree.heads[verb])
    for noun in tree.kids_as(verb, *_OBJECTS, "nsubjpass", "npadvmod"):
        prepositional.lend(view, noun, slots, with_of=tree.lemmas[verb] in view.verbs.light)
    prepositional.lend_from_names(view, verb, slots)


def _dependent(  # noqa: C901 - one case a label
    view: View, verb: int, kid: int, slots: SlotsInMaking
) -> None:
    tree, passive = view.tree, view.is_passive(verb)
    match tree.deps[kid]:
        case "nsubj" | "nsubjpass" as dep:
            slots.add("patient" if passive or dep == "nsubjpass" else "agent", view.antecedent(kid))
        case "dobj" | "obj":
            slots.add("second" if passive else "patient", view.antecedent(kid))
        case "dative":
            _dative(view, kid, slots)
        case "agent" if passive or tree.lemmas[verb] not in view.verbs.small.siding:
            slots.add_all("agent", view.objects(kid))
        case "attr" | "oprd" | "acomp":
            slots.add("attr", kid)
            if tree.deps[kid] == "oprd":
                slots.add_all("patient", (*tree.kids_as(kid, "nsubj"), *_named_as(view, verb, kid)))  # "held X guilty"
        case "prep" | "agent":
            prepositional.fill(view, kid, slots)
        case "poss":  # "l'alliance dont X fait partie"
            for name in view.verbs.small.genitive:
                slots.add(name, view.antecedent(kid))
        case "ccomp" | "xcomp":
            _clause(view, verb, kid, slots)
        case "advcl" if kid > verb:
            _aim(view, kid, slots)
        case "conj" if tree.pos[kid] == "ADP":  # "appealed to X, and to Y"
            prepositional.fill(view, kid, slots)
        case "advmod" | "npadvmod" if tree.pos[kid] == "PROPN":
            slots.add("mod", kid)
        case "advmod" | "prt":  # "broke away from X"
            for preposition in tree.kids_as(kid, "prep"):
                prepositional.fill(view, preposition, slots)


def _aim(view: View, clause: int, slots: SlotsInMaking) -> None:
    """What somebody does something for: "to free X", "plaide pour que X parte"."""
    tree = view.tree
    marks = tree.kids_as(clause, "mark")
    if tree.is_infinitive(clause):
        slots.add("aim", clause)
        if nominal.is_wish(view, clause):  # "called for X to leave"
            nominal.told(view, clause, slots)
    elif len(marks) > 1 and any(tree.words[mark] in view.verbs.small.complementizers for mark in marks):
        nominal.told(view, clause, slots)


def _named_as(view: View, verb: int, complement: int) -> list[int]:
    """Whom an object complement names without another object: "named X, a son of Y, as head", "named X minister"."""
    tree = view.tree
    if tree.kids_as(verb, *_OBJECTS):
        return []
    if tree.pos[complement] == "PROPN":
        return [complement]
    if tree.kids_as(complement, "det", "poss"):
        return []
    return [kid for kid in tree.kids_as(complement, "nmod", "compound") if tree.pos[kid] == "PROPN"][-1:]


def _dative(view: View, kid: int, slots: SlotsInMaking) -> None:
    """The receiver, with or without "to"; what stands for "there" is where something is done."""
    if view.tree.pos[kid] != "ADP":
        small = view.verbs.small
        names = small.where_slots[1:] if view.tree.words[kid] in small.where else ("dative",)  # the first may receive
        for name in names:
            slots.add(name, view.antecedent(kid))
        return
    for index in view.objects(kid):
        slots.add("dative", index)
        slots.add(view.tree.words[kid], index)


def _clause(view: View, verb: int, clause: int, slots: SlotsInMaking) -> None:
    tree = view.tree
    if ";" in tree.words[clause:verb]:
        return  # "X left; Y urges calm": two sentences
    is_bare = tree.tags[clause] == "VB" and not tree.kids_as(clause, "mark", "aux", "auxpass")
    is_bare &= tree.lemmas[verb] in view.verbs.object_control  # "let X go"
    is_infinitive = is_bare or tree.is_infinitive(clause)
    # "urged X to leave": X is whom one urges; "called X a traitor", "holds X responsible": there is no clause at all
    is_object = is_infinitive or not (tree.is_verb(clause) or tree.kids_as(clause, "mark", "aux"))
    if is_infinitive:
        slots.add("act", clause)
    elif tree.is_verb(clause):
        slots.add("told", clause)
    if naming := _named(view, clause):
        slots.add("patient", naming)
    nominal.told(view, clause, slots)
    for subject in tree.kids_as(clause, "nsubj", "nsubjpass"):
        if is_object:
            slots.add("patient", view.antecedent(subject))


def _named(view: View, clause: int) -> int | None:
    """What is called by a name of the speaker's in the place of an object: "condemned what it called X's threats"."""
    tree, small = view.tree, view.verbs.small
    if tree.lemmas[clause] not in small.naming or not any(
        tree.tags[k] == "WP" and k < clause for k in tree.kids[clause]
    ):
        return None
    names = tree.kids_as(clause, "oprd", "attr")
    names += [n for k in tree.kids_as(clause, "prep") if tree.words[k] in small.role for n in tree.kids_as(k, "pobj")]
    return next((name for name in names if tree.pos[name] in ("NOUN", "PROPN")), None)


# ------------------------------------------------------------------------------------------------------------- objects


def _missing_object(view: View, verb: int, slots: SlotsInMaking) -> None:
    """What an active verb without an object of its own acts on."""
    _shared_object(view, verb, slots)
    if not slots.has("patient"):
        _relative_object(view, verb, slots)
    if not slots.has("patient") and (noun := summaries.summed_up(view, verb)) is not None:
        slots.add("patient", noun)


def _shared_object(view: View, verb: int, slots: SlotsInMaking) -> None:
    """The object of the last verb: "attacked and killed soldiers", "funding, arming and directing rebels"."""
    tree = view.tree
    for kid in tree.kids_as(verb, "conj"):
        if tree.pos[kid] != "VERB" or tree.kids_as(kid, *_SUBJECTS):
            continue
        if any(verb < other < kid for other in tree.kids_as(verb, *_COMPLETE)):
            continue
        if tree.is_infinitive(verb) and tree.tags[kid] == "VBD":
            continue  # "refused to disband and drove X out": nobody disbands X
        objects = tree.kids_as(kid, *_OBJECTS)
        if objects:
            slots.add_all("patient", map(view.antecedent, objects))
        else:
            _shared_object(view, kid, slots)


def _shared_agent(view: View, verb: int, slots: SlotsInMaking) -> None:
    """The by-phrase of the last participle: "was hosted, trained and paid by Rwanda"."""
    tree = view.tree
    for kid in tree.kids_as(verb, "conj"):
        if tree.tags[kid] != "VBN" or tree.kids_as(kid, *_SUBJECTS, "aux", "auxpass"):
            continue
        if any(verb < other < kid for other in tree.kids_as(verb, *_COMPLETE)):
            continue
        by = tree.kids_as(kid, "agent")
        for preposition in by:
            slots.add_all("agent", view.objects(preposition))
        if not by:
            _shared_agent(view, kid, slots)


def _relative_object(view: View, verb: int, slots: SlotsInMaking) -> None:
    """What a relative clause is about: "the militia he heads", "a group X wants to ban", "whom it fights against"."""
    tree, clause = view.tree, verb
    while tree.deps[clause] in ("xcomp", "ccomp") and tree.is_verb(tree.heads[clause]):
        clause = tree.heads[clause]
    subjects = tree.kids_as(clause, "nsubj", "nsubjpass")
    if tree.deps[clause] != "relcl" or not subjects or any(view.is_relative(subject) for subject in subjects):
        return
    noun = tree.heads[clause]
    if misplaced.is_controlled(view, verb, clause):
        return
    if _relative_place(view, clause, slots):
        return
    if any(view.is_relative(node) and node < clause for node in left_of(view, clause)):
        return
    stranded = [kid for kid in tree.kids_as(verb, "prep") if not tree.kids[kid]]
    for preposition in stranded:
        slots.add(tree.words[preposition], noun)
    if not stranded and not tree.kids_as(verb, "ccomp", "xcomp", "attr", "acomp", "oprd"):
        slots.add("patient", noun)


def _relative_place(view: View, clause: int, slots: SlotsInMaking) -> bool:
    """Where a relative clause takes place: "a camp where X is stationed"; False if it tells no place."""
    tree = view.tree
    if tree.deps[clause] != "relcl" or not any(
        tree.words[kid] in view.verbs.small.where for kid in tree.kids_as(clause, "advmod")
    ):
        return False
    for name in view.verbs.small.where_slots:
        slots.add(name, tree.heads[clause])
    return True


def _stray_agent(view: View, verb: int, slots: SlotsInMaking) -> None:
    """The by-phrase, though it hangs on a noun of another phrase: "was held in a prison by the state"."""
    tree = view.tree
    for index in range(verb + 1, min(verb + _FAR, len(tree.words))):
        if tree.words[index] not in view.verbs.small.agentive or not tree.kids_as(index, "pobj"):
            continue
        node = tree.heads[index]
        while node > verb and tree.deps[node] in _INNER and (tree.deps[node] == "pcomp" or not tree.is_verb(node)):
            node = tree.heads[node]
        if node == verb:
            slots.add_all("agent", view.objects(index))
            return


def _vower(view: View, verb: int) -> tuple[int, ...]:
    """Who threatens or promises what is to be done by nobody named: "X vowed that the hostages would be freed"."""
    tree, head = view.tree, view.tree.heads[verb]
    is_vowed = tree.deps[verb] == "ccomp" and tree.lemmas[head] in view.verbs.small.vowing and verb > head
    return view.slots(head).get("agent", ()) if is_vowed and tree.kids_as(verb, "aux") else ()
