"""Relative clauses that the French parser tears, put below the nouns that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.french.parse import Parse
from ingest.french.predicates import (
    AUXILIARIES,
    LOOSE,
    QUE,
    STEPS,
    SUBJECTS,
    above,
    first_of,
    follows_without_subject,
    is_bare,
    is_predicate,
    role,
    wants_subject,
)
from ingest.french.times import is_time

_FOLLOWING = ("conj", "advcl", "parataxis", "ccomp", "dep")
_TORN = (*_FOLLOWING, "advmod", "obj", "xcomp", "obl:mod")
_WHICH = frozenset({"lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "auxquelles", "duquel"})
_INVERTING = _WHICH | {"dont", "où"}
IF = ("si", "s'", "lorsque", "lorsqu'", "quand", "puisque", "puisqu'")
"""What opens a condition or a time."""
_TO_WHICH = ("auquel", "auxquels", "auxquelles")
_PERSONAL = ("il", "elle", "ils", "elles", "on")
_OPENING = frozenset((*QUE, *IF, *_WHICH, "qui", "dont"))
_ROW = 3
"""How many names in a row the parser tears."""
_WITHIN = 20
"""How far before "et que" the first relative clause about the same noun may stand, in tokens."""


def mend_relatives(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in QUE:
            _told(parse, index)
            _completed(parse, index)
            _lent_subject(parse, index)
            _object_relative(parse, index)
        elif word == "dont":
            _taking_in(parse, index)
            _owning_all(parse, index)
            _owned_subject(parse, index)
            _owned_predicate(parse, index)
        elif word in _WHICH:
            _subject_behind_which(parse, index)
        if word in _WHICH or (word == "qui" and parse.pos[index - 1] == "ADP"):
            _behind_preposition(parse, index)
        if word in _OPENING:
            _torn_main(parse, index)
        if word in _INVERTING:
            _inverted(parse, index)


def _told(parse: Parse, mark: int) -> None:
    """A clause with an object of its own is what a verb before it says: "a assuré dans un discours que X a tué Y"."""
    clause = parse.heads[mark]
    noun = parse.heads[clause]
    verb = parse.heads[parse.heads[noun]] if parse.deps[noun] == "conj" else parse.heads[noun]
    if parse.deps[clause] not in ("acl", "acl:relcl", "ccomp") or not mark < clause or not parse.is_noun(noun):
        return
    subjects = parse.kids_as(clause, "nsubj")
    if len(subjects) > 1 and subjects[0] < clause < subjects[-1]:
        parse.deps[subjects[-1]] = "obj"
    if not any(kid > mark for kid in parse.kids_as(clause, "obj", "cop", "aux:pass", "ccomp")):
        return
    is_phrase = noun == mark - 1 and (parse.kids_as(noun, "case") or is_time(parse, noun))
    if not is_phrase or parse.pos[verb] != "VERB" or verb > noun or parse.kids_as(verb, "obj", "ccomp", "xcomp"):
        return
    if parse.attach(clause, verb, "ccomp"):
        parse.attach(mark, clause, "mark")
        parse.pos[mark], parse.morphs[mark] = "SCONJ", ""


def _completed(parse: Parse, pronoun: int) -> None:
    """A clause that has its object already completes its noun: "à la condition que Wagner se retire"."""
    clause = parse.heads[pronoun]
    if parse.deps[pronoun] == "obj" and parse.deps[clause] == "acl:relcl" and _is_complete(parse, pronoun):
        parse.deps[pronoun] = "mark"
        parse.pos[pronoun], parse.morphs[pronoun] = "SCONJ", ""


def _is_complete(parse: Parse, mark: int) -> bool:
    """Whether the clause of "que" lacks nothing: it has a subject before its verb and an object of its own."""
    clause = parse.heads[mark]
    own = [kid for kid in parse.kids_as(clause, "obj", "expl:comp", "aux:pass", "ccomp") if kid != mark]
    before = [kid for kid in parse.kids_as(clause, *SUBJECTS) if mark < kid < clause]
    is_own = all(not is_time(parse, kid) and not parse.kids_as(kid, "case") for kid in own)
    return parse.is_verb(clause) and bool(own and before) and is_own


def is_told_to(parse: Parse, mark: int, name: int) -> bool:
    """Whether a name is whom a clause is told: no clause but one between commas is about a name."""
    is_told = parse.deps[parse.heads[mark]] == "ccomp" and parse.heads[parse.heads[mark]] < name
    return is_told and parse.pos[name] == "PROPN" and parse.words[mark - 1] != ","


def _lent_subject(parse: Parse, pronoun: int) -> None:
    """A relative clause gives the noun before it back to the verb behind it: "la CEA, que préside X, a condamné"."""
    clause = parse.heads[pronoun]
    main = parse.heads[clause]
    if not pronoun < clause < main or parse.deps[clause] not in _FOLLOWING or not parse.is_verb(clause):
        return
    nouns = [kid for kid in parse.kids_as(clause, "nsubj", "nsubj:pass") if kid < pronoun and is_bare(parse, kid)]
    others = [kid for kid in parse.kids_as(clause, *SUBJECTS) if kid > pronoun]
    if not nouns or not others or parse.words[pronoun - 1] != "," or parse.kids_as(main, *SUBJECTS):
        return
    parse.attach(nouns[0], main, role(parse, main))
    parse.attach(clause, nouns[0], "acl:relcl")
    parse.attach(pronoun, clause, "obj")
    parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "PronType=Rel"


def _object_relative(parse: Parse, pronoun: int) -> None:
    """A clause behind a noun and "que" is about that noun: "X, que Y accuse, a dénoncé", "Z, que dirige depuis Y W"."""
    clause = parse.heads[pronoun]
    if parse.deps[pronoun] not in ("obj", "mark", "dep") or clause <= pronoun or not parse.is_verb(clause):
        return
    noun = noun_before(parse, pronoun)
    governor = parse.heads[clause]
    if noun is None or (parse.has(pronoun, "PronType=Rel") and parse.kids_as(clause, *SUBJECTS)):
        return
    if parse.deps[pronoun] == "mark" and (_is_complete(parse, pronoun) or is_told_to(parse, pronoun, noun)):
        return
    if any(kid != pronoun and _is_thing(parse, kid) for kid in parse.kids_as(clause, "obj")):
        return
    is_full = any(_is_thing(parse, kid) for kid in parse.kids_as(governor, "obj"))
    is_told = parse.deps[clause] == "ccomp" and governor < pronoun and parse.is_verb(governor) and not is_full
    if parse.deps[pronoun] == "mark" and (is_told or not _is_followed(parse, clause, governor, noun)):
        return
    if parse.deps[clause] != "acl:relcl" and not parse.attach(clause, noun, "acl:relcl"):
        return
    parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "PronType=Rel"
    parse.attach(pronoun, clause, "obj")
    if not parse.kids_as(clause, *SUBJECTS):
        behind = [kid for kid in parse.kids[clause] if kid > clause and is_bare(parse, kid)]
        if behind and parse.deps[behind[0]] in (*LOOSE, "nmod", "conj", "flat:name"):
            parse.deps[behind[0]] = role(parse, clause)
            return
        strung = [k for k in parse.kids_as(noun, "conj", "appos", "nmod") if k > clause and is_bare(parse, k)]
        if strung and parse.left_edge(strung[0]) == clause + 1:  # "X, qu'appuie la Russie,": no second X
            parse.attach(strung[0], clause, role(parse, clause))


def _torn_main(parse: Parse, opener: int) -> None:
    """A clause between commas gives the place of main clause back: "X, que Y accuse, a dit", "X, s'il vient, dira"."""
    noun = noun_before(parse, opener) if opener > 1 and parse.words[opener - 1] == "," else None
    clause = next((i for i in above(parse, opener) if i > opener and is_predicate(parse, i)), None)
    if noun is None or clause is None or not is_bare(parse, noun):
        return
    main = next((k for k in parse.kids_as(clause, *_TORN) if k > clause and follows_without_subject(parse, k)), None)
    if main is None or parse.heads[noun] not in (noun, clause, main):
        return
    head, dep = parse.heads[clause], parse.deps[clause]
    parse.attach(main, main if head in (clause, noun) else head, "ROOT" if head == noun else dep)
    parse.attach(noun, main, role(parse, main))
    if parse.words[opener] in IF:
        parse.attach(clause, main, "advcl")
        return
    parse.attach(clause, noun, "acl:relcl")
    if parse.words[opener] in QUE and parse.deps[opener] == "mark":
        parse.pos[opener], parse.morphs[opener] = "PRON", "PronType=Rel"
        parse.attach(opener, clause, "obj")


def _is_followed(parse: Parse, clause: int, governor: int, noun: int) -> bool:
    """Whether a clause of "que" hangs on the verb behind it or on the noun before it: it completes no verb."""
    if parse.deps[clause] in ("conj", "advcl") and governor < noun:  # "a pris Goma, que l'armée avait quittée"
        return not parse.kids_as(governor, "mark")
    return governor > clause or governor == noun or parse.is_noun(governor) or parse.deps[clause] == "ccomp"


def _is_thing(parse: Parse, noun: int) -> bool:
    """Whether an object is none of the times that the parser takes for one."""
    return not (parse.kids_as(noun, "nummod") and is_time(parse, noun))


def noun_before(parse: Parse, pronoun: int) -> int | None:
    """The head of the noun phrase right before a pronoun, past a comma; None if there is none."""
    at = pronoun - 1
    if parse.words[at] == "et":  # "X, qui a combattu Y, et que soutient Z"
        before = [i for i in range(max(at - _WITHIN, 0), at) if parse.deps[i] == "acl:relcl"]
        return parse.heads[before[0]] if before else None
    if at > 0 and parse.words[at] == ",":
        at -= 1
    if at > 0 and parse.words[at] == ")":
        while at > 0 and parse.words[at] != "(":
            at -= 1
        at -= 1
    while at > 0 and parse.pos[at] in ("ADJ", "NUM"):
        at -= 1
    if at < 0 or not parse.is_noun(at):
        return None
    for _ in range(STEPS):
        head = parse.heads[at]
        inner = parse.deps[at] in ("flat:name", "flat:foreign", "amod") or (
            parse.deps[at] == "nmod" and parse.words[pronoun - 1] == ","
        )
        if not inner or head >= at or not parse.is_noun(head):
            break
        at = head
    return at


def _behind_preposition(parse: Parse, pronoun: int) -> None:
    """Who stands right behind "à qui" or "auquel" is the subject of the verb behind: "X, à qui Y a livré des armes"."""
    start = pronoun - (parse.pos[pronoun - 1] == "ADP")
    antecedent = start - 1 - (parse.words[start - 1] == ",")
    noun = _opened(parse, pronoun)
    if noun is None or antecedent < 0 or not parse.is_noun(antecedent):
        return
    verb = next((i for i in _predicates(parse, noun) if i > noun), None)
    if verb is None or "," in parse.words[noun:verb]:
        return
    place = "iobj" if parse.words[pronoun] in _TO_WHICH else "obl:arg"
    if parse.heads[pronoun] == verb and noun in parse.kids_as(verb, *SUBJECTS) and parse.deps[verb] == "acl:relcl":
        parse.deps[pronoun] = place
        return
    whole, main = noun_before(parse, start), parse.heads[verb]
    whole = parse.name_head(antecedent) if whole is None else whole
    was_subject = parse.deps[verb] in SUBJECTS and main > verb  # the parser's: "X, à qui Y obéit, vit"
    others = [kid for kid in parse.kids_as(verb, *SUBJECTS) if kid < start and kid != whole]
    parse.attach(verb, verb, "ROOT")
    if not parse.attach(verb, whole, "acl:relcl"):
        return
    if parse.deps[noun] != "expl:subj":
        parse.attach(noun, verb, role(parse, verb))
    parse.attach(pronoun, verb, place)
    parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "PronType=Rel"
    if was_subject and not parse.kids_as(main, *SUBJECTS):
        parse.attach(whole, main, role(parse, main))
    for other in others:
        parse.attach(other, other, "ROOT")


def _opened(parse: Parse, pronoun: int) -> int | None:
    """The noun or pronoun of the phrase right behind a relative pronoun."""
    noun = pronoun + 1
    while noun < len(parse.words) - 2 and parse.pos[noun] in ("DET", "ADJ", "NUM"):
        noun += 1
    if not (parse.is_noun(noun) or (parse.pos[noun] == "PRON" and parse.words[noun] in _PERSONAL)):
        return None
    while pronoun < parse.heads[noun] < noun and parse.is_noun(parse.heads[noun]):
        noun = parse.heads[noun]
    return noun


def _owned_subject(parse: Parse, pronoun: int) -> None:
    """The noun behind "dont" is the subject of the verb behind it: "X, dont les combattants se sont rendus"."""
    noun = parse.heads[pronoun]
    owner = parse.heads[noun]
    if parse.deps[noun] != "acl:relcl" or not parse.is_noun(noun) or noun < pronoun:
        return
    verb = next((i for i in _predicates(parse, noun) if all(k < pronoun for k in parse.kids_as(i, *SUBJECTS))), None)
    if verb is None or any(parse.words[i] in (",", ".", ";") for i in range(noun, verb)):
        return
    head, dep = parse.heads[verb], parse.deps[verb]
    parse.attach(verb, verb, "ROOT")
    for subject in parse.kids_as(verb, *SUBJECTS):
        parse.attach(subject, subject, "ROOT")
        owner = subject
    main = next((k for k in parse.kids_as(verb, "conj", "parataxis", "advcl", "ccomp") if _goes_on(parse, k)), None)
    if main is not None:
        parse.attach(main, main if head == verb else head, dep)
    parse.attach(noun, verb, role(parse, verb))
    parse.attach(verb, owner, "acl:relcl")
    if parse.kids_as(verb, "cop") and parse.is_noun(verb):
        parse.attach(pronoun, verb, "nmod")


def _owned_predicate(parse: Parse, pronoun: int) -> None:
    """Of a clause with a predicate noun that is owned: "X, dont Y est l'allié" tells of X's ally."""
    name = parse.heads[pronoun]
    predicate = parse.heads[name]
    if parse.deps[name] == "acl:relcl" and parse.deps[pronoun] in ("dep", "obl:mod", "obl:arg", "iobj", "obj"):
        predicate, name = name, pronoun
    is_subject = parse.deps[name] == "nsubj" and name > pronoun
    is_name = parse.pos[name] == "PROPN" or (is_subject and not parse.kids_as(predicate, "det"))
    if (name == pronoun or (is_subject and is_name)) and parse.is_noun(predicate) and parse.kids_as(predicate, "cop"):
        parse.attach(pronoun, predicate, "nmod")


