"""Measuring ranges of a multimeter as its nameplate and its maker's specification state them."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from metrology.limits import Limit, Linear
from metrology.status import Source
from procedures.kit import Agreed, Nameplate, Quantity, Row, quantity

Hertz = Annotated[Quantity, quantity("Hz", above=0)]


class Range(Row):
    """A range: upper limit, resolution, and what the maker states, in % of the reading and of the range."""

    base: ClassVar[str] = ""
    upper: Quantity
    resolution: Quantity
    of_reading: Decimal | None = Field(None, ge=0)
    of_range: Decimal | None = Field(None, ge=0)

    @property
    def full(self) -> Decimal:
        """Upper limit in V, A or Ω."""
        return self.upper.to(self.base).value

    @property
    def step(self) -> Decimal:
        """Resolution in V, A or Ω."""
        return self.resolution.to(self.base).value

    def limit(self, source: Source) -> Limit | None:
        """The maker's specification; None where the nameplate does not hold it."""
        if self.of_reading is None or self.of_range is None:
            return None
        return Linear(self.of_range / 100 * self.full, self.of_reading / 100, source=source)

    def __str__(self) -> str:
        if self.of_reading is None or self.of_range is None:
            return f"{self.upper} ({self.resolution})"
        return f"{self.upper} ({self.resolution}): ±({self.of_reading:f} % + {self.of_range:f} %)"


class Volts(Range):
    """A range of direct voltage."""

    base = "V"
    upper: Annotated[Quantity, quantity("V", above=0)]
    resolution: Annotated[Quantity, quantity("V", above=0)]


class Amperes(Range):
    """A range of direct current."""

    base = "A"
    upper: Annotated[Quantity, quantity("A", above=0)]
    resolution: Annotated[Quantity, quantity("A", above=0)]


class Ohms(Range):
    """A range of resistance, with two or four wires; two are zeroed."""

    base = "Ω"
    upper: Annotated[Quantity, quantity("Ω", above=0)]
    resolution: Annotated[Quantity, quantity("Ω", above=0)]
    wires: Literal[2, 4] = 4


class ACVolts(Volts):
    """A range of alternating voltage; the middle frequency comes first."""

    frequencies: tuple[Hertz, ...] = Field(min_length=1)


class ACAmperes(Amperes):
    """A range of alternating current; the middle frequency comes first."""

    frequencies: tuple[Hertz, ...] = Field(min_length=1)


class Multimeter(Nameplate, Agreed):
    """A multimeter; the basic range of each function comes first."""

    dc_voltage: tuple[Volts, ...] = Field(min_length=1, title="直流电压量程（分辨力） | DC voltage ranges (resolution)")
    dc_current: tuple[Amperes, ...] = Field((), title="直流电流量程（分辨力） | DC current ranges (resolution)")
    resistance: tuple[Ohms, ...] = Field((), title="电阻量程（分辨力） | Resistance ranges (resolution)")
    ac_voltage: tuple[ACVolts, ...] = Field((), title="交流电压量程（分辨力） | AC voltage ranges (resolution)")
    ac_current: tuple[ACAmperes, ...] = Field((), title="交流电流量程（分辨力） | AC current ranges (resolution)")

    @model_validator(mode="after")
    def _rule_needs_limits(self) -> Self:
        """A rule without limits states nothing."""
        ranges = (*self.dc_voltage, *self.dc_current, *self.resistance, *self.ac_voltage, *self.ac_current)
        if self.decision_rule and any(r.of_reading is None or r.of_range is None for r in ranges):
            raise ValueError("a decision rule was agreed: every range needs of_reading and of_range, the limits agreed")
        return self
