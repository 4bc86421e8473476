"""What an item of a calibration states: a result with its expanded uncertainty, and conformity only where agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from metrology.decision import Outcome
from metrology.exact import exponent_of, from_integer, plain, to_decimal, trimmed
from metrology.rounding import round_to_interval
from procedures.errors import AuthorError
from procedures.kit.agreed import agreed_rule
from procedures.kit.budgets import At, budget_of, evaluated
from procedures.kit.columns import Curve, plot, references
from procedures.kit.judging import Judging
from procedures.kit.limits import sides
from procedures.kit.places import Shown, as_known, shown_columns
from procedures.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from metrology.exact import Number
    from metrology.limits import Limit
    from procedures.kit.limits import Sides
    from procedures.kit.value import Value
    from procedures.uncertainty import EvaluatedBudget

S = TypeVar("S", bound=Subject)
U, K = "U_exp", "k_exp"
"""Columns of the expanded uncertainty and its coverage factor."""


class Calibrating(Judging[S]):
    """The part of a kit procedure that states results with their uncertainty."""

    def calibrate(
        self,
        budget: str,
        *,
        limit: Limit | None = None,
        point: Number | None = None,
        repeated: Sequence[Value] = (),
        given: Mapping[str, Number] | None = None,
        also: Sequence[Value] = (),
        curve: str | Curve | None = None,
        **named: Value,
    ) -> None:
        """State one result with U and k; compare it with a limit only by the rule that the customer agreed to.

        Args:
            budget: Key of ``[budgets]``.
            limit: Limits of the result, where there are any. Readings far beyond them are doubted; they are stated only
                with a rule.
            point: Where the limit applies; on the error curve too.
            repeated: The single results that the value is the mean of, for its repeatability.
            given: Numbers of components, in the unit of their input.
            also: Readings that fill further columns.
            curve: Series of the error curve, drawn where the result is compared.
            **named: The result, by its symbol.
        """
        ((symbol, value),) = named.items()
        at, unit = None if point is None else to_decimal(point), self._unit_of(symbol)
        pair: Sides = (None, None) if limit is None else _trimmed(sides(limit, at))
        drawn = Curve(curve) if isinstance(curve, str) else curve
        compared = agreed_rule(self.subject) is not None and limit is not None
        x = at if drawn is not None and compared else None
        self._note(limit, pair, (value, *also), x, "" if drawn is None else drawn.chart)
        numbers = {key: to_decimal(number) for key, number in (given or {}).items()}
        formula = f"{self.facts.term(symbol).symbol} = {_formula(value, repeated)}"
        self._foresee(symbol, value, also)
        found = self._evaluated(budget, At(self.run, value, unit, repeated, numbers, formula))
        columns = self._stated(symbol, value, found, pair if compared else None, also)
        origins = references(value.origins)
        if not compared or limit is None:
            self.run.conclude(
                self._label(), Outcome.CONFORM, values=columns, source=self._source, reference=origins,
                uncertainty=found,
            )  # fmt: skip
            return
        self.run.decide(
            self._label(), value.number, pair, unit=unit, formula=formula,
            substitution=value.substitution, source=self._pedigree(limit, at), rule=agreed_rule(self.subject),
            expanded_uncertainty=found.stated[1], values=columns, reference=origins, uncertainty=found,
            plot=None if drawn is None else plot(drawn, at, value.number, pair, unit),
        )  # fmt: skip

    def _foresee(self, symbol: str, value: Value, also: Sequence[Value]) -> None:
        """In a dry pass the columns are known although no standard may be: an empty form is made without a bench."""
        if self._dry_run is not None:
            shown = {key for v in (*also, value) for key in v.columns} | {symbol, U, K}
            self._dry_run.filled.setdefault(self._examined.key, set()).update(shown)

    def _evaluated(self, budget: str, at: At) -> EvaluatedBudget:
        try:
            return evaluated(budget_of(self.facts, budget), at)
        except ValueError as error:
            raise AuthorError(f"budgets.{budget}: {error}", str(self.facts.file)) from error

    def _stated(
        self, symbol: str, value: Value, found: EvaluatedBudget, pair: Sides | None, also: Sequence[Value]
    ) -> dict[str, Decimal | str]:
        """Columns: the result, and what it was computed from in the same unit, to the place of U."""
        stated, expanded = found.stated
        k = Shown(round_to_interval(to_decimal(repr(found.expanded.k)), "0.01"))
        shown = shown_columns((*also, value)) | {symbol: Shown(value.number), U: Shown(expanded), K: k}
        columns = self._columns(symbol, shown, pair, None)
        of_unit = {c.key for c in self._examined.columns if self._unit_of(c.key) == found.unit} - {symbol, U}
        for key in of_unit & columns.keys() & shown.keys():
            columns[key] = round_to_interval(shown[key].number, from_integer(1, exponent_of(expanded)))
        result = Shown(value.number, value.step)
        for key in columns.keys() & shown.keys() - of_unit - {symbol, U, K}:
            columns[key] = as_known(shown[key], result, expanded)
        return columns | {symbol: plain(stated), U: plain(expanded)}


def _trimmed(pair: Sides) -> Sides:
    lower, upper = (None if side is None else trimmed(side) for side in pair)
    return lower, upper


def _formula(value: Value, repeated: Sequence[Value]) -> str:
    """The formula; the mean of results of one formula in short."""
    alike = {v.formula for v in repeated}
    return f"Σ({alike.pop()}) / {len(repeated)}" if len(alike) == 1 and len(repeated) > 1 else value.formula
