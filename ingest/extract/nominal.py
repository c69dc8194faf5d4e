"""The slots of a noun or adjective. Part of the predicate-argument view; see `arguments` for what the slots mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract import prepositional, roles, summaries
from ingest.extract.clauses import HYPHENS
from ingest.extract.slots import Slots, SlotsInMaking

if TYPE_CHECKING:
    from ingest.extract.arguments import View

_BEFORE = ("compound", "amod", "nmod", "nummod")
_NAMES = ("NOUN", "PROPN")
_OWNED = ("det", "poss")
_ABOVE = 4
"""How far above a phrase the verb that it belongs to is looked for, in arcs."""
_RECEIVERS = ("to", "with", "dative")
"""Slots of whom something is said or given."""
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
            case "pobj" if tree.pos[noun] == "ADP":
                _ruled(view, noun, kid, slots)
            case "acl" | "relcl" | "ccomp" | "advcl":
                _clause_of(view, noun, kid, slots)
    _next(view, noun, slots)
    _shared(view, noun, slots)
    roles.fill(view, noun, slots)
    _governor(view, noun, slots)
    _fronted(view, noun, slots)
    slots.add_all("said", summaries.speaker(view, noun))
    prepositional.lend_from_names(view, noun, slots)


def _ruled(view: View, preposition: int, kid: int, slots: SlotsInMaking) -> None:
    """What a preposition that is a trigger itself relates: "JNIM under X", "X talked to Y through Z"."""
    governor = view.tree.heads[preposition]
    slots.add("patient", view.antecedent(kid))
    if view.tree.is_verb(governor):
        slots.add_all("head", (noun for noun in view.tree.kids_as(governor, "dobj") if noun + 1 == preposition))
        slots.add_all("context", view.subject(governor))
        if view.tree.deps[governor] == "ccomp":  # "X said that Y was behind it"
            slots.add_all("said", view.subject(view.tree.heads[governor]))
        for name in _RECEIVERS:
            slots.add_all(name, (i for i in view.slots(governor).get(name, ()) if i != kid))
    else:
        slots.add("head", governor)


def _clause_of(view: View, noun: int, clause: int, slots: SlotsInMaking) -> None:
    """What a clause that hangs on a noun tells of its arguments."""
    tree, small = view.tree, view.verbs.small
    if tree.deps[clause] == "acl" and tree.tags[clause] in ("VBN", "VBD"):
        slots.add_all("made", view.slots(clause).get("agent", ()))  # "shells fired by X"
    match tree.deps[clause]:
        case "acl" | "ccomp" if _is_told(view, clause):
            told(view, clause, slots)  # "its demand that X leave"
        case "advcl" if is_wish(view, clause):
            told(view, clause, slots)  # "its call for X to leave"
        case "acl" if tree.words[clause] in small.pointing:
            slots.add_all(small.pointing[0], view.slots(clause).get("patient", ()))
        case "acl" | "relcl" if tree.pos[clause] == "VERB" and tree.lemmas[clause] in view.verbs.light:
            _borrow(view.slots(clause), noun, slots)  # "sanctions imposed by X on Y", "talks that X held with Y"
        case "acl" | "relcl" if doers := _blamed(view, clause) or _claiming(view, clause):
            for name in ("agent", "made"):  # "the bombing, blamed on X", "a bomb for which X claimed responsibility"
                slots.add_all(name, doers)


def _shared(view: View, noun: int, slots: SlotsInMaking) -> None:
    """What two coordinated nouns have in common: "its founder and leader X", "the arming and training of rebels"."""
    tree, head = view.tree, view.tree.heads[noun]
    if tree.deps[noun] == "conj" and tree.pos[head] in _NAMES and not tree.kids_as(noun, *_OWNED):
        slots.add_all("poss", map(view.antecedent, tree.kids_as(head, "poss")))
    if not tree.kids_as(noun, "prep", "agent"):
        for kid in tree.kids_as(noun, "conj"):
            if tree.pos[kid] == "NOUN" and not tree.kids_as(kid, *_OWNED):
                for preposition in tree.kids_as(kid, "prep", "agent"):
                    prepositional.fill(view, preposition, slots)


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


def is_wish(view: View, clause: int) -> bool:
    """Whether an infinitive tells who is to do something: "a call for X to leave", but not "for X to be freed"."""
    return view.tree.is_infinitive(clause) and bool(view.tree.kids_as(clause, "nsubj"))


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
    is_state = tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]] in view.verbs.small.stative
    is_next = word in view.verbs.small.adjacent or (is_state and word in view.verbs.small.loose)  # "in protest at X"
    if is_next and tree.heads[after] != noun and not slots.has(word):
        prepositional.fill(view, after, slots)


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
    if not tree.is_verb(verb):
        _of_name(view, verb, preposition, slots)
        return
    _in_phrase(view, verb, noun, preposition, slots)
    is_light = tree.lemmas[verb] in view.verbs.light
    small = view.verbs.small
    if dep == "nsubj" and tree.lemmas[verb] in small.happening:
        _lent(view, view.slots(verb), noun, slots)
    elif dep == "nsubj" and tree.lemmas[verb] in small.wrought and tree.lemmas[noun] in (*small.acts, *small.weapons):
        _lent(view, view.slots(verb), noun, slots, small.places)  # "a strike killed 20 in X"
    elif is_light and dep in ("dobj", "nsubjpass", "attr", "pobj", "nsubj") and preposition not in small.sought:
        _of_light(view, verb, noun, preposition, slots)
    elif dep in ("dobj", "nsubjpass", "attr", "pobj"):
        slots.add_all("context", (i for i in _doers(view, verb, preposition) if i != noun))
        if dep in ("dobj", "nsubjpass"):
            _lent(view, view.slots(verb), noun, slots)


def _of_light(view: View, verb: int, noun: int, preposition: str, slots: SlotsInMaking) -> None:
    """A light verb's arguments; where the noun only tells when, who acts: "at its meeting, X expressed thanks to Y"."""
    given, small = view.slots(verb), view.verbs.small
    if preposition in small.whens:
        given = {"agent": given.get("agent", ())}
    omitted = small.genitive if view.tree.deps[noun] == "nsubj" else frozenset[str]()
    _borrow(given, noun, slots, omitted=omitted)


