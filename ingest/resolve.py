"""Who is meant: every mention of an article tied to the actors that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.gazetteer import Gazetteer
from graph.model import Actor
from ingest.appositions import typed
from ingest.mentions import Mention
from ingest.names import Names
from ingest.nominals import Nominals
from ingest.parse import Parsed
from ingest.scene import Scene
from ingest.words import Words


@dataclass(frozen=True)
class Resolution:
    """Who an article speaks of.

    Attributes:
        mentions: The mentions in text order, with their actors.
        actors: Every actor that one of them refers to, by id.
        focus: Id of the state that the article is about; None if it names none.
        by_head: Token index to the mention that has its head there.
    """

    mentions: tuple[Mention, ...]
    actors: Mapping[str, Actor]
    focus: str | None
    by_head: Mapping[int, Mention]


def resolve(parsed: Parsed, mentions: Iterable[Mention], gazetteer: Gazetteer, words: Words) -> Resolution:
    """The mentions with their actors. Names come first, then nouns and pronouns in text order."""
    found = typed(parsed.doc, mentions, words)
    scene = Scene.of(parsed, found, gazetteer, words)
    Names(scene).resolve()
    Nominals(scene).resolve()
    resolved = tuple(scene.mentions[head] for head in sorted(scene.mentions))
    used = {actor for mention in resolved for actor in mention.actors}
    return Resolution(
        mentions=resolved,
        actors={actor: scene.actor(actor) for actor in sorted(used)},
        focus=scene.focus,
        by_head={mention.head: mention for mention in resolved},
    )
