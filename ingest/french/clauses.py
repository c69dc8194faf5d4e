"""Subjects that the French parser loses, and clauses that it takes for something else, put right."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import (
    LOOSE,
    STEPS,
    SUBJECTS,
    first_of,
    follows_without_subject,
    is_bare,
    is_predicate,
    is_told,
    role,
    wants_subject,
)
from ingest.french.relatives import IF, mend_relatives
from ingest.french.roots import mend_roots
from ingest.french.times import LATER, is_time, take_article, told_later

_OBJECTS = ("obj", "ccomp", "xcomp", "cop")
_INSIDE = ("nmod", "flat:name", "flat:foreign", "amod", "appos", "conj", "acl", "acl:relcl", "xcomp", "advcl", "dep")
"""How what stands inside a noun phrase hangs on it."""
_HUNG = ("acl", "amod", "xcomp", "advcl", "appos", "dep", "parataxis", "obl:mod", "nmod")
"""How the parser hangs a verb of its own on a noun before it."""
_FAIRE = ("fait", "font", "faisait", "fera", "feront", "ferait", "fit", "firent", "faisaient")
_CLOSING = (".", "?", "!", ":", ";", "…", "»", "«")


def mend_clauses(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in _FAIRE:
            _causative(parse, index)
    for index, word in enumerate(parse.words):
        if mends := _BY_WORD.get(word):
            mends(parse, index)
    mend_relatives(parse)
    mend_roots(parse)
    for verb in range(len(parse.words)):
        if is_predicate(parse, verb):
            _before_condition(parse, verb)
            _there(parse, verb)
            _inserted(parse, verb)
            _lent_object(parse, verb)
            _closing(parse, verb)
            _joined_to_subject(parse, verb)
    for verb in range(len(parse.words)):
        if wants_subject(parse, verb):
            _ = _own(parse, verb) or _inverted(parse, verb) or _above(parse, verb) or _fronted(parse, verb)


def _is_named(parse: Parse, noun: int) -> bool:
    """Whether somebody is named: no day, month or manner."""
    inside = any(start <= noun < end and label != "MISC" for start, end, label in parse.ents)
    return inside or (parse.pos[noun] == "PROPN" and parse.texts[noun][:1].isupper())


def _may_act(parse: Parse, noun: int) -> bool:
    """Whether a noun is named, or has an article and something said of it between commas, and is no time."""
    is_told = parse.kids_as(noun, "det") and parse.kids_as(noun, "acl:relcl", "acl") and not is_time(parse, noun)
    return _is_named(parse, noun) or bool(is_told)


def _own(parse: Parse, verb: int) -> bool:
    """Gives a verb for subject a name before it that the parser made an adverb: "Paris, dont ..., a condamné"."""
    first = first_of(parse, verb)
    names = [k for k in parse.kids_as(verb, *LOOSE) if k < first and is_bare(parse, k) and _may_act(parse, k)]
    return bool(names) and parse.attach(names[-1], verb, role(parse, verb))


def _inverted(parse: Parse, verb: int) -> bool:
    """Who stands behind a verb of saying that closes a sentence: "..., a fait savoir jeudi Ankara"."""
    first = first_of(parse, verb)
    main = parse.heads[verb]
    if first == 0 or parse.words[first - 1] not in (",", "»") or parse.kids_as(verb, "ccomp", "xcomp"):
        return False
    if verb < main:
        return False
    behind = [k for k in parse.kids[verb] if k > verb and is_bare(parse, k) and _could_speak(parse, k, verb)]
    for kid in _times_and_ways(parse, verb):
        behind += [k for k in parse.kids_as(kid, "conj", "appos", "nmod") if k > verb and _stands_alone(parse, k)]
    others = [k for k in parse.kids_as(main, "conj", "obj") if k > verb and is_bare(parse, k)]
    behind += [k for k in others if _is_next(parse, k, verb)]
    behind = behind or _several(parse, verb)
    if not behind or not _agree(parse, verb, behind[0]):
        return False
    is_clause = parse.is_verb(main) or is_predicate(parse, main)
    if main != verb and is_clause and parse.deps[verb] in ("advcl", "parataxis", "dep", "fixed", "ccomp"):
        parse.replace(main, verb, "ccomp")
    else:
        before = [kid for kid in parse.kids_as(verb, "advcl", "parataxis", "conj", "dep") if kid < first]
        if said := [kid for kid in before if is_told(parse, kid)]:
            parse.deps[said[-1]] = "ccomp"
        elif parse.words[first - 1] != "»":
            return False
    return parse.attach(behind[0], verb, "nsubj")


def _several(parse: Parse, verb: int) -> list[int]:
    """What "des" makes several behind a verb that closes a sentence: "..., ont rapporté mardi des habitants"."""
    for noun in parse.kids_as(verb, "obl:arg", "obl:mod"):
        cases = parse.kids_as(noun, "case")
        if noun > verb and [parse.words[case] for case in cases] == ["des"] and not is_time(parse, noun):
            take_article(parse, noun, cases)
            return [noun]
    return []


def _times_and_ways(parse: Parse, verb: int) -> list[int]:
    """The phrases behind a verb and the times that these hold: "jeudi", "soir", "par téléphone"."""
    found = parse.kids_as(verb, "obl:mod", "obl:arg")
    for phrase in found:
        found += [kid for kid in parse.kids_as(phrase, "nmod") if is_time(parse, kid)]
    return found


def _closing(parse: Parse, verb: int) -> None:
    """A clause behind the last comma whose subject follows its verb tells who says the rest: "..., a dit X"."""
    if parse.deps[verb] not in ("advcl", "parataxis", "dep", "obl:mod", "ROOT"):
        return
    main, first = parse.heads[verb], first_of(parse, verb)
    subjects = parse.kids_as(verb, *SUBJECTS)
    if not subjects or min(subjects) < verb or first < 2 or parse.words[first - 1] not in (",", "»"):
        return
    if parse.kids_as(verb, "obj", "ccomp", "xcomp", "mark", "advmod"):
        return
    if parse.deps[verb] != "ROOT":
        if main < first and parse.is_verb(main):
            parse.replace(main, verb, "ccomp")
    else:  # "..., a indiqué le ministère", the rest below it
        for said in parse.kids_as(verb, "advcl", "parataxis", "dep"):
            if said < first and is_predicate(parse, said) and not parse.kids_as(said, "mark"):
                parse.deps[said] = "ccomp"


def _lent_object(parse: Parse, verb: int) -> None:
    """The object before a closing tag is no subject of that: "X a violé la trêve, accuse Y"."""
    if parse.deps[verb] != "conj":
        return
    main, first = parse.heads[verb], first_of(parse, verb)
    subjects = [noun for noun in parse.kids_as(verb, *SUBJECTS) if main < noun < first]
    speakers = [noun for noun in parse.kids_as(verb, "obj") if _could_speak(parse, noun, verb)]
    is_tag = first > 0 and parse.words[first - 1] == "," and main < first
    if not is_tag or len(subjects) != 1 or not speakers or not parse.is_verb(main) or parse.kids_as(verb, "cc"):
        return
    if parse.kids_as(main, "obj", "ccomp") or not parse.kids_as(main, *SUBJECTS) or not is_bare(parse, subjects[0]):
        return
    if parse.attach(subjects[0], main, "obj"):
        parse.replace(main, verb, "ccomp")
        parse.deps[speakers[0]] = "nsubj"


def _could_speak(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun behind a verb is no day: a name, or one with an article; before its object, if it has any."""
    has_article = any(parse.pos[kid] == "DET" for kid in parse.kids[noun])
    is_any = parse.deps[noun] in ("obj", "dep", "conj", "obl:mod", "obl:arg") and not is_time(parse, noun)
    return is_any and ((has_article and _is_next(parse, noun, verb)) or _is_named(parse, noun))


