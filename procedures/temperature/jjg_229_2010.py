"""JJG 229-2010 工业铂、铜热电阻 (industrial resistance thermometers): platinum, at 0 °C and 100 °C."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import TemperatureSource, Thermometer
from metrology.limits import Linear
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Requirements, Value, mean, quantity

facts = Facts.beside(__file__)
A, B = facts.number("A"), facts.number("B")


class Thermoresistor(Nameplate):
    """A platinum resistance thermometer."""

    accuracy_class: Literal["AA", "A", "B", "C"] = Field(alias="class", title="允差等级 | Tolerance class")
    kind: Literal["wire_wound", "film"]
    r0: Literal["10", "100", "500", "1000"] = Field("100", title="分度号 Pt | Type Pt")
    lower: Annotated[Quantity, quantity("°C")] = Field(title="下限 | Lower limit")
    upper: Annotated[Quantity, quantity("°C")] = Field(title="上限 | Upper limit")


class JJG229(KitProcedure[Thermoresistor]):
    """Verification by comparison with a standard thermometer in a bath."""

    facts, subject_model, unit = facts, Thermoresistor, "°C"
    bath: TemperatureSource
    standard: Thermometer
    readout: Thermometer

    def requirements(self) -> Requirements:
        """The range belongs to the class."""
        s = self.subject
        low, high = facts.table(s.kind).numbers(s.accuracy_class)
        inside = low <= s.lower.value and s.upper.value <= high
        yield self.require("range", f"{s.lower}～{s.upper}", f"{low}～{high} °C", inside, "range")

    @facts.item("t0 tau Rt/Ω dt MPE")
    def deviation(self) -> None:
        """Four readings in turn of standard and sensor when the bath is steady, reduced to the point."""
        r0, limit = Decimal(self.subject.r0), Linear(*facts.table("tolerance").numbers(self.subject.accuracy_class))
        for t in (Decimal(0), Decimal(100)):
            with self.at(t):
                self.run.checkpoint()
                self.bath.set_temperature(t, self.unit)
                self.wait("soak")
                self.steady("t0", self.standard.temperature, within=facts.number("steady"), every=60, most=30)
                four = self.run.together("comparison", lambda: [self.pair(n) for n in (1, 2, 3, 4)])
                t0, tau = (
                    mean(one).named(key) for one, key in zip(zip(*four, strict=True), ("t0", "tau"), strict=True)
                )
                nominal, slope = r0 * (1 + A * t + B * t * t), r0 * (A + 2 * B * t)
                Rt = r0 * (1 + A * tau + B * tau * tau) - slope * (t0 - t)
                self.kept[t] = Rt.named("Rt")
                self.compare(
                    limit, point=t, curve="up", source=facts.source("tolerance"), dt=(self.kept[t] - nominal) / slope
                )

    def pair(self, n: int) -> tuple[Value, Value]:
        """Standard, then sensor."""
        return self.read("t0", self.standard.temperature, number=n), self.read(
            "tau", self.readout.temperature, number=n
        )

    @facts.item("R0/Ω R100/Ω alpha/1/°C")
    def alpha(self) -> None:
        """From the resistances at both points."""
        with self.at("alpha"):
            R0, R100 = (self.kept[Decimal(t)].named(f"R{t}") for t in (0, 100))
            self.report(R0=R0, R100=R100, alpha=(R100 - R0) / (100 * R0))
