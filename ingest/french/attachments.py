"""Phrases, names and verbs that the French parser hangs on the word before, hung on the one that they are about."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import (
    OF,
    QUE,
    SUBJECTS,
    above,
    agrees,
    first_of,
    follows_without_subject,
    is_of,
    role,
)
from ingest.french.relatives import noun_before
from ingest.french.times import is_time

_NATION = re.compile(r"(ais|ois|ien|ienne|éen|éenne|ain|aine)$|(ais|ois)e$")
_ABOUT = ("en", "sur", "à", "au", "aux", "contre", "dans", "vers", "depuis", "envers")
_CLITICS = ("le", "la", "les", "l'")
_INFINITIVE = re.compile(r"(er|ir|re)$")
_INTRODUCING = ("de", "d'", "à", "pour", "sans")
_REFLEXIVES = ("se", "s'")
_FOLLOWING = ("conj", "parataxis", "advcl", "ccomp", "dep")
_HUNG = ("appos", "flat:name", "flat:foreign", "nmod")
_RELATIVE = "PronType=Rel"


def mend_attachments(parse: Parse) -> None:
    """Mends a parse in place, before its clauses are mended."""
    for index in range(1, len(parse.words)):
        word = parse.words[index]
        if parse.pos[index] == "PROPN":
            _behind_its_kind(parse, index)
            _behind_acronym(parse, index)
        if parse.kids_as(index, "case") and parse.pos[parse.heads[index]] in ("ADJ", "VERB"):
            _on_nation(parse, index)
        if parse.deps[index] == "acl":
            _on_kind(parse, index)
        elif parse.deps[index].startswith("obl"):
            _charged(parse, index)
        if word == "où" and parse.words[index - 1] == "d'":
            _whence(parse, index)
        elif word in _CLITICS:
            _infinitive(parse, index + 1)
        elif word == "en":
            _of_it(parse, index)
        if parse.lemmas[index] == "voir":
            _seen(parse, index)


def mend_gerunds(parse: Parse) -> None:
    """Mends in place what the parser hangs on a noun and takes for a verb, when clauses are mended."""
    for index in range(1, len(parse.words)):
        if parse.words[index - 1] == "en" and parse.heads[index - 1] == index:
            _gerund(parse, index)
        elif parse.words[index - 1] == "," and parse.pos[index] == "VERB":
            _no_verb(parse, index)
        if parse.deps[index] in SUBJECTS:
            _object_inside(parse, index)
        elif parse.deps[index] == "obl:mod" and parse.heads[index] > index:
            _before_verb(parse, index)
        elif parse.words[index] in (*QUE, "auxquelles", "auxquels", "auquel"):
            _of_infinitive(parse, index)


def _on_nation(parse: Parse, phrase: int) -> None:
    """What stands behind a nation's adjective is about the noun before: "des troupes rwandaises en RDC"."""
    adjective = parse.heads[phrase]
    word = parse.words[adjective].removesuffix("s") if parse.words[adjective][-2:] not in ("is",) else "ais"
    is_nation = bool(_NATION.search(word)) or parse.words[adjective].removesuffix("s") in grammar().nations
    if parse.deps[adjective] == "amod" and adjective < phrase and is_nation and parse.has_case(phrase, _ABOUT):
        parse.attach(phrase, parse.heads[adjective], "nmod")


def _charged(parse: Parse, verb: int) -> None:
    """What one is accused of completes the verb of accusing: "en accusant X de s'être allié à Y"."""
    accusing = parse.heads[verb]
    is_charge = parse.deps[verb] in ("obl:arg", "obl:mod") and parse.pos[verb] == "VERB" and is_of(parse, verb)
    if is_charge and parse.lemmas[accusing] in grammar().charging and accusing < verb:
        parse.deps[verb] = "xcomp"


def _on_kind(parse: Parse, participle: int) -> None:
    """What was done is said of the whole: "l'accord de cessez-le-feu conclu entre X et Y"."""
    kind = parse.heads[participle]
    whole = parse.heads[kind]
    is_kind = parse.deps[kind] == "nmod" and kind == participle - 1 and parse.has_case(kind, ("de", "d'"))
    if not is_kind or parse.kids_as(kind, "det", "amod", "nummod") or parse.pos[kind] != "NOUN":
        return
    is_one = parse.pos[whole] == "NOUN" and whole < kind and parse.has(kind, "Number=Sing")
    if is_one and parse.is_past_participle(participle) and agrees(parse, whole, participle):
        parse.attach(participle, whole, "acl")