def _is_next(parse: Parse, noun: int, verb: int) -> bool:
    """Whether nothing but a time stands between a verb and the noun behind it."""
    start = parse.left_edge(noun)
    return start > verb and all(is_time(parse, index) for index in range(verb + 1, start))


def _stands_alone(parse: Parse, noun: int) -> bool:
    """Whether nothing ties a noun to the one before it: no "et", no comma, no preposition."""
    before = parse.words[parse.left_edge(noun) - 1]
    return (
        is_bare(parse, noun)
        and not is_time(parse, noun)
        and before not in (",", "et", "ou")
        and not parse.kids_as(noun, "cc")
    )


def _agree(parse: Parse, verb: int, noun: int) -> bool:
    """Whether verb and noun are both of one or of several."""
    parts = (verb, *parse.kids_as(verb, "aux:tense", "aux:pass"))
    plural = any(parse.has(part, "Number=Plur") and parse.has(part, "VerbForm=Fin") for part in parts)
    several = parse.has(noun, "Number=Plur") or bool(parse.kids_as(noun, "conj"))
    return plural == several or (plural and parse.pos[noun] == "PROPN")


def _fronted(parse: Parse, verb: int) -> bool:
    """Names strung onto a place before a comma are a verb's subject: "Dans la région de X, Y et Z ont combattu"."""
    for place in parse.kids_as(verb, "obl:mod", "obl:arg"):
        inner = place
        for _ in range(STEPS):
            strung = [k for k in parse.kids_as(inner, "conj", "appos") if k < verb and is_bare(parse, k)]
            strung = [k for k in strung if "," in parse.words[inner:k] and not parse.kids_as(k, "cc")]
            if strung and place < verb:
                others = [k for k in parse.kids_as(inner, "conj") if strung[0] < k < verb]
                parse.attach(strung[0], verb, role(parse, verb))
                for other in others:
                    parse.attach(other, strung[0], "conj")
                return True
            deeper = parse.kids_as(inner, "nmod")
            if not deeper:
                break
            inner = deeper[-1]
    return False


