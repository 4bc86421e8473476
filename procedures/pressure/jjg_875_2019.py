"""JJG 875-2019 数字压力计: digital pressure gauges, of gauge pressure. A draft: the text was not read."""

from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import DigitalGauge, MultiDisplay, PressureSource
from metrology.exact import trimmed
from procedures.kit import Facts, KitProcedure, Quantity, at_least, at_most, quantity, within
from procedures.pressure.ranges import PressureRange, strokes

facts = Facts.beside(__file__)


class DigitalPressureGauge(PressureRange):
    """A digital gauge; gauges of absolute and of differential pressure are tested otherwise."""

    accuracy_class: Literal["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "1.6"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )
    measures: Literal["gauge"] = Field(
        title="压力类型 | Kind of pressure", json_schema_extra={"gauge": "表压 | gauge pressure"}
    )
    resolution: Annotated[Quantity, quantity("kPa", above=0)] = Field(title="分辨力 | Resolution")
    mains: bool = Field(title="交流供电 | Supplied from the mains")

    @property
    def compared_with_before(self) -> bool:
        """Whether the class is one of those whose change since the last verification counts."""
        return bool(facts.table("classes").row(self.accuracy_class)["stability"])


class JJG875(KitProcedure[DigitalPressureGauge]):
    """Verification of digital gauges: zero drift, and rising and falling pressure."""

    facts, subject_model, under_test, unit = facts, DigitalPressureGauge, "gauge", "kPa"
    source: PressureSource
    gauge: DigitalGauge
    tester: MultiDisplay

    def prepare(self) -> None:
        """Points evenly over the range; limits of the class."""
        s, row = self.subject, facts.table("classes").row(self.subject.accuracy_class)
        low, high = s.ends()
        self.marks, self.cycles = s.even(int(row["points"])), int(row["cycles"])
        self.mpe, self.step = trimmed(row["mpe"] * (high - low) / 100), s.resolution.to("kPa").value

    @facts.item("R/MΩ MPE/MΩ")
    def insulation(self) -> None:
        """Between the supply and the case."""
        R = self.read("R", (self.tester.indication_of, "insulation"), expect=100, unit="MΩ", bounded=False)
        self.compare(at_least(facts.number("insulation")), R=R)

    @facts.item("z0 z D MPE")
    def drift(self) -> None:
        """Vented, the indication changes little within the hour."""
        self.condition("warm")
        self.source.vent()
        limit = at_most(facts.number("drift") * self.mpe)
        first = self.read("z0", self.gauge.indication, expect=0)
        for number in range(1, int(facts.number("drift_readings")) + 1):
            with self.at(str(number), words=f"第 {number} 次 | reading {number}"):
                self.wait("drift_interval")
                z = self.read("z", self.gauge.indication, expect=0)
                self.compare(limit, also=[first, z], D=abs(z - first))

    @facts.item("ref x E MPE")
    def indication(self) -> None:
        """The indication at each point of each stroke against the pressure."""
        for cycle, direction, marks in strokes(self.marks, self.cycles):
            for p in map(trimmed, marks):
                with self.at(str(cycle), direction, Quantity(p, "kPa")):
                    self.source.set_pressure(p, "kPa")
                    ref, x = self.readings(ref=self.source.pressure, x=self.gauge.indication)
                    E = x - ref
                    self.kept["E", cycle, direction, p] = E.named(f"E_{direction}")
                    U = self.uncertainty("source", p, step=self.step)
                    self.compare(within(self.mpe), point=p, curve=direction, also=[ref, x], uncertainty=U, E=E)
        self.source.vent()

    @facts.item("H MPE")
    def hysteresis(self) -> None:
        """Errors of both directions differ by at most the MPE, in every cycle."""
        for cycle in range(1, self.cycles + 1):
            for p in map(trimmed, self.marks):
                with self.at(str(cycle), Quantity(p, "kPa")):
                    up, down = (self.kept["E", cycle, direction, p] for direction in ("up", "down"))
                    self.compare(at_most(self.mpe), H=abs(up - down))
