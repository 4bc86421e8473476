"""What a laboratory sets for its PACE in the bench file."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from metrology.units import convert


@dataclass(frozen=True, slots=True)
class PaceSettings:
    """Times and rates; pressures in kPa, times in seconds.

    Attributes:
        slew: Slew rate in kPa/s.
        dwell: How long the in-limits flag must have been set without a break.
        margin: Promised time beyond the ramp itself.
        poll: Pause between two looks at the flag.
        vent_time: Promised time of venting.
    """

    slew: Decimal = Decimal(50)
    dwell: Decimal = Decimal(5)
    margin: Decimal = Decimal(60)
    poll: Decimal = Decimal("0.5")
    vent_time: Decimal = Decimal(120)

    @classmethod
    def from_options(cls, fitting: Fitting) -> Self:
        """Read the role's options; raises `InstrumentError` naming an option that is no positive number."""
        names = ("slew", "dwell", "margin", "poll", "vent_time")
        fitting.require_options(names)
        values: dict[str, Decimal] = {}
        for name in (name for name in names if name in fitting.options):
            try:
                values[name] = Decimal(fitting.options[name])
            except InvalidOperation:
                values[name] = Decimal(-1)
            if not values[name] > 0:
                what = f"Option {name} = {fitting.options[name]!r} is not a positive number."
                raise InstrumentError(what, where=fitting.where, remedy="Correct the bench file.")
        return cls(**values)

    def slew_in(self, unit: str) -> Decimal:
        """Slew rate in `unit` per second."""
        return convert(self.slew, "kPa", unit)

    def promised(self, change: Decimal, unit: str) -> Decimal:
        """Seconds within which a change of the set-point must have settled."""
        return (convert(change, unit, "kPa") / self.slew + self.dwell + self.margin).quantize(Decimal("0.1"))
