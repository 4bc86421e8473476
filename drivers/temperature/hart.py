"""Fluke 7341 and other Hart Scientific baths and dry-wells of the labelled dialect, through PyMeasure's Fluke7341.

Manuals: interface command summaries of Fluke 7037 (p. 47), 7380 (p. 49), 9105/9107 (p. 48), 9009 (p. 17): `s`, `t`,
`u`, `c`, `*ver`. Line 2400 8N1 as delivered; set duplex to half, linefeed on, sample period 0 on the instrument.

Role: `TemperatureSource`, `Identified`, `Energised`. Safe state: set-point at `safe` °C, read back; the dialect has no
command that switches the heater off. Settle criterion: the dialect has no flag, so the instrument's own readings must
stay within `window` of the set-point without a break for the dwell. Error queue: none; a tripped cut-out is raised.
Identity: `*ver`, model and firmware; these instruments do not tell a serial number.

Acknowledgement: set commands are silent, every one is verified by read-back.

unverified: the layout of the answer to `*ver` (PyMeasure's driver reads it so).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import hart as codec
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, Reading, TemperatureSource
from drivers.settling import Settling, positive_options
from drivers.temperature.hart_instrument import HartInstrument, LabelledAdapter

_USUAL = {"dwell": "300", "promised": "7200", "poll": "5", "window": "0.02"}


class HartBath(IdentifiedDriver):
    """A bath of this family.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a temperature counts as reached.
        window: Half width in K around the set-point.
        limits: Lowest and highest set-point and the safe one, in °C.
    """

    ROLES = (TemperatureSource,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n", timeout=3.0)
    #: Range of the model in °C, where the bench file does not say otherwise.
    RANGE = ("-40", "150")

    def __init__(
        self,
        link: LineLink,
        clock: Clock,
        settling: Settling,
        window: Decimal,
        limits: tuple[Decimal, Decimal, Decimal],
    ) -> None:
        super().__init__(link)
        self._clock, self._settling, self._window = clock, settling, window
        self._low, self._high, self._safe = limits
        self._adapter = LabelledAdapter(link)
        self._bath = HartInstrument(self._adapter, self._low, self._high)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `window` in K (0.02), `low`, `high`, `safe` in °C, `dwell` (300), `promised` (7200), `poll` (5) in s.
        """
        given = positive_options(fitting, _USUAL, ("low", "high", "safe"))
        usual = {"low": cls.RANGE[0], "high": cls.RANGE[1], "safe": "25"}
        try:
            low, high, safe = (Decimal(fitting.options.get(name, usual[name])) for name in ("low", "high", "safe"))
        except ArithmeticError as error:
            remedy = "Correct the bench file."
            raise InstrumentError("low, high or safe is not a number.", where=fitting.where, remedy=remedy) from error
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, given["window"], (low, high, safe))

    def _who(self) -> Identity:
        with decoding(self._link):
            text = self._bath.id
            model, firmware = codec.version(self._adapter.payload)
        return Identity("Fluke", model, "", firmware, text)

    def set_temperature(self, value: Decimal, unit: str) -> None:
        """Go to a temperature; return when the readings have stayed within the window for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: The cut-out has tripped.
            BadReply: A read-back differs from what was set.
            InstrumentError: Another unit than °C, or a set-point beyond the range.
        """
        self._refuse(value, unit)
        with self._exchange():
            self._set(value)
            self._settling.wait(self._clock, lambda: self._inside(value), f"{value} {unit}", self._link.where)
            self._confirm_set(value)

    def temperature(self) -> Reading:
        """Temperature in °C as the instrument measures it."""
        with self._exchange():
            value = self._measured()
            return Reading(self._adapter.payload, value, "°C")

    def settled(self) -> bool:
        """Whether the reading is within the window of the set-point now."""
        with self._exchange():
            self._bath.set_point  # noqa: B018  asks; the digits are in the payload
            return self._inside(codec.celsius(self._adapter.payload))[0]

    def make_safe(self) -> None:
        """Set-point to the safe temperature, confirmed by reading back."""
        with self._exchange():
            self._set(self._safe)

    def _set(self, value: Decimal) -> None:
        self._bath.unit = "c"
        confirm("unit", self._bath.unit.strip().lower(), "c", self._link.where)
        self._bath.set_point = value
        self._confirm_set(value)

    def _confirm_set(self, value: Decimal) -> None:
        self._bath.set_point  # noqa: B018  asks; the digits are in the payload
        confirm("set-point", codec.celsius(self._adapter.payload), value, self._link.where)

    def _measured(self) -> Decimal:
        self._bath.temperature  # noqa: B018  asks; the digits are in the payload
        return codec.celsius(self._adapter.payload)

    def _inside(self, target: Decimal) -> tuple[bool, str]:
        self._bath.cutout  # noqa: B018  asks; the state is in the payload
        if not codec.cutout_closed(self._adapter.payload):
            remedy = "Find out why it overheated, then reset the cut-out at the instrument."
            raise Reported(f"The cut-out has tripped ({self._adapter.payload}).", where=self._link.where, remedy=remedy)
        value = self._measured()
        return abs(value - target) <= self._window, f"{value} °C"

    def _refuse(self, value: Decimal, unit: str) -> None:
        if unit != "°C" or not self._low <= value <= self._high:
            remedy = f"Set a temperature from {self._low} °C to {self._high} °C."
            raise InstrumentError(f"Cannot be set to {value} {unit}.", where=self._link.where, remedy=remedy)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


class HartDryWell(HartBath):
    """A dry-well of this family (9100 series); give its own range as options `low` and `high`."""

    ROLES = (TemperatureSource,)

    RANGE = ("-25", "650")
