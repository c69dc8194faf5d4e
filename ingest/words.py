"""What coreference.toml of a lexicon and the gazetteer's nouns say of words, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from spacy.tokens import Token

from graph.errors import DataError
from graph.gazetteer import Gazetteer
from graph.model import ActorType, Record
from graph.toml import read_table

Number = Literal["singular", "plural", "any"]
_PEOPLE = (
    ActorType.PERSON,
    ActorType.CIVILIANS,
    ActorType.MILITARY,
    ActorType.ARMED_GROUP,
    ActorType.POLITICAL_GROUP,
    ActorType.MEDIA,
)
"""What nouns for a single person are typed as."""
_OF_PEOPLE = ("fighters", "role")
"""Classes of nouns whose singular is one person."""


class Pronoun(Record):
    """Pronouns that may stand for the same actors; `nearest` ones for whom the text named last."""

    forms: tuple[str, ...]
    number: Number
    person: Literal[1, 3]
    types: tuple[ActorType, ...]
    nearest: bool = False


class NounClass(Record):
    """Nouns that are resolved in the same way; `also` are further types that they may point back to."""

    name: str
    type: ActorType
    also: tuple[ActorType, ...] = ()
    lemmas: tuple[str, ...]


class WordLists(Record):
    """Plain lists of words."""

    transparent: frozenset[str]
    titles: frozenset[str]
    definite: frozenset[str]
    collective: frozenset[str]
    locative: frozenset[str]
    strictly_locative: frozenset[str]
    no_names: frozenset[str]
    plain: frozenset[str]
    speech: frozenset[str]
    place_verbs: frozenset[str]
    leading: frozenset[str]
    person_nouns: frozenset[str]
    motion: frozenset[str]
    whole_armies: frozenset[str]
    army_names: frozenset[str]
    generic: frozenset[str]
    single_bodies: frozenset[str]
    missions: frozenset[str]
    directions: frozenset[str]
    dealing: frozenset[str]
    siding: frozenset[str]
    opposing: frozenset[str]
    irregular: frozenset[str]
    former: frozenset[str]
    falling: frozenset[str] = frozenset()
    voices: frozenset[str]
    texts: frozenset[str]
    beside: frozenset[str]
    articles: frozenset[str]
    genitive: frozenset[str]
    partitive: frozenset[str]
    owning: frozenset[str]
    authored: frozenset[str]
    goal: frozenset[str]
    about: frozenset[str]
    sources: frozenset[str]
    particles: frozenset[str]
    purposes: frozenset[str]
    pointing: frozenset[str]
    excluding: frozenset[str]
    alone: frozenset[str]
    neuter: frozenset[str]
    copula: frozenset[str]
    empty: frozenset[str]
    empty_verbs: frozenset[str]
    neighbours: frozenset[str]
    own_country: frozenset[str]
    capitals: frozenset[str]
    men: frozenset[str]
    crowds: frozenset[str]
    singly: frozenset[str]
    pairs: frozenset[str]
    uncounted: frozenset[str] = frozenset()
    dealers: frozenset[str]
    asking: frozenset[str]
    wide_groups: frozenset[str]
    commanders: frozenset[str]
    name_nouns: Mapping[ActorType, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    located: str
    quarters: Mapping[str, str]
    alike: Mapping[str, tuple[str, ...]]
    contracted: Mapping[str, str] = {}
    realms: Mapping[str, tuple[str, ...]] = {}
    lands: frozenset[str] = frozenset()
    lesser: frozenset[str] = frozenset()
    multitudes: frozenset[str] = frozenset()
    gathered: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    handing: frozenset[str] = frozenset()
    sending: frozenset[str] = frozenset()
    commanding: frozenset[str] = frozenset()
    independent: frozenset[str] = frozenset()
    spurning: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()
    mediating: frozenset[str] = frozenset()
    delivered: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    using: frozenset[str] = frozenset()
    sent: frozenset[str] = frozenset()
    wheres: frozenset[str] = frozenset()
    splinters: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    risen: frozenset[str] = frozenset()
    settlements: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()
    lesser_capitals: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    expelling: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    discord: frozenset[str] = frozenset()
    unions: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    anyones: frozenset[str] = frozenset()
    loyal: frozenset[str] = frozenset()
    proposals: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    allies: frozenset[str] = frozenset()
    oppositions: frozenset[str] = frozenset()
    courts: frozenset[str] = frozenset()
    truces: frozenset[str] = frozenset()
    region_names: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    told_bodies: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    seceding: frozenset[str] = frozenset()
    contests: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    emphatic: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    accusing: frozenset[str] = frozenset()
    charges: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()
    dwelling: frozenset[str] = frozenset()
    aged: frozenset[str] = frozenset()
    national: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    adherents: frozenset[str] = frozenset()
    masses: frozenset[str] = frozenset()
    anybody: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    railing: frozenset[str] = frozenset()
    ordered: Mapping[str, int] = {}
    bearing: Mapping[str, tuple[str, ...]] = {}
    parts_of_world: Mapping[str, tuple[str, ...]] = {}
    deeds: Mapping[str, tuple[str, ...]] = {}
    sufferings: Mapping[str, tuple[str, ...]] = {}
    neighbourhoods: Mapping[str, tuple[str, ...]] = {}


class _File(Record):
    head_first: bool = False
    plurals: Annotated[tuple[tuple[str, str], ...], Field(min_length=1)]
    pronoun: tuple[Pronoun, ...]
    noun_class: tuple[NounClass, ...]
    lists: WordLists


@dataclass(frozen=True, slots=True)
class Words:
    """Word knowledge for mentions and coreference.

    Attributes:
        pronouns: Lower-case form to pronoun.
        classes: Lemma to the names of its noun classes, first the one that comes first in the file.
        by_name: Class name to class.
        types: Lemma of an actor noun to its type.
        lemma_of: Plural of an actor noun, or the noun itself, to its lemma; multiword nouns with single blanks.
        plurals: Lemma to plural.
        kin: Noun to the place and name of the first row of nouns that may tell of the same people.
        sizes: First word, lower case, of actor nouns of several words to the most words that they have.
        sizes_to: The same by their last word.
        name_nouns: Lower-case noun of a name to what it says that its bearer is.
        lists: The plain lists.
        head_first: Whether what modifies a noun follows it.
    """

    pronouns: Mapping[str, Pronoun]
    classes: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, NounClass]
    types: Mapping[str, ActorType]
    lemma_of: Mapping[str, str]
    plurals: Mapping[str, str]
    kin: Mapping[str, tuple[int, str]]
    sizes: Mapping[str, int]
    sizes_to: Mapping[str, int]
    name_nouns: Mapping[str, ActorType]
    lists: WordLists
    head_first: bool

    def core(self, lemma: str) -> str:
        """The head of a noun of several words: its last, or its first where modifiers follow."""
        return lemma.split(" ", 1)[0] if self.head_first else lemma.rsplit(" ", 1)[-1]

    def head_of(self, name: str) -> str:
        """The noun that heads a name, lower case: "union" of "African Union", "council" of "Council of Ministers"."""
        words = name.lower().split()
        if self.head_first or len(words) < 2:
            return words[0] if words else ""
        end = next((place for place, word in enumerate(words) if place and word in self.lists.particles), len(words))
        return words[end - 1]

    def kindred(self, lemma: str) -> str:
        """What stands for all nouns that may tell of the same people as a lemma; itself if there are no others."""
        told = self.kin.get(lemma)
        if " " in lemma:
            told = min(filter(None, (told, self.kin.get(lemma.partition(" ")[0]))), default=None)
        return told[1] if told else lemma

    def is_in(self, lemma: str, name: str) -> bool:
        """Whether a lemma, or its head, is in the class of that name."""
        return name in self.classes.get(lemma, ()) or (" " in lemma and name in self.classes.get(self.core(lemma), ()))

    def is_one_person(self, lemma: str, kind: ActorType | None) -> bool:
        """Whether the singular of an actor noun of some type is a single person: "economist", but no crowd, no army."""
        classes = (*self.classes.get(lemma, ()), *self.classes.get(self.core(lemma), ()))
        alone = all(name in _OF_PEOPLE for name in classes) or self.core(lemma) in self.lists.person_nouns
        return alone and kind in _PEOPLE and self.core(lemma) not in self.lists.crowds

    def is_definite(self, noun: Token) -> bool:
        """Whether a noun phrase points to something known: "the", "this", "its"."""
        return not self.lists.definite.isdisjoint(self.openers(noun))

    def openers(self, noun: Token) -> Iterator[str]:
        """The words on a noun's left, lower case, and the article that is part of its preposition."""
        yield from (child.lower_ for child in noun.lefts)
        if noun.dep_ == "pobj" and noun.head.i < noun.i and (article := self.lists.contracted.get(noun.head.lower_)):
            yield article

    def around(self, noun: Token) -> Iterator[Token]:
        """The dependents that may modify a noun: those before it, or all where modifiers follow."""
        return noun.children if self.head_first else noun.lefts


