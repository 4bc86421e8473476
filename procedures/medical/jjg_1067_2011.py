"""JJG 1067-2011 医用诊断数字减影血管造影系统X射线辐射源 (digital subtraction angiography), from the readings of a person."""

from typing import Annotated

from pydantic import Field

from procedures.kit import Facts, Quantity, Requirements, ascending, quantity
from procedures.medical.radiation_sources import Length, RadiationItems, Resolution, XRaySource

facts = Facts.beside(__file__)


class AngiographySource(XRaySource):
    """A system of digital subtraction angiography."""

    intensifier: bool = Field(title="影像增强器 | Image intensifier")
    required_resolution: Resolution = Field(title="出厂空间分辨力 | Resolution stated by the maker")
    largest_focus: Length = Field(title="规定的最大焦点尺寸 | Largest focus permitted")
    contents: Annotated[tuple[Annotated[Quantity, quantity("mg/cm³", above=0)], ...], ascending] = Field(
        min_length=3, title="模体碘浓度 | Iodine contents of the phantom"
    )


class JJG1067(RadiationItems[AngiographySource]):
    """Verification of the X-ray source of an angiography system."""

    facts = facts
    subject_model = AngiographySource

    def requirements(self) -> Requirements:
        """The maker's resolution is not below that of the regulation."""
        shown, least = self.subject.required_resolution, facts.number("intensifier")
        if self.subject.intensifier:
            conforms = shown.to("lp/cm").value >= least
            yield self.require("intensifier", shown, f"≥ {least} lp/cm", conforms, "resolution")
