"""The ending of a file that a command writes says its kind; another one is refused before anything is looked up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def ending(only: str) -> Callable[[Path | None], Path | None]:
    """For `typer.Option(callback=…)`: refuses a file whose name does not end so."""

    def refuse_others(file: Path | None) -> Path | None:
        if file is not None and file.suffix.lower() != only:
            from console.catalogue.usage import ENDING
            from metrology.text import Text
            from sequencer.errors import Refused

            said = {"file": file, "only": only}
            raise Refused([Text(ENDING.zh.format(**said), ENDING.en.format(**said))])
        return file

    return refuse_others
