"""Faults that the French parser makes again and again, mended before anything is relabelled."""

from __future__ import annotations

import re

from ingest.french.attachments import mend_attachments, mend_gerunds
from ingest.french.auxiliaries import mend_auxiliaries
from ingest.french.clauses import mend_clauses
from ingest.french.dependents import mend_dependents
from ingest.french.inversions import mend_inversions
from ingest.french.lists import mend_lists
from ingest.french.names import mend_names
from ingest.french.neighbours import mend_heads, mend_neighbours
from ingest.french.objects import mend_objects, mend_words
from ingest.french.offices import mend_offices
from ingest.french.openings import mend_openings
from ingest.french.parse import Parse
from ingest.french.participles import mend_participles
from ingest.french.phrases import bare_place, hang, inverted_tag, join, lost_subject, mend_torn, partitive
from ingest.french.predicates import PARTICIPLE, STEPS, above, is_of
from ingest.french.present import find_verbs
from ingest.french.pronouns import mend_pronouns
from ingest.french.relatives import is_told_to
from ingest.french.roots import mend_labels
from ingest.french.rows import mend_joined, mend_receivers, mend_rows
from ingest.french.series import mend_series
from ingest.french.strays import mend_strays
from ingest.french.ties import mend_ties

_FUTURE = re.compile(r"r(ai|as|a|ons|ez|ont)$")
_CONDITIONAL = re.compile(r"r(ais|ait|ions|iez|aient)$")
_INFINITIVE = re.compile(r"(er|ir|re|oir)$")
_RELATIVES = frozenset({
    "qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "duquel",
})  # fmt: skip
_OF_ONE = ("lequel", "laquelle", "auquel", "duquel")
_TITLES = frozenset({"m.", "mm.", "mme", "mmes", "me", "dr", "pr", "mgr", "s.e.", "monsieur", "madame"})
_PRESENT = re.compile(r"(?<![rR])(e|ent|it)$")
"""How no infinitive ends."""
_FORM = re.compile(r"(es?|ent|ons|ez|a|ant|ait|aient|ée?s?|èrent)$")
_ACTING = re.compile(r"ants?$")
_LINKED = ("conj", "parataxis", "ccomp", "advcl", "dep")


def mend(parse: Parse) -> None:
    """Mends a parse in place."""
    for mends in _PASSES:
        mends(parse)


def _predicates(parse: Parse) -> None:
    for index in range(len(parse.words)):
        if parse.is_verb(index):
            _second_subject(parse, index)
            lost_subject(parse, index)
        bare_place(parse, index)
        partitive(parse, index)
        inverted_tag(parse, index)


def _inverted_and_relatives(parse: Parse) -> None:
    for index in range(len(parse.words)):
        _inverted(parse, index)
        if parse.words[index] in _RELATIVES:
            _torn_relative(parse, index)
            _relative(parse, index)
            _of_one(parse, index)


def _verbs_and_titles(parse: Parse) -> None:
    for index in range(len(parse.words)):
        is_bare_noun = parse.pos[index] == "NOUN" and not parse.kids_as(index, "det", "case", "amod")
        if (is_bare_noun or parse.pos[index] in ("ADJ", "VERB", "DET", "X", "ADV")) and parse.kids_as(
            index, "aux:tense"
        ):
            _participle(parse, index)
        if parse.pos[index] == "VERB" and _ACTING.search(parse.words[index]):
            _acting(parse, index)
        if parse.is_verb(index):
            _inflection(parse, index)
            _just_done(parse, index)
        if parse.words[index] in _TITLES:
            _title(parse, index)


def _acting(parse: Parse, noun: int) -> None:
    """What has an article and ends in "-ant" is somebody: "l'opposant X a été arrêté"."""
    if noun == 0 or parse.deps[noun - 1] != "det" or parse.heads[noun - 1] != noun or parse.kids_as(noun, "aux:tense"):
        return
    parse.pos[noun], parse.lemmas[noun] = "NOUN", parse.words[noun].removesuffix("s")
    parse.morphs[noun] = "Number=Plur" if parse.words[noun].endswith("s") else "Number=Sing"
    for name in parse.kids_as(noun, "obj", "xcomp"):
        if parse.pos[name] == "PROPN" and parse.left_edge(name) == noun + 1:
            parse.deps[name] = "appos"


