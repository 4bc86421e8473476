"""Folders with regulations of a laboratory's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drivers.plugins import BadPlugins, folders_of
from records.errors import RecordsError

if TYPE_CHECKING:
    from pathlib import Path


def regulation_folders(near: Path) -> tuple[Path, ...]:
    """Folders with regulations of the laboratory that a file or folder belongs to.

    Raises:
        RecordsError: `laboratory.toml` names a folder that is not there or outside it.
    """
    try:
        return folders_of(near / "near" if near.is_dir() else near, "regulations")
    except BadPlugins as error:
        raise RecordsError(str(error)) from error
