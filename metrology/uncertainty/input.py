"""One input quantity of a measurement model: what is known of it, and from which document."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from metrology.uncertainty.bounded import Arcsine, Rectangular, Trapezoidal, Triangular
from metrology.uncertainty.convolution import Convolution
from metrology.uncertainty.degrees_of_freedom import coverage_factor, welch_satterthwaite
from metrology.uncertainty.quantities import Real, to_float
from metrology.uncertainty.unbounded import Exponential, Normal, Student

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.distribution import Distribution

NAMED = {shape.en: shape for shape in (Normal(), Rectangular(), Triangular(), Arcsine(), Exponential())}


class Description(TypedDict, total=False):
    """What every constructor of `Input` accepts besides its numbers."""

    degrees_of_freedom: float
    correlation_group: str | None
    source: str
    name: str
    unit: str


@dataclass(slots=True, init=False)
class Input:
    """An input quantity X of the model (JCGM 100:2008, clause 4).

    Attributes:
        estimate: x, in `unit`; any form that states a number.
        standard_uncertainty: u(x) ≥ 0, in `unit`.
        degrees_of_freedom: ν > 0, infinite for a u known exactly.
        distribution: The shape that Monte Carlo draws from, or its English name; without one, normal for infinite ν
            and the scaled t for finite ν (JCGM 101 6.4.9).
        correlation_group: Inputs observed together, or from one fit, bear one group's name: their correlation is
            taken from paired readings where they have them, and they share their degrees of freedom.
        source: The document the values come from: a certificate number, a manual and page.
        name: The symbol in the model; `Budget` fills it in from the model's parameters.
        unit: The unit of estimate and uncertainty.
        readings: The single readings, when the estimate is their mean.

    Raises:
        ValueError: A number is not finite, u is negative, ν is not positive, or the distribution's name is unknown.
    """

    estimate: float
    standard_uncertainty: float
    degrees_of_freedom: float
    distribution: Distribution | None
    correlation_group: str | None
    source: str
    name: str
    unit: str
    readings: tuple[float, ...]

    def __init__(
        self,
        estimate: Real,
        standard_uncertainty: Real = 0.0,
        degrees_of_freedom: float = math.inf,
        distribution: Distribution | str | None = None,
        correlation_group: str | None = None,
        source: str = "",
        name: str = "",
        unit: str = "",
        readings: tuple[float, ...] = (),
    ) -> None:
        x, u = estimate, standard_uncertainty
        if x.__class__ is not float or u.__class__ is not float or (x + u) * 0.0:  # NaN for what is not finite
            x = to_float(x, f"the estimate of {name or 'an input'}")
            u = to_float(u, f"the standard uncertainty of {name or 'an input'}")
        if u < 0.0:
            raise ValueError(f"the standard uncertainty of {name or 'an input'} is negative: {u}")
        if not degrees_of_freedom > 0.0:
            raise ValueError(f"degrees of freedom of {name or 'an input'} must be positive, not {degrees_of_freedom}")
        self.estimate = x
        self.standard_uncertainty = u
        self.degrees_of_freedom = degrees_of_freedom
        self.distribution = _named(distribution) if isinstance(distribution, str) else distribution
        self.correlation_group = correlation_group
        self.source = source
        self.name = name
        self.unit = unit
        self.readings = readings

    @property
    def shape(self) -> Distribution:
        """The distribution Monte Carlo draws from (JCGM 101 6.4.7 and 6.4.9 when none was stated)."""
        if self.distribution is not None:
            return self.distribution
        return Normal() if self.degrees_of_freedom == math.inf else Student(self.degrees_of_freedom)

    @classmethod
    def from_readings(
        cls, readings: Sequence[Real], averaged: int | None = None, **described: Unpack[Description]
    ) -> Input:
        """Type A evaluation: the mean of readings and the experimental standard deviation of the mean (GUM 4.2.3).

        Args:
            readings: At least two repeated readings, in the unit of the quantity.
            averaged: n′, how many readings the routine result averages, when s comes from another, longer series;
                without it, all of them (u = s/√n′, JJF 1059.1-2012 4.3.2).
            **described: Name, unit, source, correlation group.

        Returns:
            The input, with ν = n − 1.

        Raises:
            ValueError: Fewer than two readings, or `averaged` below one.
        """
        values = tuple(to_float(reading, "a reading") for reading in readings)
        count = len(values)
        if count < 2:
            raise ValueError(f"a Type A evaluation needs at least two readings (GUM 4.2.2), not {count}")
        number = count if averaged is None else averaged
        if number < 1:
            raise ValueError(f"at least one reading is averaged, not {number}")
        mean = math.fsum(values) / count
        deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (count - 1))
        kept = values if number == count else ()
        described.setdefault("degrees_of_freedom", count - 1)
        return cls(mean, deviation / math.sqrt(number), readings=kept, **described)

    @classmethod
    def rectangular(cls, estimate: Real, half_width: Real, **described: Unpack[Description]) -> Input:
        """Anywhere within ±a with equal probability: u = a/√3 (GUM 4.3.7)."""
        return cls(
            estimate, to_float(half_width, "a half-width") / math.sqrt(3), distribution=Rectangular(), **described
        )

    @classmethod
    def from_limits(cls, lower: Real, upper: Real, **described: Unpack[Description]) -> Input:
        """Anywhere between two limits: their middle, u = (b − a)/√12 (GUM 4.3.7)."""
        low, high = to_float(lower, "a lower limit"), to_float(upper, "an upper limit")
        return cls.rectangular((low + high) / 2, (high - low) / 2, **described)

    @classmethod
    def resolution(cls, estimate: Real, interval: Real, **described: Unpack[Description]) -> Input:
        """An indication that moves in steps of `interval`: u = δ/(2√3) (GUM F.2.2.1)."""
        return cls.rectangular(estimate, to_float(interval, "a resolution") / 2, **described)

    @classmethod
    def triangular(cls, estimate: Real, half_width: Real, **described: Unpack[Description]) -> Input:
        """Within ±a, likelier near the middle: u = a/√6 (GUM 4.3.9)."""
        return cls(
            estimate, to_float(half_width, "a half-width") / math.sqrt(6), distribution=Triangular(), **described
        )

    @classmethod
    def trapezoidal(cls, estimate: Real, half_width: Real, beta: float, **described: Unpack[Description]) -> Input:
        """Within ±a, flat over ±βa: u = a·√((1 + β²)/6) (GUM 4.3.9)."""
        u = to_float(half_width, "a half-width") * math.sqrt((1 + beta**2) / 6)
        return cls(estimate, u, distribution=Trapezoidal(beta), **described)

    @classmethod
    def arcsine(cls, estimate: Real, half_width: Real, **described: Unpack[Description]) -> Input:
        """Cycling sinusoidally within ±a: u = a/√2 (JCGM 101 6.4.6)."""
        return cls(estimate, to_float(half_width, "a half-width") / math.sqrt(2), distribution=Arcsine(), **described)

    @classmethod
    def expanded(
        cls,
        estimate: Real,
        expanded_uncertainty: Real,
        coverage_factor_k: float | None = None,
        coverage_probability: float | None = None,
        **described: Unpack[Description],
    ) -> Input:
        """From a certificate: u = U/k (GUM 4.3.3), or U/t_p(ν) (GUM 4.3.4, JCGM 101 6.4.9.7).

        Args:
            estimate: The certified value.
            expanded_uncertainty: U, same unit.
            coverage_factor_k: k; 2 when neither k nor p is stated.
            coverage_probability: p, from which k is taken with the stated degrees of freedom.
            **described: Name, unit, source (the certificate), `degrees_of_freedom`.

        Returns:
            The input.

        Raises:
            ValueError: Both k and p are given, or k is not positive.
        """
        if coverage_factor_k is not None and coverage_probability is not None:
            raise ValueError("state the coverage factor or the coverage probability of U, not both")
        k = 2.0 if coverage_factor_k is None else coverage_factor_k
        if coverage_probability is not None:
            k = coverage_factor(coverage_probability, described.get("degrees_of_freedom", math.inf))
        if not k > 0:
            raise ValueError(f"a coverage factor is positive, not {k}")
        return cls(estimate, to_float(expanded_uncertainty, "an expanded uncertainty") / k, **described)

    @classmethod
    def combined(cls, estimate: Real, components: Sequence[Input], **described: Unpack[Description]) -> Input:
        """One quantity with several independent causes of uncertainty, as QUAM and GUM H.1 list them.

        Args:
            estimate: The value of the quantity; the components' own estimates are corrections added to it.
            components: One input per cause, in the unit of the quantity.
            **described: Name, unit, source.

        Returns:
            The input: root sum of squares, Welch–Satterthwaite degrees of freedom, the convolved distribution.
        """
        parts = [part.standard_uncertainty for part in components]
        x = to_float(estimate, "the estimate") + math.fsum(part.estimate for part in components)
        shape = Convolution(tuple((part.shape, part.standard_uncertainty) for part in components))
        described.setdefault(
            "degrees_of_freedom", welch_satterthwaite(parts, [part.degrees_of_freedom for part in components])
        )
        return cls(x, math.hypot(*parts), distribution=shape, **described)


def _named(name: str) -> Distribution:
    """The shape of an English name, for tables that laboratories edit."""
    if name not in NAMED:
        raise ValueError(f"unknown distribution {name!r}; by name: {', '.join(NAMED)}; others as objects")
    return NAMED[name]
