"""JJG 1163-2019 多参数监护仪 (patient monitors): electrocardiogram, blood pressure, oxygen saturation, carbon dioxide."""

from typing import Annotated, Literal

from pydantic import Field

from metrology.units import Quantity
from procedures.kit import Facts, ascending, quantity, within
from procedures.medical.blood_pressure import BloodPressure, OfBloodPressure, Points

facts = Facts.beside(__file__)
Speeds = Annotated[tuple[Annotated[Quantity, quantity("mm/s", above=0)], ...], ascending]


class Monitor(OfBloodPressure):
    """A monitor with its modules."""

    points: Points = Field((), title="静态压力检定点 | Points of static pressure")
    ecg: bool = Field(title="心电 | Electrocardiogram")
    speeds: Speeds = Field((), title="扫描速度 | Sweep speeds")
    spo2: bool = Field(title="血氧饱和度 | Oxygen saturation")
    co2: Literal["%", "kPa", "mmHg"] | None = Field(None, title="呼末二氧化碳显示单位 | Unit of carbon dioxide")

    @property
    def nibp(self) -> bool:
        """Whether it measures blood pressure."""
        return bool(self.points)

    @property
    def highest(self) -> Quantity:
        """The highest point of static pressure."""
        return self.points[-1]


class JJG1163(BloodPressure[Monitor]):
    """Verification of patient monitors."""

    facts, subject_model = facts, Monitor

    @facts.item("length/mm speed/mm/s gamma/% MPE/%")
    def sweep(self) -> None:
        """The length of several periods over their time."""
        many, period = facts.number("periods"), facts.number("period")
        self.source.apply_to("interval", period, "s")
        for nominal in (v.to("mm/s").value for v in self.subject.speeds):
            with self.at(Quantity(nominal, "mm/s")):
                length = self.read("length", (self.readout.indication_of, "sweep"), expect=nominal * many * period)
                speed = (length / (many * period)).named("speed")
                self.compare(within(facts.number("sweep")), gamma=(speed - nominal) / nominal * 100)
        self.source.off()
