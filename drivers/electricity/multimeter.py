"""What every multimeter driver does: pick a function and a range once, prove it, read, prove it again."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from enum import Enum

from drivers.errors import BadReply, InstrumentError
from drivers.fitting import decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import LineLink
from drivers.roles import AUTOMATIC, Identity, Reading


class Function(Enum):
    """Measuring functions of the role, with the unit of their readings."""

    DC_VOLTAGE = "V"
    AC_VOLTAGE = "V~"
    DC_CURRENT = "A"
    AC_CURRENT = "A~"
    RESISTANCE_2W = "Ω"
    RESISTANCE_4W = "Ω 4w"

    @property
    def unit(self) -> str:
        """V, A or Ω."""
        return self.value[0]


class Multimeter(IdentifiedDriver):
    """Base of multimeter drivers; fills `drivers.roles.DigitalMultimeter`.

    Args:
        link: Its line.
    """

    def __init__(self, link: LineLink) -> None:
        super().__init__(link)
        self._configured: tuple[Function, Decimal] | None = None

    @abstractmethod
    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        """Choose function and range and prove that the instrument has taken them."""

    @abstractmethod
    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        """Prove that function and range are still those."""

    @abstractmethod
    def _measure(self, function: Function) -> Reading:
        """Take one conversion that began after this was called."""

    def dc_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct voltage in V.

        Raises:
            BadReply: Overload, no number, or a function or range that reads back as another.
            Reported: The instrument reports an error.
            LinkError: No answer.
        """
        return self._read(Function.DC_VOLTAGE, measuring_range)

    def ac_voltage(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating voltage in V, r.m.s.; errors as `dc_voltage`."""
        return self._read(Function.AC_VOLTAGE, measuring_range)

    def dc_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Direct current in A; errors as `dc_voltage`."""
        return self._read(Function.DC_CURRENT, measuring_range)

    def ac_current(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Alternating current in A, r.m.s.; errors as `dc_voltage`."""
        return self._read(Function.AC_CURRENT, measuring_range)

    def resistance_2w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω with the leads in it; errors as `dc_voltage`."""
        return self._read(Function.RESISTANCE_2W, measuring_range)

    def resistance_4w(self, measuring_range: Decimal = AUTOMATIC) -> Reading:
        """Resistance in Ω without the leads; errors as `dc_voltage`."""
        return self._read(Function.RESISTANCE_4W, measuring_range)

    def identity(self) -> Identity:
        """Ask the instrument who it is; what it was set to is forgotten, since it may have been switched off."""
        self._configured = None
        return super().identity()

    def _read(self, function: Function, measuring_range: Decimal) -> Reading:
        if not measuring_range.is_finite() or measuring_range < 0:
            remedy = "Give the upper limit of a range of this instrument, or 0 for its own choice."
            raise InstrumentError(f"No range {measuring_range}.", where=self._link.where, remedy=remedy)
        with self._exchange():
            if self._configured != (function, measuring_range):
                self._configured = None
                self._configure(function, measuring_range)
                self._configured = (function, measuring_range)
            self._confirm(function, measuring_range)
            reading = self._measure(function)
            self._confirm(function, measuring_range)  # a hand on the panel may have come in between
            return reading

    def _refuse_other(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            text = f"The {what} reads back as {found}, set was {wanted}."
            remedy = "Give a range that the instrument has, and keep hands off its panel."
            self._configured = None
            raise BadReply(text, where=self._link.where, remedy=remedy)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


def four_fields(link: LineLink, text: str) -> Identity:
    """Make an identity of the four fields of `*IDN?`; raises `BadReply` for anything else."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 4 or not all(parts):
        raise link.reject(f"{text!r} is not maker, model, serial number, firmware")
    return Identity(parts[0], parts[1], parts[2], parts[3], text)
