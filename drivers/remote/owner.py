"""Who uses the bench of an agent, and what becomes of its outputs when nobody does."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drivers.link.agent_messages import Broken
from drivers.outputs import NOT_CONFIRMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Busy(Exception):
    """The bench is not free; `wait`: it is as soon as its outputs are safe."""

    def __init__(self, why: str, *, wait: bool) -> None:
        super().__init__(why)
        self.wait = wait


class Owner:
    """The connections of the one bench that uses an agent.

    When the last of them ends, or any of them is lost, the lines are released and the outputs brought to their safe
    state before anybody else is let in.

    Args:
        secure: Brings the outputs to their safe state, with lines of its own; says what became of them.
    """

    def __init__(self, secure: Callable[[str], str]) -> None:
        self._secure = secure
        self._changed = threading.Condition()
        self._left: dict[str, Callable[[], None]] = {}
        self._token = self._why = self.last = ""
        self._securing = self._ended = self._doubt = False

    @contextmanager
    def joined(self, token: str, role: str, drop: Callable[[], None]) -> Iterator[None]:
        """Be one of the connections of a bench.

        Args:
            token: Names the bench.
            role: Whose line it is; a second connection for it shows that the first one is lost.
            drop: Ends this connection from outside, when another one was lost.

        Raises:
            Busy: Another bench is there, or the outputs are being made safe.
        """
        with self._changed:
            if self._ended:
                raise Busy("the agent is being stopped", wait=False)
            if self._securing:
                raise Busy("the outputs are being made safe", wait=True)
            if self._left and token != self._token:
                raise Busy("another bench uses these instruments", wait=False)
            if role in self._left:
                self._why = self._why or "the link was lost: the bench has connected again"
                self._drop_all()
                raise Busy("the outputs are being made safe", wait=True)
            self._token = token
            self._left[role] = drop
        why = ""
        try:
            yield
        except Broken as error:
            why = f"the link was lost: {error}"
        finally:
            self._leave(role, why)

    def begin(self) -> None:
        """Bring the outputs to their safe state before the first bench: nobody knows how they were left."""
        with self._changed:
            self._securing = True
        self._made_safe("", "the agent has been started")

    def stop(self, seconds: float) -> bool:
        """Let nobody in any more, end every connection, and wait for the outputs.

        Args:
            seconds: How long is waited: what an instrument does that has gone is not known, however long one asks it.

        Returns:
            Whether the outputs are safe.
        """
        with self._changed:
            self._ended, self._why = True, self._why or "the agent is being stopped"
            self._drop_all()
            ended = self._changed.wait_for(lambda: not self._left and not self._securing, seconds)
            return ended and not self._doubt

    def _leave(self, role: str, why: str) -> None:
        with self._changed:
            del self._left[role]
            self._why = self._why or why
            if why:
                self._drop_all()
            if self._left:
                return
            self._securing, lost, self._why = True, self._why, ""
        self._made_safe(lost, lost or "the bench has ended")

    def _made_safe(self, lost: str, why: str) -> None:
        said = self._secure(why)
        with self._changed:
            self._doubt = NOT_CONFIRMED in said
            self.last = "; ".join(filter(None, (lost, said))) if lost or self._doubt else ""
            self._securing = False
            self._changed.notify_all()

    def _drop_all(self) -> None:
        for drop in self._left.values():
            drop()
