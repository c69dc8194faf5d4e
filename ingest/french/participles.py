"""Past participles that the French tagger takes for nouns, made verbs of what they are said of."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import PARTICIPLE, SUBJECTS, role
from ingest.french.relatives import noun_before

_BY = ("par",)


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
    agents = [kid for kid in parse.kids[participle] if kid > participle and parse.has_case(kid, _BY)]
    is_told = parse.deps[participle] in ("appos", "acl", "nmod") and head < participle and parse.is_noun(head)
    if not is_told and parse.words[participle - 1] == ",":  # "La mission, conduite par X, a attaqué"
        agents = agents or [k for k in parse.kids[head] if k > participle and parse.has_case(k, _BY)]
        noun = noun_before(parse, participle) if agents else None
        is_told = noun is not None and _put_behind(parse, participle, noun)
    if not (is_told and (agents or lemma in grammar().stemming)):
        return
    parse.make_participle(participle, lemma)
    parse.deps[participle] = "acl"
    for agent in agents[:1]:
        parse.attach(agent, participle, "obl:agent")
    for kid in parse.kids_as(participle, "nmod"):
        parse.deps[kid] = "obl:arg"


def _put_behind(parse: Parse, participle: int, noun: int) -> bool:
    """Hangs a participle on the noun before its comma, which takes its place if that is a subject's or the root's."""
    verb, dep = parse.heads[participle], parse.deps[participle]
    is_root = parse.heads[noun] == noun and verb > participle and dep in SUBJECTS
    if is_root and not parse.attach(noun, verb, role(parse, verb)):
        return False
    return parse.attach(participle, noun, "acl")
