"""JJG 1050-2009 X、γ射线骨密度仪 (bone densitometers), from the readings of a person."""

from typing import Annotated

from pydantic import Field

from procedures.kit import Facts, Nameplate, Quantity, Requirements, ascending, quantity
from procedures.medical.radiation_sources import Length, RadiationItems


class Densitometer(Nameplate):
    """A densitometer, by the samples of the phantom that it is verified with."""

    widths: Annotated[tuple[Length, ...], ascending] = Field((), title="骨横径样品 | Samples of bone width")
    contents: Annotated[tuple[Annotated[Quantity, quantity("g/cm", above=0)], ...], ascending] = Field(
        (), title="骨矿含量样品 | Samples of bone mineral content"
    )
    densities: Annotated[tuple[Annotated[Quantity, quantity("g/cm²", above=0)], ...], ascending] = Field(
        (), title="骨密度样品 | Samples of bone mineral density"
    )

    @property
    def middle(self) -> Quantity:
        """The vertebra nearest to 1 g/cm²."""
        return min(self.densities, key=lambda d: abs(d.to("g/cm²").value - 1))


class JJG1050(RadiationItems[Densitometer]):
    """Verification of bone densitometers."""

    facts = Facts.beside(__file__)
    subject_model, under_test = Densitometer, "readout"

    def requirements(self) -> Requirements:
        """It is one of the two kinds, with its samples."""
        s = self.subject
        single, dual = (s.widths, s.contents), (s.densities,)
        meet = all(single) != any(dual) and not (any(single) and not all(single))
        yield self.require("kind", (*s.widths, *s.contents, *s.densities), "—", meet, "general")
