"""How a laboratory numbers its documents: from ``laboratory.toml``, where there is one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import RegisterError
from records.register import LABORATORY, LaboratoryFile, find_folder, read
from records.register_documents import Documents
from registers.document_steps import Numbering

if TYPE_CHECKING:
    from records.entries import Opened

ITEM_DIGITS = 4


def of_laboratory(near: Path | None = None) -> Documents:
    """What the laboratory says of its documents; the defaults where there is no ``laboratory.toml`` in or above a folder.

    Args:
        near: A file in the laboratory's folder; None for the current folder.

    Raises:
        RegisterError: The file cannot be read.
    """
    try:
        folder = find_folder(near if near is not None else Path.cwd() / "anything")
    except RegisterError:
        return Documents()
    return read(folder / LABORATORY, LaboratoryFile).documents


def numbering(laboratory: Documents, opened: Opened) -> Numbering:
    """How the document of a run is numbered."""
    return numbering_by(laboratory, opened.regulation.id)


def numbering_by(laboratory: Documents, regulation: str) -> Numbering:
    """How a document is numbered that follows a regulation, by its name with the edition."""
    name, _, year = regulation.rpartition("-")
    named = laboratory.items.get(regulation, laboratory.items.get(name if year.isdecimal() else regulation, ""))
    digits = re.search(r"\d+", regulation)
    usual = digits[0].zfill(ITEM_DIGITS) if digits is not None else "0" * ITEM_DIGITS
    return Numbering(laboratory.number, laboratory.department, named or usual)
