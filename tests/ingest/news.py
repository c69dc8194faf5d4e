"""Made-up reports, as many as are wanted, each its own text with claims in it; and a site with feeds of them."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.ingest.site import Site

DAY = dt.date(2024, 5, 1)
PLACES = "Kidal Gao Menaka Tessalit Ansongo Djibo Dori Sebba Tera Ayorou Diffa Bosso Tillaberi Mopti Bandiagara".split()
FORCES = ("Malian army", "Burkinabe army", "Nigerien army", "Chadian army")
REBELS = ("JNIM", "Islamic State in the Greater Sahara", "Boko Haram", "Islamic State West Africa Province")
STATES = ("France", "Germany", "Algeria", "Morocco", "Senegal", "Ghana", "Turkey", "Russia", "Egypt", "Spain")
ACTS = (
    "The {force} attacked {rebels} near {place} on {weekday}, killing {n} fighters and losing {m} of its own.",
    "{rebels} ambushed the {force} on the road to {place}; {n} lorries burned and {m} soldiers are missing.",
    "{state} condemned {other} for its silence on the shelling of {place}, which drove {n} families out.",
    "{state} sent {n} drones to the {force}, its minister of defence said in {place} after {m} hours of talks.",
    "The {force} captured {place} from {rebels} {n} days after the wells there had run dry.",
    "{state} accused {other} of arming {rebels} through {place}, and showed {n} crates with numbers filed off.",
    "{rebels} kidnapped {n} villagers from {place}, a herdsman said, and let {m} of the old ones go.",
    "{state} and {other} signed a ceasefire accord in {place} on {weekday}; {n} officers will watch over it.",
    "{state} expelled the ambassador of {other} within {n} hours of the strike on {place}.",
    "Helicopters of the {force} bombed a camp of {rebels} outside {place} {n} times in {m} nights.",
)
WORDS = (
    "mango harmattan lantern market sandal kettle ferry donkey school millet radio tyre blanket mosque antenna baobab "
    "notebook barber granary saddle bicycle tailor whistle guitar melon hammer ladder mirror needle bucket carpet "
    "candle goat well roof drum clinic bridge oven window petrol onion hut gate bell rope anvil stove salt beacon"
).split()
TALK = (
    "A {a} seller who had carried a {b} for {n} kilometres said that nobody asked about the {c} or the {d} any longer.",
    "In the {a} by the {b} lay a {c}, and children had painted {n} of them on the {d} that the wind left.",
    "Of the {a} only {n} pieces were found; the {b} stood open and the {c} had been traded for a {d}.",
    "The teacher keeps a {a} under the {b}, counts {n} each morning, and lends her {c} to whoever mends the {d}.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report."""

    title: str
    text: str
    day: dt.date


def report(number: int, half: int = 3) -> Report:
    """The report of this number, half of whose sentences tell of the conflict; the same in every run."""
    chance = random.Random(number)
    sentences = [_said(act, chance) for act in chance.sample(ACTS, half)]
    sentences += [_said(talk, chance) for talk in chance.sample(TALK, half)]
    chance.shuffle(sentences)
    place, word, other = chance.choice(PLACES), chance.choice(WORDS), chance.choice(WORDS)
    title = f"{place}: the {word}, the {other} and day {number} of a long year"
    text = "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
    return Report(title, text, DAY + dt.timedelta(number % 5))


def copied(of: Report, *, is_cut: bool) -> Report:
    """What another paper makes of a report the day after: its lead under its title, or the whole under another."""
    if is_cut:
        return Report(of.title, of.text.split("\n\n", maxsplit=1)[0], of.day + dt.timedelta(1))
    return Report(f"{of.title.split(':')[0]}: what we know", of.text, of.day + dt.timedelta(1))


def html(of: Report) -> str:
    """The page of a report."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in of.text.split("\n\n"))
    meta = f'<meta property="article:published_time" content="{of.day}T08:00:00Z">'
    head = f"<head><title>{escape(of.title)}</title>{meta}</head>"
    return f"<html lang=en>{head}<body><article><h1>{escape(of.title)}</h1>{paragraphs}</article></body></html>"


def feed(site: Site, path: str, pages: Sequence[str]) -> str:
    """Has a path answered with an RSS feed of these addresses; returns its address."""
    items = "".join(f"<item><title>{n}</title><link>{escape(page)}</link></item>" for n, page in enumerate(pages))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return site.page(path, body, content_type="application/rss+xml")


def publish(site: Site, name: str, numbers: Sequence[int]) -> str:
    """Has a site carry a feed with the pages of these reports; returns the feed's address."""
    pages = [site.page(f"/{name}/{number}.html", html(report(number))) for number in numbers]
    return feed(site, f"/{name}.xml", pages)


def _said(pattern: str, chance: random.Random) -> str:
    state, other = chance.sample(STATES, 2)
    a, b, c, d = chance.sample(WORDS, 4)
    return pattern.format(
        force=chance.choice(FORCES),
        rebels=chance.choice(REBELS),
        place=chance.choice(PLACES),
        weekday=chance.choice(("Monday", "Tuesday", "Friday", "Sunday")),
        n=chance.randint(3, 98),
        m=chance.randint(2, 40),
        state=state,
        other=other,
        a=a,
        b=b,
        c=c,
        d=d,
    )


def drop(folder: Path, numbers: range) -> Path:
    """A file of feeds with one folder of reports, `folder`/in."""
    (folder / "in").mkdir(parents=True)
    for number in numbers:
        one = report(number)
        (folder / "in" / f"{number:03}.txt").write_text(f"Title: {one.title}\nDate: {one.day}\n\n{one.text}\n")
    lines = {
        "id": "drop",
        "name": "Drop",
        "kind": "folder",
        "address": str(folder / "in"),
        "terms": "ours",
        "every": "1h",
    }
    told = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
    (folder / "feeds.toml").write_text(f"[[feed]]\n{told}\nenabled = true\n")
    return folder / "feeds.toml"
