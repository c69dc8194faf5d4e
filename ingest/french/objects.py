"""Objects that the French parser hangs on a verb beside their own, and verbs that it misreads for want of one."""

from __future__ import annotations

import re

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import OF, PARTICIPLE, QUE, STEPS, SUBJECTS, TO
from ingest.french.times import take_article

_WITH_OF = ("lors", "près", "autour", "hors", "auprès")
"""Adverbs that are a preposition before "de"."""
_LOOSE = ("advmod", "obl:mod", "obl:arg", "dep", "nmod")
_NUMBER = re.compile(
    r"(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    r"|cinquante|soixante|cent)(-\w+|s)?$"
)
_NO_PARTICIPLE = re.compile(r"(ompt|[eao]nd|erd|ient|oit|bat|met)$")
"""How verbs end in the present and no participle does: "rompt", "suspend", "détient"."""


def mend_words(parse: Parse) -> None:
    """Mends in place words of the wrong kind, and what stands right behind them."""
    for index in range(1, len(parse.words)):
        if parse.pos[index] == "VERB" and parse.has(index, "VerbForm=Part"):
            _participle(parse, index)
        elif parse.words[index] in _WITH_OF and parse.deps[index] in _LOOSE:
            _before_of(parse, index)
        if parse.pos[index] == "ADJ" and parse.heads[index] == index - 1:
            _counted(parse, index)
        if parse.pos[index] in ("ADJ", "NOUN") and parse.words[index].endswith("ent"):
            _of_several(parse, index)
        if parse.deps[index] == "obj" and parse.pos[index] == "VERB" and parse.has(index, "VerbForm=Fin"):
            _no_object(parse, index)
        if parse.deps[index] == "punct" and parse.is_noun(index):
            _no_punctuation(parse, index)
        if parse.words[index] == "au" and parse.deps[index] == "advmod":
            _at_least(parse, index)
        if parse.words[index] == "face" and parse.words[index + 1 : index + 2] != []:
            _in_face_of(parse, index)


def _participle(parse: Parse, verb: int) -> None:
    is_present = parse.words[verb].endswith("e") and f"{parse.words[verb]}r" == parse.lemmas[verb]  # "recrute"
    if is_present or _NO_PARTICIPLE.search(parse.words[verb]):
        parse.morphs[verb] = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    if parse.deps[verb] in ("acl", "amod"):
        _behind_participle(parse, verb)


def _no_object(parse: Parse, noun: int) -> None:
    """No verb with an ending and an article is an object: "a rejeté l'offre de X"."""
    article = noun - 1
    is_noun = parse.pos[article] == "DET" and parse.heads[article] == noun and parse.has(article, "Number=Sing")
    if is_noun and not parse.kids_as(noun, *SUBJECTS, "mark"):
        parse.pos[noun], parse.morphs[noun], parse.lemmas[noun] = "NOUN", "Number=Sing", parse.words[noun]


def _at_least(parse: Parse, adverb: int) -> None:
    """Nothing hangs on "au moins" but its number: "a massacré au moins 60 civils"."""
    for noun in [kid for kid in parse.kids[adverb] if kid > adverb and parse.is_noun(kid)]:
        if parse.kids_as(noun, "nummod") and parse.attach(noun, parse.heads[adverb], "obj"):
            parse.attach(adverb, noun, "advmod")


def _in_face_of(parse: Parse, face: int) -> None:
    """What looks like a noun and an article is a preposition: "a capitulé face aux rebelles"."""
    noun, article = parse.heads[face], face + 1
    if parse.deps[face] == "case" and parse.heads[article] == noun and parse.words[article] in TO:
        parse.pos[face] = parse.pos[article] = "ADP"
        parse.deps[article] = "case"


def _no_punctuation(parse: Parse, noun: int) -> None:
    """No noun is punctuation, as the parser has it: "chasse l'armée de X", "le navire Tonnerre"."""
    verb, first = parse.heads[noun], parse.left_edge(noun)
    if first == noun and parse.pos[noun] == "PROPN" and parse.pos[noun - 1] == "NOUN":
        parse.attach(noun, noun - 1, "appos")
    elif parse.kids_as(noun, "case"):
        parse.deps[noun] = "obl:mod"
    elif parse.is_verb(verb) and verb < noun and not parse.kids_as(verb, "obj", "cop", "ccomp"):
        parse.deps[noun] = "obj"
    else:
        parse.deps[noun] = "dep"


