"""Roles of electrical and frequency benches; the rules of `drivers.roles` hold here too.

Frequencies are in Hz and 0 means direct voltage or current. A measuring range is given by its upper limit in the unit
of the reading; 0 leaves the choice to the instrument. Errors: every method raises only the errors of `drivers.errors`.
"""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading, reading_of

#: Frequency of direct voltage and current.
DIRECT = Decimal(0)
#: Measuring range that the instrument chooses itself.
AUTOMATIC = Decimal(0)


def _putting_out(value: str, unit: str, frequency: str) -> Words:
    if not frequency.strip("0."):
        return Words(f"输出直流 {value} {unit} 并稳定", f"put out {value} {unit} direct and let it settle")
    return Words(
        f"输出交流 {value} {unit}、{frequency} Hz 并稳定", f"put out {value} {unit} at {frequency} Hz and let it settle"
    )


@runtime_checkable
class ACDCSource(Protocol):
    """A calibrator: source and reference standard of voltage, current and resistance in one.

    Every `set_…` energises the output and returns when it is settled (flag and dwell); an instrument that drops itself
    into standby on the way, as calibrators do above 33 V, is energised again. What the source really puts out is asked
    with `output` beside every reading of the unit under test: a source that has tripped is not a bad unit.
    """

    @command("", "", energises=True, worded=_putting_out)
    def set_voltage(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a voltage; alternating values are r.m.s. at `frequency` in Hz."""
        ...

    @command("", "", energises=True, worded=_putting_out)
    def set_current(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a current; alternating values are r.m.s. at `frequency` in Hz."""
        ...

    @command("输出电阻 {value} {unit}", "present a resistance of {value} {unit}", energises=True)
    def set_resistance(self, value: Decimal, unit: str) -> None:
        """Present a resistance."""
        ...

    @reading
    def output(self) -> Reading:
        """What is put out, in V, A or Ω, as the source states it; raises `Reported` unless operating and settled."""
        ...

    @command("接通输出并稳定", "switch the output on and let it settle", energises=True)
    def operate(self) -> None:
        """Energise the present setting again and return when it is settled."""
        ...

    @command("输出置于待机", "switch the output to standby", makes_safe=True)
    def standby(self) -> None:
        """Take the output away; confirmed by reading back. The setting stays."""
        ...


@runtime_checkable
class DigitalMultimeter(Protocol):
    """A digital multimeter, as standard or as unit under test."""

    @reading
    def dc_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct voltage in V."""
        ...

    @reading
    def ac_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating voltage in V, r.m.s."""
        ...

    @reading
    def dc_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct current in A."""
        ...

    @reading
    def ac_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating current in A, r.m.s."""
        ...

    @reading
    def resistance_2w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω with the leads in it."""
        ...

    @reading
    def resistance_4w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω without the leads."""
        ...


@runtime_checkable
class Counter(Protocol):
    """A counter of events and their frequency; every reading opens a gate of its own."""

    @reading_of("frequency")
    def frequency(self, gate: Decimal) -> Reading:
        """Mean frequency in Hz over `gate` seconds."""
        ...

    @reading
    def period(self, gate: Decimal) -> Reading:
        """Mean period in s over `gate` seconds."""
        ...

    @reading_of("count")
    def totalise(self, gate: Decimal) -> Reading:
        """Events in `gate` seconds, a whole number of unit 1."""
        ...
