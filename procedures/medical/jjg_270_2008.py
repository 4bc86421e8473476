"""JJG 270-2008 血压计和血压表 (sphygmomanometers with a mercury column or a dial)."""

from typing import Literal

from pydantic import Field

from procedures.kit import Facts
from procedures.medical.blood_pressure import BloodPressure, OfBloodPressure, Pressure

KINDS = {"mercury": "水银血压计 | mercury column", "dial": "血压表 | dial"}


class Sphygmomanometer(OfBloodPressure):
    """An instrument that a person reads while listening."""

    instrument: Literal["mercury", "dial"] = Field(title="类型 | Type", json_schema_extra={**KINDS})
    upper: Pressure = Field(title="测量上限 | Upper limit")
    division: Pressure = Field(title="分度值 | Scale division")

    @property
    def mercury(self) -> bool:
        """Whether it has a column."""
        return self.instrument == "mercury"

    @property
    def dial(self) -> bool:
        """Whether it has a pointer."""
        return self.instrument == "dial"


class JJG270(BloodPressure[Sphygmomanometer]):
    """Verification of sphygmomanometers."""

    facts = Facts.beside(__file__)
    subject_model = Sphygmomanometer