def _before_of(parse: Parse, adverb: int) -> None:
    """An adverb and "de" are one preposition: "ont été tués lors d'une attaque de X"."""
    above = parse.heads[adverb]
    if above > adverb and any(case == adverb + 1 and parse.words[case] in OF for case in parse.kids_as(above, "case")):
        parse.deps[adverb], parse.pos[adverb] = "case", "ADP"  # "a massé des troupes près de X"
        parse.attach(adverb + 1, adverb, "fixed")
        thing = parse.heads[above]
        if parse.deps[above] == "nmod" and parse.deps[thing] == "obj":
            parse.attach(above, parse.heads[thing], "obl:mod")
        return
    for noun in parse.kids_as(adverb, "obl:arg", "obl:mod", "nmod"):
        cases = [case for case in parse.kids_as(noun, "case") if case == adverb + 1 and parse.words[case] in OF]
        if cases and parse.attach(noun, parse.heads[adverb], "obl:mod"):
            parse.attach(adverb, noun, "case")
            parse.attach(cases[0], adverb, "fixed")
            parse.pos[adverb] = "ADP"
            return


def _counted(parse: Parse, noun: int) -> None:
    """What stands behind a number and is counted is no adjective: "29 civils ont été tués"."""
    number = noun - 1
    is_number = parse.pos[number] == "NUM" or _NUMBER.match(parse.words[number])
    if not is_number or not parse.has(noun, "Number=Plur") or parse.deps[noun] not in ("amod", "nmod"):
        return
    if parse.deps[number] == "nummod":
        return
    parse.replace(number, noun, "nummod")
    parse.pos[noun], parse.pos[number] = "NOUN", "NUM"
    parse.hand_over(number, noun)


def _of_several(parse: Parse, verb: int) -> None:
    """What ends in "-ent" behind a noun in the plural is no adjective: "Les gangs contrôlent 90 % de X"."""
    noun = verb - 1
    is_plural = parse.pos[noun] == "NOUN" and parse.has(noun, "Number=Plur") and not parse.kids_as(noun, "case")
    if not is_plural or parse.heads[verb] != noun or parse.kids_as(verb, "det", "case", "cop"):
        return
    parse.replace(noun, verb, "nsubj")
    parse.pos[verb], parse.lemmas[verb] = "VERB", parse.words[verb].removesuffix("ent") + "er"
    parse.morphs[verb] = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
    parse.hand_over(noun, verb, behind=verb)
    above = parse.heads[verb]
    if above > verb and parse.is_noun(above) and not parse.kids_as(above, "case"):
        parse.replace(above, verb, "obj")
    bare = [k for k in parse.kids[verb] if k > verb and parse.is_noun(k) and not parse.kids_as(k, "case")]
    if bare and not parse.kids_as(verb, "obj") and parse.deps[bare[0]] in ("nmod", "appos", "dep", "obl:mod", "conj"):
        parse.deps[bare[0]] = "obj"


def _behind_participle(parse: Parse, participle: int) -> None:
    """What stands right behind a participle is its own: "l'attentat attribué aux shebab a visé X"."""
    noun = parse.heads[participle]
    if parse.kids_as(participle, "obl:arg", "obl:mod", "obl:agent", "obj") or not noun < participle:
        return
    for kid in parse.kids_as(noun, "nmod", "obl:arg", "obl:mod"):
        is_phrase = kid > participle and parse.kids_as(kid, "case") and not parse.has_case(kid, OF)
        if is_phrase and parse.left_edge(kid) == participle + 1:
            parse.attach(kid, participle, "obl:agent" if parse.has_case(kid, ("par",)) else "obl:arg")
            return


