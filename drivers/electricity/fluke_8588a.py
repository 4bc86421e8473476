"""Fluke 8588A and 8558A reference multimeters.

Manual: 8588A/8558A remote programmers reference (SYSTem:ERRor:NEXT?, CONFigure, READ?, TRIGger:COUNt).
That the 8588A has `NPLC` and `BAND` under every function is unverified, as is the form of its `FUNC?`.

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none of its own. Error
queue: `SYST:ERR:NEXT?`, at most 32 entries. Identity: `*IDN?`. Acknowledgement: as `scpi_multimeter`. What differs from
the Truevolt series: one reading per trigger is `TRIG:COUN 1`, and there is no `ZERO:AUTO`.
"""

from drivers.electricity.scpi_multimeter import ScpiMultimeter
from drivers.roles import DigitalMultimeter


class Fluke8588A(ScpiMultimeter):
    """An 8588A or 8558A."""

    ROLES = (DigitalMultimeter,)

    ERROR = "SYST:ERR:NEXT?"
    ONE_TRIGGER = "TRIG:COUN 1"
