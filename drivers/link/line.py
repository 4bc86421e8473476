"""The promise every link keeps, whatever carries the bytes.

One owner at a time (a lock), a time limit for the whole message, an empty line before every question, and poison: after
a silence, a broken reply or an unexpected byte nothing is believed until the line was drained and the instrument has
said again who it is. A late reply can then never be taken for the answer to the next question.
"""

import logging
import time
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from drivers.codecs.numbers import Malformed, plain_text
from drivers.errors import BadReply, LinkError
from drivers.link.framing import LONGEST_MESSAGE, FrameLength, Line, OnBytes, clipped
from drivers.link.listening import Listening

__all__ = ["FrameLength", "Line", "LineLink", "OnBytes"]

NEW = "not identified yet"
"""Why a link that was just opened is not trusted."""
_log = logging.getLogger("steelyard.link")


def _no_log(_direction: str, _data: bytes) -> None:
    """Nobody asked for the byte log."""


def _no_wait(_seconds: float) -> None:
    """Nobody watches how long this link waits."""


class LineLink(Listening):
    """A line-oriented link to one instrument.

    Args:
        where: Role and address for error messages.
        line: Framing and time limit.
        on_bytes: Told every piece of data, direction `sent` or `received`, before it is interpreted.

    Attributes:
        lock: Held during an exchange; a caller that makes several of one group holds it for all of them.
        on_wait: Told for how many seconds an answer may be waited for, before the wait.
        sent_count: Bytes sent since the line was opened.
        quiet: Seconds of silence before every question that prove an empty line; 0 where bytes arrive at once.
    """

    def __init__(self, where: str, line: Line, on_bytes: OnBytes | None = None) -> None:
        self.where, self.line = where, line
        self._on_bytes = on_bytes or _no_log
        self.on_wait: Callable[[float], None] = _no_wait
        self.lock = RLock()
        self._buffer = bytearray()
        self._identifying = False
        self._sharing: list[LineLink] = [self]
        self.sent_count, self.quiet = 0, 0.0
        self._poisoned: str | None = NEW

    @property
    def poisoned(self) -> str | None:
        """Why nothing on this link is believed; None when its instrument was identified and all went well since."""
        return self._poisoned

    @poisoned.setter
    def poisoned(self, why: str | None) -> None:
        self._poisoned = why
        if why is not None:  # what is left on a line can be taken for an answer by every role on it
            for role in self._sharing:
                role.distrust(why)

    @property
    def is_shared(self) -> bool:
        """Whether several roles are on the line."""
        return len(self._sharing) > 1

    def distrust(self, why: str) -> None:
        """Poison this role's view of the line, unless it is already."""
        self._poisoned = self._poisoned or why

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

    def query(self, message: str, within: float = 0.0) -> str:
        """Send `message` and give the line that answers it, without its terminator.

        Args:
            message: The question.
            within: Seconds that this one answer may take, where that is more than the line's usual time limit.

        Raises:
            LinkError: Poisoned link, no complete answer in time, connection lost.
            BadReply: Bytes nobody asked for, or bytes that are not printable ASCII.
        """
        with self.lock, self.undisturbed():
            self.send(message)
            return self.receive(within)

    def exchange(self, request: bytes, length: FrameLength) -> bytes:
        """Send a frame and give the frame that answers it, both as they are on the wire.

        Args:
            request: The whole frame; nothing is appended.
            length: Length of the first frame in what has arrived, None while that cannot be told yet.

        Raises:
            LinkError: Poisoned link, no complete frame in time, connection lost.
            BadReply: Bytes nobody asked for, or a beginning from which `length` cannot find a frame (`Malformed`).
        """
        with self.lock, self.undisturbed():
            self.send_frame(request)
            return self.receive_frame(length)

    def overhear(self) -> bytes:
        """Give a whole line of an instrument that talks unasked; the line began after this was called.

        Such an instrument cannot be identified: what it says is believed line by line, and nothing is ever sent to it.

        Raises:
            LinkError: No line in time, connection lost.
        """
        with self.lock, self.undisturbed():
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
        with self.lock:
            self._refuse_poisoned()
            if self._buffer or (stray := self._listen(self.quiet)):
                quoted = clipped(repr(bytes(self._buffer) or stray))
                raise self.reject(f"unexpected bytes {quoted} before {clipped(repr(data))}")
            self._put(data)

    def _put(self, data: bytes) -> None:
        self._on_bytes("sent", data)
        self.sent_count += len(data)
        try:
            self._send(data)
        except LinkError as error:
            self.poisoned = error.what
            raise

    def receive_frame(self, length: FrameLength) -> bytes:
        """Give the next frame; see `exchange`."""
        with self.lock:
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

    def receive(self, within: float = 0.0) -> str:
        """Give the next line; see `query`."""
        with self.lock:
            self._refuse_poisoned()
            raw = self._complete_line(within)
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
        self.poisoned = why = clipped(why)
        return BadReply(
            f"Bad reply: {why}.", where=self.where, remedy="Check the line settings, then repeat the reading."
        )

    @contextmanager
    def identification(self, quiet: float = 0.1) -> Iterator[None]:
        """Drain the line, let the identity be asked, and lift the poison if that succeeds.

        Args:
            quiet: Seconds of silence after which the line counts as drained.
        """
        with self.lock:
            if self.poisoned is not None:
                if self.poisoned != NEW:
                    _log.warning("link is tried again: %s: %s", self.where, self.poisoned)
                self._drain(quiet)
            self._identifying = True
            self._poisoned = self._poisoned or "identification failed"
            try:
                yield
                self.poisoned = None
            finally:
                self._identifying = False

    def _drain(self, quiet: float) -> None:
        self._buffer.clear()
        self._reopen()
        deadline = time.monotonic() + self.line.timeout
        while self._listen(quiet if self.poisoned != NEW else 0.0):
            self._buffer.clear()
            if time.monotonic() > deadline:
                raise self._poison("the line never falls silent (another mode, or continuous output)")

    def _complete_line(self, within: float = 0.0) -> bytes:
        mark = self.line.received_end

        def length(arrived: bytes) -> int | None:
            return None if (end := arrived.find(mark)) < 0 else end + len(mark)

        return self._complete_frame(length, within)[: -len(mark)].rstrip(b"\r\n")

    def _complete_frame(self, length: FrameLength, within: float = 0.0) -> bytes:
        limit = max(self.line.timeout, within)
        began = heard = time.monotonic()
        self.on_wait(limit)
        while (whole := length(bytes(self._buffer)) if self._buffer else None) is None or len(self._buffer) < whole:
            remaining = self.line.deadline(began, heard, limit, len(self._buffer)) - time.monotonic()
            if remaining <= 0 or len(self._buffer) > LONGEST_MESSAGE:
                raise self._poison(self.line.unanswered(limit, bytes(self._buffer)))
            if self._listen(remaining):
                heard = time.monotonic()
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
        self.poisoned = why = clipped(why)
        return self._lost(f"{why[:1].upper()}{why[1:]}.")

    def _lost(self, what: str) -> LinkError:
        return LinkError(
            what,
            where=self.where,
            remedy="Check cable, power and address; the instrument is identified again before it is used.",
        )
