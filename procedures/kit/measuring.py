"""What an item says: go to a point, take readings, compare, report, ask."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from drivers.roles import Inspector
from metrology.decision import Outcome
from metrology.exact import Number, plain, to_decimal
from metrology.rounding import Rounding, round_uncertainty
from metrology.status import Source
from procedures.errors import AuthorError
from procedures.kit.asking import Asking
from procedures.kit.columns import plot, references, rounded, short
from procedures.kit.dry_run import Compared, DryRun
from procedures.kit.entry import Expected
from procedures.kit.kept import Kept
from procedures.kit.limits import Sides, printed, sides
from procedures.kit.place import Key, Place
from procedures.kit.query import Query, expanded, split
from procedures.kit.value import Origin, Value
from procedures.standards import corrected, measuring
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from metrology.limits import Limit
    from procedures.regulation import Item
    from procedures.run import Effect, Problem, Run

S = TypeVar("S", bound=Subject)
REASON = "规程检定点 | point of the regulation"


class Measuring(Asking[S]):
    """The part of a kit procedure that its items call."""

    under_test: ClassVar[str] = ""
    inspector: Inspector
    unit: str = ""
    """Unit of judgement, in which the instrument indicates."""
    step: Decimal = Decimal(0)
    """Resolution of the instrument under test in `unit`; 0 where it is not checked."""
    display: tuple[Decimal, Decimal] | None = None
    """Lowest and highest value that the instrument under test can show, in `unit`."""

    def __init__(self, subject: S, run: Run) -> None:
        super().__init__(subject, run)
        self.examined: Item | None = None
        self._place, self._reason = Place(), REASON
        self.kept = Kept()
        self.prepare()

    def prepare(self) -> None:
        """What the module computes from the nameplate, before any item."""

    # --- points ------------------------------------------------------------------------------------------------------

    @contextmanager
    def at(self, *keys: Key, words: str = "", why: str = REASON) -> Iterator[None]:
        """Everything inside belongs to this point.

        Args:
            *keys: Its keys; a number is in the unit of judgement and is what an ideal instrument shows here.
            words: The point in words, ``中文 | English``, where the keys have no term.
            why: Why this point is measured.
        """
        before, reason = self._place, self._reason
        place = before.within(keys, self.unit, words)
        self._place, self._reason = place, why
        try:
            with self.run.point(*place.keys[len(before.keys) :]):
                yield
        finally:
            self._place, self._reason = before, reason

    # --- readings ----------------------------------------------------------------------------------------------------

    def read(
        self,
        symbol: str,
        query: Query,
        *,
        expect: Number | None = None,
        unit: str = "",
        number: int | str = "",
        check: Callable[[Decimal], Problem | None] | None = None,
        leaves: Callable[[Decimal], Effect] | None = None,
    ) -> Value:
        """One reading, corrected by the certificate where standards stand behind the role.

        Args:
            symbol: A term; with `number`, the key of the reading.
            query: A method of a role, or a tuple of it and its arguments.
            expect: What an ideal instrument shows; by default the number of the point.
            unit: Unit of the reading; by default that of the column of this symbol.
            number: Which of several readings of one kind.
            check: Doubts of the regulation about it, before those of the kit.
            leaves: See `procedures.run.Run.observe`.
        """
        method, args = split(query)
        unit, role = unit or self._unit_of(symbol), str(cast("Any", method).role)
        ideal = to_decimal(expect) if expect is not None else self._place.nominal or Decimal(0)
        known = self._expected(f"{symbol}{number}", role, unit, ideal)

        def doubt(shown: Decimal) -> Problem | None:
            return (check(shown) if check is not None else None) or known.doubt(shown)

        shown = self.run.observe(
            f"{symbol}{number}",
            method,
            *args,
            unit=unit,
            expect=ideal,
            ask=self._ask(symbol, number),
            check=doubt,
            leaves=leaves,
        )
        true = shown if self._dry_run is not None else corrected(self.run, role, shown, unit)
        by = f"{plain(true)} ({plain(shown)} + {plain(true - shown)})" if true != shown else plain(true)
        origin = Origin(
            self._address(f"{symbol}{number}"), role, shown, unit, Decimal(1), standard=bool(known.standards)
        )
        value = Value.constant(true, symbol)
        return Value(true, value.formula, by, value.columns, (origin,))

    def readings(self, name: str = "readings", **queries: Query) -> tuple[Value, ...]:
        """Readings that mean something only together, by their symbols; made again together after an interruption."""
        return self.run.together(name, lambda: tuple(self.read(symbol, query) for symbol, query in queries.items()))

    def steady(self, symbol: str, query: Query, *, within: Decimal, every: int, most: int, unit: str = "") -> None:
        """Wait until two readings in turn differ by at most `within`; looks every so many s, at most so many times."""
        method, args = split(query)
        expect, name = self._place.nominal or Decimal(0), self.facts.term(symbol).name
        unit = unit or self._unit_of(symbol)

        def look(key: str) -> Decimal:
            return self.run.observe(key, method, *args, unit=unit, expect=expect, ask=name)

        self.run.settle(f"steady_{symbol}", look, within=within, every=every, most=most, what=name)

    # --- conclusions -------------------------------------------------------------------------------------------------

    def compare(
        self,
        limit: Limit,
        *,
        point: Number | None = None,
        source: Source | None = None,
        rounding: Rounding | Number | None = None,
        uncertainty: Number | None = None,
        curve: str | None = None,
        also: Sequence[Value] = (),
        **named: Value,
    ) -> None:
        """Compare one value, named by its symbol, with what is permitted.

        Args:
            limit: From `within`, `at_most`, `at_least`, `between`, or a table of limits asked at `point`.
            point: Where the limit applies; on the error curve too.
            source: Clause of the limit; by default that of the table, else that of the item.
            rounding: Interval to which the value is rounded before it is compared.
            uncertainty: Expanded uncertainty of the value.
            curve: Series of the error curve on which the point is drawn, such as the direction; None for none.
            also: Readings that fill further columns.
            **named: The value.
        """
        ((symbol, value),) = named.items()
        at = None if point is None else to_decimal(point)
        pair = sides(limit, at)
        shown = {s: n for v in (*also, value) for s, n in v.columns.items()} | {symbol: value.number}
        unit = self._unit_of(symbol)
        self._note(limit, pair, (value, *also), None if curve is None else at)
        self.run.decide(
            self._label(), value.number, pair, unit=unit, formula=f"{self.facts.term(symbol).symbol} = {value.formula}",
            substitution=value.substitution, source=source or self._pedigree(limit, at), rounding=rounding,
            expanded_uncertainty=uncertainty, values=self._columns(symbol, shown, pair, rounding),
            plot=None if curve is None else plot(curve, at, value.number, pair, unit), reference=references(value.origins),
        )  # fmt: skip

    def report(self, **values: Value) -> None:
        """State values that are compared with nothing."""
        origins = tuple(o for v in values.values() for o in v.origins)
        self._note_report()
        shown = {s: n for v in values.values() for s, n in v.columns.items()} | {s: v.number for s, v in values.items()}
        columns = self._columns("", shown, None, None)
        self.run.conclude(
            self._label(), Outcome.CONFORM, source=self._source, values=columns, reference=references(origins)
        )

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

    # --- inside ------------------------------------------------------------------------------------------------------

    def expected(self, address: str, symbol: str) -> Decimal | None:
        """The change of a reading that uses up what is permitted, from the dry pass; None where nothing says it."""
        raise NotImplementedError

    @property
    def _dry_run(self) -> DryRun | None:
        run: object = self.run
        return run if isinstance(run, DryRun) else None

    @property
    def _examined(self) -> Item:
        if self.examined is None:
            raise AuthorError("an item is examined through its method marked with facts.item", __file__)
        return self.examined

    @property
    def _source(self) -> Source:
        item = self._examined
        return Source(item.clause, item.status, item.note.en)

    def _address(self, name: str) -> str:
        return "/".join((self._examined.key, *self._place.keys, name))

    def _label(self) -> Text:
        return self._place.label if self._place.keys else self._examined.name

    def _ask(self, symbol: str, number: int | str) -> Text:
        name, where = self.facts.term(symbol).name, self._place.question
        return Text(f"{where.zh} {name.zh} {number}".strip(), f"{where.en}: {name.en} {number}".strip(": "))

    def _unit_of(self, symbol: str) -> str:
        own = {c.key: c.unit for c in self._examined.columns}.get(symbol, "*")
        return (self._place.unit or self.unit) if own == "*" else own

    def _expected(self, name: str, role: str, unit: str, ideal: Decimal) -> Expected:
        mine = role == self.under_test and unit == self.unit
        return Expected(
            unit,
            ideal,
            None if self._dry_run is not None else self.expected(self._address(name), name),
            self.step if mine else Decimal(0),
            self.display if mine else None,
            measuring(self.run.standards(role), unit),
        )

    def _pedigree(self, limit: Limit, at: Decimal | None) -> Source:
        own = limit.source_at(Decimal(0) if at is None else at)
        return own or self._source

    def _note(self, limit: Limit, pair: Sides, values: Sequence[Value], x: Decimal | None) -> None:
        if self._dry_run is not None:
            item, reason = self._examined, Text.of(self._reason)
            origins = tuple(o for value in values for o in value.origins)
            own = values[0].origins
            self._dry_run.compared.append(Compared(item, self._place, reason, limit, pair, own, x, origins[len(own) :]))

    def _note_report(self) -> None:
        if self._dry_run is not None:
            self._dry_run.reported.append((self._examined, self._place, Text.of(self._reason)))

    def _columns(
        self, symbol: str, shown: dict[str, Decimal], pair: Sides | None, rounding: Rounding | Number | None
    ) -> dict[str, Decimal | str]:
        """What the columns of the item show, in their order."""
        found: dict[str, Decimal | str] = {}
        for column in self._examined.columns:
            if column.key == "MPE" and pair is not None:
                found["MPE"] = printed(pair)
            elif column.key in shown:
                exact = shown[column.key]
                rounds = column.key == symbol and rounding is not None
                found[column.key] = rounded(exact, rounding) if rounds else short(exact, pair)
        if self._dry_run is not None:
            self._dry_run.filled.setdefault(self._examined.key, set()).update(found)
        return found
