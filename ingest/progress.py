"""How far a job has come: inputs done, words a second and time left, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

_BLOCK = 1 << 20
_MANY = (".parquet", ".warc", ".gz")
"""Endings of files that hold many articles, whose number can't be told without reading them."""


class _Pace(TextColumn):
    """Words a second since the first was read."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> str:  # type: ignore[override]  # a column may be a plain text
        elapsed = task.elapsed or 0
        return f"{task.fields['words'] / elapsed:,.0f} words/s" if elapsed else ""


@contextmanager
def bar(total: Callable[[], int | None], of: str = "articles") -> Generator[Callable[[int, int], None]]:
    """What to call with the inputs done and the words read so far; it draws on stderr if that is a terminal.

    Args:
        total: How many inputs there are, asked only if it is drawn; None if that can't be told.
        of: What they are.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, words: None
        return
    shown = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), _Pace(), TimeRemainingColumn(), TimeElapsedColumn())
    # Results are drawn round only where both go to the same screen; into a file or pipe they go as they are.
    with Progress(*shown, console=console, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task(of, total=total(), words=0)
        yield lambda done, words: progress.update(task, completed=done, words=words)


def inputs(sources: Iterable[str]) -> int | None:
    """How many inputs the sources hold; None if that can't be told without reading them."""
    count = 0
    for source in sources:
        path = Path(source)
        if not path.exists():  # standard input or an address
            return None
        files = [found for found in path.rglob("*") if found.is_file()] if path.is_dir() else [path]
        for file in files:
            if file.name.lower().endswith(_MANY):
                return None
            count += _lines(file) if file.suffix.lower() == ".jsonl" else not file.name.startswith(".")
    return count


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            count, last = count + block.count(b"\n"), block[-1:]
    return count + (last != b"\n")
