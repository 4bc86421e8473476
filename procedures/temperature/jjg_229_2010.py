"""JJG 229-2010 工业铂、铜热电阻 (industrial resistance thermometers): platinum, at 0 °C and 100 °C."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import TemperatureSource, Thermometer
from metrology.limits import Linear
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Requirements, Value, mean, quantity

facts = Facts.beside(__file__)
A, B, ICE, STEAM = facts.number("A"), facts.number("B"), Decimal(0), Decimal(100)


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
        s, (low, high) = self.subject, facts.table(self.subject.kind).numbers(self.subject.accuracy_class)
        inside = low <= s.lower.to("°C").value and s.upper.to("°C").value <= high
        yield self.require("range", f"{s.lower}～{s.upper}", f"{low}～{high} °C", inside, "range")

    @facts.item("t0 tau Rt/Ω dt MPE")
    def deviation(self) -> None:
        """Four readings in turn of standard and sensor when the bath is steady, reduced to the point."""
        r0, limit = Decimal(self.subject.r0), Linear(*facts.table("tolerance").numbers(self.subject.accuracy_class))
        within, every, most = (facts.number(key) for key in ("steady", "every", "most"))
        for t in (ICE, STEAM):
            with self.at(t):
                self.run.checkpoint()
                self.bath.set_temperature(t, self.unit)
                self.wait("soak")
                self.steady("t0", self.standard.temperature, within=within, every=int(every), most=int(most))
                four = self.run.together("comparison", lambda: [self.pair(n) for n in (1, 2, 3, 4)])
                t0, tau = mean([a for a, _ in four]).named("t0"), mean([b for _, b in four]).named("tau")
                nominal, slope = r0 * (1 + A * t + B * t * t), r0 * (A + 2 * B * t)
                Rt = self.kept[t] = (r0 * (1 + A * tau + B * tau * tau) - slope * (t0 - t)).named("Rt")
                self.compare(limit, point=t, curve="up", source=facts.source("tolerance"), dt=(Rt - nominal) / slope)

    def pair(self, n: int) -> tuple[Value, Value]:
        """Standard, then sensor."""
        t0 = self.read("t0", self.standard.temperature, number=n)
        return t0, self.read("tau", self.readout.temperature, number=n)

    @facts.item("R0/Ω R100/Ω alpha/1/°C")
    def alpha(self) -> None:
        """From the resistances at both points."""
        R0, R100 = self.kept[ICE].named("R0"), self.kept[STEAM].named("R100")
        with self.at("alpha"):
            self.report(R0=R0, R100=R100, alpha=(R100 - R0) / (100 * R0))
