"""What editions for breath alcohol analysers have in common: gas of known alcohol content is blown in, again and again."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from drivers.roles import BreathSimulator, Display
from metrology.exact import divide
from metrology.limits import Limit
from metrology.status import Source
from procedures.kit import (
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_most,
    item,
    quantity,
    standard_deviation,
)
from procedures.subject import Subject

Alcohol = Annotated[Quantity, quantity("mg/L", above=0)]


class BreathAnalyser(Nameplate):
    """An analyser of breath."""

    upper: Alcohol = Field(title="测量上限 | Upper limit")
    step: Alcohol = Field(title="检定模式分辨力 | Resolution when verified")


class BreathAnalysers(KitProcedure[BreathAnalyser]):
    """Every blow is judged alone; at each content their scatter too."""

    subject_model: ClassVar[type[Subject]] = BreathAnalyser
    under_test, unit = "analyser", "mg/L"
    gas: BreathSimulator
    analyser: Display

    def prepare(self) -> None:
        """Contents in mg/L, and how often each is blown in."""
        s = self.subject
        self.step, self.top = s.step.to("mg/L").value, s.upper.to("mg/L").value
        self.display = (Decimal(0), self.top)
        self.contents = list(self.facts.table("points").numbers("mg/L"))
        self.repeats = self.blows()

    def blows(self) -> int:
        """How often each content is blown in."""
        return int(self.facts.number("repeats"))

    def limit(self, content: Decimal, shown: Decimal) -> Limit:
        """What is permitted at a content that is shown as something."""
        raise NotImplementedError

    def limit_source(self, content: Decimal) -> Source:
        """Where the limit at a content stands."""
        del content
        return self.facts.source("mpe")

    def requirements(self) -> Requirements:
        """The range holds every content, and a step is a small part of the smallest limit."""
        least = self.facts.table("points").numbers("mg/L")[-1]
        yield self.require("range", self.subject.upper, f"≥ {least} mg/L", self.top >= least, "points")
        finest = self.facts.number("step")
        yield self.require("resolution", self.subject.step, f"≤ {finest} mg/L", self.step <= finest, "resolution")

    @item("ref x E MPE")
    def indication(self) -> None:
        """Each content so many times; every value shown is within its limit."""
        for c in self.contents:
            for n in range(1, self.repeats + 1):
                with self.at(c, str(n), words=f"{c} mg/L 第 {n} 次 | {c} mg/L, blow {n}"):
                    self.kept["x", c, n] = self.blown(c)

    def blown(self, content: Decimal) -> Value:
        """One blow, compared; returns what is shown."""
        self.gas.inject(content, self.unit)
        ref, x = self.readings(ref=self.gas.content, x=self.analyser.indication)
        source = self.limit_source(ref.number)
        limit, U = self.limit(ref.number, x.number), self.uncertainty("gas", content, step=self.step)
        self.compare(limit, source=source, point=ref.number, curve="error", uncertainty=U, chosen=True, E=x - ref)
        return x

    @item("s MPE")
    def repeatability(self) -> None:
        """The standard deviation at each content is a part of the limit there."""
        for c in self.contents:
            with self.at(c):
                s = standard_deviation([self.kept["x", c, n] for n in range(1, self.repeats + 1)])
                permitted = divide(self.limit(c, c).at(c)[1], self.facts.number("part"))
                self.compare(at_most(permitted), s=s)
