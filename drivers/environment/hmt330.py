"""Vaisala HMT330 humidity and temperature transmitter on its service port.

Manual: Vaisala HMT330 user's guide M210566EN (SEND, default format p. 102; VERS, SNUM). Line: 4800 7E1 or as set
with SERI; set `SMODE STOP`, `ECHO OFF`, `UNIT M`, `FORM /`.

Role: `Environment`, `Identified`. Safe state: none. Settle criterion: none, the probe's response time is not waited
for. Error queue: none; a failed probe prints stars, which are refused. Identity: `VERS` and `SNUM`.

Acknowledgement: every command is answered.

unverified: the layout of the answer to `SNUM`, taken from Vaisala's sister instruments.
"""

from drivers.codecs import vaisala
from drivers.environment.vaisala import VaisalaTransmitter
from drivers.roles import Environment


class HMT330(VaisalaTransmitter):
    """The room's thermo-hygrometer; see `VaisalaTransmitter`."""

    ROLES = (Environment,)

    _decode = staticmethod(vaisala.humidity_and_temperature)
