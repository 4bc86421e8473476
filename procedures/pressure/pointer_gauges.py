"""What verifications of pointer gauges have in common: marks, tapping, zero, both directions of pressure and of vacuum.

An edition gives the figures: ``[tables.mpe]`` has the limits of a class in % of the span, at zero and over the scale.
"""

from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import Field

from drivers.roles import PointerGauge, PressureSource
from metrology.limits import Limit, OfSpan
from metrology.units import convert
from procedures.kit import (
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    ascending,
    at_most,
    item,
    quantity,
    within,
)

Pressure = Annotated[Quantity, quantity("MPa", lowest=0)]
Mark = Annotated[Quantity, quantity("MPa")]
G = TypeVar("G", bound="AnyPointerGauge")


class AnyPointerGauge(Nameplate):
    """A gauge with an elastic element and a dial."""

    accuracy_class: str = Field(alias="class", title="准确度等级 | Accuracy class")
    lower: Annotated[Quantity, quantity("MPa", highest=0)] = Field(title="测量下限 | Lower limit")
    upper: Pressure = Field(title="测量上限 | Upper limit")
    division: Annotated[Quantity, quantity("MPa", above=0)] = Field(title="分度值 | Scale division")
    numbered_marks: Annotated[tuple[Mark, ...], ascending] = Field(min_length=3)
    stop_pin: bool = Field(title="止销 | Stop pin")


class PointerGauges(KitProcedure[G]):
    """Read before and after tapping at each mark, up and down, towards vacuum and back."""

    under_test = "gauge"
    reason = "标有数字的分度线 | numbered mark"
    source: PressureSource
    gauge: PointerGauge

    def prepare(self) -> None:
        """MPE over the scale, and what one item reads and another compares."""
        s, self.unit, self.top = self.subject, self.subject.upper.unit, self.subject.upper.value
        self.low, self.division = s.lower.to(self.unit).value, s.division.to(self.unit).value
        self.printed, self.span = [mark.to(self.unit).value for mark in s.numbered_marks], self.top - self.low
        deepest, tested = -((self.reachable() // self.division) * self.division), self.tested()
        self.marks = [m for m in tested if m > 0]
        self.vacuum = list(dict.fromkeys(max(m, deepest) for m in reversed(tested) if m < 0))
        self.step, mpe = self.division * self.facts.number("reading_step"), self.facts.table("mpe")
        self.percent = mpe.row(self.classed())
        self.mpe: Limit = OfSpan(self.percent["rest"], self.low, self.top, source=mpe.source)

    def classed(self) -> str:
        """Accuracy class by which the gauge is judged."""
        return self.subject.accuracy_class

    def tested(self) -> list[Decimal]:
        """Marks at which the gauge is read, ascending."""
        return self.printed

    def reachable(self) -> Decimal:
        """The deepest vacuum that is gone to: a part of the atmosphere."""
        return self.facts.number("vacuum_part") * convert(self.facts.number("atmosphere"), "kPa", self.unit)

    def strokes(self) -> list[tuple[str, list[Decimal]]]:
        """Strokes with their marks: up and down, then out to the vacuum and back."""
        pressure, vacuum = self.marks, self.vacuum
        found = [("up", pressure), ("down", pressure[::-1]), ("out", vacuum), ("back", vacuum[::-1])]
        return [(direction, marks) for direction, marks in found if marks]

    def requirements(self) -> Requirements:
        """Divisions, stop pin, and what can be read."""
        s, mpe = self.subject, self.mpe.at(0)[1]
        ends = self.printed[0] == self.low and self.printed[-1] == self.top
        meet = ends and not any(m % self.division for m in self.printed)
        yield self.require("divisions", s.division, "n", meet, "dial")
        yield self.require("pin", s.lower, "0" if s.stop_pin else "≤ 0", not (s.stop_pin and self.low), "mpe")
        yield self.require("readable", self.step, f"≤ {mpe:f}", self.step <= mpe, "readings")

    @item("ref before after E MPE")
    def indication(self) -> None:
        """Up mark by mark, three minutes at the end, back again; vented before and after; a vacuum likewise."""
        self.condition("gas" if self.subject.upper.to("MPa").value <= self.facts.number("gas_up_to") else "liquid")
        src, dial = self.source, self.gauge
        self.vent("before_up")
        for direction, marks in self.strokes():
            for p in marks:
                with self.at(direction, p, why=self.reason):
                    src.set_pressure(p, self.unit)
                    ref, before, after = self.readings(ref=src.pressure, before=dial.before_tap, after=dial.after_tap)
                    self.kept["E", direction, p] = (after - ref).named(f"E_{direction}")
                    self.kept["D", direction, p] = abs(after - before)
                    self.errors(direction, p, ref, before, after)
            if direction == "up":
                self.wait_recording("hold", "ref", src.pressure, every=30)
            elif direction == "out":
                with self.at("vacuum"):
                    self.wait_recording("hold", "ref", src.pressure, every=30)
        self.vent("after_down")

    def errors(self, direction: str, p: Decimal, ref: Value, before: Value, after: Value) -> None:
        """Compare the error after tapping with the MPE."""
        U = self.uncertainty("source", p, step=self.step)
        self.compare(self.mpe, point=p, curve=direction, also=[before], uncertainty=U, E=after - ref)

    def vent(self, when: str) -> None:
        """Read the vented gauge after tapping."""
        self.source.vent()
        with self.at(when):
            self.kept["zero", when] = self.read("after", self.gauge.after_tap, expect=0)

    @item("zero MPE")
    def zero(self) -> None:
        """Vented, the pointer rests on its pin, or within a zero mark that is not too wide."""
        if not self.subject.stop_pin:
            self.look("zero_mark")
        for when in ("before_up", "after_down"):
            with self.at(when):
                percent = self.percent["with_stop_pin" if self.subject.stop_pin else "without_stop_pin"]
                self.compare(within(percent * self.span / 100), zero=self.kept["zero", when])

    @item("H MPE")
    def hysteresis(self) -> None:
        """Errors of both directions differ by at most the MPE."""
        for (there, marks), (back, _) in zip(self.strokes()[::2], self.strokes()[1::2], strict=True):
            for p in marks:
                with self.at(p):
                    H = abs(self.kept["E", there, p] - self.kept["E", back, p])
                    self.compare(at_most(self.mpe.at(p)[1]), H=H)

    @item("D MPE")
    def tapping(self) -> None:
        """Tapping moves the pointer by at most half of the MPE."""
        ordered = {"down": self.marks, "back": self.vacuum}
        for direction, p in ((d, p) for d, marks in self.strokes() for p in ordered.get(d, marks)):
            with self.at(direction, p):
                self.compare(at_most(self.facts.number("tapping") * self.mpe.at(p)[1]), D=self.kept["D", direction, p])
