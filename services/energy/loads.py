"""The load of a site over a period: what came in between two readings, by its time."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from metrology.exact import divide
from metrology.text import Text
from metrology.units import convert
from procedures.campaigns.judgement import Plot, Series
from procedures.energy_metering.equipping import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.energy.metered import Metered

HOUR: Final = Decimal(3600)
POWER: Final = {"kWh": "kW", "MWh": "MW", "GJ": "GJ/h", "m³": "m³/h", "m3": "m³/h", "t": "t/h"}


def load(flows: Sequence[Metered], unit: str) -> list[tuple[datetime, Decimal]]:
    """The mean load between readings, at the start of each interval, in the unit per hour.

    Instants that not every meter has are left out: the interval then reaches to the next common one.

    Args:
        flows: The meters at the boundary; their loads are added.
        unit: Unit of the result.
    """
    tracks = [dict(m.readings) for m in flows]
    common = sorted(set.intersection(*(set(t) for t in tracks))) if tracks else []
    found = []
    for start, end in pairwise(common):
        used = sum(
            (convert(t[end] - t[start], m.held.point.unit, unit) for t, m in zip(tracks, flows, strict=True)),
            Decimal(0),
        )
        found.append((start, divide(used * HOUR, Decimal(str((end - start).total_seconds())))))
    return found


def load_curve(kind: str, flows: Sequence[Metered], start: datetime) -> Plot | None:
    """The load curve of a kind of energy, hours from the start of the period; None with fewer than two intervals."""
    unit = flows[0].held.point.unit
    points = load(flows, unit)
    if len(points) < 2:
        return None
    hours = [(divide(Decimal(str((at - start).total_seconds())), HOUR), value) for at, value in points]
    name = kinds()[kind]
    power = POWER.get(unit, f"{unit}/h")
    return Plot(
        Text(f"负荷曲线：{name.zh}", f"Load curve: {name.en}"),
        Text(f"自 {start:%Y-%m-%d %H:%M} 起，h", f"hours from {start:%Y-%m-%d %H:%M}"),
        Text(f"平均负荷，{power}", f"mean load, {power}"),
        (Series(name, tuple(hours), marks=False),),
    )
