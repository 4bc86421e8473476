"""Files that a use case writes for a person: never over a form that is filled in, nor over any other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.durable_file import write_durably
from sequencer.errors import Refused
from sequencer.form import FormError, read_form

if TYPE_CHECKING:
    from pathlib import Path


def _still_empty(path: Path) -> bool:
    """Whether a file is a form in which nothing has been filled in."""
    try:
        rows = read_form(path).rows.values()
    except FormError:
        return False
    return not any(row.value or row.reason for row in rows)


def write_new(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a new file, whole or not at all.

    Args:
        path: The file.
        data: Its content.
        force: Replace a file that is there.

    Raises:
        Refused: The file exists already and is not a form that is still empty.
    """
    try:
        write_durably(path, data, replace=force or _still_empty(path))
    except FileExistsError:
        zh = f"{path} 已存在，可能已填写；请另取文件名，或用 --force 覆盖"
        en = f"{path} exists already and may be filled in; choose another name, or overwrite it with --force"
        raise Refused([Text(zh, en)]) from None
