"""What verifications of discontinuous totalisers (totalising hopper weighers) have in common."""

from decimal import Decimal

from pydantic import Field

from drivers.roles import HopperRun, ProductRun, StaticTest
from metrology.exact import divide, plain
from metrology.rounding import round_significant
from procedures.kit import Requirements
from procedures.mass.automatic.totalisers import TotaliserPlate, Totalisers
from procedures.mass.automatic.weighing import Mass
from procedures.mass.automatic.zero_setting import ZeroSetting


class DiscontinuousTotaliser(TotaliserPlate):
    """A totalising hopper weigher."""

    d: Mass = Field(title="控制分度值 d | Control scale interval d")
    min: Mass = Field(title="最小秤量 Min | Minimum capacity Min")

    @property
    def low_class(self) -> bool:
        """Whether it is of no higher class than 1."""
        return self.accuracy_class in {"1", "2"}


class DiscontinuousTotalisers(Totalisers[DiscontinuousTotaliser], ZeroSetting[DiscontinuousTotaliser]):
    """Verification with loads of product, one after the other in a hopper."""

    subject_model = DiscontinuousTotaliser
    hopper: HopperRun

    @property
    def static(self) -> StaticTest:
        """Who works the instrument while it stands."""
        return self.hopper

    @property
    def product(self) -> ProductRun:
        """Who lets product through."""
        return self.hopper

    def requirements(self) -> Requirements:
        """The totalisation interval is the part of Max that it must be."""
        low, high = (self.facts.number(key) for key in ("dt_above", "dt_below"))
        part = round_significant(divide(100 * self.subject.dt.value, self.subject.mass(self.subject.max)), 6)
        conforms = low < part < high
        yield self.require("dt", f"{plain(part)} %", f"> {plain(low)} %, < {plain(high)} %", conforms, "dt")

    def interval(self) -> Decimal:
        """Control scale interval, in which zero is shown."""
        return self.subject.mass(self.subject.d)
