"""Files that a person hands in for a question: kept until their bytes are in the store."""

from __future__ import annotations

import shutil
import tempfile
from itertools import count
from pathlib import Path

from sequencer.reading_source import LEFT_OUT, NOT_MEASURED
from services.runs.remarks import plain_name

FILES = ("FileReading", "SeriesReading")
"""Forms that are answered with a file."""


class Uploads:
    """A folder of its own for each work, made with the first file."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._numbers = count(1)

    def keep(self, name: str, content: bytes) -> Path:
        """Keep a file under its own name; nothing of a path that came with it is used."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="steelyard-"))
        place = self._folder / str(next(self._numbers))
        place.mkdir()
        path = place / plain_name(name)
        path.write_bytes(content)
        return path

    def clear(self) -> None:
        """Take them away."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def left_out(text: str) -> bool:
    """Whether an answer says that nothing was measured, which needs no file."""
    word = text.replace("：", ":").partition(":")[0].strip().lower()
    return text.strip() in LEFT_OUT or word in NOT_MEASURED
