"""One connection for several roles: two roles of one instrument, or meters on one bus.

A port can be opened once, and many instruments accept one connection. Every role keeps what belongs to it: framing,
byte log, and whether its instrument was identified. What belongs to the line is common: lock, buffer, and poison, since
what one role leaves on the line would answer the next one's question.
"""

from drivers.link.line import Line, LineLink, OnBytes


class SharedLink(LineLink):
    """A further role's view of a link that is open already.

    Args:
        first: The link.
        where: Role and address for error messages.
        line: Framing and time limit of this role's driver.
        on_bytes: This role's byte log.
    """

    def __init__(self, first: LineLink, where: str, line: Line, on_bytes: OnBytes | None = None) -> None:
        self._first = first
        super().__init__(where, line, on_bytes)
        self.lock, self._buffer, self._sharing = first.lock, first._buffer, first._sharing  # noqa: SLF001  one line
        self._sharing.append(self)
        self.quiet = first.quiet

    @property
    def sent_count(self) -> int:
        """Bytes sent on the line by all its roles."""
        return self._first.sent_count

    @sent_count.setter
    def sent_count(self, count: int) -> None:
        if count:  # a new view has sent nothing; the line has
            self._first.sent_count = count

    def _send(self, data: bytes) -> None:
        self._first._send(data)  # noqa: SLF001  one line

    def _receive(self, seconds: float) -> bytes:
        return self._first._receive(seconds)  # noqa: SLF001  one line

    def _reopen(self) -> None:
        if any(role.poisoned is None for role in self._sharing):
            return  # another role speaks on the line and all is well; it need not be opened again for this one
        self._first._reopen()  # noqa: SLF001  one line

    def change_speed(self, baud: int) -> None:
        """Change the speed of the line; see `LineLink.change_speed`."""
        self._first.change_speed(baud)

    def local_port(self) -> int | None:
        """TCP port at our end of the line."""
        return self._first.local_port()

    def close(self) -> None:
        """The bench closes the line once, where it was opened."""
