"""Vaisala PTU300 pressure, humidity and temperature transmitter on its service port.

Manual: Vaisala PTU300 user's guide M210796EN-G, FORM and SEND pp. 102–103. Line 4800 7E1 or as set with SERI; set
`SMODE STOP`, `ECHO OFF`, `UNIT M`, `FORM /`.

Role: `Environment`, `Barometer`, `Identified`. Safe state: none. Settle criterion: none, the probe's response time is
not waited for. Error queue: none; a failed sensor prints stars, which are refused. Identity: `VERS` and `SNUM`.

Acknowledgement: every command is answered.

unverified: the layout of the answers to `VERS` and `SNUM`, taken from Vaisala's PTB220 (`PTB220 / 2.02`) and HMT330.
"""

from drivers.codecs import vaisala
from drivers.environment.vaisala import VaisalaTransmitter
from drivers.roles import Barometer, Environment, Reading


class PTU300(VaisalaTransmitter):
    """The room's barometer and thermo-hygrometer; see `VaisalaTransmitter`."""

    ROLES = (Environment, Barometer)

    _decode = staticmethod(vaisala.pressure_temperature_and_humidity)

    def air_pressure(self) -> Reading:
        """Absolute pressure of the air in hPa."""
        return self._reading("hPa")
