"""What tense, aspect and the kind of act say of a trigger in its own clause: done, or under way.

The first of the two steps of `status`. The words are data (data/lexicon); labels of the parse are ClearNLP's.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.model import Status
from ingest.extract.clauses import SUBJECTS, clause_kind, first_conjunct, prefix_of
from ingest.extract.status_cues import Role, StatusCues

ARGUMENTS = frozenset(
    {"dobj", "nsubj", "nsubjpass", "attr", "oprd", "pobj", "acomp", "dative", "npadvmod", "compound", "nmod", "amod"}
)
_DATE = 5
"""How many tokens a date takes at most, its stop included."""
_STOPS = (".", ":", "-", "–", "—")
_YEAR = 4


def is_over(role: Token, cues: StatusCues) -> bool:
    """Whether an office or membership has ended: "the former head of", "they toppled President X"."""
    name = role
    while name.dep_ in ("appos", "compound", "nmod") and name.head.i != name.i:
        name = name.head
    nouns = {role.i: role, name.i: name}.values()
    if any(cues.has(Role.ENDED, child) for noun in nouns for child in noun.children):
        return True
    if any(prefix_of(noun) in cues.words[Role.ENDED] for noun in nouns):
        return True  # « ex-chef de l'armée »
    if name.i != role.i and cues.has(Role.ENDED, name):  # "the killing of X, head of Y": tied to the noun of the act
        return True
    is_behind = role.i > 1 and role.nbor(-1).is_punct and cues.has(Role.ENDED, role.nbor(-2))
    if is_behind and role.i >= role.sent.start + 2:
        return True  # "then-president X"
    act = _act_above(name, cues)
    if clause_kind(act) == "inf":
        return False  # "tried to topple X": nobody was toppled
    return name.dep_ in ("dobj", "nsubjpass", "pobj") and cues.has(Role.ENDED, act)


def _act_above(name: Token, cues: StatusCues) -> Token:
    """The verb or noun that says what became of somebody, past a date: "the murder in 2020 of X"."""
    if name.dep_ != "pobj" or not cues.has(Role.GENITIVE, name.head):
        return name.head
    above = name.head.head
    return above.head.head if above.dep_ == "pobj" and above.like_num else above


def bare_status(trigger: Token, default: Status, cues: StatusCues, *, speech: bool) -> Status:
    """Status by tense and aspect alone."""
    verb = _tensed(trigger, cues)
    if verb is None:
        return Status.ONGOING if speech and trigger.pos_ == "ADJ" else _of_noun(trigger, default, cues)  # "hostile to"
    auxiliaries = _auxiliaries(verb)
    past = (verb.tag_ == "VBD" and verb.dep_ not in ("acl", "amod")) or bool(auxiliaries & cues.words[Role.PAST].keys())
    perfect = bool(auxiliaries & cues.words[Role.PERFECT].keys())
    if default is Status.ONGOING and (
        cues.has(Role.ENTRY, verb) or (past and _is_backshifted(verb, auxiliaries, cues))
    ):
        return default  # "became its chairman", "said that it stood by them"
    progressive = verb.tag_ == "VBG" and bool(auxiliaries & cues.words[Role.PROGRESSIVE].keys())
    if not past and verb.dep_ == "xcomp" and (phase := _phase(verb.head, cues)):
        past, progressive = phase
    elif not past and not perfect and verb.i != trigger.i and cues.has(Role.CONTINUING, verb):
        progressive = verb.tag_ in ("VBZ", "VBP")
    underway = progressive or bool(auxiliaries & cues.words[Role.UNDERWAY].keys())
    if speech and underway:
        return default
    if not past and (underway or (cues.has(Role.COPULA, verb) and trigger.dep_ == "pobj")):
        return Status.ONGOING  # "is arming", "is being bombed", "are in talks"
    lasting = any(_lasts(child, cues) for word in _sharing(verb) for child in word.children)
    present = _is_present(verb, auxiliaries, cues)
    habitual = present and not speech and verb.dep_ == "relcl" and verb.tag_ != "VBN"  # "groups that shoot at children"
    told_lightly = speech and cues.has(Role.LIGHT, verb)  # "tient X pour responsable" holds nothing
    if habitual or (
        not told_lightly and _holds(verb, default, present=present, perfect=perfect, lasting=lasting, cues=cues)
    ):
        return Status.ONGOING  # "whom they hold", "have fought since", "now bomb", "held since May by"
    if verb.i and not verb.is_sent_start and cues.has(Role.ENDED, verb.nbor(-1)):
        return Status.OCCURRED  # "then led by"
    if past or (perfect and not lasting):
        return Status.OCCURRED
    return Status.OCCURRED if _is_done(verb, present=present, lasting=lasting, cues=cues) else default


def _sharing(verb: Token) -> list[Token]:
    """A verb, and the participles after it that share its auxiliary: "have paid and trained X for a decade"."""
    later = (c for c in verb.children if c.dep_ == "conj" and verb.tag_ == "VBN" and c.tag_ in ("VBN", "VBD"))
    bare = (word for word in later if not any(c.dep_ in (*SUBJECTS, "aux", "auxpass") for c in word.children))
    return [verb, *bare]


def _is_dated(verb: Token) -> bool:
    """Whether a date before a stop opens the verb's paragraph, as in a chronicle: "May 2021. X is held"."""
    start = verb.sent.start
    while start and not (verb.doc[start - 1].is_space and "\n" in verb.doc[start - 1].text):
        start -= 1
    opening: list[Token] = []
    for token in verb.doc[start : start + _DATE]:
        if token.text in _STOPS:
            break
        opening.append(token)
    else:
        return False
    is_date = any(token.is_digit for token in opening) and all(t.is_digit or t.text.istitle() for t in opening)
    return is_date and (len(opening) > 1 or (opening[0].text.isdigit() and len(opening[0].text) == _YEAR))


