"""Values of meters: from a table, or from anything that gives them one after the other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from inputs.bounded import BadFile, clip
from metrology.exact import to_decimal
from services.energy.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

COLUMNS: Final = ("meter", "quantity", "instant", "value", "unit", "flag")
SIMULATED: Final = "simulated"
NOT_SIMULATED: Final = {"", "no", "0", "false"}
SILENT: Final = "silent"
"""Flag of a sample without a value."""


class Sample(NamedTuple):
    """A value of a meter.

    Attributes:
        meter: Name of its measuring point.
        quantity: What was read, a name of `drivers.roles.QUANTITIES`.
        instant: When, with its offset from UTC.
        value: What its register showed; None where it was silent.
        unit: Its unit.
        flag: Words joined by ``+``, such as ``good`` or ``back-filled``.
        simulated: Whether the meter is simulated.
    """

    meter: str
    quantity: str
    instant: datetime
    value: Decimal | None
    unit: str
    flag: str
    simulated: bool = False


def read_samples(path: Path) -> Iterator[Sample]:
    """The values of a CSV file with the columns of `COLUMNS`.

    Raises:
        RegisterError: The file cannot be used; the first line that is wrong is named.
    """
    yield from table(path, COLUMNS, _sample, (SIMULATED,))


def _sample(line: int, cells: list[str]) -> Sample:
    meter, quantity, instant, value, unit, flag, said = cells
    simulated = said not in NOT_SIMULATED
    try:
        at = datetime.fromisoformat(instant)
    except ValueError as error:
        raise BadFile(f"line {line}: instant: {clip(instant)!r} is no time") from error
    if at.tzinfo is None:
        raise BadFile(f"line {line}: instant: needs an offset, such as 2026-11-02T00:00:00+08:00")
    if not value and SILENT in flag.split("+"):
        return Sample(meter, quantity, at, None, unit, flag, simulated)
    try:
        number = to_decimal(value)
    except ValueError as error:
        raise BadFile(f"line {line}: value: {clip(value)!r} is no number") from error
    return Sample(meter, quantity, at, number, unit, flag, simulated)
