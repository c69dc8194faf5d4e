"""A projection as the tables that the page reads: actors, articles, sentences and claims, as packed columns.

Rows point at one another by their place in the table, and a sentence stands once however many claims it makes, so that
the page stays small. Nothing in here knows how anything is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.model import Actor, Article, Claim, RelationClass, Span, Status
from graph.ontology import Ontology
from graph.views.columns import table
from graph.views.groups import find_groups

if TYPE_CHECKING:
    from graph.projection import Projection

COOPERATION, CONFLICT, STRUCTURAL = "cooperation", "conflict", "structural"
POLARITY = {
    RelationClass.VERBAL_COOPERATION: COOPERATION,
    RelationClass.MATERIAL_COOPERATION: COOPERATION,
    RelationClass.VERBAL_CONFLICT: CONFLICT,
    RelationClass.MATERIAL_CONFLICT: CONFLICT,
    RelationClass.STRUCTURAL: STRUCTURAL,
}

ACTOR_COLUMNS = ("id", "name", "type", "countries", "aliases", "known", "group")
ARTICLE_COLUMNS = ("title", "source", "url", "published", "lang", "cluster")
CLAIM_COLUMNS = (
    *("id", "article", "subject", "relation", "object", "status", "speaker", "speakerLabel", "sentence"),
    *("trigger", "triggerEnd", "subjectAt", "subjectEnd", "objectAt", "objectEnd", "date", "place", "confidence"),
)


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the page shows.

    Attributes:
        actors: Those that a claim names as subject or object, the most connected first.
        neighbours: Number of other actors that each is linked to, by place.
        strength: Number of claims between two actors, by their places in ascending order.
        groups: Places of the actors that are mostly linked to one another, ascending; each actor is in one of them.
        data: The tables, ready for JSON.
    """

    actors: tuple[Actor, ...]
    neighbours: tuple[int, ...]
    strength: Mapping[tuple[int, int], int]
    groups: tuple[tuple[int, ...], ...]
    data: dict[str, Any]


def tabulate(projection: Projection, ontology: Ontology, lang: str) -> Tables:
    """The tables in one language; speakers who are party to no claim are named, but are no actors of the drawing.

    Args:
        projection: What to show.
        ontology: Readings and labels.
        lang: "en" or "fr".
    """
    strength, neighbours = _connections(projection.claims)
    claims_of = Counter(end for claim in projection.claims for end in (claim.subject, claim.object))
    actors = sorted(
        (actor for actor in projection.actors if actor.id in claims_of),
        key=lambda actor: (-neighbours[actor.id], -claims_of[actor.id], actor.id),
    )
    place = {actor.id: index for index, actor in enumerate(actors)}
    pairs = {(min(place[a], place[b]), max(place[a], place[b])): count for (a, b), count in strength.items()}
    groups = find_groups(len(actors), pairs)
    group_of = {member: index for index, members in enumerate(groups) for member in members}
    data = {
        "actors": table(ACTOR_COLUMNS, (_actor(actor, group_of[place[actor.id]], lang) for actor in actors)),
        "articles": table(ARTICLE_COLUMNS, _articles(projection.articles)),
        **_claims(projection, place, lang),
        **_vocabulary(ontology, lang),
    }
    return Tables(tuple(actors), tuple(neighbours[actor.id] for actor in actors), pairs, groups, data)


def _connections(claims: Iterable[Claim]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Number of claims of each pair, and number of neighbours of each actor."""
    strength = Counter((min(claim.subject, claim.object), max(claim.subject, claim.object)) for claim in claims)
    return strength, Counter(end for pair in strength for end in pair)


def _actor(actor: Actor, group: int, lang: str) -> list[Any]:
    name = actor.name_in(lang)
    others = {actor.name, actor.name_in("fr"), *actor.aliases} - {name}
    return [actor.id, name, actor.type.value, list(actor.countries), sorted(others), actor.known, group]


def _articles(articles: Iterable[Article]) -> Iterable[list[Any]]:
    articles = list(articles)
    cluster = {name: index for index, name in enumerate(sorted({article.cluster for article in articles}))}
    for article in articles:
        published = article.published.isoformat() if article.published else None
        url = safe_url(article.url)
        yield [article.title, article.source, url, published, article.lang, cluster[article.cluster]]


def safe_url(url: str | None) -> str | None:
    """The address if it is http or https with a host and nothing invisible inside, else None."""
    if not url or any(letter.isspace() or not letter.isprintable() for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _claims(projection: Projection, place: Mapping[str, int], lang: str) -> dict[str, Any]:
    """Claims in the order of their articles and sentences, the sentences, and which claims gainsay one another."""
    articles = {article.id: index for index, article in enumerate(projection.articles)}
    names = {actor.id: actor.name_in(lang) for actor in projection.actors}
    claims = sorted(projection.claims, key=lambda claim: (articles[claim.article], claim.start, claim.id))
    sentences: dict[str, int] = {}
    rows = []
    for claim in claims:
        units = Units(claim.sentence, claim.start)
        rows.append(
            [
                claim.id,
                articles[claim.article],
                place[claim.subject],
                claim.relation,
                place[claim.object],
                claim.status.value,
                place.get(claim.speaker) if claim.speaker else None,
                claim.speaker_label or names.get(claim.speaker or ""),
                sentences.setdefault(claim.sentence, len(sentences)),
                *(at for span in (claim.trigger, claim.subject_at, claim.object_at) for at in units.span(span)),
                str(claim.date) if claim.date else None,
                claim.place,
                round(claim.confidence, 2),
            ]
        )
    return {
        "claims": table(CLAIM_COLUMNS, rows),
        "sentences": list(sentences),
        "contradictions": _contradictions(projection, {claim.id: index for index, claim in enumerate(claims)}),
    }


def _contradictions(projection: Projection, at: Mapping[str, int]) -> list[list[list[int]]]:
    """Pairs of claims by place: those of an event, and those in another voice that deny it."""
    claims = {event.id: sorted(at[claim] for claim in event.claims) for event in projection.events}
    return [[claims[told], claims[denied]] for told, denied in projection.contradictions]


class Units:
    """Offsets of an article's text as offsets inside one of its sentences, in UTF-16 units as scripts count."""

    def __init__(self, sentence: str, start: int) -> None:
        self.sentence = sentence
        self.start = start

    def span(self, span: Span) -> tuple[int, int]:
        """Start and end, end exclusive; both -1 if the span is empty or not wholly inside the sentence."""
        start, end = span.start - self.start, span.end - self.start
        if start < 0 or end > len(self.sentence) or start == end:
            return -1, -1
        return self._units(start), self._units(end)

    def _units(self, characters: int) -> int:
        return len(self.sentence[:characters].encode("utf-16-le", "surrogatepass")) // 2


def _vocabulary(ontology: Ontology, lang: str) -> dict[str, Any]:
    french = lang == "fr"
    return {
        "relations": {
            relation.id: {
                "label": relation.label_fr if french else relation.label,
                "class": relation.relation_class,
                "symmetric": relation.symmetric,
            }
            for relation in ontology
        },
        "statuses": [[row.id, row.label_fr if french else row.label] for row in ontology.statuses],
        "types": [[row.id, row.label_fr if french else row.label] for row in ontology.actor_types],
        "classes": [[kind.value, POLARITY[kind]] for kind in RelationClass],
        "realised": [Status.OCCURRED.value, Status.ONGOING.value],
    }
