"""JJG 1101-2014 医用诊断全景牙科X射线辐射源 (dental panorama), from the readings of a person."""

from pydantic import Field

from procedures.kit import Facts
from procedures.medical.radiation_sources import Length, RadiationItems, Times, XRaySource


class DentalSource(XRaySource):
    """A machine for dental panorama."""

    times: Times = Field(min_length=1, title="检定曝光时间 | Exposure times verified")
    required_hvl: Length = Field(title="规定的最小半值层（Al） | Least half-value layer required (Al)")


class JJG1101(RadiationItems[DentalSource]):
    """Verification of the X-ray source of dental panorama."""

    facts = Facts.beside(__file__)
    subject_model = DentalSource
