"""The command `draw`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph.correct_command import tell
from graph.options import Home, LedgerUrl, Relations, Since, Statuses, Until, day


class Language(StrEnum):
    """What the page is written in."""

    EN = "en"
    FR = "fr"


TITLE = {Language.EN: "Who did what to whom", Language.FR: "Qui a fait quoi à qui"}


def draw(
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("graph.html"),
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of the page.")] = Language.EN,
    made: Annotated[str | None, typer.Option(help="Day that the page names as its own, such as 2024-05-31.")] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Only what concerns this actor: a name or id; repeatable.")
    ] = None,
    relation: Relations = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only claims of at least this confidence.")] = 0.0,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Draw the ledger's graph as one HTML page that opens offline.

    conflictgraph draw --actor JNIM --since 2024-01-01 --out jnim.html
    """
    from graph.ontology import Ontology
    from graph.projection import project
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger
    from graph.views.html import render
    from graph.views.narrow import Wanted, narrow
    from graph.views.write import write_page

    ontology = Ontology.load(data_dir() / "ontology")
    wanted = Wanted(
        actors=tuple(actor or ()),
        relations=tuple(relation or ()),
        statuses=tuple(status or ()),
        since=day(since),
        until=day(until),
        min_confidence=min_confidence,
    )
    named = day(made)
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url, must_exist=True) as kept:
        projection = project(kept, ontology)
    tell(projection.notices)
    part = narrow(projection, wanted, ontology)
    write_page(render(part, ontology, title=title or TITLE[lang], lang=lang, made=named), out)
    ends = {end for claim in part.claims for end in (claim.subject, claim.object)}
    typer.echo(f"{out}: {len(ends)} actors, {len(part.claims)} claims, {len(part.articles)} articles")
