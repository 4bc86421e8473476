"""Druck PACE5000/PACE6000 pressure controller as source and reference standard.

Manual: GE/Druck K0472 (see `pace_instrument`). Role: `PressureSource`, `Identified`, `Energised`. Safe state: vented
and output off, both read back. Settle criterion: in-limits flag set without a break for the dwell, then the set-point
is read back. Error queue: `:SYST:ERR?`, read after every exchange, at most 32 entries. Identity: `*IDN?`.

Acknowledgement: commands are not answered by the instrument, so each is followed by a read-back or by a look into the
error queue: silence is never taken for success, and the read-back proves that the command has arrived before the clock
moves on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.error_queue import refuse_reported
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.link.pymeasure_adapter import LinkAdapter
from drivers.pressure.pace_instrument import UNITS, VENT_COMPLETE, VENT_IDLE, VENT_RUNNING, Pace
from drivers.pressure.pace_settings import PaceSettings
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, PressureSource, Reading
from drivers.settling import Settling

#: Readings of one settled pressure agree to this part: twenty times the usual in-limits band, far below any step.
_AGREEMENT = Decimal("0.002")


class PaceController(IdentifiedDriver):
    """A PACE on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settings: Slew rate, dwell, promised times.
    """

    ROLES = (PressureSource,)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(self, link: LineLink, clock: Clock, settings: PaceSettings | None = None) -> None:
        super().__init__(link)
        self._clock, self._settings = clock, settings or PaceSettings()
        self._pace = Pace(LinkAdapter(link))
        self._unit = ""

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `slew` in kPa/s (50), `dwell` (5), `margin` (60), `poll` (0.5), `vent_time` (120) in s.
        """
        return cls(fitting.require_link(), fitting.clock, PaceSettings.from_options(fitting))

    def _who(self) -> Identity:
        with decoding(self._link):
            text = str(self._pace.idn)
        parts = [part.strip() for part in text.removeprefix("*IDN").strip().split(",")]
        if len(parts) != 4 or not all(parts):
            raise self._link.reject(f"{text!r} is not maker, model, serial number, firmware")
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to `value` without overshoot; return when in limits for the whole dwell.

        Raises:
            NotSettled: Not in limits within the promised time.
            Reported: The instrument's error queue has an entry.
            BadReply: A read-back differs from what was set.
            InstrumentError: A unit that the instrument does not know.
        """
        with self._exchange():
            self._use_unit(unit)
            self._pace.overshoot = "0"
            self._pace.slew_mode = "LIN"
            self._pace.slew = self._settings.slew_in(unit)
            _, before = self._pace.pressure
            self._pace.setpoint = value
            confirm("set-point", self._pace.setpoint, value, self._link.where)
            self._pace.output = "1"
            confirm("output", self._pace.output, True, self._link.where)
            self._refuse_reported()
            self._settle(self._settings.promised(abs(value - before), unit), value)
            confirm("set-point", self._pace.setpoint, value, self._link.where)

    def pressure(self) -> Reading:
        """Measured gauge pressure, in the unit last set; read twice, and the unit once more after it.

        Raises:
            BadReply: The two readings disagree (one is stale), or somebody has changed the unit meanwhile.
        """
        with self._exchange():
            self._use_unit(self._unit or "kPa")
            text, value = self._pace.pressure
            self._agree("a second reading", self._pace.in_limits[0], value)
            confirm("unit", self._pace.unit, UNITS[self._unit], self._link.where)
            self._refuse_reported()
        return Reading(text, value, self._unit)

    def vent(self) -> None:
        """Open to atmosphere; return when the instrument says that it is complete.

        Raises:
            NotSettled: Not complete within the promised time.
            Reported: Vent trapped, aborted or timed out, or an entry in the error queue.
        """
        with self._exchange():
            self._pace.venting = "1"
            deadline = self._clock.elapsed() + self._settings.vent_time
            while (state := self._pace.venting) == VENT_RUNNING:
                if self._clock.elapsed() >= deadline:
                    raise self._not_settled(f"Not vented within {self._settings.vent_time} s.")
                self._clock.sleep(self._settings.poll)
            if state not in (VENT_IDLE, VENT_COMPLETE):
                what, remedy = f"Vent ended in state {state}.", "Look at the controller; open the line by hand."
                raise Reported(what, where=self._link.where, remedy=remedy)
            self._pace.venting = "0"  # control is only allowed again from the idle state
            confirm("vent state", self._pace.venting, VENT_IDLE, self._link.where)
            self._refuse_reported()

    def make_safe(self) -> None:
        """Vent and switch the output off, both confirmed by reading back; tries the second though the first failed."""
        try:
            self.vent()
        finally:
            with self._exchange():
                self._pace.output = "0"
                confirm("output", self._pace.output, False, self._link.where)

    def _settle(self, promised: Decimal, target: Decimal) -> None:
        """Wait for the in-limits flag and its dwell; the last reading beside it must be near the target."""
        shown = target

        def inside() -> tuple[bool, str]:
            nonlocal shown
            shown, flag = self._pace.in_limits
            return flag, str(shown)

        settling = Settling(self._settings.dwell, promised, self._settings.poll)
        settling.wait(self._clock, inside, f"{target} {self._unit}", self._link.where)
        self._agree("the reading in limits", shown, target)

    def _use_unit(self, unit: str) -> None:
        if unit not in UNITS:
            remedy = f"Use one of {', '.join(UNITS)}."
            raise InstrumentError(f"No pressure unit {unit!r}.", where=self._link.where, remedy=remedy)
        self._unit = unit
        if self._pace.unit != UNITS[unit]:
            self._pace.unit = UNITS[unit]
            confirm("unit", self._pace.unit, UNITS[unit], self._link.where)

    def _agree(self, what: str, shown: Decimal, expected: Decimal) -> None:
        """Refuse a reading that has nothing to do with the other one: stale, or of a sensor that is stuck."""
        count = Decimal(1).scaleb(int(shown.as_tuple().exponent))
        if abs(shown - expected) > _AGREEMENT * abs(expected) + 10 * count:
            text = f"{what} is {shown} {self._unit}, it should be near {expected} {self._unit}."
            remedy = "Look at the controller's display; let it measure again, or have its sensor examined."
            raise BadReply(f"{text[0].upper()}{text[1:]}", where=self._link.where, remedy=remedy)

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: self._pace.error, self._link.where)

    def _not_settled(self, what: str) -> NotSettled:
        return NotSettled(what, where=self._link.where, remedy="Look for a leak, check supply pressure and slew rate.")

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
