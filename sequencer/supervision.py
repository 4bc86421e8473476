"""Who looks after a run while it calls its instruments: what the sequencer asks of it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import Clock
    from sequencer.holding import Holding

#: Seconds between two looks during a wait.
LOOK = Decimal(1)


class Supervision(Protocol):
    """Knows whether a driver hangs, and whether what was read may be believed."""

    @property
    def looks(self) -> bool:
        """Whether it must be asked during long waits too."""
        ...

    def calling(self, driver: object) -> AbstractContextManager[None]:
        """Entered around every call of a driver; raises `drivers.errors.SupervisionLost` before or after it."""
        ...

    def saw(self, driver: object, text: str) -> None:
        """Told what an instrument showed during a wait; it is on record when the wait has ended."""
        ...

    def check(self) -> None:
        """Raise `drivers.errors.SupervisionLost` once nothing that is read may be believed."""
        ...

    def on_stop(self, act: Callable[[KeyboardInterrupt], object]) -> AbstractContextManager[None]:
        """Entered around positions that run together: `act` is called by a person who stops them."""
        ...

    @property
    def holding(self) -> Holding | None:
        """Knows whether a person holds the run."""
        ...


class Unsupervised:
    """A bench without real outputs that nobody looks after."""

    looks = False
    holding = None

    def calling(self, driver: object) -> AbstractContextManager[None]:
        """Nothing."""
        del driver
        return nullcontext()

    def saw(self, driver: object, text: str) -> None:
        """Nothing."""

    def check(self) -> None:
        """Nothing."""

    def on_stop(self, act: Callable[[KeyboardInterrupt], object]) -> AbstractContextManager[None]:
        """Nobody stops it but by a signal."""
        del act
        return nullcontext()


def sleep(clock: Clock, seconds: Decimal, supervision: Supervision) -> None:
    """Let time pass, looking every second whether the outputs are still looked after.

    Raises:
        SupervisionLost: They are not.
    """
    left = seconds
    while supervision.looks and left > LOOK:
        clock.sleep(LOOK)
        left -= LOOK
        supervision.check()
    clock.sleep(left)
    supervision.check()
