"""What is wrong with a file of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class BadTargets(RegisterError):
    """A file of targets cannot be used.

    Args:
        path: The file.
        reasons: Every problem with its line, and what to do.
    """

    def __init__(self, path: object, reasons: Sequence[Text]) -> None:
        super().__init__(path, [reason.en for reason in reasons])
        self.reasons = list(reasons)
