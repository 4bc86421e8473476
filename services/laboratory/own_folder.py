"""The folder of a laboratory for drivers or regulations of its own; made and named in `laboratory.toml` where it names none."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from drivers.plugins import LABORATORY, BadPlugins, folders_of
from records.durable_file import write_durably
from records.errors import RecordsError

if TYPE_CHECKING:
    from pathlib import Path


def named_folders(laboratory: Path, kind: str) -> tuple[Path, ...]:
    """The folders that `[plugins]` of a laboratory names for a kind: `drivers` or `regulations`.

    Raises:
        RecordsError: No `laboratory.toml`, or one that cannot be used.
    """
    if not (laboratory / LABORATORY).is_file():
        raise RecordsError(f"{laboratory} has no {LABORATORY}; `steelyard init` makes a laboratory's folder")
    try:
        return folders_of(laboratory / LABORATORY, kind)
    except BadPlugins as error:
        raise RecordsError(str(error)) from error


def own_folder(laboratory: Path, kind: str) -> Path:
    """The first folder that a laboratory names for a kind; where it names none, make `KIND/` and name it.

    Raises:
        RecordsError: `laboratory.toml` cannot be used or written, or is written so that a line cannot be added.
    """
    if folders := named_folders(laboratory, kind):
        return folders[0]
    file = laboratory / LABORATORY
    text = _with_folder(file.read_text("utf-8-sig").rstrip("\n") + "\n", kind)
    if text is None:
        raise RecordsError(f'{file}: name a folder in [plugins], such as {kind} = ["{kind}"]')
    try:
        (laboratory / kind).mkdir(exist_ok=True)
        write_durably(file, text.encode())
    except OSError as error:
        raise RecordsError(f"{file} cannot be written: {error.strerror}") from error
    return laboratory / kind


def _with_folder(text: str, kind: str) -> str | None:
    """The text with a folder named for a kind; None where it writes its tables in a way that leaves no place for a line."""
    line = f'# folders with {kind} of this laboratory\'s own\n{kind} = ["{kind}"]\n'
    head = re.search(r"^\[plugins\][^\n]*\n", text, re.MULTILINE)
    new = f"{text}\n[plugins]\n{line}" if head is None else f"{text[: head.end()]}{line}{text[head.end() :]}"
    try:
        plugins = tomllib.loads(new)["plugins"]
    except (tomllib.TOMLDecodeError, KeyError):
        return None
    return new if isinstance(plugins, dict) and plugins.get(kind) == [kind] else None
