"""Balances on an MT-SICS line whose operator says when to weigh: print key, foot switch, automatic printing.

Manual: Mettler-Toledo MT-SICS reference manual, levels 0 and 1 (I2, I3, I4, S, Z). The balance is asked who it is and
set to zero; from then on it is listened to: each stable weight that it prints (``S S``) is one reading, in the order of
printing. Set the interface of the balance to print in the form of the reply to `S`, stable values only.

Role: `Balance` without `tare`, which is left to a person; `Identified`. Safe state: none. Settle criterion: the
balance's own, status `S`; another status is no weight and is passed over. The same display within `bounce` seconds is a
switch that bounced, and is passed over: no package is exchanged so fast. Error queue: none; `S +`, `S -` and an error
text in place of the weight are raised. Identity: I2, I3, I4. Acknowledgement: `Z A`; what is printed is not asked for.

unverified: that the print key of a balance sends the form of the reply to `S`; some must be set so.
"""

import logging
from decimal import Decimal
from typing import NoReturn, Self

from drivers.codecs import mt_sics as codec
from drivers.errors import NeedsPerson, NotSettled
from drivers.fitting import Fitting, decoding
from drivers.link.line import LineLink
from drivers.mass.balance import MTSICSBalance
from drivers.roles import Balance, Clock, Reading
from drivers.settling import Settling, positive_options

_USUAL = {"patience": "300", "bounce": "0.4"}
_POLL = Decimal("0.05")
_log = logging.getLogger("steelyard.balance")


class PrintingBalance(MTSICSBalance):
    """A balance that prints.

    Args:
        link: Its line.
        clock: The run's time.
        patience: Seconds to wait for a weight.
        bounce: Seconds within which the same display again is no second package.
    """

    ROLES = (Balance,)

    def __init__(self, link: LineLink, clock: Clock, patience: Decimal, bounce: Decimal) -> None:
        super().__init__(link, clock, Settling(Decimal(0), Decimal(60), Decimal("0.5")))
        self._patience, self._bounce = patience, bounce
        self._before: tuple[str, Decimal] | None = None

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `patience` (300) and `bounce` (0.4) in s.
        """
        given = positive_options(fitting, _USUAL)
        return cls(fitting.require_link(), fitting.clock, given["patience"], given["bounce"])

    def mass(self) -> Reading:
        """The next stable weight that is printed.

        Raises:
            NotSettled: None within `patience`.
            Reported: Overload, underload, hardware error.
            BadReply, LinkError: As every exchange.
        """
        self._ready()
        deadline = self._clock.elapsed() + self._patience
        while True:
            line = self._link.unasked(float(_POLL))
            if line is not None and (found := self._taken(line)) is not None:
                return found
            if self._clock.elapsed() >= deadline:
                what = f"No weight was printed within {self._patience} s."
                remedy = "Put the package on the balance and press its print key or the foot switch; look at the line."
                raise NotSettled(what, where=self._link.where, remedy=remedy)
            if line is None:
                self._clock.sleep(_POLL)

    def zero(self) -> None:
        """Set to zero with `Z`; what was printed before belongs to nothing that follows, and is dropped."""
        self._ready()
        self._link.discard()
        self._before = None
        super().zero()

    def tare(self) -> NoReturn:
        """Raises `NeedsPerson`: a line that prints is not asked for its tare."""
        remedy = "Tare at the balance."
        raise NeedsPerson("A balance that prints takes no tare by wire.", where=self._link.where, remedy=remedy)

    def _taken(self, line: str) -> Reading | None:
        with decoding(self._link):
            try:
                shown = codec.weight("S", line)
            except codec.Busy:
                return None
        if shown.status != "S":
            _log.warning("passed over, not stable: %s: %s", self._link.where, line)
            return None
        now, before = self._clock.elapsed(), self._before
        self._before = (line, now)
        if before is not None and before[0] == line and now - before[1] < self._bounce:
            _log.warning("passed over, the same display at once: %s: %s", self._link.where, line)
            return None
        return Reading(line, shown.value, shown.unit)
