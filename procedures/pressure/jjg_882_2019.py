"""JJG 882-2019 压力变送器: pressure transmitters of 4 mA to 20 mA. A draft: the text was not read."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from drivers.roles import DigitalMultimeter, MultiDisplay, PressureSource
from metrology.exact import divide, trimmed
from procedures.kit import (
    Facts,
    KitProcedure,
    Quantity,
    Value,
    at_least,
    at_most,
    mean,
    within,
)
from procedures.pressure.ranges import PressureRange, strokes
from procedures.regulation import Stage

facts = Facts.beside(__file__)
ZERO, SPAN = Decimal(4), Decimal(16)
MILLI = Decimal(1000)


class Transmitter(PressureRange):
    """A transmitter with an output of 4 mA to 20 mA."""

    accuracy_class: Literal["0.05", "0.1", "0.2", "0.25", "0.5", "1", "1.5", "2"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )


class JJG882(KitProcedure[Transmitter]):
    """Verification of pressure transmitters: output at rising and falling pressure."""

    facts, subject_model, unit = facts, Transmitter, "kPa"
    source: PressureSource
    meter: DigitalMultimeter
    tester: MultiDisplay

    def prepare(self) -> None:
        """Points evenly over the range; limits in mA."""
        s, row = self.subject, facts.table("classes").row(self.subject.accuracy_class)
        self.low, self.high = s.ends()
        number, self.cycles = int(row["points"]), int(row["cycles"])
        self.marks = s.even(number)
        self.mpe = trimmed(row["mpe"] * SPAN / 100)
        first = self.run.stage is Stage.INITIAL
        self.hysteresis_limit = trimmed(row["hysteresis_first"] * SPAN / 100) if first else self.mpe
        self.interval = Decimal(1).scaleb((self.mpe / facts.number("rounding")).adjusted())

    @facts.item("R/MΩ MPE/MΩ")
    def insulation(self) -> None:
        """Between the output terminals and the case."""
        R = self.read("R", (self.tester.indication_of, "insulation"), expect=100, unit="MΩ", bounded=False)
        self.compare(at_least(facts.number("insulation")), R=R)

    @facts.item("ref/kPa i/mA A/mA E/mA MPE/mA", unit="mA")
    def indication(self) -> None:
        """The output at each point of each stroke against the output that belongs to the pressure."""
        for cycle, direction, marks in strokes(self.marks, self.cycles):
            for p in marks:
                with self.at(str(cycle), direction, Quantity(trimmed(p), "kPa")):
                    self.source.set_pressure(trimmed(p), "kPa")
                    ideal = ZERO + divide(SPAN * (p - self.low), self.high - self.low)
                    i, A = self.run.together("output", lambda p=p, ideal=ideal: self.output(p, ideal))  # type: ignore[misc]
                    self.kept["i", cycle, direction, p] = i
                    self.compare(
                        within(self.mpe), point=p, rounding=self.interval, curve=direction, also=[i, A], E=i - A
                    )
        self.source.vent()

    def output(self, p: Decimal, ideal: Decimal) -> tuple[Value, Value]:
        """Output in mA, and the output that belongs to the pressure there is."""
        ref = self.read("ref", self.source.pressure, expect=p, unit="kPa")
        measured = self.read("I", self.meter.dc_current, expect=ideal / MILLI, unit="A")
        theory = (ref - self.low) * SPAN / (self.high - self.low) + ZERO
        return (measured * MILLI).named("i"), theory.named("A")

    @facts.item("H/mA MPE/mA", unit="mA")
    def hysteresis(self) -> None:
        """The means of the rising and of the falling strokes differ by little."""
        for p in self.marks:
            with self.at(Quantity(trimmed(p), "kPa")):
                up, down = (mean([self.kept["i", c, d, p] for c in range(1, self.cycles + 1)]) for d in ("up", "down"))
                self.compare(at_most(self.hysteresis_limit), rounding=self.interval, H=abs(up - down))