def _inflection(parse: Parse, verb: int) -> None:
    """Future and conditional by their endings, which the tagger takes for infinitives or imperfects; and the lemma."""
    word = parse.words[verb]
    is_same = parse.lemmas[verb] == word and parse.has(verb, "VerbForm=Fin")
    if is_same or not _INFINITIVE.search(parse.lemmas[verb]):  # the lemmatiser left the form as it was: "aide", "livre"
        parse.lemmas[verb] = _FORM.sub("er", word)
    if parse.has(verb, "VerbForm=Inf") and _INFINITIVE.search(word):
        return
    if parse.has(verb, "VerbForm=Inf") and PARTICIPLE.search(word):
        parse.morphs[verb] = "Tense=Past|VerbForm=Part"  # "l'accord négocié par X"
    is_like = word.endswith("e") and f"{word}r" == parse.lemmas[verb]  # no "choisi", which is a participle
    if not parse.has(verb, "VerbForm=Fin") and (is_like or word == "dissout"):
        parse.morphs[verb] = "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"
    if parse.has(verb, "Tense=Past") and parse.has(verb, "VerbForm=Fin") and word == f"{parse.lemmas[verb][:-1]}t":
        parse.morphs[verb] = parse.morphs[verb].replace("Tense=Past", "Tense=Pres")  # "fournit" is both
    if parse.has(verb, "VerbForm=Inf") and _PRESENT.search(word):
        parse.morphs[verb] = "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"
    if parse.has(verb, "VerbForm=Inf") or (parse.has(verb, "Tense=Imp") and _CONDITIONAL.search(word)):
        if _FUTURE.search(word) and not _INFINITIVE.search(word):
            parse.morphs[verb] = "Mood=Ind|Number=Sing|Tense=Fut|VerbForm=Fin"
        elif _CONDITIONAL.search(word) and parse.lemmas[verb] in (stem := _CONDITIONAL.sub("r", word), f"{stem}e"):
            parse.morphs[verb] = "Mood=Cnd|Number=Sing|Tense=Pres|VerbForm=Fin"


def _participle(parse: Parse, verb: int) -> None:
    """What an auxiliary of time stands with is a past participle, whatever the tagger says: "avait affronté"."""
    if not parse.has(verb, "VerbForm=Part") and not parse.has(verb, "VerbForm=Inf"):
        parse.pos[verb], parse.morphs[verb] = "VERB", "Tense=Past|VerbForm=Part"


def _just_done(parse: Parse, verb: int) -> None:
    """What somebody has just done is done: "vient" is an auxiliary in "vient de livrer"."""
    come = parse.heads[verb]
    marks = [kid for kid in parse.kids_as(verb, "mark") if parse.words[kid] in ("de", "d'")]
    is_recent = parse.deps[verb] == "xcomp" and parse.lemmas[come] == "venir" and parse.has(come, "VerbForm=Fin")
    if not is_recent or not marks or not parse.has(verb, "VerbForm=Inf"):
        return
    parse.replace(come, verb, "aux:tense")
    parse.hand_over(come, verb)
    parse.deps[marks[0]] = "discourse"
    parse.morphs[verb] = "Tense=Past|VerbForm=Part"


def _title(parse: Parse, title: int) -> None:
    """The name heads "M. Diop"."""
    for name in parse.kids_as(title, "flat:name", "appos", "nmod", "flat:foreign"):
        if parse.pos[name] == "PROPN" and name > title:
            parse.replace(title, name, "compound")
            parse.hand_over(title, name)
            return


def _titles_before_people(parse: Parse) -> None:
    """A noun right before a person is what the person is: "le président malien Assimi Goïta"."""
    for start, end, label in parse.ents:
        if label != "PER":
            continue
        noun = start - 1
        while noun > 0 and parse.pos[noun] == "ADJ":
            noun -= 1
        root = next((i for i in range(start, end) if not start <= parse.heads[i] < end), start)
        if noun < 0 or parse.pos[noun] != "NOUN" or parse.heads[root] == noun or not _is_free(parse, noun, root):
            continue
        head, dep = parse.heads[root], parse.deps[root]
        if head == root or parse.attach(noun, head, dep):
            parse.attach(root, noun, "appos")


