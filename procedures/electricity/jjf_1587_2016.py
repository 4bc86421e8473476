"""JJF 1587-2016 数字多用表校准规范 (digital multimeters): direct voltage against the maker's specification."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from drivers.roles import ACDCSource, DigitalMultimeter, Leads
from metrology.limits import Linear
from procedures.kit import Curve, Facts, KitProcedure, Nameplate, Quantity, Row, quantity

facts = Facts.beside(__file__)


class Range(Row):
    """A range: upper limit, and what the maker states, in % of the reading and of the range."""

    upper: Annotated[Quantity, quantity("V", above=0)]
    of_reading: Decimal = Field(ge=0)
    of_range: Decimal = Field(ge=0)

    def __str__(self) -> str:
        return f"{self.upper}: ±({self.of_reading:f} % + {self.of_range:f} %)"


class Multimeter(Nameplate):
    """A multimeter; its basic range comes first."""

    dc_voltage: tuple[Range, ...] = Field(min_length=1, title="直流电压量程 | DC voltage ranges")


class JJF1587(KitProcedure[Multimeter]):
    """Calibration of the direct voltage ranges."""

    facts, subject_model, under_test, unit = facts, Multimeter, "meter", "V"
    source: ACDCSource
    meter: DigitalMultimeter
    leads: Leads

    @facts.item("ref x E MPE")
    def dc_voltage(self) -> None:
        """Every range at its parts, set by the calibrator, read by the meter."""
        self.source.standby()
        self.leads.connect("voltage")
        for n, r in enumerate(self.subject.dc_voltage):
            full = r.upper.to("V").value
            limit = Linear(r.of_range / 100 * full, r.of_reading / 100, source=facts.source("limit"))
            for part in facts.table("points").numbers("other" if n else "basic"):
                volts = full * part / 100
                with self.at(r.upper, volts, why=f"量程的 {part} % | {part} % of the range"):
                    self.source.set_voltage(volts, "V")
                    ref, x = self.readings(ref=self.source.output, x=(self.meter.dc_voltage, full))
                    self.compare(limit, point=volts, curve=Curve("error", chart=f"{full:f}V"), E=x - ref)
        self.source.standby()
