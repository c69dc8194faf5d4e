"""How a text presents what a trigger word says: done, under way, planned, possible, demanded, denied or negated.

Two steps. Tense and aspect of the trigger's own clause give the bare status. Then a climb through the parse, from the
trigger outwards, collects what changes it: auxiliaries, negation, adverbs, conjunctions, and the verbs, nouns and
adjectives that govern it ("refused to", "the threat of", "is due to"). The words and their effects are data
(data/lexicon); labels of the parse are ClearNLP's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from spacy.tokens import Token

from graph.model import Status
from ingest.extract.clauses import (
    SUBJECTS,
    addressing,
    clause_kind,
    first_conjunct,
    governor,
    is_content,
    is_perfect_infinitive,
    word_of,
)
from ingest.extract.status_cues import Effect, Role, StatusCue, StatusCues
from ingest.extract.tense import ARGUMENTS, bare_status, is_over, is_told_later, is_told_of_then

__all__ = ["StatusCue", "StatusCues", "is_taken_for_granted", "status_of"]

_MOST_STEPS = 30
"""Longest climb, in arcs: a parse of a hostile text may be as deep as the text is long."""
_PREDICATIVE = frozenset({"attr", "oprd", "acomp"})
"""How a noun stands that says what somebody is, is not or may be; elsewhere it takes that for granted."""
_AHEAD = frozenset({Effect.PLANNED, Effect.DEMANDED, Effect.NEGATED})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "pcomp", "csubj", "csubjpass", "parataxis", "prep", "dep"})
_PREDICATES = frozenset({"acomp", "attr", "oprd", "xcomp", "prep", "advmod"})


def status_of(
    trigger: Token,
    default: Status,
    cues: StatusCues,
    *,
    negated_act: bool = False,
    speech: bool = False,
    deed: bool = False,
    below: int | None = None,
) -> Status:
    """How the text presents what the trigger expresses.

    Args:
        trigger: The word that expresses the relation: verb, noun, adjective or participle.
        default: What a bare assertion means: ONGOING for states, OCCURRED for acts.
        cues: The words that change it.
        negated_act: Whether the negation of the trigger is part of the act itself: "does not recognise" rejects.
        speech: Whether the act is one of speech, which is done once it is said: "is asking them", "which accuses X".
        deed: Whether it is one that is not done once it is promised: "pledged 100 boats".
        below: A word above the trigger that ends the climb: what is said of its content from there on counts not.
    """
    if trigger.pos_ == "ADP" and trigger.head.pos_ in ("VERB", "AUX"):
        if default is Status.ONGOING:
            return bare_status(trigger.head, default, cues, speech=False)  # "Under X, it may act": X heads it now
        trigger = trigger.head
    if default is Status.ONGOING and trigger.pos_ in ("NOUN", "PROPN") and not cues.has(Role.STATE, trigger):
        if is_over(trigger, cues):
            default = Status.OCCURRED
        if is_taken_for_granted(trigger, cues):
            return reduce(_compose, _local(trigger, cues), default)
    effects = list(_effects(trigger, cues, below))
    if deed and trigger.pos_ == "VERB" and (promised := cues.effect(Role.PROMISE, trigger)):
        effects.insert(0, promised)
    if negated_act and Effect.NEGATED in effects:
        at = effects.index(Effect.NEGATED)
        del effects[
            at : at + 1 + (effects[at + 1 : at + 2] in ([Effect.DENIED], [Effect.PLANNED]))
        ]  # "will not accept"
    bare = bare_status(trigger, default, cues, speech=speech)
    if Effect.CEASED in effects:  # what is asked, planned or said not to cease still goes on
        at = effects.index(Effect.CEASED)
        if effects[at + 1 : at + 2] and effects[at + 1] is not Effect.DENIED:
            return reduce(_compose, effects[at + 2 :], bare if speech else Status.ONGOING)
    return reduce(_compose, effects, bare)


def is_taken_for_granted(trigger: Token, cues: StatusCues) -> bool:
    """Whether a noun only names somebody by what he is: "the president left", but "is, became, as president"."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    return trigger.dep_ not in _PREDICATIVE and not (trigger.dep_ == "pobj" and cues.has(Role.ROLE, trigger.head))


