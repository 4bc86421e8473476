"""What is planned before a scale is weighed: test points with reasons, the choice of loads, the weights' suitability."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain, trimmed
from metrology.limits import OutOfTable
from metrology.rounding import round_significant
from metrology.units import convert
from procedures.base import Requirement
from procedures.mass.r76 import loads, sources
from procedures.mass.r76.limits import mpe
from procedures.mass.r76.weights import weight_error_limit
from procedures.regulation import Stage, TestPoint
from procedures.standards import ambiguity
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metrology.status import Source
    from procedures.mass.nameplate import WeighingNameplate
    from procedures.mass.r76.loads import TestLoad
    from procedures.standards import Standard

THREE = Decimal(3)


def numbered(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Give every requirement a code of its own: the same check on a second partial range gets a number."""
    seen: Counter[str] = Counter()
    found = []
    for r in requirements:
        seen[r.code] += 1
        found.append(r if seen[r.code] == 1 else replace(r, code=f"{r.code}_{seen[r.code]}"))
    return found


def chosen_loads(nameplate: WeighingNameplate, matrix: Source) -> list[Requirement]:
    """The loads a verifier chose must hold those the test cannot do without, and be enough of them."""
    if not nameplate.loads:
        return []
    required, unit = loads.required_loads(nameplate.scale), nameplate.unit
    missing = [plain(load) for load in required if load not in nameplate.loads]
    least = loads.required_number("initial")
    return [
        Requirement("test_loads_required", sources.WEIGHING.clause, Text("所选秤量点包含必测点", "the chosen loads hold the required ones"),
                    ", ".join(map(plain, nameplate.loads)), f"{', '.join(map(plain, required))} {unit}", not missing, matrix.status),
        Requirement("test_loads_number", sources.WEIGHING.clause, Text("秤量点数", "number of loads"), str(len(nameplate.loads)),
                    f"≥ {least}", len(nameplate.loads) >= least, matrix.status),
    ]  # fmt: skip


def points(nameplate: WeighingNameplate, stage: Stage) -> list[TestPoint]:
    """Every load that will be placed, with the reason for it."""
    scale, found = nameplate.scale, [_point("eccentricity", loads.eccentricity_load(nameplate.scale), nameplate.unit)]
    proposed = {t.load: t for t in loads.weighing_loads(scale, stage.value)}
    for load in nameplate.loads or tuple(proposed):
        if load in proposed:
            found.append(_point("weighing", proposed[load], nameplate.unit))
        else:
            reason = Text("检定员选定", "chosen by the verifier")
            found.append(TestPoint("weighing", f"{plain(load)} {nameplate.unit}", reason))
    found.append(_point("repeatability", loads.repeatability_load(scale, stage.value), nameplate.unit))
    if stage is Stage.INITIAL:
        found += [_point("discrimination", t, nameplate.unit) for t in loads.discrimination_loads(scale)]
    return found


def suitable(
    weights: tuple[Standard, ...], nameplate: WeighingNameplate, stage: Stage, on: tuple[Decimal, ...]
) -> list[Requirement]:
    """Hold the weights against R 76-1 3.7.1: error at most a third of the MPE for each load, and enough of them."""
    unit, source = nameplate.unit, sources.STANDARD_WEIGHTS
    found = []
    for s in weights:
        error, limit, load = max(
            ((_error(s, load, unit), _limit(nameplate, load, stage), load) for load in on),
            key=lambda found: THREE * found[0] - found[1],
        )
        top = convert(s.upper, s.unit, unit)
        found += [
            Requirement("weights_error", source.clause, Text(f"{s.id} 在 {plain(load)} {unit} 的误差", f"error of {s.id} at {plain(load)} {unit}"),
                        f"{plain(error)} {unit}", f"≤ {_third(limit)} {unit}", THREE * error <= limit, source.status),
            Requirement("weights_range", source.clause, Text(f"{s.id} 总质量", f"total mass of {s.id}"), f"{plain(top)} {unit}",
                        f"≥ {nameplate.max}", top >= nameplate.value(nameplate.max), source.status),
        ]  # fmt: skip
    unknown = ambiguity(weights)
    if unknown:
        found.append(
            Requirement("weights_correction", source.clause, unknown, str(len(weights)), "1", False, source.status)
        )
    if not weights:
        found.append(
            Requirement(
                "weights_missing", source.clause, Text("标准砝码", "standard weights"), "—", "≥ 1", False, source.status
            )
        )
    return found


def _error(standard: Standard, load: Decimal, unit: str) -> Decimal:
    return convert(
        standard.maximum_permissible_error(_covered(standard, convert(load, unit, standard.unit))), standard.unit, unit
    )


def _covered(standard: Standard, load: Decimal) -> Decimal:
    """The load, or the nearest one that the certificate covers; the range is a requirement of its own."""
    return max(standard.lower, min(standard.upper, load))


def _limit(nameplate: WeighingNameplate, load: Decimal, stage: Stage) -> Decimal:
    try:
        return mpe(nameplate.scale, load, stage.value)
    except OutOfTable:  # the nameplate check states it; nothing is weighed
        return Decimal("Infinity")


def _third(limit: Decimal) -> str:
    """A third of a limit for print; the comparison is made without dividing, so that no third is rounded."""
    return plain(trimmed(round_significant(weight_error_limit(limit), 4))) if limit.is_finite() else "∞"


def _point(item: str, test: TestLoad, unit: str) -> TestPoint:
    return TestPoint(item, f"{plain(test.load)} {unit}", Text(test.reason_zh, test.reason_en))
