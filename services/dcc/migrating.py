"""Brings a certificate to DCC 3.3.0, and writes it if it is valid and states what it stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.durable_file import write_durably
from reports.dcc.migrating import migrated
from reports.dcc.opening import open_dcc
from reports.dcc.writing import to_bytes
from reports.errors import DccFault
from services.dcc.opening import Sources, opened, schemas_folder

if TYPE_CHECKING:
    from pathlib import Path


def migrate(file: Path, output: Path, schemas: Path | None) -> list[str]:
    """Write a certificate in version 3.3.0; returns what was changed.

    Raises:
        DccRefused: It cannot be used, or would not be valid.
        DccFault: The schemas are missing, or a figure would be lost; nothing is written.
    """
    folder = schemas_folder(schemas)
    if folder is None:
        raise DccFault("the schemas of the DCC are needed to bring a certificate to another version: name their folder")
    before = opened(file, Sources(folder))
    root, said = migrated(before.root)
    content = to_bytes(root)
    after = open_dcc(content, str(output), folder)
    if list(after.dcc.figures()) != list(before.dcc.figures()):
        raise DccFault(f"{file}: a figure would be lost; it is not brought to version 3.3.0")
    write_durably(output, content)
    return said
