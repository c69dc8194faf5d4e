"""Resolution: names, states and their grain, offices at a date, unnamed groups, and figures."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.model import ActorType
from ingest.mentions import Mention, MentionKind
from ingest.parse import Parsed
from ingest.resolve import Resolution

pytestmark = pytest.mark.model
Read = Callable[..., tuple[Parsed, Resolution]]
GOLD = Path(__file__).parents[3] / "shared" / "gold"


def actors(read: Read, text: str, phrase: str, day: dt.date | None = None) -> tuple[str, ...]:
    """Whom the last mention of a phrase refers to."""
    _, resolution = read(text, day)
    return [m for m in resolution.mentions if text[m.start : m.end] == phrase][-1].actors


@pytest.mark.parametrize(
    ("sentence", "phrase", "actor"),
    [
        ("The M23 rebels met UN envoys in Goma.", "The M23 rebels", "m23"),
        ("ECOWAS suspended Niger after the coup.", "ECOWAS", "ecowas"),
        ("Paris accused the Kremlin of lying.", "Paris", "france"),
        ("Paris accused the Kremlin of lying.", "Kremlin", "russia"),
        ("Talks were held in Paris on Monday.", "Paris", "p-paris"),
        ("Fighting in eastern Congo has killed dozens.", "Congo", "p-eastern-congo"),
        ("Mali's junta expelled the envoy.", "Mali's junta", "mali"),
        ("The Malian government expelled the envoy.", "The Malian government", "mali"),
        ("The Malian army killed dozens in Mali.", "The Malian army", "fama"),
        ("French troops left Mali. Mali's army cheered in Mali.", "French troops", "france"),
        ("The Russian foreign ministry condemned the raid.", "The Russian foreign ministry", "russia"),
        ("In Mali, Operation Barkhane ended.", "Operation Barkhane", "france"),
    ],
)
def test_known_names(read: Read, sentence: str, phrase: str, actor: str) -> None:
    assert actors(read, sentence, phrase) == (actor,)


@pytest.mark.parametrize(
    ("day", "actor"), [(dt.date(2015, 3, 1), "francois-hollande"), (dt.date(2022, 3, 1), "emmanuel-macron")]
)
def test_an_office_goes_to_its_holder_on_the_day(read: Read, day: dt.date, actor: str) -> None:
    assert actors(read, "The French president visited Mali.", "The French president", day) == (actor,)


def test_an_unknown_name_has_the_same_id_in_another_article(read: Read) -> None:
    first = actors(read, "The Zarqand Liberation Front attacked a convoy in Mali.", "Zarqand Liberation Front")
    other = actors(read, "A convoy was hit. The Zarqand Liberation Front said so.", "Zarqand Liberation Front")
    assert first == other == ("x-zarqand-liberation-front",)


def test_an_unknown_actor_says_so_and_has_a_type(read: Read) -> None:
    _, resolution = read("The Zarqand Liberation Front attacked a convoy in Mali.")
    actor = resolution.actors["x-zarqand-liberation-front"]
    assert not actor.known
    assert actor.type is ActorType.ARMED_GROUP


def test_unnamed_groups_are_told_apart_by_country(read: Read) -> None:
    ids: set[str] = set()
    for country in ("Mali", "Nigeria"):
        text = f"In {country}, separatists attacked a village. {country} vowed revenge."
        ids.update(actors(read, text, "separatists"))
    assert len(ids) == 2
    assert all(i.startswith("u-") for i in ids)


def test_a_homonym_goes_by_the_country_that_the_text_is_about(read: Read) -> None:
    libya = "In Libya, the militia Ansar al-Sharia attacked Benghazi. Libya mourned."
    tunisia = "In Tunisia, police arrested members of Ansar al-Sharia. Tunisia banned it."
    assert actors(read, libya, "Ansar al-Sharia") == ("ansar-al-sharia-libya",)
    assert actors(read, tunisia, "Ansar al-Sharia") == ("ansar-al-sharia-tunisia",)


def test_two_with_one_surname_are_not_merged(read: Read) -> None:
    text = "Anna Brelsk met Peter Brelsk in Mali. Brelsk then left."
    assert actors(read, text, "Anna Brelsk") != actors(read, text, "Peter Brelsk")
    assert actors(read, text, "Brelsk") not in (actors(read, text, "Anna Brelsk"), actors(read, text, "Peter Brelsk"))


# ------------------------------------------------------------------------------------------- figures, on annotated text

FLOORS = {
    "named": (0.95, 0.93),
    "nominal": (0.79, 0.60),
    "pronoun": (0.78, 0.50),
}
"""By kind: least share of annotated mentions found, and of those found resolved to the right actor."""
LEAST_F = 0.75
"""Least B-cubed F1 over the mentions found, pronouns among them."""


def annotated() -> Iterator[dict[str, object]]:
    """Articles with every mention of every actor annotated; skips where they are not at hand."""
    path = GOLD / "train_6.jsonl"
    if not path.is_file():
        pytest.skip(f"annotated articles not at hand: {path.name}")
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def test_figures_on_annotated_articles(read: Read) -> None:
    total, found, right = Counter[str](), Counter[str](), Counter[str]()
    precision = recall = count = 0.0
    for gold in annotated():
        day = dt.date.fromisoformat(str(gold["date"])) if gold["date"] else None
        parsed, resolution = read(str(gold["text"]), day, str(gold["title"]))
        pairs = list(matched(gold, parsed, resolution, total))
        names = majority(pairs)
        for actor_ids, kind, mention in pairs:
            found[kind] += 1
            right[kind] += {names.get(a, a) for a in mention.actors} == actor_ids
        p, r, n = b_cubed([(next(iter(g)), m.actors or (str(m.head),)) for g, _, m in pairs if len(g) == 1])
        precision, recall, count = precision + p, recall + r, count + n
    for kind, (least_found, least_right) in FLOORS.items():
        assert found[kind] / total[kind] >= least_found, kind
        assert right[kind] / found[kind] >= least_right, kind
    assert 2 * precision * recall / (precision + recall) / count >= LEAST_F


def matched(
    gold: dict[str, object], parsed: Parsed, resolution: Resolution, total: Counter[str]
) -> Iterator[tuple[set[str], str, Mention]]:
    """Annotated actors, kind and our mention, for each mention whose head, or else whose end, is one of ours."""
    spans: dict[tuple[int, int], set[str]] = defaultdict(set)
    kinds = {}
    for start, end, actor, kind in gold["spans"]:  # type: ignore[attr-defined]  # JSON: rows of four
        spans[start, end].add(actor)
        kinds[start, end] = kind
    for (start, end), actor_ids in sorted(spans.items()):
        total[kinds[start, end]] += 1
        span = parsed.doc.char_span(start, end, alignment_mode="expand")
        mention = resolution.by_head.get(span.root.i) if span is not None else None
        if mention is None:
            inside = [m for m in resolution.mentions if start <= m.start and m.end == end]
            mention = next((m for m in inside if m.kind is not MentionKind.PRONOUN), None)
        if mention is not None:
            yield actor_ids, kinds[start, end], mention


def majority(pairs: list[tuple[set[str], str, Mention]]) -> dict[str, str]:
    """Our actor to the annotated one that its names and nouns most often are, names counting thrice."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for actor_ids, kind, mention in pairs:
        if kind != "pronoun" and len(actor_ids) == len(mention.actors) == 1:
            votes[mention.actors[0]][next(iter(actor_ids))] += 3 if kind == "named" else 1
    return {ours: counter.most_common(1)[0][0] for ours, counter in votes.items()}


def b_cubed(pairs: list[tuple[str, tuple[str, ...]]]) -> tuple[float, float, int]:
    """Sums of B-cubed precision and recall over mentions, and how many there are."""
    gold, ours = Counter(g for g, _ in pairs), Counter(o for _, o in pairs)
    both = Counter(pairs)
    precision = sum(both[pair] / ours[pair[1]] for pair in pairs)
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs)
    return precision, recall, len(pairs)
