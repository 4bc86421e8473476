"""An example's bench with answers in memory: the ideal instrument but for what a test says otherwise."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from procedures.kit.dry_run import DryRun
from procedures.run import Run
from services.laboratory.example import write_example
from tests.procedures.answers import Judged, judge

D = Decimal


class Lab:
    """The laboratory that an example writes.

    Args:
        folder: A new folder.
        regulation: One of the editions of the kind.
        name: Name of the example.
        stages: Stage by edition.
    """

    def __init__(self, folder: Path, regulation: str, name: str, stages: dict[str, str]) -> None:
        write_example(regulation, folder)
        self.folder, self.name, self.stages = folder, name, stages

    def judged(self, regulation: str, given: dict[str, str] | None = None, stage: str = "", **fields: str) -> Judged:
        """Judge the ideal instrument with what was read otherwise; fields of the nameplate changed (TOML values)."""
        lines = (self.folder / f"subjects/{self.name}.toml").read_text("utf-8").splitlines()
        kept = [line for line in lines if line.partition(" =")[0] not in fields]
        other = self.folder / "subjects/other.toml"
        other.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
        bench = self.folder / f"benches/{self.name}.toml"
        return judge(regulation, bench, other, given or {}, stage=stage or self.stages[regulation])


def alone(edition: Any, **fields: Any) -> Any:
    """A procedure without a run, for what follows from its nameplate alone."""
    plate = {"name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", **fields}
    run = DryRun(cast("Run", SimpleNamespace(stage=edition.stages()[0], date=None)))
    return edition(edition.subject_model.model_validate(plate), run)


def decisions(found: Judged, item: str) -> dict[str, Any]:
    """Decisions of an item by the end of their address."""
    return {a: b["decision"] for a, b in found.of(item).items() if "decision" in b}


def pedigree(edition: Any) -> dict[str, str]:
    """What the data file of an edition says beside its figures, in a form that is short to enter a second time.

    Sources and items with `v`, `s`, `u` for their status; items with their stages, `g` for a gate, `c` for checks only.
    """
    facts, regulation = edition.facts, edition.regulation
    content = facts.content  # every line of the file, used or not
    head = (regulation.issued, regulation.in_force, edition.validity_months(None))
    demands = facts.standards_demands(None)
    items = []
    for key, row in content["items"].items():
        flags = "g" * row.get("gate", False) + "c" * (not row.get("measured", True))
        items.append(f"{key}={facts.source(row.get('source', key)).status[0]}{row['stages']}{flags}")
    return {
        "head": " ".join(map(str, head)),
        "demands": " ".join(f"{role}/{demand.ratio}" for role, demand in demands.items()),
        "sources": " ".join(f"{key}={facts.source(key).status[0]}" for key in content["sources"]),
        "items": " ".join(items),
    }


def zero_readings(found: Judged, item: str) -> tuple[tuple[str, ...], str]:
    """What was asked for the small weights of an item, and what an ideal instrument answers."""
    (body,) = [b for k, a, b in found.bodies if k == "observation" and a.endswith(f"{item}/dL")]
    return tuple(body["args"]), body["value"]["number"]