def _compose(inner: Status, effect: Effect) -> Status:
    """What an outer cue makes of an inner status."""
    match effect:
        case Effect.DENIED:
            return Status.DENIED
        case Effect.NEGATED | Effect.CEASED if inner in (Status.NEGATED, Status.DENIED):
            return Status.POSSIBLE  # "did not rule out", "cannot deny"
        case Effect.NEGATED | Effect.CEASED:
            return Status.NEGATED
        case _ if inner in (Status.NEGATED, Status.DENIED):
            return inner  # "may refuse to", "will never"
        case Effect.POSSIBLE:
            return Status.POSSIBLE
        case Effect.DEMANDED:
            return Status.DEMANDED
        case _:
            return Status.PLANNED if inner in (Status.OCCURRED, Status.ONGOING) else inner


# ------------------------------------------------------------------------------------------------------------- climb


def _effects(trigger: Token, cues: StatusCues, below: int | None) -> Iterator[Effect]:
    """The effects on the trigger, innermost first, up to a word."""
    node, told, is_no = trigger, False, False
    effects = list(_local(node, cues))
    yield from effects
    for _ in range(_MOST_STEPS):
        if node.head.i == node.i:
            break
        if node.head.i == below:
            return
        is_one = is_no or effects.count(Effect.NEGATED) == 1  # "did not rule out" rebuts nothing
        if is_one and Effect.NEGATED in _local(node, cues) and _rebuts(node, cues):
            yield Effect.DENIED  # but "said that they tried to" admits a failure
        told = told or (node.dep_ == "ccomp" and cues.has(Role.SAYING, node.head))
        above, effects, goes_on = _step(node, cues)
        is_no = above == node.head and _is_no(node, cues)  # counted with the noun: "had no plan to attack"
        if told:  # "wishes to inform the public that they attacked"
            effects = [effect for effect in effects if effect is not Effect.PLANNED]
        yield from effects
        if not goes_on:
            return
        node = above
    if node.head.i == node.i and node.sent[-1].lower_ == "?":
        yield Effect.POSSIBLE


def _rebuts(clause: Token, cues: StatusCues) -> bool:
    """Whether a negated clause is what someone says of himself: "they insist that none of their men fired"."""
    if clause.dep_ not in ("ccomp", "acl"):
        return False
    if any(cues.effect(Role.AUXILIARY, child) for child in clause.children if child.dep_ == "aux"):
        return False  # a refusal: "said it would not", "could not"
    if cues.inflection(clause) or cues.inflection(clause, Role.BACKSHIFT):
        return False
    if cues.has(Role.REBUTTAL, clause.head):
        return True
    subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
    return (cues.has(Role.SAYING, clause.head) or cues.has(Role.CLAIM, clause.head)) and any(
        subject.pos_ == "PRON"
        or any(
            child.dep_ in ("poss", "det") and child.tag_ in ("PRP$", "DT") and not cues.has(Role.ARTICLE, child)
            for child in subject.subtree
        )
        for subject in subjects
    )


def _local(node: Token, cues: StatusCues, below: Token | None = None) -> Iterator[Effect]:
    """What stands beside a word in its own clause or phrase; what stands in the phrase below has been counted."""
    if node.pos_ in ("VERB", "AUX"):
        yield from _beside_verb(node, cues, below)
        return
    for child in node.children:
        if child.dep_ in ("amod", "compound", "nmod", "advmod") and (effect := cues.effect(Role.MODIFIER, child)):
            yield effect
        elif child.dep_ in ("det", "neg", "preconj") and cues.has(Role.NEGATOR, child):
            yield Effect.NEGATED


