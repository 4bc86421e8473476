"""Least squares with several regressors, in exact fractions: coefficients, residual sum of squares, and (XᵀX)⁻¹."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Regression:
    """A fit y ≈ X·b.

    Attributes:
        coefficients: b.
        residuals: Σ (y − X·b)².
        inverse: (XᵀX)⁻¹; times the variance of y it is the covariance of b.
    """

    coefficients: tuple[Fraction, ...]
    residuals: Fraction
    inverse: tuple[tuple[Fraction, ...], ...]

    def spread(self, row: Sequence[Fraction]) -> Fraction:
        """xᵀ·(XᵀX)⁻¹·x: the variance of x·b in units of the variance of y."""
        return _product(row, [_product(line, row) for line in self.inverse])


def regression(rows: Sequence[Sequence[Fraction]], y: Sequence[Fraction]) -> Regression:
    """The least squares fit.

    Args:
        rows: X, a row for each y; a constant is a column of ones.
        y: What is fitted.

    Raises:
        ValueError: A column follows from the others, so that no single fit is the best one.

    >>> regression([[Fraction(1), Fraction(x)] for x in (1, 2, 3)], [Fraction(v) for v in (3, 5, 7)]).coefficients
    (Fraction(1, 1), Fraction(2, 1))
    """
    columns = list(zip(*rows, strict=True))
    normal = [[_product(a, b) for b in columns] for a in columns]
    inverse = _inverse(normal)
    right = [_product(a, y) for a in columns]
    b = tuple(_product(line, right) for line in inverse)
    residuals = sum(((value - _product(row, b)) ** 2 for row, value in zip(rows, y, strict=True)), Fraction(0))
    return Regression(b, residuals, tuple(tuple(line) for line in inverse))


def _product(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _inverse(of: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """By elimination; exact, so that a pivot is zero only where the matrix is singular."""
    size = len(of)
    work = [[*row, *(Fraction(int(n == m)) for m in range(size))] for n, row in enumerate(of)]
    for n in range(size):
        pivot = next((m for m in range(n, size) if work[m][n]), None)
        if pivot is None:
            raise ValueError("a column follows from the others")
        work[n], work[pivot] = work[pivot], work[n]
        work[n] = [value / work[n][n] for value in work[n]]
        for m in range(size):
            if m != n and (factor := work[m][n]):
                work[m] = [value - factor * top for value, top in zip(work[m], work[n], strict=True)]
    return [row[size:] for row in work]
