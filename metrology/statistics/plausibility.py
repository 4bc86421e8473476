"""How likely honest readings look like this: last digits, coincidences, spread, pace. For alerts, not for verdicts."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_DIGITS: Final = 50
"""Readings for a chi-square test over ten digits: at least five are expected of each (Cochran 1954)."""
WIDE_ENOUGH: Final = 5
"""Standard deviation, in steps of the last digit, from which on honest last digits are uniform to within 1 %.

The digit of a normal variable with a standard deviation of s steps has its first harmonic at exp(−2π²(s/10)²): 0.007.
"""
KEYSTROKE: Final = 0.12
"""Seconds for a key, of a good typist (Card, Moran, Newell: The keystroke-level model, CACM 23 (1980), table 1)."""
PREPARATION: Final = 1.35
"""Seconds to prepare mentally for one entry, here to look at the instrument (same table)."""


@dataclass(frozen=True, slots=True)
class TailTest:
    """A statistic with the probability that honest readings give one as extreme.

    Attributes:
        statistic: Chi-square or F.
        degrees_of_freedom: Its degrees of freedom.
        p_value: The probability.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float


def last_digits(values: Sequence[Decimal], errors: Sequence[Decimal]) -> TailTest | None:
    """Whether people prefer digits: chi-square of the last digits against equal frequencies.

    Source: Mosimann, Wiseman, Edelman: Data fabrication: can people generate random digits? Accountability in Research
    4 (1995) 31–55. The step of the last digit is the largest one that divides all readings, so that a scale with
    divisions of 5 is not blamed for its zeros and fives.

    Args:
        values: Readings with one step.
        errors: The same readings less what they should show, in the same order.

    Returns:
        The test; None where there are too few readings, or they scatter too little for their digits to be random.
    """
    if len(values) < FEWEST_DIGITS:
        return None
    step = step_of(values)
    if not step:
        return None
    import numpy as np

    if float(np.std(np.array([float(e) for e in errors]), ddof=1)) / float(step) < WIDE_ENOUGH:
        return None
    counts, expected = Counter(abs(int(v / step)) % 10 for v in values), len(values) / 10
    from scipy.special import chdtrc

    chi = sum((counts.get(d, 0) - expected) ** 2 / expected for d in range(10))
    return TailTest(chi, 9, float(chdtrc(9, chi)))


def too_even(ratio: float, degrees_of_freedom: int, known: int) -> TailTest:
    """Whether readings scatter less than those that are known: lower tail of the F test on two variances.

    Source: ISO 2854:1976 table H, GB/T 4889-2008.

    Args:
        ratio: Variance of the readings over the known one. The variance of rounding, a twelfth of the squared step, is
            to be added to that of the readings, since a display hides it.
        degrees_of_freedom: Of the readings.
        known: Degrees of freedom of the known variance.

    Raises:
        ValueError: There is no degree of freedom, or the ratio is below 0.
    """
    if ratio < 0 or min(degrees_of_freedom, known) < 1:
        raise ValueError("a ratio not below 0 and degrees of freedom are needed to judge a spread")
    from scipy.special import fdtr

    return TailTest(ratio, degrees_of_freedom, float(fdtr(degrees_of_freedom, known, ratio)))


def coincidence(equal: int, compared: int, chance: float = 0.5) -> float:
    """A bound of the probability that one of several honest series repeats all readings of another.

    Args:
        equal: Readings that are equal, without those that any good instrument would show.
        compared: How many other series were looked at.
        chance: The probability that two honest readings of one point are equal; one half is more than a display shows
            whose step is smaller than twice the standard deviation of the readings.
    """
    return min(1.0, compared * chance**equal)


def step_of(values: Sequence[Decimal]) -> Decimal:
    """The largest step that divides all readings; 0 where all are 0."""
    places = max(0, *(-int(v.as_tuple().exponent) for v in values))
    return Decimal(reduce(math.gcd, [int(v.scaleb(places)) for v in values])).scaleb(-places)


def fastest_entry(keys: int) -> float:
    """Seconds that a good typist needs to look at an instrument once and to enter so many characters."""
    return PREPARATION + KEYSTROKE * (keys + 1)