def mend_objects(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, word in enumerate(parse.words):
        if word in ("des", "du", "de") and parse.deps[index] == "case":
            _some(parse, index)
        if parse.kids_as(index, "aux:pass"):
            _is_active(parse, index)
        if parse.deps[index] == "xcomp" and parse.has(index, "VerbForm=Inf"):
            _behind_infinitive(parse, index)
        elif parse.deps[index] == "conj" and parse.pos[index] == "VERB":
            _of_second(parse, index)
        if word in QUE and parse.deps[index] == "obj":
            _of_infinitive(parse, index)


def _behind_infinitive(parse: Parse, infinitive: int) -> None:
    """What stands behind an infinitive is its object: "ont tenté de prendre d'assaut le siège de X"."""
    verb = parse.heads[infinitive]
    objects = parse.kids_as(verb, "obj")
    is_free = parse.is_verb(verb) and verb < infinitive and parse.lemmas[verb] not in grammar().seeing
    if not is_free or len(objects) != 1 or objects[0] < infinitive or parse.kids_as(infinitive, "obj", "ccomp", "cop"):
        return
    if "," not in parse.words[infinitive : objects[0]]:
        parse.attach(objects[0], infinitive, "obj")


def _of_second(parse: Parse, verb: int) -> None:
    """Of two objects the one behind the second verb is that one's: "a suspendu X et réclamé à Y la libération de Z"."""
    first = parse.heads[verb]
    objects = parse.kids_as(first, "obj")
    is_second = first < verb and parse.pos[first] == "VERB" and len(objects) == 2 and objects[0] < verb < objects[1]
    if is_second and not parse.kids_as(verb, *SUBJECTS, "obj", "ccomp", "xcomp"):
        parse.attach(objects[1], verb, "obj")


def _of_infinitive(parse: Parse, pronoun: int) -> None:
    """A relative "que" is the object of the last infinitive: "X, que l'armée pourrait tenter d'attaquer"."""
    verb = parse.heads[pronoun]
    if parse.deps[verb] != "acl:relcl" or not pronoun < verb or not parse.has(pronoun, "PronType=Rel"):
        return
    for _ in range(STEPS):
        deeper = [kid for kid in parse.kids_as(verb, "xcomp") if kid > verb and parse.has(kid, "VerbForm=Inf")]
        if not deeper or parse.lemmas[verb] not in grammar().willing:
            break
        verb = deeper[0]
    if not parse.kids_as(verb, "obj", "ccomp", "cop"):
        parse.attach(pronoun, verb, "obj")


def _some(parse: Parse, article: int) -> None:
    """Behind a verb without object "des" is an article: "a exécuté des civils à Rutshuru"."""
    noun, verb = parse.heads[article], article - 1
    is_behind = parse.heads[noun] == verb and parse.deps[noun] in ("obl:arg", "obl:mod") and parse.is_verb(verb)
    if not is_behind or parse.pos[noun] != "NOUN" or parse.lemmas[verb] in grammar().with_of or verb < 0:
        return
    is_part = parse.words[article] == "du" or parse.deps[article + 1] == "det"
    if parse.words[article] != "des" and (parse.lemmas[verb] not in grammar().giving or not is_part):
        return
    full = ("obj", "ccomp", "xcomp", "cop", "aux:pass", "expl:comp", "expl:pass", "obl:agent")
    is_finite = parse.has(verb, "VerbForm=Fin") or parse.kids_as(verb, "aux:tense") or parse.has(verb, "VerbForm=Inf")
    if is_finite and not parse.kids_as(verb, *full):
        parse.attach(noun, verb, "obj")
        take_article(parse, noun, [article])


def _is_active(parse: Parse, verb: int) -> None:
    """Who fell or entered did so: "est tombé dans une embuscade tendue par X", "sont entrées dans Y"."""
    stem = PARTICIPLE.sub("", parse.words[verb])
    if parse.pos[verb] == "NOUN" and stem != parse.words[verb] and not parse.kids_as(verb, "det", "case"):
        parse.pos[verb], parse.morphs[verb], parse.lemmas[verb] = "VERB", "Tense=Past|VerbForm=Part", f"{stem}er"
    if parse.lemmas[verb] not in grammar().objectless:
        return
    for kid in parse.kids_as(verb, "nsubj:pass", "aux:pass"):
        parse.deps[kid] = "nsubj" if parse.deps[kid] == "nsubj:pass" else "aux:tense"
    for agent in parse.kids_as(verb, "obl:agent"):
        parse.deps[agent] = "obl:mod"
        done = [k for i in parse.kids_as(verb, "obl:mod", "obl:arg") for k in parse.kids_as(i, "acl", "amod")]
        done = [k for k in done if verb < k < agent and parse.has(k, "VerbForm=Part")]
        if done:
            parse.attach(agent, done[-1], "obl:agent")
