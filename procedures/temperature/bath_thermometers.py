"""Thermometers that a person reads in a bath beside a reference thermometer: points, waiting, readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field

from drivers.roles import Display, TemperatureSource, Thermometer
from procedures.kit import KitProcedure, Nameplate, Quantity, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from procedures.kit import Value

S = TypeVar("S", bound="BathThermometer")
Celsius = Annotated[Quantity, quantity("°C")]


class BathThermometer(Nameplate):
    """A thermometer with its measuring range and its resolution or scale division."""

    lower: Celsius = Field(title="测量下限 | Lower limit")
    upper: Celsius = Field(title="测量上限 | Upper limit")
    resolution: Annotated[Quantity, quantity("K", above=0)] = Field(title="分辨力／分度值 | Resolution or division")

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Measuring range in °C."""
        return self.lower.to("°C").value, self.upper.to("°C").value


class BathThermometers(KitProcedure[S]):
    """Comparison in a bath. The data file has the numbers `soak`, `steady`, `every` and `most`."""

    under_test, unit = "thermometer", "°C"
    bath: TemperatureSource
    standard: Thermometer
    thermometer: Display

    def prepare(self) -> None:
        """It is read to its resolution."""
        self.step = self.subject.resolution.to("K").value

    def held(self, t: Decimal) -> None:
        """Hold the bath at a temperature until it is steady."""
        number = self.facts.number
        self.run.checkpoint()
        self.bath.set_temperature(t, self.unit)
        self.wait("soak")
        self.steady(
            "t0",
            self.standard.temperature,
            within=number("steady"),
            every=int(number("every")),
            most=int(number("most")),
        )

    def pairs(self, count: int) -> Iterator[tuple[Value, Value]]:
        """Reference thermometer, then the one under test."""
        for n in range(1, count + 1):
            t0 = self.read("t0", self.standard.temperature, number=n)
            yield t0, self.read("tau", self.thermometer.indication, number=n)
