"""The commands `correct ...`: decide, undo, list, share."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import QueryError, UsageError
from graph.formats import Format, write
from graph.model import ActorType, Status
from graph.options import Home, LedgerUrl

if TYPE_CHECKING:
    from graph.corrections import Decision, Notice
    from graph.decide import Desk
    from graph.settings import Settings
    from graph.stores.ledger import Ledger

app = typer.Typer(
    no_args_is_help=True,
    help="Correct actors and claims for good: decisions are kept with author, time and reason, and can be undone.",
)

Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with the decision.")]
Author = Annotated[
    str | None, typer.Option(help="Who decides.", show_default="the setting `author`, else the user's login")
]
ActorText = Annotated[str, typer.Argument(metavar="ACTOR", help="Name or id of an actor of the graph.")]
ClaimText = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim, or how it begins.")]

SHOWN = 5
"""Notices that a command tells before it points to the list."""


def tell(notices: Iterable[Notice]) -> None:
    """Say on stderr which corrections do not apply any longer, or leave something out."""
    rows = list(notices)
    for row in rows[:SHOWN]:
        typer.echo(f"conflictgraph: correction {row.correction}: {row.text}", err=True)
    if len(rows) > SHOWN:
        typer.echo(f"conflictgraph: and {len(rows) - SHOWN} more; `conflictgraph correct list` tells all", err=True)


@app.command()
def merge(
    actor: ActorText,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Name or id of whom it is one with.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Make one of two actors: all that is said of ACTOR is said of INTO.

    conflictgraph correct merge "Katiba Macina" jnim --reason "part of JNIM since 2017"
    """
    from graph.corrections import Merge

    def decide(desk: Desk) -> Decision:
        one, other = desk.actor(actor), desk.known(into)
        if one.id == other.id:
            raise QueryError(f"{actor!r} and {into!r} are one actor already: {one.id!r}")
        return Merge(actor=one.id, into=other)

    _decide(decide, reason, author, home, ledger)


