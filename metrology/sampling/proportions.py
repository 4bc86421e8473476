"""Proportions from counts: exact confidence bounds and the sample that proves a proportion with no failure."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext


@dataclass(frozen=True, slots=True)
class ProportionBounds:
    """Clopper–Pearson bounds of a proportion."""

    observed: float
    lower: float
    upper: float


def clopper_pearson(successes: int, n: int, confidence: float = 0.95, *, sides: int = 2) -> ProportionBounds:
    """Return the exact (conservative) confidence bounds of a binomial proportion (Clopper and Pearson 1934).

    Args:
        successes: Number of items with the property.
        n: Number of items seen.
        confidence: Of the interval (sides = 2) or of each bound taken alone (sides = 1).
        sides: 2 or 1.

    Raises:
        ValueError: Counts out of order, or a confidence outside (0, 1), or sides that are neither 1 nor 2.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no proportion")
    if not 0 < confidence < 1 or sides not in (1, 2):
        raise ValueError(f"confidence must lie between 0 and 1 and sides be 1 or 2, not {confidence} and {sides}")
    from scipy.special import betaincinv

    tail = (1 - confidence) / sides
    lower = 0.0 if successes == 0 else float(betaincinv(successes, n - successes + 1, tail))
    upper = 1.0 if successes == n else float(betaincinv(successes + 1, n - successes, 1 - tail))
    return ProportionBounds(successes / n, lower, upper)


def zero_failure_size(proportion: float, confidence: float = 0.95) -> int:
    """Return the smallest number of items which, all good, prove at least this proportion: ceil(ln(1 - C) / ln p).

    59 for 95 % and 149 for 98 %, both at 95 % confidence.

    Raises:
        ValueError: Proportion or confidence outside (0, 1).
    """
    if not (0 < proportion < 1 and 0 < confidence < 1):
        raise ValueError(f"proportion and confidence must lie between 0 and 1, not {proportion} and {confidence}")
    # In decimals: as binary floats ln(1 - 0.9) / ln 0.1 is more than 1, and 0.1 ** 1 more than 1 - 0.9.
    with localcontext(prec=50):
        size = (1 - Decimal(repr(float(confidence)))).ln() / Decimal(repr(float(proportion))).ln()
        # Forty digits of a quotient that should be whole are whole.
        return max(1, int(size.quantize(Decimal("1e-40")).to_integral_value(ROUND_CEILING)))
