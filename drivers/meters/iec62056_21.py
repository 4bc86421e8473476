"""Electricity meters read by IEC 62056-21 mode C, data readout over the optical or current-loop interface.

Standard: IEC 62056-21:2002 (mode C 6.4.3, messages 6.3, block check 6.3.13). Line: 300 Bd 7E1 for sign-on; the meter
proposes a speed in its identification, both change to it after the acknowledgement. On a `socket://` line the speed is
the device server's concern; `rfc2217://` carries it.

Role: `MeterRegister`, `MeterClock`, `Identified`. Safe state: none, it has no output. Settle criterion: none. Error
queue: the error register F.F of the readout must be zero; an error text in place of a value is refused. Identity: maker
and model of the identification, serial number of the readout (0.0.0, or the option `serial_code`); every readout must
carry the same. Acknowledgement: answered; each reading is a readout of its own, so that no register is older than its
question.
"""

from decimal import Decimal
from typing import Self

from drivers.codecs import clock_face
from drivers.codecs import iec62056_21 as codec
from drivers.codecs.iec62056_21 import Block, DataSet, Identification, Option, SignOn
from drivers.codecs.numbers import Malformed, Refused, decimal_number
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, choice, fitting_unit
from drivers.roles import Clock, Identity, MeterClock, MeterRegister, Reading

#: Quantity to OBIS code in the short form of a readout (IEC 62056-61).
PLACES = {
    "active_energy_import": "1.8.0",
    "active_energy_export": "2.8.0",
    "reactive_energy_import": "3.8.0",
    "reactive_energy_export": "4.8.0",
    **{f"voltage_l{phase}": f"{12 + 20 * phase}.7.0" for phase in (1, 2, 3)},
    **{f"current_l{phase}": f"{11 + 20 * phase}.7.0" for phase in (1, 2, 3)},
    "active_power": "16.7.0",
    "frequency": "14.7.0",
    "power_factor": "13.7.0",
}
#: Least time in seconds between receiving a message and answering it (6.4.3).
_REACTION = Decimal("0.2")
_SPEEDS = tuple(str(speed) for speed in codec.SPEEDS.values())


class ModeCMeter(Meter):
    """A meter read by IEC 62056-21 mode C.

    Args:
        link: Its line.
        clock: The run's time.
        address: Device address, empty for the only meter on the line.
        sign_on_speed: Speed of the sign-on in baud.
        serial_code: Code of the serial number in the readout.
    """

    ROLES = (MeterRegister, MeterClock)

    #: 6.4.3: a meter answers within 1.5 s and pauses for less than that between two characters; a message has no limit
    #: of its own, at 300 Bd a read-out takes minutes. The rest is for adapters.
    LINE = Line(timeout=5.0, pause=2.0)

    def __init__(
        self,
        link: LineLink,
        clock: Clock,
        address: str = "",
        sign_on_speed: int = 300,
        serial_code: str = "0.0.0",
    ) -> None:
        super().__init__(link)
        self._clock = clock
        self._sign_on, self._speed, self._serial_code = SignOn(address), sign_on_speed, serial_code

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `address`, `sign_on_speed` (300), `serial_code` (0.0.0).
        """
        fitting.require_options(("address", "sign_on_speed", "serial_code"))
        address = fitting.options.get("address", "")
        if not (address.isascii() and (address.isalnum() or not address)) or len(address) > 32:
            what = f"Option address = {address!r} is not a device address."
            raise InstrumentError(what, where=fitting.where, remedy="Use up to 32 digits or letters.")
        speed = int(choice(fitting, "sign_on_speed", "300", _SPEEDS))
        code = fitting.options.get("serial_code", "0.0.0")
        return cls(fitting.require_link(), fitting.clock, address, speed, code)

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(PLACES)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        code = self._place(quantity, PLACES)
        sets = self._trusted()
        with decoding(self._link):
            found = _only(sets, code)
            unit = fitting_unit(found.unit, quantity)
            text = f"{found.address}({found.value}{'*' if found.unit else ''}{found.unit})"
            return Reading(text, decimal_number(found.value), unit)

    def clock(self) -> Reading:
        """What the meter's clock shows, date 0.9.2 and time 0.9.1 of one readout; see `MeterClock.clock`."""
        sets = self._trusted()
        with decoding(self._link):
            time, date = (_only(sets, code) for code in ("0.9.1", "0.9.2"))
            text = f"{date.address}({date.value}) {time.address}({time.value})"
            return Reading(text, clock_face.of_texts(date.value, time.value), "s")

    def _trusted(self) -> list[DataSet]:
        """The readout of the meter that was identified, if its error register is zero."""
        self._ready()
        who, sets = self._readout()
        if who != self._known:
            raise self._link.reject(f"{who.text!r} answers, another meter was identified before")
        with decoding(self._link):
            _refuse_error(sets)
        return sets

    def _who(self) -> Identity:
        return self._readout()[0]

    def _readout(self) -> tuple[Identity, list[DataSet]]:
        """Sign on, acknowledge, change speed, take the whole readout."""
        self._link.change_speed(self._speed)
        _, said = self._ask(codec.encode(self._sign_on), codec.length, codec.decode)
        if not isinstance(said, Identification) or said.speed not in codec.SPEEDS:
            raise self._link.reject(f"{said} is not the identification of a mode C meter")
        self._clock.sleep(_REACTION)
        with self._link.undisturbed():
            self._link.send_frame(codec.encode(Option(said.speed, "0")))
            self._link.change_speed(codec.SPEEDS[said.speed])
            raw = self._link.receive_frame(codec.length)
        with decoding(self._link):
            block = codec.decode(raw)
            if not isinstance(block, Block) or block.command or not block.data.endswith(b"!\r\n"):
                raise Malformed(f"{raw!r} is not a data readout")
            sets = codec.data_sets(block)
            serial = _only(sets, self._serial_code).value
        text = f"{said.maker} {said.text} {serial}"
        return Identity(maker=said.maker, model=said.text, serial=serial, text=text), sets


def _refuse_error(sets: list[DataSet]) -> None:
    """The error register F.F, where the meter has one, must be zero."""
    for one in sets:
        if one.address.rpartition(":")[2] == "F.F" and one.value.strip("0"):
            raise Refused(f"error register F.F({one.value})")


def _only(sets: list[DataSet], code: str) -> DataSet:
    """The one data set of a code, which may be written with medium and channel, `1-0:1.8.0*255`."""
    found = [one for one in sets if one.address.rpartition(":")[2].removesuffix("*255") == code]
    if len(found) != 1:
        raise Refused(f"{len(found)} data sets of {code} in the readout, one was expected")
    return found[0]
