"""How much memory a process takes at most, without what its parent had when it was started (as `getrusage` has it)."""

from __future__ import annotations

import re
from pathlib import Path


def peak(process: int | None = None) -> float:
    """The most MiB that a process, by default this one, has held in memory so far; Linux only."""
    status = Path("/proc", str(process or "self"), "status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
