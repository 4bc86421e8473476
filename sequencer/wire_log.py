"""Every byte on every link of a run, kept with the entries it led to."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING

from metrology.exact import plain

if TYPE_CHECKING:
    from drivers.roles import Clock


class WireLog:
    """Collects the byte traffic between two entries of a journal.

    Handed to the bench as its byte log; `take` gives what was collected since the last entry, which the next entry
    carries, so that it is durable and chained with the reading it led to. Pieces of one message are put together again,
    so that the record does not depend on how the network cut them.
    """

    def __init__(self) -> None:
        self.clock: Clock | None = None
        self._frames: list[tuple[str, str, str, bytes]] = []

    def __call__(self, role: str, direction: str, data: bytes) -> None:
        """One piece of data, `sent` or `received`."""
        if self._frames and self._frames[-1][1:3] == (role, direction):
            time, _, _, before = self._frames.pop()
            self._frames.append((time, role, direction, before + data))
        else:
            now = plain(self.clock.elapsed()) if self.clock is not None else ""
            self._frames.append((now, role, direction, data))

    def take(self) -> str:
        """What was collected, packed; empty when there was nothing."""
        frames, self._frames = self._frames, []
        return pack(frames) if frames else ""


def pack(frames: list[tuple[str, str, str, bytes]]) -> str:
    """Frames (elapsed seconds, role, direction, bytes) as compressed text."""
    lines = [[time, role, direction, data.decode("latin-1")] for time, role, direction, data in frames]
    return base64.b64encode(zlib.compress(json.dumps(lines, ensure_ascii=False).encode(), 6)).decode()


def unpack(text: str) -> list[tuple[str, str, str, bytes]]:
    """The frames of an entry's `traffic`."""
    lines = json.loads(zlib.decompress(base64.b64decode(text)))
    return [(time, role, direction, data.encode("latin-1")) for time, role, direction, data in lines]
