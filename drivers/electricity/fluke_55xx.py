"""Fluke 5500A, 5520A and 5522A multi-product calibrators as source and reference standard.

Manual: 5500A operator manual pp. 5-41 (status bits), 6-17 (FAULT?, EXPLAIN?); the 5520A pocket guide p. 31 prints the
text of ISCR? under ISR?, so its meaning has to be confirmed on a 5520A (unverified). A 5522A's answers to *IDN?,
OUT? and ERR? are taken from a captured dialogue. That the calibrator drops to standby above 33 V and then wants OPER
again is unverified; every setting is energised again, so that both behaviours are served.

Role: `ACDCSource`, `Identified`, `Energised`. Safe state: standby and 0 V, both read back. Settle criterion: SETTLED
(bit 12 of ISR?) without a break for the dwell, then the setting is read back. Error queue: `ERR?`, oldest first, before
and after every command, at most 32 entries. Identity: `*IDN?`, model one of three. Acknowledgement: every command is
verified by reading back (`OUT?`, `OPER?`). Line: HOST must be the interface used; on a serial line REMOTE I/F must be
*comp*, because *term* echoes and prompts, which is refused as a bad reply.
"""

from drivers.codecs import fluke as codec
from drivers.codecs import scpi
from drivers.codecs.fluke import Output
from drivers.electricity.fluke_calibrator import FlukeCalibrator
from drivers.roles import ACDCSource


class Fluke55xx(FlukeCalibrator):
    """A 5500A, 5520A or 5522A."""

    ROLES = (ACDCSource,)

    MODELS = ("5500A", "5520A", "5522A")

    def _decode_output(self, reply: str) -> Output:
        return codec.output_55(reply)

    def _oldest_error(self) -> tuple[int, str]:
        return scpi.error_entry(self._link.query("ERR?"))

    def _why_standby(self) -> str:
        return ""
