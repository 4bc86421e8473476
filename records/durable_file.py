"""A small file that is there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_durably(path: Path, text: str, *, replace: bool = True) -> None:
    """Write a file, synchronise it, and give it its name; readable by its owner alone.

    Args:
        path: The file.
        text: ASCII text.
        replace: Whether a file of that name is replaced; otherwise the file that is there stays.

    Raises:
        OSError: It cannot be written; what was there before is still there.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            Path(name).replace(path)
        else:
            with suppress(FileExistsError):
                os.link(name, path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    _synchronise(path.parent)


def _synchronise(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
