"""The laboratory's folder that `steelyard init` copies, from the wheel or from a checkout."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from drivers.plugins import LABORATORY
from records.errors import RecordsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def template() -> Path:
    """Where the template lies: packed into the wheel, or `config/` of a checkout."""
    packed = Path(str(files("services.laboratory"))) / "config"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2] / "config"


def copy_template(folder: Path, instead: Mapping[str, str] = MappingProxyType({})) -> list[Path]:
    """Copy it into a new folder, whole or not at all; returns the files written.

    Files whose names begin with a dot, such as those of a version control system, may be there and stay.

    Args:
        folder: The folder.
        instead: Texts of files that are written beside those of the template, or in their place, by name.

    Raises:
        RecordsError: The folder is there already and not empty, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or _foreign(folder)):
        raise occupied(folder)
    with whole_folder(folder) as beside:
        shutil.copytree(template(), beside, ignore=shutil.ignore_patterns("__pycache__"))
        for name, text in instead.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_text(text, encoding="utf-8")
    written = (folder / path.relative_to(template()) for path in template().rglob("*"))
    return sorted(path for path in written if path.is_file())


def occupied(folder: Path) -> RecordsError:
    """The refusal of a folder that holds something already."""
    return RecordsError(f"{folder} is not an empty folder; name a new one, nothing is overwritten")


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder that is written beside another and then takes its name: it is there whole or not at all.

    Raises:
        RecordsError: It cannot be written.
    """
    beside = folder.absolute().with_name(f".{folder.absolute().name}.unfinished")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what an `init` that was killed left
        yield beside
        _move(beside, folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise RecordsError(f"{folder} cannot be written: {error.strerror}") from error


def _move(beside: Path, folder: Path) -> None:
    """Give the copy its name; into a folder that is there it goes part by part, with `laboratory.toml` as the last.

    The folder may be the one in which somebody works: it cannot be replaced under them.
    """
    if not folder.exists():
        beside.replace(folder)
        return
    for part in sorted(beside.iterdir(), key=lambda path: path.name == LABORATORY):
        target = folder / part.name
        if not target.exists():
            part.replace(target)
    shutil.rmtree(beside)


def _foreign(folder: Path) -> bool:
    """Whether a folder holds anything but hidden files and what a copy that was killed left."""
    if (folder / LABORATORY).exists():
        return True
    parts = [part for part in folder.iterdir() if not part.name.startswith(".")]
    files, own = [p for part in parts for p in (part, *part.rglob("*")) if not p.is_dir()], template()
    return any(not _same(path, own / path.relative_to(folder)) for path in files)


def _same(path: Path, other: Path) -> bool:
    return path.is_file() and other.is_file() and path.read_bytes() == other.read_bytes()
