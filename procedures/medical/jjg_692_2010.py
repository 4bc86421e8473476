"""JJG 692-2010 无创自动测量血压计 (automated sphygmomanometers)."""

from typing import Literal

from pydantic import Field

from metrology.units import Quantity
from procedures.kit import Facts
from procedures.medical.blood_pressure import BloodPressure, OfBloodPressure

PRINCIPLES = {"oscillometric": "示波法 | oscillometric", "auscultatory": "听诊法 | auscultatory"}


class AutomatedSphygmomanometer(OfBloodPressure):
    """An instrument that finds the blood pressure itself."""

    principle: Literal["oscillometric", "auscultatory"] = Field(
        title="测量原理 | Principle", json_schema_extra={**PRINCIPLES}
    )

    @property
    def oscillometric(self) -> bool:
        """Whether it measures oscillations of the cuff."""
        return self.principle == "oscillometric"

    @property
    def auscultatory(self) -> bool:
        """Whether it listens."""
        return self.principle == "auscultatory"

    @property
    def highest(self) -> Quantity:
        """The highest point."""
        return self.points[-1]


class JJG692(BloodPressure[AutomatedSphygmomanometer]):
    """Verification of automated sphygmomanometers."""

    facts = Facts.beside(__file__)
    subject_model = AutomatedSphygmomanometer
