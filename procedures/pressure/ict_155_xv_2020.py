"""Orden ICT/155/2020, anexo XV: tyre pressure gauges of motor vehicles, in service (Spain)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import Display, PressureSource
from metrology.limits import Band, Bands, Limit
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Requirements, at_least, at_most, quantity, within

facts = Facts.beside(__file__)
Pressure = Annotated[Quantity, quantity("kPa", above=0)]
ZERO = Decimal(0)


class TyreGauge(Nameplate):
    """A gauge for tyre pressure."""

    upper: Pressure = Field(title="测量上限 | Upper limit")
    step: Pressure = Field(title="分辨力或分度值 | Resolution or scale interval")
    display: Literal["digital", "analogue"] = Field(
        title="显示方式 | Display", json_schema_extra={"digital": "数字 | digital", "analogue": "模拟 | analogue"}
    )
    mechanical: bool = Field(title="机械式 | Mechanical")
    presetting: bool = Field(title="预置装置 | Presetting device")


class TyreGaugesES(KitProcedure[TyreGauge]):
    """Periodic verification, and verification after repair."""

    facts, subject_model, under_test = facts, TyreGauge, "gauge"
    source: PressureSource
    gauge: Display

    def prepare(self) -> None:
        """Points and limits in kPa."""
        self.unit, self.top, self.step = "kPa", self.subject.upper.to("kPa").value, self.subject.step.to("kPa").value
        number = int(facts.number("points"))
        self.marks = [
            (self.top * n / number / self.step).quantize(Decimal(1)) * self.step for n in range(1, number + 1)
        ]

    def requirements(self) -> Requirements:
        """A digital display is fine enough; an analogue scale has the one interval."""
        step, shown = facts.number("step"), self.subject.step
        if self.subject.display == "digital":
            yield self.require("resolution", shown, f"≤ {step} kPa", self.step <= step, "display")
        else:
            yield self.require("interval", shown, f"{step} kPa", self.step == step, "display")

    def limits(self, more: Decimal = ZERO) -> Limit:
        """The limits of table 1, wider by so much for the temperature."""
        table = facts.table("mpe")
        first, second = (Decimal(key) for key in table.rows if key != "more")
        low, middle, high = (within(table.numbers(key)[0] + more) for key in table.rows)
        rows = [Band(first, low), Band(second, middle, closed=False), Band(max(second, self.top) + 1, high)]
        return Bands(rows, source=facts.source("mpe"))

    def wider(self) -> Decimal:
        """What the temperature of the day adds below 15 °C and above 25 °C."""
        air = self.kept["air"].number
        beyond = max(facts.number("cold") - air, air - facts.number("warm"), ZERO)
        return facts.number("per_kelvin") * beyond

    @facts.item("air/°C zero MPE")
    def zero(self) -> None:
        """Vented, the gauge shows zero within the limit."""
        self.source.vent()
        air = self.read("air", self.room.temperature, expect=20, unit="°C")
        self.kept["air"] = air
        zero = self.read("zero", self.gauge.indication, expect=0)
        self.compare(self.limits(self.wider()), point=0, also=[air], chosen=True, zero=zero)

    @facts.item("ref x E MPE")
    def indication(self) -> None:
        """Rising and falling, by the limits at the temperature of the day."""
        limits = self.limits(self.wider())
        for direction, marks in (("up", self.marks), ("down", self.marks[::-1])):
            for p in marks:
                with self.at(direction, p):
                    self.source.set_pressure(p, self.unit)
                    ref, x = self.readings(ref=self.source.pressure, x=self.gauge.indication)
                    self.kept["E", direction, p], self.kept["x", direction, p] = (x - ref).named(f"E_{direction}"), x
                    self.compare(limits, point=p, curve=direction, chosen=True, E=x - ref)
        self.source.vent()

    @facts.item("H MPE")
    def hysteresis(self) -> None:
        """Errors of both directions differ by at most the limit at 15 °C to 25 °C."""
        for p in self.marks:
            with self.at(p):
                permitted = at_most(self.limits().at(p)[1])
                self.compare(permitted, H=abs(self.kept["E", "up", p] - self.kept["E", "down", p]))

    @facts.item("fall MPE")
    def monotone(self) -> None:
        """At a pressure, a rising value is at most the falling one."""
        for p in self.marks:
            with self.at(p):
                self.compare(at_least(0), fall=self.kept["x", "down", p] - self.kept["x", "up", p])
