"""Past participles that the French tagger takes for nouns, made verbs of what they are said of."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import PARTICIPLE, SUBJECTS


def mend_participles(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, pos in enumerate(parse.pos):
        if pos == "NOUN":
            _told_of_noun(parse, index)


def _told_of_noun(parse: Parse, participle: int) -> None:
    """A participle that looks like a noun: "X, conduite par Y, a attaqué"."""
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
    is_told = parse.deps[participle] in ("appos", "acl", "nmod") and head < participle and parse.is_noun(head)
    if not (is_told and (agents or lemma in grammar().stemming)):
        return
    parse.make_participle(participle, lemma)
    parse.deps[participle] = "acl"
    for agent in agents[:1]:
        parse.deps[agent] = "obl:agent"
    for kid in parse.kids_as(participle, "nmod"):
        parse.deps[kid] = "obl:arg"
