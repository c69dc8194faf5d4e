"""Groups without a name, told apart by their noun, what identifies it, and the country."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from graph.model import ActorType
from ingest.extract.clauses import HYPHENS, objects_of, prefix_of
from ingest.mentions import Mention, MentionKind
from ingest.scene import Scene

_OPEN_HYPHEN: Final = re.compile(r" ([-–‑]) ")
"""Of a word that the tokenizer has taken apart, as in "anti - government"."""


def unnamed(scene: Scene, token: Token, mention: Mention) -> str:
    """The id of the group that a noun phrase describes, such as "jihadists in Mali"; made if it is new."""
    kind = mention.type
    if kind is None:
        raise ValueError(f"a group without a type: {token.text}")
    place = _place(scene, token) or scene.focus
    stances = [child for child in scene.words.around(token) if prefix_of(child) in scene.words.lists.siding]
    if any(place in scene.mentions[child.i].actors for child in stances if child.i in scene.mentions):
        place = None  # pro-Russian forces are hardly in Russia
    described = _described(scene, token, place)
    lemma = mention.lemma
    if scene.words.is_in(scene.words.core(lemma), "group") and lemma.split(" ")[0] in scene.words.plurals:
        lemma = lemma.split(" ")[0]  # "jihadist groups" are jihadists
    if any(word.lower().endswith(f"-{lemma.split(' ')[0]}") for word in described):
        lemma = scene.words.core(lemma)  # "anti-government forces" are no government forces
    is_whole = kind is ActorType.MEDIA or lemma in scene.words.lists.oppositions
    is_one = is_whole and token.tag_ == "NN" and scene.words.core(lemma) in scene.words.lists.crowds
    noun = lemma if is_one else scene.words.plurals.get(lemma, lemma)
    said = {*mention.lemma.lower().split(), *noun.lower().split()}
    telling = [words for words in described if not set(words.lower().split()) <= said]
    name = _OPEN_HYPHEN.sub(r"\1", " ".join([noun, *telling] if scene.words.head_first else [*telling, noun]))
    if lord := scene.lord(token):
        name = f"{name} {_loyalty(scene, lord)}"
    where = scene.actor(place).name if place else None
    code = scene.focus_code
    return scene.make(
        "u", scene.words.lists.located.format(group=name, place=where) if where else name, kind, (code,) if code else ()
    )


def is_event(scene: Scene, token: Token, mention: Mention) -> bool:
    """Whether a year beside a noun for an uprising makes it something that happened: "the 2004 rebellion"."""
    is_rising = mention.lemma in scene.words.lists.crowds and scene.words.is_in(mention.lemma, "fighters")
    beside = (each for child in token.children for each in (child, *child.children)) if is_rising else ()
    return any(each.shape_ == "dddd" for each in beside)


def has_left(scene: Scene, token: Token, mention: Mention) -> bool:
    """Whether fighters are no longer those of a group, or no longer fighters, unless whole groups once were."""
    lists = scene.words.lists
    past = frozenset[str]() if scene.words.kindred(mention.lemma) in lists.risen else lists.past
    return any(child.lemma_.lower() in lists.splinters | past for child in scene.words.around(token))


def _described(scene: Scene, token: Token, place: str | None) -> list[str]:
    """The words before the noun that tell its group from others: nationalities, names, "al-Qaeda-linked".

    That rebels in Syria are Syrian tells nothing.
    """
    return [
        "".join(part.text_with_ws for part in scene.doc[_first(child) : child.right_edge.i + 1]).strip()
        for child in scene.words.around(token)
        if child.dep_ in ("amod", "compound", "nmod")
        and child.lower_ not in scene.words.lists.plain
        and not child.like_num
        and not _is_of(scene, child, place)
        and child.text not in HYPHENS
        and not (child.i > token.i and child.left_edge.nbor(-1).text == ",")  # « la police, mal équipée, »
        and child.pos_ not in ("ADP", "ADV")
        and not (child.i + 1 < token.i and child.nbor().text in HYPHENS)  # "pro" of "pro-Russian"
        and not (child.tag_ == "VBG" and child.i == token.head.i + 1)  # "accused of shelling civilians"
        and "\n" not in scene.doc[child.left_edge.i : child.right_edge.i + 1].text
    ]


def _loyalty(scene: Scene, lord: Token) -> str:
    """To whom fighters are loyal, in words: "loyal to the rebels"."""
    to, known = lord.head, scene.mentions.get(lord.i)
    actors = known.actors if known is not None else ()
    whom = scene.actor(actors[0]).name if actors else scene.doc[lord.left_edge.i : lord.i + 1].text
    return f"{to.head.text} {to.text} {whom}"


def _first(child: Token) -> int:
    """Where a modifier begins, with the prefix that a hyphen ties to it."""
    return min(child.left_edge.i, child.i - 2) if child.i > 1 and child.nbor(-1).text in HYPHENS else child.left_edge.i


def _is_of(scene: Scene, word: Token, place: str | None) -> bool:
    """Whether a modifier is nothing but the adjective of a place."""
    mention = scene.mentions.get(word.i)
    alone = word.left_edge.i == word.right_edge.i
    return alone and mention is not None and mention.kind is MentionKind.ADJECTIVE and mention.actors == (place,)


def _place(scene: Scene, token: Token) -> str | None:
    """The id of the place that is named behind a noun."""
    for noun in objects_of(token.children, scene.words.lists.owning):
        mention = scene.mentions.get(noun.i)
        if mention is not None and mention.type is not ActorType.CIVILIANS and len(mention.actors) == 1:
            return mention.actors[0]
    return None
