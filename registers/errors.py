"""What `registers` raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RecordsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class RegistersError(RecordsError):
    """A register cannot be read or changed as was asked; nothing was written.

    Args:
        reasons: Every reason.
    """

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = list(reasons)


class NotRegistered(RegistersError):
    """What was looked up is in no register."""


class Outdated(RegistersError):
    """The row was changed by somebody else since it was read."""


class NothingToShow(RegistersError):
    """What was asked for does not follow from what the registers hold."""
