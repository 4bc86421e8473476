"""Pass rates month by month, up to a month, from the registers."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registers.rate_groups import Choice
from services.rates import rates
from services.statistics.month import period_of

MONTHS: Final = 12


def pass_trend(url: str, month: str, months: int = MONTHS) -> list[dict[str, Any]]:
    """The pass rates of some months, the oldest first, each with the definition of `registers.rates.PASSES`.

    Args:
        url: The store.
        month: The last one, such as ``2026-11``.
        months: How many.

    Raises:
        Refused: It is no month.
        RegistersError: There is no store.
        StoreError: It cannot be read.
    """
    last = period_of(month).start
    found = []
    for back in reversed(range(months)):
        at = last.year * 12 + last.month - 1 - back
        name = date(at // 12, at % 12 + 1, 1).strftime("%Y-%m")
        (row,) = rates.passes(url, period_of(name), None, Choice())["rows"]
        sides = {
            side: {key: row[side][key] for key in ("part", "whole", "percent")} for side in ("as_found", "as_left")
        }
        found.append({"month": name, **sides})
    return found
