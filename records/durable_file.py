"""A small file that is there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_durably(path: Path, content: bytes, *, replace: bool = True, private: bool = False) -> None:
    """Write a file, synchronise it, and give it its name: under it is what was there before, or all of the content.

    Args:
        path: The file.
        content: All of it.
        replace: Whether a file of that name may be replaced.
        private: Whether only its owner may read it.

    Raises:
        FileExistsError: There is a file that may not be replaced.
        OSError: It cannot be written; what was there before is still there.
    """
    with durably(path, replace=replace, private=private) as file:
        file.write(content)


@contextmanager
def durably(path: Path, *, replace: bool = True, private: bool = False) -> Iterator[IO[bytes]]:
    """The same for a content that is written bit by bit: it has its name when this ends without an error."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            temporary.chmod(0o644)
        if replace:
            temporary.replace(path)
        else:
            os.link(temporary, path)
    except OSError as error:
        if error.errno and error.filename is None:  # a full disk: what is written does not know its name
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)
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
