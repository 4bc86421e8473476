"""Alicat mass-flow controllers as gas-flow standards, ASCII protocol.

Manuals: Alicat standard devices user manual (Jan 2023) p. 32, MC series manual p. 43, Serial Communications Primer
rev. 2. Poll `A`, set-point `ASvalue`, manufacturer lines `A??M*`. Line 19200 8N1, CR ends every message.

Role: `GasFlowStandard`, `Identified`, `Energised`. Safe state: set-point 0, read back, and the measured flow within the
window of zero. Settle criterion: the device has no flag, so the measured flow must stay within `window` of the
set-point without a break for the dwell, with no blocking status word (MOV, VOV, TOV, POV, OPL, HLD, EXH, ADC). Error
queue: none; an unknown command is answered `?`. Identity: manufacturer lines `M00` to `M09`.

Acknowledgement: a set-point is answered by a data frame that carries it, and the frame after that is compared again.

unverified: which manufacturer line holds maker, model and serial number, and that there are ten of them; the number of
decimals that a set-point may have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import alicat as codec
from drivers.codecs.numbers import Refused
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.read_back import confirm
from drivers.roles import Clock, GasFlowStandard, Identity, Reading
from drivers.settling import Settling, positive_options
from metrology.units import UnitError, convert

_LINES = 10
_USUAL = {"dwell": "5", "promised": "60", "poll": "0.5", "window": "0.002"}


class AlicatController(IdentifiedDriver):
    """A mass-flow controller on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a flow counts as reached.
        window: Half width around the set-point, in the unit of the display.
        device: Its letter.
        unit: Unit of the flow on its display.
    """

    ROLES = (GasFlowStandard,)

    LINE = Line(sent_end=b"\r", received_end=b"\r")

    def __init__(
        self, link: LineLink, clock: Clock, settling: Settling, window: Decimal, device: str = "A", unit: str = "L/min"
    ) -> None:
        super().__init__(link)
        self._clock, self._settling, self._window = clock, settling, window
        self._device, self._unit = device, unit

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `device` (A), `unit` of its display (L/min), `window`, `dwell` (5), `promised` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("device", "unit"))
        device, unit = fitting.options.get("device", "A"), fitting.options.get("unit", "L/min")
        if len(device) != 1 or not "A" <= device <= "Z":
            raise InstrumentError(f"No device letter {device!r}.", where=fitting.where, remedy="Use A to Z.")
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, given["window"], device, unit)

    def _who(self) -> Identity:
        with decoding(self._link):
            self._link.send(f"{self._device}??M*")
            lines = dict(codec.manufacturer_line(self._device, self._link.receive()) for _line in range(_LINES))
        text = "; ".join(f"{key} {value}" for key, value in sorted(lines.items()))
        model = lines.get("M04", "").removeprefix("Model Number").strip()
        serial = lines.get("M05", "").removeprefix("Serial Number").strip()
        firmware = lines.get("M09", "").removeprefix("Software Revision").strip()
        return Identity(lines.get("M00", ""), model, serial, firmware, text)

    def set_flow(self, value: Decimal, unit: str) -> None:
        """Make a flow; return when the measured flow has stayed within the window for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: A blocking status word, or a refused command.
            BadReply: The set-point in the frame is another one.
            InstrumentError: A unit that is no flow.
        """
        wanted = self._in_display_unit(value, unit)
        with self._exchange():
            self._set(wanted)
            self._settling.wait(self._clock, lambda: self._inside(wanted), f"{value} {unit}", self._link.where)
            confirm("set-point", self._frame().setpoint, wanted, self._link.where)

    def flow(self) -> Reading:
        """Measured flow at reference conditions, in the unit of the display."""
        with self._exchange():
            found = self._trusted()
            return Reading(found.mass_text, found.mass, self._unit)

    def gas(self) -> str:
        """Gas for which the controller is set."""
        with self._exchange():
            return self._frame().gas

    def make_safe(self) -> None:
        """Set-point 0, read back, and no flow left."""
        with self._exchange():
            self._set(Decimal(0))
            self._settling.wait(self._clock, lambda: self._inside(Decimal(0)), "no flow", self._link.where)

    def _set(self, wanted: Decimal) -> None:
        found = self._frame(f"S{wanted:f}")
        confirm("set-point", found.setpoint, wanted, self._link.where)
        confirm("set-point", self._frame().setpoint, wanted, self._link.where)

    def _inside(self, wanted: Decimal) -> tuple[bool, str]:
        found = self._trusted()
        return abs(found.mass - wanted) <= self._window, f"{found.mass_text} {self._unit}"

    def _trusted(self) -> codec.Frame:
        found = self._frame()
        if blocking := [word for word in found.status if word in codec.BLOCKING]:
            what = f"Status {', '.join(f'{word} ({codec.STATUS[word]})' for word in blocking)}."
            remedy = "Look at supply pressure, temperature and range of the controller."
            raise Reported(what, where=self._link.where, remedy=remedy)
        return found

    def _frame(self, command: str = "") -> codec.Frame:
        line = self._link.query(f"{self._device}{command}")
        if line.strip() in ("?", f"{self._device} ?"):
            raise Refused(f"{command or 'poll'} is answered ?")
        return codec.frame(self._device, line)

    def _in_display_unit(self, value: Decimal, unit: str) -> Decimal:
        try:
            return convert(value, unit, self._unit)
        except UnitError as error:
            remedy = f"Ask for a flow in {self._unit}."
            raise InstrumentError(f"{unit!r} is no flow: {error}.", where=self._link.where, remedy=remedy) from error

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
