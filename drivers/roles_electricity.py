"""Roles of electrical and frequency benches; the rules of `drivers.roles` hold here too.

Frequencies are in Hz and 0 means direct voltage or current. A measuring range is given by its upper limit in the unit
of the reading; 0 leaves the choice to the instrument. Errors: every method raises only the errors of `drivers.errors`.
"""

from decimal import Decimal
from typing import Protocol

from drivers.roles import Reading

#: Frequency of direct voltage and current.
DIRECT = Decimal(0)
#: Measuring range that the instrument chooses itself.
AUTOMATIC = Decimal(0)


class ACDCSource(Protocol):
    """A calibrator: source and reference standard of voltage, current and resistance in one.

    Every `set_…` energises the output and returns when it is settled (flag and dwell); an instrument that drops itself
    into standby on the way, as calibrators do above 33 V, is energised again. What the source really puts out is asked
    with `output` beside every reading of the unit under test: a source that has tripped is not a bad unit.
    """

    def set_voltage(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a voltage; alternating values are r.m.s. at `frequency` in Hz."""
        ...

    def set_current(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a current; alternating values are r.m.s. at `frequency` in Hz."""
        ...

    def set_resistance(self, value: Decimal, unit: str) -> None:
        """Present a resistance."""
        ...

    def output(self) -> Reading:
        """What is put out, in V, A or Ω, as the source states it; raises `Reported` unless operating and settled."""
        ...

    def operate(self) -> None:
        """Energise the present setting again and return when it is settled."""
        ...

    def standby(self) -> None:
        """Take the output away; confirmed by reading back. The setting stays."""
        ...

    def settled(self) -> bool:
        """Whether the output is within specification now; raises `Reported` when it is not operating at all."""
        ...


class DigitalMultimeter(Protocol):
    """A digital multimeter, as standard or as unit under test."""

    def dc_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct voltage in V."""
        ...

    def ac_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating voltage in V, r.m.s."""
        ...

    def dc_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct current in A."""
        ...

    def ac_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating current in A, r.m.s."""
        ...

    def resistance_2w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω with the leads in it."""
        ...

    def resistance_4w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω without the leads."""
        ...


class Counter(Protocol):
    """A counter of events and their frequency; every reading opens a gate of its own."""

    def frequency(self, gate: Decimal) -> Reading:
        """Mean frequency in Hz over `gate` seconds."""
        ...

    def period(self, gate: Decimal) -> Reading:
        """Mean period in s over `gate` seconds."""
        ...

    def totalise(self, gate: Decimal) -> Reading:
        """Events in `gate` seconds, a whole number of unit 1."""
        ...


class Leads(Protocol):
    """Whoever connects the leads: an operator, or a scanner. Every output is in standby when this is asked."""

    def connect(self, circuit: str) -> None:
        """Make the connections called `circuit` (`voltage`, `current`, `2-wire`, `4-wire`) in place of all others."""
        ...
