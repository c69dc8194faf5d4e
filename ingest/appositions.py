"""What a noun beside an unknown name says that its bearer is: "X, a militia of veterans", "Y, leader of the party"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.model import ActorType
from ingest.mentions import Mention, MentionKind
from ingest.words import Words

_BODIES = (
    ActorType.ARMED_GROUP,
    ActorType.POLITICAL_GROUP,
    ActorType.NGO,
    ActorType.COMPANY,
    ActorType.MEDIA,
)
_DOUBTFUL = (None, ActorType.PLACE)
"""What NER says of many a name that it does not know."""


def typed(doc: Doc, mentions: Iterable[Mention], words: Words) -> list[Mention]:
    """The mentions; names whose type the text tells by a noun beside one of them have that one."""
    found = list(mentions)
    at = {mention.head: mention for mention in found}
    told: dict[str, ActorType] = {}
    for noun in found:
        if noun.kind is MentionKind.NOMINAL and (name := _named(doc[noun.head], at)) is not None:
            kind = _said(words, doc[noun.head], noun)
            is_doubtful = name.type in _DOUBTFUL or (kind is ActorType.PLACE and name.type is ActorType.PERSON)
            if kind is not None and is_doubtful:
                told.setdefault(name.lemma, kind)
    if not told:
        return found
    return [replace(m, type=told[m.lemma]) if _is_unknown(m) and m.lemma in told else m for m in found]


def _is_unknown(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAMED and not mention.forms


def _named(noun: Token, at: Mapping[int, Mention]) -> Mention | None:
    """The unknown name that a noun stands beside: behind it and a comma, or right before it."""
    if noun.dep_ == "appos":
        name, is_beside = at.get(noun.head.i), noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","
    else:
        behind = [child for child in noun.rights if child.dep_ == "appos" and child.left_edge.i == noun.i + 1]
        name, is_beside = (at.get(behind[0].i) if behind else None), True
    return name if name is not None and is_beside and _is_unknown(name) else None


def _said(words: Words, token: Token, noun: Mention) -> ActorType | None:
    """What a noun in the singular says of whom it describes; None if that is no kind of bearer of a name."""
    if token.tag_ != "NN" or noun.type is None:
        return None
    if words.is_one_person(noun.lemma, noun.type):
        return ActorType.PERSON
    is_body = noun.type in _BODIES and words.core(noun.lemma) in words.lists.crowds
    return noun.type if is_body or noun.type is ActorType.PLACE else None
