"""Faults that the French parser makes again and again, mended before anything is relabelled."""

from __future__ import annotations

import re

from ingest.french.parse import Parse
from ingest.french.phrases import hang, inverted_tag, join, mend_torn, partitive

_FUTURE = re.compile(r"r(ai|as|a|ons|ez|ont)$")
_CONDITIONAL = re.compile(r"r(ais|ait|ions|iez|aient)$")
_INFINITIVE = re.compile(r"(er|ir|re|oir)$")
_RELATIVES = (
    "qui",
    "que",
    "qu'",
    "dont",
    "lequel",
    "laquelle",
    "lesquels",
    "lesquelles",
    "auquel",
    "auxquels",
    "duquel",
)
_TITLES = ("m.", "mm.", "mme", "mmes", "me", "dr", "pr", "mgr", "monsieur", "madame")
_PRESENT = re.compile(r"(?<![rR])(e|ent|it)$")
"""How no infinitive ends."""
_FORM = re.compile(r"(es?|ent|ons|ez|a|ant|ait|aient|ée?s?|èrent)$")
_STEPS = 12


def mend(parse: Parse) -> None:
    """Mends a parse in place."""
    _names(parse)
    join(parse)
    for index in range(len(parse.words)):
        if parse.is_verb(index):
            _inflection(parse, index)
        if parse.words[index] in _TITLES:
            _title(parse, index)
    _titles_before_people(parse)
    for index in range(len(parse.words)):
        _inverted(parse, index)
        if parse.words[index] in _RELATIVES:
            _relative(parse, index)
        partitive(parse, index)
        inverted_tag(parse, index)
    hang(parse)
    mend_torn(parse)


def _names(parse: Parse) -> None:
    """Capitalised words are names, whatever the tagger says: inside an entity, or where no sentence begins."""
    inside = {index for start, end, label in parse.ents if label != "MISC" for index in range(start, end)}
    for index, text in enumerate(parse.texts):
        if not text[:1].isupper() or parse.pos[index] in (
            "PROPN",
            "PUNCT",
            "NUM",
            "SYM",
            "DET",
            "ADP",
            "CCONJ",
            "SPACE",
        ):
            continue
        if _is_name(parse, index, index in inside):
            parse.pos[index], parse.morphs[index], parse.lemmas[index] = "PROPN", "", text


def _is_name(parse: Parse, index: int, inside: bool) -> bool:
    text, pos = parse.texts[index], parse.pos[index]
    if text.isupper() and len(text) > 1:
        return True
    if inside and pos != "NOUN" and not _has_verb_kids(parse, index):
        return True
    return pos in ("VERB", "ADV", "X", "PRON", "INTJ") and _is_inner(parse, index)


def _has_verb_kids(parse: Parse, index: int) -> bool:
    return parse.pos[index] in ("VERB", "AUX") and any(
        parse.deps[kid] in ("nsubj", "obj", "aux:tense", "aux:pass", "mark", "expl:comp") for kid in parse.kids[index]
    )


def _is_inner(parse: Parse, index: int) -> bool:
    """Whether no sentence begins there."""
    return index > 0 and parse.pos[index - 1] not in ("PUNCT", "SPACE") and not _has_verb_kids(parse, index)


def _inflection(parse: Parse, verb: int) -> None:
    """Future and conditional by their endings, which the tagger takes for infinitives or imperfects; and the lemma."""
    word = parse.words[verb]
    if not _INFINITIVE.search(parse.lemmas[verb]):  # the lemmatiser left the form as it was: "reproche", "aide"
        parse.lemmas[verb] = _FORM.sub("er", word)
    if parse.has(verb, "VerbForm=Inf") and _INFINITIVE.search(word):
        return
    if parse.has(verb, "VerbForm=Inf") and _PRESENT.search(word):
        parse.morphs[verb] = "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"
    if parse.has(verb, "VerbForm=Inf") or (parse.has(verb, "Tense=Imp") and _CONDITIONAL.search(word)):
        if _FUTURE.search(word) and not _INFINITIVE.search(word):
            parse.morphs[verb] = "Mood=Ind|Number=Sing|Tense=Fut|VerbForm=Fin"
        elif _CONDITIONAL.search(word) and parse.lemmas[verb] in (stem := _CONDITIONAL.sub("r", word), f"{stem}e"):
            parse.morphs[verb] = "Mood=Cnd|Number=Sing|Tense=Pres|VerbForm=Fin"


def _title(parse: Parse, title: int) -> None:
    """The name heads "M. Diop"."""
    for name in parse.kids_as(title, "flat:name", "appos", "nmod", "flat:foreign"):
        if parse.pos[name] == "PROPN" and name > title:
            parse.replace(title, name, "compound")
            for kid in tuple(parse.kids[title]):
                parse.attach(kid, name, parse.deps[kid])
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
    for kid in tuple(parse.kids[index]):
        parse.attach(kid, verb, parse.deps[kid])


def _relative(parse: Parse, pronoun: int) -> None:
    """A clause that a relative pronoun opens hangs on the noun before it."""
    if parse.pos[pronoun] != "PRON" and parse.words[pronoun] != "dont":
        return
    if not parse.has(pronoun, "PronType=Rel"):
        if parse.words[pronoun] not in ("qui", "dont"):
            return
        parse.morphs[pronoun] = "PronType=Rel"
    parse.pos[pronoun] = "PRON"
    clause = pronoun
    for _ in range(_STEPS):
        head = parse.heads[clause]
        if head == clause or head < pronoun:
            break
        clause = head
        if parse.is_verb(clause) or parse.kids_as(clause, "cop"):
            break
    if (
        clause == pronoun
        or parse.deps[clause] in ("acl:relcl", "ROOT", "conj")
        or parse.left_edge(clause) < pronoun - 1
    ):
        return
    noun = _antecedent(parse, pronoun)
    if noun is not None and not (clause < noun):
        parse.attach(clause, noun, "acl:relcl")


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
