"""JJG 589-2008 医用电子加速器辐射源 (medical electron accelerators), from the readings of a person."""

from typing import Annotated

from pydantic import AfterValidator, Field

from procedures.kit import Facts, Nameplate, Quantity, ascending, quantity
from procedures.medical.radiation_sources import RadiationItems
from procedures.subject import Marked


def _different(beams: tuple[str, ...]) -> tuple[str, ...]:
    keys = [beam.replace(" ", "") for beam in beams]
    if len(set(keys)) < len(keys) or not all(key.isascii() and key.isalnum() for key in keys):
        raise ValueError('write each beam once, such as "6 MV"')
    return beams


Beams = Annotated[tuple[Marked, ...], AfterValidator(_different)]


class Accelerator(Nameplate):
    """An accelerator with its beams."""

    photons: Beams = Field(min_length=1, title="X射线能量 | X-ray beams")
    electrons: Beams = Field((), title="电子束能量 | Electron beams")
    doses: Annotated[tuple[Annotated[Quantity, quantity("Gy", above=0)], ...], ascending] = Field(
        min_length=2, title="检定剂量 | Doses verified"
    )


class JJG589(RadiationItems[Accelerator]):
    """Verification of a medical accelerator."""

    facts = Facts.beside(__file__)
    subject_model = Accelerator
