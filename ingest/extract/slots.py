"""Slots: the arguments of one predicate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Slots = dict[str, tuple[int, ...]]
"""Slot name to the indices of the tokens that fill it, best first."""


@dataclass(slots=True)
class SlotsInMaking:
    """Slots while they are filled: no filler twice, order kept."""

    filled: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, index: int) -> None:
        """Adds a filler."""
        fillers = self.filled.setdefault(name, [])
        if index not in fillers:
            fillers.append(index)

    def add_all(self, name: str, indices: Iterable[int]) -> None:
        """Adds fillers in their order."""
        for index in indices:
            self.add(name, index)

    def has(self, name: str) -> bool:
        """Whether anything fills the slot."""
        return bool(self.filled.get(name))

    def frozen(self) -> Slots:
        """The slots that something fills."""
        return {name: tuple(fillers) for name, fillers in self.filled.items() if fillers}
