"""The command line, as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def command(*arguments: str, home: Path, **others: Any) -> subprocess.CompletedProcess[str]:
    """What a command said and how it ended; what it keeps lies in `home`."""
    return subprocess.run(
        [sys.executable, "-m", "conflictgraph", *arguments],
        cwd=ROOT,
        env={**os.environ, "CONFLICTGRAPH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        **others,
    )
