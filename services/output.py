"""Files that a use case writes for a person: never over a file that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from sequencer.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a new file.

    Args:
        path: The file.
        data: Its content.
        force: Replace a file that is there.

    Raises:
        Refused: The file exists already.
    """
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        zh = f"{path} 已存在，可能已填写；请另取文件名，或用 --force 覆盖"
        en = f"{path} exists already and may be filled in; choose another name, or overwrite it with --force"
        raise Refused([Text(zh, en)]) from None