def _owning_all(parse: Parse, pronoun: int) -> None:
    """Names in a row behind "dont" are one subject: "l'alliance, dont X, Y et Z sont membres"."""
    names: list[int] = []
    at = pronoun + 1
    while at < len(parse.words) and (parse.words[at] in (",", "et") or parse.pos[at] in ("DET", "PROPN", "ADJ")):
        if parse.pos[at] == "PROPN" and parse.deps[at] not in ("flat:name", "flat:foreign"):
            names.append(at)
        at += 1
    if len(names) < _ROW or at >= len(parse.words) or not parse.is_verb(at):
        return
    verb = parse.heads[at] if parse.deps[at] in ("cop", *AUXILIARIES) else at
    noun = noun_before(parse, pronoun)
    if noun is None or verb < at or not is_predicate(parse, verb):
        return
    for name in names:
        parse.attach(name, name, "ROOT")
    if not parse.attach(verb, noun, "acl:relcl"):
        return
    parse.attach(names[0], verb, role(parse, verb))
    for name in names[1:]:
        parse.attach(name, names[0], "conj")
    parse.attach(pronoun, verb, "nmod" if parse.kids_as(verb, "cop") else "dep")


def _inverted(parse: Parse, pronoun: int) -> None:
    """Who stands behind a verb right behind "dont" is its subject: "l'alliance, dont font partie X et Y"."""
    verb = parse.heads[pronoun]
    if not parse.is_verb(verb) or parse.deps[verb] != "acl:relcl" or first_of(parse, verb) != pronoun + 1:
        return
    if [kid for kid in parse.kids_as(verb, *SUBJECTS) if kid != pronoun]:
        return
    behind = [kid for kid in parse.kids_as(verb, "obj", *LOOSE) if kid > verb and is_bare(parse, kid)]
    behind = [kid for kid in behind if parse.kids_as(kid, "det") or parse.pos[kid] == "PROPN"]
    if behind:
        parse.deps[behind[-1]] = role(parse, verb)
        if parse.deps[pronoun] in SUBJECTS:
            parse.deps[pronoun] = "obl:arg"


