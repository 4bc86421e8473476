"""How exactly an automatic weighing instrument sets zero and takes a tare, found with small weights while it stands."""

from decimal import Decimal
from typing import TypeVar

from drivers.roles import StaticTest, TareTest
from metrology.exact import trimmed
from procedures.kit import Nameplate, Value, item, within
from procedures.mass.automatic.weighing import AutomaticWeighing

N = TypeVar("N", bound=Nameplate)


class ZeroSetting(AutomaticWeighing[N]):
    """Verification of an instrument whose zero is set."""

    @property
    def static(self) -> StaticTest:
        """Who works the instrument while it stands."""
        raise NotImplementedError

    def interval(self) -> Decimal:
        """Scale interval in which zero is shown, in the unit of judgement."""
        raise NotImplementedError

    def zero_limit(self) -> Decimal:
        """How far zero may be from where it is shown, in the unit of judgement."""
        return trimmed(self.facts.number("zero_part") * self.interval())

    @item("dL E0 MPE")
    def zero(self) -> None:
        """How exactly it is set to zero."""
        self.static.zero()
        self.near_zero()

    def near_zero(self) -> None:
        """Compare the error where nothing is shown: half an interval less what it takes to come to the next one."""
        d = self.interval()
        half = Value.constant(d / 2)
        dL = self.read("dL", (self.static.changeover, d / 10, self.unit), expect=half.number)
        self.compare(within(self.zero_limit()), E0=half - dL)


class TaredWeighing(ZeroSetting[N]):
    """Verification of an instrument that can have a tare device."""

    @property
    def static(self) -> TareTest:
        """Who works the instrument while it stands."""
        raise NotImplementedError

    @item("dL E0 MPE")
    def tare(self) -> None:
        """How exactly the tare is taken."""
        self.static.zero()
        self.static.take_tare()
        self.near_zero()
        self.static.zero()
