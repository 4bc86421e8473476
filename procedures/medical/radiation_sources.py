"""What the editions for radiation sources of medicine have in common."""

from typing import Annotated, TypeVar

from pydantic import Field

from drivers.roles import RadiationSource
from procedures.kit import Nameplate, Quantity, ReadItems, ascending, quantity
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)

Voltages = Annotated[tuple[Annotated[Quantity, quantity("kV", above=0)], ...], ascending]
Times = Annotated[tuple[Annotated[Quantity, quantity("ms", above=0)], ...], ascending]
Length = Annotated[Quantity, quantity("mm", above=0)]
Resolution = Annotated[Quantity, quantity("lp/cm", above=0)]


class XRaySource(Nameplate):
    """A source of X-rays whose tube voltage is set."""

    voltages: Voltages = Field(min_length=1, title="检定管电压 | Tube voltages verified")


class RadiationItems(ReadItems[S]):
    """Verification of a source of radiation from the readings of a person."""

    under_test = "source"
    source: RadiationSource
