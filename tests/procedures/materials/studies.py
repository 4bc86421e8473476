"""Studies of a reference material in memory: a plan from tables, and results as runs of its cells would give them."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.file import CampaignFile, Head
from procedures.campaigns.plan import Cell, Plan
from procedures.campaigns.reference_material import KIND
from procedures.campaigns.results import CellResult, Point
from services.laboratory.example import FOLDER

D = Decimal
EXAMPLE = tomllib.loads((FOLDER / "reference_material/campaign.toml").read_text("utf-8"))
DAY = date(2026, 11, 30)
Found = Callable[[Cell, str, str], str]
"""A result of a cell by number of the unit and of the portion; empty for one that was lost."""


def tables(*left_out: str, **changed: Any) -> dict[str, Any]:
    """The tables of the example, with some changed (``claims={...}`` within a table) and some left out."""
    found = {k: v for k, v in EXAMPLE.items() if k != "campaign" and k not in left_out}
    for key, value in changed.items():
        found[key] = {**found.get(key, {}), **value}
    return found


def plan(content: Mapping[str, Any], seed: str = "seed") -> Plan:
    """The plan of these tables."""
    file = CampaignFile(Path("study.toml"), Head(id="S", kind=KIND.name, date=DAY), content)
    return KIND.plan(file, seed)


def result(cell: Cell, found: Found) -> CellResult:
    """What a run of a cell gives."""
    points = []
    for place in cell.fields["order"]:
        unit, portion = place.split("/")
        text = found(cell, unit, portion)
        outcome = Outcome.CONFORM if text else Outcome.NOT_APPLICABLE
        values = {"result": D(text)} if text else {}
        reason = Text("", "") if text else Text("作废：瓶破", "lost: broken")
        label = Text(f"{unit} 号单元第 {portion} 份", f"unit {unit}, portion {portion}")
        points.append(
            Point("measurement", f"measurement/u{unit}/p{portion}", outcome, values, label=label, reason=reason)
        )
    return CellResult("run", DAY, "", Outcome.CONFORM, tuple(points))


def results(of: Plan, found: Found) -> dict[str, CellResult]:
    """Results of every cell."""
    return {cell.key: result(cell, found) for cell in of.cells}


def homogeneity_alone(units: Sequence[Sequence[str]], **claims: Any) -> tuple[Plan, dict[str, CellResult]]:
    """A homogeneity study with these results, by unit in ascending order; an empty text for a lost portion."""
    portions = max(map(len, units))
    content = tables(
        "short_term", "long_term", "characterisation",
        homogeneity={"units": len(units), "portions": portions}, claims=claims,
    )  # fmt: skip
    made = plan(content)
    numbers = sorted({place.split("/")[0] for place in made.cells[0].fields["order"]})
    return made, results(made, lambda _, unit, portion: units[numbers.index(unit)][int(portion) - 1])
