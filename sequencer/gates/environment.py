"""Gate: the room can be judged, by a standard whose certificate covers the regulation's band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import convert

from metrology.exact import plain
from procedures.text import Text
from records.entries.certificate import QuantityUsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from sequencer.gates.context import Case


def environment(case: Case) -> Iterable[Text]:
    """No standard stands behind a quantity of the room, or none is certified over the values the regulation allows.

    That the room itself is outside is not refused here: it is measured, and makes the run void.
    """
    conditions = case.procedure.conditions
    low, high = conditions.temperature
    yield from _covered(case, "°C", Text("环境温度", "temperature"), low, high)
    if conditions.humidity_maximum is not None:
        highest = conditions.humidity_maximum
        yield from _covered(case, "%RH", Text("相对湿度", "relative humidity"), highest, highest)


def _covered(case: Case, unit: str, name: Text, low: Decimal, high: Decimal) -> Iterable[Text]:
    stated = [
        (s["id"], convert(q, QuantityUsed).certified())
        for s in case.opened["standards"]
        for q in s["quantities"]
        if s["role"] == "room" and q["unit"] == unit
    ]
    if not stated:
        yield Text(f"没有测量{name.zh}的计量标准", f"no standard stands behind the {name.en} of the room")
    elif not any(quantity.covers(low) and quantity.covers(high) for _, quantity in stated):
        named = ", ".join(name for name, _ in stated)
        band = plain(low) if low == high else f"{plain(low)}～{plain(high)}"
        band_en = plain(low) if low == high else f"{plain(low)} to {plain(high)}"
        yield Text(
            f"{named} 的证书范围不包含规程要求的{name.zh} {band} {unit}",
            f"{named}: the certified range does not cover the {name.en} the regulation asks for, {band_en} {unit}",
        )
