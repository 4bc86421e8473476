"""JJG 1145-2017 医用乳腺X射线辐射源 (mammography), from the readings of a person."""

from typing import Annotated

from pydantic import Field

from procedures.kit import Facts, ascending
from procedures.medical.radiation_sources import Length, RadiationItems, XRaySource


class MammographySource(XRaySource):
    """A machine for mammography."""

    digital: bool = Field(title="数字式 | Digital")
    required_hvl: Annotated[tuple[Length, Length], ascending] = Field(
        title="规定的半值层范围（Al） | Half-value layer required (Al)"
    )


class JJG1145(RadiationItems[MammographySource]):
    """Verification of the X-ray source of mammography."""

    facts = Facts.beside(__file__)
    subject_model = MammographySource
