"""What `monitoring` raises.

::

    MonitorError           nothing is read; every reason is listed
    └── MonitorFileError   the monitor file is missing or wrong; every reason names file and line
    NotKept                samples could not be made durable; they are not acknowledged
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class MonitorError(Exception):
    """Nothing is read.

    Args:
        reasons: Every reason, in both languages.
    """

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = list(reasons)


class MonitorFileError(MonitorError):
    """The monitor file is missing or wrong.

    Args:
        problems: Each with file and line in front.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__([both(problem) for problem in problems])


class NotKept(Exception):
    """Samples could not be made durable, so nobody was told that they were kept.

    Attributes:
        reason: Why.
        full: Whether the disk, or the room that the file allows, is full.
    """

    def __init__(self, reason: str, *, full: bool) -> None:
        super().__init__(reason)
        self.reason, self.full = reason, full
