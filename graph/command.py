"""How a typer app is run as a command: errors become one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from graph.errors import ConflictGraphError, UsageError

if TYPE_CHECKING:
    import typer

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(app: typer.Typer) -> NoReturn:
    """Run the app on the process's arguments and leave the process.

    Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. A reader that closes the pipe early ends it quietly.
    """
    try:
        app(prog_name="conflictgraph")
    except ConflictGraphError as error:
        sys.stdout.flush()
        line = " ".join(str(error).split())
        sys.stderr.write(f"conflictgraph: {line}\n")
        sys.exit(WRONG_USAGE if isinstance(error, UsageError) else FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes
        sys.exit(FAILED)
    sys.exit(DONE)
