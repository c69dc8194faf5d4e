"""Precision, recall and F1 of extracted claims against annotated articles, and which actor is which annotated one."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph import jsonl
from graph.model import ActorType, Article, Claim, Record, Status, digest
from graph.ontology import Ontology
from ingest.model import Extraction

Triple = tuple[str, str, str]


class _Gold(BaseModel):
    """Annotated files may carry keys that no measure here reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldActor(_Gold):
    """An annotated actor and its surface forms."""

    id: str
    name: str
    type: ActorType
    mentions: tuple[str, ...]


class GoldClaim(_Gold):
    """An annotated claim; `s` and `o` are actor ids, `attributed_to` an actor id or the text's own label."""

    s: str
    r: str
    o: str
    status: Status
    attributed_to: str | None = None
    evidence: str


class GoldArticle(_Gold):
    """An annotated article."""

    id: str
    lang: str
    title: str = ""
    date: str | None = None
    text: Annotated[str, Field(min_length=1)]
    actors: tuple[GoldActor, ...]
    triples: tuple[GoldClaim, ...]

    @property
    def article(self) -> Article:
        """The article without its annotation, text untouched."""
        published = dt.date.fromisoformat(self.date) if self.date else None
        return Article(
            id=self.id,
            title=self.title,
            published=published,
            lang=self.lang,
            text=self.text,
            digest=digest(self.text),
            cluster=self.id,
        )


def harmonic(precision: float, recall: float) -> float:
    """The F1 of a precision and a recall; 0 where both are."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


class Score(Record):
    """Counts of one measure.

    Attributes:
        gold: Annotated claims, a symmetric one once.
        predicted: Distinct predicted claims.
        right: Predicted claims that the annotation has.
        found: Annotated claims that were predicted.
    """

    gold: int = 0
    predicted: int = 0
    right: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that is found; 0 where nothing is annotated."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return harmonic(self.precision, self.recall)


class Report(Record):
    """Scores of a set of articles: of all, by relation, and how often status and speaker are right if the triple is."""

    total: Score
    by_relation: dict[str, Score]
    status_right: int
    speaker_right: int


def align(names: Mapping[str, Sequence[str]], gold: Sequence[GoldActor]) -> dict[str, frozenset[str]]:
    """Predicted actor id to the ids of the annotated actors with which it shares a surface form.

    Forms are compared without case, accents, articles, quantities and possessive endings; an annotated actor's name
    counts as a form. A predicted actor that shares none is tied by the head of an unnamed form: "two other villagers"
    to "villagers".
    """
    owners: dict[str, set[str]] = defaultdict(set)
    heads: dict[str, set[str]] = defaultdict(set)
    for actor in gold:
        for form in (actor.name, *actor.mentions):
            owners[normal_form(form)].add(actor.id)
            heads[_head(form)].add(actor.id)
    aligned = {}
    for predicted, forms in names.items():
        found = {owner for form in forms for owner in owners.get(normal_form(form), ())}
        by_head = {owner for form in forms for owner in heads.get(_head(form), ()) if _head(form)}
        aligned[predicted] = frozenset(found or by_head)
    return aligned


_QUANTITIES = (
    "the a an its his her their our my this that these those some several many most all both other another at "
    "least about around nearly almost over more than fewer less up to only dozens hundreds thousands scores "
    "number group few one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "sixty hundred thousand of le la les l un une des d du de ses son sa leur leurs ces ce cette quelques "
    "plusieurs"
).split()
_PREPOSITIONS = frozenset("of in from at near on by with for to de du des dans en par".split())


def normal_form(text: str) -> str:
    """A surface form without case, accents, leading articles and quantities, and possessive ending."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"'s?(?=\W|$)", "", plain).casefold())
    while len(words) > 1 and (words[0] in _QUANTITIES or words[0].isdigit()):
        words.pop(0)
    return " ".join(words)