def _is_free(parse: Parse, noun: int, name: int) -> bool:
    """Whether a noun may be moved to the place of the name behind it."""
    if parse.kids_as(noun, "nsubj", "cop") or parse.deps[noun] in ("obl:mod",):
        return False
    return parse.deps[name] in ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl:arg", "nmod", "conj", "dep", "ROOT")


def _inverted(parse: Parse, index: int) -> None:
    """The verb heads "affirme-t-il"."""
    if parse.pos[index] != "PRON" or not parse.texts[index].startswith("-") or index == 0:
        return
    verb = index - 1
    if parse.texts[verb] == "-t":
        verb -= 1
    if verb < 0 or not parse.is_verb(verb) or parse.heads[verb] != index:
        return
    parse.replace(index, verb, "nsubj")
    parse.hand_over(index, verb)


def _second_subject(parse: Parse, verb: int) -> None:
    """Of two subjects of a verb without object, the one behind is its object: "que l'armée a attaqué le GSIM"."""
    subjects = [noun for noun in parse.kids_as(verb, "nsubj") if not parse.kids_as(noun, "case")]
    behind = [noun for noun in subjects if noun > verb and parse.is_noun(noun)]
    if not behind:
        return
    charges = [kid for kid in parse.kids_as(verb, "xcomp") if kid < max(subjects) or not is_of(parse, kid)]
    is_full = charges or parse.kids_as(verb, "obj", "cop", "aux:pass", "ccomp")
    if len(behind) == 1 and min(subjects) < verb and not is_full:
        parse.attach(behind[0], verb, "obj")


def _relative(parse: Parse, pronoun: int) -> None:
    """A clause that a relative pronoun opens hangs on the noun before it."""
    is_object = _is_object_relative(parse, pronoun)
    if parse.pos[pronoun] != "PRON" and parse.words[pronoun] != "dont" and not is_object:
        return
    if not parse.has(pronoun, "PronType=Rel"):
        if parse.words[pronoun] not in ("qui", "dont") and not is_object:
            return
        parse.morphs[pronoun] = "PronType=Rel"
        if parse.deps[pronoun] == "mark":
            parse.deps[pronoun] = "obj"
    parse.pos[pronoun] = "PRON"
    clause = pronoun
    for _ in range(STEPS):
        head = parse.heads[clause]
        if head == clause or head < pronoun:
            break
        clause = head
        if parse.is_verb(clause) or parse.kids_as(clause, "cop"):
            break
    if (
        clause == pronoun
        or is_told_to(parse, pronoun, pronoun - 1)
        or parse.deps[clause] in ("acl:relcl", "ROOT", "conj")
        or parse.left_edge(clause) < pronoun - 1
    ):
        return
    noun = _antecedent(parse, pronoun)
    if noun is not None and not (clause < noun):
        parse.attach(clause, noun, "acl:relcl")


def _of_one(parse: Parse, pronoun: int) -> None:
    """A clause in the singular is about the last of several: "Abuja et Niamey, qui a quitté l'alliance", "auquel"."""
    clause = parse.heads[pronoun]
    noun = parse.heads[clause]
    others = [kid for kid in parse.kids_as(noun, "conj") if noun < kid < pronoun and parse.is_noun(kid)]
    if parse.deps[clause] != "acl:relcl" or not others:
        return
    if parse.words[pronoun] in _OF_ONE:
        parse.attach(clause, others[-1], "acl:relcl")
    if parse.deps[pronoun] != "nsubj":
        return
    finite = [i for i in (clause, *parse.kids_as(clause, "aux:tense")) if parse.has(i, "VerbForm=Fin")]
    if finite and parse.has(finite[0], "Number=Sing"):
        parse.attach(clause, others[-1], "acl:relcl")


