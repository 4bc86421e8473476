"""One-way analysis of variance (GUM H.5; ISO 5725-2; ISO 33405)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrology.statistics.exact_sums import Moments, Number, moments


@dataclass(frozen=True, slots=True)
class OneWayAnova:
    """Table of a one-way analysis of variance; squares in the square of the unit of the readings.

    Attributes:
        groups, n: Number of groups and of all readings.
        mean: Grand mean of all readings.
        df_between, df_within: Degrees of freedom.
        ss_between, ss_within: Sums of squares.
        ms_between, ms_within: Mean squares.
        f: ms_between / ms_within (infinite when all groups are constant and differ).
        p_value: P(F > f) when the groups do not differ.
        n0: Effective number of readings per group, (N - sum n_i^2 / N) / (groups - 1).
        r_squared: Share of the total sum of squares that lies between the groups.
    """

    groups: int
    n: int
    mean: float
    df_between: int
    df_within: int
    ss_between: float
    ss_within: float
    ms_between: float
    ms_within: float
    f: float
    p_value: float
    n0: float
    r_squared: float

    @property
    def variance_between(self) -> float:
        """(MS_between - MS_within) / n0, clamped to zero when the groups scatter less than their readings."""
        return max(0.0, (self.ms_between - self.ms_within) / self.n0)

    @property
    def between_standard_deviation(self) -> float:
        """s_L (laboratories) or s_bb (units), zero when clamped."""
        return math.sqrt(self.variance_between)

    def critical_value(self, significance: float = 0.05) -> float:
        """Return the F value exceeded with the given probability when the groups do not differ."""
        from scipy.special import fdtri

        return float(fdtri(self.df_between, self.df_within, 1 - significance))

    def significant(self, significance: float = 0.05) -> bool:
        """Return whether F exceeds its critical value."""
        return self.f > self.critical_value(significance)


def _effective_group_size(sizes: Sequence[int]) -> Fraction:
    total = sum(sizes)
    return Fraction(total * total - sum(size * size for size in sizes), total * (len(sizes) - 1))


def _table(samples: Sequence[Moments]) -> OneWayAnova:
    groups, n = len(samples), sum(sample.n for sample in samples)
    if groups < 2 or n <= groups:
        raise ValueError(f"an analysis of variance needs 2 groups and more readings than groups, not {groups} and {n}")
    grand = sum((sample.n * sample.mean for sample in samples), Fraction(0)) / n
    between = sum((sample.n * (sample.mean - grand) ** 2 for sample in samples), Fraction(0))
    within = sum((sample.squares for sample in samples), Fraction(0))
    if between == 0 and within == 0:
        raise ValueError("all readings are equal: there is no variance to analyse")
    ms_between, ms_within = between / (groups - 1), within / (n - groups)
    f = float(ms_between / ms_within) if ms_within else math.inf
    return OneWayAnova(
        groups=groups,
        n=n,
        mean=float(grand),
        df_between=groups - 1,
        df_within=n - groups,
        ss_between=float(between),
        ss_within=float(within),
        ms_between=float(ms_between),
        ms_within=float(ms_within),
        f=f,
        p_value=_tail(groups - 1, n - groups, f),
        n0=float(_effective_group_size([sample.n for sample in samples])),
        r_squared=float(between / (between + within)),
    )


def _tail(df_between: int, df_within: int, f: float) -> float:
    if math.isinf(f):
        return 0.0
    from scipy.special import fdtrc

    return float(fdtrc(df_between, df_within, f))


def one_way_anova(groups: Sequence[Sequence[Number]]) -> OneWayAnova:
    """Analyse readings in groups (days, units, laboratories); group sizes may differ.

    The sums of squares are formed without rounding, so constant leading digits cost nothing when the readings are
    given as Decimal, and only their own binary representation when they are floats.

    Raises:
        ValueError: Fewer than two groups, an empty group, no replicate at all, or all readings equal.
    """
    return _table([moments(group) for group in groups])
