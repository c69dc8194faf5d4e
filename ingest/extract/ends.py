"""Mentions as ends of a relation: which may stand there, and which two of them may be related."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from graph.model import ActorType
from ingest.extract.clauses import HYPHENS
from ingest.mentions import Mention, MentionKind


def among(ends: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each two of several mentions; one of several actors with itself, for these are each two of them."""
    for at, one in enumerate(ends):
        if len(one.actors) > 1:
            yield one, one
        for other in ends[at + 1 :]:
            yield one, other


def corefer(one: Mention, other: Mention) -> bool:
    """Whether one of two mentions is a pronoun for several, the other among them: "X and Y shut their borders"."""
    if MentionKind.PRONOUN not in (one.kind, other.kind) or one.head == other.head:
        return False
    many = (m.actors for m in (one, other) if m.kind is MentionKind.PRONOUN and len(m.actors) > 1)
    return any(set(actors) >= {*one.actors, *other.actors} for actors in many)


def fits(mention: Mention, types: tuple[ActorType, ...]) -> bool:
    """Whether a mention may be an actor of one of these types."""
    if mention.type is None or mention.type in types:
        return True
    if mention.type is ActorType.GOVERNMENT and ActorType.PLACE in types:
        return mention.kind is MentionKind.NAMED  # Abkhazia, Transnistria: who governs a territory bears its name
    # What a single unknown word names is a guess: Kidal and Goma pass for persons.
    is_guess = mention.kind == MentionKind.NAMED and not mention.forms and " " not in mention.lemma
    return is_guess and mention.type in (ActorType.PERSON, ActorType.PLACE) and ActorType.PLACE in types


def within_names(doc: Doc, mentions: Iterable[Mention]) -> Iterator[int]:
    """The words of names but their heads, which tell of no act: "Rapid Support Forces".

    A person's title is no name, and what a hyphen ties to one is none either: "the NATO-led Kosovo Force".
    """
    named = (m for m in mentions if m.kind is MentionKind.NAMED and m.type is not ActorType.PERSON)
    for mention in named:
        name = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        inner = (token for token in name or () if token.i != mention.head and token.idx > mention.start)
        yield from (token.i for token in inner if token.nbor(-1).lower_ not in HYPHENS)
