"""Keysight (HP, Agilent) 3458A multimeter; its language is older than SCPI.

Manual: 3458A user's guide (ID?, ERRSTR?, TARM, TRIG, NRDGS, END, OFORMAT, SETACV; overload 1E38). Codes of `FUNC?`
(1 DCV, 2 ACV, 4 OHM, 5 OHMF, 6 DCI, 7 ACI, then the range) and `AUTO` in place of a range are unverified.

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none of its own; every
reading is a conversion armed by TARM SGL, after the automatic delay of the range. Error queue: `ERRSTR?` after every
configuration and reading, at most 32 entries. Time limit of a reading: the conversion's own time and 20 s. Identity:
`ID?` gives the model only, so another 3458A in its place is not noticed: there is no serial number on the line.
Acknowledgement: function and range are verified by reading `FUNC?` back before every reading. An overload (1E38) is
refused as a bad reply. It talks unasked until TARM HOLD, which is therefore sent before it is identified.
"""

from decimal import Decimal
from typing import Self

from drivers.codecs import multimeter as codec
from drivers.codecs import scpi
from drivers.codecs.numbers import decimal_number
from drivers.electricity.multimeter import Function, Multimeter
from drivers.error_queue import refuse_reported
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.roles import AUTOMATIC, DigitalMultimeter, Identity, Reading

_WORDS = {
    Function.DC_VOLTAGE: ("DCV", 1),
    Function.AC_VOLTAGE: ("ACV", 2),
    Function.RESISTANCE_2W: ("OHM", 4),
    Function.RESISTANCE_4W: ("OHMF", 5),
    Function.DC_CURRENT: ("DCI", 6),
    Function.AC_CURRENT: ("ACI", 7),
}
_MODEL = "HP3458A"
#: Seconds that a conversion takes for each power line cycle: 20 ms at 50 Hz, twice with autozero.
_CYCLE = Decimal("0.04")
#: Seconds beyond the conversion: range change, settling, the line.
_SPARE = 20.0


class HP3458A(Multimeter):
    """A 3458A.

    Args:
        link: Its line.
        cycles: Power line cycles of one conversion.
    """

    ROLES = (DigitalMultimeter,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n", timeout=30.0)

    def __init__(self, link: LineLink, cycles: Decimal = Decimal(100)) -> None:
        super().__init__(link)
        self._cycles = cycles

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `cycles`: power line cycles of a conversion (100).
        """
        fitting.require_options(("cycles",))
        cycles = fitting.options.get("cycles", "100")
        if not cycles.isascii() or not cycles.isdecimal() or not 1 <= int(cycles) <= 1000:
            remedy = "Use a whole number from 1 to 1000."
            raise InstrumentError(f"Option cycles = {cycles!r}.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), Decimal(cycles))

    def _who(self) -> Identity:
        for command in ("TARM HOLD", "END ALWAYS", "OFORMAT ASCII"):
            self._link.send(command)
        text = self._link.query("ID?").strip(" ")
        if text not in (_MODEL, f"{_MODEL} SIM-"):  # the mark of a simulated one, which stays in the text
            raise self._link.reject(f"{text!r} is not HP3458A")
        return Identity(maker="Keysight", model=_MODEL, text=text)

    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        self._refuse_reported()
        wanted = "AUTO" if measuring_range == AUTOMATIC else format(measuring_range, "f")
        word, _ = _WORDS[function]
        self._link.send("TRIG AUTO")
        self._link.send("NRDGS 1,AUTO")
        if function is Function.AC_VOLTAGE:
            self._link.send("SETACV SYNC")
        self._link.send(f"{word} {wanted}")
        self._link.send(f"NPLC {self._cycles}")
        self._refuse_other("number of power line cycles", decimal_number(self._link.query("NPLC?")), self._cycles)
        self._refuse_reported()

    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        code, found = (decimal_number(part) for part in scpi.fields(self._link.query("FUNC?"), 2))
        self._refuse_other("function", code, Decimal(_WORDS[function][1]))
        if measuring_range != AUTOMATIC:
            self._refuse_other("range", found, measuring_range)

    def _measure(self, function: Function) -> Reading:
        text = self._link.query("TARM SGL,1", within=_SPARE + float(_CYCLE * self._cycles))
        value = codec.reading(text)
        self._refuse_reported()
        return Reading(text, value, function.unit)

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: scpi.error_entry(self._link.query("ERRSTR?")), self._link.where)
