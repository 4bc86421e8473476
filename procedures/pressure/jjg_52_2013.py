"""JJG 52-2013 弹性元件式一般压力表、压力真空表和真空表 (elastic-element gauges for general use)."""

from typing import Annotated, Literal

from pydantic import Field

from metrology.limits import Band, Bands, OfSpan
from procedures.kit import Facts, Quantity, Requirements, quantity
from procedures.pressure.contacts import ContactGauge, Contacts

facts = Facts.beside(__file__)


class Gauge(ContactGauge):
    """A pressure gauge, a pressure-vacuum gauge or a vacuum gauge; class 1.5 is an old marking of 1.6."""

    accuracy_class: Literal["1", "1.5", "1.6", "2.5", "4"] = Field(alias="class", title="准确度等级 | Accuracy class")
    case_diameter: Annotated[Quantity, quantity("mm")] | None = Field(None, title="外壳公称直径 | Case diameter")


class JJG52(Contacts[Gauge]):
    """Verification of pressure gauges of accuracy classes 1, 1.6, 2.5 and 4, with contacts or without."""

    facts, subject_model = facts, Gauge

    def prepare(self) -> None:
        """Near the upper limit of the pressure part the limits are wider."""
        super().prepare()
        if self.marks:
            edge, low = facts.number("top_band_from") * self.top, OfSpan(self.percent["rest"], self.low, self.top)
            high = OfSpan(self.percent["top"], self.low, self.top)
            bands = [Band(edge, low, closed=False), Band(self.top, high)]
            self.mpe = Bands(bands, self.low, source=facts.table("mpe").source)

    def classed(self) -> str:
        """Class 1.5 is judged as 1.6."""
        return self.subject.accuracy_class.replace("1.5", "1.6")

    def requirements(self) -> Requirements:
        """Divisions, marks, case."""
        yield from super().requirements()
        diameter, sizes = self.subject.case_diameter, facts.table("case").numbers(self.classed())
        if diameter is not None:
            yield self.require("diameter", diameter, sizes, diameter.to("mm").value in sizes, "dial")