def _head(text: str) -> str:
    """The head noun of an unnamed form, without its plural ending; empty for a name."""
    if any(word[:1].isupper() for word in text.split()[1:]):
        return ""
    words = normal_form(text).split()
    core = next((words[:place] for place, word in enumerate(words) if place and word in _PREPOSITIONS), words)
    return core[-1].removesuffix("s") if core else ""


def names_of(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """The forms by which each actor of an extraction may be known."""
    return {actor.id: (actor.name, *extraction.mentions.get(actor.id, ())) for actor in extraction.actors}


def evaluate(pairs: Iterable[tuple[GoldArticle, Extraction]], ontology: Ontology) -> Report:
    """The report over articles and what was extracted from them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    extra: Counter[str] = Counter()
    for article, extraction in pairs:
        _compare(article, extraction, ontology, counts, extra)
    total: Counter[str] = Counter()
    for counter in counts.values():
        total.update(counter)
    return Report(
        total=_score(total),
        by_relation={relation: _score(counts[relation]) for relation in sorted(counts)},
        status_right=extra["status"],
        speaker_right=extra["speaker"],
    )


def _score(counter: Counter[str]) -> Score:
    return Score(gold=counter["gold"], predicted=counter["predicted"], right=counter["right"], found=counter["found"])


def _compare(
    article: GoldArticle,
    extraction: Extraction,
    ontology: Ontology,
    counts: dict[str, Counter[str]],
    extra: Counter[str],
) -> None:
    aligned = align(names_of(extraction), article.actors)
    wanted: dict[Triple, list[GoldClaim]] = defaultdict(list)
    for gold in article.triples:
        wanted[key_of(gold.s, gold.r, gold.o, ontology)].append(gold)
    meant: dict[Triple, list[Claim]] = defaultdict(list)
    predicted: dict[Triple, set[Triple]] = {}
    for claim in extraction.claims:
        readings = {
            key_of(s, claim.relation, o, ontology)
            for s in aligned.get(claim.subject, ())
            for o in aligned.get(claim.object, ())
        }
        predicted.setdefault((claim.subject, claim.relation, claim.object), set()).update(readings)
        for reading in readings:
            meant[reading].append(claim)
    for (_, relation, _), readings in predicted.items():
        counts[relation]["predicted"] += 1
        counts[relation]["right"] += bool(readings & wanted.keys())
    for key, claims in wanted.items():
        counts[key[1]]["gold"] += 1
        if key in meant:
            counts[key[1]]["found"] += 1
            extra["status"] += bool({c.status for c in claims} & {c.status for c in meant[key]})
            extra["speaker"] += any(_same_speaker(one, other, aligned) for one in claims for other in meant[key])


def key_of(subject: str, relation: str, obj: str, ontology: Ontology) -> Triple:
    """A triple; of a symmetric relation in one fixed order."""
    if relation in ontology and ontology[relation].symmetric:
        subject, obj = sorted((subject, obj))
    return subject, relation, obj


def _same_speaker(gold: GoldClaim, claim: Claim, aligned: Mapping[str, frozenset[str]]) -> bool:
    if gold.attributed_to is None or claim.speaker_label is None:
        return gold.attributed_to is None and claim.speaker_label is None
    if claim.speaker is not None and gold.attributed_to in aligned.get(claim.speaker, ()):
        return True
    return normal_form(gold.attributed_to) == normal_form(claim.speaker_label)


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The annotated articles of a JSON Lines file, in file order.

    Raises:
        DataError: The file is missing or a line is no annotated article.
    """
    return tuple(article for _, article in jsonl.read(path, GoldArticle))


def told(report: Report) -> str:
    """A report as text: a line a relation, then all, status and speaker."""
    rows = [f"{'relation':24}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, score in (*report.by_relation.items(), ("all", report.total)):
        shares = "".join(f"{100 * share:7.1f}" for share in (score.precision, score.recall, score.f1))
        rows.append(f"{name:24}{score.gold:6}{score.found:7}{shares}")
    rows.append(
        f"of {report.total.found} found: status right {report.status_right}, speaker right {report.speaker_right}"
    )
    return "\n".join(rows)
