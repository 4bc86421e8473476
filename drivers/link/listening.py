"""Listening to an instrument that speaks when its operator wants: a print key, a foot switch, a bar code reader."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any

from drivers.errors import BadReply, LinkError
from drivers.link.framing import LONGEST_MESSAGE, Line

_BETWEEN, _UNDER_WAY = 0.05, 0.5
"""Seconds of silence after which nothing is under way, and for how long a line is heard out that never falls silent."""


class Listening(ABC):
    """The part of a link that hears lines which nobody asked for, without losing one.

    Attributes:
        lock: Held during an exchange.
        line: Framing.
    """

    lock: RLock
    line: Line
    poisoned: Any
    _buffer: bytearray

    def unasked(self, within: float, *, nameless: bool = False) -> str | None:
        """Give the next line that was sent without a question, in the order of sending; None where none came in time.

        What came before this was called counts: the operator of the instrument decides when it speaks.

        Args:
            within: Seconds to wait.
            nameless: The instrument cannot say who it is, and is believed line by line.

        Raises:
            LinkError: Poisoned link, connection lost.
            BadReply: Bytes that are not printable ASCII, or no end of a line.
        """
        with self.lock:
            if nameless and self.poisoned is not None:
                self._reopen()
                self.poisoned = None
            self._refuse_poisoned()
            until = time.monotonic() + within
            while True:
                while self._buffer.startswith((b"\r", b"\n")):  # the rest of an end of two characters
                    del self._buffer[:1]
                if self.line.received_end in self._buffer:
                    return self.receive()
                if len(self._buffer) > LONGEST_MESSAGE:
                    raise self.reject("a line without an end")
                if not self._listen(max(0.0, until - time.monotonic())) and time.monotonic() >= until:
                    return None

    def gather(self, wait: Callable[[], bool], sending: bytes = b"", patience: float = 0.0) -> bytes:
        """Give every byte that comes while somebody waits, on a line that is never quiet and says not whose it is.

        Args:
            wait: Lets a while pass, in which a line brings less than a computer keeps; False when it was the last one.
            sending: Sent before.
            patience: Seconds for which the first byte is waited for where none has come by then.

        Raises:
            LinkError: Connection lost, or the line brings more than can be kept.
        """
        with self.lock, self.undisturbed():
            if self.poisoned is not None:
                self._reopen()
            self._buffer.clear()
            while self._listen(0.0):
                self._buffer.clear()
            if sending:
                self._put(sending)
            goes_on = True
            while goes_on:
                goes_on = wait()
                while len(self._buffer) <= LONGEST_MESSAGE and self._listen(0.0):
                    pass
            if not self._buffer and patience:
                self._listen(patience)
            ends = time.monotonic() + _UNDER_WAY
            while time.monotonic() < ends and self._listen(_BETWEEN):
                pass
            found = bytes(self._buffer)
            self._buffer.clear()
            if len(found) > LONGEST_MESSAGE:
                raise self._poison("the line brings more than can be kept")
            self.poisoned = None
            return found

    def discard(self) -> None:
        """Drop what was sent without a question and nobody has read."""
        with self.lock:
            self._buffer.clear()
            while self._listen(0.0):
                self._buffer.clear()

    @abstractmethod
    def undisturbed(self) -> AbstractContextManager[None]:
        """Poison the link when something breaks into what is done inside."""

    @abstractmethod
    def _put(self, data: bytes) -> None:
        """Send; raises `LinkError`."""

    @abstractmethod
    def _poison(self, why: str) -> LinkError:
        """Poison the link; returns the error to raise."""

    @abstractmethod
    def receive(self, within: float = 0.0) -> str:
        """Give the next line."""

    @abstractmethod
    def reject(self, why: str) -> BadReply:
        """Poison the link; returns the error to raise."""

    @abstractmethod
    def _reopen(self) -> None:
        """Open the line, again if need be."""

    @abstractmethod
    def _refuse_poisoned(self) -> None:
        """Raise where nothing on the link is believed."""

    @abstractmethod
    def _listen(self, seconds: float) -> bytes:
        """Take what arrives within so many seconds."""
