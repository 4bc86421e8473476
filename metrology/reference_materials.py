"""Reference materials: homogeneity, stability and their combination (ISO 33405; JJF 1343-2022).

Formulas as in ISO Guide 35:2017, which ISO 33405 continues. All uncertainties are standard uncertainties in the unit
of the certified value, never relative ones.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metrology.statistics import (
    LineFit,
    Number,
    OneWayAnova,
    fit_line,
    one_way_anova,
    t_critical_value,
)

__all__ = [
    "CombinedUncertainty",
    "Homogeneity",
    "Stability",
    "combine_uncertainties",
    "homogeneity",
    "homogeneity_from_mean_squares",
    "homogeneity_sufficient",
    "stability",
    "stability_from_slope",
]


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """Between-unit homogeneity of a batch.

    Attributes:
        between_standard_deviation: s_bb = sqrt((MSB - MSW)/n0), zero (clamped) when MSB < MSW.
        undetected: u*_bb = sqrt(MSW/n0) (2/(N(n - 1)))^(1/4), the heterogeneity that the repeatability can hide.
        standard_uncertainty: u_bb, the larger of the two.
        clamped: Whether MSB < MSW.
        f, p_value, critical_value: F of the analysis of variance, its tail probability and its 95 % value.
    """

    between_standard_deviation: float
    undetected: float
    standard_uncertainty: float
    clamped: bool
    f: float
    p_value: float
    critical_value: float

    @property
    def f_significant(self) -> bool:
        """Whether F exceeds its 95 % value (the test of JJF 1343; ISO 33405 does not decide by it)."""
        return self.f > self.critical_value


def homogeneity_from_mean_squares(
    ms_between: float, ms_within: float, units: int, replicates: float, df_within: int | None = None
) -> Homogeneity:
    """Return the homogeneity from a table of variance (ISO Guide 35:2017, 7.7; ISO 33405).

    Args:
        ms_between: MSB between units.
        ms_within: MSW within units, with df_within degrees of freedom.
        units: N, number of units.
        replicates: n, measurements per unit, or n0 when they differ.
        df_within: Degrees of freedom of MSW; N(n - 1) by default.

    Raises:
        ValueError: Fewer than 2 units, no replicates, or a negative mean square, or both zero.
    """
    if units < 2 or replicates <= 1:
        raise ValueError(f"homogeneity needs at least 2 units and 2 replicates, not {units} and {replicates}")
    if ms_between < 0 or ms_within < 0 or ms_between + ms_within == 0:
        raise ValueError("mean squares cannot be negative, nor both zero")
    from scipy.special import fdtrc, fdtri

    nu_between, nu_within = units - 1, df_within if df_within is not None else round(units * (replicates - 1))
    f = ms_between / ms_within if ms_within else math.inf
    between = math.sqrt(max(0.0, (ms_between - ms_within) / replicates))
    undetected = math.sqrt(ms_within / replicates) * (2 / nu_within) ** 0.25
    return Homogeneity(
        between_standard_deviation=between,
        undetected=undetected,
        standard_uncertainty=max(between, undetected),
        clamped=ms_between < ms_within,
        f=f,
        p_value=0.0 if math.isinf(f) else float(fdtrc(nu_between, nu_within, f)),
        critical_value=float(fdtri(nu_between, nu_within, 0.95)),
    )


def homogeneity(units: Sequence[Sequence[Number]]) -> Homogeneity:
    """Return the homogeneity of a batch from replicate measurements on its units; their numbers may differ.

    Raises:
        ValueError: Fewer than 2 units, no replicate, or all readings equal.
    """
    table: OneWayAnova = one_way_anova(units)
    return homogeneity_from_mean_squares(
        table.ms_between, table.ms_within, table.groups, table.n0, df_within=table.df_within
    )


def homogeneity_sufficient(
    between: float, characterisation: float | None = None, reproducibility: float | None = None
) -> bool:
    """Return whether a batch is homogeneous enough: s_bb < u_char/3, or s_bb < s_R/3 where no value is certified.

    Raises:
        ValueError: Neither or both criteria given.
    """
    if (characterisation is None) == (reproducibility is None):
        raise ValueError("give either the uncertainty of characterisation or the reproducibility of the method")
    criterion = characterisation if characterisation is not None else reproducibility
    return criterion is not None and between < criterion / 3


@dataclass(frozen=True, slots=True)
class Stability:
    """Trend of a property over storage time.

    Attributes:
        slope, slope_uncertainty: Change per unit of time and its standard uncertainty.
        t, critical_value: |b|/s(b) and the two-sided t at n - 2 degrees of freedom.
        slope_significant: Whether t exceeds it: the material is then not shown to be stable.
        standard_uncertainty: u_lts = s(b) times the period of validity.
    """

    slope: float
    slope_uncertainty: float
    t: float
    critical_value: float
    slope_significant: bool
    standard_uncertainty: float


def stability_from_slope(
    slope: float, slope_uncertainty: float, n: int, period: float, significance: float = 0.05
) -> Stability:
    """Return the stability from a fitted trend (ISO Guide 35:2017, 8.7; JJF 1343-2022).

    Args:
        slope: b1, change per unit of time.
        slope_uncertainty: s(b1).
        n: Points of the trend.
        period: Period of validity of the certificate, in the unit of time of the slope.
        significance: Level of the two-sided t test.

    Raises:
        ValueError: Fewer than 3 points, or an uncertainty or a period that is not positive.
    """
    if n < 3 or slope_uncertainty <= 0 or period <= 0:
        raise ValueError("a trend needs 3 points, a positive s(b) and a positive period of validity")
    t, critical = abs(slope) / slope_uncertainty, t_critical_value(n - 2, 1 - significance)
    return Stability(slope, slope_uncertainty, t, critical, t > critical, slope_uncertainty * period)


def stability(
    times: Sequence[Number], values: Sequence[Number], period: float, significance: float = 0.05
) -> Stability:
    """Return the stability from the values measured at successive times (classical or isochronous design).

    Raises:
        ValueError: As stability_from_slope, or values that lie exactly on a line.
    """
    trend: LineFit = fit_line(times, values)
    return stability_from_slope(trend.slope, trend.slope_uncertainty, trend.n, period, significance)


@dataclass(frozen=True, slots=True)
class CombinedUncertainty:
    """Uncertainty of a certified value: combined standard uncertainty, coverage factor, expanded uncertainty."""

    standard_uncertainty: float
    coverage_factor: float
    expanded_uncertainty: float


def combine_uncertainties(
    characterisation: float,
    between_units: float,
    long_term: float,
    short_term: float = 0.0,
    coverage_factor: float = 2.0,
) -> CombinedUncertainty:
    """Return u_CRM = sqrt(u_char^2 + u_bb^2 + u_lts^2 + u_sts^2) and U = k u_CRM (ISO Guide 35:2017, 6).

    Raises:
        ValueError: A negative uncertainty or a coverage factor that is not positive.
    """
    parts = (characterisation, between_units, long_term, short_term)
    if min(parts) < 0 or coverage_factor <= 0:
        raise ValueError("uncertainties cannot be negative and the coverage factor must be positive")
    combined = math.hypot(*parts)
    return CombinedUncertainty(combined, coverage_factor, coverage_factor * combined)
