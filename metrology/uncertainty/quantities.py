"""Numbers on their way into a budget: text and decimals of readings become floats once, here.

Uncertainty is statistics, not a comparison with a limit, so binary floats serve; the reading itself stays what the
instrument said, as text and Decimal, in the record.
"""

from __future__ import annotations

import math
from decimal import Decimal

Real = float | int | Decimal | str
"""Anything that states one real number: a float, an int, a Decimal, or the text of a reading."""


def to_float(value: Real, what: str) -> float:
    """One finite float.

    Args:
        value: The number, in any form that states it.
        what: What the number is, for the error message.

    Returns:
        The number as a float.

    Raises:
        ValueError: The number is no number, or is infinite.
    """
    try:
        number = float(value)
    except (TypeError, ValueError) as wrong:
        raise ValueError(f"{what} must be a number, not {value!r}") from wrong
    if not math.isfinite(number):
        raise ValueError(f"{what} must be finite, not {value!r}")
    return number


def to_decimal(value: float) -> Decimal:
    """The shortest decimal that names this float, for rounding and reporting.

    Args:
        value: A finite float.

    Returns:
        The decimal with the digits that `repr` prints.
    """
    return Decimal(repr(float(value)))
