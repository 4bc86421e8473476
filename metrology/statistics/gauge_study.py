"""Repeatability and reproducibility of a measuring process: parts × operators × repeats, crossed and balanced.

Analysis of variance with interaction (random effects): expected mean squares give the components.
A negative one is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from metrology.statistics.exact_sums import Number, exact, root

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class GaugeStudy:
    """Components of variance; all standard deviations in the unit of the readings.

    Attributes:
        repeatability: Of repeats by one operator on one part.
        operators: Between operators.
        interaction: Of operators and parts.
        parts: Between parts.
    """

    repeatability: Fraction
    operators: Fraction
    interaction: Fraction
    parts: Fraction

    @property
    def reproducibility(self) -> Fraction:
        """Variance between operators, their interaction with parts included."""
        return self.operators + self.interaction

    @property
    def measuring(self) -> Fraction:
        """Variance of the measuring process: repeatability and reproducibility."""
        return self.repeatability + self.reproducibility

    @property
    def total(self) -> Fraction:
        """Variance of everything."""
        return self.measuring + self.parts

    @property
    def grr(self) -> float | None:
        """``σ_GRR / σ_total``; None where nothing scatters.

        >>> study = GaugeStudy(Fraction(9), Fraction(16), Fraction(0), Fraction(600))
        >>> study.grr
        0.2
        """
        return root(self.measuring / self.total) if self.total else None

    @property
    def categories(self) -> int | None:
        """Distinct categories, ``√2 σ_parts / σ_GRR`` rounded down; None where ``σ_GRR`` is zero."""
        return int(root(2 * self.parts / self.measuring)) if self.measuring else None

    def of_tolerance(self, tolerance: Number) -> float:
        """``6 σ_GRR / T``.

        Raises:
            ValueError: The tolerance is not positive.
        """
        width = exact(tolerance)
        if width <= 0:
            raise ValueError(f"the tolerance must be positive, not {tolerance}")
        return root(36 * self.measuring / width**2)


def gauge_study(readings: Sequence[Sequence[Sequence[Number]]]) -> GaugeStudy:
    """The components of variance.

    Args:
        readings: For each part, for each operator, the repeats.

    Raises:
        ValueError: Fewer than two parts, operators or repeats, or not the same number of each.
    """
    x = [[[exact(value) for value in cell] for cell in part] for part in readings]
    p, o = len(x), len(x[0]) if x else 0
    r = len(x[0][0]) if o else 0
    if min(p, o, r) < 2:
        raise ValueError("a study needs at least two parts, two operators and two repeats")
    if any(len(part) != o or any(len(cell) != r for cell in part) for part in x):
        raise ValueError("each operator measures each part equally often")
    cells = [[sum(cell) / r for cell in part] for part in x]
    of_parts = [sum(part) / o for part in cells]
    of_operators = [sum(part[n] for part in cells) / p for n in range(o)]
    grand = sum(of_parts) / p
    parts = o * r * sum((m - grand) ** 2 for m in of_parts) / (p - 1)
    operators = p * r * sum((m - grand) ** 2 for m in of_operators) / (o - 1)
    both = sum((cells[i][j] - of_parts[i] - of_operators[j] + grand) ** 2 for i in range(p) for j in range(o))
    interaction = r * both / ((p - 1) * (o - 1))
    within = sum((v - cells[i][j]) ** 2 for i in range(p) for j in range(o) for v in x[i][j]) / (p * o * (r - 1))
    none = Fraction(0)
    return GaugeStudy(
        Fraction(within),
        max(none, Fraction(operators - interaction) / (p * r)),
        max(none, Fraction(interaction - within) / r),
        max(none, Fraction(parts - interaction) / (o * r)),
    )
