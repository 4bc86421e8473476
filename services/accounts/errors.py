"""Why somebody may not do something.

::

    AccessRefused        something about accounts cannot be done; nothing was changed
    ├── NotLoggedIn      nobody is logged in, the session has ended, or name and password do not fit
    ├── SessionLocked    the session is locked; the password opens it again
    ├── NotConfirmed     the step wants the password again
    ├── TooManyFailures  too many log-ins failed; later again
    └── NotAllowed       the role does not allow it, or it is another person's run
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class AccessRefused(Exception):
    """Something about accounts cannot be done.

    Args:
        reasons: Every reason, in both languages.

    Attributes:
        reasons: The same.
        status: How HTTP calls it.
    """

    status = 409

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = list(reasons)


class NotLoggedIn(AccessRefused):
    """Nobody is logged in, the session has ended, or name and password do not fit."""

    status = 401


class SessionLocked(AccessRefused):
    """The session is locked; the password opens it again."""

    status = 423


class NotConfirmed(AccessRefused):
    """The step wants the password again."""

    status = 401


class TooManyFailures(AccessRefused):
    """Too many log-ins failed.

    Args:
        reasons: Every reason.
        seconds: When to try again.
    """

    status = 429

    def __init__(self, reasons: Sequence[Text], seconds: int) -> None:
        super().__init__(reasons)
        self.seconds = seconds


class NotAllowed(AccessRefused):
    """The role does not allow it, or it is another person's run."""

    status = 403
