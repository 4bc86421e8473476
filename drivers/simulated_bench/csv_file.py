"""Readings from a CSV file that another program writes, row by row: the file fills any reading role.

Manual: none, the format is this: UTF-8, first line the header, one row a line, a row counts when its line end is
there. Every method has a cursor of its own and takes the next row each time; where there is none yet it waits, for
`patience` seconds at most.

Role: every reading role; the options say which method reads which column, `temperature = "T; °C"` reads column `T` in
°C. Safe state: none. Settle criterion: none; the writer of the file decides what a reading is. Error queue: none.
Identity: none; the file's name goes into the record, and its writer answers for it.

Strict: a header without the column, a row with another number of fields, a cell that is no number (empty, text, comma
for the point, NaN), a file that became shorter or another header are errors, never readings.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Self

from drivers.codecs import csv_rows
from drivers.codecs.numbers import Malformed, decimal_number
from drivers.errors import BadReply, InstrumentError, LinkError
from drivers.fitting import Fitting
from drivers.roles import Barometer, Clock, DigitalGauge, Environment, Reading, SupplyMonitor, Thermometer
from drivers.settling import positive_options
from metrology.units import UnitError, unit

_METHODS = (
    "indication",
    "temperature",
    "humidity",
    "air_pressure",
    "supply_voltage",
    "supply_frequency",
    "mass",
    "flow",
    "power",
    "energy",
    "pulses",
)


class CSVFile:
    """A file that is read, and watched.

    Args:
        path: The file.
        clock: The run's time.
        columns: Method to column and unit.
        delimiter: Between fields.
        patience: Seconds to wait for a row that is not there yet.
        poll: Pause between two looks.
        where: Role and file for error messages.
        from_end: Skip the rows that are there already.
    """

    ROLES = (DigitalGauge, Thermometer, Environment, Barometer, SupplyMonitor)

    LINE = None
    PROVENANCE = "file"
    """What documents state as the source of these readings; a driver without it reads an instrument."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        columns: dict[str, tuple[str, str]],
        delimiter: str,
        patience: Decimal,
        poll: Decimal,
        where: str,
        *,
        from_end: bool = False,
    ) -> None:
        self._path, self._clock, self._columns, self._delimiter = path, clock, columns, delimiter
        self._patience, self._poll, self._where = patience, poll, where
        self._header = self._lines()[0]
        begin = len(self._lines()) - 1 if from_end else 0
        self._cursors = dict.fromkeys(columns, begin)
        self._longest = begin

    @classmethod
    def offers(cls, options: Mapping[str, str]) -> tuple[str, ...]:
        """Methods that the options give a place to."""
        return tuple(name for name in _METHODS if name in options)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `file`, and for a reading its column and unit, such as `temperature = "T; °C"`; `delimiter` (`,`),
        `begin` (`first`, `next`), `patience` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, {"patience": "60", "poll": "0.5"}, ("file", "delimiter", "begin", *_METHODS))
        columns = {name: _column(fitting, name) for name in _METHODS if name in fitting.options}
        begin, delimiter = fitting.options.get("begin", "first"), fitting.options.get("delimiter", ",")
        if not columns or begin not in ("first", "next") or len(delimiter) != 1 or "file" not in fitting.options:
            remedy = f"Give file, and for one of {', '.join(_METHODS)} its column and unit; begin is first or next."
            raise InstrumentError("The options name no readings.", where=fitting.where, remedy=remedy)
        path = Path(fitting.options["file"])
        where = f"{fitting.where}, {path.name}"
        patience, poll = given["patience"], given["poll"]
        return cls(path, fitting.clock, columns, delimiter, patience, poll, where, from_end=begin == "next")

    def indication(self) -> Reading:
        """Next indication of the file."""
        return self._next("indication")

    def temperature(self) -> Reading:
        """Next temperature of the file."""
        return self._next("temperature")

    def humidity(self) -> Reading:
        """Next relative humidity of the file."""
        return self._next("humidity")

    def air_pressure(self) -> Reading:
        """Next air pressure of the file."""
        return self._next("air_pressure")

    def supply_voltage(self) -> Reading:
        """Next voltage of the supply in the file."""
        return self._next("supply_voltage")

    def supply_frequency(self) -> Reading:
        """Next frequency of the supply in the file."""
        return self._next("supply_frequency")

    def mass(self) -> Reading:
        """Next mass of the file."""
        return self._next("mass")

    def flow(self) -> Reading:
        """Next flow of the file."""
        return self._next("flow")

    def power(self) -> Reading:
        """Next power of the file."""
        return self._next("power")

    def energy(self) -> Reading:
        """Next energy of the file."""
        return self._next("energy")

    def pulses(self) -> Reading:
        """Next count of pulses of the file."""
        return self._next("pulses")

    def _next(self, method: str) -> Reading:
        if method not in self._columns:
            remedy = f"Give the option {method} of the bench file a column and a unit."
            raise InstrumentError(f"No column for {method}.", where=self._where, remedy=remedy)
        name, symbol = self._columns[method]
        line = self._row(self._cursors[method])
        try:
            header = csv_rows.fields(self._header, self._delimiter)
            text = csv_rows.cell(line, self._delimiter, len(header), csv_rows.column(header, name))
            reading = Reading(text, decimal_number(text), symbol)
        except Malformed as error:
            raise self._bad(f"Row {self._cursors[method] + 1}: {error}.") from error
        self._cursors[method] += 1
        return reading

    def _row(self, number: int) -> str:
        deadline = self._clock.elapsed() + self._patience
        while True:
            header, *rows = self._lines()
            if header != self._header or len(rows) < self._longest:
                raise self._bad("The file was written again while it was read.")
            self._longest = len(rows)
            if number < len(rows):
                return rows[number]
            if self._clock.elapsed() >= deadline:
                what = f"No row {number + 1} within {self._patience} s."
                raise LinkError(what, where=self._where, remedy="See whether the other program still writes.")
            self._clock.sleep(self._poll)

    def _lines(self) -> list[str]:
        """Header and rows whose line end is there."""
        try:
            written = self._path.read_bytes()
            finished = written[: written.rfind(b"\n") + 1]  # a writer's buffer may end within a character
            content = finished.decode("utf-8-sig")
        except OSError as error:
            raise LinkError(f"Cannot be read: {error}.", where=self._where, remedy="See whether it exists.") from error
        except UnicodeDecodeError as error:
            raise self._bad(f"The file is not UTF-8: {error}.") from error
        lines = [line.removesuffix("\r") for line in content.split("\n")[:-1]]
        if not lines:
            raise self._bad("The file has no header.")
        return lines

    def _bad(self, what: str) -> BadReply:
        return BadReply(what, where=self._where, remedy="Look at the file and at the program that writes it.")


def _column(fitting: Fitting, method: str) -> tuple[str, str]:
    name, separator, symbol = (part.strip() for part in fitting.options[method].rpartition(";"))
    try:
        found = unit(symbol).symbol
    except UnitError as error:
        remedy = "Write COLUMN; UNIT, such as T; °C."
        raise InstrumentError(f"Option {method}: {error}.", where=fitting.where, remedy=remedy) from error
    if not name or not separator:
        remedy = "Write COLUMN; UNIT, such as T; °C."
        raise InstrumentError(f"Option {method} names no column.", where=fitting.where, remedy=remedy)
    return name, found