def _beside_verb(verb: Token, cues: StatusCues, below: Token | None = None) -> Iterator[Effect]:
    """Negation first, then what stands outside it: "will not", "perhaps", "if"."""
    children = tuple(verb.children)
    if any(_negates(child, verb, cues) for child in children if child != below):
        yield Effect.NEGATED
    effects = [effect for child in children if (effect := _adjunct(child, verb, cues))]
    if inflected := (is_told_of_then(verb, cues) and cues.inflection(verb, Role.BACKSHIFT)) or cues.inflection(verb):
        effects.append(inflected)
    yield from effects
    if Effect.PLANNED in effects and any(_is_condition(child, cues) for child in children):
        yield Effect.POSSIBLE  # "will send troops if talks fail"


def _negates(child: Token, verb: Token, cues: StatusCues) -> bool:
    match child.dep_:
        case "neg" | "preconj" | "advmod":
            if any(cues.has(Role.BESIDES, word) for word in (child, *child.children)):
                return False  # "not only armed X": did that, too
            return cues.has(Role.NEGATOR, child) or (child.dep_ == "advmod" and _is_no(child, cues))  # "no longer"
        case "cc":
            return child.i < verb.i and cues.has(Role.NEGATOR, child)
        case "nsubj" | "nsubjpass" | "dobj" | "attr":
            return _is_no(child, cues)
    return False


def _adjunct(child: Token, verb: Token, cues: StatusCues) -> Effect | None:
    match child.dep_:
        case "aux" | "auxpass" if not is_told_later(verb, child, cues):
            effect = cues.effect(Role.AUXILIARY, child) or cues.inflection(child)
            if effect is Effect.DEMANDED and (child.i == child.sent.start or child.nbor(-1).text == ","):
                return Effect.POSSIBLE  # "Should they leave, ..."
            return effect
        case "advmod":
            return cues.effect(Role.ADVERB, child)
        case "mark":
            return cues.effect(Role.MARK, child)
    return None


def _is_condition(clause: Token, cues: StatusCues) -> bool:
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and cues.has(Role.MARK, c) for c in clause.children)


def _is_no(noun: Token, cues: StatusCues) -> bool:
    """Whether a subject or object is "no troops", "none of its men", "nobody"."""
    is_counted = noun.tag_ == "NNS" or any(child.dep_ in ("det", "nummod") for child in noun.children)  # "une personne"
    return (cues.has(Role.NEGATOR, noun) and not is_counted) or any(
        child.dep_ in ("det", "neg", "preconj") and cues.has(Role.NEGATOR, child) for child in noun.children
    )


def _step(node: Token, cues: StatusCues) -> tuple[Token, list[Effect], bool]:
    """One arc up: the governor, its effects, and whether to climb on."""
    head, dep = _above(node, cues), node.dep_
    if head is None:
        return node, [], False
    if dep == "conj":
        first = first_conjunct(node) if head.i == node.head.i else head
        return first, _shared(node, first, cues), True
    if dep in ("aux", "auxpass", "prt"):
        return head, list(_local(head, cues)), True
    is_told = dep == "relcl" and (clause_kind(node) == "inf" or is_content(node))
    if dep == "acl" and node.tag_ == "VBN" and clause_kind(node) == "ing":
        return head, [], cues.has(Role.CLAIM, head)  # "the agreement signed by X": what happened to it, not its content
    if (dep in _CLAUSES or is_told) and node.pos_ in ("VERB", "AUX"):
        return _clause_step(node, head, cues)
    if dep in ARGUMENTS or dep in _CLAUSES:
        return _argument_step(node, head, cues)
    return head, [], False


def _above(node: Token, cues: StatusCues) -> Token | None:
    """The governor; of an infinitive the noun of saying before it: "renewed its call on X to leave"."""
    noun = addressing(node)
    return noun if noun is not None and cues.governor(noun, "inf") else governor(node)


