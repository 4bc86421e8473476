"""What verifications of electrocardiographs have in common."""

from typing import TypeVar

from pydantic import Field

from drivers.roles import PatientSimulator
from procedures.kit import Nameplate, ReadItems
from procedures.subject import Marked, Subject

S = TypeVar("S", bound=Subject)


class Electrocardiograph(Nameplate):
    """A recorder of the electrocardiogram."""

    leads: tuple[Marked, ...] = Field(min_length=1, title="检定导联 | Leads verified")


class OnASimulator(ReadItems[S]):
    """Verification with a simulator of signals; heights and lengths are read from the paper or the display."""

    under_test = "readout"
    source: PatientSimulator
