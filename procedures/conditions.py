"""Conditions of a measurement: named quantities, each with its limits, its drift and how it is watched."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.exact import plain
from procedures.run import Doubt
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metrology.status import Source
    from procedures.run import Problem

WATCHED: Final = 60
"""Seconds between two looks at a watched quantity. No regulation gives this figure; it is Steelyard's own."""


class Named(NamedTuple):
    """A quantity that regulations name, and how it is usually read.

    Attributes:
        name: Its name.
        role, method: Role and reading.
        unit: Unit of the limits.
        difference: Unit of a change.
        usual: An ordinary value in a laboratory, which an ideal instrument shows where there are no limits.
    """

    name: Text
    role: str
    method: str
    unit: str
    difference: str
    usual: Decimal


QUANTITIES: Final = {
    "temperature": Named(Text("环境温度", "Air temperature"), "room", "temperature", "°C", "K", Decimal(20)),
    "humidity": Named(Text("相对湿度", "Relative humidity"), "room", "humidity", "%RH", "%RH", Decimal(50)),
    "air_pressure": Named(Text("大气压力", "Air pressure"), "barometer", "air_pressure", "hPa", "hPa", Decimal(1013)),
    "supply_voltage": Named(Text("电源电压", "Supply voltage"), "supply", "supply_voltage", "V", "V", Decimal(220)),
    "supply_frequency": Named(
        Text("电源频率", "Supply frequency"), "supply", "supply_frequency", "Hz", "Hz", Decimal(50)
    ),
    "medium_temperature": Named(
        Text("介质温度", "Temperature of the medium"), "medium", "temperature", "°C", "K", Decimal(20)
    ),
    "magnetic_field": Named(
        Text("外磁场", "External magnetic field"), "surroundings", "magnetic_field", "mT", "mT", Decimal(0)
    ),
    "vibration": Named(Text("振动", "Vibration"), "surroundings", "vibration", "mm/s", "mm/s", Decimal(0)),
}
"""Quantities by key. Another one is named by the regulation itself, with role, method and unit."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One quantity of the environment.

    Attributes:
        quantity: Key, unique within the regulation; it ends the address of the reading.
        name: Its name.
        role, method: Role of the bench and reading that give it.
        unit: Unit of the limits.
        difference: Unit of a change.
        lower, upper: Limits, themselves allowed; None where the regulation sets none. Without any the value is recorded.
        drift: Largest change during the run; None where the regulation sets none.
        watched: Seconds between two looks during the run; 0 where it is read before and after only.
        usual: What an ideal instrument shows where there is no limit.
        source: Pedigree.
    """

    quantity: str
    name: Text
    role: str
    method: str
    unit: str
    difference: str
    lower: Decimal | None
    upper: Decimal | None
    drift: Decimal | None
    watched: int
    usual: Decimal
    source: Source

    @property
    def expected(self) -> Decimal:
        """A value that conforms."""
        if self.lower is not None and self.upper is not None:
            return (self.lower + self.upper) / 2
        if self.lower is not None:
            return max(self.lower, self.usual)
        return self.usual if self.upper is None else min(self.upper, self.usual)

    @property
    def limit(self) -> str:
        """The limits as documents print them; empty where there are none."""
        if self.lower is not None and self.upper is not None:
            return f"{plain(self.lower)} ～ {plain(self.upper)}"
        if self.lower is not None:
            return f"≥ {plain(self.lower)}"
        return "" if self.upper is None else f"≤ {plain(self.upper)}"

    def outside(self, value: Decimal) -> Text | None:
        """That a value in `unit` is outside the limits; None when it is not."""
        below = self.lower is not None and value < self.lower
        above = self.upper is not None and value > self.upper
        if not (below or above):
            return None
        shown, en = f"{plain(value)} {self.unit}", self.name.en[:1].lower() + self.name.en[1:]
        if self.lower is not None and self.upper is not None:
            low, high = plain(self.lower), plain(self.upper)
            return Text(
                f"{self.name.zh} {shown} 超出 {low}～{high} {self.unit}",
                f"{en} {shown} is outside {low} to {high} {self.unit}",
            )
        side = plain(self.lower if self.lower is not None else self.upper or Decimal(0))
        zh_word, en_word = ("低于", "below") if below else ("高于", "above")
        return Text(
            f"{self.name.zh} {shown} {zh_word} {side} {self.unit}", f"{en} {shown} is {en_word} {side} {self.unit}"
        )

    def doubtful(self, value: Decimal) -> Problem | None:
        """A value that is farther outside the limits than they are apart, more often a slip; a bench rule."""
        if self.lower is None or self.upper is None:
            return None
        apart, reason = self.upper - self.lower, self.outside(value)
        if reason is None or self.lower - apart <= value <= self.upper + apart:
            return None
        return Doubt("far_outside", f"{reason.zh}，请确认", f"{reason.en}; please confirm", "confirm")

    def changed(self, values: Iterable[Decimal]) -> Text | None:
        """That the values of a run are further apart than `drift`; None when they are not."""
        seen = tuple(values)
        change = max(seen) - min(seen)
        if self.drift is None or change <= self.drift:
            return None
        en = self.name.en[:1].lower() + self.name.en[1:]
        found, most = (f"{plain(v)} {self.difference}" for v in (change, self.drift))
        return Text(
            f"检定期间{self.name.zh}变化 {found}，大于 {most}",
            f"{en} changed by {found} during the verification, more than {most}",
        )


def condition(
    quantity: str,
    lower: Decimal | int | None = None,
    upper: Decimal | int | None = None,
    *,
    source: Source,
    drift: Decimal | int | None = None,
    watched: int = WATCHED,
    name: Text = NO_TEXT,
    role: str = "",
    method: str = "",
    unit: str = "",
    difference: str = "",
) -> Condition:
    """One quantity; what is left out is taken from `QUANTITIES`.

    Raises:
        ValueError: The quantity is not known and name, role, method or unit is missing, or the limits are reversed.
    """
    known = QUANTITIES.get(quantity)
    if known is None and not (any(name) and role and method and unit):
        raise ValueError(
            f"{quantity!r} is none of {', '.join(QUANTITIES)}: give its name, role, method and unit as well"
        )
    low, high, most = (None if v is None else Decimal(v) for v in (lower, upper, drift))
    if low is not None and high is not None and low > high:
        raise ValueError(f"{quantity}: the lower limit {low} is above the upper limit {high}")
    own_unit = unit or (known.unit if known else "")
    return Condition(
        quantity,
        name if any(name) else known.name if known else NO_TEXT,
        role or (known.role if known else ""),
        method or (known.method if known else ""),
        own_unit,
        difference or (known.difference if known and not unit else own_unit),
        low,
        high,
        most,
        watched,
        known.usual if known and not unit else Decimal(0),
        source,
    )


def air(
    temperature: tuple[Decimal | int, Decimal | int] | None = None,
    humidity: Decimal | int | None = None,
    *,
    source: Source,
    drift: Decimal | int | None = None,
) -> tuple[Condition, Condition]:
    """Temperature and relative humidity of the air, which every verification records.

    Args:
        temperature: Lowest and highest, °C; None where the regulation sets none.
        humidity: Highest, %RH; None where the regulation sets none.
        source: Pedigree.
        drift: Largest change of temperature during the run, K.
    """
    low, high = temperature or (None, None)
    return (
        condition("temperature", low, high, drift=drift, source=source),
        condition("humidity", None, humidity, source=source),
    )