def _taking_in(parse: Parse, pronoun: int) -> None:
    """A phrase between "dont" and a comma only tells who is among them: "les soldats, dont un officier, ont fui"."""
    clause = next((i for i in above(parse, pronoun) if i > pronoun and is_predicate(parse, i)), None)
    noun = noun_before(parse, pronoun)
    if clause is None or noun is None or parse.words[pronoun - 1] != "," or parse.deps[clause] != "acl:relcl":
        return
    start = first_of(parse, clause)
    inside = range(pronoun + 1, start - 1)
    subjects = [kid for kid in parse.kids_as(clause, *SUBJECTS) if pronoun < kid < start]
    is_apart = parse.words[start - 1] == "," and parse.heads[clause] == noun and is_bare(parse, noun)
    if not is_apart or not subjects or any(parse.is_verb(i) for i in inside) or parse.heads[noun] != noun:
        return
    parse.attach(clause, clause, "ROOT")
    parse.attach(noun, clause, role(parse, clause))
    parse.attach(subjects[0], noun, "nmod")
    parse.attach(pronoun, subjects[0], "case")
    parse.pos[pronoun], parse.morphs[pronoun], parse.lemmas[pronoun] = "ADP", "", "dont"
    for other in subjects[1:]:
        parse.attach(other, subjects[0], "conj")


