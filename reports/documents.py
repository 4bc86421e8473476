"""Every document of a finished run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.document import document
from reports.content.record import record
from reports.files import write_atomically
from reports.identity import title
from reports.model import read_run
from reports.record.as_csv import record_csv
from reports.record.as_xlsx import record_xlsx
from reports.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records.event import Event


def write_documents(events: Sequence[Event], directory: Path) -> list[Path]:
    """Write the documents the run gets, the legal one first.

    A run that conforms gets `certificate.pdf` (检定证书), one that does not `notice.pdf` (检定结果通知书), any other
    outcome `report.pdf`, a statement of what is missing or void. Besides, the original record as `record.pdf`,
    `record.csv` and `record.xlsx`. All are made before the first is written, so that an error leaves no partial set.

    Args:
        events: The journal of one run, complete and in order.
        directory: Where to; made if it is not there.

    Returns:
        The files written.

    Raises:
        NoVerdict: The run is open or interrupted.
        BadJournal: A field the documents need is absent.
        MissingFont, MissingGlyph, TemplateFault: The documents cannot be set; nothing was written.
        OSError: The directory cannot be written to.
    """
    run = read_run(events)
    kind = title(run).kind
    original = record_csv(run)
    contents = {
        f"{kind}.pdf": typeset("document.typ", document(run), time=run.finished, record=original),
        "record.pdf": typeset("record.typ", record(run), time=run.finished),
        "record.csv": original,
        "record.xlsx": record_xlsx(run),
    }
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_atomically(directory / name, content)
    return [directory / name for name in contents]
