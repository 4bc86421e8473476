"""Limits as they are printed: ±0.5 kPa, −4 % … +1 %, ≥ 20 MΩ, ≤ 0.1 g. An absent side is never printed as a number."""

from decimal import Decimal

from metrology.exact import negated, plain

Pair = tuple[Decimal, Decimal]
"""Lower and upper limit, in the unit of the error; infinite where there is none on that side."""

Side = Decimal | str | None
"""One side of a limit, as a number or as it is stored (`side_text`); empty, None or infinite where there is none."""


def limit_text(lower: Side, upper: Side, unit: str = "") -> str:
    """Return a pair of limits as documents print it.

    Args:
        lower: lower limit.
        upper: upper limit.
        unit: unit to print behind the values.

    >>> limit_text("-0.5", "0.5", "kPa"), limit_text("-4", "1", "%"), limit_text("20", None), limit_text("", "0.1")
    ('±0.5 kPa', '-4 % … +1 %', '≥ 20', '≤ 0.1')
    >>> limit_text("95", "105", "V"), limit_text("5", "5", "g"), limit_text("0", "0", "g")
    ('95 V … 105 V', '= 5 g', '= 0')
    """
    low, high = side_of(lower, below=True), side_of(upper, below=False)
    if not (low.is_finite() and high.is_finite()):
        return _one_side(low, high, unit)
    if low == high:
        return f"= {with_unit(low, unit)}"
    if low == negated(high):
        return f"±{with_unit(high, unit)}"
    if low > 0:
        return f"{with_unit(low, unit)} … {with_unit(high, unit)}"
    return f"{signed(low, unit)} … {signed(high, unit)}"


def _one_side(low: Decimal, high: Decimal, unit: str) -> str:
    if low.is_finite():
        return f"≥ {with_unit(low, unit)}"
    return f"≤ {with_unit(high, unit)}" if high.is_finite() else ""


def side_text(side: Decimal) -> str:
    """Return one side of a limit as it is stored: an absent side is an empty text.

    >>> side_text(Decimal("0.50")), side_text(Decimal("-Infinity"))
    ('0.50', '')
    """
    return plain(side) if side.is_finite() else ""


def side_of(side: Side, *, below: bool) -> Decimal:
    """Return one side of a limit as a number, infinite where there is none.

    Args:
        side: the number, or its text.
        below: whether it is the lower side.
    """
    if side is None or side == "":
        return Decimal("-Infinity" if below else "Infinity")
    return side if isinstance(side, Decimal) else Decimal(side)


def with_unit(number: Decimal, unit: str) -> str:
    """Return a number with its unit behind a space; a bare zero needs none."""
    return f"{plain(number)} {unit}" if unit and number else plain(number)


def signed(number: Decimal, unit: str) -> str:
    """Return a number with its sign, a plus too, and its unit."""
    return ("+" if number > 0 else "") + with_unit(number, unit)
