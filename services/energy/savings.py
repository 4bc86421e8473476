"""A saving: what the use would have been by the baseline less what it was, with its uncertainty.

Baseline: use = a + Σ b_k · driver_k, by least squares over the periods before. Saving: the sum of the predictions for the m
periods after, less Σ y_j. With x the sum of the rows (1, drivers) of these periods, the sum of m predictions has the variance
s²·(m + xᵀ(XᵀX)⁻¹x), n − 1 − k degrees of freedom: the scatter of m uses, and that of the fit, which is common to all of them.
With one driver this is s²·(m + m²/n + (Σ(x_j − x̄))²/S_xx). All sums are exact; only t is a float. The meter is the same
before and after, so a constant error of it changes a saving in proportion only; that part is stated apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from inputs.bounded import BadFile, clip
from metrology.exact import to_decimal
from metrology.statistics.exact_regression import regression
from metrology.statistics.exact_sums import root
from records.errors import RegisterError
from services.energy.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

COLUMNS: Final = ("period", "use", "driver")
FEWEST: Final = 3
CONFIDENCE: Final = 0.95


class Use(NamedTuple):
    """The use of a period, and what it depends on; `others` are further drivers."""

    period: str
    use: Decimal
    driver: Decimal
    others: tuple[Decimal, ...] = ()

    @property
    def drivers(self) -> tuple[Decimal, ...]:
        """Everything that it depends on."""
        return (self.driver, *self.others)

    @property
    def row(self) -> tuple[Fraction, ...]:
        """Its row of the design: one, and the drivers."""
        return (Fraction(1), *map(Fraction, self.drivers))


@dataclass(frozen=True, slots=True)
class Saving:
    """A saving.

    Attributes:
        before, after: Uses before and after.
        intercept, slopes: a and b of the baseline, a b for each driver.
        scatter: s², variance of a use about the line.
        expected, used: What the use would have been, and what it was.
        variance: u² of the saving, from scatter and line.
        mpe: MPE of the meter, in %; None where it is not known.
    """

    before: tuple[Use, ...]
    after: tuple[Use, ...]
    intercept: Fraction
    slopes: tuple[Fraction, ...]
    scatter: Fraction
    expected: Fraction
    used: Fraction
    variance: Fraction
    mpe: Decimal | None

    def at(self, *drivers: Decimal) -> Fraction:
        """The use by the baseline."""
        terms = (b * Fraction(x) for b, x in zip(self.slopes, drivers, strict=True))
        return sum(terms, self.intercept)

    @property
    def slope(self) -> Fraction:
        """B of the first driver."""
        return self.slopes[0]

    @property
    def value(self) -> Fraction:
        """The saving; negative where more was used than expected."""
        return self.expected - self.used

    @property
    def degrees_of_freedom(self) -> int:
        """Degrees of freedom of the scatter, n − 1 − k."""
        return len(self.before) - 1 - len(self.slopes)

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
        """Periods after of which a driver lies outside those before: there the fit is extrapolated."""
        ranges = [(min(column), max(column)) for column in zip(*(u.drivers for u in self.before), strict=True)]
        return tuple(
            u.period for u in self.after
            if not all(low <= x <= high for x, (low, high) in zip(u.drivers, ranges, strict=True))
        )  # fmt: skip


def saving(before: Sequence[Use], after: Sequence[Use], mpe: Decimal | None = None) -> Saving:
    """The saving of some periods against a baseline.

    Args:
        before: At least two periods more than there are drivers, which do not follow from each other.
        after: At least one period.
        mpe: MPE of the meter, in %.

    Raises:
        ValueError: There are too few periods, or a driver follows from the others.
    """
    count = len(before[0].drivers) if before else 1
    fewest = FEWEST - 1 + count
    if len(before) < fewest or not after:
        raise ValueError(f"a baseline needs at least {fewest} periods, and the report at least one")
    try:
        fit = regression([u.row for u in before], [Fraction(u.use) for u in before])
    except ValueError as error:
        if count == 1:
            raise ValueError("all drivers of the baseline are equal; no line follows from them") from error
        raise ValueError("a driver of the baseline is constant or follows from the others; leave it out") from error
    scatter = fit.residuals / (len(before) - 1 - count)
    together = tuple(sum(column, Fraction(0)) for column in zip(*(u.row for u in after), strict=True))
    expected = sum((b * x for b, x in zip(fit.coefficients, together, strict=True)), Fraction(0))
    variance = scatter * (len(after) + fit.spread(together))
    used = sum((Fraction(u.use) for u in after), Fraction(0))
    intercept, *slopes = fit.coefficients
    return Saving(tuple(before), tuple(after), intercept, tuple(slopes), scatter, expected, used, variance, mpe)


def read_uses(path: Path, others: Sequence[str] = ()) -> tuple[Use, ...]:
    """Uses from a CSV file with the columns ``period``, ``use``, ``driver``.

    Args:
        path: The file.
        others: Columns of further drivers.

    Raises:
        RegisterError: The file cannot be used; the first line that is wrong is named.
    """
    found = tuple(table(path, (*COLUMNS, *others), _use))
    periods = [use.period for use in found]
    if twice := sorted({period for period in periods if periods.count(period) > 1}):
        raise RegisterError(path, [f"these periods are listed twice: {clip(', '.join(twice))}"])
    return found


def _use(line: int, cells: list[str]) -> Use:
    try:
        numbers = [to_decimal(cell) for cell in cells[1:]]
    except ValueError as error:
        raise BadFile(f"line {line}: value: {clip(', '.join(cells[1:]))!r} is no number") from error
    if numbers[0] < 0:
        raise BadFile(f"line {line}: use: {clip(cells[1])!r} is negative; what was fed back is no use")
    return Use(cells[0], numbers[0], numbers[1], tuple(numbers[2:]))