def _above(parse: Parse, verb: int) -> bool:
    """A verb that the parser hung on the phrase before it has that for subject: "Asmara crie", "X, qui a Y, part"."""
    if parse.deps[verb] not in _HUNG:
        return False
    first = first_of(parse, verb)
    top = parse.heads[verb]
    is_apart = parse.words[first - 1] == ","
    for _ in range(STEPS):
        head = parse.heads[top]
        if head == top or parse.deps[top] not in _INSIDE or head > first:
            break
        if not (parse.kids_as(top, "case") or is_apart or not parse.is_noun(top)):
            break
        top = head
    if top >= first or not is_bare(parse, top) or _crosses(parse, top, first):
        return False
    if not is_apart and parse.deps[verb] not in ("acl", "amod", "appos", "dep", "obl:mod", "nmod"):
        return False
    _raise(parse, verb, top)
    return True


def _joined_to_subject(parse: Parse, verb: int) -> None:
    """No verb is coordinated with a bare noun: "X, groupe affilié à Y, a attaqué Z" is what X did."""
    top = parse.heads[verb]
    if parse.deps[verb] != "conj" or parse.kids_as(verb, *SUBJECTS, "mark", "cc") or parse.heads[top] != top:
        return
    first = first_of(parse, verb)
    if top < first and is_bare(parse, top) and _may_act(parse, top) and not _crosses(parse, top, first):
        _raise(parse, verb, top)


def _crosses(parse: Parse, start: int, end: int) -> bool:
    """Whether a sentence or quotation begins or ends between."""
    return any(parse.words[i] in _CLOSING or "\n" in parse.texts[i] for i in range(start, end))


def _raise(parse: Parse, verb: int, subject: int) -> None:
    """Puts a verb in its subject's place, and below it what stands behind it."""
    head, dep = parse.heads[subject], parse.deps[subject]
    kids = [kid for kid in parse.kids[subject] if kid > verb]
    between = [kid for kid in parse.kids[parse.heads[verb]] if kid > verb]
    is_root = head == subject
    parse.attach(verb, verb, "ROOT")
    parse.attach(subject, verb, role(parse, verb))
    if not is_root:
        parse.attach(verb, head, "conj" if dep in ("obj", "nmod") else dep)
    for kid in dict.fromkeys((*kids, *between)):
        if kid != verb and parse.heads[kid] != verb and parse.deps[kid] not in SUBJECTS:
            bare = is_bare(parse, kid) and not parse.kids_as(verb, *_OBJECTS)
            parse.attach(kid, verb, "obj" if bare else "obl:arg" if parse.deps[kid] == "nmod" else parse.deps[kid])


def _before_condition(parse: Parse, verb: int) -> None:
    """A noun before "s'il" is no subject of the condition: "X, s'il prenait Y, s'exposerait"."""
    marks = [mark for mark in parse.kids_as(verb, "mark") if parse.words[mark] in IF]
    main = parse.heads[verb]
    if not marks or main < verb or parse.words[marks[0] - 1] != "," or parse.kids_as(main, *SUBJECTS):
        return
    for noun in [kid for kid in parse.kids_as(verb, "nsubj", "nsubj:pass") if kid < marks[0]]:
        parse.attach(noun, main, role(parse, main))


def _there(parse: Parse, verb: int) -> None:
    """Who speaks for a capital is the capital: "À Kigali, on jure n'avoir jamais aidé le M23"."""
    for pronoun in parse.kids_as(verb, "nsubj"):
        places = [kid for kid in parse.kids[verb] if kid < pronoun and parse.pos[kid] == "PROPN"]
        cases = [case for place in places for case in parse.kids_as(place, "case") if parse.words[case] == "à"]
        if parse.words[pronoun] == "on" and len(cases) == 1 and parse.opens_sentence(cases[0]):
            parse.deps[pronoun], parse.deps[places[-1]], parse.deps[cases[0]] = "dep", "nsubj", "dep"


