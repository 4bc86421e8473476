"""Operating characteristic: the probability that a plan accepts (GB/T 2828.1-2012; GB/T 2828.2 for single lots)."""


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


def _check(n: int, acceptance_number: int) -> None:
    if n < 1 or acceptance_number < 0:
        raise ValueError(f"a plan needs n >= 1 and Ac >= 0, not n={n}, Ac={acceptance_number}")
