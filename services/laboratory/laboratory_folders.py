"""Folders with regulations of a laboratory's own, and with figures that it read in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drivers.plugins import LABORATORY, BadPlugins, folders_of
from records.errors import RecordsError

if TYPE_CHECKING:
    from pathlib import Path


FIGURES: Final = "figures"
"""Folder of a laboratory with files of figures."""


def regulation_folders(near: Path) -> tuple[Path, ...]:
    """Folders with regulations of the laboratory that a file or folder belongs to.

    The folder `figures` beside `laboratory.toml` is one of them where it is there.

    Raises:
        RecordsError: `laboratory.toml` names a folder that is not there or outside it.
    """
    inside = near / "near" if near.is_dir() else near
    try:
        named = folders_of(inside, "regulations")
    except BadPlugins as error:
        raise RecordsError(str(error)) from error
    above = (folder / FIGURES for folder in inside.resolve().parents if (folder / LABORATORY).is_file())
    read_in_print = next(above, None)
    return named if read_in_print is None or not read_in_print.is_dir() else (*named, read_in_print)
