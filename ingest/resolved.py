"""How well mentions are tied to actors: measured on articles in which every mention of every actor is annotated.

Ours and annotated actors have different ids. One of ours counts as the annotated one that its names and nouns most
often are, within the article, a name counting thrice. What the figures are of:

- right: a mention whose actors are exactly the annotated ones; a mention that was not found is wrong.
- merged: of all pairs of annotated actors of one article, those whose mentions are mostly tied to one actor of ours.
- split: of all annotated actors, those that two or more of ours most often are.
- B-cubed (Bagga and Baldwin 1998): for each mention of one actor, the share of right company; a mention that was not
  found is alone, and so is one that was tied to nobody.

Pronouns are counted for themselves; they vote nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from graph import jsonl
from graph.model import Record
from ingest.evaluate import GoldArticle, harmonic
from ingest.mentions import Mention, MentionKind
from ingest.parse import Parsed
from ingest.resolve import Resolution

KINDS = ("named", "nominal", "pronoun")
_WEIGHT = {"named": 3, "nominal": 1}


class SpannedArticle(GoldArticle):
    """An annotated article; `spans` are start, end, actor id and kind of each mention, none if they are not annotated.

    A mention of several actors stands once for each.
    """

    spans: tuple[tuple[int, int, str, str], ...] = ()


class Shares(Record):
    """What became of the annotated mentions of one kind."""

    total: int = 0
    found: int = 0
    right: int = 0

    @property
    def of_all(self) -> float:
        """Share of all that is right; 0 where there are none."""
        return self.right / self.total if self.total else 0.0

    @property
    def of_found(self) -> float:
        """Share of the found that is right; 0 where there are none."""
        return self.right / self.found if self.found else 0.0


class BCubed(Record):
    """Sums of B-cubed over mentions."""

    precision_sum: float = 0.0
    recall_sum: float = 0.0
    mentions: int = 0

    @property
    def precision(self) -> float:
        """Mean over the mentions."""
        return self.precision_sum / self.mentions if self.mentions else 0.0

    @property
    def recall(self) -> float:
        """Mean over the mentions."""
        return self.recall_sum / self.mentions if self.mentions else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return harmonic(self.precision, self.recall)


class ResolutionReport(Record):
    """The figures of a set of articles.

    Attributes:
        kinds: By kind of mention.
        merged: Pairs of annotated actors of one article that are one of ours.
        pairs: All such pairs.
        split: Annotated actors that are several of ours.
        actors: All annotated actors.
        names: B-cubed over names and nouns.
        everything: B-cubed over all mentions, pronouns too.
    """

    kinds: dict[str, Shares]
    merged: int
    pairs: int
    split: int
    actors: int
    names: BCubed
    everything: BCubed


class Tied(NamedTuple):
    """An annotated mention and what it was tied to; `mention` is None where ours has none there."""

    actors: frozenset[str]
    kind: str
    mention: Mention | None

    @property
    def ours(self) -> tuple[str, ...]:
        """Ids of our actors."""
        return self.mention.actors if self.mention else ()


def read_spanned(path: Path) -> tuple[SpannedArticle, ...]:
    """The annotated articles of a JSON Lines file, in file order.

    Raises:
        DataError: The file is missing or a line is no annotated article.
    """
    return tuple(article for _, article in jsonl.read(path, SpannedArticle))


def measure(pairs: Iterable[tuple[SpannedArticle, Parsed, Resolution]]) -> ResolutionReport:
    """The report over articles and how their mentions were tied; articles without annotated mentions count nothing."""
    sums: Counter[str] = Counter()
    names, everything = BCubed(), BCubed()
    for article, parsed, resolution in pairs:
        tied = list(ties(article, parsed, resolution))
        meant = majority(tied)
        for each in tied:
            sums[f"{each.kind} total"] += 1
            sums[f"{each.kind} found"] += each.mention is not None
            sums[f"{each.kind} right"] += frozenset(meant.get(ours, ours) for ours in each.ours) == each.actors
        _count_actors(tied, meant, sums)
        names = _sum(names, b_cubed(each for each in tied if each.kind in _WEIGHT))
        everything = _sum(everything, b_cubed(tied))
    kinds = {
        kind: Shares(total=sums[f"{kind} total"], found=sums[f"{kind} found"], right=sums[f"{kind} right"])
        for kind in KINDS
    }
    return ResolutionReport(
        kinds=kinds,
        merged=sums["merged"],
        pairs=sums["pairs"],
        split=sums["split"],
        actors=sums["actors"],
        names=names,
        everything=everything,
    )


def ties(article: SpannedArticle, parsed: Parsed, resolution: Resolution) -> Iterator[Tied]:
    """Each annotated mention with ours whose head, or else whose end, is the same."""
    actors: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    kinds: dict[tuple[int, int], str] = {}
    for start, end, actor, kind in article.spans:
        actors[start, end].add(actor)
        kinds[start, end] = kind
    for (start, end), meant in sorted(actors.items()):
        yield Tied(frozenset(meant), kinds[start, end], _mention_at(start, end, parsed, resolution))


def _mention_at(start: int, end: int, parsed: Parsed, resolution: Resolution) -> Mention | None:
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    mention = resolution.by_head.get(span.root.i) if span is not None else None
    if mention is None:
        inside = (m for m in resolution.mentions if start <= m.start and m.end == end)
        mention = next((m for m in inside if m.kind is not MentionKind.PRONOUN), None)
    return mention


def majority(tied: Iterable[Tied]) -> dict[str, str]:
    """Our actor to the annotated one that its names and nouns most often are; of equals the first in the text."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in tied:
        if each.kind in _WEIGHT and len(each.actors) == len(each.ours) == 1:
            votes[each.ours[0]][next(iter(each.actors))] += _WEIGHT[each.kind]
    return {ours: counter.most_common(1)[0][0] for ours, counter in votes.items()}