def _behind_its_kind(parse: Parse, name: int) -> None:
    """The name behind a noun for a body is that body's: "la mainmise de la coalition Viv Ansanm sur X"."""
    body = name - 1
    is_body = parse.pos[body] == "NOUN" and parse.words[body] in grammar().bodies and parse.kids_as(body, "det")
    is_far = parse.heads[name] < body and parse.deps[name] in _HUNG and parse.left_edge(name) == name
    if is_body and is_far:
        parse.attach(name, body, "appos")


def _behind_acronym(parse: Parse, acronym: int) -> None:
    """Who is named behind an office and a body in capitals holds it: "l'émissaire de l'ONU Ghassan Salamé"."""
    first, last = acronym + 1, acronym + 2
    office = parse.heads[acronym]
    if not parse.texts[acronym].isupper() or last >= len(parse.words) or parse.heads[first] != acronym:
        return
    is_name = all(parse.pos[at] == "PROPN" and parse.texts[at].istitle() for at in (first, last))
    is_office = parse.deps[acronym] == "nmod" and parse.has_case(acronym, OF) and parse.pos[office] == "NOUN"
    if is_name and is_office and parse.deps[first].startswith("flat") and parse.has(office, "Number=Sing"):
        parse.attach(first, office, "appos")
        for other in [kid for kid in parse.kids_as(acronym, "flat:name", "flat:foreign") if kid > first]:
            parse.attach(other, first, "flat:name")


def _whence(parse: Parse, pronoun: int) -> None:
    """A clause of "d'où" is about the place before it: "le Tchad, d'où les soldats se sont retirés"."""
    clause, noun = parse.heads[pronoun], noun_before(parse, pronoun - 1)
    if clause < pronoun or noun is None or not parse.is_verb(clause) or not parse.attach(clause, noun, "acl:relcl"):
        return
    parse.attach(pronoun, clause, "obl:arg")
    parse.attach(pronoun - 1, pronoun, "case")
    parse.pos[pronoun], parse.morphs[pronoun], parse.pos[pronoun - 1] = "PRON", _RELATIVE, "ADP"


def _infinitive(parse: Parse, verb: int) -> None:
    """What has a pronoun for object is an infinitive: "menacent de la bombarder"."""
    if verb >= len(parse.words) or parse.pos[verb] != "NOUN" or not _INFINITIVE.search(parse.words[verb]):
        return
    clitic = verb - 1
    if parse.deps[clitic] != "obj" or parse.heads[clitic] != verb or parse.words[clitic - 1] not in _INTRODUCING:
        return
    parse.pos[verb], parse.morphs[verb], parse.lemmas[verb] = "VERB", "VerbForm=Inf", parse.words[verb]
    parse.pos[clitic], parse.morphs[clitic] = "PRON", "Person=3"
    for case in parse.kids_as(verb, "case"):
        parse.deps[case] = "mark"
    if parse.is_verb(parse.heads[verb]):
        parse.deps[verb] = "xcomp"


def _of_it(parse: Parse, pronoun: int) -> None:
    """Of what "en" stands for is what a verb takes: "X, dont Y en a pris le contrôle", "en assure la direction"."""
    verb = parse.heads[pronoun]
    if not parse.is_verb(verb) or verb < pronoun or parse.kids_as(verb, "cop") or parse.pos[pronoun] == "ADP":
        return
    nouns = [noun for noun in parse.kids_as(verb, "obj") if noun > verb and parse.pos[noun] == "NOUN"]
    is_whole = [n for n in nouns if any(parse.words[kid] in _CLITICS for kid in parse.kids_as(n, "det"))]
    if is_whole and not parse.kids_as(is_whole[0], "nmod") and parse.attach(pronoun, is_whole[0], "det"):
        parse.pos[pronoun], parse.morphs[pronoun] = "PRON", "Poss=Yes|PronType=Prs"


def _seen(parse: Parse, seeing: int) -> None:
    """To whom something is done in the passive: "X s'est vu infliger par Y une amende"."""
    done = [kid for kid in (parse.heads[seeing], *parse.kids_as(seeing, "xcomp", "obj", "ccomp")) if kid > seeing]
    if not parse.is_past_participle(seeing) or not done or not parse.has(done[0], "VerbForm=Inf"):
        return
    verb = done[0]
    reflexives = [kid for kid in (*parse.kids[seeing], *parse.kids[verb]) if parse.words[kid] in _REFLEXIVES]
    if not reflexives:
        return
    if parse.heads[verb] == seeing:
        parse.replace(seeing, verb, "aux:pass")
    parse.hand_over(seeing, verb)
    parse.deps[seeing], parse.pos[seeing], parse.morphs[verb] = "aux:pass", "AUX", parse.morphs[seeing]
    parse.deps[reflexives[0]], parse.pos[reflexives[0]] = "dep", "PART"
    for kid in parse.kids[verb]:
        if parse.deps[kid] in ("nsubj", "nsubj:pass"):
            parse.deps[kid] = "iobj"
        elif parse.has_case(kid, ("par",)):
            parse.deps[kid] = "obl:agent"


