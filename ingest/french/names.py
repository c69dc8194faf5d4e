"""Names that the French tagger takes for other words."""

from __future__ import annotations

from ingest.french.parse import Parse

_NEVER = ("PROPN", "PUNCT", "NUM", "SYM", "DET", "ADP", "CCONJ", "SPACE")
"""What is a name already, or never one."""


def mend_names(parse: Parse) -> None:
    """Capitalised words are names, whatever the tagger says: inside an entity, or where no sentence begins."""
    inside = {index for start, end, label in parse.ents if label != "MISC" for index in range(start, end)}
    surnames = {index for start, end, label in parse.ents if label == "PER" for index in range(start + 1, end)}
    people = {start for start, end, label in parse.ents if label == "PER" and end > start + 1}
    places = {start for start, end, label in parse.ents if label == "LOC" and end == start + 1}
    for index, text in enumerate(parse.texts):
        if text in ("N'", "N’") and parse.glued[index] and parse.texts[index + 1][:1].isupper():
            parse.pos[index], parse.morphs[index], parse.lemmas[index] = "PROPN", "", text  # "attaqué N'Djamena"
            if parse.deps[index] in ("det", "advmod", "case"):
                parse.deps[index] = "flat:name"
        if not (text[:1].isupper() or text.isupper()) or parse.pos[index] in _NEVER:
            continue
        is_bare = index in places and not parse.kids_as(index, "det", "case") and not _has_verb_kids(parse, index)
        is_surname = index in surnames and parse.pos[index - 1] == "PROPN" and not _has_verb_kids(parse, index)
        is_first = _is_first_name(parse, index, index in inside) or (
            index in people and parse.pos[index + 1] == "PROPN" and parse.pos[index] not in ("NOUN", "AUX")
        )
        if is_bare or is_surname or is_first or _is_name(parse, index, index in inside):
            parse.pos[index], parse.morphs[index], parse.lemmas[index] = "PROPN", "", text


def _is_name(parse: Parse, index: int, inside: bool) -> bool:
    text, pos = parse.texts[index], parse.pos[index]
    if text.isupper() and len(text) > 1:
        return True
    if text.isupper() and parse.is_hyphened(index):
        return parse.texts[index + 2 : index + 3] != [] and parse.texts[index + 2][:1].isupper()  # "G-Pep"
    is_rest = _is_hyphened(parse, index) and parse.pos[index - 2] == "PROPN"
    if ((inside and pos != "NOUN") or is_rest) and not _has_verb_kids(parse, index):
        return True
    if _opens_name(parse, index):
        return True
    if pos == "NOUN" and index and parse.pos[index - 1] == "PROPN" and parse.texts[index - 1][:1].isupper():
        return parse.heads[index - 1] == index - 1 and not parse.kids_as(index, "det", "case")  # "New Delhi"
    return pos in ("VERB", "ADV", "X", "PRON", "INTJ") and _is_inner(parse, index)


def _is_first_name(parse: Parse, index: int, inside: bool) -> bool:
    """Whether a noun stands right before a name and has no article: "a renversé Mohamed Bazoum"."""
    is_noun = parse.pos[index] == "NOUN" and parse.texts[index][:1].isupper() and index + 1 < len(parse.words)
    before = parse.pos[index - 1]
    if not is_noun or not _is_inner(parse, index) or before == "DET" or (before in ("ADJ", "NOUN") and not inside):
        return False
    return parse.pos[index + 1] == "PROPN" and parse.texts[index + 1][:1].isupper() and not parse.kids_as(index, "det")


def _is_hyphened(parse: Parse, index: int) -> bool:
    """Whether a word is glued to a name by a hyphen: "Faustin-Archange"."""
    return index > 1 and parse.texts[index - 1] == "-" and parse.glued[index - 2] and parse.glued[index - 1]


def _opens_name(parse: Parse, index: int) -> bool:
    """Whether a name goes on behind a word that is none: "Addis-Abeba accuse", "a repris lundi Wad Madani"."""
    is_hyphened = parse.is_hyphened(index)
    is_adjective = parse.pos[index] == "ADJ" and parse.deps[index] == "ROOT" and _is_inner(parse, index)
    after = index + 1 + is_hyphened
    is_open = (is_hyphened and index == parse.heads[index]) or is_adjective
    return is_open and parse.pos[after : after + 1] == ["PROPN"] and parse.texts[after][:1].isupper()


def _has_verb_kids(parse: Parse, index: int) -> bool:
    return parse.pos[index] in ("VERB", "AUX") and any(
        parse.deps[kid] in ("nsubj", "obj", "aux:tense", "aux:pass", "mark", "expl:comp") for kid in parse.kids[index]
    )


def _is_inner(parse: Parse, index: int) -> bool:
    """Whether no sentence begins there."""
    return index > 0 and parse.pos[index - 1] not in ("PUNCT", "SPACE") and not _has_verb_kids(parse, index)
