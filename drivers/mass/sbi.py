"""Sartorius balances and mass comparators on the SBI protocol, as standards.

Manuals: Sartorius GC803S p. 57, CPA p. 57, LE2202S p. 51, Combics 1 p. 98 (formats of 16 and 22 characters); commands
`ESC P` print, `ESC V` zero, `ESC U` tare, `ESC x1_` model, `ESC x2_` serial number. Line 1200 7O1 as delivered; set
manual print *without* stability, so that every `ESC P` is answered at once.

Role: `Balance`, `Identified`. Safe state: none. Settle criterion: the unit is printed (it is blank while the value is
not stable) at every look of the dwell, with one and the same value. Error queue: none; `H`, `L`, `Err ###` in place
of a value are raised. Identity: model and serial number.

Legal use: digits in brackets are not verified. They are refused (`BadReply`) unless option `unverified_digits =
"keep"` says that the balance does not serve a legal measurement.

Acknowledgement: `ESC V` and `ESC U` are silent; both are verified by a stable reading of zero afterwards.

unverified: `ESC x2_` as the serial number, and the layout of the answers to `ESC x1_` and `ESC x2_`.
"""

from decimal import Decimal
from typing import Self

from drivers.codecs import sbi as codec
from drivers.errors import BadReply, InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.mass.steady import steady
from drivers.read_back import confirm
from drivers.roles import Balance, Clock, Identity, Reading
from drivers.settling import Settling, positive_options

_ESC = "\x1b"
_USUAL = {"dwell": "2", "promised": "60", "poll": "0.5"}


class SBIBalance(IdentifiedDriver):
    """A balance on an SBI line.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When an indication counts as stable.
        legal: Whether digits in brackets are refused.
    """

    ROLES = (Balance,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n")

    def __init__(self, link: LineLink, clock: Clock, settling: Settling, *, legal: bool = True) -> None:
        super().__init__(link)
        self._clock, self._settling, self._legal = clock, settling, legal

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `unverified_digits` (`refuse`, `keep`), `dwell` (2), `promised` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("unverified_digits",))
        digits = fitting.options.get("unverified_digits", "refuse")
        if digits not in ("refuse", "keep"):
            remedy = "Use refuse or keep."
            raise InstrumentError(f"Option unverified_digits = {digits!r}.", where=fitting.where, remedy=remedy)
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, legal=digits == "refuse")

    def _who(self) -> Identity:
        model, serial = (self._link.query(f"{_ESC}{name}_").strip(" ") for name in ("x1", "x2"))
        if not model or not serial or any(word[0] in "+-" for word in (model, serial)):
            raise self._link.reject(f"{model!r} and {serial!r} are no model and serial number")
        return Identity("Sartorius", model, serial, "", f"{model}; {serial}")

    def mass(self) -> Reading:
        """Indication that has been stable, and the same, for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: Overload, underload, error of the balance.
            BadReply: Digits in brackets in legal use; no value.
            LinkError: As every exchange.
        """
        self._ready()
        return steady(self._look, self._settling, self._clock, self._link.where)

    def zero(self) -> None:
        """Set to zero with `ESC V`, verified by reading zero."""
        self._act("V")

    def tare(self) -> None:
        """Tare with `ESC U`, verified by reading zero."""
        self._act("U")

    def _act(self, letter: str) -> None:
        self._ready()
        self._link.send(f"{_ESC}{letter}")
        confirm("indication", self.mass().value, Decimal(0), self._link.where)

    def _look(self) -> tuple[Reading | None, str]:
        line = self._link.query(f"{_ESC}P")
        with decoding(self._link):
            try:
                found = codec.shown(line)
            except codec.Unsettled as unsettled:
                return None, str(unsettled)
        if found.identifier not in ("", "N", "G", "G#"):
            raise self._link.reject(f"{line!r} is not the weight")
        if found.unverified_digits and self._legal:
            what = f"{line!r} holds digits that are not verified."
            remedy = "Set the balance to print verified digits only, or use another one."
            raise BadReply(what, where=self._link.where, remedy=remedy)
        return Reading(line, found.value, found.unit), line