def _gerund(parse: Parse, verb: int) -> None:
    """A gerund tells how its verb's subject did it, and is about no noun: "a haussé le ton en menaçant X"."""
    if not (parse.has(verb, "VerbForm=Part") and parse.has(verb, "Tense=Pres")):
        return
    if parse.deps[verb - 1] == "case":
        parse.deps[verb - 1], parse.deps[verb] = "mark", "advcl"
    done = next((head for head in above(parse, verb) if not parse.is_noun(head)), verb)
    if done != parse.heads[verb] and parse.pos[done] == "VERB" and done < verb:
        parse.attach(verb, done, "advcl")


def _object_inside(parse: Parse, noun: int) -> None:
    """What stands right behind an infinitive is its object: "la décision d'expulser X a été saluée"."""
    verb, infinitive = parse.heads[noun], parse.left_edge(noun) - 1
    others = [kid for kid in parse.kids_as(verb, *SUBJECTS) if kid < infinitive]
    is_inside = infinitive > 0 and parse.pos[infinitive] == "VERB" and parse.has(infinitive, "VerbForm=Inf")
    if others and noun < verb and is_inside and not parse.kids_as(infinitive, "obj"):
        parse.attach(noun, infinitive, "obj")


def _before_verb(parse: Parse, phrase: int) -> None:
    """A phrase between a subject and its verb is about the subject: "la mort de X dans une frappe a choqué"."""
    verb, start = parse.heads[phrase], parse.left_edge(phrase)
    subjects = [kid for kid in parse.kids_as(verb, *SUBJECTS) if parse.pos[kid] == "NOUN" and kid < start]
    if not subjects or not parse.kids_as(phrase, "case") or is_time(parse, phrase) or not parse.is_noun(phrase):
        return
    inside = parse.words[subjects[-1] : first_of(parse, verb)]
    if "," not in inside and not any(parse.is_verb(at) for at in range(subjects[-1], start)):
        parse.attach(phrase, subjects[-1], "nmod")


def _of_infinitive(parse: Parse, pronoun: int) -> None:
    """What one is accused of doing to somebody: "X, que Y est accusé d'armer", "X, auquel Y est accusé de livrer"."""
    verb = parse.heads[pronoun]
    infinitives = [kid for kid in parse.kids_as(verb, "xcomp") if parse.has(kid, "VerbForm=Inf")]
    is_passive = parse.deps[verb] == "acl:relcl" and parse.kids_as(verb, "aux:pass")
    if not is_passive or not infinitives or parse.deps[pronoun] not in ("obj", "iobj", "mark", "obl:arg", "obl:mod"):
        return
    is_object = parse.words[pronoun] in QUE
    if not (is_object and parse.kids_as(infinitives[0], "obj")):
        parse.attach(pronoun, infinitives[0], "obj" if is_object else "iobj")
        parse.pos[pronoun], parse.morphs[pronoun] = "PRON", _RELATIVE


def _no_verb(parse: Parse, noun: int) -> None:
    """No verb stands right behind a comma and its subject: "X, figure de proue de Y, a rejeté Z"."""
    if parse.words[noun + 1 : noun + 2] == [] or parse.words[noun + 1] not in OF or not parse.has(noun, "VerbForm=Fin"):
        return
    subjects = [kid for kid in parse.kids_as(noun, "nsubj", "nsubj:pass") if kid < noun - 1]
    mains = [kid for kid in parse.kids_as(noun, *_FOLLOWING) if kid > noun and follows_without_subject(parse, kid)]
    if len(subjects) != 1 or not mains or "," in parse.words[subjects[0] : noun - 1]:
        return
    subject, main = subjects[0], mains[0]
    parse.pos[noun], parse.morphs[noun], parse.lemmas[noun] = "NOUN", "Number=Sing", parse.words[noun]
    parse.replace(noun, main, "dep")
    parse.attach(subject, main, role(parse, main))
    parse.attach(noun, subject, "appos")
    for kid in parse.kids_as(noun, "obl:arg", "obl:mod"):
        parse.deps[kid] = "nmod"
    parse.hand_over(noun, main, behind=main)
