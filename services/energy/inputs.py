"""What a report was computed from, each input by its digest."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from inputs.bounded import BadFile, read_bytes
from records.errors import RegisterError
from services.energy.site import FIGURES
from services.energy.tables import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from procedures.kit.facts import Facts
    from services.energy.asked import Asked
    from services.energy.samples import Sample

MONITORED = "monitor/samples"
"""Name of the input that no file holds: the values that a monitor kept over the period."""


class Input(NamedTuple):
    """An input: its name, and the SHA-256 of its bytes, hexadecimal."""

    name: str
    sha256: str


class SamplesDigest:
    """The digest of the values of meters, as they are read one after the other."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, sample: Sample) -> None:
        """Take note of a value."""
        meter, quantity, instant, value, unit, flag, simulated = sample
        line = [meter, quantity, instant.timestamp(), str(value), unit, flag, simulated]
        self._digest.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    @property
    def input(self) -> Input:
        """The values as an input."""
        return Input(MONITORED, self._digest.hexdigest())


def files_of(asked: Asked, file: Path, report: str) -> tuple[Input, ...]:
    """The files that a report on a site is computed from.

    Args:
        asked: The site.
        file: Its file.
        report: A name of `services.energy.making.REPORTS`.

    Raises:
        RegisterError: One of them cannot be read.
    """
    site = asked.site
    names = [file.name, site.site.points]
    if report == "balance":
        names += [site.site.monitor or site.site.samples]
    if report == "savings" and site.savings is not None:
        names += [site.savings.baseline, site.savings.reporting]
    figures = sorted(path for path in (asked.folder / FIGURES).glob("*.toml") if path.is_file())
    names += [f"{FIGURES}/{path.name}" for path in figures]
    return tuple(Input(name, _digest(asked.folder / name)) for name in names if name)


def editions(of: Iterable[Facts]) -> tuple[Input, ...]:
    """Editions of data, with the figures that were read in print; each once."""
    found = {facts.regulation.id: facts.content for facts in of}
    return tuple(Input(name, sha256(_written(content)).hexdigest()) for name, content in found.items())


def _written(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()


def _digest(path: Path) -> str:
    try:
        return sha256(read_bytes(path, LARGEST)).hexdigest()
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