def _shared(node: Token, first: Token, cues: StatusCues) -> list[Effect]:
    """What a coordinated word shares with the first: "will attack and seize", but "will not attack but will wait"."""
    joins = [child for child in first.children if child.dep_ in ("cc", "preconj") and child.i < node.i]
    if any(cues.has(Role.PREPOSITION, child) for child in joins):  # "encircle rather than assault"
        return [Effect.NEGATED]
    neither = [Effect.NEGATED] if any(cues.has(Role.NEGATOR, child) and child.i > first.i for child in joins) else []
    if any(child.dep_ in SUBJECTS for child in node.children) or node.tag_ in ("VBD", "VBZ", "VBP"):
        return neither
    if any(child.dep_ in ("aux", "auxpass") and child.tag_ != "TO" for child in node.children):
        return neither
    effects = list(_local(first, cues))
    if any(cues.has(Role.BUT, child) for child in joins):
        return [effect for effect in effects if effect is not Effect.NEGATED]
    return effects


def _clause_step(verb: Token, head: Token, cues: StatusCues) -> tuple[Token, list[Effect], bool]:
    over = _over(verb, head, cues)
    if over == "inf" and cues.is_purpose(head):
        return head, [], False  # "in order to": nobody orders anything
    if verb.dep_ == "advcl" and over != "inf":
        return _adverbial_step(verb, head, over, cues)
    if head.pos_ in ("ADP", "SCONJ", "ADV") and verb.dep_ == "pcomp":
        effects = (cues.effect(Role.PREPOSITION, word) for word in (head, *head.lefts))
        if effect := next(filter(None, effects), None):
            return head, [effect], False  # "without bombing", "instead of bombing"
        over, head = word_of(head), head.head
        if cues.has(Role.CONTINUING, head):  # "would go on bombing"
            return head, list(_local(head, cues)), True
    effect = (over == "inf" and _shares_subject(verb, head) and _governing(head, "own", cues)) or _governing(
        head, over, cues
    )
    if effect is Effect.PLANNED and _is_unfulfilled(verb, head, cues):
        effect = Effect.NEGATED
    if effect:
        return head, [effect, *_beside_governor(head, cues)], True
    if over == "inf" and head.pos_ == "NOUN" and verb.dep_ in ("acl", "relcl") and not is_perfect_infinitive(verb):
        is_known = any(cues.has(Role.SINGLING, word) for word in head.lefts)  # "was the first to recognise X"
        return head, [] if is_known else [Effect.POSSIBLE], True  # "a free hand to negotiate": nobody says that they do
    if verb.dep_ in ("advcl", "acl"):
        is_aim = over == "inf" and verb.dep_ == "advcl" and cues.is_aim(verb, head)
        return head, [Effect.PLANNED] if is_aim else [], is_aim or cues.has(Role.CLAIM, head)
    return head, list(_local(head, cues)) if over == "inf" or verb.dep_ == "xcomp" else [], True


def _over(verb: Token, head: Token, cues: StatusCues) -> str:
    """How a clause hangs on its governor; what is told to have been done is no plan: "annonce avoir pris X"."""
    kind = clause_kind(verb)
    if kind == "that" and cues.governor(head, kind) is Effect.DEMANDED and cues.is_told(verb):
        return "fact"  # "insists that they left": who insists that they leave asks for it
    return "that" if is_perfect_infinitive(verb) and cues.has(Role.SAYING, head) else kind


def _is_unfulfilled(verb: Token, head: Token, cues: StatusCues) -> bool:
    """Whether a plan came to nothing: "was to have taken the town"."""
    perfect = any(child.dep_ == "aux" and cues.has(Role.PERFECT, child) for child in verb.children)
    return cues.has(Role.COPULA, head) and head.tag_ == "VBD" and perfect


def _shares_subject(verb: Token, head: Token) -> bool:
    """Whether an infinitive is what the governor's own subject does: "wants to leave", not "wants them to leave"."""
    return not any(child.dep_ in SUBJECTS for child in verb.children) and not any(
        child.dep_ in ("dobj", "dative", "auxpass") for child in head.children
    )


