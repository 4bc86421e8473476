"""Writes the beginning of a new driver into a laboratory's folder: driver, simulated instrument, tests that pass."""

from __future__ import annotations

import keyword
import re
import shutil
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from drivers import registry
from records.errors import RecordsError
from services.laboratory.own_folder import named_folders, own_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = {
    "__init__.py.txt": "__init__.py",
    "driver.py.txt": "driver.py",
    "simulation.py.txt": "simulation.py",
    "test_driver.py.txt": "test_{name}.py",
}


def new_driver(name: str, laboratory: Path, unit: str) -> list[Path]:
    """Write a package for a driver into a laboratory's plugin folder; returns the files written.

    Args:
        name: Name of the driver: small letters, digits and underscores.
        laboratory: Folder with `laboratory.toml`. Where that names no plugin folder, `drivers` is made and named.
        unit: Unit of what it reads.

    Raises:
        RecordsError: A name that cannot be used or is taken, no laboratory, files that are there already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name) or name.startswith("test_"):
        raise RecordsError(f"{name!r} cannot name a driver: small letters, digits and underscores, such as acme_9000")
    if name in registry.names(named_folders(laboratory, "drivers")):
        raise RecordsError(f"there is a driver {name!r} already; choose another name")
    folder = own_folder(laboratory, "drivers")  # nothing was changed before this line
    words = {
        "name": name,
        "title": name.replace("_", " "),
        "class_name": "".join(part.capitalize() for part in name.split("_")),
        "unit": unit,
    }
    return _write(folder / name, words)


def _write(target: Path, words: Mapping[str, str]) -> list[Path]:
    """Write the package, whole or not at all.

    Raises:
        RecordsError: It is there already, or cannot be written.
    """
    templates = Path(__file__).parent / "scaffolding" / "driver"
    beside = target.with_name(f".{target.name}.unfinished")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what a command that was killed left
        beside.mkdir(parents=True)
        names = [place.format_map(words) for place in FILES.values()]
        for source, name in zip(FILES, names, strict=True):
            text = Template((templates / source).read_text("utf-8")).substitute(words)
            (beside / name).write_text(text, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise RecordsError(f"{target} cannot be written: {error.strerror}") from error
    return [target / name for name in names]
