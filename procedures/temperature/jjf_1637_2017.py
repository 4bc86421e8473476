"""JJF 1637-2017 廉金属热电偶校准规范 (base-metal thermocouples): comparison in a furnace, with U and k."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from drivers.roles import AdjustableSource, Display, Thermometer
from metrology.rounding import round_to_interval
from metrology.thermocouples import FUNCTIONS, emf, seebeck
from procedures.kit import (
    Agreed,
    Curve,
    Facts,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    ascending,
    function,
    mean,
    quantity,
    within,
)

if TYPE_CHECKING:
    from metrology.limits import Limit

facts = Facts.beside(__file__)
METER = "thermocouple.meter"
"""The meter that shows the EMF is a standard of its own."""


class Thermocouple(Nameplate, Agreed):
    """A thermocouple, by its type; with a rule its class has been agreed too."""

    letter: Literal["K", "N", "E", "J"] = Field(alias="type", title="分度号 | Type")
    accuracy_class: Literal["1", "2"] | None = Field(None, alias="class", title="允差等级 | Tolerance class")
    length: Annotated[Quantity, quantity("mm", above=0)] = Field(title="长度 | Length")
    resolution: Annotated[Quantity, quantity("mV", above=0)] = Field(title="电测仪表分辨力 | Resolution of the meter")
    points: Annotated[tuple[Annotated[Quantity, quantity("°C")], ...], ascending] = Field(
        min_length=1, title="校准点 | Points"
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.decision_rule and self.accuracy_class is None:
            raise ValueError("a decision rule was agreed: class, whose tolerance was agreed, is missing")
        upper = FUNCTIONS[self.letter].upper
        if not all(0 <= point.to("°C").value <= upper for point in self.points):
            raise ValueError(f"points lie between 0 °C and {upper} °C, where the reference function holds")
        return self


class JJF1637(KitProcedure[Thermocouple]):
    """Calibration by comparison with a reference thermometer in one furnace."""

    facts, subject_model, under_test, unit = facts, Thermocouple, "thermocouple", "°C"
    furnace: AdjustableSource
    standard: Thermometer
    thermocouple: Display

    def requirements(self) -> Requirements:
        """Long enough."""
        s, least = self.subject, facts.number("length")
        long_enough = s.length.to("mm").value >= least
        yield self.require("length", s.length, f"≥ {least} mm", long_enough, "scope")

    def tolerance(self, t: Decimal) -> Limit | None:
        """The larger of both; None without a class and beyond its range."""
        accuracy = self.subject.accuracy_class
        if accuracy is None or t > facts.table(f"class_{accuracy}").numbers(self.subject.letter)[0]:
            return None
        least, part = facts.table("tolerance").numbers(accuracy)
        return within(max(least, part * t))

    @facts.item("t0 e/mV Et/mV dt U_exp k_exp/1 MPE?")
    def deviation(self) -> None:
        """EMF of several readings in turn, held against the reference function at the temperature of the furnace."""
        letter, step = self.subject.letter, self.subject.resolution.to("mV").value
        for point in self.subject.points:
            t = point.to("°C").value
            with self.at(t):
                self.run.checkpoint()
                self.furnace.apply(t, self.unit)
                self.wait("soak")
                slope, ideal = Value.constant(seebeck(letter, t), "S").alone(), emf(letter, t)
                pairs = self.run.together("readings", partial(self._readings, ideal))
                found = [(e - function("E_ref", partial(emf, letter), t0)) / slope for t0, e in pairs]
                reduced = round_to_interval(mean([e + slope * (t - t0) for t0, e in pairs]).number, step)
                self.calibrate(
                    "deviation", limit=self.tolerance(t), point=t, repeated=found, also=[Value.constant(reduced, "Et")],
                    given={"resolution": step, "junction": facts.number("ice") * seebeck(letter, Decimal(0))},
                    curve=Curve("error"), dt=mean(found),
                )  # fmt: skip
        self.furnace.off()

    def _readings(self, ideal: Decimal) -> list[tuple[Value, Value]]:
        return [
            (
                self.read("t0", self.standard.temperature, number=n),
                self.read("e", self.thermocouple.indication, unit="mV", expect=ideal, number=n, standards=METER),
            )
            for n in range(1, int(facts.number("reads")) + 1)
        ]
