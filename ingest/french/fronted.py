"""What stands behind a phrase that opens a French sentence: its subject, and a verb taken for a noun."""

from __future__ import annotations

from ingest.french.parse import Parse
from ingest.french.verbs import ARTICLES, become, is_name, opens_object, take_phrase


def behind_phrase(parse: Parse, noun: int) -> None:
    """A noun behind a phrase and a comma opens the clause: "Selon l'ONU, l'Ouganda arme X" has no verb yet."""
    phrase = parse.heads[noun]
    is_second = parse.deps[noun] in ("conj", "appos", "nmod") and parse.is_noun(noun) and parse.is_noun(phrase)
    if not is_second or parse.heads[phrase] != phrase or not parse.kids_as(phrase, "case") or phrase > noun:
        return
    is_apart = parse.words[parse.left_edge(noun) - 1] == "," and not parse.kids_as(noun, "case", "cc")
    is_fronted = parse.opens_sentence(min(parse.kids_as(phrase, "case"))) and not parse.kids_as(phrase, "cop")
    if is_apart and is_fronted:
        parse.replace(phrase, noun, "obl:mod")
        parse.hand_over(phrase, noun, behind=noun)


def behind_opening(parse: Parse, verb: int) -> bool:
    """The verb of a sentence that a phrase, a comma and a name open: "Selon un rapport de l'ONU, le Rwanda arme X"."""
    name = verb - 1
    while name > 0 and parse.pos[name] == "ADJ":
        name -= 1
    while name > 1 and is_name(parse, name - 1):
        name -= 1
    comma = name - 1 - (parse.words[name - 1] in ARTICLES)
    if parse.words[comma] != "," or not parse.texts[name][:1].isupper() or not opens_object(parse, verb + 1):
        return False
    start = comma
    while not parse.opens_sentence(start):
        start -= 1
    if parse.pos[start] != "ADP" or any(parse.has(at, "VerbForm=Fin") for at in range(start, verb)):
        return False
    become(parse, verb)
    parse.attach(verb, verb, "ROOT")
    parse.attach(name, verb, "nsubj")
    for at in range(start, verb):
        if at != name and (parse.heads[at] == at or not start <= parse.heads[at] < verb):
            parse.attach(at, verb, "obl:mod" if parse.pos[at] in ("NOUN", "PROPN", "NUM") else "punct")
        parse.hand_over(at, verb, behind=verb)
    take_phrase(parse, verb, "obj")
    return True
