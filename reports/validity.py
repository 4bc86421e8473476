"""How long a certificate is valid."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def valid_until(verified: date, months: int) -> date:
    """Last day of validity: the date of verification plus the verification period, less one day.

    Where the month is shorter, the period ends with its last day: verified on 31 January for one month, the next
    verification is due on 28 (29) February and the certificate is valid to the day before.

    Args:
        verified: Date of verification.
        months: Verification period of the regulation, at least 1.

    Raises:
        ValueError: The period is not positive.
    """
    if months < 1:
        raise ValueError(f"a verification period of {months} months is none")
    years, month = divmod(verified.month - 1 + months, 12)
    year = verified.year + years
    day = min(verified.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
