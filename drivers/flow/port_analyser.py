"""An analyser on the port by which the board of a fuel dispenser talks to its station: a serial adapter on that line.

Standard: none; the telegrams of a board are its maker's own. Known of them need only be the byte that begins one and
the byte that ends it (`start`, `end`). What the board says unasked is listened to first (`heard`, and before each of
our telegrams for as long as after it): telegrams whose second byte, their kind, came then are the board's own talk.
What follows a telegram of ours (`send`) and is none of these kinds, loose bytes included, is its answer (`answered`).
An answer of a kind that the board also says unasked is not seen by this; the constant that the board shows afterwards
is compared as well.

Role: `PortAnalyser`. Safe state: none, it has no output. Settle criterion: none, it listens for a stated time by the
run's clock. Error queue: none. Identity: none, a board does not say who it is. Acknowledgement: what is looked for; a
board that obeys nothing gives none.
"""

from decimal import Decimal
from typing import Final, Self

from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.roles import Clock, PortAnalyser, Reading

_USUAL: Final = {"start": "02", "end": "03", "window": "2"}


class PortTap:
    """An analyser.

    Args:
        link: Its line.
        clock: The run's time.
        start: Byte that begins a telegram.
        end: Byte that ends one.
        window: Seconds for which an answer is waited for.
    """

    ROLES = (PortAnalyser,)

    LINE = Line(timeout=2.0)

    def __init__(self, link: LineLink, clock: Clock, start: int, end: int, window: Decimal) -> None:
        self._link, self._clock, self._start, self._end, self._window = link, clock, start, end, window
        self._own: set[int] = set()
        self._last = b""

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `start` (02) and `end` (03) of a telegram, in hexadecimal; `window` (2), seconds for an answer.
        """
        fitting.require_options(tuple(_USUAL))
        given = {**_USUAL, **fitting.options}
        try:
            start, end = (bytes.fromhex(given[key]) for key in ("start", "end"))
            window = Decimal(given["window"])
        except (ValueError, ArithmeticError):
            start, end, window = b"", b"", Decimal(0)
        if len(start) != 1 or len(end) != 1 or not 0 < window <= 60:
            what = f"Options {given} do not fit."
            remedy = "Give start and end as one byte each, in hexadecimal, and window in seconds up to 60."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), fitting.clock, start[0], end[0], window)

    def heard(self, seconds: Decimal) -> Reading:
        """Telegrams that the board says by itself in a time; their kinds are its own talk from here on.

        Raises:
            LinkError: The connection is lost.
        """
        raw = self._gathered(seconds, patience=self.LINE.timeout)
        return _counted(raw, self._learnt(raw))

    def send(self, telegram: str) -> None:
        """Listen for as long as the window, send one telegram, and keep what comes within the window.

        Raises:
            LinkError: The connection is lost.
        """
        self._learnt(self._gathered(self._window))
        self._last = self._gathered(self._window, bytes.fromhex(telegram))

    def answered(self) -> Reading:
        """Bytes that answered the last telegram, beside the talk of the board."""
        telegrams, loose = self._parted(self._last)
        others = sum(len(telegram) for telegram in telegrams if telegram[1] not in self._own)
        return _counted(self._last, others + loose)

    def _learnt(self, raw: bytes) -> int:
        """Take kinds of telegrams for the board's own; how many there were."""
        telegrams, _ = self._parted(raw)
        self._own |= {telegram[1] for telegram in telegrams}
        return len(telegrams)

    def _gathered(self, seconds: Decimal, sending: bytes = b"", patience: float = 0.0) -> bytes:
        """What comes on the line, taken up every second so that no buffer of a computer runs over."""
        steps = [Decimal(1)] * int(seconds) + ([rest] if (rest := seconds % 1) else [])

        def wait() -> bool:
            self._clock.sleep(steps.pop())
            return bool(steps)

        return self._link.gather(wait, sending, patience)

    def _parted(self, raw: bytes) -> tuple[list[bytes], int]:
        """Whole telegrams, and how many bytes belong to none; one that was cut at either edge counts as neither."""
        first, end = raw.find(self._start), raw.find(self._end)
        at = end + 1 if end >= 0 and not 0 <= first < end else 0
        found, loose = list[bytes](), 0
        while (begin := raw.find(self._start, at)) >= 0:
            loose += begin - at
            end = raw.find(self._end, begin + 1)
            if end < 0:
                return found, loose
            found.append(raw[begin : end + 1])
            at = end + 1
        return found, loose + len(raw) - at


def _counted(raw: bytes, number: int) -> Reading:
    return Reading(raw.hex(" ").upper() or "-", Decimal(number), "1")
