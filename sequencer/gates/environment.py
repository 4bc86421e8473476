"""Gate: the room can be judged, by a standard whose certificate covers the regulation's band."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def environment(case: Case) -> Iterable[Text]:
    """No standard stands behind the role `room`, or none is certified over the temperatures the regulation allows.

    That the room itself is outside is not refused here: it is measured, and makes the run void.
    """
    thermometers = [s for s in case.opened["standards"] if s["role"] == "room" and s["numbers"]["unit"] == "°C"]
    low, high = case.procedure.conditions.temperature
    if not thermometers:
        yield Text(
            "没有测量环境温度的计量标准",
            "no standard stands behind the temperature of the room",
        )
    elif not any(
        Decimal(s["numbers"]["lower"]) <= low and high <= Decimal(s["numbers"]["upper"]) for s in thermometers
    ):
        named = ", ".join(s["id"] for s in thermometers)
        yield Text(
            f"{named} 的证书范围不包含规程要求的 {plain(low)}～{plain(high)} °C",
            f"{named}: the certified range does not cover the regulation's {plain(low)} to {plain(high)} °C",
        )