def _inserted(parse: Parse, verb: int) -> None:
    """Who speaks in a clause between commas stands behind its verb: "X, rappelle le journal, reproche à Y"."""
    first = first_of(parse, verb)
    if first < 2 or parse.words[first - 1] != ",":
        return
    objects = [kid for kid in parse.kids_as(verb, "obj") if kid > verb and parse.left_edge(kid) == verb + 1]
    told = [k for kid in objects for k in parse.kids_as(kid, "acl", "acl:relcl") if follows_without_subject(parse, k)]
    if told and parse.deps[verb] == "ROOT":
        parse.attach(told[0], told[0], "ROOT")
        parse.attach(verb, told[0], "advcl")
    main = parse.heads[verb]
    if main <= verb or parse.kids_as(main, *SUBJECTS):
        return
    before = [kid for kid in parse.kids_as(verb, "nsubj", "nsubj:pass") if kid < first - 1]
    behind = objects
    if before and behind and parse.is_verb(main) and "," in parse.words[behind[0] + 1 : main]:
        parse.attach(before[0], main, role(parse, main))
        parse.deps[behind[0]] = "nsubj"


def _causative(parse: Parse, fait: int) -> None:
    """Whoever has a thing done does it: "a fait arrêter" is "a arrêté", "fait savoir" is said."""
    verb = fait + 1
    if verb >= len(parse.words) or not parse.is_verb(fait) or not parse.has(verb, "VerbForm=Inf"):
        return
    is_said = parse.words[verb] in grammar().made_known
    if is_said:
        _below_its_speaker(parse, fait, verb)
    if parse.heads[verb] == fait and parse.deps[verb] in ("fixed", "xcomp", "dep", "ccomp"):
        parse.replace(fait, verb, "aux:caus")
    elif parse.heads[fait] != verb or parse.deps[fait] not in ("dep", "aux:caus", "aux:tense", "fixed"):
        return
    parse.deps[fait] = "aux:caus"
    parse.hand_over(fait, verb)
    parse.pos[verb], parse.morphs[verb] = "VERB", parse.morphs[fait]
    if is_said:
        parse.lemmas[verb] = f"faire {parse.words[verb]}"
        if parse.deps[verb] in ("advmod", "amod", "obl:mod", "obl:arg"):
            parse.deps[verb] = "parataxis"


def _below_its_speaker(parse: Parse, fait: int, verb: int) -> None:
    """What the parser hung on the noun behind it has that for subject, or for its time: "a fait savoir lundi X"."""
    time, speaker = parse.heads[verb], parse.heads[fait]
    if time == verb + 1 and is_time(parse, time):
        parse.attach(verb, parse.heads[time], "xcomp" if parse.heads[time] == fait else "parataxis")
        parse.attach(time, verb, "obl:mod")
    if parse.heads[verb] in (fait, speaker) and speaker > verb and parse.is_noun(speaker):
        parse.replace(speaker, verb, "nsubj")
        for kid in [kid for kid in parse.kids[speaker] if kid < verb]:
            parse.attach(kid, verb, parse.deps[kid])
        parse.deps[verb], parse.deps[fait] = "parataxis", "aux:caus"


def _gerund(parse: Parse, opener: int) -> None:
    """A participle behind "tout en" has its clause: "X a démenti, tout en reconnaissant que Y"."""
    verb, clause = opener + 1, parse.heads[parse.heads[opener]]
    is_fixed = parse.deps[opener : opener + 2] == ["fixed", "fixed"] and parse.heads[verb] == opener - 1
    if is_fixed and parse.is_verb(verb) and verb < clause and parse.deps[clause] == "advcl":
        parse.replace(clause, verb, "ccomp")
        parse.attach(opener - 1, verb, "advmod")
        parse.attach(opener, verb, "discourse")


def _had_to(parse: Parse, modal: int) -> None:
    """What somebody had to do is done: "dû" is an auxiliary in "a dû quitter"."""
    for verb in parse.kids_as(modal, "xcomp"):
        if parse.kids_as(modal, "aux:tense") and parse.has(verb, "VerbForm=Inf") and modal < verb:
            parse.replace(modal, verb, "aux:tense")
            parse.hand_over(modal, verb)
            parse.morphs[verb] = "Tense=Past|VerbForm=Part"


def _stressed(parse: Parse, pronoun: int) -> None:
    """A pronoun between auxiliary and participle is no predicate: "l'armée et les rebelles ont eux aussi tué X"."""
    verbs = [
        k for k in parse.kids_as(pronoun, "acl", "xcomp", "advcl") if parse.has(k, "VerbForm=Part") and k > pronoun
    ]
    auxiliaries = [kid for kid in parse.kids_as(pronoun, "aux:tense", "aux:pass") if kid < pronoun]
    if not verbs or not auxiliaries:
        return
    parse.replace(pronoun, verbs[0], "dep")
    parse.hand_over(pronoun, verbs[0])


_BY_WORD = {
    "en": _gerund,
    "dû": _had_to,
    **dict.fromkeys(("lui", "elle", "eux", "elles"), _stressed),
    **dict.fromkeys(LATER, told_later),
}
"""What is mended at a word."""
