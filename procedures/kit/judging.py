"""What an item concludes: values compared with what is permitted, values stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from metrology.decision import Outcome
from metrology.exact import Number, to_decimal
from metrology.rounding import Rounding, round_uncertainty
from metrology.status import Source
from procedures.kit.columns import Curve, plot, references, rounded
from procedures.kit.dry_run import Compared
from procedures.kit.limits import Sides, printed, sides
from procedures.kit.places import Shown, beside, displayed, shown_columns
from procedures.kit.places import shown as alone
from procedures.kit.query import expanded
from procedures.kit.recording import Recording
from procedures.standards import measuring
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from metrology.decision import Rule
    from metrology.limits import Limit
    from procedures.kit.value import Value

S = TypeVar("S", bound=Subject)
NOT_REMEMBERED = Text("限值待查原文", "the limit waits to be read in print")


class Judging(Recording[S]):
    """The part of a kit procedure that compares and concludes."""

    def compare(
        self,
        limit: Limit,
        *,
        point: Number | None = None,
        source: Source | None = None,
        rounding: Rounding | Number | None = None,
        uncertainty: Number | None = None,
        rule: Rule | None = None,
        curve: str | Curve | None = None,
        also: Sequence[Value] = (),
        chosen: bool = False,
        **named: Value,
    ) -> None:
        """Compare one value, named by its symbol, with what is permitted.

        Args:
            limit: From `within`, `at_most`, `at_least`, `between`, or a table of limits asked at `point`.
            point: Where the limit applies; on the error curve too.
            source: Clause of the limit; by default that of the table, else that of the item.
            rounding: Interval to which the value is rounded before it is compared.
            uncertainty: Expanded uncertainty of the value.
            rule: Decision rule that the regulation itself prescribes; by default that of the laboratory's policy.
            curve: Series of the error curve on which the point is drawn, such as the direction, or a `Curve` that says
                which of several curves too; None for none.
            also: Readings that fill further columns.
            chosen: Earlier readings decided which were taken, or what is permitted; a corrected certificate may then
                ask for others, so that the whole run is replayed with it.
            **named: The value.
        """
        ((symbol, value),) = named.items()
        at = None if point is None else to_decimal(point)
        pair = sides(limit, at)
        shown = shown_columns((*also, value)) | {symbol: alone(symbol, value)}
        unit = self._unit_of(symbol)
        drawn = self._drawn(Curve(curve) if isinstance(curve, str) else curve, at, unit)
        self._note(limit, pair, (value, *also), None if drawn is None else at, "" if drawn is None else drawn.chart)
        self.run.decide(
            self._label(), value.number, pair, unit=unit, formula=f"{self.facts.term(symbol).symbol} = {value.formula}",
            substitution=value.substitution, source=source or self._pedigree(limit, at), rounding=rounding,
            expanded_uncertainty=uncertainty, rule=rule, values=self._columns(symbol, shown, pair, rounding, None if uncertainty is None else to_decimal(uncertainty)),
            plot=None if drawn is None else plot(drawn, at, value.number, pair, unit),
            reference=None if chosen else references(value.origins),
        )  # fmt: skip

    def compare_known(self, key: str, limit: Callable[[Decimal], Limit], **named: Any) -> None:
        """Compare with the limit that a number makes; undecided where nobody remembers the number.

        Args:
            key: Number of the facts.
            limit: Makes the limit, such as `within`.
            **named: The value, by its symbol.
        """
        if self.facts.known(key):
            self.compare(limit(self.facts.number(key)), **named)
        else:
            self.conclude(Outcome.UNDECIDED, reason=NOT_REMEMBERED, permitted="?", **named)

    def report(self, *, final: bool = True, **values: Value) -> None:
        """State values that are compared with nothing.

        Args:
            final: Whether they are a result. What is only computed with turns nothing when a certificate is corrected.
            **values: The values by their symbols.
        """
        self._conclude(Outcome.CONFORM, NO_TEXT, self._source, final, values)

    def report_one_of(self, limits: Mapping[str, Limit], /, **values: Value) -> None:
        """State one of several measurements whose mean is compared.

        Args:
            limits: Limits of the mean, by its symbol: a column shows the single values to the same places. Other values
                may be shown to the places of a limit too. Such a limit is one for all points.
            **values: The values by their symbols.
        """
        pairs = {symbol: sides(limit, None) for symbol, limit in limits.items()}
        self._conclude(Outcome.CONFORM, NO_TEXT, self._source, False, values, pairs=pairs)

    def conclude(
        self,
        outcome: Outcome,
        *,
        reason: Text = NO_TEXT,
        source: Source | None = None,
        permitted: str = "",
        as_compared: Mapping[str, Limit] | None = None,
        **values: Value,
    ) -> None:
        """Conclude what no single comparison with a limit decides, such as an order of indications.

        Args:
            outcome: What it came to.
            reason: Why, where the values do not show it.
            source: Clause; by default that of the item.
            permitted: What is permitted, as the last column shows it.
            as_compared: Limits by symbol, to the places of which values are shown that another item compares.
            **values: What it was concluded from, by their symbols.
        """
        pairs = {symbol: sides(limit, None) for symbol, limit in (as_compared or {}).items()}
        self._conclude(outcome, reason, source or self._source, True, values, permitted, pairs)

    def uncertainty(self, role: str, at: Number, *, step: Decimal, unit: str = "") -> Decimal | None:
        """U (k = 2) of a reading to a step against the standards of a role; None without a standard.

        Args:
            role: Role of the standards.
            at: Value, in `unit`, for which their certificates are asked.
            step: What the instrument under test is read to, in `unit`; rectangular over one step.
            unit: Unit; by default that of judgement.
        """
        unit = unit or self.unit
        of_kind = measuring(self.run.standards(role), unit)
        if not of_kind:
            return None
        half = max(expanded(s, to_decimal(at), unit) for s in of_kind) / 2
        return round_uncertainty(2 * (step * step / 12 + half * half).sqrt(), up=True)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _conclude(
        self,
        outcome: Outcome,
        reason: Text,
        source: Source,
        final: bool,  # noqa: FBT001
        values: Mapping[str, Value],
        permitted: str = "",
        pairs: Mapping[str, Sides] | None = None,
    ) -> None:
        origins = tuple(o for v in values.values() for o in v.origins) if final else ()
        self._note_report()
        shown = shown_columns(tuple(values.values())) | {s: alone(s, v) for s, v in values.items()}
        shown |= {s: Shown(displayed(alone(s, values[s]), pair)) for s, pair in (pairs or {}).items()}
        columns = self._columns("", shown, None, None)
        if permitted:
            columns["MPE"] = permitted
        self.run.conclude(
            self._label(), outcome, reason=reason, source=source, values=columns, reference=references(origins)
        )

    @property
    def _source(self) -> Source:
        item = self._examined
        return Source(item.clause, item.status, item.note.en)

    def _drawn(self, curve: Curve | None, at: Decimal | None, unit: str) -> Curve | None:
        """A curve over the numbers of its points has their unit, where that is another one than that of the error."""
        place = self._place
        if curve is None or curve.x_unit or at is None or at != place.nominal or place.unit in {"", unit}:
            return curve
        return replace(curve, x_unit=place.unit)

    def _label(self) -> Text:
        return self._place.label if self._place.keys else self._examined.name

    def _pedigree(self, limit: Limit, at: Decimal | None) -> Source:
        own = limit.source_at(Decimal(0) if at is None else at)
        return own or self._source

    def _note(self, limit: Limit | None, pair: Sides, values: Sequence[Value], x: Decimal | None, chart: str) -> None:
        if self._dry_run is not None:
            item, reason = self._examined, Text.of(self._reason)
            origins = tuple(o for value in values for o in value.origins)
            own = values[0].origins
            beside = origins[len(own) :]
            noted = Compared(item, self._place, reason, limit, pair, own, x, beside, chart)
            self._dry_run.compared.append(noted)

    def _note_report(self) -> None:
        if self._dry_run is not None:
            self._dry_run.reported.append((self._examined, self._place, Text.of(self._reason)))

    def _columns(
        self,
        symbol: str,
        shown: Mapping[str, Shown],
        pair: Sides | None,
        rounding: Rounding | Number | None,
        U: Decimal | None = None,
    ) -> dict[str, Decimal | str]:
        """What the columns of the item show, in their order."""
        found: dict[str, Decimal | str] = {}
        unit = self._unit_of(symbol) if symbol else ""
        for column in self._examined.columns:
            if column.key == "MPE" and pair is not None:
                found["MPE"] = self._printed_limits(symbol, pair)
            elif column.key in shown:
                value = shown[column.key]
                if column.key == symbol and rounding is not None:
                    found[column.key] = rounded(value.number, rounding)
                elif column.key == symbol:
                    found[column.key] = displayed(value, pair, U)
                else:
                    alike = bool(symbol) and self._unit_of(column.key) == unit
                    found[column.key] = beside(value, shown[symbol], pair) if alike else displayed(value, None)
        if self._dry_run is not None:
            self._dry_run.filled.setdefault(self._examined.key, set()).update(found)
        return found

    def _printed_limits(self, symbol: str, pair: Sides) -> str:
        """Limits as they are printed; with symbol and unit where their column has the unit of something else."""
        unit, of_column = self._unit_of(symbol), self._unit_of("MPE")
        if unit == of_column:
            return printed(pair)
        return f"{self.facts.term(symbol).symbol} {printed(pair)} {'' if unit == '1' else unit}".rstrip()
