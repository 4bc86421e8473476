"""The map of the coverage (T1) by region, for the page of the programme and the yearly report."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from services.rates.rates import percent
from services.rates.region_map import of_rates
from services.targets.scorecard import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from services.targets.target_file import TargetFile

TITLE = Text("受检率（T1）", "Coverage (T1)")
COVERAGE = "coverage.valid_stock"


def coverage_map(
    regions: Sequence[Mapping[str, Any]], file: TargetFile, on: str, *, simulated: bool
) -> Callable[[str, Callable[[str], str] | None], str] | None:
    """What draws the map in a language, with links where they are given; None where no target is counted by it.

    Args:
        regions: ``code``, ``part`` and ``whole`` of each.
        file: The targets.
        on: The day.
        simulated: Whether simulated data are in it.
    """
    goal = next((t.goal for t in file.every().values() if t.figure == COVERAGE), None)
    if goal is None or not regions:
        return None
    rows = [{"group": []}, *(_row(r, goal) for r in regions)]
    found = {"rows": rows, "target": shown(goal * 100), "on": on, "simulated": simulated}
    return lambda language, href: of_rates(found, TITLE, "en" if language == "en" else "zh", href)


def _row(r: Mapping[str, Any], goal: Fraction) -> dict[str, Any]:
    part, whole = r["part"], r["whole"]
    met = Fraction(part, whole) >= goal if whole else None
    return {"group": [r["code"]], "part": part, "whole": whole, "percent": percent(part, whole), "met": met}
