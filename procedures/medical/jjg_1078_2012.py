"""JJG 1078-2012 医用数字摄影（CR、DR）系统X射线辐射源 (computed and digital radiography), from the readings of a person."""

from typing import Annotated

from pydantic import Field

from procedures.kit import Facts, Quantity, quantity
from procedures.medical.radiation_sources import Length, RadiationItems, Resolution, XRaySource


class DigitalRadiography(XRaySource):
    """A system of computed or digital radiography."""

    required_resolution: Resolution = Field(title="出厂空间分辨力 | Resolution stated by the maker")
    required_contrast: Annotated[Quantity, quantity("%", above=0)] = Field(
        title="出厂低对比度分辨力 | Low contrast resolution stated by the maker"
    )
    largest_focus: Length = Field(title="出厂最大焦点尺寸 | Largest focus stated by the maker")
    distance: Length = Field(title="源像距（SID） | Distance from source to image")


class JJG1078(RadiationItems[DigitalRadiography]):
    """Verification of the X-ray source of a radiography system."""

    facts = Facts.beside(__file__)
    subject_model = DigitalRadiography
