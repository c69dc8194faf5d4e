"""The slots of a noun or adjective. Part of the predicate-argument view; see `arguments` for what the slots mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract import prepositional, summaries
from ingest.extract.clauses import HYPHENS
from ingest.extract.slots import Slots, SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_BEFORE = ("compound", "amod", "nmod", "nummod")
_NAMES = ("NOUN", "PROPN")
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON"})
_ABOVE = 4
"""How far above a phrase the verb that it belongs to is looked for, in arcs."""
_DEEP = 3
"""How many phrases deep in its own a noun's apposition may hang."""
_OWN = frozenset({"patient", "head", "self", "attr", "second", "clause"})
"""Slots of a verb that say nothing of its object noun's arguments."""


def fill(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Fills the slots of a noun or adjective."""
    tree = view.tree
    if (first := _first_half(view, noun)) is not None:
        _copy(view.slots(first), slots)
    for kid in tree.kids[noun]:
        match tree.deps[kid]:
            case "poss":
                slots.add("poss", view.antecedent(kid))
            case "compound" | "amod" | "nmod" | "nummod":
                slots.add("mod", kid)
                slots.add_all("mod", tree.kids_as(kid, "compound", "amod", "conj", "nmod"))
                slots.add_all("poss", tree.kids_as(kid, "poss") if _is_joined(view, kid, noun) else ())
            case "prep" | "agent":
                prepositional.fill(view, kid, slots)
            case "acl" | "relcl" | "ccomp":
                _clause_of(view, noun, kid, slots)
    _next(view, noun, slots)
    _title(view, noun, slots)
    _style(view, noun, slots)
    _self(view, noun, slots)
    _apposed(view, noun, slots)
    _governor(view, noun, slots)
    slots.add_all("said", summaries.speaker(view, noun))
    prepositional.lend_from_names(view, noun, slots)


def _clause_of(view: View, noun: int, clause: int, slots: SlotsInMaking) -> None:
    """What a clause that hangs on a noun tells of its arguments."""
    tree, small = view.tree, view.verbs.small
    match tree.deps[clause]:
        case "acl" | "ccomp" if _is_told(view, clause):
            told(view, clause, slots)  # "its demand that X leave"
        case "acl" if tree.words[clause] in small.pointing:
            slots.add_all(small.pointing[0], view.slots(clause).get("patient", ()))
        case "acl" | "relcl" if tree.pos[clause] == "VERB" and tree.lemmas[clause] in view.verbs.light:
            _borrow(view.slots(clause), noun, slots)  # "sanctions imposed by X on Y", "talks that X held with Y"
        case "acl" | "relcl" if tree.lemmas[clause] in small.blaming:
            slots.add_all("agent", _blamed(view, clause))  # "the bombing, blamed on X"
        case "acl" if tree.tags[clause] in ("VBN", "VBD"):
            slots.add_all("made", view.slots(clause).get("agent", ()))  # "shells fired by X"


def _is_joined(view: View, first: int, last: int) -> bool:
    """Whether a hyphen joins two words into one: "secretary-general"."""
    return last == first + 2 and view.tree.words[first + 1] in HYPHENS and not view.doc[first + 1].whitespace_


def _first_half(view: View, noun: int) -> int | None:
    """What all else hangs on where the second half of a joined noun was taken for its adjective."""
    tree, head = view.tree, view.tree.heads[noun]
    is_second = tree.deps[noun] in _BEFORE and tree.pos[head] in _NAMES and _is_joined(view, head, noun)
    return head if is_second else None


def _copy(given: Slots, slots: SlotsInMaking) -> None:
    for name, fillers in given.items():
        slots.add_all(name, fillers)


def _is_told(view: View, clause: int) -> bool:
    """Whether a clause below a noun says what is demanded, claimed or feared."""
    tree = view.tree
    return any(tree.words[kid] in view.verbs.small.complementizers for kid in tree.kids_as(clause, "mark"))


def told(view: View, clause: int, slots: SlotsInMaking) -> None:
    """Who the clause below a verb or noun is about, and who acts in it."""
    tree = view.tree
    for subject in tree.kids_as(clause, "nsubj", "nsubjpass"):
        slots.add("clause", view.antecedent(subject))
        slots.add("clause-patient" if tree.deps[subject] == "nsubjpass" else "clause-agent", view.antecedent(subject))
    for preposition in tree.kids_as(clause, "agent"):
        slots.add_all("clause-agent", view.objects(preposition))


def owner(view: View, noun: int) -> tuple[int, ...]:
    """Who has or takes what an abstract noun names: possessor, by-phrase, of-phrase, or whom it is said of."""
    slots = view.slots(noun)
    return next((slots[name] for name in view.verbs.small.owning if slots.get(name)), ())


def subject_of_predicate(view: View, head: int) -> tuple[int, ...]:
    """Whoever a predicate adjective or noun is about: "X is ready to leave"."""
    tree, above = view.tree, view.tree.heads[head]
    if tree.deps[head] in ("acomp", "attr", "oprd", "npadvmod") and tree.is_verb(above):  # "days after taking X"
        return view.subject(above)
    if tree.pos[head] in _NAMES:
        return owner(view, head)
    if tree.pos[head] == "ADJ" and tree.deps[head] in ("amod", "conj", "acl", "relcl") and tree.pos[above] in _NAMES:
        return (above,)
    return ()


def _next(view: View, noun: int, slots: SlotsInMaking) -> None:
    """The phrase right behind the noun, wherever the parser has put it: "ending years of war between X and Y"."""
    tree, after = view.tree, noun + 1
    word = tree.words[after] if after < len(tree.words) else ""
    if word in view.verbs.small.adjacent and tree.heads[after] != noun and not slots.has(word):
        prepositional.fill(view, after, slots)


# ---------------------------------------------------------------------------------------------------------- role nouns


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
        slots.add("self", head)
    elif dep in ("attr", "acomp") and tree.is_verb(head):
        slots.add_all("self", (i for i in view.subject(head) if i != noun))
    elif dep in ("advcl", "npadvmod") and tree.pos[noun] == "ADJ" and tree.is_verb(head):  # "Hostile to X, Y left"
        slots.add_all("self", view.subject(head))
    elif dep == "nsubj" and tree.kids_as(head, "attr"):  # "its chief is X"
        slots.add_all("self", (name for name in tree.kids_as(head, "attr") if tree.pos[name] == "PROPN"))
    elif dep == "oprd" and tree.is_verb(head):
        slots.add_all("self", view.slots(head).get("patient", ()))
    elif dep == "pobj" and tree.words[head] in view.verbs.small.role:
        _as(view, head, slots)
    elif dep == "conj" and not any(kid > noun and tree.pos[kid] == "PROPN" for kid in tree.kids_as(noun, "appos")):
        slots.add_all("self", view.slots(head).get("self", ()))
    elif dep in ("ccomp", "xcomp") and tree.is_verb(head):  # "made X a minister", "called X a traitor"
        slots.add_all("self", tree.kids_as(noun, "nsubj"))
    elif dep == "pobj" and tree.words[head] in view.verbs.small.genitive and not slots.has("self"):
        _of_several(view, tree.heads[head], slots)


def _apposed(view: View, noun: int, slots: SlotsInMaking) -> None:
    """Who stands beside a role noun, whether the parse ties him to it or not."""
    tree = view.tree
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


def _as(view: View, preposition: int, slots: SlotsInMaking) -> None:
    """Whom an as-phrase speaks of: "appointed X as head", "X serves as head", "with X as host"."""
    governor = view.tree.heads[preposition]
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


# --------------------------------------------------------------------------------------------------------- event nouns


def _governor(view: View, noun: int, slots: SlotsInMaking) -> None:
    """The clause that the noun stands in: a light verb lends all its arguments, another verb its subject as context."""
    tree, verb, dep = view.tree, view.tree.heads[noun], view.tree.deps[noun]
    if dep == "conj" and tree.pos[verb] == "NOUN":
        inherited = view.slots(verb)
        for name in ("agent", "context"):
            slots.add_all(name, inherited.get(name, ()))
        return
    preposition = ""
    if tree.pos[verb] == "ADP" and dep == "pobj":
        preposition, verb = tree.words[verb], tree.heads[verb]
    _done_by(view, noun, preposition, slots)
    if preposition and tree.pos[verb] in _NAMES and preposition not in view.verbs.small.genitive:
        slots.add("head", verb)  # "X, at the head of Y", "l'UA, sous la présidence de X"
    if not tree.is_verb(verb):
        return
    is_light = tree.lemmas[verb] in view.verbs.light
    if dep == "nsubj" and tree.lemmas[verb] in view.verbs.small.happening:
        _lent(view, view.slots(verb), noun, slots)
    elif is_light and dep in ("dobj", "nsubjpass", "attr", "pobj", "nsubj"):
        _borrow(view.slots(verb), noun, slots, omitted=view.verbs.small.genitive if dep == "nsubj" else frozenset())
    elif dep in ("dobj", "nsubjpass", "attr", "pobj"):
        slots.add_all("context", (i for i in _doers(view, verb, preposition) if i != noun))
        if dep in ("dobj", "nsubjpass"):
            _lent(view, view.slots(verb), noun, slots)


def _done_by(view: View, noun: int, preposition: str, slots: SlotsInMaking) -> None:
    """Who did what a noun tells, by what is said about it: he is charged with it, claims it, or is in that state."""
    tree, small = view.tree, view.verbs.small
    above = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and tree.is_verb(above):
        slots.add_all("agent", _blamed(view, above))
    elif tree.deps[noun] == "nsubj" and tree.tags[above] == "VBD" and view.is_passive(above):
        slots.add_all("made", view.slots(above).get("agent", ()))  # the participle was taken for the verb
    if not preposition:
        return
    governor = tree.heads[above]
    if preposition in small.said_of and (charge := _charge(view, governor)) is not None:
        for name in ("agent", "charged"):
            slots.add_all(name, (i for i in view.slots(charge).get("patient", ()) if i != noun))
    if preposition in small.said_of and tree.lemmas[governor] in small.bearing:
        slots.add_all("agent", _claimants(view, governor))  # "claimed responsibility for the attack"
    if preposition in small.stative and tree.words[above - 1] == "," and tree.pos[governor] in _NAMES:
        slots.add("context", governor)  # "X, at war with Y"


def _claimants(view: View, noun: int) -> tuple[int, ...]:
    """Who says that he did it: "X claimed responsibility for", "responsibility for it was claimed by X"."""
    verb = view.tree.heads[noun]
    is_stated = view.tree.deps[noun] in ("dobj", "nsubjpass") and view.tree.is_verb(verb)
    return view.slots(verb).get("agent", ()) if is_stated else ()


def _blamed(view: View, verb: int) -> tuple[int, ...]:
    """On whom a deed is blamed."""
    small = view.verbs.small
    slots = view.slots(verb) if view.tree.lemmas[verb] in small.blaming else {}
    return next((slots[name] for name in small.blamed if slots.get(name)), ())


def _charge(view: View, node: int) -> int | None:
    """The verb of charging that a phrase of reason belongs to: "condemned X in strong terms for the attack on Y"."""
    tree = view.tree
    for _ in range(_ABOVE):
        if tree.is_verb(node) or tree.deps[node] not in ("pobj", "prep"):
            break
        node = tree.heads[node]
    return node if tree.is_verb(node) and tree.lemmas[node] in view.verbs.charging else None


def _doers(view: View, verb: int, preposition: str) -> tuple[int, ...]:
    """Who is behind what a noun in a clause tells: its subject, or who is charged: "jailed X for a plot to"."""
    if view.tree.lemmas[verb] in view.verbs.charging and preposition in view.verbs.small.said_of:
        return view.slots(verb).get("patient") or view.subject(verb)
    return view.subject(verb)


def _lent(view: View, governor: Slots, noun: int, slots: SlotsInMaking) -> None:
    for name in view.verbs.small.lent:
        if name in governor and not slots.has(name):
            slots.add_all(name, (i for i in governor[name] if i > noun))


def _borrow(governor: Slots, noun: int, slots: SlotsInMaking, omitted: frozenset[str] = frozenset()) -> None:
    """Takes a light verb's arguments; a subject has none of what is said "of" the object: "ended years of X's rule"."""
    for name, fillers in governor.items():
        if name not in _OWN and name not in omitted:
            slots.add_all(name, (i for i in fillers if i != noun))
