"""SCPI multimeters: Keysight 34461A, 34465A, 34470A as standards, and any multimeter under test of this language.

Manual: Keysight Truevolt series operating and service guide (CONFigure, READ?, SENSe, SYSTem:ERRor?); SCPI-1999 vol. 2.
That CONF chooses 10 power line cycles and an ac filter of 20 Hz is unverified; both are set explicitly.

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none of its own; every
reading is a conversion begun by READ?, after the automatic trigger delay of the range. Error queue: `SYST:ERR?` after
every configuration and reading, at most 32 entries. Identity: `*IDN?`. Acknowledgement: function and range are verified
by reading back before every reading, the cycles after they were set; overload (9.9E37) and not-a-number (9.91E37) are
refused as bad replies.
"""

from decimal import Decimal
from typing import ClassVar, Self

from drivers.codecs import multimeter as codec
from drivers.codecs import scpi
from drivers.codecs.numbers import decimal_number
from drivers.electricity.multimeter import Function, Multimeter, four_fields
from drivers.error_queue import refuse_reported
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.roles import AUTOMATIC, DigitalMultimeter, Identity, Reading

WORDS = {
    Function.DC_VOLTAGE: "VOLT",
    Function.AC_VOLTAGE: "VOLT:AC",
    Function.DC_CURRENT: "CURR",
    Function.AC_CURRENT: "CURR:AC",
    Function.RESISTANCE_2W: "RES",
    Function.RESISTANCE_4W: "FRES",
}
_ALTERNATING = (Function.AC_VOLTAGE, Function.AC_CURRENT)


class ScpiMultimeter(Multimeter):
    """A multimeter that speaks SCPI.

    Args:
        link: Its line.
        cycles: Power line cycles of one conversion of a direct quantity.
        bandwidth: Lower end of the ac filter in Hz.

    Attributes:
        ERROR: How its error queue is asked.
        ONE_TRIGGER: Sent after a configuration, so that READ? gives one reading.
    """

    ROLES = (DigitalMultimeter,)

    LINE = Line(sent_end=b"\n", received_end=b"\n", timeout=30.0)
    ERROR: ClassVar[str] = "SYST:ERR?"
    ONE_TRIGGER: ClassVar[str] = "SAMP:COUN 1"

    def __init__(self, link: LineLink, cycles: Decimal = Decimal(100), bandwidth: Decimal = Decimal(3)) -> None:
        super().__init__(link)
        self._cycles, self._bandwidth = cycles, bandwidth

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `cycles`: power line cycles (100, 10, 1), `bandwidth` of the ac filter (3, 20, 200 Hz).
        """
        fitting.require_options(("cycles", "bandwidth"))
        cycles, bandwidth = fitting.options.get("cycles", "100"), fitting.options.get("bandwidth", "3")
        if cycles not in ("1", "10", "100") or bandwidth not in ("3", "20", "200"):
            remedy = "Use 1, 10 or 100 cycles, and 3, 20 or 200 Hz."
            raise InstrumentError("Options cycles or bandwidth.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), Decimal(cycles), Decimal(bandwidth))

    def _who(self) -> Identity:
        return four_fields(self._link, self._link.query("*IDN?"))

    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        word = WORDS[function]
        self._refuse_reported()
        wanted = "AUTO" if measuring_range == AUTOMATIC else format(measuring_range, "f")
        self._link.send(f"CONF:{word} {wanted}")
        self._refuse_reported()
        self._link.send(self.ONE_TRIGGER)
        if function in _ALTERNATING:
            self._number("ac bandwidth", f"{word}:BAND", self._bandwidth)
        else:
            self._number("power line cycles", f"{word}:NPLC", self._cycles)
        self._refuse_reported()

    def _number(self, what: str, header: str, value: Decimal) -> None:
        self._link.send(f"{header} {value}")
        self._refuse_other(what, decimal_number(self._link.query(f"{header}?")), value)

    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        word = WORDS[function]
        self._refuse_other("function", codec.function_word(self._link.query("FUNC?")), word)
        if measuring_range != AUTOMATIC:
            found = decimal_number(self._link.query(f"{word}:RANG?"))
            self._refuse_other("range", found, measuring_range)

    def _measure(self, function: Function) -> Reading:
        text = self._link.query("READ?")
        value = codec.reading(text)
        self._refuse_reported()
        return Reading(text, value, function.unit)

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: scpi.error_entry(self._link.query(self.ERROR)), self._link.where)
