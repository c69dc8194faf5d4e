"""Penn tags from the morphology of Universal Dependencies; "INF" stands for an infinitive and what introduces it."""

from __future__ import annotations

from ingest.french.parse import Parse

_PLAIN = {"ADJ": "JJ", "ADP": "IN", "ADV": "RB", "CCONJ": "CC", "SCONJ": "IN", "NUM": "CD", "INTJ": "UH", "SYM": "SYM"}

_MANY = ("les", "des", "aux")
"""Articles that make a name plural: "les États-Unis ont retiré leurs soldats"."""


def set_tags(parse: Parse) -> None:
    """Sets the tag of every token."""
    for index in range(len(parse.words)):
        parse.tags[index] = _tag(parse, index)


def _tag(parse: Parse, index: int) -> str:
    match parse.pos[index]:
        case "VERB" | "AUX":
            return _of_verb(parse, index)
        case "NOUN":
            return "NNS" if parse.has(index, "Number=Plur") else "NN"
        case "PROPN":
            return "NNPS" if index and parse.words[index - 1] in _MANY else "NNP"
        case "PRON":
            return "WP" if parse.has(index, "PronType=Rel") else "PRP"
        case "DET":
            return "PRP$" if parse.has(index, "Poss=Yes") else "DT"
        case "PUNCT":
            return parse.words[index] if parse.words[index] in (",", ".", ":") else "''"
        case "SPACE":
            return "_SP"
        case pos:
            return _PLAIN.get(pos, "FW")


def _of_verb(parse: Parse, verb: int) -> str:
    if parse.has(verb, "VerbForm=Inf"):
        return "INF"
    if parse.has(verb, "VerbForm=Part"):
        if parse.has(verb, "Tense=Pres"):
            return "VBG"
        return _of_participle(parse, verb)
    if parse.has(verb, "Tense=Past") or parse.has(verb, "Tense=Imp"):
        return "VBD"
    return "VBP" if parse.has(verb, "Number=Plur") else "VBZ"


def _of_participle(parse: Parse, verb: int) -> str:
    """A past participle is the verb of its clause where an auxiliary of time stands with it: "a attaqué"."""
    for _ in range(len(parse.words)):
        auxiliaries = parse.kids_as(verb, "aux")
        if parse.kids_as(verb, "auxpass"):
            return "VBN"
        if auxiliaries:
            first = auxiliaries[0]
            if parse.has(first, "VerbForm=Inf"):
                return "INF"
            return "VBG" if parse.has(first, "VerbForm=Part") else "VBD"
        head = parse.heads[verb]
        if parse.deps[verb] != "conj" or head == verb or not parse.is_verb(head):
            break
        if not parse.has(head, "VerbForm=Part") or parse.kids_as(verb, "nsubj", "nsubjpass"):
            break
        verb = head
    return "VBN"
