"""The words by which the French parser's faults are mended, as data/lexicon/fr/grammar.toml has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from graph.model import Record
from graph.settings import data_dir
from graph.toml import read_table

Words = Annotated[frozenset[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class Grammar(Record):
    """grammar.toml: words that tell how a French verb or noun is built with others.

    Attributes:
        being: Verbs whose past is made with "être", which makes no passive of them.
        objectless: Those of them that never have an object.
        copular: Verbs whose noun says what their subject is: "est devenu président".
        seeing: Verbs whose object acts in the infinitive: "a laissé partir les otages".
        willing: Verbs that take an infinitive and no object beside it.
        with_of: Verbs that have their complement behind "de".
        giving: Verbs of whose object one gives some: "achemine de l'aide".
        made_known: What one says with "faire": "a fait savoir que".
        ascribing: Verbs of saying who did something.
        charging: Verbs of whose object one says or asks that it do something: "accuse l'armée d'avoir tué".
        portfolios: Nouns for an office, before the noun that says what for.
        offices: Nouns for an office with a bare noun, whose adjective stands behind both.
        bodies: Nouns for a body of people, before its name: "la coalition X".
        nations: Adjectives of nations that do not end as most do.
        naming: Verbs of whose object one says what it is called or is: "une ville, appelée X".
        whole: Words that the pipeline's tokenizer cuts at their hyphens.
        adjectives: Adjectives that the tagger takes for nouns where several are so: "X et Y, proches de Z".
        tellers: Bare nouns behind "de" for whoever something is known from: "de source militaire".
        reflexive: Verbs that say something else with "se", which their lemma then begins with: "se défendre".
        no_adverbs: Verbs in the present that look like an adverb or noun, with their infinitives: "dément".
        participles: Participles that are also nouns, in the feminine, with their verbs.
        stemming: Participles that need nobody behind them to be one: "issu".
        prepositions: The noun inside a preposition of several words to what stands before it and the whole's name.
    """

    being: Words
    objectless: Words
    copular: Words
    seeing: Words
    willing: Words
    with_of: Words
    giving: Words
    made_known: Words
    ascribing: Words
    charging: Words
    portfolios: Words
    offices: Words
    bodies: Words
    nations: Words
    naming: Words
    whole: Words
    stemming: Words
    adjectives: Words
    tellers: Words
    reflexive: Words
    no_adverbs: Mapping[str, str]
    participles: Mapping[str, str]
    prepositions: Mapping[str, tuple[str, str]]


@cache
def grammar() -> Grammar:
    """The words, read once.

    Raises:
        DataError: The file is missing or broken.
    """
    return read_table(data_dir() / "lexicon" / "fr" / "grammar.toml", Grammar)
