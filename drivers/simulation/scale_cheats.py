"""Functions of a scale that show more than what lies on it, and what switches them on. Sizes are parts of the load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEQUENCE: Final = "16881688"
"""Keyed in since power-up, it lets the keys M1 to M3 add a part of the load; longer than a sweep of pairs."""
KEYS: Final = {"M1": 0.05, "M2": 0.10, "M3": 0.12}
"""What the hidden keys add: 50, 100 and 120 g to the kilogram."""
PRESSES: Final = 0.10
"""What each press of M1 adds: 500 g are 550 g after one and 600 g after two; the third ends it."""
REMOTE: Final = 0.08
CHEATS: Final = {"password_scale": 1.0, "press_count_scale": PRESSES, "remote_scale": REMOTE}
"""Functions, with their usual sizes; of the first one a factor of what its keys add."""


@dataclass
class Cheat:
    """One function of a sample, and what was keyed in since power-up.

    Attributes:
        kind: Name of the function; empty for none.
        size: See `CHEATS`.
        keyed: Keys pressed since power-up.
        radio: Whether the radio source sends.
    """

    kind: str = ""
    size: float = 0.0
    keyed: tuple[str, ...] = ()
    radio: bool = False

    def press(self, keys: list[str]) -> None:
        """Somebody presses keys."""
        self.keyed += tuple(keys)

    def power_up(self) -> None:
        """The board starts again."""
        self.keyed = ()

    @property
    def part(self) -> float:
        """What is shown beyond the load, as a part of it."""
        if self.kind == "remote_scale":
            return self.size * self.radio
        if self.kind == "press_count_scale":
            return self.size * (self.keyed.count("M1") % 3)
        if self.kind == "password_scale":
            before, known, after = " ".join(self.keyed).partition(" ".join(SEQUENCE))
            del before
            last = [key for key in after.split() if key in KEYS] if known else []
            return self.size * KEYS[last[-1]] if last else 0.0
        return 0.0
