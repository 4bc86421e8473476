"""JJG 744-2004 医用诊断X射线辐射源 (X-ray sources of medical diagnosis), from the readings of a person."""

from typing import Annotated, Literal

from pydantic import Field

from procedures.kit import Facts, Quantity, ascending, quantity
from procedures.medical.radiation_sources import Length, RadiationItems, Resolution, Times, XRaySource

MACHINES = {
    "plain": "无影像增强器 | without image intensifier",
    "intensifier": "带影像增强器 | with image intensifier",
    "interventional": "介入放射学用 | for interventional radiology",
}


class DiagnosticSource(XRaySource):
    """A diagnostic X-ray machine."""

    machine: Literal["plain", "intensifier", "interventional"] = Field(
        title="类型 | Type", json_schema_extra={**MACHINES}
    )
    charges: Annotated[tuple[Annotated[Quantity, quantity("mAs", above=0)], ...], ascending] = Field(
        min_length=2, title="检定电流时间积 | Current time products verified"
    )
    currents: Annotated[tuple[Annotated[Quantity, quantity("mA", above=0)], ...], ascending] = Field(
        (), title="检定管电流 | Tube currents verified"
    )
    times: Times = Field((), title="检定加载时间 | Loading times verified")
    required_hvl: Length = Field(title="规定的最小半值层（Al） | Least half-value layer required (Al)")
    required_resolution: Resolution = Field(title="规定的最低分辨力 | Least resolution required")
    largest_focus: Length = Field(title="规定的最大焦点尺寸 | Largest focus permitted")
    distance: Length = Field(title="焦点至光野平面距离 | Distance from focus to light field")


class JJG744(RadiationItems[DiagnosticSource]):
    """Verification of diagnostic X-ray sources."""

    facts = Facts.beside(__file__)
    subject_model = DiagnosticSource
