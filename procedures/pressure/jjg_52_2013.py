"""JJG 52-2013 弹性元件式一般压力表、压力真空表和真空表 (elastic-element gauges for general use)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import PointerGauge, PressureSource
from metrology.limits import Band, Bands, Limit, OfSpan
from metrology.units import convert
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Requirements, ascending, at_most, quantity, within

facts = Facts.beside(__file__)
Pressure = Annotated[Quantity, quantity("MPa", lowest=0)]
Mark = Annotated[Quantity, quantity("MPa")]


class Gauge(Nameplate):
    """A pressure gauge, a pressure-vacuum gauge or a vacuum gauge; class 1.5 is an old marking of 1.6."""

    accuracy_class: Literal["1", "1.5", "1.6", "2.5", "4"] = Field(alias="class", title="准确度等级 | Accuracy class")
    lower: Annotated[Quantity, quantity("MPa", highest=0)] = Field(title="测量下限 | Lower limit")
    upper: Pressure = Field(title="测量上限 | Upper limit")
    division: Annotated[Quantity, quantity("MPa", above=0)] = Field(title="分度值 | Scale division")
    numbered_marks: Annotated[tuple[Mark, ...], ascending] = Field(min_length=3)
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
        self.low, division = s.lower.to(self.unit).value, s.division.to(self.unit).value
        self.printed = [mark.to(self.unit).value for mark in s.numbered_marks]
        self.marks, self.span = [m for m in self.printed if m > 0], self.top - self.low
        deepest = -((self.reachable() // division) * division)
        self.vacuum = list(dict.fromkeys(max(m, deepest) for m in reversed(self.printed) if m < 0))
        self.step = division * facts.number("reading_step")
        mpe, self.classed = facts.table("mpe"), s.accuracy_class.replace("1.5", "1.6")
        self.percent, edge = mpe.row(self.classed), facts.number("top_band_from") * self.top
        low, high = (OfSpan(self.percent[part], self.low, self.top) for part in ("rest", "top"))
        self.mpe: Limit = OfSpan(self.percent["rest"], self.low, self.top, source=mpe.source)
        if self.marks:
            self.mpe = Bands([Band(edge, low, closed=False), Band(self.top, high)], self.low, source=mpe.source)

    def reachable(self) -> Decimal:
        """The deepest vacuum that is gone to: a part of the atmosphere."""
        return facts.number("vacuum_part") * convert(facts.number("atmosphere"), "kPa", self.unit)

    def strokes(self) -> list[tuple[str, list[Decimal]]]:
        """Strokes with their marks: up and down, then out to the vacuum and back."""
        pressure, vacuum = self.marks, self.vacuum
        found = [("up", pressure), ("down", pressure[::-1]), ("out", vacuum), ("back", vacuum[::-1])]
        return [(direction, marks) for direction, marks in found if marks]

    def requirements(self) -> Requirements:
        """Divisions, marks, case."""
        s, mpe, sizes = self.subject, self.mpe.at(0)[1], facts.table("case").numbers(self.classed)
        ends = self.printed[0] == self.low and self.printed[-1] == self.top
        meet = ends and not any(m % (5 * self.step) for m in self.printed)
        yield self.require("divisions", s.division, "n", meet, "dial")
        yield self.require("pin", s.lower, "0" if s.stop_pin else "≤ 0", not (s.stop_pin and self.low), "mpe")
        yield self.require("readable", self.step, f"≤ {mpe:f}", self.step <= mpe, "readings")
        if s.case_diameter is not None:
            yield self.require("diameter", s.case_diameter, sizes, s.case_diameter.to("mm").value in sizes, "dial")

    @facts.item("ref before after E MPE")
    def indication(self) -> None:
        """Up mark by mark, three minutes at the end, back again; vented before and after; a vacuum likewise."""
        self.condition("gas" if self.subject.upper.to("MPa").value <= facts.number("gas_up_to") else "liquid")
        src, dial = self.source, self.gauge
        self.vent("before_up")
        for direction, marks in self.strokes():
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
            elif direction == "out":
                with self.at("vacuum"):
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
                self.compare(within(percent * self.span / 100), zero=self.kept["zero", when])

    @facts.item("H MPE")
    def hysteresis(self) -> None:
        """Errors of both directions differ by at most the MPE."""
        for (there, marks), (back, _) in zip(self.strokes()[::2], self.strokes()[1::2], strict=True):
            for p in marks:
                with self.at(p):
                    H = abs(self.kept["E", there, p] - self.kept["E", back, p])
                    self.compare(at_most(self.mpe.at(p)[1]), H=H)

    @facts.item("D MPE")
    def tapping(self) -> None:
        """Tapping moves the pointer by at most half of the MPE."""
        ordered = {"down": self.marks, "back": self.vacuum}
        for direction, p in ((d, p) for d, marks in self.strokes() for p in ordered.get(d, marks)):
            with self.at(direction, p):
                self.compare(at_most(facts.number("tapping") * self.mpe.at(p)[1]), D=self.kept["D", direction, p])
