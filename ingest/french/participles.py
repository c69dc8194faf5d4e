"""Past participles that the French tagger takes for nouns, made verbs of what they are said of."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import AUXILIARIES, OF, PARTICIPLE, SUBJECTS, is_predicate, role


def mend_participles(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, pos in enumerate(parse.pos):
        if pos == "VERB" and parse.heads[index] == index:
            _before_main(parse, index)
        if pos == "NOUN":
            _opening(parse, index)
            _told_of_noun(parse, index)


def _before_main(parse: Parse, participle: int) -> None:
    """A participle that opens a sentence heads no clause behind it: "Basé au Mali, le GSIM a attaqué X"."""
    is_first = parse.opens_sentence(participle)
    is_past = parse.is_past_participle(participle)
    if not is_first or not is_past or parse.kids_as(participle, *AUXILIARIES, *SUBJECTS, "cop"):
        return
    mains = [kid for kid in parse.kids_as(participle, "advcl", "ccomp", "parataxis", "dep", "conj") if kid > participle]
    mains = [kid for kid in mains if is_predicate(parse, kid) and parse.kids_as(kid, *SUBJECTS)]
    if mains and not parse.kids_as(mains[0], "mark", "cc") and "," in parse.words[participle : mains[0]]:
        parse.replace(participle, mains[0], "advcl")


def _opening(parse: Parse, participle: int) -> None:
    """A participle that opens a sentence heads nothing: "Nommé ministre par X, Y a refusé"."""
    is_first = parse.opens_sentence(participle)
    is_root = parse.heads[participle] == participle and PARTICIPLE.search(parse.words[participle])
    if (
        not is_first
        or not is_root
        or parse.kids_as(participle, "det", "case", "cop")
        or parse.words[participle + 1] in OF
    ):
        return
    verbs = [kid for kid in parse.kids[participle] if kid > participle and is_predicate(parse, kid)]
    names = [kid for kid in parse.kids_as(participle, "appos", "conj", "nmod") if parse.pos[kid] == "PROPN"]
    names = [
        name for name in names if parse.words[parse.left_edge(name) - 1] == "," and not parse.kids_as(name, "case")
    ]
    if not verbs or not names or not names[0] < verbs[0] or parse.kids_as(verbs[0], *SUBJECTS):
        return
    parse.make_participle(participle, f"{PARTICIPLE.sub('', parse.words[participle])}er")
    parse.replace(participle, verbs[0], "advcl")
    parse.attach(names[0], verbs[0], role(parse, verbs[0]))
    for kid in [k for k in parse.kids_as(participle, "nmod") if participle < k < names[0]]:
        parse.deps[kid] = "obl:agent" if parse.has_case(kid, ("par",)) else "xcomp"


def _told_of_noun(parse: Parse, participle: int) -> None:
    """A participle that looks like a noun: "X, conduite par Y, a", "Nommé à la tête de X, Y a"."""
    word = parse.words[participle]
    lemma = grammar().participles.get(word.removesuffix("s")) or (
        f"{PARTICIPLE.sub('', word)}er" if PARTICIPLE.search(word) else ""
    )
    if (
        not lemma
        or parse.kids_as(participle, "det", "case", "cop", "amod", *SUBJECTS)
        or parse.pos[participle] != "NOUN"
    ):
        return
    head = parse.heads[participle]
    agents = [kid for kid in parse.kids[participle] if kid > participle and parse.has_case(kid, ("par",))]
    is_first = parse.opens_sentence(participle) and participle < head
    is_opening = is_first and parse.is_verb(head) and parse.words[participle + 1] not in (*OF, ",")
    is_told = parse.deps[participle] in ("appos", "acl", "nmod") and head < participle and parse.is_noun(head)
    if not is_opening and not (is_told and (agents or lemma in grammar().stemming)):
        return
    parse.make_participle(participle, lemma)
    parse.deps[participle] = "advcl" if is_opening else "acl"
    for agent in agents[:1]:
        parse.deps[agent] = "obl:agent"
    for kid in parse.kids_as(participle, "nmod"):
        parse.deps[kid] = "obl:arg"
