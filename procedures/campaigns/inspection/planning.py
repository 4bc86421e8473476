"""The plan of an inspection: one cell for each lot, with the seed by which its packages are drawn."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import Field

from metrology.text import Text
from procedures.campaigns.file import TableModel
from procedures.campaigns.listed import nameplates
from procedures.campaigns.plan import Cell, Plan, Sample
from procedures.campaigns.shares import PerCent  # noqa: TC001  pydantic needs it
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from procedures.campaigns.file import CampaignFile


class Asked(TableModel):
    """The table ``[inspection]``.

    Attributes:
        regulation: The edition in force on the day, or one that is insisted on.
        lots: A CSV file beside the campaign file: a row for each lot, the columns are fields of its nameplate.
        target: Rate that is asked for, in per cent; without it every lot must conform.
        confidence: Confidence of the bound, in per cent.
    """

    regulation: str
    lots: str
    target: PerCent | None = None
    confidence: PerCent = Field("95", validate_default=True)


class Tables(TableModel):
    """The tables of an inspection; ``[common]`` has fields of the nameplate that all lots have alike."""

    inspection: Asked
    common: dict[str, Any] = Field(default_factory=dict)


def plan(file: CampaignFile, seed: str) -> Plan:
    """One cell for each lot.

    Raises:
        CampaignFileError: The list cannot be used.
        UnknownRegulation: The edition is not in force on the day.
    """
    tables = file.read(Tables)
    asked, edition = tables.inspection, file.edition(tables.inspection.regulation)
    rows = file.rows(asked.lots, ["serial"])
    problems = [f"{asked.lots}: line {row.line}: the serial number is empty" for row in rows if not row.cells["serial"]]
    serials = [(row.cells["serial"], row.cells.get("maker", "")) for row in rows]
    problems += [
        f"{asked.lots}: lot {s!r} stands in it more than once"
        for s, m in dict.fromkeys(serials)
        if serials.count((s, m)) > 1
    ]
    problems += [] if rows else [f"{asked.lots}: has no lots"]
    if problems:
        raise CampaignFileError(file.path, problems[:20])
    draws = "draw_seed" in edition.subject_model.model_fields
    samples, cells = [], []
    plates = nameplates(file.path.parent / asked.lots, rows, tables.common, edition.subject_model)
    for n, given in enumerate(plates, 1):
        own = sha256(f"{seed}\n{n}".encode()).hexdigest()[:32] if seed else "0"
        plate = {**given, **({"draw_seed": own} if draws else {})}
        name = Text(f"{given['name']} {given['serial']}", f"{given.get('name_en', given['name'])} {given['serial']}")
        samples.append(Sample(key=f"L{n}", nameplate=plate, name=name))
        cells.append(
            Cell(
                key=f"L{n}/lot",
                sample=f"L{n}",
                item="lot",
                name=Text("检验", "inspection"),
                regulation=edition.regulation.id,
            )
        )
    parameters = {"target": str(asked.target or ""), "confidence": str(asked.confidence)}
    return Plan(
        cells=tuple(cells), samples=tuple(samples), parameters=parameters, sources=edition.regulation.sources,
        edition=edition.regulation.id,
    )  # fmt: skip
