"""Participles that open a sentence, which the French parser hangs on anything, hung on the clause they belong to."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.predicates import AUXILIARIES, CLITICS, NEGATIONS, OF, PARTICIPLE, SUBJECTS, is_bare, role
from ingest.french.times import is_time
from ingest.french.verbs import become, is_misread_form, opens_object, take_phrase

_CLOSING = (".", "?", "!", ";", ":")
_OPENERS = (
    "qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "duquel",
    "si", "lorsque", "lorsqu'", "quand",
)  # fmt: skip
"""What opens a clause inside another."""
_PERSONAL = ("il", "elle", "ils", "elles")
_SINGULAR = {
    "le": "m", "la": "f", "l'": "", "un": "m", "une": "f", "ce": "m", "cet": "m", "cette": "f", "il": "m", "elle": "f",
}  # fmt: skip
_PLURAL = {
    "les": "", "des": "", "ces": "", "ses": "", "leurs": "", "plusieurs": "", "plus": "", "ils": "m", "elles": "f",
}  # fmt: skip
"""What opens a phrase, with its gender if that is seen."""
_BEFORE_NOUNS = ("DET", "NUM", "ADJ")
_NEAR = 4
"""How far behind a noun its verb may stand, in tokens."""
_FAR = 6
"""How many tokens a noun may have before it in its phrase."""


def mend_openings(parse: Parse) -> None:
    """Mends a parse in place."""
    for index in range(len(parse.words) - 3):
        if parse.opens_sentence(index):
            opening = index if _looks_fronted(parse, index) else _opening_noun(parse, index)
            if opening is not None:
                _front(parse, opening)


def _looks_fronted(parse: Parse, index: int) -> bool:
    """Whether a participle or adjective stands there and something that completes it behind."""
    word, behind = parse.words[index], index + 1
    if not parse.texts[index][:1].isupper() or parse.texts[index][1:] != parse.texts[index][1:].lower():
        return False
    is_verb = parse.pos[index] == "VERB" and parse.is_past_participle(index)
    is_stem = word.rstrip("es") in grammar().stemming
    is_like = is_stem or bool(PARTICIPLE.search(word)) or word.removesuffix("s") in grammar().participles
    is_seen = is_verb or parse.pos[index] == "ADJ"
    if not (is_seen or is_like) or parse.kids_as(index, "det", "case", "cop", *AUXILIARIES):
        return False
    if parse.words[behind] in OF and not (is_seen or is_stem):
        return False  # "Députés de l'opposition"
    is_dated = parse.words[behind] == "le" and parse.pos[behind + 1] == "NUM"
    return parse.pos[behind] in ("ADP", "ADV", *(("NOUN", "ADJ") if is_like else ())) or is_dated


def _opening_noun(parse: Parse, index: int) -> int | None:
    """The noun that says who the subject behind a comma is: "Ancien membre de X, Y dirige Z", "Numéro deux de"."""
    noun = index + (parse.pos[index] == "ADJ")
    if parse.pos[noun] != "NOUN" or parse.has(noun, "Number=Plur") or parse.kids_as(noun, "det", "case", "cop"):
        return None
    behind = noun + 1 + (parse.pos[noun + 1] in ("NUM", "ADJ"))
    return noun if parse.words[behind] in OF and not is_time(parse, noun) else None


def _front(parse: Parse, participle: int) -> None:
    """Finds the subject behind one of the next commas and its verb, and hangs all three where they belong."""
    end = participle + 1
    while end < len(parse.words) and parse.words[end] not in _CLOSING and "\n" not in parse.texts[end]:
        end += 1
    for comma in range(participle + 2, end):
        if parse.words[comma] == ",":
            noun = _noun_behind(parse, participle, comma, end)
            verb = None if noun is None else _main_verb(parse, noun, end)
            if noun is not None and verb is not None:
                _hang(parse, participle, comma, noun, verb)
                return


def _noun_behind(parse: Parse, participle: int, comma: int, end: int) -> int | None:
    """The noun, name or pronoun of the phrase right behind a comma, if it agrees with the participle."""
    first = at = comma + 1
    while at < min(end, first + _FAR) and not parse.is_noun(at) and parse.words[at] not in _PERSONAL:
        is_acting = parse.pos[at] == "VERB" and at > first and parse.words[at - 1] in _SINGULAR
        if is_acting or not (parse.pos[at] in _BEFORE_NOUNS or parse.words[at] in ("plus", "de", "d'", "quelque")):
            break
        at += 1
    if at >= end or not (parse.is_noun(at) or parse.words[at] in _PERSONAL):
        return None
    is_one = not parse.has(at, "Number=Plur") and parse.words[first] not in _PLURAL
    fits = is_one if _opening_noun(parse, participle) is not None else _agree(parse.words[participle], parse, first, at)
    if parse.words[first] in ("de", "d'") or not fits:
        return None
    while parse.deps[at] in ("det", "flat:name", "compound", "amod", "nummod") and parse.is_noun(parse.heads[at]):
        if not at < parse.heads[at] < at + 4:
            break
        at = parse.heads[at]
    return at


def _agree(word: str, parse: Parse, first: int, noun: int) -> bool:
    """Whether what stands before a noun may be said of the same one or several as a participle."""
    article = parse.words[first]
    is_open = word.endswith(("is", "as", "os"))
    gender = "f" if word.removesuffix("s").endswith("e") else "m"
    if article in _SINGULAR:
        return (is_open or not word.endswith("s")) and _SINGULAR[article] in ("", gender)
    if article in _PLURAL or parse.pos[first] == "NUM":
        return word.endswith(("s", "x")) and _PLURAL.get(article, "") in ("", gender)
    return parse.pos[noun] == "PROPN" or parse.has(noun, "Number=Plur") == word.endswith("s")


def _main_verb(parse: Parse, noun: int, end: int) -> int | None:
    """The first verb with an ending that a noun may be the subject of: next to it, or behind what is inserted."""
    is_open = False
    if not any(parse.has(index, "VerbForm=Fin") for index in range(noun + 1, end)):
        return _misread_verb(parse, noun, end)
    for index in range(noun + 1, end):
        is_open |= parse.words[index] in _OPENERS
        if not parse.is_verb(index) or not parse.has(index, "VerbForm=Fin") or parse.has(index, "Mood=Imp"):
            continue
        first = index
        while parse.words[first - 1] in (*CLITICS, *NEGATIONS) and parse.pos[first - 1] != "ADP":
            first -= 1
        is_apart = parse.words[first - 1] == ","
        if is_open and not is_apart:
            continue
        if not is_apart and "," in parse.words[noun:first]:
            return None  # "Soutenu par X, Y et Z, l'homme a fui": Y has not fled
        return _predicate_of(parse, index, end)
    return None


def _misread_verb(parse: Parse, noun: int, end: int) -> int | None:
    """The verb in the present near behind a noun that the tagger takes for another: "le groupe contrôle Raqqa"."""
    for verb in range(noun + 1, min(end, noun + _NEAR)):
        is_followed = parse.pos[verb + 1] in ("ADP", "PUNCT") or opens_object(parse, verb + 1)
        if parse.pos[verb] != "ADJ" and is_misread_form(parse, verb) and is_followed:
            become(parse, verb)
            parse.attach(verb, verb, "ROOT")
            take_phrase(parse, verb, "obj")
            return verb
    return None


def _predicate_of(parse: Parse, verb: int, end: int) -> int:
    """What a verb with an ending is the auxiliary or copula of, or the verb itself."""
    if parse.pos[verb] != "AUX":
        return verb
    above = parse.heads[verb]
    if verb < above < end and parse.deps[verb] in ("aux:tense", "aux:pass", "cop", "aux"):
        return above
    return next((i for i in range(verb + 1, min(end, verb + _FAR)) if parse.pos[i] == "VERB"), verb)


def _hang(parse: Parse, participle: int, comma: int, noun: int, verb: int) -> None:
    is_noun = _opening_noun(parse, participle) is not None
    if parse.pos[participle] != "ADJ" and not is_noun and not parse.is_past_participle(participle):
        word = parse.words[participle]
        stem = PARTICIPLE.sub("", word)
        lemma = word.rstrip("es") if word.rstrip("es") in grammar().stemming else f"{stem}er"
        parse.make_participle(participle, grammar().participles.get(word.removesuffix("s"), lemma))
    if parse.heads[verb] < verb:
        parse.attach(verb, verb, "ROOT")
    for other in parse.kids_as(verb, *SUBJECTS):
        if other != noun and noun < other < verb and parse.is_verb(other):
            parse.attach(other, noun, "acl:relcl")  # "X, à qui Y reproche Z, a été arrêté"
    parse.attach(noun, verb, role(parse, verb))
    if is_noun or parse.pos[participle] == "ADJ":
        parse.attach(participle, noun, "appos" if is_noun else "acl")
    else:
        parse.attach(participle, verb, "advcl")
    for index in range(participle + 1, comma):
        head = parse.heads[index]
        is_lost = parse.deps[index] == "acl:relcl" and head == participle
        if is_lost or not participle <= head < comma or head == index:
            _within(parse, index, participle)
    for index in range(comma + 1, len(parse.words)):
        if participle <= parse.heads[index] < comma and parse.deps[index] != "punct":
            _behind(parse, index, noun, verb)


def _within(parse: Parse, index: int, participle: int) -> None:
    """Hangs on the participle, or the noun before, what stands inside its phrase."""
    if parse.deps[index] == "punct" or index == participle:
        return
    if parse.is_noun(index) and parse.kids_as(index, "case"):
        parse.attach(index, participle, "obl:agent" if parse.has_case(index, ("par",)) else "obl:arg")
        return
    pronouns = [kid for kid in parse.kids[index] if kid < index and parse.words[kid] in _OPENERS]
    noun = _before(parse, pronouns[0]) if pronouns and parse.is_verb(index) else participle
    if noun > participle:
        parse.attach(index, noun, "acl:relcl")
    else:
        parse.attach(index, participle, "xcomp" if is_bare(parse, index) else "obl:mod")


def _before(parse: Parse, pronoun: int) -> int:
    """The noun or name before a pronoun, its preposition and a comma."""
    at = pronoun - 1
    at -= parse.pos[at] == "ADP"
    at -= parse.words[at] == ","
    return parse.name_head(at)


def _behind(parse: Parse, index: int, noun: int, verb: int) -> None:
    """Hangs on the subject or its verb what the parser hung inside the participle's phrase."""
    if index < verb:
        parse.attach(index, noun, parse.deps[index])
    else:
        parse.attach(index, verb, "obl:arg" if parse.deps[index] == "nmod" else parse.deps[index])
