"""Coverage intervals from a sorted sample, and the tolerance they must be stable to (JCGM 101:2008, 7.7 and 7.9.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from metrology.uncertainty.distribution import Floats

Kind = Literal["shortest", "symmetric"]


@dataclass(frozen=True)
class Interval:
    """A coverage interval.

    Attributes:
        lower: Left end, in the unit of the measurand.
        upper: Right end.
        p: Coverage probability.
        kind: "shortest", or "symmetric" (equal probability on either side).
    """

    lower: float
    upper: float
    p: float
    kind: Kind

    @property
    def width(self) -> float:
        """Upper less lower end."""
        return self.upper - self.lower


def coverage_interval(ordered: Floats, p: float, kind: Kind) -> Interval:
    """Coverage interval of a sample (JCGM 101 7.7.2 symmetric, 7.7.4 shortest).

    Args:
        ordered: Model values in non-decreasing order, shape (M,).
        p: Coverage probability.
        kind: Which of the many intervals of that probability.

    Returns:
        The interval between two of the values.

    Raises:
        ValueError: p is out of range, too close to 1 for so few trials, or the kind is unknown.
    """
    if not 0 < p < 1:
        raise ValueError(f"a coverage probability lies between 0 and 1, not {p}")
    count = len(ordered)
    q = math.floor(p * count + 0.5)
    if q >= count or q < 1:
        raise ValueError(f"{count} trials are too few for a coverage interval of probability {p}")
    if kind == "symmetric":
        r = math.floor((count - q) / 2 + 0.5)
    elif kind == "shortest":
        r = 1 + int((ordered[q:] - ordered[: count - q]).argmin())
    else:
        raise ValueError(f"a coverage interval is 'shortest' or 'symmetric', not {kind!r}")
    return Interval(float(ordered[r - 1]), float(ordered[r + q - 1]), p, kind)


def numerical_tolerance(standard_uncertainty: float, digits: int = 2) -> float:
    """Half a unit in the last of the significant digits of u (JCGM 101 7.9.2): δ = ½·10^l where u = c·10^l.

    Args:
        standard_uncertainty: u(y), positive.
        digits: Significant digits regarded as meaningful, 1 or 2 as a rule.

    Returns:
        δ, in the unit of u.

    Raises:
        ValueError: u is not positive, or fewer than one digit is asked for.
    """
    if not standard_uncertainty > 0 or digits < 1:
        raise ValueError(f"no tolerance from u = {standard_uncertainty} with {digits} digits")
    exponent = int(f"{standard_uncertainty:.{digits - 1}e}".partition("e")[2])
    return 0.5 * 10.0 ** (exponent - digits + 1)
