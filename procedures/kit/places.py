"""To how many places a value is shown; it is decided in full.

Nothing is shown finer than it is known. A reading of a standard is known to the second digit of the U of its certificate,
any other reading to a tenth of its last digit. A computed value is known to the change that such steps of its readings
make. What is compared is shown to one place beyond its limit at most, and beside it nothing in its unit to more than one
place beyond what it is known to. A value whose rounding would bring it to the other side of its limit is shown to as many
places as decide it. The original record has every reading as it was received.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.calibration import OutOfCertifiedRange
from metrology.exact import divide, exponent_of, trimmed
from metrology.rounding import round_significant, round_to_interval, round_uncertainty
from metrology.units import unit as unit_of
from procedures.kit.query import expanded
from procedures.kit.value import Known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.kit.limits import Sides
    from procedures.kit.value import Value
    from procedures.standards import Standard

MOST_DIGITS: Final = 12
"""No reading has more digits; a number that has comes from a division."""
SIGNIFICANT: Final = 6
"""So many digits are shown of a quotient of which nothing says how well it is known, and of what an instrument reads
beside the quantities of its certificate."""
PLACES_BEYOND_LIMIT: Final = 1
TENTH: Final = Decimal("0.1")
NOT_SAID: Final = Known(Decimal(0))


class Shown(NamedTuple):
    """A number for a column.

    Attributes:
        number: The number, exact.
        step: To what it is known; 0 where nothing says it.
        computed: Whether it is computed; a reading is shown to its own places, whatever its limit.
    """

    number: Decimal
    step: Decimal = Decimal(0)
    computed: bool = True


def shown(symbol: str, value: Value) -> Shown:
    """A value for the column of its own symbol."""
    one, own = value.origins[0] if len(value.origins) == 1 else None, value.steps.get(symbol, NOT_SAID)
    read = one is not None and one.sensitivity == 1 and one.at == value.number
    return Shown(value.number, max(value.step, own.step), computed=not read)


def shown_columns(values: Sequence[Value]) -> dict[str, Shown]:
    """What values were read or computed from, by symbol; the last of several of one symbol."""
    return {s: Shown(n, *v.steps.get(s, NOT_SAID)) for v in values for s, n in v.columns.items()}


def known_to(standards: Sequence[Standard], at: Decimal, symbol: str) -> Decimal:
    """The step to which a reading is known.

    Args:
        standards: Those of its quantity that stand behind its role.
        at: What was read.
        symbol: Its unit.
    """
    found = [U for s in standards if (U := _certified(s, at, symbol))]
    if found:
        return Decimal(1).scaleb(exponent_of(round_uncertainty(max(found))))
    return Decimal(1).scaleb(exponent_of(at)) * TENTH if at or exponent_of(at) else Decimal(0)  # a bare 0 tells nothing


def beside_the_certificate(at: Decimal) -> Decimal:
    """The step to which a reading of a standard is shown that its certificate does not speak of."""
    return Decimal(1).scaleb(at.adjusted() - SIGNIFICANT + 1) if at else Decimal(0)


def displayed(value: Shown, pair: Sides | None, U: Decimal | None = None) -> Decimal:
    """A number as a column shows it.

    Args:
        value: The number.
        pair: Limits to the places of which it is shown; None where none concern it.
        U: Expanded uncertainty with which it is compared.
    """
    step = value.step if not U else max(value.step, Decimal(1).scaleb(exponent_of(round_uncertainty(U))))
    found = _rounded(value.number, step)
    found = _limited(found, pair) if value.computed else found
    while pair is not None and _outside(found, pair) != _outside(value.number, pair):
        found = round_to_interval(value.number, Decimal(1).scaleb(exponent_of(found) - 1))
    return found


def beside(value: Shown, result: Shown, pair: Sides | None) -> Decimal:
    """A number in the unit of a result, from which that was computed."""
    if value.step or not _long(value.number):
        step = max(value.step, result.step * TENTH) if value.step else value.step
        return displayed(value._replace(step=step), None)
    return displayed(value, pair)


def as_known(value: Shown, result: Shown, U: Decimal) -> Decimal:
    """A number of another unit from which a result was computed: where it is computed itself, to a corresponding U."""
    if not (value.computed and value.step and result.step):
        return displayed(value, None)
    own = round_uncertainty(divide(value.step * U, result.step))
    return to_places(value.number, -exponent_of(own))


def _certified(standard: Standard, at: Decimal, symbol: str) -> Decimal | None:
    if unit_of(standard.unit).dimension != unit_of(symbol).dimension:
        return None  # a thermometer that is read in Ω
    with suppress(OutOfCertifiedRange):
        return expanded(standard, at, symbol)
    return None


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    if not number and exponent_of(number) < -MOST_DIGITS:
        return Decimal(0)  # of a division
    if step:
        return to_places(number, -step.adjusted())
    return trimmed(round_significant(number, SIGNIFICANT)) if _long(number) else number


def _long(number: Decimal) -> bool:
    return len(number.as_tuple().digits) > MOST_DIGITS


def _limited(number: Decimal, pair: Sides | None) -> Decimal:
    ends = [side for side in pair or () if side is not None]
    if not ends:
        return number
    places = max(min(-exponent_of(end), 2 - end.adjusted()) for end in ends)
    return to_places(number, max(places, 0) + PLACES_BEYOND_LIMIT)


def to_places(number: Decimal, places: int) -> Decimal:
    """Rounded to so many places where it has more."""
    return number if -exponent_of(number) <= places else round_to_interval(number, Decimal(1).scaleb(-places))


def _outside(number: Decimal, pair: Sides) -> tuple[bool, bool]:
    lower, upper = pair
    return lower is not None and number < lower, upper is not None and number > upper
