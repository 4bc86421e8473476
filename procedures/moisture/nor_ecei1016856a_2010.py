"""Order of 1 July 2010 (France), ECEI1016856A: moisture meters for cereals and oil seeds."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import GrainMoistureMeter, GrainSamples
from metrology.exact import divide, plain
from metrology.limits import Constant, Greatest, Limit, OfReading
from metrology.rounding import round_to_interval
from procedures.kit import Curve, Facts, KitProcedure, Nameplate, Quantity, Requirements, Row, Value, between, quantity
from procedures.run import Doubt, Problem

facts = Facts.beside(__file__)
Content = Annotated[Quantity, quantity("%", lowest=0, highest=100)]


class Species(Row):
    """A species of grain that the meter is made for, with the control value of its curve."""

    species: Literal[
        "wheat", "barley", "oats", "rye", "triticale", "maize", "rice", "sorghum", "rapeseed", "soya", "sunflower"
    ]
    lowest: Content
    highest: Content
    control_lower: Decimal
    control_upper: Decimal


class MoistureMeter(Nameplate):
    """A moisture meter for grain."""

    step: Content = Field(title="显示分辨力 | Scale interval")
    place: Literal["workshop", "holder"] = "workshop"
    species: tuple[Species, ...] = Field(min_length=1)


class MoistureMetersFR(KitProcedure[MoistureMeter]):
    """Verification when new, repaired, and after the yearly revision."""

    facts, subject_model, under_test, unit = facts, MoistureMeter, "meter", "%"
    samples: GrainSamples
    meter: GrainMoistureMeter

    def prepare(self) -> None:
        """Resolution in %."""
        self.step = self.subject.step.to("%").value

    def limit(self, species: str) -> Limit:
        """The limit in % of the mass over the content."""
        percent, least = facts.table("mpe").numbers(facts.table("groups").texts(species)[0])
        return Greatest(OfReading(percent), Constant(least), source=facts.source("mpe"))

    def requirements(self) -> Requirements:
        """Enough species; the scale interval is one of three, and at most half of every limit."""
        listed, least = facts.table("steps").numbers("%"), int(facts.number("species"))
        number = len({row.species for row in self.subject.species})
        yield self.require("species", str(number), f"≥ {least}", number >= least, "samples")
        steps = ", ".join(map(plain, listed))
        yield self.require("step", self.subject.step, f"{steps} %", self.step in listed, "step")
        for row in self.subject.species:
            half = divide(self.limit(row.species).at(row.lowest.to("%").value)[1], 2)
            yield self.require(
                "half", f"{row.species}: {self.subject.step}", f"≤ {plain(half)} %", self.step <= half, "step"
            )

    @facts.item("c/1 MPE", unit="1")
    def control(self) -> None:
        """The control value of each curve, without a sample."""
        for row in self.subject.species:
            with self.at(row.species):
                self.meter.select(row.species)
                middle = divide(row.control_lower + row.control_upper, 2)
                c = self.read("c", self.meter.control_value, expect=middle, bounded=False)
                self.compare(between(row.control_lower, row.control_upper), source=facts.source("control"), c=c)

    @facts.item("wr/% w/% E/% MPE/%")
    def indication(self) -> None:
        """Samples of different contents for each species that is tested."""
        number, place = int(facts.number("samples")), 0
        for row in self.subject.species[: int(facts.number("species"))]:
            low, high = (x.to("%").value for x in (row.lowest, row.highest))
            name = facts.term(row.species).name
            curve = Curve("E", row.species, f"{name.zh} | {name.en}")
            known: list[Decimal] = []
            self.meter.select(row.species)
            for n in range(1, number + 1):
                place += 1
                ideal = round_to_interval(low + divide((high - low) * n, number + 1), self.step)
                with self.at(
                    row.species,
                    str(n),
                    words=f"{name.zh} {n} 号样品 | {name.en}, sample {n}",
                ):
                    wr, w = self.run.together("sample", partial(self.measured, str(place), ideal, known))
                    known.append(wr.number)
                    limit = self.limit(row.species)
                    self.compare(limit, point=wr.number, curve=curve, also=[wr, w], chosen=True, E=w - wr)

    def measured(self, number: str, ideal: Decimal, known: list[Decimal]) -> tuple[Value, Value]:
        """Content by the reference method, and as shown."""
        self.samples.pour(number)
        wr = self.read("wr", self.samples.content, expect=ideal, bounded=False, check=lambda x: _other(x, known))
        return wr, self.read("w", self.meter.moisture, expect=wr.number)


def _other(content: Decimal, known: list[Decimal]) -> Problem | None:
    """Samples of a species have different contents."""
    if content not in known:
        return None
    return Doubt(
        "same_content", f"含水率 {plain(content)} % 的样品已测过", f"a sample of {plain(content)} % was measured before"
    )
