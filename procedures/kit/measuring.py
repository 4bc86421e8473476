"""What an item says: go to a point, take readings, compare, report, ask."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from drivers.roles import Inspector
from metrology.exact import Number, to_decimal
from procedures.errors import AuthorError
from procedures.kit.asking import Asking
from procedures.kit.currencies import CURRENCIES, SIGN
from procedures.kit.dry_run import DryRun
from procedures.kit.entry import Expected
from procedures.kit.kept import Kept
from procedures.kit.place import Key, Place
from procedures.kit.query import Query, split
from procedures.kit.terms import own_terms
from procedures.kit.trace import observed, placed
from procedures.standards import measuring
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from procedures.kit.value import Value
    from procedures.regulation import Item
    from procedures.run import Effect, Problem, Run

S = TypeVar("S", bound=Subject)
REASON = "规程检定点 | point of the regulation"


class Measuring(Asking[S]):
    """The part of a kit procedure that its items call."""

    under_test: ClassVar[str] = ""
    roles_only_with: ClassVar[Mapping[str, str]] = {}
    """Roles that serve a device of the instrument: the field of the nameplate without which no bench needs them."""
    inspector: Inspector
    currency: str = "CNY"
    """Currency of the prices that the instrument shows, a key of `procedures.kit.currencies`."""
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
        self._first: dict[str, tuple[int | str, Decimal | None]] = {}
        with own_terms(self.facts.terms):
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
        hint: str = "",
        bounded: bool = True,
        check: Callable[[Decimal], Problem | None] | None = None,
        leaves: Callable[[Decimal], Effect] | None = None,
        standards: str = "",
    ) -> Value:
        """One reading, corrected by the certificate where standards stand behind the role.

        Args:
            symbol: A term; with `number`, the key of the reading.
            query: A method of a role, or a tuple of it and its arguments.
            expect: What an ideal instrument shows; by default the number of the point.
            unit: Unit of the reading; by default that of the column of this symbol.
            number: Which of several readings of one kind.
            hint: What a person must know to take it, ``中文 | English``.
            bounded: Whether a reading far from what is expected is doubted; a register may stand anywhere.
            check: Doubts of the regulation about it, before those of the kit.
            leaves: See `procedures.run.Run.observe`.
            standards: Role of the standards that stand behind the reading, where one instrument is a standard of several
                functions in one unit; by default the role that is read.
        """
        method, args = split(query)
        unit, role = unit or self._unit_of(symbol), str(cast("Any", method).role)
        ideal = to_decimal(expect) if expect is not None else self._place.nominal or Decimal(0)
        behind = standards or role
        known = self._expected(f"{symbol}{number}", role, unit, ideal, behind)
        known = known if bounded else replace(known, permitted=None)
        alike = self._address(symbol)
        first = self._first.get(alike, (number, None))
        known = replace(known, before=None if first[0] == number or first[1] is None else ideal + first[1])

        def doubt(shown: Decimal) -> Problem | None:
            return (check(shown) if check is not None else None) or known.doubt(shown)

        shown = self.run.observe(
            f"{symbol}{number}",
            method,
            *args,
            unit=unit,
            expect=ideal,
            ask=self._ask(symbol, number, hint),
            check=doubt,
            leaves=leaves,
        )
        if number != "" and bounded and first[0] == number:
            self._first[alike] = (number, shown - ideal)
        address = self._address(f"{symbol}{number}")
        return observed(self.run, symbol, address, behind, shown, unit, ideal=self._dry_run is not None)

    def nominal(self, symbol: str, role: str, value: Number, *, unit: str = "") -> Value:
        """The value of the standards of a role that bear a nominal value and show nothing, such as weights.

        Args:
            symbol: A term.
            role: The role whose standards are in use.
            value: Their nominal value.
            unit: Its unit; by default that of the column of this symbol.
        """
        unit = unit or self._unit_of(symbol)
        return placed(self.run, symbol, role, to_decimal(value), unit, ideal=self._dry_run is not None)

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

    def _address(self, name: str) -> str:
        return "/".join((self._examined.key, *self._place.keys, name))

    def _ask(self, symbol: str, number: int | str, hint: str = "") -> Text:
        name, where, more = self.facts.term(symbol).name, self._place.question, Text.of(hint)
        zh, en = (f"{n} {number}".strip() for n in name)
        return Text(f"{where.zh} {zh}{more.zh}".strip(), f"{where.en}: {en} {more.en}".strip(": "))

    def _unit_of(self, symbol: str) -> str:
        own = {c.key: c.unit for c in self._examined.columns}.get(symbol, "*")
        return self._place.unit or self.unit if own == "*" else self.unit_of_column(own)

    def unit_of_column(self, unit: str) -> str:
        """Unit of a column: ``*`` is that of the display, ``¤`` the currency of the instrument."""
        return super().unit_of_column(unit).replace(SIGN, CURRENCIES[self.currency].symbol)

    def _expected(self, name: str, role: str, unit: str, ideal: Decimal, behind: str) -> Expected:
        mine = role == self.under_test and unit == self.unit
        return Expected(
            unit,
            ideal,
            None if self._dry_run is not None else self.expected(self._address(name), name),
            self.step if mine else Decimal(0),
            self.display if mine else None,
            measuring(self.run.standards(behind), unit),
        )
