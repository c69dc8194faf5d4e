"""What is known of an article while its mentions are resolved: its actors, the country in focus, their grain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from spacy.tokens import Doc, Token

from graph.forms import Form, FormKind, fold
from graph.gazetteer import Context, Gazetteer
from graph.model import Actor, ActorType
from ingest.extract.clauses import ruled_by, word_of
from ingest.mentions import Mention
from ingest.parse import Parsed
from ingest.words import Words

_OFTEN = 2
"""How often things must happen in a country for its army to be at home."""
_SEATED = (ActorType.MEDIA, ActorType.NGO)
"""What works and is cited far from the country of its seat, which so says nothing of what an article is about."""

Forms = tuple[Form, ...]


@dataclass(slots=True)
class Scene:
    """An article under resolution.

    Attributes:
        parsed: The article and its parse.
        gazetteer: Known actors.
        words: What is known of words.
        mentions: Head token to mention, resolved as far as it is.
        actors: Every actor known or made, by id.
        context: What helps to choose between homonyms.
        focus: Id of the state in focus.
        home: ISO codes of the countries where things happen; their armies are at home.
        sentence_of: Token index to the index of its sentence.
        made: Actors that the gazetteer lacks, by id.
        guessed: Ids of those whose name says nothing of what they are.
    """

    parsed: Parsed
    gazetteer: Gazetteer
    words: Words
    mentions: dict[int, Mention]
    context: Context
    focus: str | None
    home: frozenset[str]
    sentence_of: tuple[int, ...]
    made: dict[str, Actor] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, parsed: Parsed, mentions: Iterable[Mention], gazetteer: Gazetteer, words: Words) -> Self:
        """The scene before any mention is resolved."""
        found = {mention.head: mention for mention in mentions}
        text = f"{parsed.article.title}\n{parsed.article.text}"
        strictly = words.lists.strictly_locative | words.lists.sources
        known = [(mention.forms, parsed.doc[mention.head]) for mention in found.values() if mention.forms]
        told = [(forms, token.dep_ == "pobj" and word_of(token.head) in strictly) for forms, token in known]
        told += [(match.forms, False) for match in gazetteer.find(parsed.article.title) for _ in range(2)]
        countries, named, locative = _weights(told, gazetteer)
        away = {code for code in _expelled(known, gazetteer, words) if locative[code] < _OFTEN}
        countries |= {code: countries[code] / 2 for code in away & countries.keys()}
        context = Context(parsed.article.published, text, countries, named)
        sided = (ActorType.STATE, ActorType.MILITARY)
        own = {a.countries[0] for a in (gazetteer.actors[name] for name in named) if a.countries and a.type in sided}
        # Of equals one that is named itself or by its army, as no group's home, then the first in the text.
        ranked = sorted(countries.items(), key=lambda row: (-row[1], row[0] not in own))
        top = [code for code, _ in ranked if code in gazetteer.states]
        focus = gazetteer.states[top[0]] if top else None
        sentences = (np.cumsum(parsed.doc.to_array("SENT_START") == 1) - 1).tolist()
        home = (frozenset(top[:1]) | {code for code, count in locative.items() if count >= _OFTEN}) - away
        return cls(parsed, gazetteer, words, found, context, focus, home, tuple(sentences))

    @property
    def doc(self) -> Doc:
        """The parsed document."""
        return self.parsed.doc

    @property
    def focus_code(self) -> str | None:
        """ISO code of the country in focus."""
        return self.actor(self.focus).countries[0] if self.focus else None

    @property
    def actors(self) -> dict[str, Actor]:
        """Known and made actors."""
        return {**self.gazetteer.actors, **self.made}

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id."""
        return self.made.get(actor_id) or self.gazetteer.actors[actor_id]

    def set(self, mention: Mention, actors: Sequence[str]) -> None:
        """Ties a mention to actors, if there are any; its type becomes theirs if they share one."""
        if not actors:
            return
        unique = tuple(dict.fromkeys(actors)) if len(actors) > 1 else tuple(actors)
        types = {self.actor(actor).type for actor in unique}
        kind = types.pop() if len(types) == 1 else mention.type
        # Field by field, as `replace` takes several times as long, and every mention comes through here.
        start, end, head, forms = mention.start, mention.end, mention.head, mention.forms
        self.mentions[head] = Mention(start, end, head, mention.kind, kind, unique, mention.lemma, forms)

    def make(self, prefix: str, name: str, kind: ActorType, countries: tuple[str, ...] = ()) -> str:
        """The id of a new actor, the same for the same name; an actor already made under that id stays as it is."""
        slug = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:180] or "unnamed"
        actor_id = f"{prefix}-{slug}"
        if actor_id not in self.made:
            self.made[actor_id] = Actor(id=actor_id, name=name[:300], type=kind, countries=countries, known=False)
        return actor_id

    def is_definite(self, token: Token) -> bool:
        """Whether a noun phrase points to something known: "the", "this", "its"."""
        return self.words.is_definite(token)

    def modifiers(self, token: Token) -> tuple[str, ...]:
        """Lower-case words before a noun that tell its group from others."""
        return tuple(
            child.lower_
            for child in self.words.around(token)
            if child.dep_ in ("amod", "compound", "nmod")
            and child.lower_ not in self.words.lists.plain
            and child.i not in self.mentions
        )

    def lord(self, token: Token) -> Token | None:
        """To whom fighters are loyal: X in "forces loyal to X"."""
        for child in token.rights:
            if child.pos_ == "ADJ" and child.lemma_.lower() in self.words.lists.loyal:
                return next((noun for to in child.rights for noun in to.rights if noun.dep_ == "pobj"), None)
        return None

    def capital(self, state: str) -> tuple[str, ...]:
        """The city that is a state's seat, as a place; none if it is not known."""
        text = self.gazetteer.capitals.get(state)
        return (self.make("p", text, ActorType.PLACE, self.actor(state).countries),) if text else ()

    def army(self, state: str, *, whole: bool = False) -> str:
        """Whom the soldiers of a state count as: its own army where it is at home, else the state."""
        code = self.actor(state).countries[0]
        if code not in self.home and not whole:
            return state
        known = self.gazetteer.army(code, self.context.day)
        return known or self.make("x", f"army of {self.actor(state).name}", ActorType.MILITARY, (code,))

    def grain(self, actor_id: str, surface: str = "") -> str:
        """The actor at the grain at which actors are told apart."""
        if actor_id in self.gazetteer.stands_for:
            return self.gazetteer.stands_for[actor_id]
        actor = self.actor(actor_id)
        if (
            actor.type is ActorType.MILITARY
            and actor.countries
            and self.gazetteer.army(actor.countries[0], self.context.day) == actor_id
        ):
            whole = any(surface.lower().endswith(noun) for noun in self.words.lists.whole_armies)
            return self.army(self.gazetteer.states[actor.countries[0]], whole=whole)
        return actor_id


