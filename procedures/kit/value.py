"""Numbers that know their symbol, how they were computed, and which readings they depend on.

``E = x - ref`` gives the formula "E = x − x₀", the substitution "0.41 − 0.4002", the columns x and ref, and the
sensitivity of E to both readings (JJF 1059.1-2012 4.4.2, as JCGM 100:2008 5.1.3), by which a corrected certificate
finds the results it can change.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, Union

from metrology.exact import add, divide, multiply, negated, plain, subtract, to_decimal
from metrology.statistics.exact_sums import decimal_root, exact
from procedures.errors import NotComputed, Void
from procedures.kit.terms import printed_symbol
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Operand: TypeAlias = Union["Value", Decimal, int]
ATOM, PRODUCT, SUM = 0, 1, 2
LONGEST = 60
"""A number of more digits comes from a division; it is kept to 50 significant digits, far beyond any reading."""
_SHORT: Final = Context(prec=50)
MOST_SHOWN = 12
"""A number of more digits comes from a division; where it has a symbol of its own it is shown to eight."""
_SUBSTITUTED: Final = Context(prec=8)
NUDGE: Final = Decimal("0.001")
"""By how much an argument of a function is changed to find its sensitivity."""
_RATE: Final = Context(prec=6)


@dataclass(frozen=True, slots=True)
class Origin:
    """One reading that a value was computed from.

    Attributes:
        address: Address of the reading.
        role: Role that was read.
        at: What was read, before any correction, in `unit`.
        unit: Unit of the reading.
        sensitivity: Change of the value for a change of the reading.
        standard: Whether measurement standards stand behind the role.
        step: To what the reading is known, see `procedures.kit.places`; 0 for a nominal value.
    """

    address: str
    role: str
    at: Decimal
    unit: str
    sensitivity: Decimal
    standard: bool
    step: Decimal = Decimal(0)


class Known(NamedTuple):
    """To what the number of a column is known.

    Attributes:
        step: See `procedures.kit.places`.
        computed: Whether it is computed, and no reading.
    """

    step: Decimal
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its trace.

    Attributes:
        number: The number, exact; quotients to 50 digits.
        formula, substitution: In symbols, and with numbers.
        columns: Numbers by the symbol under which they were read or computed; where both operands have one of the same
            symbol, that of the first.
        origins: Readings behind it.
        level: How loosely the formula binds, for brackets.
        steps: To what the number of each column is known; a column of which nothing says it is absent.
    """

    number: Decimal
    formula: str
    substitution: str
    columns: Mapping[str, Decimal] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    level: int = ATOM
    steps: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def constant(cls, number: Decimal | int | str, symbol: str = "") -> Value:
        """A number of the regulation or of the nameplate."""
        exact = to_decimal(number)
        columns = {symbol: exact} if symbol else {}
        return cls(exact, printed_symbol(symbol) or plain(exact), plain(exact), columns)

    @property
    def step(self) -> Decimal:
        """To what the number is known: the change that the steps of all readings behind it make together."""
        return sum((abs(o.sensitivity) * o.step for o in self.origins), Decimal(0))

    def named(self, symbol: str) -> Value:
        """The same number under a symbol of its own, so that what is computed from it stays readable."""
        columns, steps = {**self.columns, symbol: self.number}, {**self.steps, symbol: Known(self.step, computed=True)}
        return Value(self.number, printed_symbol(symbol), _shown(self.number), columns, self.origins, steps=steps)

    def alone(self) -> Value:
        """The same value without what it was computed from in further columns: a mean below the rows that it is of."""
        return replace(self, columns={})

    def __add__(self, other: Operand) -> Value:
        b = _value(other)
        return self._joined(b, "+", SUM, add(self.number, b.number), (Decimal(1), Decimal(1)))

    def __radd__(self, other: Operand) -> Value:
        return _value(other) + self

    def __sub__(self, other: Operand) -> Value:
        b = _value(other)
        return self._joined(b, "−", SUM, subtract(self.number, b.number), (Decimal(1), Decimal(-1)))

    def __rsub__(self, other: Operand) -> Value:
        return _value(other) - self

    def __mul__(self, other: Operand) -> Value:
        b = _value(other)
        return self._joined(b, "×", PRODUCT, multiply(self.number, b.number), (b.number, self.number))

    def __rmul__(self, other: Operand) -> Value:
        return _value(other) * self

    def __truediv__(self, other: Operand) -> Value:
        b = _value(other)
        if b.number == 0 and b.origins:
            raise NotComputed(Text(f"除数 {b.formula} 为零", f"the divisor {b.formula} is zero"))
        quotient = divide(_bounded(self.number), _bounded(b.number))
        of_divisor = negated(divide(quotient, _bounded(b.number)))
        return self._joined(b, "/", PRODUCT, quotient, (divide(1, _bounded(b.number)), of_divisor))

    def __rtruediv__(self, other: Operand) -> Value:
        return _value(other) / self

    def __neg__(self) -> Value:
        return 0 - self

    def __abs__(self) -> Value:
        number = abs(self.number)
        sign = Decimal(-1) if self.number < 0 else Decimal(1)
        formula, shown = f"|{self.formula}|", f"|{self.substitution}|"
        return Value(number, formula, shown, self.columns, _scaled(self.origins, sign), steps=self.steps)

    def _joined(self, other: Value, sign: str, level: int, number: Decimal, slopes: tuple[Decimal, Decimal]) -> Value:
        formulas, shown = (
            f"{_bracketed(a, self.level, level)} {sign} {_bracketed(b, other.level, level, after=sign)}"
            for a, b in ((self.formula, other.formula), (self.substitution, other.substitution))
        )
        origins = _merged(chain(_scaled(self.origins, slopes[0]), _scaled(other.origins, slopes[1])))
        columns, steps = {**other.columns, **self.columns}, {**other.steps, **self.steps}
        return Value(_bounded(number), formulas, shown, columns, origins, level, steps)


