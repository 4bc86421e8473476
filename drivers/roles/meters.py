"""Roles of a meter under test: registers, clock. Errors: every method raises only the errors of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import reading

#: Quantities that a meter may have, with a unit of their dimension. A reading keeps the unit that the meter gives.
QUANTITIES = {
    "active_energy_combined": "kWh",
    "active_energy_import": "kWh",
    "active_energy_export": "kWh",
    "reactive_energy_import": "kvarh",
    "reactive_energy_export": "kvarh",
    **{f"voltage_l{phase}": "V" for phase in (1, 2, 3)},
    **{f"current_l{phase}": "A" for phase in (1, 2, 3)},
    **{f"active_power{phase}": "kW" for phase in ("", "_l1", "_l2", "_l3")},
    "reactive_power": "kvar",
    "apparent_power": "kVA",
    "power_factor": "1",
    "frequency": "Hz",
    "pulse_constant": "imp/kWh",
    "volume": "m³",
    "volume_flow": "m³/h",
    "heat_energy": "kWh",
    "heat_power": "kW",
    "flow_temperature": "°C",
    "return_temperature": "°C",
    "gas_content": "%",
    "gas_fraction": "µmol/mol",
    "zero_reading": "%",
    "span_reading": "%",
    "self_test": "1",
}


@runtime_checkable
class MeterRegister(Protocol):
    """A meter that is read over its data interface."""

    @reading
    def reading(self, quantity: str) -> Reading:
        """What the register of a quantity shows now, in the unit of the meter.

        Args:
            quantity: A name of `QUANTITIES`.

        Raises:
            InstrumentError: The meter, or its protocol, has no such register.
            Reported: The meter answers with an error, or says that its registers are not to be trusted.
            BadReply: Another meter, another register or another reading answers.
            LinkError: No answer in time.
        """
        ...


@runtime_checkable
class MeterClock(Protocol):
    """A meter that has a clock of its own."""

    @reading
    def clock(self) -> Reading:
        """What the meter's own clock shows: seconds of its face since 2000-01-01 00:00:00, unit s.

        It is a reading of the meter like any other. It has no time zone and may be wrong by years; when it was taken,
        the run's clock says.

        Raises:
            Reported: The meter answers with an error, or says that its clock is not to be trusted.
            BadReply: Another meter or another object answers, or no date and time of day.
            LinkError: No answer in time.
        """
        ...
