"""By how much the clock of a meter is ahead: measured, kept beside each sample, never used to move one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from monitoring.schedule import face

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZERO: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a face has no time zone


def between(shown: Decimal, before: float, after: float, zone: ZoneInfo) -> Decimal:
    """Difference of a meter's clock to this computer's, to the tenth of a second.

    The meter is compared with the middle of the time in which it was asked. Its clock shows whole seconds, so that the
    difference is known to about a second and half of that time.

    Args:
        shown: Seconds of its face since 2000-01-01 00:00:00.
        before: When it was asked, seconds since 1970.
        after: When it had answered.
        zone: Time zone by which its clock should run.
    """
    right = (face((before + after) / 2, zone) - ZERO).total_seconds()
    return Decimal(f"{float(shown) - right:.1f}") + 0  # never -0.0
