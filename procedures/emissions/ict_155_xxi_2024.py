"""Orden ICT/155/2020, anexo XXI (Spain, added by Orden ITU/1475/2024): particle number counters for exhaust gas."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import AdjustableSource, Barometer, Display, ResponseRecorder
from metrology.exact import mean, plain, trimmed
from metrology.response import Points, response_time
from metrology.rounding import round_to_interval
from procedures.kit import (
    Facts,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Span,
    Value,
    at_most,
    quantity,
    within,
)
from procedures.regulation import Stage
from procedures.standards import measuring

facts = Facts.beside(__file__)
UNIT = "1/cm³"
Concentration = Annotated[Quantity, quantity(UNIT, above=0)]


class ParticleCounter(Nameplate):
    """A counter of particles between 23 nm and 200 nm."""

    limit: Concentration = Field(title="颗粒物数量限值 | Limit of the particle number")
    upper: Concentration = Field(title="测量范围上限 | Upper end of the measuring range")
    lower: Concentration = Field(title="测量范围下限 | Lower end of the measuring range")
    display: Concentration = Field(title="显示上限 | Upper end of the display")
    absolute: Concentration = Field(title="绝对最大允许误差 | Absolute maximum permissible error")
    count: Concentration = Field(title="显示分辨力 | Resolution of the display")
    place: Literal["laboratory", "in_situ"] = "laboratory"


class ICT155XXI(KitProcedure[ParticleCounter]):
    """As a product, after repair, and periodically."""

    facts, subject_model, under_test, unit = facts, ParticleCounter, "counter", UNIT
    aerosol: AdjustableSource
    counter: Display
    recorder: ResponseRecorder
    barometer: Barometer

    def prepare(self) -> None:
        """Figures of the nameplate, and the concentrations that are tested at this stage."""
        s = self.subject
        self.step, self.bound = s.count.to(UNIT).value, s.limit.to(UNIT).value
        self.periodic = self.run.stage is Stage.SUBSEQUENT
        row = facts.table("linearity").row("periodic" if self.periodic else "reference")
        self.tolerance, self.percent = row["tolerance"], row["percent"]
        parts = facts.table("parts").numbers("periodic" if self.periodic else "reference")
        self.concentrations = [trimmed(part * self.bound) for part in parts]

    def requirements(self) -> Requirements:
        """Range, display, absolute limit; reference conditions where they are asked for; the reference counter."""
        s, least, most = self.subject, facts.number("least"), facts.number("absolute")
        for key, given, limit, conforms in (
            ("lower", s.lower, f"≤ {plain(least)}", s.lower.to(UNIT).value <= least),
            ("upper", s.upper, f"≥ {plain(2 * self.bound)}", s.upper.to(UNIT).value >= 2 * self.bound),
            ("display", s.display, f"≥ {plain(5 * self.bound)}", s.display.to(UNIT).value >= 5 * self.bound),
            ("absolute", s.absolute, f"≤ {plain(most)}", s.absolute.to(UNIT).value <= most),
        ):
            yield self.require(key, given, f"{limit} {UNIT}", conforms, "mpe" if key == "absolute" else "range")
        if not self.periodic:
            yield self.require("place", s.place, "laboratory", s.place == "laboratory", "reference")
        largest = facts.number("reference_uncertainty")
        for standard in measuring(self.run.standards("aerosol"), UNIT):
            found = max(100 * standard.expanded_uncertainty(c) / c for c in self.concentrations if standard.covers(c))
            shown = f"{plain(trimmed(round(found, 2)))} %"
            yield self.require("counter", shown, f"< {plain(largest)} %", found < largest, "counter")

    @facts.item("x MPE")
    def zero(self) -> None:
        """The mean of the display with filtered air, after it has become steady."""
        settle, seconds = facts.number("zero_settle"), facts.number("zero")
        self.aerosol.off()
        whole = settle + seconds
        points = self.recorded(self.recorder, "indication", whole, start=Decimal(0), end=Decimal(0), unit=UNIT)
        begin = points[0][0] + settle
        level = mean([value for time, value in points if begin <= time <= begin + seconds])
        self.compare(at_most(facts.number("zero_level")), x=Value.constant(level, "x"))

    @facts.item("tr/s Ut/s MPE/s", unit="s")
    def response(self) -> None:
        """From filtered air to the concentration of the limit."""
        points = self.run.together("change", self.change)
        self.judge_response(facts.number("time"), response_time(points, facts.number("part"), step=self.step))

    def change(self) -> Points:
        """The display from the change on."""
        self.aerosol.off()
        self.wait("filtered")
        self.aerosol.apply(self.bound, UNIT)
        seconds = facts.number("recorded")
        return self.recorded(self.recorder, "indication", seconds, start=Decimal(0), end=self.bound, unit=UNIT)

    @facts.item("ref x E MPE")
    def linearity(self) -> None:
        """Concentrations from a fifth of the limit to twice the limit, against the reference counter."""
        absolute = self.subject.absolute.to(UNIT).value
        for point in self.concentrations:
            with self.at(point):
                ref, x = self.run.together("concentration", partial(self.counted, point))
                limit = trimmed(max(self.percent * ref.number / 100, absolute))
                self.compare(within(limit), point=ref.number, curve="E", also=[ref, x], chosen=True, E=x - ref)
        self.aerosol.off()

    def counted(self, point: Decimal) -> tuple[Value, Value]:
        """One concentration: of the reference counter, which must be near, and of the counter under test."""
        span = Span(point * (100 - self.tolerance) / 100, point * (100 + self.tolerance) / 100, point)
        self.aerosol.apply(point, UNIT)
        self.wait("settle")
        ref = self.read("ref", self.aerosol.value, bounded=False, check=lambda shown: span.check(shown, UNIT))
        return ref, self.read("x", self.counter.indication, expect=round_to_interval(ref.number, self.step))
