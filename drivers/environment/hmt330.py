"""Vaisala HMT330 humidity and temperature transmitter on its service port.

Manual: Vaisala HMT330 user's guide M210566EN (SEND, default format p. 102; VERS, SNUM). Line 4800 7E1 or as set with
SERI; set `SMODE STOP`, `ECHO OFF`, `UNIT M`, `FORM /`. The layout of the SNUM reply is taken from Vaisala's sister
instruments and has to be confirmed on the unit.

Role: `Room`, `Identified`. Safe state: none. Settle criterion: none, the probe's response time is the room's concern.
Error queue: none; a failed probe prints stars, which are refused.
"""

from drivers.codecs import vaisala
from drivers.environment.vaisala import VaisalaTransmitter


class HMT330(VaisalaTransmitter):
    """The room's thermo-hygrometer; see `VaisalaTransmitter`."""

    _decode = staticmethod(vaisala.humidity_and_temperature)
