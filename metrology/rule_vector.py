"""A decision rule on columns of whole numbers."""

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.decimal_array import DecimalArray, Integers
from metrology.decision import BY_SEVERITY, Outcome, Rule
from metrology.exact import add, integer_at, multiply, shift
from metrology.limits.base import places_of
from metrology.limits.vector import LimitLookup

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CONFORM, _UNDECIDED, _NOT_CONFORM = (
    BY_SEVERITY.index(outcome) for outcome in (Outcome.CONFORM, Outcome.UNDECIDED, Outcome.NOT_CONFORM)
)


class RuleOnIntegers:
    """A rule prepared for columns of known size and places; `codes` then judges any part of them."""

    def __init__(
        self,
        rule: Rule,
        lookup: LimitLookup,
        points: DecimalArray,
        error_places: int,
        error_reach: Decimal,
        uncertainties: DecimalArray | None,
    ) -> None:
        """Prepare the common number of places and see how wide the numbers may grow.

        Args:
            rule: the rule.
            lookup: the limits.
            points: where they will be asked for.
            error_places: decimal places of the errors as compared.
            error_reach: a magnitude that none of them exceeds.
            uncertainties: U of every error, where the rule needs it.

        Raises:
            ValueError: the rule needs uncertainties and there are none, or one is negative.
        """
        if rule.needs_uncertainty and uncertainties is None:
            raise ValueError(f"the rule {rule.name!r} needs the expanded uncertainty U of every error")
        self._rule = rule
        self._guard_places = places_of(rule.guard)
        of_U = 0 if uncertainties is None else uncertainties.places
        self._places = max(error_places, lookup.out, of_U) + self._guard_places
        self._from_error = 10 ** (self._places - error_places)
        self._from_limit = 10 ** (self._places - lookup.out)
        U = Decimal(0) if uncertainties is None else uncertainties.largest()
        times = add(rule.guard.copy_abs(), Decimal(2 * (rule.direct_ratio or 0)), Decimal(2))
        limit = max(one.bound(points.largest()) for one in lookup.limits)
        # More than any sum or product below can reach.
        reach = add(error_reach, limit, multiply(U, times))
        self._wide = shift(reach, self._places) >= 2**62
        self._U = None if uncertainties is None else self._widened(uncertainties)

    def _widened(self, column: DecimalArray) -> Integers:
        integers = column.to_places(self._places).integers
        if len(integers) and integers.min() < 0:
            raise ValueError("an expanded uncertainty cannot be negative")
        return integers.astype(object) if self._wide else integers

    def codes(self, errors: Integers, lower: Integers, upper: Integers, rows: slice) -> "NDArray[np.int8]":
        """Return the outcome codes of some rows.

        Args:
            errors: the errors as compared, in units of 10^-error_places.
            lower: lower limits, in units of 10^-lookup.out.
            upper: upper limits, likewise.
            rows: which rows of the whole they are.
        """
        import numpy as np

        if self._wide:
            errors, lower, upper = (column.astype(object) for column in (errors, lower, upper))
        e, low, high = errors * self._from_error, lower * self._from_limit, upper * self._from_limit
        width = 0 if self._U is None else self._width(low, high, self._U[rows])
        accepted = (e >= low + width) & (e <= high - width)
        codes: NDArray[np.int8]
        codes = np.multiply(accepted, np.int8(_CONFORM - _NOT_CONFORM), dtype=np.int8) + np.int8(_NOT_CONFORM)
        if not self._rule.binary:
            codes[~accepted & self._not_refused(e, low - width, high + width)] = _UNDECIDED
        return codes

    def _not_refused(self, e: Integers, low: Integers, high: Integers) -> Integers:
        within = (e >= low) & (e <= high)
        if self._rule.refusal_at_edge:
            within &= (e > low) & (e < high)
        return within

    def _width(self, low: Integers, high: Integers, U: Integers) -> Integers:
        import numpy as np

        # U ends in as many zeros as the guard factor has places, so that the division leaves nothing.
        width = U // 10**self._guard_places * integer_at(self._rule.guard, -self._guard_places)
        if self._rule.direct_ratio is not None:
            encloses = (low <= 0) & (high >= 0)
            # Twice MPEV, so that half a distance stays whole.
            magnitude = np.where(encloses, 2 * np.minimum(abs(low), abs(high)), high - low)
            width[U * (2 * self._rule.direct_ratio) <= magnitude] = 0
        return width
