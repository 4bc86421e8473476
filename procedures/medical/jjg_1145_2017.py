"""JJG 1145-2017 医用乳腺X射线辐射源 (mammography), from the readings of a person."""

from typing import Annotated

from pydantic import Field

from procedures.kit import Facts, Quantity, Requirements, ascending, quantity
from procedures.medical.radiation_sources import Length, RadiationItems, XRaySource

Dose = Annotated[Quantity, quantity("mGy", above=0)]


class MammographySource(XRaySource):
    """A machine for mammography."""

    digital: bool = Field(title="数字式 | Digital")
    stated_dose: Dose | None = Field(None, title="显示的腺体平均剂量 | Mean glandular dose shown")
    required_hvl: Annotated[tuple[Length, Length], ascending] = Field(
        title="规定的半值层范围（Al） | Half-value layer required (Al)"
    )


class JJG1145(RadiationItems[MammographySource]):
    """Verification of the X-ray source of mammography."""

    facts = Facts.beside(__file__)
    subject_model = MammographySource

    def requirements(self) -> Requirements:
        """A digital source shows the dose."""
        shown = self.subject.stated_dose
        yield self.require(
            "stated", "—" if shown is None else shown, "mGy", bool(shown) == self.subject.digital, "dose"
        )
