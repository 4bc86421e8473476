"""Calibration and measurement capabilities (CMC): the smallest expanded uncertainty that a laboratory may state.

A capability gives U (k = 2) as one value, as a table with straight lines between its points, as a function of the
value, or as a matrix of bands of the value and of one condition such as the frequency (ILAC-P14:09/2020, 4.3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from metrology.calibration.linear import Linear
from metrology.calibration.polynomial import Polynomial
from metrology.calibration.table import Table
from metrology.exact import plain, to_decimal
from metrology.rounding import round_significant
from metrology.statistics.exact_sums import decimal_root

Conditions: TypeAlias = Mapping[str, Decimal]
Band: TypeAlias = tuple[Decimal, Decimal]
DIGITS = 2
"""Significant digits to which an uncertainty is stated, and a capability compared."""


class CapabilityError(ValueError):
    """A capability cannot be read, or states nothing at a value."""


@dataclass(frozen=True, slots=True)
class RootSumSquare:
    """U = √(a² + (b·value)²), which is written Q[a; b·value]."""

    a: Decimal
    b: Decimal

    def at(self, value: Decimal) -> Decimal:
        """U at a value."""
        return decimal_root(Fraction(self.a) ** 2 + (Fraction(self.b) * Fraction(value)) ** 2)


@dataclass(frozen=True, slots=True)
class Matrix:
    """U by bands of one condition (rows) and of the value (columns); a common end belongs to the lower band.

    Attributes:
        condition: Name of the condition, such as ``frequency``.
        rows, columns: Bands, ascending.
        cells: U, row by row; None where there is no capability.
    """

    condition: str
    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    cells: tuple[tuple[Decimal | None, ...], ...]

    def cell(self, value: Decimal, conditions: Conditions) -> Decimal:
        """U at a value under conditions.

        Raises:
            CapabilityError: The condition is not stated, or there is no capability there.
        """
        if self.condition not in conditions:
            raise CapabilityError(f"the capability depends on {self.condition}, which is not stated")
        found = self._cell(value, conditions[self.condition])
        if found is None:
            where = f"{plain(value)} at {self.condition} {plain(conditions[self.condition])}"
            raise CapabilityError(f"there is no capability for {where}")
        return found

    def _cell(self, value: Decimal, condition: Decimal) -> Decimal | None:
        row, column = _band(self.rows, condition), _band(self.columns, value)
        return None if row is None or column is None else self.cells[row][column]


Form: TypeAlias = Linear | Table | Polynomial | RootSumSquare | Matrix


@dataclass(frozen=True, slots=True)
class Capability:
    """A capability over a range.

    Attributes:
        lower, upper: Ends of the range, both included.
        form: U as a function.
    """

    lower: Decimal
    upper: Decimal
    form: Form

    @classmethod
    def read(cls, form: str, content: Mapping[str, Any], lower: Decimal, upper: Decimal) -> Capability:
        """Read a capability.

        Args:
            form: ``value`` with ``U``; ``interpolation`` with ``points``, pairs of value and U; ``function`` with
                ``constant`` and ``relative``, or ``polynomial``, or ``root_sum_square`` with a and b; ``matrix`` with
                ``condition``, ``rows``, ``columns`` and ``cells``. Numbers are texts.
            content: What the form needs.
            lower: Lower end of the range.
            upper: Upper end of the range.

        Raises:
            CapabilityError: The content does not fit the form, or U is not positive somewhere at the ends.
        """
        try:
            found = cls(lower, upper, _FORMS[form](content))
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise CapabilityError(f"{form}: {said}") from None
        if upper < lower:
            raise CapabilityError("the upper end of the range is below the lower end")
        found._check()
        return found

    def covers(self, value: Decimal) -> bool:
        """Whether a value lies in the range."""
        return self.lower <= value <= self.upper

    def at(self, value: Decimal, conditions: Conditions) -> Decimal:
        """U (k = 2) at a value under conditions, unrounded.

        Raises:
            CapabilityError: Nothing is stated there.
        """
        if not self.covers(value):
            raise CapabilityError(f"{plain(value)} is outside {plain(self.lower)} to {plain(self.upper)}")
        if isinstance(self.form, Matrix):
            return self.form.cell(value, conditions)
        return self.form.at(value)

    def floor(self, value: Decimal, conditions: Conditions) -> Decimal:
        """The least U that may be stated: `at` to two significant digits, rounded half to even (GB/T 8170).

        Raises:
            CapabilityError: Nothing is stated there.
        """
        return round_significant(self.at(value, conditions), DIGITS)

    def _check(self) -> None:
        if isinstance(self.form, Matrix):
            return
        for end in (self.lower, self.upper):
            try:
                u = self.form.at(end)
            except ValueError as error:
                raise CapabilityError(str(error)) from None
            if u <= 0:
                raise CapabilityError(f"U is {plain(u)} at {plain(end)}; it must be positive")


def _value(content: Mapping[str, Any]) -> Linear:
    return Linear(to_decimal(content["U"]), Decimal(0), of_magnitude=True)


def _interpolation(content: Mapping[str, Any]) -> Table:
    return Table(tuple((to_decimal(x), to_decimal(u)) for x, u in content["points"]))


def _function(content: Mapping[str, Any]) -> Linear | Polynomial | RootSumSquare:
    if "polynomial" in content:
        return Polynomial(tuple(map(to_decimal, content["polynomial"])))
    if "root_sum_square" in content:
        a, b = map(to_decimal, content["root_sum_square"])
        return RootSumSquare(a, b)
    return Linear(to_decimal(content["constant"]), to_decimal(content.get("relative", "0")), of_magnitude=True)


def _matrix(content: Mapping[str, Any]) -> Matrix:
    rows, columns = _bands(content["rows"]), _bands(content["columns"])
    cells = tuple(tuple(to_decimal(u) if u else None for u in row) for row in content["cells"])
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError(f"cells are {len(rows)} rows of {len(columns)}")
    if any(u is not None and u <= 0 for row in cells for u in row):
        raise ValueError("U must be positive in every cell")
    return Matrix(str(content["condition"]), rows, columns, cells)


def _bands(given: Sequence[Sequence[Any]]) -> tuple[Band, ...]:
    bands = tuple((to_decimal(low), to_decimal(high)) for low, high in given)
    if any(high < low for low, high in bands) or any(b[0] < a[1] for a, b in pairwise(bands)):
        raise ValueError("bands ascend without overlap")
    return bands


def _band(bands: Sequence[Band], value: Decimal) -> int | None:
    return next((n for n, (low, high) in enumerate(bands) if low <= value <= high), None)


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], Form]] = {
    "value": _value,
    "interpolation": _interpolation,
    "function": _function,
    "matrix": _matrix,
}
