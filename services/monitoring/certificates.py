"""Which certificate covered a meter on a day: from the register of instruments, and from the documents issued for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from monitoring.errors import MonitorError
from monitoring.sample import Certificate
from records.address import database_file, parse
from registers.instruments import FOREVER, INSTRUMENTS
from services.covering import covers
from services.register.book import named, opened_book

if TYPE_CHECKING:
    from monitoring.monitor_file import MonitorFile
    from registers.book import Book


class Covering:
    """The certificates of the meters of a monitor, as the registers hold them.

    Args:
        file: The monitor file.
        url: The store of the laboratory.
    """

    def __init__(self, file: MonitorFile, url: str) -> None:
        self._instruments = {name: m.instrument for name, m in file.meters.items() if m.instrument}
        self._url = url
        self._of: dict[str, list[Certificate]] = {}

    def load(self) -> None:
        """Read the registers.

        Raises:
            MonitorError: The file names instruments, and there is no register or no such instrument.
            RecordsError: The store cannot be read.
        """
        if not self._instruments:
            return
        path = database_file(parse(self._url))
        if path is not None and not path.is_file():
            zh = f"监测文件指明了器具，而 {self._url} 处没有登记库；用 --store 指明，或删去 instrument"
            en = f"the monitor file names instruments, and there is no register at {self._url}; name it with --store, or leave instrument out"
            raise MonitorError([Text(zh, en)])
        with opened_book(self._url) as book:
            found = {name: _certificates(book, name, instrument) for name, instrument in self._instruments.items()}
        self._of = found

    def __call__(self, meter: str, day: str) -> Certificate | None:
        """The certificate that covers a meter on a day, ISO; the newest of several; None for none."""
        covering = [c for c in self._of.get(meter, ()) if c.covers(day)]
        return max(covering, key=lambda c: c.first, default=None)


def _certificates(book: Book, meter: str, instrument: str) -> list[Certificate]:
    key = named(book, INSTRUMENTS, instrument)
    row = book.find(INSTRUMENTS, key)
    if row is None:
        zh = f"meters.{meter}.instrument：器具登记中没有 {instrument}"
        raise MonitorError(
            [Text(zh, f"meters.{meter}.instrument: there is no instrument {instrument} in the register")]
        )
    return [
        Certificate(c.number, c.first, "" if c.last == FOREVER else c.last)
        for c in covers(book, key, row.record)
        if c.number
    ]