def function(name: str, found: Callable[..., Decimal], *values: Value) -> Value:
    """A value that a function gives, such as a property of water: its sensitivities are quotients of differences.

    Args:
        name: What the function is called in formulas; a term, or as it stands.
        found: The function of the numbers of `values`; it raises `ValueError` where it has no value.
        values: What it depends on.

    Raises:
        Void: The function has no value there.
    """
    numbers = [v.number for v in values]
    try:
        number, slopes = found(*numbers), [_slope(found, numbers, place) for place in range(len(values))]
    except ValueError as error:
        raise Void(Text("测量条件超出计算公式的适用范围", str(error))) from error
    origins = _merged(chain(*(_scaled(v.origins, slope) for v, slope in zip(values, slopes, strict=True))))
    formula, shown = (
        f"{printed_symbol(name)}({', '.join(parts)})"
        for parts in ([v.formula for v in values], [v.substitution for v in values])
    )
    columns = {symbol: number for v in values for symbol, number in v.columns.items()}
    return Value(_bounded(number), formula, shown, columns, origins, steps=_steps(values))


def mean(values: Sequence[Value]) -> Value:
    """Arithmetic mean; columns hold the mean of what all of the values were computed from."""
    total, n = reduce(lambda a, b: a + b, values), Decimal(len(values))
    number = divide(_bounded(total.number), n)
    common = [s for s in values[0].columns if all(s in v.columns for v in values)]
    columns = {s: divide(add(*(v.columns[s] for v in values)), n) for s in common}
    origins, steps = _scaled(total.origins, divide(1, n)), _steps(values, divide(1, n))
    return Value(number, f"({total.formula}) / {n}", f"({total.substitution}) / {n}", columns, origins, PRODUCT, steps)


def root_sum_square(values: Sequence[Value]) -> Value:
    """Square root of the sum of the squares, for errors that are independent of each other."""
    squares = reduce(add, (multiply(v.number, v.number) for v in values))
    number = _bounded(squares).sqrt(_SHORT)
    origins = chain.from_iterable(_scaled(v.origins, divide(_bounded(v.number), number)) for v in values if number)
    columns = {s: n for v in reversed(values) for s, n in v.columns.items()}
    formula, shown = (
        " + ".join(f"{_bracketed(text, v.level, ATOM)}²" for v, text in zip(values, texts, strict=True))
        for texts in (
            [v.formula for v in values],
            [f"({v.substitution})" if v.number < 0 else v.substitution for v in values],
        )
    )
    return Value(number, f"√({formula})", f"√({shown})", columns, _merged(chain(origins)), steps=_steps(values))


