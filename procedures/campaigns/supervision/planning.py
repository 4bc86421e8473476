"""The plan of a supervision sampling: of each batch so many units for the inspection, and so many in reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from metrology.sampling import draw
from metrology.status import Source, Status
from metrology.text import Text
from procedures.campaigns.file import TableModel
from procedures.campaigns.listed import nameplates
from procedures.campaigns.plan import Cell, Plan, Sample
from procedures.campaigns.shares import PerCent  # noqa: TC001  pydantic needs it
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.listed import Listed

BATCH = ("producer", "type_approval", "place", "sampled_by", "seal")
"""What the list of batches states of each besides its name; the report prints it."""
RESERVE = Source(
    "监督抽查 复检", Status.UNVERIFIED,
    "that the reserve units decide finally is from memory; one sample and one in reserve: rules of Fuzhou of 2024 as reported",
)  # fmt: skip


class Asked(TableModel):
    """The table ``[supervision]``.

    Attributes:
        regulation, stage: By what each unit is examined.
        batches: CSV file with `batch` and what is known of each.
        units: CSV file with `batch`, `serial` and other fields of the nameplates: all units that were there to draw from.
        sample: How many units of a batch are examined.
        reserve: How many more are taken for a re-inspection.
        accept: How many nonconforming units a batch may have.
        target: Rate of conforming batches that is asked for, in per cent; without it every batch must conform.
        confidence: Confidence of the bounds, in per cent.
    """

    regulation: str
    stage: str = "initial"
    batches: str
    units: str
    sample: int = Field(ge=1)
    reserve: int = Field(0, ge=0)
    accept: int = Field(0, ge=0)
    target: PerCent | None = None
    confidence: PerCent = Field("95", validate_default=True)


class Tables(TableModel):
    """The tables of a supervision sampling; ``[common]`` has fields of the nameplate that all units have alike."""

    supervision: Asked
    common: dict[str, Any] = Field(default_factory=dict)


def plan(file: CampaignFile, seed: str) -> Plan:
    """Draw the units, and make a cell for each.

    Raises:
        CampaignFileError: A list cannot be used, or a batch has too few units.
        UnknownRegulation: The edition is not in force on the day.
    """
    tables = file.read(Tables)
    asked, edition = tables.supervision, file.edition(tables.supervision.regulation)
    batches, units = file.rows(asked.batches, ["batch", *BATCH]), file.rows(asked.units, ["batch", "serial"])
    _refuse(file, asked, batches, units)
    plates = nameplates(file.path.parent / asked.units, units, tables.common, edition.subject_model, "batch")
    samples, cells, known = [], [], []
    for b, batch in enumerate((row.cells for row in batches), 1):
        own = {
            u.cells["serial"]: plate
            for u, plate in zip(units, plates, strict=True)
            if u.cells["batch"] == batch["batch"]
        }
        order = draw(list(own), f"{seed}\n{batch['batch']}")[: asked.sample + asked.reserve]
        for n, serial in enumerate(order, 1):
            spare = n > asked.sample
            key = f"B{b}/{'R' if spare else 'U'}{n - asked.sample if spare else n}"
            what = Text("备样", "reserve unit") if spare else Text("样品", "unit")
            name = Text(f"{batch['batch']} {what.zh} {serial}", f"{batch['batch']} {what.en} {serial}")
            samples.append(Sample(key=key.replace("/", "."), nameplate=own[serial], name=name))
            cells.append(
                Cell(key=key, sample=key.replace("/", "."), item="reserve" if spare else "sample", name=what, regulation=edition.regulation.id,
                     stage=asked.stage)
            )  # fmt: skip
        known.append({**batch, "key": f"B{b}", "size": str(len(own))})
    parameters = {"batches": known, "accept": str(asked.accept), "target": str(asked.target or ""),
                  "confidence": str(asked.confidence)}  # fmt: skip
    sources = (*edition.regulation.sources, *((RESERVE,) if asked.reserve else ()))
    return Plan(
        cells=tuple(cells),
        samples=tuple(samples),
        parameters=parameters,
        sources=sources,
        edition=edition.regulation.id,
    )


def _refuse(file: CampaignFile, asked: Asked, batches: list[Listed], units: list[Listed]) -> None:
    names = [row.cells["batch"] for row in batches]
    problems = [
        f"{asked.batches}: batch {n!r} stands in it more than once" for n in dict.fromkeys(names) if names.count(n) > 1
    ]
    problems += [f"{asked.batches}: line {row.line}: {field} is empty" for row in batches
                 for field in ("batch", *BATCH) if not row.cells[field]]  # fmt: skip
    problems += [] if batches else [f"{asked.batches}: has no batches"]
    problems += [f"{asked.units}: line {u.line}: the serial number is empty" for u in units if not u.cells["serial"]]
    problems += [f"{asked.units}: line {u.line}: batch {u.cells['batch']!r} is not in {asked.batches}" for u in units
                 if u.cells["batch"] not in names]  # fmt: skip
    wanted = asked.sample + asked.reserve
    for name in dict.fromkeys(names):
        serials = [u.cells["serial"] for u in units if u.cells["batch"] == name]
        problems += [
            f"{asked.units}: unit {s!r} stands in it more than once"
            for s in dict.fromkeys(serials)
            if serials.count(s) > 1
        ]
        if len(serials) < wanted:
            problems.append(f"{asked.units}: batch {name!r} has {len(serials)} units, the plan draws {wanted}")
    if asked.accept >= asked.sample:
        problems.append(f"supervision.accept: {asked.accept} of {asked.sample} units decide nothing")
    if problems:
        raise CampaignFileError(file.path, problems[:20])
