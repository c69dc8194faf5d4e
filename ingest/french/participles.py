"""Past participles that the French tagger takes for nouns, made verbs of what they are said of."""

from __future__ import annotations

import re

from ingest.french.parse import Parse
from ingest.french.predicates import OF, SUBJECTS

_PARTICIPLE = re.compile(r"ée?s?$")
_STEMMING = "issu"
_IRREGULAR = {
    "conduite": "conduire",
    "prise": "prendre",
    "reprise": "reprendre",
    "tenue": "tenir",
    "détenue": "détenir",
    "mise": "mettre",
    "remise": "remettre",
    "commise": "commettre",
    "promise": "promettre",
    "reçue": "recevoir",
    "perdue": "perdre",
    "vendue": "vendre",
    "saisie": "saisir",
    "élue": "élire",
    "suivie": "suivre",
    "produite": "produire",
    "faite": "faire",
    "issue": _STEMMING,
    "conquise": "conquérir",
    "soumise": "soumettre",
    "défendue": "défendre",
    "battue": "battre",
    "retenue": "retenir",
}
"""Participles that are also nouns, in the feminine."""


def mend_participles(parse: Parse) -> None:
    """Mends a parse in place."""
    for index, pos in enumerate(parse.pos):
        if pos == "NOUN":
            _told_of_noun(parse, index)


def _told_of_noun(parse: Parse, participle: int) -> None:
    """A participle that looks like a noun: "X, conduite par Y, a", "Nommé à la tête de X, Y a"."""
    word = parse.words[participle]
    lemma = _IRREGULAR.get(word.removesuffix("s")) or (
        f"{_PARTICIPLE.sub('', word)}er" if _PARTICIPLE.search(word) else ""
    )
    if (
        not lemma
        or parse.kids_as(participle, "det", "case", "cop", "amod", *SUBJECTS)
        or parse.pos[participle] != "NOUN"
    ):
        return
    head, before = parse.heads[participle], parse.words[participle - 1] if participle else "."
    agents = [kid for kid in parse.kids[participle] if kid > participle and parse.has_case(kid, ("par",))]
    is_first = (before in (".", "»") or "\n" in parse.texts[participle - 1]) and participle < head
    is_opening = is_first and parse.is_verb(head) and parse.words[participle + 1] not in (*OF, ",")
    is_told = parse.deps[participle] in ("appos", "acl", "nmod") and head < participle and parse.is_noun(head)
    if not is_opening and not (is_told and (agents or lemma == _STEMMING)):
        return
    parse.pos[participle], parse.lemmas[participle] = "VERB", lemma
    parse.morphs[participle] = "Tense=Past|VerbForm=Part|Voice=Pass"
    parse.deps[participle] = "advcl" if is_opening else "acl"
    for agent in agents[:1]:
        parse.deps[agent] = "obl:agent"
    for kid in parse.kids_as(participle, "nmod"):
        parse.deps[kid] = "obl:arg"
