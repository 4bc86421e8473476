"""Operating characteristic: the probability that a plan accepts (GB/T 2828.1-2012)."""


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


def _check(n: int, acceptance_number: int) -> None:
    if n < 1 or acceptance_number < 0:
        raise ValueError(f"a plan needs n >= 1 and Ac >= 0, not n={n}, Ac={acceptance_number}")
