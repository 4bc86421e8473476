"""Operating characteristic: the probability that a plan accepts (GB/T 2828.1-2012; GB/T 2828.2 for single lots)."""

from collections.abc import Sequence


def acceptance_probability(n: int, acceptance_number: int, proportion: float) -> float:
    """Return P(at most Ac of n defective) for a continuing series of lots: the binomial sum.

    Args:
        n: Sample size.
        acceptance_number: Ac.
        proportion: Proportion nonconforming of the process, 0 to 1.

    Raises:
        ValueError: Numbers out of order.
    """
    _check(n, acceptance_number)
    if not 0 <= proportion <= 1:
        raise ValueError(f"a proportion lies between 0 and 1, not {proportion}")
    from scipy.special import bdtr

    return 1.0 if acceptance_number >= n else float(bdtr(acceptance_number, n, proportion))


def poisson_acceptance_probability(n: int, acceptance_number: int, per_item: float) -> float:
    """Return P(at most Ac nonconformities in n items) where each item may have several: the Poisson sum.

    Args:
        n: Sample size.
        acceptance_number: Ac.
        per_item: Mean number of nonconformities per item (those per hundred items over 100).

    Raises:
        ValueError: Numbers out of order.
    """
    _check(n, acceptance_number)
    if per_item < 0:
        raise ValueError(f"a number of nonconformities per item cannot be negative: {per_item}")
    from scipy.special import pdtr

    return float(pdtr(acceptance_number, n * per_item))


def single_lot_acceptance_probability(lot_size: int, defectives: int, n: int, acceptance_number: int) -> float:
    """Return P(at most Ac defectives in n drawn without replacement): the hypergeometric sum, for an isolated lot.

    Args:
        lot_size: Items in the lot.
        defectives: Nonconforming items in the lot; a whole number, not a proportion.
        n: Sample size.
        acceptance_number: Ac.

    Raises:
        ValueError: Numbers out of order.
    """
    _check(n, acceptance_number)
    if not (0 <= defectives <= lot_size and n <= lot_size):
        raise ValueError(f"{defectives} defectives and a sample of {n} do not fit a lot of {lot_size}")
    from math import comb

    good = lot_size - defectives
    ways = sum(comb(defectives, d) * comb(good, n - d) for d in range(min(acceptance_number, n, defectives) + 1))
    return ways / comb(lot_size, n)


def operating_characteristic_curve(
    n: int, acceptance_number: int, proportions: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    """Return (proportion, probability of acceptance) for each proportion of a continuing series.

    Raises:
        ValueError: As acceptance_probability.
    """
    return tuple((p, acceptance_probability(n, acceptance_number, p)) for p in proportions)


def quality_at_acceptance(n: int, acceptance_number: int, probability: float) -> float:
    """Return the proportion nonconforming accepted with the given probability (10 %: consumer's risk quality).

    Raises:
        ValueError: Numbers out of order, or a plan that accepts everything.
    """
    _check(n, acceptance_number)
    if acceptance_number >= n or not 0 < probability < 1:
        raise ValueError("the quality is defined for Ac < n and a probability between 0 and 1")
    from scipy.special import betaincinv

    return float(betaincinv(acceptance_number + 1, n - acceptance_number, 1 - probability))


def _check(n: int, acceptance_number: int) -> None:
    if n < 1 or acceptance_number < 0:
        raise ValueError(f"a plan needs n >= 1 and Ac >= 0, not n={n}, Ac={acceptance_number}")