def _fronted(view: View, noun: int, slots: SlotsInMaking) -> None:
    """What a predicate noun is said of in a relative clause: "a militia of which X is the chief"."""
    tree = view.tree
    for preposition in tree.kids_as(tree.heads[noun], "prep") if tree.deps[noun] == "attr" else ():
        if tree.words[preposition] in view.verbs.small.genitive and preposition < tree.heads[noun]:
            slots.add_all(tree.words[preposition], view.objects(preposition))


def _in_phrase(view: View, verb: int, noun: int, preposition: str, slots: SlotsInMaking) -> None:
    """Of whom a noun in a phrase of a verb speaks: "Under the command of X, Y left", "arrested men with ties to X"."""
    tree, small = view.tree, view.verbs.small
    if preposition in small.comitative:  # the parser hangs it on the verb, though it belongs to the object
        slots.add_all("head", (kid for kid in tree.kids_as(verb, "dobj") if kid + 1 == tree.heads[noun]))
    elif preposition in small.stative and tree.lemmas[verb] in view.verbs.light:
        slots.add_all("context", (i for i in _doers(view, verb, preposition) if i != noun))


def _of_name(view: View, name: int, preposition: str, slots: SlotsInMaking) -> None:
    """The noun that one hangs on with a preposition: "X, at the head of Y", "a group with ties to Y"."""
    small = view.verbs.small
    if preposition and view.tree.pos[name] in _NAMES and preposition not in small.genitive:
        slots.add("head", name)
        if preposition in small.comitative:
            slots.add("context", name)


def _done_by(view: View, noun: int, preposition: str, slots: SlotsInMaking) -> None:
    """Who did what a noun tells, by what is said about it: he is charged with it, claims it, or is in that state."""
    tree, small = view.tree, view.verbs.small
    above = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and tree.is_verb(above):
        slots.add_all("agent", _blamed(view, above))
    elif tree.deps[noun] in ("nsubj", "nsubjpass") and (doers := _blamed_before(view, above)):
        for name in ("agent", "made"):
            slots.add_all(name, doers)
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


def _claiming(view: View, clause: int) -> tuple[int, ...]:
    """Who says in a relative clause that he did what it is about: "for which X claimed responsibility"."""
    nouns = (noun for noun in view.tree.kids_as(clause, "dobj") if view.tree.lemmas[noun] in view.verbs.small.bearing)
    return next((view.slots(clause).get("agent", ()) for _ in nouns), ())


def _blamed(view: View, verb: int) -> tuple[int, ...]:
    """On whom a deed is blamed."""
    small = view.verbs.small
    slots = view.slots(verb) if view.tree.lemmas[verb] in small.blaming else {}
    return next((slots[name] for name in small.blamed if slots.get(name)), ())


def _blamed_before(view: View, verb: int) -> tuple[int, ...]:
    """Who did what the subject of a verb names, by a participle in front: "Blamed on X, the attack killed 60"."""
    fronted = (clause for clause in view.tree.kids_as(verb, "advcl") if clause < verb and view.is_passive(clause))
    return next(filter(None, (_blamed(view, clause) for clause in fronted)), ())


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
    if view.tree.lemmas[verb] in view.verbs.small.deploring:
        return ()
    if view.tree.lemmas[verb] in view.verbs.charging and preposition in view.verbs.small.said_of:
        return view.slots(verb).get("patient") or view.subject(verb)
    return view.subject(verb)


def _lent(view: View, governor: Slots, noun: int, slots: SlotsInMaking, names: tuple[str, ...] = ()) -> None:
    for name in names or view.verbs.small.lent:
        if name in governor and not slots.has(name):
            slots.add_all(name, (i for i in governor[name] if i > noun))


def _borrow(governor: Slots, noun: int, slots: SlotsInMaking, omitted: frozenset[str] = frozenset()) -> None:
    """Takes a light verb's arguments; a subject has none of what is said "of" the object: "ended years of X's rule"."""
    for name, fillers in governor.items():
        if name not in _OWN and name not in omitted:
            slots.add_all(name, (i for i in fillers if i != noun))
