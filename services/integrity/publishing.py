"""A publication as files: JSON for programs, CSV for tables, PDF for the notice board."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec

from metrology.text import Text
from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from records.spreadsheet import guarded
from reports.publication import publication_pdf
from services.integrity.policy import STATUSES
from services.integrity.publication import COLUMNS, row_of
from services.laboratory.prepare import laboratory_entry

if TYPE_CHECKING:
    from pathlib import Path

    from services.integrity.publication import Publication

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def write_publication(found: Publication, folder: Path, laboratory: Path, language: str) -> list[Path]:
    """Write the three files; returns them.

    Args:
        found: The publication.
        folder: Where to; made if it is not there.
        laboratory: ``laboratory.toml``, which says who publishes.
        language: ``zh`` or ``en``, of the table.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be used.
        MissingFont, MissingGlyph, TemplateFault: The list cannot be set; nothing was written.
        OSError: The folder cannot be written to.
    """
    name = f"integrity_{found.day}"
    issuer = laboratory_entry(read(laboratory, LaboratoryFile).laboratory).name
    made = {
        f"{name}.json": msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n",
        f"{name}.csv": _csv(found, language),
        f"{name}.pdf": _pdf(found, issuer),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in made.items():
        write_durably(folder / file, content)
    return [folder / file for file in made]


def notes_of(found: Publication) -> list[Text]:
    """What is said below a publication."""
    status = STATUSES[found.policy_status]
    said = [
        Text(
            f"公示经决定的类别、失信名单和示范单位；评价办法版本 {found.edition or '—'}（{status.zh}），其分值和界限不是法定数值。",
            f"Classes, blacklistings and demonstration units that were decided; policy edition {found.edition or '—'}"
            f" ({status.en}), whose points and thresholds are no legal figures.",
        ),
        Text(
            f"有效示范单位 {found.valid_demonstration_units} 个。",
            f"Demonstration units in force: {found.valid_demonstration_units}.",
        ),
    ]
    if found.withheld_names or found.withheld_units:
        zh = f"{found.withheld_names} 个单位的名称未按单位名称书写，只公示代码；{found.withheld_units} 个单位的代码疑为身份证号，不公示。"
        en = f"{found.withheld_names} units are named by their code alone; {found.withheld_units} are left out, as their code may be an identity number."
        said.append(Text(zh, en))
    if found.simulated:
        said.append(Text("含模拟数据，不得用于公示。", "Rests on simulated data: not to be published."))
    return said


def _csv(found: Publication, language: str) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([title.zh if language == "zh" else title.en for title in COLUMNS.values()])
    writer.writerows([guarded(cell) for cell in row_of(one, language)] for one in found.units)
    return (BYTE_ORDER_MARK + target.getvalue()).encode()


def _pdf(found: Publication, issuer: Text) -> bytes:
    heads = [title for name, title in COLUMNS.items() if name != "simulated"]
    rows = [[cell or "—" for cell in row_of(one, "zh")[:-1]] for one in found.units]
    return publication_pdf(
        heads, rows, notes_of(found), number=f"ZX-{found.day:%Y%m%d}", laboratory=issuer,
        time=f"{found.day}T23:59:59+00:00", simulated=found.simulated,
    )  # fmt: skip
