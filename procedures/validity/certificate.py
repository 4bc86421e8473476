"""Until when the certificate of a verification is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metrology.status import Source, Status
from metrology.text import NO_TEXT
from metrology.validity import Ending, Happening, Mode, Period, Rules, What, standing
from procedures.validity.laws import law, laws

if TYPE_CHECKING:
    from datetime import date

NO_RULES: Final = Rules(
    jurisdiction="",
    begins=What.VERIFIED,
    ending=Ending.DAY_BEFORE,
    marked_in=("january", "january"),
    late_from_expiry=False,
    unused_months=0,
    request_before=(0, 0),
    request_extends=False,
    ends_early={},
    lot_earliest_months=0,
)
"""How the period of a regulation is counted where no law of its jurisdiction is on record: to the day before."""


def valid_until(jurisdiction: str, months: int, mode: Mode, verified: date) -> date | None:
    """The last day of a certificate, by the rules of its jurisdiction.

    Args:
        jurisdiction: Where the regulation is law.
        months: The period that the regulation gives for this instrument; 0 where it gives none.
        mode: How the instrument stays in use.
        verified: Day of the verification.

    Returns:
        None where the regulation gives no period, or the instrument is verified once only.
    """
    if not months:
        return None
    rules = law(jurisdiction).rules if jurisdiction in laws() else NO_RULES
    source = Source("", Status.UNVERIFIED)
    period = Period("", NO_TEXT, months, months, mode, source)
    return standing(rules, period, [Happening(verified, What.VERIFIED)], verified).until
