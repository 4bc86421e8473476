"""The laboratory's folder that `steelyard init` copies, from the wheel or from a checkout."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from records.errors import RecordsError


def template() -> Path:
    """Where the template lies: packed into the wheel, or `config/` of a checkout."""
    packed = Path(str(files("services"))) / "laboratory"
    return packed if packed.is_dir() else Path(__file__).resolve().parent.parent / "config"


def copy_template(folder: Path) -> list[Path]:
    """Copy it into a new folder, whole or not at all; returns the files written.

    Raises:
        RecordsError: The folder is there already and not empty, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecordsError(f"{folder} is not an empty folder; name a new one, nothing is overwritten")
    beside = folder.absolute().with_name(f".{folder.absolute().name}.unfinished")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what an `init` that was killed left
        shutil.copytree(template(), beside, ignore=shutil.ignore_patterns("__pycache__"))
        beside.replace(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise RecordsError(f"{folder} cannot be written: {error.strerror}") from error
    return sorted(p for p in folder.rglob("*") if p.is_file())