def _torn_relative(parse: Parse, pronoun: int) -> None:
    """A relative clause gives the place of main clause back: "X, dont les troupes se battent au Kivu, a démenti"."""
    clause = next((head for head in above(parse, pronoun) if head > pronoun and _is_predicate(parse, head)), None)
    if clause is None:
        return
    subjects = parse.kids_as(clause, "nsubj", "nsubj:pass")
    if parse.deps[clause] == "cop":
        clause = parse.heads[clause]
        subjects += parse.kids_as(clause, "nsubj", "nsubj:pass")
    subjects += [
        noun for noun in parse.kids_as(clause, "obl:mod", "dep") if noun < pronoun and _is_bare_name(parse, noun)
    ]
    nouns = [noun for noun in subjects if noun < pronoun and parse.is_noun(noun)]
    mains = [verb for verb in parse.kids_as(clause, *_LINKED) if verb > clause and _is_main(parse, verb)]
    if not nouns or not mains or not any(subject >= pronoun for subject in subjects):
        return
    noun, main = nouns[0], mains[0]
    head, dep = parse.heads[clause], parse.deps[clause]
    parse.attach(main, main if head == clause else head, dep)
    parse.attach(noun, main, "nsubj:pass" if parse.kids_as(main, "aux:pass") else "nsubj")
    parse.attach(clause, noun, "acl:relcl")
    parse.pos[main] = "VERB"


def _is_bare_name(parse: Parse, noun: int) -> bool:
    return parse.pos[noun] == "PROPN" and not parse.kids_as(noun, "case")


def _is_predicate(parse: Parse, index: int) -> bool:
    return parse.is_verb(index) or bool(parse.kids_as(index, "cop"))


def _is_main(parse: Parse, verb: int) -> bool:
    """Whether a verb behind a comma has its auxiliary or ending, but no subject of its own."""
    first = min((verb, *parse.kids_as(verb, "aux:tense", "aux:pass")))
    finite = any(parse.has(index, "VerbForm=Fin") for index in (verb, first))
    return finite and parse.words[first - 1] == "," and not parse.kids_as(verb, "nsubj", "nsubj:pass", "mark", "cc")


def _is_object_relative(parse: Parse, mark: int) -> bool:
    """Whether "que" is no conjunction: past a noun and a comma, where the verb above has its object already."""
    clause = parse.heads[mark]
    governor = parse.heads[clause]
    if parse.words[mark] not in ("que", "qu'") or mark < 2 or parse.words[mark - 1] != ",":
        return False
    is_object = parse.deps[mark] == "mark" and parse.deps[clause] in ("ccomp", "advcl") and governor < mark < clause
    return is_object and parse.is_noun(mark - 2) and bool(parse.kids_as(governor, "obj"))


def _antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun before a relative pronoun; past a comma the head of its whole phrase."""
    at = pronoun - 1
    if at >= 0 and parse.pos[at] == "ADP":
        at -= 1
    comma = at >= 0 and parse.words[at] == ","
    at -= comma
    while at >= 0 and parse.pos[at] in ("ADJ", "PUNCT") and parse.words[at] not in (".", ";", ":", "»"):
        at -= 1
    if at < 0 or not parse.is_noun(at):
        return None
    while parse.deps[at] in ("flat:name", "flat:foreign", "amod") or (comma and parse.deps[at] == "nmod"):
        head = parse.heads[at]
        if head >= at or not parse.is_noun(head):
            break
        at = head
    return at


_PASSES = (
    mend_names, mend_words, join, mend_labels, find_verbs, mend_pronouns, _verbs_and_titles, _titles_before_people,
    mend_auxiliaries, mend_openings, _inverted_and_relatives, mend_inversions, mend_lists, mend_series,
    mend_offices,
    mend_attachments, mend_rows, mend_participles, mend_neighbours, mend_clauses, mend_gerunds, mend_joined,
    mend_dependents, mend_receivers, mend_heads, mend_ties, mend_objects, mend_strays, _predicates, hang,
    mend_torn,
)  # fmt: skip
"""What mends something, each where what it needs is mended already."""
