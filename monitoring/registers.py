"""What each counting register showed last, so that a value below it is noticed: an overflow, another meter, a wrong reading."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from metrology.units import UnitError, convert
from monitoring.register_steps import never_falls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitoring.rows import Value
    from monitoring.sample import Point


class Shown(NamedTuple):
    """What a register showed at an instant, and whether that was less than before."""

    instant: int
    value: Decimal
    unit: str
    fell: bool = False


class Registers:
    """The registers of a monitor. A register is read for several periods; it is one."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], Shown] = {}

    def learn(self, newest: Iterable[Value]) -> None:
        """Take what the store has."""
        for v in newest:
            last = self._last.get((v.meter, v.quantity))
            if last is None or v.instant > last.instant:
                self._last[v.meter, v.quantity] = Shown(v.instant, v.value, v.unit)

    def another(self, meter: str) -> None:
        """Another meter answers: its next value does not go on from the one before, whatever it shows."""
        for key, last in self._last.items():
            if key[0] == meter:
                self._last[key] = last._replace(value=Decimal("Infinity"), fell=False)

    def falls(self, of: Point, instant: int, value: Decimal, unit: str) -> bool:
        """Whether a register shows less than at an earlier instant. An instant before the newest one is not looked at."""
        if not never_falls(of.quantity) or not value.is_finite():
            return False
        last = self._last.get((of.meter, of.quantity))
        if last is not None and instant <= last.instant:
            return last.fell and instant == last.instant  # the same instant for another period
        fell = last is not None and _less(value, unit, last)
        self._last[of.meter, of.quantity] = Shown(instant, value, unit, fell)
        return fell


def _less(value: Decimal, unit: str, than: Shown) -> bool:
    try:
        return convert(value, unit, than.unit) < than.value
    except UnitError:
        return True  # it shows another quantity than before
