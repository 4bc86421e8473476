"""Fluke 5700A, 5720A and 5730A calibrators as source and reference standard.

Manual: 5700A/5720A Series II operators manual pp. 5-8 (units and multipliers), 5-28 (EXPLAIN?), 5-51 (status bits),
5-53 (fault queue); 5730A operators manual p. 6-50. The fields of `OUT?` and the form of `STATE?` are unverified.

Role: `ACDCSource`, `Identified`, `Energised`. Safe state: standby and 0 V, both read back. Settle criterion: SETTLED
(bit 12 of ISR?) without a break for the dwell, then the setting is read back. Error queue: `FAULT?` with `EXPLAIN?`,
oldest first, at most 32 entries; it is emptied before every setting, because from 22 V upwards OPER is inhibited while
a fault is waiting. Identity: `*IDN?`, model one of three. Acknowledgement: every command is verified by reading back
(`OUT?`, `OPER?`).

Traps: amplitude and frequency are evaluated in the order they come, so both travel in one command. `MA` is mega before
a unit, so no multiplier is ever sent. STBY is ignored unless in remote, so it is read back. An active offset or scale
falsifies the output and a locked range its specification: both are refused. After a trip the output is dormant:
`STATE?` states it. A resistance is the stored value of a fixed resistor near the one asked for: `output` gives it.
"""

from typing import ClassVar

from drivers.codecs import fluke as codec
from drivers.codecs.fluke import Output, Status57
from drivers.electricity.fluke_calibrator import FlukeCalibrator
from drivers.roles import ACDCSource

#: Part of a resistance by which the stored value of the fixed resistor may differ from the nominal one asked for.
_NEAR = 1000


class Fluke57xx(FlukeCalibrator):
    """A 5700A, 5720A or 5730A."""

    ROLES = (ACDCSource,)

    MODELS = ("5700A", "5720A", "5730A")
    FALSIFYING: ClassVar[dict[int, str]] = {
        Status57.OFFSET: "An offset is active",
        Status57.SCALE: "Scaling is active",
        Status57.RANGE_LOCKED: "The range is locked",
    }

    def _decode_output(self, reply: str) -> Output:
        return codec.output_57(reply)

    def _oldest_error(self) -> tuple[int, str]:
        code = codec.register(self._link.query("FAULT?"))
        return code, codec.explanation(self._link.query(f"EXPLAIN? {code}")) if code else ""

    def _why_standby(self) -> str:
        code, text = codec.gross_state(self._link.query("STATE?"))
        return f" (state {code}{f', {text}' if text else ''})"

    def _is(self, found: Output, wanted: Output) -> bool:
        if wanted.unit == "Ω":
            return abs(found.value - wanted.value) * _NEAR <= wanted.value
        return super()._is(found, wanted)