def _adverbial_step(verb: Token, head: Token, over: str, cues: StatusCues) -> tuple[Token, list[Effect], bool]:
    """A finite adverbial clause stands for itself; a participle goes with its clause, save for the negation of that."""
    opening = [child for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i]
    if over != "ing" or opening:
        is_open = any(cues.has(Role.PENDING, child) for child in opening)
        return head, [Effect.POSSIBLE] if is_open and not _AHEAD.isdisjoint(_effects(head, cues, None)) else [], False
    effects = list(_local(head, cues))
    return head, [] if Effect.NEGATED in effects else effects, True


def _governing(head: Token, over: str, cues: StatusCues) -> Effect | None:
    """The effect of a governor, or of what a copula says: "it is false that", "talks are possible", "yet to sign"."""
    if over == "inf" and head.dep_ == "ccomp" and (told := cues.governor(head, "told")):
        return told  # « a déclaré que X doit partir »
    if head.pos_ in ("VERB", "AUX"):
        for child in head.children:
            if child.dep_ in _PREDICATES and child.pos_ != "VERB" and (effect := cues.governor(child, over)):
                return effect
    return cues.governor(head, over)


def _beside_governor(head: Token, cues: StatusCues) -> list[Effect]:
    """What stands beside a governor; the mood of one that is listed as that form ("devraient") says nothing more."""
    beside = list(_local(head, cues))
    mood = cues.inflection(head) if head.lower_ in cues.governors else None
    if mood is not None and mood in beside:
        beside.remove(mood)
    return beside


def _argument_step(node: Token, head: Token, cues: StatusCues) -> tuple[Token, list[Effect], bool]:
    over = {"dobj": "object", "nsubjpass": "object", "nsubj": "subject", "compound": "of", "nmod": "of"}.get(
        node.dep_, "object"
    )
    beside = _local
    if node.dep_ == "pobj" or (node.dep_ == "prep" and node.pos_ not in ("ADP", "SCONJ")):
        if effect := cues.effect(Role.PREPOSITION, head):
            return head, [effect], False
        if any(_is_no(child, cues) for child in head.children if child.dep_ == "advmod"):
            return head, [Effect.NEGATED], False  # "no longer at war"
        if _opens(head, head.head):
            return head.head, [], False  # "Under the deal between X and Y, the troops will remain"
        if (effect := _of_object(head, cues)) is Effect.CEASED:
            return head.head, [effect, *_local(head.head, cues)], True
        over, head, beside = word_of(head), head.head, _apart
    if over == "object" and cues.has(Role.CLAIM, node) and (effect := cues.governor(head, "claim")):
        return head, [effect, *_local(head, cues)], True
    if effect := _governing(head, over, cues):
        return head, [effect, *beside(head, cues, node)], True
    if cues.has(Role.LIGHT, head) and node.dep_ != "compound":
        return head, list(_local(head, cues, node)), True
    return head, [], cues.has(Role.CLAIM, node)


def _of_object(preposition: Token, cues: StatusCues) -> Effect | None:
    """What the object before a phrase does to it, where the parser hangs it on the verb: "put an end to the war"."""
    objects = [child for child in preposition.head.children if child.dep_ == "dobj" and child.i < preposition.i]
    return cues.governor(objects[-1], word_of(preposition)) if objects else None


def _apart(node: Token, cues: StatusCues, below: Token | None = None) -> Iterator[Effect]:
    """What stands beside a verb, but that there is no such subject: "no date has been set for the withdrawal"."""
    lacks = any(child.dep_ in SUBJECTS and _is_no(child, cues) for child in node.children)
    yield from (effect for effect in _local(node, cues, below) if not (lacks and effect is Effect.NEGATED))


def _opens(preposition: Token, verb: Token) -> bool:
    """Whether a preposition stands before the subject of its verb, whose tense and mood then do not reach below it."""
    return any(child.dep_ in SUBJECTS and preposition.i < child.i < verb.i for child in verb.children)
