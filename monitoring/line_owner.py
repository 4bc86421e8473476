"""The owner of a wired line: opens it, and asks its meters one after the other. Everything here runs in one thread."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drivers import registry
from drivers.clock import WallClock
from drivers.errors import InstrumentError, NeedsPerson, Reported, WrongInstrument
from drivers.fitting import Fitting
from drivers.lines import Lines
from drivers.link.settings import Settings
from drivers.meters.profile import StoredProfile
from drivers.recognise_simulation import no_instrument_there, says_simulated
from drivers.roles import Identified, MeterClock, MeterRegister
from monitoring.owner import Taken
from monitoring.schedule import face
from monitoring.skew import between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from monitoring.monitor_file import LineEntry, MeterEntry
    from monitoring.sample import Point


class LineOwner:
    """Owns a line.

    Args:
        name: Its name in the monitor file.
        entry: What the file says of it.
        address: Where it is; that of a simulated line once it is served.
        meters: The meters on it.
        now: Seconds since 1970.
        zone: Time zone of the place, by whose clock the clocks of the meters should run.
    """

    def __init__(
        self, name: str, entry: LineEntry, address: str, meters: dict[str, MeterEntry], now: Callable[[], float], zone: Any
    ) -> None:  # fmt: skip
        self.name, self._entry, self._address, self._meters = name, entry, address, meters
        self._now, self._zone = now, zone
        self._stack = ExitStack()
        self._lines = Lines(self._stack)
        self._drivers: dict[str, Any] = {}
        self._asked: set[str] = set()
        self.simulated = set[str]()
        self.serials: dict[str, str] = {}

    def fit(self) -> None:
        """Make the driver of each meter; nothing is sent yet.

        Raises:
            InstrumentError: A driver that nobody has, or options that it does not take.
        """
        for name, meter in self._meters.items():
            where = f"{name} ({self._entry.address})"
            try:
                kind: Any = registry.load(meter.driver)
            except (registry.UnknownDriver, ImportError) as error:
                raise InstrumentError(f"{error}.", where=where, remedy="Correct the monitor file.") from error
            if kind.LINE is None or MeterRegister not in getattr(kind, "ROLES", ()):
                what = f"Driver {meter.driver!r} reads no registers of a meter."
                raise InstrumentError(what, where=where, remedy="Choose the driver of a meter.")
            line = kind.LINE if self._entry.timeout is None else replace(kind.LINE, timeout=self._entry.timeout)
            settings = Settings(**self._entry.serial.model_dump())
            link = self._lines.open(name, self._address, where, line, None, settings)
            self._drivers[name] = kind.fit(Fitting(name, where, WallClock(), link, {}, meter.options))
            _refuse_unknown(self._drivers[name], meter, where)

    def read(self, due: Mapping[Point, int]) -> list[Taken]:
        """Read registers as they are now; of a meter that does not answer, the others are not asked for."""
        found: list[Taken] = []
        silent: dict[str, str] = {}
        for point in due:
            problem = silent.get(point.meter, "")
            if problem:
                found.append(Taken(point, None, self._now(), problem))
                continue
            try:
                driver = self._ready(point.meter)
                reading = driver.reading(point.quantity)
                found.append(Taken(point, reading, self._now()))
            except InstrumentError as error:
                self._asked.discard(point.meter)  # another meter may be there when it answers again
                silent[point.meter] = str(error)
                found.append(Taken(point, None, self._now(), str(error)))
        return found

    def skew(self, meter: str) -> Decimal | None:
        """By how many seconds the clock of a meter is ahead; None for a meter without a clock. It is asked again who it is.

        Raises:
            InstrumentError: It does not answer, or not with a time.
        """
        self._asked.discard(meter)
        driver = self._ready(meter)
        if MeterClock not in driver.ROLES:
            return None
        before = self._now()
        try:
            shown = driver.clock().value
        except NeedsPerson:
            return None
        return between(shown, before, self._now(), self._zone)

    def profiled(self, meter: str) -> tuple[str, ...]:
        """Quantities that a meter records by itself."""
        driver = self._drivers[meter]
        return driver.profiled() if isinstance(driver, StoredProfile) else ()

    def recorded(self, point: Point, instants: Sequence[int]) -> dict[int, Taken | None]:
        """What a meter wrote down at some instants of its own clock; None where it has no record.

        Raises:
            InstrumentError: It does not answer.
        """
        driver = self._ready(point.meter)
        found: dict[int, Taken | None] = {}
        for instant in instants:
            try:
                record = driver.recorded(point.quantity, face(instant, self._zone))
            except Reported:  # it answers, and has no such record
                record = None
            found[instant] = Taken(point, record.reading, self._now()) if record is not None else None
        return found

    def close(self) -> None:
        """Release the line."""
        self._stack.close()

    def _ready(self, name: str) -> Any:
        """The driver of a meter that was asked who it is."""
        driver = self._drivers[name]
        if name not in self._asked and isinstance(driver, Identified):
            identity = driver.identity()
            expected = self._meters[name].identity
            if expected is not None and expected.serial and expected.serial != identity.serial:
                what = f"Meter {identity.serial!r} answers instead of {expected.serial!r}."
                remedy = "Connect the meter that the file names, or correct the file."
                raise WrongInstrument(what, where=f"{name} ({self._entry.address})", remedy=remedy)
            if identity.serial:
                self.serials[name] = identity.serial
            if says_simulated(identity) or no_instrument_there(self._address):
                self.simulated.add(name)
        self._asked.add(name)
        return driver


def _refuse_unknown(driver: Any, meter: MeterEntry, where: str) -> None:
    """Quantities that the protocol does not have, before anything is asked."""
    known = driver.quantities() if hasattr(driver, "quantities") else None
    if known is not None and (unknown := sorted(set(meter.read) - set(known))):
        what = f"The meter has no register {', '.join(unknown)}."
        raise InstrumentError(what, where=where, remedy=f"It has {', '.join(known)}.")
