"""JJG 617-1996 数字温度指示调节仪 (digital temperature indicators): the indication, input as the reference."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from metrology.exact import trimmed
from procedures.kit import Facts, Nameplate, Quantity, ReadItems, Requirements, ascending, quantity

facts = Facts.beside(__file__)
Celsius = Annotated[Quantity, quantity("°C")]


class TemperatureIndicator(Nameplate):
    """An indicator for thermocouples or resistance thermometers, with what its maker states."""

    lower: Celsius = Field(title="量程下限 | Lower limit")
    upper: Celsius = Field(title="量程上限 | Upper limit")
    sensor: str = Field(title="配用传感器 | Sensor")
    of_range: Decimal = Field(ge=0, title="允许误差：量程的 % | Permitted error: % of the range")
    constant: Decimal = Field(ge=0, title="允许误差：常数／°C | Permitted error: constant / °C")
    points: Annotated[tuple[Celsius, ...], ascending] = Field(min_length=1, title="检定点 | Points")

    @property
    def mpe(self) -> Decimal:
        """What is permitted, in °C."""
        span = self.upper.to("°C").value - self.lower.to("°C").value
        return trimmed(self.of_range / 100 * span + self.constant)


class JJG617(ReadItems[TemperatureIndicator]):
    """Verification of the indication with a simulator of the sensor."""

    facts, subject_model, under_test = facts, TemperatureIndicator, "readout"

    def requirements(self) -> Requirements:
        """Points from the lower to the upper limit."""
        s = self.subject
        ends = s.points[0] == s.lower and s.points[-1] == s.upper
        yield self.require("points", s.points, "≥ 5", ends and len(s.points) >= facts.number("least"), "points")
