"""How an instrument frames its messages, and how long an answer may take."""

from collections.abc import Callable
from dataclasses import dataclass

OnBytes = Callable[[str, bytes], None]
#: Length of the first frame in what has arrived, None while that cannot be told yet; raises `Malformed` if it is none.
FrameLength = Callable[[bytes], int | None]
LONGEST_MESSAGE = 65536
#: Seconds that a byte may take where only pauses are limited: three times what one takes at 300 Bd (10 bits).
_SLOWEST_BYTE = 0.1
_LONGEST_QUOTE = 300  # characters of a broken reply that an error repeats


@dataclass(frozen=True, slots=True)
class Line:
    """How an instrument frames its messages.

    Attributes:
        sent_end: Appended to every message sent.
        received_end: Ends every message received.
        timeout: Seconds for a whole reply, real time; lines are short, so a late byte is a fault.
        pause: Seconds of silence allowed between two bytes of a reply, for slow lines and long messages. Where it is
            given, `timeout` is the time for the first byte, and a reply takes as long as its bytes do.
    """

    sent_end: bytes = b"\r\n"
    received_end: bytes = b"\n"
    timeout: float = 5.0
    pause: float | None = None

    def deadline(self, began: float, heard: float, limit: float, arrived: int) -> float:
        """When to give up.

        Args:
            began: When the wait began.
            heard: When the last byte came.
            limit: Seconds for the first byte, or for the whole where pauses are not limited.
            arrived: How many bytes have come.
        """
        if self.pause is None or not arrived:
            return began + limit
        return min(heard + min(self.pause, limit), began + limit + _SLOWEST_BYTE * arrived)

    def unanswered(self, limit: float, arrived: bytes) -> str:
        """What is said of an answer that did not come, or not whole."""
        if not arrived:
            return f"no complete answer within {limit:g} s"
        if self.pause is None:
            return f"no complete answer within {limit:g} s, only {clipped(repr(arrived))}"
        return f"no complete answer: too long a pause, or too slow a line, after {clipped(repr(arrived))}"


def clipped(text: str) -> str:
    """Text short enough for an error message: an instrument that floods the line is not repeated in full."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}… ({len(text)} characters)"
