"""The temperature at which a rising function reaches a value, to the last place that is kept."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

CONTEXT = Context(prec=40, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Arithmetic of the equations: 40 significant digits, whatever the caller's context is."""
LAST_PLACE = Decimal("0.000001")
"""A temperature is rounded once, half to even, to one microkelvin; the best certificates state 0.1 mK."""
_ENOUGH = Decimal("1e-20")
_MOST_STEPS = 200


def temperature_at(function: Callable[[Decimal], Decimal], value: Decimal, lower: Decimal, upper: Decimal) -> Decimal:
    """Return the temperature between two ends at which a rising function has a value.

    Interval halving guided by the secant (the Illinois variant of regula falsi) on 40 digits, until the interval is
    narrower than 1e-20 K: the result does not depend on the machine.

    Args:
        function: rises strictly between the ends.
        value: what it shall reach.
        lower: lower end of the search.
        upper: upper end.

    Raises:
        ValueError: the value is not reached between the ends.
    """
    c, low, high = CONTEXT, lower, upper
    below, above = c.subtract(function(low), value), c.subtract(function(high), value)
    if below > 0 or above < 0:
        raise ValueError(
            f"no temperature from {lower} °C to {upper} °C belongs to the reading; nothing is extrapolated"
        )
    side = 0
    for _ in range(_MOST_STEPS):
        if below == 0 or above == 0 or c.subtract(high, low) < _ENOUGH:
            break
        span = c.multiply(below, c.subtract(high, low))
        middle = c.subtract(low, c.divide(span, c.subtract(above, below)))
        found = c.subtract(function(middle), value)
        if found > 0:
            high, above = middle, found
            below = c.divide(below, Decimal(2)) if side > 0 else below
            side = 1
        else:
            low, below = middle, found
            above = c.divide(above, Decimal(2)) if side < 0 else above
            side = -1
        if abs(found) < _ENOUGH:
            return _rounded(middle)
    return _rounded(low if below == 0 else high if above == 0 else c.divide(c.add(low, high), Decimal(2)))


def _rounded(temperature: Decimal) -> Decimal:
    return temperature.quantize(LAST_PLACE, ROUND_HALF_EVEN, CONTEXT)
