"""JJG 961-2017 医用诊断螺旋CT X射线辐射源 (spiral computed tomography), from the readings of a person."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from procedures.kit import Facts, Nameplate, Quantity, ascending, quantity, within
from procedures.medical.radiation_sources import Length, RadiationItems
from procedures.subject import Marked

facts = Facts.beside(__file__)

PROTOCOLS = {"head": "头部 | head", "body": "体部 | body"}


class Scanner(Nameplate):
    """A spiral scanner."""

    protocols: tuple[Literal["head", "body"], ...] = Field(
        min_length=1, title="剂量指数条件 | Protocols of the dose index", json_schema_extra={**PROTOCOLS}
    )
    stated_doses: tuple[Annotated[Quantity, quantity("mGy", above=0)], ...] = Field(
        min_length=1, title="标称剂量指数 | Dose index stated for them"
    )
    thicknesses: Annotated[tuple[Length, ...], ascending] = Field(min_length=1, title="检定层厚 | Slices verified")
    layers: tuple[Marked, ...] = Field((), title="多排螺旋CT的图像 | Images of a scanner of several rows")

    @model_validator(mode="after")
    def _each_protocol_has_its_dose(self) -> Self:
        if len(self.stated_doses) != len(self.protocols):
            raise ValueError("stated_doses: state one dose for each protocol")
        return self


class JJG961(RadiationItems[Scanner]):
    """Verification of the X-ray source of a spiral scanner."""

    facts = facts
    subject_model = Scanner

    def permitted(self, nominal: Decimal) -> Decimal:
        """The limit of a slice thickness, in mm."""
        row, thin, thick = facts.table("thickness").row("all"), facts.number("thin"), facts.number("thick")
        if nominal > thick:
            return row["thick"]
        return row["thin"] if nominal < thin else row["middle"] / 100 * nominal

    @facts.item("ref/mm E/mm MPE/mm")
    def thickness(self) -> None:
        """Nominal less measured thickness."""
        self.unit = "mm"
        for nominal in (t.to("mm").value for t in self.subject.thicknesses):
            with self.at(nominal):
                self.source.apply_to("thickness", nominal, "mm")
                ref = self.read("ref", (self.readout.indication_of, "thickness"))
                self.compare(within(self.permitted(nominal)), E=nominal - ref)
        self.source.off()
