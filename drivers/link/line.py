"""The promise every link keeps, whatever carries the bytes.

One owner at a time (a lock), a time limit for the whole message, and poison: after a silence, a broken reply or an
unexpected byte nothing is believed until the line was drained and the instrument has said again who it is. A late
reply can then never be taken for the answer to the next question.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from drivers.codecs.numbers import Malformed, plain_text
from drivers.errors import BadReply, LinkError

OnBytes = Callable[[str, bytes], None]
#: Length of the first frame in what has arrived, None while that cannot be told yet; raises `Malformed` if it is none.
FrameLength = Callable[[bytes], int | None]
_LONGEST_LINE = 65536


@dataclass(frozen=True, slots=True)
class Line:
    """How an instrument frames its messages.

    Attributes:
        sent_end: Appended to every message sent.
        received_end: Ends every message received.
        timeout: Seconds for a whole reply, real time; lines are short, so a late byte is a fault.
    """

    sent_end: bytes = b"\r\n"
    received_end: bytes = b"\n"
    timeout: float = 5.0


def _no_log(_direction: str, _data: bytes) -> None:
    """Nobody asked for the byte log."""


class LineLink(ABC):
    """A line-oriented link to one instrument.

    Args:
        where: Role and address for error messages.
        line: Framing and time limit.
        on_bytes: Told every piece of data, direction `sent` or `received`, before it is interpreted.
    """

    def __init__(self, where: str, line: Line, on_bytes: OnBytes | None = None) -> None:
        self.where, self.line = where, line
        self._on_bytes = on_bytes or _no_log
        self._lock = RLock()
        self._buffer = bytearray()
        self._identifying = False
        self.sent_count = 0
        self.poisoned: str | None = "not identified yet"

    @abstractmethod
    def _send(self, data: bytes) -> None:
        """Send all of `data`; raises `LinkError`."""

    @abstractmethod
    def _receive(self, seconds: float) -> bytes:
        """Give what arrives within `seconds`, `b""` for nothing; raises `LinkError` when the peer is gone."""

    @abstractmethod
    def _reopen(self) -> None:
        """Open the line, again if need be; raises `LinkError`."""

    @abstractmethod
    def close(self) -> None:
        """Release the line."""

    def local_port(self) -> int | None:
        """TCP port at our end, by which a simulated laboratory knows this link; None for other lines."""
        return None

    def query(self, message: str) -> str:
        """Send `message` and give the line that answers it, without its terminator.

        Raises:
            LinkError: Poisoned link, no complete answer in time, connection lost.
            BadReply: Bytes nobody asked for, or bytes that are not printable ASCII.
        """
        with self._lock, self.undisturbed():
            self.send(message)
            return self.receive()

    def exchange(self, request: bytes, length: FrameLength) -> bytes:
        """Send a frame and give the frame that answers it, both as they are on the wire.

        Args:
            request: The whole frame; nothing is appended.
            length: Length of the first frame in what has arrived, None while that cannot be told yet.

        Raises:
            LinkError: Poisoned link, no complete frame in time, connection lost.
            BadReply: Bytes nobody asked for, or a beginning from which `length` cannot find a frame (`Malformed`).
        """
        with self._lock, self.undisturbed():
            self.send_frame(request)
            return self.receive_frame(length)

    def overhear(self) -> bytes:
        """Give a whole line of an instrument that talks unasked; the line began after this was called.

        Such an instrument cannot be identified: what it says is believed line by line, and nothing is ever sent to it.

        Raises:
            LinkError: No line in time, connection lost.
        """
        with self._lock, self.undisturbed():
            if self.poisoned is not None:
                self._reopen()
            self._buffer.clear()
            while self._listen(0.0):
                self._buffer.clear()
            self._complete_line()  # the rest of the line that was under way
            raw = self._complete_line()
            self.poisoned = None
            return raw

    def send(self, message: str) -> None:
        """Send `message`; refuses when bytes nobody asked for are waiting."""
        self.send_frame(message.encode("ascii") + self.line.sent_end)

    def send_frame(self, data: bytes) -> None:
        """Send `data` as it is; refuses when bytes nobody asked for are waiting."""
        with self._lock:
            self._refuse_poisoned()
            if self._buffer or (stray := self._listen(0.0)):
                raise self.reject(f"unexpected bytes {bytes(self._buffer) or stray!r} before {data!r}")
            self._on_bytes("sent", data)
            self.sent_count += len(data)
            try:
                self._send(data)
            except LinkError as error:
                self.poisoned = error.what
                raise

    def receive_frame(self, length: FrameLength) -> bytes:
        """Give the next frame; see `exchange`."""
        with self._lock:
            self._refuse_poisoned()
            try:
                return self._complete_frame(length)
            except Malformed as error:
                raise self.reject(str(error)) from error

    def change_speed(self, baud: int) -> None:
        """Change the speed of the line in the middle of a dialogue (IEC 62056-21 mode C), once all bytes have left.

        Raises:
            LinkError: This kind of link cannot, or the port refuses the speed.
        """
        raise self._lost(f"This link cannot be set to {baud} Bd on the way.")

    def receive(self) -> str:
        """Give the next line; see `query`."""
        with self._lock:
            self._refuse_poisoned()
            raw = self._complete_line()
            try:
                return plain_text(raw)
            except Malformed as error:
                raise self.reject(str(error)) from error

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Poison the link when Ctrl-C or an end of the process breaks into an exchange: its reply is still to come."""
        try:
            yield
        except Exception:
            raise
        except BaseException:
            self.poisoned = "interrupted in the middle of an exchange"
            raise

    def reject(self, why: str) -> BadReply:
        """Poison the link over a reply that means nothing; returns the error to raise."""
        self.poisoned = why
        return BadReply(
            f"Bad reply: {why}.", where=self.where, remedy="Check the line settings, then repeat the reading."
        )

    @contextmanager
    def identification(self, quiet: float = 0.1) -> Iterator[None]:
        """Drain the line, let the identity be asked, and lift the poison if that succeeds.

        Args:
            quiet: Seconds of silence after which the line counts as drained.
        """
        with self._lock:
            if self.poisoned is not None:
                self._drain(quiet)
            self._identifying = True
            self.poisoned = self.poisoned or "identification failed"
            try:
                yield
                self.poisoned = None
            finally:
                self._identifying = False

    def _drain(self, quiet: float) -> None:
        self._buffer.clear()
        self._reopen()
        deadline = time.monotonic() + self.line.timeout
        while self._listen(quiet if self.poisoned != "not identified yet" else 0.0):
            self._buffer.clear()
            if time.monotonic() > deadline:
                raise self._poison("the line never falls silent (another mode, or continuous output)")

    def _complete_line(self) -> bytes:
        mark = self.line.received_end

        def length(arrived: bytes) -> int | None:
            return None if (end := arrived.find(mark)) < 0 else end + len(mark)

        return self._complete_frame(length)[: -len(mark)].rstrip(b"\r\n")

    def _complete_frame(self, length: FrameLength) -> bytes:
        deadline = time.monotonic() + self.line.timeout
        while (whole := length(bytes(self._buffer)) if self._buffer else None) is None or len(self._buffer) < whole:
            remaining = deadline - time.monotonic()
            if remaining <= 0 or len(self._buffer) > _LONGEST_LINE:
                had = f", only {bytes(self._buffer)!r}" if self._buffer else ""
                raise self._poison(f"no complete answer within {self.line.timeout:g} s{had}")
            self._listen(remaining)
        frame = bytes(self._buffer[:whole])
        del self._buffer[:whole]
        return frame

    def _listen(self, seconds: float) -> bytes:
        try:
            data = self._receive(seconds)
        except LinkError as error:
            self.poisoned = error.what
            raise
        if data:
            self._on_bytes("received", data)
            self._buffer += data
        return data

    def _refuse_poisoned(self) -> None:
        if self.poisoned is not None and not self._identifying:
            raise self._lost(f"The link cannot be trusted ({self.poisoned}).")

    def _poison(self, why: str) -> LinkError:
        self.poisoned = why
        return self._lost(f"{why[:1].upper()}{why[1:]}.")

    def _lost(self, what: str) -> LinkError:
        return LinkError(
            what,
            where=self.where,
            remedy="Check cable, power and address; the instrument is identified again before it is used.",
        )
