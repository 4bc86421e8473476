"""What the law asks of a lot of meters in service, read from the data file of a jurisdiction.

Layout of ``procedures/lots/XX.toml``::

    jurisdiction = "ES"
    [sources]    key = { clause, status, note }
    [[schemes]]  kind, same (what all meters of the lot have in common), tested_within_months, extension_months, source
    [[plans]]    plan = "single" or "double", up_to (size of the lot), stages = [[total, accept, reject], ...], spares, source
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from metrology.sampling import SampleStage
from metrology.status import Source, Status
from procedures.errors import AuthorError, UnknownRegulation

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """One line of a table of plans.

    Attributes:
        name: ``single`` or ``double``.
        up_to: Largest lot that it is for.
        stages: Its stages.
        spares: How many meters may be replaced, once, after the visual check.
        source: Where it is printed.
    """

    name: str
    up_to: int
    stages: tuple[SampleStage, ...]
    spares: int
    source: Source

    @property
    def total(self) -> int:
        """Size of all its samples together."""
        return self.stages[-1].total


@dataclass(frozen=True, slots=True)
class LotScheme:
    """How lots of one kind of meter are examined.

    Attributes:
        jurisdiction, kind: Whose law, for which kind of instrument.
        same: Properties that all meters of a lot share.
        tested_within_months: Longest time from removal to examination.
        extension_months: How much longer an accepted lot stays in service.
        plans: The tables of plans.
        source: The clauses on the lot.
    """

    jurisdiction: str
    kind: str
    same: tuple[str, ...]
    tested_within_months: int
    extension_months: int
    plans: tuple[SamplingPlan, ...]
    source: Source

    def plan(self, name: str, size: int, plan_for: int = 0) -> SamplingPlan:
        """The plan for a lot.

        Args:
            name: ``single`` or ``double``.
            size: Number of meters in the lot.
            plan_for: Size of a larger lot whose plan is chosen instead; 0 for that of the lot itself.

        Raises:
            UnknownRegulation: No table has it, or the lot is too small or too large for it.
        """
        if plan_for and plan_for < size:
            raise UnknownRegulation(f"the plan of a smaller lot ({plan_for}) than this one ({size}) cannot be chosen")
        of_name = sorted((p for p in self.plans if p.name == name), key=lambda p: p.up_to)
        if not of_name:
            raise UnknownRegulation(f"{name!r} is no plan; there are {', '.join(sorted({p.name for p in self.plans}))}")
        found = next((p for p in of_name if max(size, plan_for) <= p.up_to), None)
        if found is None:
            largest = of_name[-1].up_to
            raise UnknownRegulation(f"the tables end at lots of {largest} meters; a larger lot needs ISO 2859-2")
        if found.total > size:
            raise UnknownRegulation(
                f"the {name} plan samples {found.total} meters; the lot has {size} and cannot be sampled"
            )
        return found


def schemes() -> tuple[str, ...]:
    """Codes of the jurisdictions on record."""
    return tuple(sorted(file.stem.upper() for file in FOLDER.glob("*.toml")))


@cache
def scheme(jurisdiction: str, kind: str) -> LotScheme:
    """The scheme of a jurisdiction for a kind of meter.

    Raises:
        UnknownRegulation: None is on record.
        AuthorError: The data file is wrong.
    """
    if jurisdiction not in schemes():
        raise UnknownRegulation(
            f"no plans for lots are on record for {jurisdiction!r}, only for {', '.join(schemes())}"
        )
    file = FOLDER / f"{jurisdiction.lower()}.toml"
    content = tomllib.loads(file.read_text("utf-8"))
    kinds = [row["kind"] for row in content["schemes"]]
    row = next((row for row in content["schemes"] if row["kind"] == kind), None)
    if row is None:
        raise UnknownRegulation(f"{jurisdiction}: no plans for lots of {kind!r}, only of {', '.join(kinds)}")
    try:
        return _scheme(jurisdiction, row, content)
    except (KeyError, ValueError, TypeError) as error:
        raise AuthorError(f"{type(error).__name__}: {error}", str(file)) from error


def _scheme(jurisdiction: str, row: dict[str, Any], content: dict[str, Any]) -> LotScheme:
    sources = {
        key: Source(s["clause"], Status(s["status"]), s.get("note", "")) for key, s in content["sources"].items()
    }
    plans = tuple(
        SamplingPlan(
            p["plan"], p["up_to"], tuple(SampleStage(*s) for s in p["stages"]), p["spares"], sources[row["tables"]]
        )
        for p in content["plans"]
    )
    return LotScheme(
        jurisdiction, row["kind"], tuple(row["same"]), row["tested_within_months"], row["extension_months"], plans,
        sources[row["source"]],
    )  # fmt: skip
