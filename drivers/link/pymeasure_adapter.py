"""PyMeasure instruments over a hardened link.

PyMeasure's own VISA adapter keeps no lock, believes late replies and hands overloads on as numbers. Its instrument
classes are worth having; this adapter lets them speak through `LineLink` instead.
"""

from typing import Any

from pymeasure.adapters.adapter import Adapter

from drivers.link.line import LineLink


class LinkAdapter(Adapter):
    """Carries a PyMeasure instrument's text messages over a link that is owned elsewhere."""

    def __init__(self, link: LineLink) -> None:
        super().__init__()
        self.link = link

    def _write(self, command: str, **_unused: Any) -> None:
        self.link.send(command)

    def _read(self, **_unused: Any) -> str:
        return self.link.receive()

    def _write_bytes(self, content: bytes, **_unused: Any) -> None:
        raise NotImplementedError("line instruments exchange text only")

    def _read_bytes(self, count: int, break_on_termchar: bool, **_unused: Any) -> bytes:  # noqa: FBT001  theirs
        raise NotImplementedError("line instruments exchange text only")

    def flush_read_buffer(self) -> None:
        """Nothing is thrown away behind the link's back: draining is part of its identification."""

    def close(self) -> None:
        """The bench closes the link."""
