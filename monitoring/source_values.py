"""Values and time stamps as other systems give them."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LONGEST: Final = 30
"""Digits of a number before and behind its point."""


def number(value: object) -> Decimal:
    """A value as a number with the digits that its source gives; of a binary float the shortest that is the same.

    Raises:
        ValueError: It is none, or not a finite one of usual size.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise ValueError(f"{value!r} is no number")  # noqa: TRY004  what came, not what was called
    try:
        found = (
            Decimal(repr(value)) if isinstance(value, float) and math.isfinite(value) else Decimal(str(value).strip())
        )
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is no number") from error
    if not found.is_finite() or found.adjusted() > LONGEST or -int(found.as_tuple().exponent) > LONGEST:
        raise ValueError(f"{value!r} is no number of a meter")
    return Decimal(format(found, "f"))


def stamp(value: object, zone: ZoneInfo) -> float:
    """A time as seconds since 1970: a number of them, a time, or one written as text (ISO 8601); without a zone at the place.

    Raises:
        ValueError: It is none.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip())
    if isinstance(value, datetime):
        return (value if value.tzinfo is not None else value.replace(tzinfo=zone)).timestamp()
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no time")
    return float(value)


def utc(value: datetime) -> float:
    """A time of OPC UA, which is UTC and does not state it."""
    return (value if value.tzinfo is not None else value.replace(tzinfo=UTC)).timestamp()