@app.command()
def unmerge(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Name or id of an actor merged into another.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Make a merged actor one of its own again; whoever was merged into it stays with it.

    conflictgraph correct unmerge x-katiba-macina --reason "acts on its own"
    """
    from graph.corrections import Unmerge

    _decide(lambda desk: Unmerge(actor=desk.merged(actor)), reason, author, home, ledger)


@app.command()
def rename(
    actor: ActorText,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    reason: Reason,
    french: Annotated[
        str | None, typer.Option("--fr", help="What it is called in French.", show_default="as before")
    ] = None,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Give an actor another name; the old one becomes an alias.

    conflictgraph correct rename x-zarqand "Zarqand Front" --reason "its own spelling"
    """
    from graph.corrections import Rename

    _decide(lambda desk: Rename(actor=desk.actor(actor).id, name=name, name_fr=french), reason, author, home, ledger)


@app.command("type")
def set_type(
    actor: ActorText,
    kind: Annotated[ActorType, typer.Argument(metavar="TYPE", help="Such as armed-group.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Say of which type an actor is.

    conflictgraph correct type x-zarqand armed-group --reason "it fights"
    """
    from graph.corrections import SetType

    _decide(lambda desk: SetType(actor=desk.actor(actor).id, type=kind), reason, author, home, ledger)


@app.command()
def reject(
    claim: ClaimText, reason: Reason, author: Author = None, home: Home = None, ledger: LedgerUrl = None
) -> None:
    """Take a claim out: its sentence does not say so.

    conflictgraph correct reject 3f2a9c --reason "the sentence tells of an exercise"
    """
    from graph.corrections import ClaimKey, Reject

    _decide(lambda desk: Reject(claim=ClaimKey.of(desk.claim(claim))), reason, author, home, ledger)


@app.command()
def retype(
    claim: ClaimText,
    relation: Annotated[str, typer.Argument(metavar="RELATION", help="Such as withdraws-from.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Give a claim another relation.

    conflictgraph correct retype 3f2a9c meets-with --reason "they only met"
    """
    from graph.corrections import ClaimKey, Retype

    _decide(lambda desk: Retype(claim=ClaimKey.of(desk.claim(claim)), relation=relation), reason, author, home, ledger)


@app.command()
def flip(claim: ClaimText, reason: Reason, author: Author = None, home: Home = None, ledger: LedgerUrl = None) -> None:
    """Let subject and object of a claim change places.

    conflictgraph correct flip 3f2a9c --reason "a passive misread"
    """
    from graph.corrections import ClaimKey, Flip

    _decide(lambda desk: Flip(claim=ClaimKey.of(desk.claim(claim))), reason, author, home, ledger)


@app.command("status")
def set_status(
    claim: ClaimText,
    status: Annotated[Status, typer.Argument(metavar="STATUS", help="Such as denied.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Say how the sentence presents a claim.

    conflictgraph correct status 3f2a9c planned --reason "it was only announced"
    """
    from graph.corrections import ClaimKey, SetStatus

    _decide(lambda desk: SetStatus(claim=ClaimKey.of(desk.claim(claim)), status=status), reason, author, home, ledger)


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="CORRECTION", help="Its id, or how it begins; see list.")],
    reason: Reason,
    author: Author = None,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Take a correction back, as if it had never been made; an undo may be undone too.

    conflictgraph correct undo 81c0d2 --reason "they split again"
    """
    from graph.corrections import Undo

    _decide(lambda desk: Undo(undone=desk.correction(correction).id), reason, author, home, ledger)


@app.command("list")
def list_all(
    stale: Annotated[bool, typer.Option("--stale", help="Only what does not apply any longer.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the list is written.")] = Format.TABLE,
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Show the log of corrections and what became of each.

    conflictgraph correct list --stale
    """
    from graph.decide import told
    from graph.stores.base import Table

    with _desk(home, ledger) as (desk, _, _):
        effects = [row for row in desk.effects() if not stale or (not row.applies and row.text != "undone")]
    columns = ("id", "at", "author", "decision", "applies", "note", "reason")
    rows = tuple(
        (row.id, row.at, row.author, told(row.decision), effect.applies, effect.text, row.reason)
        for effect in effects
        for row in [effect.correction]
    )
    write(Table(columns=columns, rows=rows), form, sys.stdout)


@app.command("export")
def export_log(home: Home = None, ledger: LedgerUrl = None) -> None:
    """Print the log as JSON Lines, to be kept under version control and imported elsewhere.

    conflictgraph correct export > corrections.jsonl
    """
    from graph import jsonl

    with _desk(home, ledger) as (desk, _, _):
        jsonl.write(sys.stdout, desk.log)


@app.command("import")
def import_log(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="What export printed.")],
    home: Home = None,
    ledger: LedgerUrl = None,
) -> None:
    """Add the corrections of a file to the log; those that are there already are left alone.

    conflictgraph correct import corrections.jsonl
    """
    from graph.decide import read_log
    from graph.settings import load_settings
    from graph.stores.ledger import Ledger

    log = read_log(file)
    with Ledger.open(load_settings(home=home, ledger=ledger).ledger_url) as kept:
        added = kept.take_over(log)
    typer.echo(f"{len(log)} read, {added} new")


def _decide(
    make: Callable[[Desk], Decision], reason: str, author: str | None, home: Path | None, ledger: str | None
) -> None:
    """Add one decision to the log, if it would change anything."""
    from pydantic import ValidationError

    from graph.decide import told
    from graph.jsonl import first_problem

    with _desk(home, ledger) as (desk, kept, settings):
        name = author or settings.author or getpass.getuser()
        try:
            decision = make(desk)
            desk.check(decision)
            (made,) = kept.correct([decision], author=name, reason=reason)
        except ValidationError as error:
            raise UsageError(first_problem(error)) from error
    typer.echo(f"{made.id}  {told(decision)}")
    typer.echo("conflictgraph: `conflictgraph load` brings it into the graph database", err=True)


@contextmanager
def _desk(home: Path | None, ledger: str | None) -> Generator[tuple[Desk, Ledger, Settings]]:
    from graph.decide import Desk
    from graph.ontology import Ontology
    from graph.settings import data_dir, load_settings
    from graph.stores.ledger import Ledger

    settings = load_settings(home=home, ledger=ledger)
    with Ledger.open(settings.ledger_url, must_exist=True) as kept:
        yield Desk(kept, Ontology.load(data_dir() / "ontology"), data_dir() / "gazetteer"), kept, settings
