"""The reports on a site as files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from reports.energy import energy_report
from services.laboratory.prepare import laboratory_entry

if TYPE_CHECKING:
    from pathlib import Path

    from reports.energy import EnergyReport


def write_report(found: EnergyReport, laboratory: Path, folder: Path) -> Path:
    """Write a report as PDF; returns its file.

    Args:
        found: What it shows.
        laboratory: ``laboratory.toml``, which says who issues it and in which language.
        folder: Where the file is written; made if need be.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be used.
        ReportError: The report cannot be set.
        OSError: The file cannot be written.
    """
    lab = read(laboratory, LaboratoryFile)
    pdf = energy_report(found, laboratory_entry(lab.laboratory), lab.policy.documents_language)
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{found.series}-{found.site}-{found.day}").lower()
    file = folder / f"{name}.pdf"
    write_durably(file, pdf)
    return file
