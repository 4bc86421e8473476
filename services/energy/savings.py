"""A saving: what the use would have been by the baseline less what it was, with its uncertainty.

Baseline: use = a + b · driver, by least squares over the periods before. Saving: Σ(a + b·x_j) − Σ y_j over the m periods
after. The sum of m predictions has the variance s²·(m + m²/n + (Σ(x_j − x̄))²/S_xx), n − 2 degrees of freedom: the scatter of
m uses, and that of the line, which is common to all of them. All sums are exact; only t is a float. The meter is the same
before and after, so a constant error of it changes a saving in proportion only; that part is stated apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from inputs.bounded import BadFile, clip
from metrology.statistics.exact_sums import cross_squares, moments, root
from services.energy.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS: Final = ("period", "use", "driver")
FEWEST: Final = 3
CONFIDENCE: Final = 0.95


class Use(NamedTuple):
    """The use of a period, and what it depends on."""

    period: str
    use: Decimal
    driver: Decimal


@dataclass(frozen=True, slots=True)
class Saving:
    """A saving.

    Attributes:
        before, after: Uses before and after.
        intercept, slope: a and b of the baseline.
        scatter: s², variance of a use about the line.
        expected, used: What the use would have been, and what it was.
        variance: u² of the saving, from scatter and line.
        mpe: MPE of the meter, in %; None where it is not known.
    """

    before: tuple[Use, ...]
    after: tuple[Use, ...]
    intercept: Fraction
    slope: Fraction
    scatter: Fraction
    expected: Fraction
    used: Fraction
    variance: Fraction
    mpe: Decimal | None

    def at(self, driver: Decimal) -> Fraction:
        """The use by the baseline."""
        return self.intercept + self.slope * Fraction(driver)

    @property
    def value(self) -> Fraction:
        """The saving; negative where more was used than expected."""
        return self.expected - self.used

    @property
    def degrees_of_freedom(self) -> int:
        """Degrees of freedom of the scatter, n − 2."""
        return len(self.before) - 2

    @property
    def expanded(self) -> float:
        """U of the saving, two-sided 95 %."""
        from scipy import stats  # half a second that no balance needs

        return float(stats.t.ppf((1 + CONFIDENCE) / 2, self.degrees_of_freedom)) * root(self.variance)

    @property
    def of_meter(self) -> Fraction | None:
        """The part of a constant error of the meter: MPE · saving."""
        return None if self.mpe is None else abs(self.value) * Fraction(self.mpe) / 100

    @property
    def shown(self) -> bool:
        """Whether the saving is larger than its uncertainty."""
        return float(self.value) > self.expanded + float(self.of_meter or 0)

    @property
    def outside(self) -> tuple[str, ...]:
        """Periods after whose driver lies outside those before: there the line is extrapolated."""
        low, high = min(u.driver for u in self.before), max(u.driver for u in self.before)
        return tuple(u.period for u in self.after if not low <= u.driver <= high)


def saving(before: Sequence[Use], after: Sequence[Use], mpe: Decimal | None = None) -> Saving:
    """The saving of some periods against a baseline.

    Args:
        before: At least three periods with at least two different drivers.
        after: At least one period.
        mpe: MPE of the meter, in %.

    Raises:
        ValueError: There are too few periods, or all drivers of the baseline are equal.
    """
    if len(before) < FEWEST or not after:
        raise ValueError(f"a baseline needs at least {FEWEST} periods, and the report at least one")
    x, y = moments([u.driver for u in before]), moments([u.use for u in before])
    if x.squares == 0:
        raise ValueError("all drivers of the baseline are equal; no line follows from them")
    sxy = cross_squares([u.driver for u in before], [u.use for u in before])
    slope = sxy / x.squares
    intercept = y.mean - slope * x.mean
    scatter = (y.squares - slope * sxy) / (len(before) - 2)
    m, n = len(after), len(before)
    drivers = sum((Fraction(u.driver) for u in after), Fraction(0))
    away = drivers - m * x.mean
    variance = scatter * (m + Fraction(m * m, n) + away * away / x.squares)
    used = sum((Fraction(u.use) for u in after), Fraction(0))
    return Saving(
        tuple(before), tuple(after), intercept, slope, scatter, m * intercept + slope * drivers, used, variance, mpe
    )


def read_uses(path: Path) -> tuple[Use, ...]:
    """Uses from a CSV file with the columns ``period``, ``use``, ``driver``.

    Raises:
        RegisterError: The file cannot be used; the first line that is wrong is named.
    """
    return tuple(table(path, COLUMNS, _use))


def _use(line: int, cells: list[str]) -> Use:
    try:
        use, driver = Decimal(cells[1]), Decimal(cells[2])
    except InvalidOperation as error:
        raise BadFile(f"line {line}: value: {clip(', '.join(cells[1:]))!r} is no number") from error
    if not (use.is_finite() and driver.is_finite()):
        raise BadFile(f"line {line}: value: {clip(', '.join(cells[1:]))!r} is no number")
    return Use(cells[0], use, driver)