def _goes_on(parse: Parse, verb: int) -> bool:
    return wants_subject(parse, verb) and parse.words[first_of(parse, verb) - 1] == ","


def _predicates(parse: Parse, noun: int) -> Iterator[int]:
    """The predicates that may begin right behind a noun and what is coordinated with it."""
    end = max([noun, *(max([kid, *parse.kids[kid]]) for kid in parse.kids[noun])])
    for index in range(noun + 1, min(end + 8, len(parse.words))):
        is_inner = parse.deps[index] in ("cop", *AUXILIARIES)
        if not is_inner and is_predicate(parse, index) and first_of(parse, index) <= end + 3:
            yield index


def _subject_behind_which(parse: Parse, pronoun: int) -> None:
    """The noun right behind "laquelle" is the subject of the verb behind it: "lors de laquelle des soldats sont"."""
    nouns = [kid for kid in parse.kids_as(pronoun, "nmod", "appos", "acl:relcl") if parse.left_edge(kid) == pronoun + 1]
    if not nouns:
        return
    noun = nouns[0]
    verb = next((i for i in _predicates(parse, noun) if not parse.kids_as(i, *SUBJECTS)), None)
    antecedent = noun_before(parse, _phrase_start(parse, pronoun))
    if verb is None or antecedent is None or not parse.attach(verb, antecedent, "acl:relcl"):
        return
    parse.attach(noun, verb, role(parse, verb))
    for case in parse.kids_as(noun, "case"):
        parse.deps[case], parse.pos[case] = "det", "DET"
    parse.attach(pronoun, verb, "obl:mod")
    parse.morphs[pronoun] = "PronType=Rel"


def _phrase_start(parse: Parse, pronoun: int) -> int:
    """Where the phrase of a relative pronoun begins: "au cours de laquelle", "sous l'égide duquel"."""
    at = pronoun
    while at > 0 and parse.pos[at - 1] in ("ADP", "DET", "NOUN") and parse.words[at - 1] != ",":
        at -= 1
    return at
