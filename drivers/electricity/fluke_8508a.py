"""Fluke 8508A reference multimeter: IEEE 488.2, but not SCPI.

Manual: 8508A users manual p. 85 (functions), p. 105 (execution errors), p. 110 (DDQ?); the settings of DCV, OHMS and
ACI as a published driver sends them. Those of ACV and DCI, and that an overload reads 2E35, are unverified.

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: the first conversion
after a change of function, range or input is stale: it is thrown away and kept in the reading's trail. Error queue:
`*ESR?` after every configuration and reading; an error bit is reported with the last entries of `EXQ?` and `DDQ?`.
Identity: `*IDN?`. Acknowledgement: the settings cannot be read back in one known form, so a command counts as accepted
when no error bit is set after it; keep hands off the panel. Overloads are refused as bad replies.
"""

from decimal import Decimal
from typing import Self

from drivers.codecs import multimeter as codec
from drivers.electricity.multimeter import Function, Multimeter, four_fields
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.roles import AUTOMATIC, DigitalMultimeter, Identity, Reading

_SETTINGS = {
    Function.DC_VOLTAGE: "DCV {range},FILT_OFF,RESL8,FAST_OFF,TWO_WR",
    Function.AC_VOLTAGE: "ACV {range},FILT40HZ,ACCP,RESL6,TWO_WR",
    Function.DC_CURRENT: "DCI {range},FILT_OFF,RESL7,FAST_OFF",
    Function.AC_CURRENT: "ACI {range},FILT40HZ,ACCP,RESL6",
    Function.RESISTANCE_2W: "OHMS {range},FILT_OFF,RESL7,FAST_OFF,TWO_WR,LOI_OFF",
    Function.RESISTANCE_4W: "OHMS {range},FILT_OFF,RESL7,FAST_OFF,FOUR_WR,LOI_OFF",
}


class Fluke8508A(Multimeter):
    """An 8508A on GPIB.

    Args:
        link: Its line.
        terminals: `FRONT` or `REAR`.
    """

    ROLES = (DigitalMultimeter,)

    LINE = Line(sent_end=b"\n", received_end=b"\n", timeout=60.0)

    def __init__(self, link: LineLink, terminals: str = "FRONT") -> None:
        super().__init__(link)
        self._terminals, self._stale = terminals, True

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `terminals` (`FRONT`, `REAR`).
        """
        fitting.require_options(("terminals",))
        terminals = fitting.options.get("terminals", "FRONT")
        if terminals not in ("FRONT", "REAR"):
            remedy = "Use FRONT or REAR."
            raise InstrumentError(f"Option terminals = {terminals!r}.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), terminals)

    def _who(self) -> Identity:
        return four_fields(self._link, self._link.query("*IDN?"))

    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        self._stale = True
        wanted = "AUTO" if measuring_range == AUTOMATIC else format(measuring_range, "f")
        self._link.query("*ESR?")  # clears what was before, power-on among it
        for command in (f"INPUT {self._terminals}", "TRG_SRCE EXT", _SETTINGS[function].format(range=wanted)):
            self._link.send(command)
            self._refuse_reported(command)

    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        """Nothing to prove: the form in which settings read back is not known."""

    def _measure(self, function: Function) -> Reading:
        thrown_away = (self._link.query("X?"),) if self._stale else ()
        text = self._link.query("X?")
        value = codec.reading(text)
        self._refuse_reported("X?")
        self._stale = False
        return Reading(text, value, function.unit, thrown_away)

    def _refuse_reported(self, after: str) -> None:
        events = codec.standard_events(self._link.query("*ESR?"))
        if events:
            entries = ", ".join(f"{queue} {self._link.query(queue)}" for queue in ("EXQ?", "DDQ?"))
            self._configured = None
            what = f"After {after}: {', '.join(events)} ({entries})."
            remedy = "Look the numbers up in the manual's appendix, clear the cause, then repeat."
            raise Reported(what, where=self._link.where, remedy=remedy)