def load_words(path: Path, gazetteer: Gazetteer) -> Words:
    """The words of a coreference.toml, with the gazetteer's nouns of the language that the folder is named for.

    Raises:
        DataError: The file is unreadable, or a pronoun or class stands in it twice.
    """
    told = read_table(path, _File)
    pronouns = {form: pronoun for pronoun in told.pronoun for form in pronoun.forms}
    if len(pronouns) != sum(len(p.forms) for p in told.pronoun):
        raise DataError("a pronoun stands in two tables", path)
    classes: dict[str, list[str]] = {}
    types: dict[str, ActorType] = {}
    lemma_of: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for noun in gazetteer.nouns:
        if noun.lang == path.parent.name:
            types[noun.lemma] = noun.type
            plurals[noun.lemma] = noun.plural
            lemma_of[noun.lemma.lower()] = lemma_of[noun.plural.lower()] = noun.lemma
    for row in told.noun_class:
        for lemma in row.lemmas:
            classes.setdefault(lemma, []).append(row.name)
            types.setdefault(lemma, row.type)
            plurals.setdefault(lemma, plural := _plural(lemma, told.plurals))
            for form in (lemma.lower(), plural.lower()):
                lemma_of.setdefault(form, lemma)
    return Words(
        pronouns=pronouns,
        classes={lemma: tuple(names) for lemma, names in classes.items()},
        by_name={row.name: row for row in told.noun_class},
        types=types,
        lemma_of=lemma_of,
        plurals=plurals,
        kin=_kin(told.lists.alike),
        sizes=_sizes(lemma_of, 0),
        sizes_to=_sizes(lemma_of, -1),
        name_nouns={noun: kind for kind, nouns in told.lists.name_nouns.items() for noun in nouns},
        lists=told.lists,
        head_first=told.head_first,
    )


def _kin(alike: Mapping[str, Iterable[str]]) -> dict[str, tuple[int, str]]:
    """Noun to the place and name of the first row that it stands in."""
    found: dict[str, tuple[int, str]] = {}
    for place, (name, nouns) in enumerate(alike.items()):
        for noun in nouns:
            found.setdefault(noun, (place, name))
    return found


def _sizes(nouns: Iterable[str], place: int) -> dict[str, int]:
    """The word at a place of nouns of several words to the most words that they have."""
    sizes: dict[str, int] = {}
    for noun in nouns:
        words = re.findall(r"\w+|-", noun)
        if len(words) > 1:
            sizes[words[place]] = max(len(words), sizes.get(words[place], 0))
    return sizes


def _plural(noun: str, rules: Iterable[tuple[str, str]]) -> str:
    """A regular plural, by the first rule that fits."""
    return next((re.sub(ending, instead, noun) for ending, instead in rules if re.search(ending, noun)), noun)
