"""The statistics of a month as files: PDF and workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records.durable_file import write_durably
from reports.statistics import statistics_pdf, statistics_xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_statistics(found: Mapping[str, Any], directory: Path) -> list[Path]:
    """Write both; they bear the last day of the month, so that the same data give the same bytes.

    Args:
        found: What `services.statistics.month.monthly` found.
        directory: Where to; made if it is not there.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: They cannot be set; nothing was written.
        OSError: The directory cannot be written to.
    """
    time = f"{found['to']}T23:59:59+00:00"
    name = f"statistics_{found['month']}"
    made = {f"{name}.pdf": statistics_pdf(found, time), f"{name}.xlsx": statistics_xlsx(found, time)}
    directory.mkdir(parents=True, exist_ok=True)
    for file, content in made.items():
        write_durably(directory / file, content)
    return [directory / file for file in made]
