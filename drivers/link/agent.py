"""A line that an agent near the instrument holds: every byte goes through it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from drivers.link.agent_channel import Channel, Refused
from drivers.link.agent_messages import Broken, Stream
from drivers.link.agent_place import AgentPlace, dial
from drivers.link.agent_refusals import in_words
from drivers.link.line import Line, LineLink, OnBytes
from messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.errors import LinkError

SECURING: Final = 60.0
"""Seconds for which an agent that brings the outputs to their safe state is waited for."""
PAUSE: Final = 0.5
WAIT: Final = 1.0
"""Seconds of one request for bytes; the next one follows, so that a link that is gone is noticed."""
_TOLD: dict[str, str] = {}
"""What was shown last of an agent."""


class AgentLink(LineLink):
    """A link to an instrument through an agent.

    Args:
        place: The agent.
        role: The role of the line at the agent.
        where: Role and address for error messages.
        line: Framing and time limit.
        on_bytes: Byte log.
        connect: Connects to the agent.
    """

    def __init__(
        self, place: AgentPlace, role: str, where: str, line: Line, on_bytes: OnBytes | None = None,
        connect: Callable[[AgentPlace], Stream] = dial,
    ) -> None:  # fmt: skip
        super().__init__(where, line, on_bytes)
        self._place, self._role, self._connect = place, role, connect
        self._channel: Channel | None = None

    @property
    def simulated(self) -> bool:
        """Whether the agent says that no instrument is there; the instrument is not spoken to.

        Raises:
            LinkError: The agent does not answer, or refuses.
        """
        return self._open_channel().about.simulated

    def _open_channel(self) -> Channel:
        if self._channel is None or self._channel.broken:
            self._channel = self._joined()
            self.quiet = self._channel.about.quiet
            self._show(self._channel.about.last)
            self._channel.beat()
        return self._channel

    def _reopen(self) -> None:
        self._open_channel()
        self._asked(lambda channel: channel.ask("open"))

    def _send(self, data: bytes) -> None:
        self._asked(lambda channel: channel.ask("send", data))

    def _receive(self, seconds: float) -> bytes:
        return self._asked(lambda channel: channel.ask("receive", seconds=min(max(0.0, seconds), WAIT)))

    def change_speed(self, baud: int) -> None:
        """Change the speed of the line; see `LineLink.change_speed`."""
        self._asked(lambda channel: channel.ask("speed", seconds=baud))

    def close(self) -> None:
        """End the connection."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def _asked(self, do: Callable[[Channel], bytes]) -> bytes:
        if self._channel is None:
            raise self._lost("The link is closed.")
        try:
            return do(self._channel)
        except Refused as error:
            raise self._gone(str(error)) from error
        except Broken as error:
            what = f"The link to the agent {self._place.name} was lost ({error}); it makes the outputs safe by itself."
            raise self._lost(what) from error

    def _joined(self) -> Channel:
        """A connection; an agent that is still making outputs safe is waited for."""
        end = time.monotonic() + SECURING
        while True:
            try:
                return Channel(self._connect(self._place), self._role, self._place.delay)
            except Refused as error:
                if not error.wait or time.monotonic() > end:
                    raise self._gone(str(error)) from error
                self.on_wait(PAUSE + self._place.delay)
                time.sleep(PAUSE)
            except (Broken, OSError) as error:
                why = in_words(error, self._place)
                raise self._lost(f"The agent {self._place.name} cannot be reached: {why}.") from error

    def _gone(self, why: str) -> LinkError:
        return self._lost(f"The agent {self._place.name} refused: {why}.")

    def _show(self, last: str) -> None:
        """What the agent did by itself is shown once, whichever role connects first."""
        if last and last != _TOLD.get(self._place.name):
            tell(f"agent {self._place.name}: {last}")
        _TOLD[self._place.name] = last
