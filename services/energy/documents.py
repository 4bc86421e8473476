"""The reports on a site as files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from reports.energy import energy_report
from services.finished.printed import Printed
from services.laboratory.prepare import laboratory_entry

if TYPE_CHECKING:
    from pathlib import Path

    from reports.energy import EnergyReport


def report_document(found: EnergyReport, laboratory: Path) -> Printed:
    """A report as PDF, without a number of the register.

    Args:
        found: What it shows.
        laboratory: ``laboratory.toml``, which says who issues it and in which language.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be used.
        ReportError: The report cannot be set.
    """
    lab = read(laboratory, LaboratoryFile)
    pdf = energy_report(found, laboratory_entry(lab.laboratory), lab.policy.documents_language)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{found.series}-{found.site}-{found.day}").lower()
    return Printed(f"{name}.pdf", pdf)


def write_report(found: EnergyReport, laboratory: Path, folder: Path) -> Path:
    """Write a report as PDF; returns its file.

    Args:
        found: What it shows.
        laboratory: As `report_document`.
        folder: Where the file is written; made if need be.

    Raises:
        RegisterError, ReportError: As `report_document`.
        OSError: The file cannot be written.
    """
    made = report_document(found, laboratory)
    folder.mkdir(parents=True, exist_ok=True)
    write_durably(folder / made.name, made.content)
    return folder / made.name
