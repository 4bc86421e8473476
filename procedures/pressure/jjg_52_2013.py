"""JJG 52-2013 弹性元件式一般压力表、压力真空表和真空表 (elastic-element gauges for general use)."""

from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import PointerGauge, PressureSource
from metrology.limits import Band, Bands, OfSpan
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Requirements, ascending, at_most, quantity, within

facts = Facts.beside(__file__)
Pressure = Annotated[Quantity, quantity("MPa", lowest=0)]


class Gauge(Nameplate):
    """A gauge with a dial that begins at zero; class 1.5 is an old marking of 1.6."""

    accuracy_class: Literal["1", "1.5", "1.6", "2.5", "4"] = Field(alias="class", title="准确度等级 | Accuracy class")
    lower: Annotated[Quantity, quantity("MPa", lowest=0, highest=0)] = Field(title="测量下限 | Lower limit")
    upper: Pressure = Field(title="测量上限 | Upper limit")
    division: Annotated[Quantity, quantity("MPa", above=0)] = Field(title="分度值 | Scale division")
    numbered_marks: Annotated[tuple[Pressure, ...], ascending] = Field(min_length=3)
    stop_pin: bool = Field(title="止销 | Stop pin")
    case_diameter: Annotated[Quantity, quantity("mm")] | None = Field(None, title="外壳公称直径 | Case diameter")


class JJG52(KitProcedure[Gauge]):
    """Verification of pressure gauges of accuracy classes 1, 1.6, 2.5 and 4."""

    facts, subject_model, under_test = facts, Gauge, "gauge"
    source: PressureSource
    gauge: PointerGauge

    def prepare(self) -> None:
        """MPE over the scale, and what one item reads and another compares."""
        s, self.unit, self.top = self.subject, self.subject.upper.unit, self.subject.upper.value
        self.marks = [m for m in (mark.to(self.unit).value for mark in s.numbered_marks) if m]
        self.step = s.division.to(self.unit).value * facts.number("reading_step")
        mpe, self.classed = facts.table("mpe"), s.accuracy_class.replace("1.5", "1.6")
        self.percent, edge = mpe.row(self.classed), facts.number("top_band_from") * self.top
        low, high = (OfSpan(self.percent[part], 0, self.top) for part in ("rest", "top"))
        self.mpe = Bands([Band(edge, low, closed=False), Band(self.top, high)], source=mpe.source)

    def requirements(self) -> Requirements:
        """Divisions, marks, case."""
        s, mpe, sizes = self.subject, self.mpe.at(0)[1], facts.table("case").numbers(self.classed)
        meet = self.marks[-1] == self.top and not any(m % (5 * self.step) for m in self.marks)
        yield self.require("divisions", s.division, "n", meet, "dial")
        yield self.require("readable", self.step, f"≤ {mpe:f}", self.step <= mpe, "readings")
        if s.case_diameter is not None:
            yield self.require("diameter", s.case_diameter, sizes, s.case_diameter.to("mm").value in sizes, "dial")

    @facts.item("ref before after E MPE")
    def indication(self) -> None:
        """Up mark by mark, three minutes at the upper limit, down again; vented before and after."""
        self.condition("gas" if self.subject.upper.to("MPa").value <= facts.number("gas_up_to") else "liquid")
        src, dial = self.source, self.gauge
        self.vent("before_up")
        for direction, marks in (("up", self.marks), ("down", self.marks[::-1])):
            for p in marks:
                with self.at(direction, p, why="标有数字的分度线 | numbered mark"):
                    src.set_pressure(p, self.unit)
                    ref, before, after = self.readings(ref=src.pressure, before=dial.before_tap, after=dial.after_tap)
                    self.kept["E", direction, p] = (after - ref).named(f"E_{direction}")
                    self.kept["D", direction, p] = abs(after - before)
                    U = self.uncertainty("source", p, step=self.step)
                    self.compare(self.mpe, point=p, curve=direction, also=[before], uncertainty=U, E=after - ref)
            if direction == "up":
                self.wait_recording("hold", "ref", src.pressure, every=30)
        self.vent("after_down")

    def vent(self, when: str) -> None:
        """Read the vented gauge after tapping."""
        self.source.vent()
        with self.at(when):
            self.kept["zero", when] = self.read("after", self.gauge.after_tap, expect=0)

    @facts.item("zero MPE")
    def zero(self) -> None:
        """Vented, the pointer rests on its pin, or within a zero mark that is not too wide."""
        if not self.subject.stop_pin:
            self.look("zero_mark")
        for when in ("before_up", "after_down"):
            with self.at(when):
                percent = self.percent["with_stop_pin" if self.subject.stop_pin else "without_stop_pin"]
                self.compare(within(percent * self.top / 100), zero=self.kept["zero", when])

    @facts.item("H MPE")
    def hysteresis(self) -> None:
        """Errors of both directions differ by at most the MPE."""
        for p in self.marks:
            with self.at(p):
                self.compare(at_most(self.mpe.at(p)[1]), H=abs(self.kept["E", "up", p] - self.kept["E", "down", p]))

    @facts.item("D MPE")
    def tapping(self) -> None:
        """Tapping moves the pointer by at most half of the MPE."""
        for direction, p in ((direction, p) for direction in ("up", "down") for p in self.marks):
            with self.at(direction, p):
                self.compare(at_most(facts.number("tapping") * self.mpe.at(p)[1]), D=self.kept["D", direction, p])
