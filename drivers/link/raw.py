"""A line without framing, for what passes its bytes on."""

from drivers.link.line import LineLink


class RawLine:
    """The bytes of a link, as they come and go; nothing is interpreted.

    Args:
        link: The link, which nobody else uses.
    """

    def __init__(self, link: LineLink) -> None:
        self._link = link
        self.quiet = link.quiet

    def open(self) -> None:
        """Open the line, again if need be; raises `LinkError`."""
        self._link._reopen()  # noqa: SLF001  one line

    def send(self, data: bytes) -> None:
        """Send all of it; raises `LinkError`."""
        self._link._send(data)  # noqa: SLF001  one line

    def receive(self, seconds: float) -> bytes:
        """What arrives within some seconds; raises `LinkError`."""
        return self._link._receive(seconds)  # noqa: SLF001  one line

    def change_speed(self, baud: int) -> None:
        """See `LineLink.change_speed`."""
        self._link.change_speed(baud)

    def close(self) -> None:
        """Release the line."""
        self._link.close()
