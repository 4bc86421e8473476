"""The serial port of the board of a simulated dispenser: it says its state every second, and should obey nothing.

What comes in is handed to the board (`send`); how many bytes it acknowledges with, and whether at all, is the board's
(`answered`): an honest one keeps silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drivers.simulation.device import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drivers.simulation.blocks.at_work import UnitAtWork
    from drivers.simulation.device import Time

_STATE, _ACKNOWLEDGEMENT = b"\x02S0000000\x03", ord("A")
_MOST = 60
"""Telegrams that are said at once after the world's time has passed."""


class BoardPort:
    """One port.

    Args:
        time: The world's time.
        board: The dispenser; None for a board that obeys nothing.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\x03"
    pause = 0.004

    def __init__(self, time: Time, board: UnitAtWork | None = None) -> None:
        self.name = Name("Steelyard simulation", "BOARD", "", "")
        self.mishaps: Mapping[str, Callable[[], None]] = {}
        self._time, self._board, self._told = time, board, int(time.now())
        self.methods = frozenset({"send", "heard", "answered"})
        self.quantities: dict[str, object] = {}

    def handle(self, message: bytes) -> bytes | None:
        """Hand a telegram to the board; its acknowledgement, where it gives one."""
        if self._board is None:
            return None
        self._board.ask("send", [message.hex(" ").upper()])
        shown, _ = self._board.ask("answered", [])
        size = int(float(shown["value"])) if shown is not None else 0
        return None if size < 3 else b"\x02" + bytes([_ACKNOWLEDGEMENT]) + b"0" * (size - 3) + b"\x03"

    def say(self) -> bytes:
        """A telegram for each second that has passed since it was asked last."""
        now = int(self._time.now())
        passed, self._told = now - self._told, now
        return _STATE * min(max(passed, 0), _MOST)

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, Any] | None, float]:
        """The same without a line, for whom a person reads and works it."""
        assert self._board is not None  # noqa: S101  a port that stands alone is on its line only
        return self._board.ask(method, arguments)

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0


def alone(time: Time, seed: int) -> BoardPort:  # noqa: ARG001  it says the same under every seed
    """A board that obeys nothing."""
    return BoardPort(time)
