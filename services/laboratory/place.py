"""Where a run is performed, from a GNSS receiver that the laboratory names: a remark in the journal, with its source."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drivers.errors import LinkError
from drivers.gnss import received
from metrology.text import Text
from records.errors import RegisterError
from records.register import LaboratoryFile, find_folder, read
from sequencer.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from drivers.gnss import Fix
    from records.register_place import Place

PACKAGE = Text(
    "读取卫星定位需要 pynmea2：pip install 'steelyard[field]'",
    "a place is read with the package pynmea2: pip install 'steelyard[field]'",
)


def place_of(bench: Path) -> str:
    """What is noted of the place before a run; empty where the laboratory names no receiver.

    A receiver that states no place does not stop the run: it is noted that none was received.

    Args:
        bench: The bench file.

    Raises:
        Refused: The package that reads receivers is missing.
    """
    try:
        named = read(find_folder(bench) / "laboratory.toml", LaboratoryFile).place
    except RegisterError:
        return ""
    if not named.receiver:
        return ""
    try:
        return _said(received(named.receiver, named.baud, named.seconds), named, datetime.now(UTC))
    except ImportError as error:
        raise Refused([PACKAGE]) from error
    except LinkError as error:
        return f"地点未能取得 / no place: {error}"


def _said(fix: Fix, named: Place, now: datetime) -> str:
    late = (now - fix.moment).total_seconds()
    north, east = ("N", "S")[fix.latitude < 0], ("E", "W")[fix.longitude < 0]
    return (
        f"地点 / place: {abs(fix.latitude)}° {north}, {abs(fix.longitude)}° {east} (WGS 84)\n"
        f"卫星 / satellites {fix.satellites}, HDOP {fix.hdop}; {fix.moment:%Y-%m-%dT%H:%M:%SZ}, "
        f"本机时钟偏差 / clock of this computer {late:+.0f} s\n"
        f"来源 / source: {named.receiver} {fix.sentence}"
    )