def b_cubed(tied: Iterable[Tied]) -> BCubed:
    """B-cubed over the mentions of one annotated actor each."""
    pairs = [
        (next(iter(each.actors)), each.ours or (f"alone {number}",))
        for number, each in enumerate(tied)
        if len(each.actors) == 1
    ]
    gold, ours, both = Counter(g for g, _ in pairs), Counter(o for _, o in pairs), Counter(pairs)
    return BCubed(
        precision_sum=sum(both[pair] / ours[pair[1]] for pair in pairs),
        recall_sum=sum(both[pair] / gold[pair[0]] for pair in pairs),
        mentions=len(pairs),
    )


def _count_actors(tied: Iterable[Tied], meant: Mapping[str, str], sums: Counter[str]) -> None:
    """Adds the annotated actors of one article, and how many are merged and split."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in tied:
        for actor in each.actors:
            votes.setdefault(actor, Counter())
        if each.kind in _WEIGHT and len(each.actors) == len(each.ours) == 1:
            votes[next(iter(each.actors))][each.ours[0]] += _WEIGHT[each.kind]
    mostly = {actor: counter.most_common(1)[0][0] for actor, counter in votes.items() if counter}
    sums["actors"] += len(votes)
    sums["pairs"] += len(votes) * (len(votes) - 1) // 2
    sums["merged"] += sum(mostly[one] == mostly[other] for one, other in combinations(mostly, 2))
    sums["split"] += sum(times > 1 for times in Counter(meant.values()).values())


def _sum(one: BCubed, other: BCubed) -> BCubed:
    return BCubed(
        precision_sum=one.precision_sum + other.precision_sum,
        recall_sum=one.recall_sum + other.recall_sum,
        mentions=one.mentions + other.mentions,
    )


def told(report: ResolutionReport) -> str:
    """A report as text: a line a kind of mention, then what became of the actors, then B-cubed."""
    rows = [f"{'mentions':24}{'gold':>6}{'found':>7}{'right':>7}{'of all':>8}{'of found':>10}"]
    for kind, shares in report.kinds.items():
        rows.append(
            f"{kind:24}{shares.total:6}{shares.found:7}{shares.right:7}"
            f"{100 * shares.of_all:7.1f}%{100 * shares.of_found:9.1f}%"
        )
    rows.append(f"actors merged: {_share(report.merged, report.pairs)} of the pairs of one article")
    rows.append(f"actors split:  {_share(report.split, report.actors)} of the actors")
    for what, score in (("names and nouns", report.names), ("with pronouns", report.everything)):
        figures = f"P {100 * score.precision:.1f}  R {100 * score.recall:.1f}  F1 {100 * score.f1:.1f}"
        rows.append(f"B-cubed, {what}: {figures}")
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {100 * part / whole if whole else 0:.2f}%"
