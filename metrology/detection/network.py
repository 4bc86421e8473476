"""Whether the nozzles of a station, or the instruments of a trader, err to one side: the sign test and its power."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.statistics.exact_sums import exact_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.statistics.exact_sums import Number

SIGNIFICANCE: Final = 0.001


@dataclass(frozen=True, slots=True)
class SignTest:
    """How many results of a group lie on each side of zero.

    Attributes:
        positive: Above zero.
        negative: Below zero; a result of zero counts on neither side.
        p_value: Probability that so many or more of as many lie below zero where both sides are equally likely.
        flagged: It is below the significance.
    """

    positive: int
    negative: int
    p_value: float
    flagged: bool


def sign_test(errors: Sequence[Number], significance: float = SIGNIFICANCE) -> SignTest:
    """Test whether results lie below zero more often than chance allows, one-sided: short measure pays, long does not.

    Ten of ten give 0.00098 and eighteen of twenty 0.00020; seventeen of twenty, 0.0013, are not enough for 0.001.

    Source: Conover, Practical nonparametric statistics, 3.4; Arbuthnott, Phil. Trans. 27 (1710) 186.

    Args:
        errors: One result for each nozzle, with its sign; below zero is to the disadvantage of the customer.
        significance: What the probability must stay below.
    """
    found = exact_all(errors)
    positive, negative = sum(e > 0 for e in found), sum(e < 0 for e in found)
    from scipy.special import bdtrc

    n = positive + negative
    p_value = float(bdtrc(negative - 1, n, 0.5)) if negative else 1.0
    return SignTest(positive, negative, p_value, p_value < significance)


def sign_test_power(n: int, share: float, significance: float = SIGNIFICANCE) -> float:
    """Probability that a group of n is flagged, where each of them lies below zero with a stated probability.

    Raises:
        ValueError: No result, or a share outside 0 to 1.
    """
    if n < 1 or not 0 <= share <= 1:
        raise ValueError("power needs at least one result and a share between 0 and 1")
    from scipy.special import bdtrc

    needed = next((k for k in range(1, n + 1) if bdtrc(k - 1, n, 0.5) < significance), None)
    return 0.0 if needed is None else float(bdtrc(needed - 1, n, share))
