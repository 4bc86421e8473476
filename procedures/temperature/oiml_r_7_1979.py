"""OIML R 7:1979: clinical thermometers, mercury in glass, with a maximum device."""

from procedures.kit import Facts, Requirements
from procedures.temperature.clinical_glass import ClinicalGlass, ClinicalThermometer

facts = Facts.beside(__file__)


class R7(ClinicalGlass[ClinicalThermometer]):
    """Initial and periodic verification."""

    facts, subject_model = facts, ClinicalThermometer

    def requirements(self) -> Requirements:
        """The scale is long and fine enough."""
        s, low, high = self.subject, facts.number("lowest"), facts.number("highest")
        covered = s.lower.to("°C").value <= low and s.upper.to("°C").value >= high
        yield self.require("range", f"{s.lower}～{s.upper}", f"{low}～{high} °C", covered, "scale")
        interval = facts.number("interval")
        yield self.require("interval", s.resolution, f"{interval} K", s.resolution.to("K").value == interval, "scale")