def _expelled(known: Iterable[tuple[Forms, Token]], gazetteer: Gazetteer, words: Words) -> Iterator[str]:
    """ISO codes of the countries whose soldiers somebody expels or hosts, so that they are not at home."""
    for forms, token in known:
        is_object = token.dep_ in ("dobj", "nsubjpass", "pobj")
        if is_object and ruled_by(token).lemma_.lower() in words.lists.expelling:
            for actor in (gazetteer.actors[form.actor] for form in forms):
                yield from actor.countries[:1] if actor.type is ActorType.MILITARY else ()


def _weights(
    told: Iterable[tuple[Forms, bool]], gazetteer: Gazetteer
) -> tuple[dict[str, float], dict[str, int], Counter[str]]:
    """ISO codes with how much the article is about them, actors named beyond doubt, codes where things happen.

    Args:
        told: What is known of each name, and whether something happens there.
        gazetteer: Known actors.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    named: Counter[str] = Counter()
    locative: Counter[str] = Counter()
    for forms, is_where in told:
        holders = {form.actor for form in forms}
        if len(holders) != 1 or any(form.hint or form.outside for form in forms):
            continue
        actor = gazetteer.actors[holders.pop()]
        named[actor.id] += 1
        if not actor.countries or actor.type in _SEATED:
            continue
        kinds = {form.kind for form in forms}
        weight = (1.5 if is_where else 1.0) if FormKind.NAME in kinds and actor.type is ActorType.STATE else 0.5
        scores[actor.countries[0]] += weight
        if is_where and FormKind.NAME in kinds:
            locative[actor.countries[0]] += 1
    return dict(scores), dict(named), locative