def spread(values: Sequence[Value]) -> Value:
    """Largest minus smallest; what the values were computed from fills no columns."""
    ordered = sorted(values, key=lambda v: v.number)
    high, low = ordered[-1], ordered[0]
    difference = high - low
    shown = f"{plain(high.number)} − {_bracketed(plain(low.number), ATOM, SUM, after='−')}"
    return replace(difference, formula="max − min", substitution=shown, columns={})


def standard_deviation(values: Sequence[Value]) -> Value:
    """Experimental standard deviation with n − 1; what the values were computed from fills no columns."""
    n, centre = len(values), mean(values).number
    differences = [subtract(v.number, centre) for v in values]
    squares = add(*(multiply(d, d) for d in differences))
    s = decimal_root(exact(squares) / (n - 1))
    slopes = [divide(d, multiply(Decimal(n - 1), s)) if s else Decimal(0) for d in differences]
    origins = _merged(chain(*(_scaled(v.origins, slope) for v, slope in zip(values, slopes, strict=True))))
    shown = ", ".join(plain(v.number) for v in values)
    return Value(s, f"s({values[0].formula})", f"s({shown})", {}, origins)


def _steps(values: Sequence[Value], part: Decimal = Decimal(1)) -> dict[str, Known]:
    """To what columns are known that several values share: the coarsest step of them."""
    found: dict[str, Known] = {}
    for v in values:
        for symbol, (step, computed) in v.steps.items():
            found[symbol] = max(found.get(symbol, Known(Decimal(0))), Known(step * part, computed))
    return found


def _slope(found: Callable[..., Decimal], numbers: Sequence[Decimal], place: int) -> Decimal:
    """The sensitivity to one of the numbers; at an end of the range of the function, towards its inside."""
    ends = []
    for way in (-NUDGE, NUDGE):
        try:
            ends.append((way, found(*_moved(numbers, place, way))))
        except ValueError:
            ends.append((Decimal(0), found(*numbers)))
    (low, at_low), (high, at_high) = ends
    return _RATE.plus(divide(subtract(at_high, at_low), high - low))


def _moved(numbers: Sequence[Decimal], place: int, way: Decimal) -> list[Decimal]:
    return [number + way if n == place else number for n, number in enumerate(numbers)]


def _shown(number: Decimal) -> str:
    """A number within a substitution; a quotient to as many digits as say everything about it."""
    return plain(number if len(number.as_tuple().digits) <= MOST_SHOWN else _SUBSTITUTED.plus(number))


def _value(operand: Operand) -> Value:
    return operand if isinstance(operand, Value) else Value.constant(operand)


def _bounded(number: Decimal) -> Decimal:
    return number if len(number.as_tuple().digits) <= LONGEST else _SHORT.plus(number)


def _bracketed(text: str, level: int, outer: int, *, after: str = "") -> str:
    loose = level > outer or (after in ("−", "/") and level == outer)
    return f"({text})" if loose or (after and text.startswith("-")) else text


def _scaled(origins: tuple[Origin, ...], factor: Decimal) -> tuple[Origin, ...]:
    if factor == 1:
        return origins
    return tuple(_with(o, _bounded(multiply(o.sensitivity, factor))) for o in origins)


def _with(o: Origin, sensitivity: Decimal) -> Origin:
    return Origin(o.address, o.role, o.at, o.unit, sensitivity, o.standard, o.step)


def _merged(origins: chain[Origin]) -> tuple[Origin, ...]:
    found: dict[str, Origin] = {}
    for o in origins:
        same = found.get(o.address)
        found[o.address] = o if same is None else _with(o, add(o.sensitivity, same.sensitivity))
    return tuple(o for o in found.values() if o.sensitivity != 0)
