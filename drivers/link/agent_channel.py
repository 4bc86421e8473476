"""The bench's side of one connection to an agent: numbered requests, each answered in time or not believed."""

from __future__ import annotations

import secrets
import threading
import time
from typing import TYPE_CHECKING, Final

from drivers.link.agent_messages import About, Answer, Broken, Do, Request, Stream, read, write

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN: Final = secrets.token_hex(16)
"""Names this process: its connections are one bench."""
BEAT: Final = 1.0
"""Seconds between two signs of life."""


CLOCKS: Final = 1e-3
"""How much two clocks may differ in a second, and in reading them."""


class Refused(Exception):
    """The agent did not do it, and the connection is sound."""

    def __init__(self, why: str, *, wait: bool) -> None:
        super().__init__(why)
        self.wait = wait


class Channel:
    """A connection for one role.

    Args:
        stream: The connection.
        role: The role at the agent.
        delay: Seconds that a message may be on its way, there and back together.
        clock: Gives the time.

    Raises:
        Broken: The connection cannot be believed.
        Refused: The agent does not serve this role now.
    """

    def __init__(self, stream: Stream, role: str, delay: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._delay, self._clock = stream, delay, clock
        self._lock, self._next, self._began = threading.Lock(), 0, clock()
        self._over = threading.Event()
        self.broken = ""
        found = self._ask("hello", role=role).about
        if found is None:
            raise self._break("the agent did not say what it serves")
        self.about: About = found

    def beat(self) -> None:
        """Say from now on, by a thread, that the bench is alive."""
        threading.Thread(target=self._beat, name="agent beat", daemon=True).start()

    def ask(self, do: Do, data: bytes = b"", seconds: float = 0.0) -> bytes:
        """Have something done; the bytes that were received.

        Raises:
            Broken: The answer cannot be believed; the connection is closed.
            Refused: It was not done.
        """
        return self._ask(do, data, seconds).data

    def close(self) -> None:
        """End the connection; the agent brings the outputs to their safe state when the last one ends."""
        self._over.set()
        try:
            self._ask("bye")
        except (Broken, Refused):
            pass
        finally:
            self._stream.close()

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            try:
                self._ask("beat")
            except (Broken, Refused):
                return

    def _ask(self, do: Do, data: bytes = b"", seconds: float = 0.0, role: str = "") -> Answer:
        with self._lock:
            if self.broken:
                raise Broken(self.broken)
            number, began = self._next, self._clock()
            self._next += 1
            wait = seconds if do == "receive" else 0.0
            try:
                token = TOKEN if role else ""
                write(self._stream, Request(number, began - self._began, do, data, seconds, role, token))
                answer = read(self._stream, Answer, wait + self._patience(do), self._clock)
            except Broken as error:
                raise self._break(str(error)) from error
            except BaseException:  # Ctrl-C: the answer is still to come, and nobody will read it
                self._break("interrupted in the middle of a request")
                raise
            self._check(number, answer, self._clock() - began)
        if answer.error:
            raise Refused(answer.error, wait=answer.wait)
        return answer

    def _check(self, number: int, answer: Answer, elapsed: float) -> None:
        if answer.n != number:
            raise self._break(f"answer {answer.n} came in place of answer {number}")
        if not 0 <= answer.spent <= elapsed + CLOCKS * (1 + elapsed):
            raise self._break(f"the agent says that it took {answer.spent:.3f} s, of {elapsed:.3f} s")
        if elapsed - answer.spent > self._delay:
            raise self._break(f"a message was on its way for {elapsed - answer.spent:.1f} s")

    def _patience(self, do: Do) -> float:
        """Seconds for what is not waiting for bytes: the way, and at the agent the opening of a line."""
        return self._delay + (15.0 if do in {"hello", "open"} else 5.0)

    def _break(self, why: str) -> Broken:
        self.broken = self.broken or why
        self._over.set()
        self._stream.close()
        return Broken(why)