def _auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, or those that it shares with the first of a series: "having X-ed and Y-ed"."""
    found = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if found or verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBG", "VBD"):
        return found
    first = first_conjunct(verb)
    is_alike = first.tag_ == verb.tag_ or (verb.tag_ == "VBD" and first.tag_ == "VBN")
    if not is_alike or any(child.dep_ in SUBJECTS for child in verb.children):
        return found
    return {child.lower_ for child in first.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i}


def _is_present(verb: Token, auxiliaries: set[str], cues: StatusCues) -> bool:
    """Whether a verb is in the present, also where the tagger takes a plural for an infinitive."""
    if verb.tag_ == "VBN":
        return not auxiliaries.isdisjoint(cues.words[Role.PRESENT])
    if verb.tag_ == "VB" and auxiliaries:
        return not auxiliaries.isdisjoint(cues.words[Role.PRESENT])  # "does not recognise"
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and verb.dep_ in ("conj", "relcl"))


def _is_backshifted(verb: Token, auxiliaries: set[str], cues: StatusCues) -> bool:
    """Whether a past is only that of the verb of saying above it: "said it stood by them"."""
    if verb.dep_ != "ccomp" or not (cues.has(Role.SAYING, verb.head) or cues.has(Role.REBUTTAL, verb.head)):
        return False
    if not auxiliaries.isdisjoint(cues.words[Role.PERFECT].keys() | cues.words[Role.PLUPERFECT].keys()):
        return False
    return (verb.tag_ == "VBD" or verb.tag_ == "VBG") and any(child.dep_ == "nsubj" for child in verb.children)


def _phase(governor: Token, cues: StatusCues) -> tuple[bool, bool] | None:
    """Whether "continued to", "have continued to" tell of the past, or of what goes on; None if neither."""
    perfect = any(child.dep_ == "aux" and cues.has(Role.PERFECT, child) for child in governor.children)
    if cues.has(Role.CONTINUING, governor):
        return governor.tag_ == "VBD" and not perfect, perfect or governor.tag_ in ("VBZ", "VBP")
    return (False, True) if perfect and cues.has(Role.BEGINNING, governor) else None


def _holds(verb: Token, default: Status, *, present: bool, perfect: bool, lasting: bool, cues: StatusCues) -> bool:
    """Whether an act, or what it brought about, goes on."""
    if present and lasting and verb.tag_ != "VBN":
        return True
    if present and verb.tag_ == "VBN" and default is Status.OCCURRED and verb.dep_ != "relcl" and _is_dated(verb):
        return False  # "May 2021. X is suspended by Y"
    if cues.has(Role.DURATIVE, verb):
        is_participle = verb.tag_ == "VBN" and verb.dep_ == "acl"
        return present or ((perfect or is_participle) and lasting)
    if cues.has(Role.RESULT, verb):  # "for a month" says how long it is to last
        since = any(cues.has(Role.LASTING, child) and _lasts(child, cues) for child in verb.children)
        is_state = any(child.dep_ == "auxpass" for child in verb.children) and default is Status.ONGOING
        return (present and verb.tag_ == "VBN") or (perfect and (since or is_state or verb.dep_ == "relcl"))
    return False


def _is_done(verb: Token, *, present: bool, lasting: bool, cues: StatusCues) -> bool:
    """Whether a participle or gerund tells of one act: "mercenaries hired by X", "X-trained", "armed by the late Y"."""
    if cues.has(Role.PERFORMATIVE, verb):
        return True
    if present or lasting:
        return False
    if cues.has(Role.PUNCTUAL, verb):
        return True
    agents = [noun for child in verb.children if child.dep_ == "agent" for noun in child.children]
    return any(cues.has(Role.ENDED, child) for noun in agents for child in noun.children)


def _of_noun(noun: Token, default: Status, cues: StatusCues) -> Status:
    """Status of a noun that no verb lends its tense."""
    head = noun.head
    if noun.dep_ == "pobj" and cues.has(Role.UNDER, head) and cues.has(Role.PROCESS, noun):
        return Status.ONGOING  # "under sanctions"
    if noun.dep_ == "pobj" and cues.has(Role.WITH, head) and cues.has(Role.PROCESS, noun) and _is_now(head.head, cues):
        return Status.ONGOING  # "is burdened with sanctions"
    if noun.dep_ == "pobj" and cues.has(Role.WITH, head) and head.head.tag_ in ("VBD", "VBN") and head.dep_ == "prep":
        return Status.OCCURRED if default is Status.ONGOING else default  # "won with the help of"
    if (
        noun.dep_ == "nsubj"
        and cues.has(Role.PROCESS, noun)
        and (head.tag_ in ("VBZ", "VBP", "VBG") or _is_lasting_perfect(head, cues))
    ):
        return Status.ONGOING  # "as the war between X and Y moves east", "has raged for a year"
    return Status.OCCURRED if cues.has(Role.PUNCTUAL, noun) else default


def _is_lasting_perfect(verb: Token, cues: StatusCues) -> bool:
    """Whether something has gone on until now: "has raged for a year"."""
    has_perfect = any(
        child.dep_ == "aux" and cues.has(Role.PERFECT, child) and not cues.has(Role.PLUPERFECT, child)
        for child in verb.children
    )
    return verb.tag_ == "VBN" and has_perfect and any(_lasts(child, cues) for child in verb.children)


def _is_now(participle: Token, cues: StatusCues) -> bool:
    """Whether a participle says what somebody is, alone or after something else: "is weak and burdened with"."""
    if participle.tag_ != "VBN":
        return False
    told = (*participle.children, participle.head) if participle.dep_ == "conj" else participle.children
    return any(cues.has(Role.PRESENT, word) for word in told)


def _lasts(adverbial: Token, cues: StatusCues) -> bool:
    """Whether an adverb or phrase says that something has not ended: "since May", "still", "for years"."""
    if cues.has(Role.LASTING, adverbial):
        is_sequel = adverbial.dep_ == "advmod" and adverbial.i < adverbial.head.i  # "has since shut the office"
        return adverbial.dep_ in ("advmod", "prep", "mark", "npadvmod") and not (
            is_sequel and cues.has(Role.AFTERWARDS, adverbial)
        )
    if adverbial.dep_ != "prep" or cues.has(Role.BOUND, adverbial):
        return False
    return any(cues.has(Role.LASTING, child) for child in adverbial.children)


def _tensed(trigger: Token, cues: StatusCues) -> Token | None:
    """The verb that carries the trigger's tense: itself, its light verb or its copula; None for a noun elsewhere."""
    if trigger.pos_ in ("VERB", "AUX") and not (trigger.tag_ == "VBG" and trigger.dep_ in ("nsubj", "nsubjpass")):
        return trigger
    head = trigger.head
    if head.dep_ == "prep" and trigger.dep_ == "pobj":
        head = head.head
    if trigger.dep_ in ARGUMENTS and head.pos_ in ("VERB", "AUX") and cues.has(Role.LIGHT, head):
        return head
    return None


def is_told_of_then(verb: Token, cues: StatusCues) -> bool:
    """Whether a verb without auxiliary stands in what a verb of the past tells: "announced that they would leave"."""
    if verb.dep_ != "ccomp" or any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    return verb.head.tag_ == "VBD" or any(
        cues.has(Role.PAST, child) or cues.has(Role.PERFECT, child)
        for child in verb.head.children
        if child.dep_ in ("aux", "auxpass")
    )


def is_told_later(verb: Token, auxiliary: Token, cues: StatusCues) -> bool:
    """Whether "would" looks back on what came later: "whom he would later arrest"."""
    return cues.has(Role.FORETOLD, auxiliary) and any(cues.has(Role.AFTERWARDS, child) for child in verb.children)
