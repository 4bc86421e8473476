"""KERN balances and scales with the KERN Communication Protocol (KCP).

Manual: KERN KCP manual, not available; that it is MT-SICS but for `T A` in answer to `T` is unverified (a public source
file). Everything else is that of `drivers.mass.mt_sics`.

Role: `WeighingInstrument`, `Identified`. Safe state: none, it has no output. Settle criterion: status `S` of the reply
to `S`, twice with the same weight. Error queue: none; `ES`, `ET`, `EL` and an error text in place of the weight are
raised. Identity: I2, I3, I4.
Acknowledgement: every command is answered.
"""

from drivers.codecs import mt_sics as codec
from drivers.mass.mt_sics import MTSICSScale
from drivers.roles import WeighingInstrument


class KernKcp(MTSICSScale):
    """A KERN balance on its line."""

    ROLES = (WeighingInstrument,)

    def _tared(self, line: str) -> None:
        codec.acknowledged("T", line)
