"""Any source for which PyMeasure has a class, made a standard that is set: voltage, current, temperature, pressure.

Manual: the docstring of the class, and the maker's manual that it was written from. Options: `class`, the class below
`pymeasure.instruments` (`yokogawa.YokogawaGS200`); `quantity` (`voltage`, `current`, `temperature`, `pressure`)
and `unit`; `set`, the property that is the set-point, and `read`, the one that measures what comes out (`set`, where
the instrument measures nothing); `before`, `on` and `off`, properties that are set before the set-point, to energise,
and to make safe, such as `off = "source_enabled = False"` (`mode = voltage/VOLT` where it reads back in other words
than it is set); `low` and `high`, between which it may be set; `window`,
`dwell`, `promised` and `poll` for settling; `identity`, `errors` and `ends` as `pymeasure_reader` has them.

Role: `ACDCSource`, `TemperatureSource`, `PressureSource`, `Identified`, `Energised`, without
resistance and alternating quantities. Safe state: the properties of `off`, each set and read back. Settle criterion:
what `read` gives stays within `window` of the set-point, and energised, without a break for the dwell. Error queue:
`SYST:ERR?` after every setting and reading, at most 32 entries; `errors = "none"` for an instrument without one.
Identity: `*IDN?`, four fields, or the reply behind the property that `identity` names. Acknowledgement: every property
that is set is read back from the instrument, the set-point with all its digits: a class that clamps or rounds is found
out in that way. `before`, `on` and the set-point are read back again at every look while it settles, and before every
`output`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from drivers.codecs.numbers import Malformed, decimal_number
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting
from drivers.link.line import LineLink
from drivers.pymeasure.instrument import COMMON, PyMeasureInstrument, common, symbol
from drivers.pymeasure.spoken_instrument import Settings, expected, settings
from drivers.read_back import confirm
from drivers.roles import ACDCSource, Clock, PressureSource, Reading, TemperatureSource
from drivers.settling import Settling, positive_options
from metrology.units import UnitError, convert

_TIMES: Final = {"dwell": "5", "promised": "120", "poll": "0.5"}


@dataclass(frozen=True, slots=True)
class Way:
    """How a source is set and read, in the words of the bench file.

    Attributes:
        unit: Unit of its properties.
        set: Set-point.
        read: What comes out.
        before: Set before the set-point.
        on: Set after it.
        off: The safe state.
        low: Lowest set-point.
        high: Highest set-point.
        window: Half width of the window around the set-point.
    """

    unit: str
    set: str
    read: str
    before: Settings
    on: Settings
    off: Settings
    low: Decimal
    high: Decimal
    window: Decimal


class PyMeasureSource(PyMeasureInstrument):
    """Base of a source of one quantity; its subclasses in `drivers.pymeasure.sources` give it the words of a role.

    Args:
        link: Its line.
        kind: Its class.
        identity: See `drivers.pymeasure.instrument`.
        way: How it is set and read.
        clock: The run's time.
        settling: When a set-point counts as reached.
        has_errors: Whether it has a SCPI error queue.
    """

    ROLES = (ACDCSource, TemperatureSource, PressureSource)

    def __init__(
        self,
        link: LineLink,
        kind: type[Any],
        identity: str,
        way: Way,
        clock: Clock,
        settling: Settling,
        *,
        has_errors: bool,
    ) -> None:
        super().__init__(link, kind, identity, has_errors=has_errors)
        self._way, self._clock, self._settling = way, clock, settling
        self._target: Decimal | None = None

    @classmethod
    def offers(cls, options: Mapping[str, str]) -> tuple[str, ...]:
        """Methods of a source of the quantity that the options name."""
        from drivers.pymeasure.sources import SOURCES  # made of this class

        return tuple(dir(SOURCES[quantity])) if (quantity := options.get("quantity", "")) in SOURCES else ()

    @classmethod
    def fit(cls, fitting: Fitting) -> "PyMeasureSource":
        """Make the driver.

        Options: `class`, `quantity`, `unit`, `set`, `read`, `before`, `on`, `off`, `low`, `high`, `window`; `identity`,
        `ends`, `errors` as `pymeasure_reader`; `dwell`, `promised`, `poll` in s.
        """
        from drivers.pymeasure.sources import SOURCES  # made of this class

        words = (*COMMON, "quantity", "unit", "set", "read", "before", "on", "off", "low", "high", "window")
        settling = Settling(**positive_options(fitting, _TIMES, words))
        link, kind, identity, has_errors = common(fitting)
        quantity = fitting.options.get("quantity", "")
        if quantity not in SOURCES:
            remedy = f"Use one of {', '.join(SOURCES)}."
            raise InstrumentError(f"No quantity {quantity!r}.", where=fitting.where, remedy=remedy)
        return SOURCES[quantity](link, kind, identity, _way(fitting), fitting.clock, settling, has_errors=has_errors)

    def settled(self) -> bool:
        """Whether it is energised and inside its window now.

        Raises:
            Reported: It is not energised, or set otherwise than it was.
            LinkError, BadReply: As every exchange.
        """
        with self._exchange():
            return self._inside()[0]

    def make_safe(self) -> None:
        """The properties of `off`, each set and read back; the others too when one cannot be set."""
        failed: InstrumentError | None = None
        self._target = None
        for name, word in self._way.off:
            try:
                with self._exchange():
                    self._spoken.put(name, word)
            except InstrumentError as error:
                failed = failed or error
        if failed is not None:
            raise failed

    def _go(self, value: Decimal, unit: str) -> None:
        """Set, energise, and return when settled; the errors are those of the roles."""
        way, where = self._way, self._link.where
        try:
            wanted = convert(value, unit, way.unit)
        except UnitError as error:
            raise InstrumentError(f"{error}.", where=where, remedy=f"Give a value in {way.unit}.") from error
        if not way.low <= wanted <= way.high:
            remedy = f"Set {way.low} {way.unit} to {way.high} {way.unit}, or correct the bench file."
            raise InstrumentError(f"May not be set to {wanted} {way.unit}.", where=where, remedy=remedy)
        with self._exchange():
            self._target = None
            self._refuse_reported()
            for name, word in way.before:
                self._spoken.put(name, word)
            self._spoken.send(way.set, format(wanted, "f"))
            confirm("set-point", self._spoken.read(way.set, way.unit).value, wanted, where)
            self._target = wanted
            self._energise()

    def _energise(self) -> None:
        for name, word in self._way.on:
            self._spoken.put(name, word)
        self._refuse_reported()
        self._settling.wait(self._clock, self._inside, f"{self._target} {self._way.unit}", self._link.where)

    def _inside(self) -> tuple[bool, str]:
        """Whether it is in its window, and what it shows; raises `Reported` when it is not as it was set."""
        target = self._held()
        found = self._spoken.read(self._way.read, self._way.unit)
        self._refuse_reported()
        return abs(found.value - target) <= self._way.window, f"{found.value} {found.unit}"

    def _held(self) -> Decimal:
        """The set-point, proved with everything that was set beside it."""
        way = self._way
        if self._target is None:
            raise self._reported("Nothing is put out: it was not set, or was made safe.")
        for name, word in (*way.before, *way.on):
            if (found := self._spoken.held(name)) != expected(word):
                raise self._reported(f"{name} is {found}, set was {word}.")
        if (held := self._spoken.read(way.set, way.unit).value) != self._target:
            raise self._reported(f"The set-point is {held} {way.unit}, set was {self._target} {way.unit}.")
        return self._target

    def _measured(self) -> Reading:
        with self._exchange():
            found = self._spoken.read(self._way.read, self._way.unit)
            self._refuse_reported()
        return found

    def _reported(self, what: str) -> Reported:
        return Reported(what, where=self._link.where, remedy="Look at the source, clear the cause, then set it again.")


def _way(fitting: Fitting) -> Way:
    given = fitting.options
    try:
        low, high, window = (decimal_number(given.get(name, "")) for name in ("low", "high", "window"))
    except Malformed as error:
        remedy = "Give low and high, between which it may be set, and the window of the settle criterion."
        raise InstrumentError(f"low, high or window: {error}.", where=fitting.where, remedy=remedy) from error
    before, on, off = (settings(given.get(name, "")) for name in ("before", "on", "off"))
    if not given.get("set") or not off or not all(word for _, word in (*before, *on, *off)):
        remedy = "Give set = PROPERTY, and before, on and off as NAME = VALUE; off is the safe state."
        raise InstrumentError("The options do not say how it is set.", where=fitting.where, remedy=remedy)
    unit = symbol(fitting, given.get("unit", ""))
    return Way(unit, given["set"], given.get("read", given["set"]), before, on, off, low, high, window)
