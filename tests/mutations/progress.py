"""What a long trial tells on standard error while it goes on."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.mutations.mutant import Mutant

EVERY_S: Final = 60


class Progress:
    """How far a pass is; every survivor as soon as it is known, the counts once a minute."""

    def __init__(self, name: str, total: int) -> None:
        self._name, self._total, self._tried, self._told = name, total, 0, time.monotonic()

    def tell(self, mutant: Mutant, *, alive: bool) -> None:
        """A mutant was tried."""
        self._tried += 1
        if alive:
            change = f"{mutant.before} → {mutant.after}"
            sys.__stderr__.write(f"survives {self._name}: {mutant.file.name}:{mutant.line}:{mutant.column}: {change}\n")
        if time.monotonic() - self._told >= EVERY_S:
            self._told = time.monotonic()
            sys.__stderr__.write(f"{self._name}: {self._tried} of at most {self._total}\n")
        sys.__stderr__.flush()
