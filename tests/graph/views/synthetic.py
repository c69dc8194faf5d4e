"""Made-up projections of any size, the same for the same seed: communities with hubs, as graphs of news have."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Span, Status, digest
from graph.ontology import Ontology, Relation
from graph.projection import Projection, assemble
from graph.stores.ledger import Ledger

FIRST = (
    "Northern",
    "Free",
    "United",
    "Red",
    "Coastal",
    "Highland",
    "River",
    "Eastern",
    "New",
    "Blue",
    "Desert",
    "Southern",
)
SECOND = {
    ActorType.STATE: ("Republic", "Kingdom", "Federation"),
    ActorType.GOVERNMENT: ("Junta", "Administration", "Interim Council"),
    ActorType.MILITARY: ("Army", "Guard", "Air Force"),
    ActorType.ARMED_GROUP: ("Front", "Brigade", "Resistance", "Militia"),
    ActorType.POLITICAL_GROUP: ("Party", "Coalition", "Movement"),
    ActorType.PERSON: ("Adeyemi", "Traoré", "Moreau", "Haddad", "Ilić", "Kovács"),
    ActorType.IGO: ("Union", "Commission", "Mission"),
    ActorType.NGO: ("Relief", "Watch"),
    ActorType.COMPANY: ("Mining Company", "Energy"),
    ActorType.CIVILIANS: ("villagers", "refugees"),
    ActorType.MEDIA: ("Herald", "Radio"),
    ActorType.PLACE: ("Valley", "Harbour", "Pass"),
}
SHARE = {
    ActorType.ARMED_GROUP: 6,
    ActorType.PERSON: 5,
    ActorType.STATE: 4,
    ActorType.POLITICAL_GROUP: 3,
    ActorType.MILITARY: 3,
}
STATUSES = (Status.OCCURRED,) * 9 + (Status.ONGOING,) * 4 + tuple(Status)[2:]
COUNTRIES: tuple[tuple[str, ...], ...] = (("ML",), ("NE",), ("ML", "BF"), ())
SOURCES = ("Daily Courier", "Agence du Fleuve", "Radio Sahel", "The Observer of the South", "Wire 7")


def synthetic(
    actors: int, ontology: Ontology, *, seed: int = 1, claims: int | None = None, sentences: int = 6
) -> Projection:
    """A projection of so many actors; three claims an actor unless told otherwise; articles of up to `sentences`."""
    dice = random.Random(seed)
    cast = [_actor(number, dice) for number in range(actors)]
    homes = [dice.randrange(max(2, actors // 25)) for _ in cast]
    near: dict[int, list[int]] = {}
    for number, home in enumerate(homes):
        near.setdefault(home, []).append(number)
    made: list[Claim] = []
    articles: list[Article] = []
    while actors > 1 and len(made) < (claims or actors * 3):
        said = [pair for _ in range(dice.randint(1, sentences)) if (pair := _pair(cast, homes, near, dice))]
        article, found = _report(len(articles), said, ontology, dice)
        articles.append(article)
        made.extend(found)
    unique = {claim.id: claim for claim in made}
    return assemble(tuple(cast), tuple(articles), tuple(unique[key] for key in sorted(unique)))


def _actor(number: int, dice: random.Random) -> Actor:
    kind = dice.choice([kind for kind in ActorType for _ in range(SHARE.get(kind, 1))])
    first, second = dice.choice(FIRST), dice.choice(SECOND[kind])
    name = (
        f"{first} {second} {number}" if kind is not ActorType.PERSON else f"{dice.choice('ABCDEFG')}. {second} {number}"
    )
    short = "".join(word[0] for word in name.split()[:2]).upper() + str(number)
    return Actor(id=f"actor-{number:05}", name=name, type=kind, countries=COUNTRIES[number % 4], aliases=(short,))


def _pair(
    cast: list[Actor], homes: list[int], members: dict[int, list[int]], dice: random.Random
) -> tuple[Actor, Actor] | None:
    """Two actors, mostly of one community and often its hubs, which have the lowest numbers."""
    one = int(len(cast) * dice.random() ** 1.7)
    near = [number for number in members[homes[one]] if number != one]
    far = range(len(cast))
    pool = near if near and dice.random() < 0.88 else far
    other = pool[int(len(pool) * dice.random() ** 2.2)]
    return None if one == other else (cast[one], cast[other])


def _report(
    number: int, pairs: list[tuple[Actor, Actor]], ontology: Ontology, dice: random.Random
) -> tuple[Article, list[Claim]]:
    day = dt.date(2022, 1, 3) + dt.timedelta(days=dice.randrange(900))
    told = [(a, dice.choice(_allowed(a, b, ontology)), b) for a, b in pairs if _allowed(a, b, ontology)]
    sentences = [
        f"{a.name} {relation.label} {b.name}, officials said after a week of talks." for a, relation, b in told
    ]
    text = " ".join(sentences) or "Nothing happened."
    article = Article(
        id=f"article-{number:05}",
        url=f"https://news.example/{number}",
        source=dice.choice(SOURCES),
        title=f"What is known about day {number}",
        published=day,
        lang="en",
        text=text,
        digest=digest(text),
        cluster=f"article-{number:05}",
    )
    at = [sum(len(line) + 1 for line in sentences[:index]) for index in range(len(sentences))]
    rows = zip(told, sentences, at, strict=True)
    return article, [_claim(article, triple, line, start, dice) for triple, line, start in rows]


def _allowed(a: Actor, b: Actor, ontology: Ontology) -> list[Relation]:
    return [relation for relation in ontology if a.type in relation.subject and b.type in relation.object]


def _claim(
    article: Article, triple: tuple[Actor, Relation, Actor], line: str, start: int, dice: random.Random
) -> Claim:
    """What the sentence that begins at `start` says of the two."""
    a, relation, b = triple
    trigger = start + len(a.name) + 1
    object_at = trigger + len(relation.label) + 1
    published = article.published or dt.date(2022, 1, 3)
    day = published - dt.timedelta(days=dice.randrange(10))
    status = dice.choice(STATUSES)
    (subject, subject_at), (obj, object_span) = (
        (a.id, Span(start=start, end=start + len(a.name))),
        (b.id, Span(start=object_at, end=object_at + len(b.name))),
    )
    if relation.symmetric and subject > obj:
        (subject, subject_at), (obj, object_span) = (obj, object_span), (subject, subject_at)
    return Claim(
        id=digest(article.id, start, subject, relation.id, obj, status),
        article=article.id,
        subject=subject,
        relation=relation.id,
        object=obj,
        status=status,
        speaker_label="officials" if dice.random() < 0.4 else None,
        sentence=line,
        start=start,
        end=start + len(line),
        trigger=Span(start=trigger, end=object_at - 1),
        subject_at=subject_at,
        object_at=object_span,
        date=EventDate(first=day, last=day, precision=Precision.DAY) if dice.random() < 0.7 else None,
        confidence=round(dice.uniform(0.5, 0.99), 2),
        pattern="synthetic",
    )


def keep(kept: Projection, folder: Path) -> None:
    """Puts a projection into a ledger, `ledger.db` of a folder, which is made if missing."""
    cast = {actor.id: actor for actor in kept.actors}
    said: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in kept.claims:
        said[claim.article].append(claim)
    with Ledger.open(f"sqlite:///{folder / 'ledger.db'}") as ledger:
        for article in kept.articles:
            claims = said[article.id]
            ends = {end for claim in claims for end in (claim.subject, claim.object)}
            ledger.put(article, [cast[end] for end in sorted(ends)], claims, extractor="1")
